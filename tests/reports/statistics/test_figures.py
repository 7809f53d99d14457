"""Each figure counts what its definition says, on any day, in offices that imported nothing."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    Decision,
    DuplicateSuggestion,
    Dwelling,
    DwellingPeriod,
    HouseholdMember,
    Tenancy,
)
from hjemveien.reports.statistics import behind, found_statistics, statistics
from hjemveien.reports.statistics.period import period_of
from hjemveien.services.deciding import make_decision
from hjemveien.services.duplicates import answer_duplicate
from hjemveien.services.moves import move_case, register_move_in
from hjemveien.services.register import register_application
from hjemveien.services.wishes import (
    MakeDecision,
    MoveCase,
    NewApplication,
    NewPerson,
    RegisterMoveIn,
)
from tests.reports.statistics.making import (
    ACTOR,
    NOON,
    TODAY,
    case,
    counted,
    household,
    offer,
    put,
    stay,
)


def value(database: Database, *path: str, as_of: date = TODAY) -> Any:
    found: Any = counted(database, as_of).as_json()
    for step in path:
        found = found[step]
    return found


def test_an_empty_office_has_figures_of_zero(database: Database) -> None:
    figures = counted(database)
    assert figures.block("cases").value == 0
    assert value(database, "waiting_list", "as_of") == {"total": 0, "by_group": {}}
    assert value(database, "days_waited", "median") is None


@pytest.mark.parametrize("cases", [1, 30])
def test_counting_takes_as_many_statements_for_one_case_as_for_many(
    database: Database, cases: int
) -> None:
    with database.writing(ACTOR, NOON) as session:
        for number in range(cases):
            made = case(session, decided=date(2025, 3, 1 + number % 28))
            stay(session, made.household, date(2025, 3, 1), date(2025, 3, 9))
    said: list[str] = []
    with database.reading() as session:
        session.connection()
        event.listen(database.engine, "before_cursor_execute", lambda *a: said.append(a[2]))
        statistics(session, period_of(TODAY))
    assert len([line for line in said if line.lstrip().startswith(("SELECT", "WITH"))]) == 43


def test_only_new_households_with_a_positive_decision_wait(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        case(session, decided=date(2025, 5, 1))
        case(session, decided=date(2025, 5, 1), tenant=True)
        case(session, decided=date(2025, 5, 1), outcome="refused")
        case(session)
    assert value(database, "waiting_list", "as_of", "total") == 1
    off = value(database, "on_waiting_sheet_but_not_on_list")
    assert off == {"no_decision": 1, "refused": 1, "not_new": 1, "already_housed": 0}


def test_a_day_in_the_past_knows_nothing_of_what_came_later(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        made = case(session, decided=date(2025, 5, 1), moved=date(2025, 9, 1), closed="housed")
        offer(session, made, date(2025, 8, 1), "accepted", date(2025, 8, 9))
    assert value(database, "waiting_list", "as_of", "total", as_of=date(2025, 8, 31)) == 1
    assert value(database, "waiting_list", "as_of", "total", as_of=date(2025, 9, 1)) == 0
    assert value(database, "offers", "unanswered", as_of=date(2025, 8, 5)) == 1
    assert value(database, "offers", "accepted", as_of=date(2025, 8, 31)) == 1
    assert value(database, "closed", "housed", as_of=date(2025, 8, 31)) == 0
    assert value(database, "cases", as_of=date(2025, 1, 1)) == 0


def test_a_household_with_two_cases_on_the_list_waits_once(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        first = case(session, decided=date(2025, 5, 1), group="rop")
        case(session, decided=date(2025, 6, 1), group="andre", of=first.household)
    assert value(database, "waiting_list", "as_of") == {"total": 1, "by_group": {"rop": 1}}
    off = value(database, "on_waiting_sheet_but_not_on_list")
    assert off["listed_with_another_case"] == 1
    assert value(database, "cases") == 2
    assert value(database, "households", "with_case") == 1


def test_a_suspected_double_counts_once_until_somebody_says_they_differ(
    database: Database,
) -> None:
    with database.writing(ACTOR, NOON) as session:
        first, second = (case(session, decided=date(2025, 5, 1)) for _ in range(2))
        pair = put(
            session, DuplicateSuggestion, first_case_id=first.case, second_case_id=second.case,
            kind="same_id",
        )  # fmt: skip
    assert value(database, "cases") == 1
    assert value(database, "waiting_list", "as_of", "total") == 1
    assert value(database, "persons", "total") == 1
    assert value(database, "by_stage", "venteliste", "stock") == 1
    with database.writing(ACTOR, NOON) as session:
        answer_duplicate(session, pair, "different")
    assert value(database, "cases") == 2
    assert value(database, "waiting_list", "as_of", "total") == 2


def test_unknown_and_month_only_dates_count_but_enter_no_duration(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        certain, month_only, unknown = (case(session) for _ in range(3))
        for made, day, precision, since in (
            (certain, date(2025, 2, 17), "day", date(2025, 2, 17)),
            (month_only, date(2025, 2, 28), "month", date(2025, 2, 28)),
            (unknown, None, "unknown", TODAY),
        ):
            put(
                session, Decision, case_id=made.case, outcome="granted", decided_on=day,
                decided_precision=precision, counts_from=since,
            )  # fmt: skip
    waited = {"n": 1, "n_excluded": 2, "median": 375, "mean": 375.0, "max": 375}
    assert value(database, "days_waited") == waited
    assert value(database, "waiting_list", "as_of", "total") == 3
    year_end = {"total": 2, "by_group": {"rus": 2}, "unknown_decision_date": 1}
    assert value(database, "waiting_list", "year_end") == year_end
    assert value(database, "data_quality", "decision_date_unknown") == 1


def test_a_decision_before_its_application_enters_no_duration(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        case(session, received=date(2025, 6, 1), decided=date(2025, 5, 1))
    assert value(database, "days_waited", "n_excluded") == 1


def test_a_later_refusal_takes_a_household_off_the_list(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        made = case(session, decided=date(2025, 5, 1))
        later = date(2025, 8, 1)
        put(
            session, Decision, case_id=made.case, outcome="refused", decided_on=later,
            counts_from=later,
        )  # fmt: skip
    assert value(database, "waiting_list", "as_of", "total") == 0
    assert value(database, "by_month", "2025-08", "on_list_at_end") == 0
    assert value(database, "by_month", "2025-07", "on_list_at_end") == 1
    assert value(database, "refusals", "by_year") == {"2025": 1}


def test_overlapping_nights_count_once_and_shelters_apart(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        family = household(session, children=(2015,))
        stay(session, family, date(2024, 12, 30), date(2025, 1, 10))
        stay(session, family, date(2025, 1, 5), date(2025, 1, 20))
        stay(session, family, date(2025, 1, 6), date(2025, 1, 8))
        stay(session, family, date(2025, 6, 1), date(2025, 6, 4), shelter=True)
        stay(session, family, date(2025, 7, 9), date(2025, 7, 1))
        stay(session, household(session), date(2026, 2, 20), None)
    years = value(database, "temporary_stays", "by_year")
    assert list(years) == ["2024", "2025", "2026"]
    assert years["2024"]["nights"] == 2
    assert years["2025"]["nights"] == 19
    assert years["2025"]["households"] == 1
    assert years["2025"]["with_children_under_18"] == 1
    assert years["2025"]["night_shelter_households"] == 1
    assert years["2026"]["nights"] == 7
    assert value(database, "households", "only_temporary_stay") == 2


def test_over_three_months_is_by_the_year_and_by_the_whole_length(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        stay(session, household(session), date(2025, 10, 1), date(2026, 2, 1))
        stay(session, household(session), date(2025, 1, 1), date(2025, 4, 20))
    year = value(database, "temporary_stays", "by_year", "2025")
    assert year["over_3_months"] == 2
    assert value(database, "temporary_stays", "by_year", "2026", "months_0_3") == 1
    late = value(database, "temporary_stays", "by_year", "2026", "over_3_months_by_whole_length")
    assert late == 1


def test_people_who_have_left_the_household_are_counted_no_more(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        made = case(session, of=household(session, children=(2015, 2005)))
        put(
            session, HouseholdMember, household_id=made.household, role="co_applicant",
            valid_from=date(2024, 1, 1), valid_to=date(2025, 6, 1),
        )  # fmt: skip
    assert value(database, "persons") == {
        "applicants": 1, "co_applicants": 0, "children": 2, "children_under_18": 1, "total": 3,
    }  # fmt: skip
    assert value(database, "persons", "co_applicants", as_of=date(2025, 3, 1)) == 1


def test_dwellings_without_a_status_on_the_day_have_a_line_so_that_all_add_up(
    database: Database,
) -> None:
    with database.writing(ACTOR, NOON) as session:
        for begun in (None, date(2025, 1, 1), date(2026, 2, 1)):
            home = put(session, Dwelling, unit_key=str(uuid4()))
            if begun:
                put(
                    session, DwellingPeriod, dwelling_id=home, aspect="condition",
                    value="UTLEID", valid_from=begun,
                )  # fmt: skip
    homes = value(database, "dwellings", as_of=date(2026, 1, 1))
    assert homes["by_status"] == {"UTLEID": 1}
    assert homes["status_unknown"] == 2
    assert homes["units"] == 3
    with database.reading() as session:
        found = behind(session, period_of(date(2026, 1, 1)), ("dwellings", "status_unknown"))
    assert len(found.ids) == 2


def test_a_dwelling_is_vacant_when_it_is_ready_and_nobody_rents_it(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        for begun in (None, date(2025, 1, 1), date(2026, 3, 1)):
            home = put(session, Dwelling, unit_key=str(uuid4()), wheelchair=begun is None)
            put(
                session, DwellingPeriod, dwelling_id=home, aspect="condition",
                value="KLAR_FOR_INNFLYTTING", valid_from=date(2025, 1, 1),
            )  # fmt: skip
            if begun:
                put(session, Tenancy, dwelling_id=home, starts_on=begun, open_ended=True)
        put(session, Dwelling, unit_key="x", blocked="unknown_status")
    homes = value(database, "dwellings")
    assert homes["units"] == 4
    assert homes["ready"] == 3
    assert homes["vacant_and_ready"] == 2
    assert homes["units_blocked"] == 1
    assert homes["wheelchair"] == 1
    assert homes["by_status"] == {"KLAR_FOR_INNFLYTTING": 3}


def test_a_period_counts_the_flows_of_its_own_days_only(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        case(session, received=date(2024, 5, 1), decided=date(2025, 5, 1), moved=date(2025, 6, 1))
        case(session, received=date(2025, 5, 1), decided=date(2025, 6, 1), outcome="refused")
    period = period_of(None, date(2025, 5, 15), date(2025, 12, 31))
    with database.reading() as session:
        found: Any = statistics(session, period).as_json()
    assert found["applications"]["total"] == 0
    assert found["refusals"]["total"] == 1
    assert found["decision_to_move_in"]["all"]["n"] == 1
    assert next(iter(found["by_month"])) == "2025-05"


def test_an_office_that_works_in_the_program_has_right_figures(database: Database) -> None:
    wish = NewApplication(
        NewPerson(surname="Prøve", given_name="Inga"), received_on=date(2026, 1, 5),
        main_group="psykisk",
    )  # fmt: skip
    enquiry = NewApplication(NewPerson(surname="Spør"), enquiry_only=True)
    with database.writing(ACTOR, NOON) as session:
        register_application(session, wish)
        register_application(session, enquiry)
    with database.writing(ACTOR, NOON) as session:
        make_decision(
            session,
            MakeDecision(wish.case_id, "granted", date(2026, 1, 20), "§ 7", "Uten bolig."),
        )
    assert value(database, "applications", "total") == 1
    assert value(database, "waiting_list", "as_of", "by_group") == {"psykisk": 1}
    assert value(database, "days_waited", "median") == 38
    with database.writing(ACTOR, NOON) as session:
        register_move_in(session, RegisterMoveIn(wish.case_id, date(2026, 2, 20)))
    assert value(database, "waiting_list", "as_of", "total") == 0
    assert value(database, "decision_to_move_in", "all", "median") == 31
    with database.writing(ACTOR, NOON) as session:
        move_case(
            session, MoveCase(enquiry.case_id, "avsluttet", "Fant bolig", closing="withdrawn")
        )
    assert value(database, "closed", "withdrawn") == 1
    assert value(database, "applications", "total") == 1
    assert value(database, "by_stage", "avsluttet", "stock") == 1


def test_every_statistic_says_what_it_is() -> None:
    keys = [found.KEY for found in found_statistics()]
    assert len(keys) == len(set(keys)) >= 16
    assert all(found.TITLE and found.DEFINITION for found in found_statistics())
