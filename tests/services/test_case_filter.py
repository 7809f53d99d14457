"""Filters of the work list: what each keeps, on which day and for whom, on both engines."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from hjemveien.persistence.engine import Database
from hjemveien.services import case_filter, case_list, moves, writing
from hjemveien.services.case_filter import Asker, CaseFilter
from hjemveien.services.office import add_staff
from hjemveien.services.wishes import AddTask, AssignCase, NewPerson
from tests.services import making
from tests.services.making import TODAY, counted, new_case

ASKER = Asker(TODAY)
# A Friday: the week ends on the first of March.
assert date(2026, 2, 27) == TODAY


def shown(database: Database, wanted: CaseFilter, asker: Asker = ASKER) -> set[UUID]:
    """The cases of the filter, which a count must agree with."""
    with database.reading() as session:
        found = {row.case_id for row in case_list.case_page(session, wanted, asker=asker).rows}
        assert case_list.count_cases(session, wanted, asker) == len(found)
        by_stage = case_list.count_by_stage(session, wanted, asker)
    assert sum(by_stage.values()) == len(found)
    return found


def due(database: Database, days: int) -> UUID:
    """A case whose first answer is not what is due next."""
    case_id = new_case(database, received_on=None)
    with making.writing(database) as session:
        writing.add_task(session, AddTask(case_id, "Ring", TODAY + timedelta(days=days)))
    return case_id


def test_deadlines_are_told_apart_by_how_far_away_they_are(database: Database) -> None:
    late, today, sunday, monday = (due(database, days) for days in (-1, 0, 2, 3))
    never = new_case(database, received_on=None)

    def by(*codes: str) -> set[UUID]:
        return shown(database, CaseFilter(deadlines=codes))

    assert by("overdue") == {late}
    assert by("week") == {today, sunday}
    assert by("month") == {today, sunday, monday}
    assert by("none") == {never}
    assert by("overdue", "none") == {late, never}


def test_this_week_is_the_week_of_whoever_asks(database: Database) -> None:
    monday = due(database, 3)
    wanted = CaseFilter(deadlines=("week",))
    assert shown(database, wanted) == set()
    assert shown(database, wanted, Asker(TODAY + timedelta(days=3))) == {monday}


def test_cases_are_found_by_when_they_came(database: Database) -> None:
    days = {
        "now": TODAY, "january": date(2026, 1, 5), "autumn": date(2025, 10, 1),
        "old": date(2023, 5, 5),
    }  # fmt: skip
    cases = {name: new_case(database, received_on=day) for name, day in days.items()}

    def by(*codes: str) -> set[str]:
        found = shown(database, CaseFilter(received=codes))
        return {name for name, case_id in cases.items() if case_id in found}

    assert by("days") == {"now"}
    assert by("month") == {"now"}
    assert by("last_month") == {"january"}
    assert by("year") == {"now", "january"}
    assert by("last_year") == {"autumn"}
    assert by("earlier") == {"old"}
    assert by("2025-10-01/2026-01-05") == {"autumn", "january"}


def test_mine_is_whoever_asks(database: Database) -> None:
    kari, ola = uuid4(), uuid4()
    with making.writing(database) as session:
        add_staff(session, "Kari Test", staff_id=kari)
        add_staff(session, "Ola Test", staff_id=ola)
    hers, his, nobodys = (new_case(database) for _each in range(3))
    for case_id, worker in ((hers, kari), (his, ola)):
        with making.writing(database) as session:
            moves.assign_case(session, AssignCase(case_id, worker))
    mine = CaseFilter(mine=True)
    assert shown(database, mine, Asker(TODAY, kari)) == {hers}
    assert shown(database, mine, Asker(TODAY, ola)) == {his}
    assert shown(database, mine, Asker(TODAY)) == set()
    both = CaseFilter(mine=True, unassigned=True, caseworker_ids=(ola,))
    assert shown(database, both, Asker(TODAY, kari)) == {hers, his, nobodys}


def test_class_and_household_are_filters_too(database: Database) -> None:
    first = making.listed_case(database, "Først", priority_class=1)
    child = NewPerson("child", "Prøvesen", "Liten")
    family = new_case(database, "Familie", others=(child,))
    hidden = new_case(database, "Skjult", protection="confidential")
    assert shown(database, CaseFilter(classes=(1,))) == {first}
    assert shown(database, CaseFilter(classes=(1, 9))) == {first, family, hidden}
    assert shown(database, CaseFilter(marks=("children",))) == {family}
    assert shown(database, CaseFilter(marks=("protected",))) == {hidden}
    assert shown(database, CaseFilter(marks=("protected", "children"))) == set()
    assert shown(database, CaseFilter(marks=("duplicate",))) == set()


EVERYTHING = CaseFilter(
    stages=("soknad", "kartlegging"),
    unassigned=True,
    mine=True,
    include_closed=False,
    deadlines=("overdue", "week"),
    received=("year", "2020-01-01/2020-02-01"),
    classes=(1, 9),
    marks=("children",),
)


def test_all_at_once_are_one_statement_by_every_order(database: Database) -> None:
    for sort in case_list.SORTS:
        with database.reading() as session, counted(database) as sent:
            after = (case_list.case_page(session).rows or (None,))[0]
            assert after is None
            case_list.case_page(session, EVERYTHING, sort, True, asker=ASKER)
            case_list.count_cases(session, EVERYTHING, ASKER)
        assert len([text for text in sent if "case_now" in text]) <= 3, sort


def test_without_a_day_a_deadline_means_nothing(database: Database) -> None:
    with database.reading() as session, pytest.raises(ValueError, match="on some day"):
        case_list.case_page(session, CaseFilter(deadlines=("week",)))


def test_a_period_must_be_two_days() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        case_filter.two_days("snart")
