"""Many cases given to others at once: all that can, the others named, one save, and undone."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from hjemveien.domain.refusal import InvalidInput
from hjemveien.persistence.engine import Database
from hjemveien.services import case_card, case_list
from hjemveien.services.change import Change
from hjemveien.services.office import add_staff
from hjemveien.services.reassigning import MOST, reassign
from hjemveien.services.saves import once
from hjemveien.services.wishes import AssignCase, Reassign
from tests.databases import ACTOR, NOON
from tests.services import making
from tests.services.making import new_case
from tests.staffed import StaffedOffice


def give(database: Database, *assigns: AssignCase, note: str = "", who: str = ACTOR) -> Change:
    with database.writing(who, NOON, uuid4()) as session:
        return reassign(session, Reassign(assigns, note))


def holders(database: Database) -> dict[UUID, str]:
    with database.reading() as session:
        return {row.case_id: row.caseworker for row in case_list.case_page(session).rows}


def add(database: Database, name: str) -> UUID:
    staff_id = uuid4()
    with making.writing(database) as session:
        add_staff(session, name, staff_id=staff_id)
    return staff_id


def test_all_go_to_one_and_each_journal_says_so_with_the_note(database: Database) -> None:
    ola = add(database, "Ola Test")
    cases = [new_case(database, surname) for surname in ("En", "To")]
    change = give(database, *(AssignCase(each, ola) for each in cases), note=" Ferie ")
    assert change.ids == frozenset(cases)
    assert change.note == ""
    assert set(holders(database).values()) == {"Ola Test"}
    with database.reading() as session:
        for case_id in cases:
            (entry,) = [
                each
                for each in case_card.show_case(session, case_id).journal
                if each.kind == "assigned"
            ]
            assert (entry.text, entry.data) == ("Ferie", {"from": "", "to": "Ola Test"})


def test_what_cannot_be_given_is_named_and_the_others_go(database: Database) -> None:
    ola = add(database, "Ola Test")
    case_id = new_case(database)
    change = give(database, AssignCase(uuid4(), ola), AssignCase(case_id, ola))
    assert change.ids == {case_id}
    assert change.note.startswith("?: There is no")
    assert holders(database) == {case_id: "Ola Test"}


def test_it_is_undone_to_whom_each_belonged(database: Database) -> None:
    ola, kari = add(database, "Ola Test"), add(database, "Kari Test")
    hers, nobodys = new_case(database), new_case(database)
    give(database, AssignCase(hers, kari))
    give(database, AssignCase(hers, ola), AssignCase(nobodys, ola))
    give(database, AssignCase(hers, kari), AssignCase(nobodys, None))
    assert holders(database) == {hers: "Kari Test", nobodys: ""}


def test_sent_twice_it_is_done_once(database: Database) -> None:
    ola, case_id, key = add(database, "Ola Test"), new_case(database), uuid4()
    wish = Reassign((AssignCase(case_id, ola), AssignCase(uuid4(), ola)))
    answers = []
    for _again in range(2):
        with database.writing(ACTOR, NOON, key) as session:
            answers.append(once(session, lambda inner: reassign(inner, wish)))
    assert answers[0] == answers[1]
    with database.reading() as session:
        told = "SELECT count(*) FROM journal_entry WHERE kind = 'assigned'"
        assert session.execute(text(told)).scalar_one() == 1


def test_too_many_at_once_are_refused(local_database: Database) -> None:
    with pytest.raises(InvalidInput):
        give(local_database, *(AssignCase(uuid4(), None) for _each in range(MOST + 1)))


def test_a_caseworker_gives_her_own_and_nobodys_a_supervisor_any(staffed: StaffedOffice) -> None:
    names = ("Caseworker Test", "Supervisor Test", "Cleared Test")
    kari, lead, cleared = (staffed.members[name] for name in names)
    hers, leads, free, hidden = (
        new_case(staffed.root, "Hennes"), new_case(staffed.root, "Lederens"),
        new_case(staffed.root, "Fri"), new_case(staffed.root, "Skjult", protection="confidential"),
    )  # fmt: skip
    give(staffed.root, AssignCase(hers, kari.staff_id), AssignCase(leads, lead.staff_id))
    to_cleared = [AssignCase(each, cleared.staff_id) for each in (hers, leads, free, hidden)]
    change = give(staffed.as_(kari), *to_cleared, note="Ferie", who=kari.name)
    assert change.ids == {hers, free}
    lines = change.note.splitlines()
    assert len(lines) == 2
    assert all("Your role does not let you" in line for line in lines)
    change = give(staffed.as_(lead), *to_cleared, who=lead.name)
    assert change.ids == {hers, leads, free, hidden}
    to_kari = [AssignCase(each, kari.staff_id) for each in (leads, hidden)]
    change = give(staffed.as_(lead), *to_kari, who=lead.name)
    assert change.ids == {leads}
    assert "only somebody cleared" in change.note
    assert "Skjult" not in change.note


def test_what_one_has_just_given_away_one_takes_back(staffed: StaffedOffice) -> None:
    names = ("Caseworker Test", "Supervisor Test", "Cleared Test")
    kari, lead, other = (staffed.members[name] for name in names)
    case_id = new_case(staffed.root)
    give(staffed.root, AssignCase(case_id, kari.staff_id))
    hers = staffed.as_(kari)
    give(hers, AssignCase(case_id, lead.staff_id), who=kari.name)
    assert give(hers, AssignCase(case_id, kari.staff_id), who=kari.name).ids == {case_id}
    give(hers, AssignCase(case_id, lead.staff_id), who=kari.name)
    give(staffed.as_(lead), AssignCase(case_id, other.staff_id), who=lead.name)
    assert give(hers, AssignCase(case_id, kari.staff_id), who=kari.name).ids == frozenset()
    with staffed.root.writing("Root", NOON) as session:
        session.execute(
            text("UPDATE staff SET name = :name WHERE id = :other"),
            {"name": kari.name, "other": other.staff_id},
        )
    give(staffed.as_(lead), AssignCase(case_id, kari.staff_id), who=lead.name)
    give(hers, AssignCase(case_id, lead.staff_id), who=kari.name)
    assert give(hers, AssignCase(case_id, kari.staff_id), who=kari.name).ids == frozenset()
