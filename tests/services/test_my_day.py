"""What is to be done today: whose it is, in which group, and what a shared office tells of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from hjemveien.persistence.engine import Database
from hjemveien.services import access, moves, my_day, office, protection, writing
from hjemveien.services.access import OpenCase
from hjemveien.services.my_day import DayFilter, DayItem, LeftOver, MyDay, group_of
from hjemveien.services.protection import Protect
from hjemveien.services.wishes import AddTask, AssignCase, FinishTask
from tests.services.making import TODAY, counted, decide, new_case
from tests.services.making import writing as at_work
from tests.staffed import StaffedOffice

AT = datetime(2026, 2, 27, 12, 0, tzinfo=UTC)


def staff(database: Database, name: str) -> UUID:
    with at_work(database) as session:
        made = office.add_staff(session, name).created
    assert made is not None
    return made


def task(database: Database, case_id: UUID, title: str, day: date | None, who: UUID | None) -> None:
    with at_work(database) as session:
        writing.add_task(session, AddTask(case_id, title, day, who))


def day_of(database: Database, wanted: DayFilter, today: date = TODAY) -> MyDay:
    with database.reading() as session:
        return my_day.my_day(session, wanted, today)


def left_of(database: Database, wanted: DayFilter, shown: MyDay, today: date = TODAY) -> LeftOver:
    with database.reading() as session:
        return my_day.left_over(session, wanted, today, shown)


def told(shown: MyDay, today: date = TODAY) -> list[tuple[str, str]]:
    return [(group_of(item.day, today), item.title or item.kind) for item in shown.items]


def soon(days: int) -> date:
    return TODAY + timedelta(days=days)


# TODAY is a Friday: the week ends on Sunday, two days later.


def test_tasks_stand_in_their_groups_and_what_comes_later_is_a_number(database: Database) -> None:
    kari = staff(database, "Kari Test")
    case_id = new_case(database, caseworker_id=kari, received_on=None)
    for title, days in (("Ring", -3), ("Skriv", 0), ("Besøk", 2), ("Møte", 3)):
        task(database, case_id, title, soon(days), kari)
    task(database, case_id, "En gang", None, kari)
    week = DayFilter(me=kari)
    shown = day_of(database, week)
    assert told(shown) == [("overdue", "Ring"), ("today", "Skriv"), ("week", "Besøk")]
    assert left_of(database, week, shown) == LeftOver(1, 1)
    all_of_it = DayFilter(me=kari, later=True)
    later = day_of(database, all_of_it)
    assert told(later)[3:] == [("later", "Møte"), ("undated", "En gang")]
    assert left_of(database, all_of_it, later) == LeftOver()
    assert not later.more


def test_a_finished_task_is_gone(database: Database) -> None:
    kari = staff(database, "Kari Test")
    case_id = new_case(database, caseworker_id=kari, received_on=None)
    task(database, case_id, "Ring", TODAY, kari)
    (only,) = day_of(database, DayFilter(me=kari)).items
    assert only.task_id is not None
    with at_work(database) as session:
        writing.finish_task(session, FinishTask(only.task_id))
    assert day_of(database, DayFilter(me=kari)).items == ()


def test_mine_nobodys_and_everybodys(database: Database) -> None:
    kari, per = staff(database, "Kari Test"), staff(database, "Per Prøve")
    mine = new_case(database, "En", caseworker_id=kari, received_on=None)
    others = new_case(database, "To", caseworker_id=per, received_on=None)
    nobodys = new_case(database, "Tre", received_on=None)
    task(database, mine, "Min", TODAY, None)
    task(database, others, "Lånt", TODAY, kari)
    task(database, others, "Hans", TODAY, None)
    task(database, nobodys, "Ingens", TODAY, None)

    def titles(whose: str) -> set[str]:
        return {item.title for item in day_of(database, DayFilter(whose, kari)).items}

    assert titles("mine") == {"Min", "Lånt"}
    assert titles("unassigned") == {"Ingens"}
    assert titles("everybody") == {"Min", "Lånt", "Hans", "Ingens"}


def test_the_first_answer_is_a_deadline_until_it_is_decided(database: Database) -> None:
    kari = staff(database, "Kari Test")
    case_id = new_case(database, caseworker_id=kari, received_on=date(2026, 1, 29))
    shown = day_of(database, DayFilter(me=kari), date(2026, 2, 28))
    assert shown.items == ()
    assert left_of(database, DayFilter(me=kari), shown, date(2026, 2, 28)) == LeftOver(1)
    # The 28th of February 2026 is a Saturday, and so the last day is the Monday after.
    (clock,) = day_of(database, DayFilter(me=kari), date(2026, 3, 2)).items
    assert (clock.kind, clock.day, clock.counted_to) == (
        "answer", date(2026, 3, 2), date(2026, 2, 28),
    )  # fmt: skip
    assert clock.task_id is None
    decide(database, case_id, day=date(2026, 2, 27))
    assert day_of(database, DayFilter(me=kari), date(2026, 3, 2)).items == ()


def test_it_takes_as_many_statements_for_many_as_for_one(database: Database) -> None:
    kari = staff(database, "Kari Test")
    sent = []
    for some in (1, 7):
        for number in range(some):
            case_id = new_case(database, f"Nr{number}", caseworker_id=kari)
            task(database, case_id, "Ring", TODAY, kari)
        with database.reading() as session, counted(database) as statements:
            shown = my_day.my_day(session, DayFilter("everybody"), TODAY)
            my_day.left_over(session, DayFilter("everybody"), TODAY, shown)
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 5


# On a shared database, as members see it.


@pytest.fixture
def shared(staffed: StaffedOffice) -> StaffedOffice:
    """One's own open case with two tasks, somebody else's with two, and a protected one."""
    mine = staffed.members["Caseworker Test"].staff_id
    theirs = staffed.members["Supervisor Test"].staff_id
    for surname, who in (("Min", mine), ("Annens", theirs)):
        case_id = new_case(staffed.root, surname, caseworker_id=who, received_on=None)
        for title, days in (("Først", 0), ("Siden", 1)):
            task(staffed.root, case_id, f"{surname} {title}", soon(days), who)
    cleared = staffed.members["Cleared Test"].staff_id
    hidden = new_case(staffed.root, "Skjult", received_on=None)
    task(staffed.root, hidden, "Hemmelig", TODAY, cleared)
    with at_work(staffed.root) as session:
        access.open_case(session, OpenCase(hidden))
    with at_work(staffed.root) as session:
        protection.protect(session, Protect(hidden, "confidential", "Politiet har meldt fare"))
        moves.assign_case(session, AssignCase(hidden, cleared))
    return staffed


def seen_by(office: StaffedOffice, name: str, whose: str) -> tuple[DayItem, ...]:
    member = office.members[name]
    database = office.as_(member)
    with access.listing(database, name, AT, "my_day") as session:
        return my_day.my_day(session, DayFilter(whose, member.staff_id), TODAY).items


def test_ones_own_tasks_say_what_they_are_about(shared: StaffedOffice) -> None:
    seen = seen_by(shared, "Caseworker Test", "mine")
    assert [item.title for item in seen] == ["Min Først", "Min Siden"]


def test_of_others_the_register_tells_the_next_and_the_rest_stay_silent(
    shared: StaffedOffice,
) -> None:
    seen = seen_by(shared, "Caseworker Test", "everybody")
    assert {(item.name, item.title) for item in seen} == {
        ("Kari Min", "Min Først"), ("Kari Min", "Min Siden"),
        ("Kari Annens", "Annens Først"), ("Kari Annens", ""),
        ("", ""),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Caseworker Test", "Supervisor Test", "Cleared Test"])
def test_a_protected_household_has_no_name_and_no_task_in_words(
    name: str, shared: StaffedOffice
) -> None:
    (hidden,) = [item for item in seen_by(shared, name, "everybody") if item.protected]
    assert (hidden.name, hidden.title) == ("", "")


def test_without_an_opened_list_nothing_is_told(shared: StaffedOffice) -> None:
    member = shared.members["Caseworker Test"]
    with shared.as_(member).reading() as session:
        shown = my_day.my_day(session, DayFilter("everybody", member.staff_id), TODAY)
    assert shown.items == ()
