"""A case goes to somebody who works with cases, and to nobody else."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from hjemveien.domain.refusal import InvalidInput
from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import Outdated
from hjemveien.services import office
from hjemveien.services.moves import assign_case
from hjemveien.services.reassigning import reassign
from hjemveien.services.wishes import AssignCase, Reassign
from tests.databases import NOON
from tests.services.making import new_case
from tests.staffed import StaffedOffice, staffed_office

NOT_THEIRS = ("admin", "logreader", "statistics", "partner")
THEIRS = ("caseworker", "supervisor", "cleared")


def offered(database: Database) -> set[str]:
    with database.reading() as session:
        return {one.name for one in office.list_staff(session) if one.takes_cases}


def test_only_who_works_with_cases_is_offered(staffed: StaffedOffice) -> None:
    assert offered(staffed.as_(staffed.members["Supervisor Test"])) == {
        f"{role.title()} Test" for role in THEIRS
    }


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_others_are_refused_in_words(staffed: StaffedOffice, role: str) -> None:
    lead, other = staffed.members["Supervisor Test"], staffed.members[f"{role.title()} Test"]
    case_id = new_case(staffed.root)
    wish = AssignCase(case_id, other.staff_id)
    database = staffed.as_(lead)
    with (
        pytest.raises(InvalidInput, match="works with cases"),
        database.writing(lead.name, NOON) as session,
    ):
        assign_case(session, wish)
    with database.writing(lead.name, NOON) as session:
        change = reassign(session, Reassign((wish,)))
    assert change.ids == frozenset()
    assert "works with cases" in change.note


def test_whoever_is_several_things_has_cases_too(staffed: StaffedOffice) -> None:
    both = staffed.add("Bodil Begge", "caseworker", "logreader")
    assert "Bodil Begge" in offered(staffed.root)
    case_id = new_case(staffed.root)
    with staffed.root.writing("Root", NOON) as session:
        assign_case(session, AssignCase(case_id, both.staff_id))


def test_whoever_has_left_is_refused(database: Database) -> None:
    with database.writing("Ada", NOON) as session:
        left = office.add_staff(session, "Lise Sluttet").created
        session.execute(text("UPDATE staff SET active = false WHERE name = 'Lise Sluttet'"))
    refuses(database, left)
    assert "Lise Sluttet" not in offered(database)


def test_a_local_file_asks_for_the_same(local_database: Database) -> None:
    ids = {}
    with local_database.writing("Ada", NOON) as session:
        for role in (*THEIRS, *NOT_THEIRS):
            ids[role] = office.add_staff(session, f"{role} Test", role=role).created
    assert offered(local_database) == {f"{role} Test" for role in THEIRS}
    for role in NOT_THEIRS:
        refuses(local_database, ids[role])
    refuses(local_database, uuid4())


def refuses(database: Database, staff_id: UUID | None) -> None:
    case_id = new_case(database)
    with pytest.raises(InvalidInput), database.writing("Ada", NOON) as session:
        assign_case(session, AssignCase(case_id, staff_id))


def test_rights_from_before_this_program_are_told_in_words(own_shared_database: Database) -> None:
    with staffed_office(own_shared_database) as staffed:
        database = staffed.as_(staffed.members["Caseworker Test"])
        with own_shared_database.engine.begin() as connection:
            connection.execute(text("DROP FUNCTION may_have_cases CASCADE"))
        with pytest.raises(Outdated, match="hjemveien migrate"), database.reading() as session:
            office.list_staff(session)
