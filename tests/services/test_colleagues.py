"""Who works here: named, put in teams, left and never deleted; on both engines and by role."""

from typing import Any
from uuid import UUID

import pytest

from hjemveien.domain.refusal import Conflict, InvalidInput, NotAllowed, NotFound
from hjemveien.persistence.engine import Database
from hjemveien.services import case_list, colleagues, moves, office, staffing, teams
from hjemveien.services.case_list import CaseFilter
from hjemveien.services.colleagues import Colleague
from hjemveien.services.office_editing import EditOffice
from hjemveien.services.teams import SaveTeam, TeamView
from hjemveien.services.wishes import AssignCase
from tests.services.making import new_case, writing
from tests.staffed import StaffedOffice


def hire(database: Database, name: str = "Ola Prøve") -> UUID:
    with writing(database) as session:
        made = office.add_staff(session, name).created
    assert made is not None
    return made


def known(database: Database) -> dict[str, Colleague]:
    with database.reading() as session:
        return {one.name: one for one in colleagues.list_colleagues(session)}


def edit(database: Database, staff_id: UUID, seen: dict[str, Any], **changes: Any) -> None:
    with writing(database) as session:
        colleagues.edit_colleague(session, EditOffice(str(staff_id), changes, seen))


def team(database: Database) -> TeamView:
    with database.reading() as session:
        (only,) = teams.list_teams(session)
    return only


def test_a_new_name_is_shown_in_the_lists_too(database: Database) -> None:
    staff_id, case_id = hire(database), new_case(database)
    with writing(database) as session:
        moves.assign_case(session, AssignCase(case_id, staff_id))
    edit(database, staff_id, {"name": "Ola Prøve"}, name="Ola Nordmann")
    with database.reading() as session:
        (row,) = case_list.case_page(session, CaseFilter(), "deadline", False, None).rows
    assert row.caseworker == "Ola Nordmann"
    assert known(database)["Ola Nordmann"].staff_id == staff_id


def test_initials_follow_where_none_are_given(database: Database) -> None:
    staff_id = hire(database)
    edit(database, staff_id, {"initials": "OP"}, initials="")
    assert known(database)["Ola Prøve"].initials == "OP"


def test_two_who_work_here_are_not_called_alike(database: Database) -> None:
    hire(database, "Kari Prøve")
    staff_id = hire(database)
    with pytest.raises(InvalidInput) as refused:
        edit(database, staff_id, {"name": "Ola Prøve"}, name="Kari Prøve")
    assert set(refused.value.fields) == {"name"}


def test_somebody_who_has_left_stays_with_her_cases_until_they_are_handed_over(
    database: Database,
) -> None:
    left, stays, case_id = hire(database), hire(database, "Kari Prøve"), new_case(database)
    with writing(database) as session:
        moves.assign_case(session, AssignCase(case_id, left))
    edit(database, left, {"active": True}, active=False)
    assert not known(database)["Ola Prøve"].active
    with database.reading() as session:
        (held,) = colleagues.cases_of(session, left)
    assert held.case_id == case_id
    with writing(database) as session:
        change = colleagues.hand_over(session, left, stays)
    assert change.ids == {case_id}
    with database.reading() as session:
        assert colleagues.cases_of(session, left) == ()
        assert len(colleagues.cases_of(session, stays)) == 1


def test_two_administrators_at_one_name_see_both(database: Database) -> None:
    staff_id = hire(database)
    edit(database, staff_id, {"name": "Ola Prøve"}, name="Ola Først")
    with pytest.raises(Conflict) as refused:
        edit(database, staff_id, {"name": "Ola Prøve"}, name="Ola Sist")
    assert refused.value.clashes[0].theirs == "Ola Først"


def test_a_team_is_made_renamed_and_filled(database: Database) -> None:
    ola, kari = hire(database), hire(database, "Kari Prøve")
    with writing(database) as session:
        teams.save_team(session, SaveTeam("Nord", frozenset({ola})))
    first = team(database)
    assert first.members == ("Ola Prøve",)
    with writing(database) as session:
        wish = SaveTeam("Team nord", frozenset({kari}), first, first.team_id)
        teams.save_team(session, wish)
    assert (team(database).name, team(database).members) == ("Team nord", ("Kari Prøve",))
    with pytest.raises(Conflict, match="Kari"), writing(database) as session:
        teams.save_team(session, SaveTeam("Sør", frozenset(), first, first.team_id))


def test_two_teams_are_not_called_alike(database: Database) -> None:
    with writing(database) as session:
        teams.save_team(session, SaveTeam("Nord"))
    with pytest.raises(InvalidInput), writing(database) as session:
        teams.save_team(session, SaveTeam("nord"))


def test_whoever_joins_a_team_leaves_the_one_she_was_in(database: Database) -> None:
    ola = hire(database)
    for name in ("Nord", "Sør"):
        with writing(database) as session:
            teams.save_team(session, SaveTeam(name, frozenset({ola})))
    with database.reading() as session:
        found = {each.name: each.members for each in teams.list_teams(session)}
    assert found == {"Nord": (), "Sør": ("Ola Prøve",)}


def test_an_administrator_renames_a_colleague_and_gives_her_a_team(staffed: StaffedOffice) -> None:
    member = staffed.members["Caseworker Test"]
    case_id = new_case(staffed.root)
    with writing(staffed.root) as session:
        moves.assign_case(session, AssignCase(case_id, member.staff_id))
    admin = staffed.as_(staffed.members["Admin Test"])
    edit(admin, member.staff_id, {"name": member.name}, name="Kari Nordmann")
    with writing(admin) as session:
        teams.save_team(session, SaveTeam("Nord", frozenset({member.staff_id})))
    shown = known(admin)["Kari Nordmann"]
    assert (shown.team, shown.roles, shown.cases) == ("Nord", ("caseworker",), None)
    with staffed.root.reading() as session:
        (row,) = case_list.case_page(session, CaseFilter(), "deadline", False, None).rows
    assert row.caseworker == "Kari Nordmann"


def test_an_account_is_not_closed_as_a_name(staffed: StaffedOffice) -> None:
    member = staffed.members["Caseworker Test"]
    admin = staffed.as_(staffed.members["Admin Test"])
    with pytest.raises(InvalidInput):
        edit(admin, member.staff_id, {"active": True}, active=False)


def test_an_administrator_says_that_a_name_has_left(staffed: StaffedOffice) -> None:
    staff_id = hire(staffed.root)
    admin = staffed.as_(staffed.members["Admin Test"])
    edit(admin, staff_id, {"active": True}, active=False)
    assert not known(admin)["Ola Prøve"].active


def test_two_administrators_conflict_without_the_audit(staffed: StaffedOffice) -> None:
    staff_id = hire(staffed.root)
    admin = staffed.as_(staffed.members["Admin Test"])
    edit(admin, staff_id, {"name": "Ola Prøve"}, name="Ola Først")
    with pytest.raises(Conflict):
        edit(admin, staff_id, {"name": "Ola Prøve"}, name="Ola Sist")


def test_a_role_is_taken_and_the_account_stays(staffed: StaffedOffice) -> None:
    member = staffed.add("Ida Begge", "caseworker", "supervisor")
    admin = staffed.as_(staffed.members["Admin Test"])
    with writing(admin) as session:
        staffing.take_role(session, member.login, "supervisor")
    assert known(admin)["Ida Begge"].roles == ("caseworker",)


def test_the_only_role_and_an_administrators_own_are_not_taken(staffed: StaffedOffice) -> None:
    admin_member, worker = staffed.members["Admin Test"], staffed.members["Caseworker Test"]
    admin = staffed.as_(admin_member)
    with pytest.raises(InvalidInput), writing(admin) as session:
        staffing.take_role(session, worker.login, "caseworker")
    with pytest.raises(InvalidInput, match="does not have this role"), writing(admin) as session:
        staffing.take_role(session, worker.login, "admin")
    with pytest.raises(NotAllowed), writing(admin) as session:
        staffing.take_role(session, admin_member.login, "admin")


@pytest.mark.parametrize("name", ["Caseworker Test", "Cleared Test", "Statistics Test"])
def test_nobody_else_keeps_the_office(staffed: StaffedOffice, name: str) -> None:
    staff_id = hire(staffed.root)
    database = staffed.as_(staffed.members[name])
    with pytest.raises((NotAllowed, NotFound)):
        edit(database, staff_id, {"name": "Ola Prøve"}, name="Ola Først")
    with pytest.raises(NotAllowed), writing(database) as session:
        teams.save_team(session, SaveTeam("Nord"))
