"""A case's way along the pathway follows from the dated facts that its file gives."""

from datetime import date

import pytest

from hjemveien.exchange.intake.stages import closing_of, history
from hjemveien.exchange.reading.records import Case, Closing, Decision
from tests.exchange.intake import samples

AS_OF = samples.AS_OF


def way(case: Case) -> list[tuple[str, str]]:
    return [(step.stage, step.started.isoformat()) for step in history(case, AS_OF)]


def test_a_granted_case_waits_from_the_day_of_its_decision() -> None:
    assert way(samples.case(1, 5)) == [
        ("soknad", "2025-01-15"),
        ("vedtak", "2025-03-01"),
        ("venteliste", "2025-03-01"),
    ]


def test_a_declined_offer_leads_back_to_the_list_and_an_open_one_does_not() -> None:
    offers = (samples.offer("2025-06-01", "unanswered"), samples.offer("2025-05-01", "declined"))
    assert way(samples.case(1, 5, offers=offers))[2:] == [
        ("venteliste", "2025-03-01"),
        ("tilbud", "2025-05-01"),
        ("venteliste", "2025-05-01"),
        ("tilbud", "2025-06-01"),
    ]


def test_a_housed_case_moves_in_and_is_closed() -> None:
    assert way(samples.housed(1, 5))[2:] == [
        ("venteliste", "2025-03-01"),
        ("innflytting", "2025-06-01"),
        ("avsluttet", "2025-06-03"),
    ]


def test_a_refusal_that_nobody_has_closed_stays_at_its_decision() -> None:
    case = samples.case(1, 5, "refused")
    assert way(case)[-1] == ("vedtak", "2025-03-01")
    assert closing_of(case) is None


@pytest.mark.parametrize("words", ["under arb.", "Forel. svar", "Til behandling"])
def test_an_undecided_case_that_is_worked_on_is_being_assessed(words: str) -> None:
    case = samples.case(1, 5, "undecided", status_as_written=words)
    assert way(case) == [("soknad", "2025-01-15"), ("kartlegging", AS_OF.isoformat())]


def test_an_undecided_case_without_a_word_is_an_application() -> None:
    assert way(samples.case(1, 5, "undecided")) == [("soknad", "2025-01-15")]


def test_an_unknown_day_gives_way_to_the_certain_ones_after_it() -> None:
    case = samples.case(1, 5, received=samples.unknown())
    assert way(case) == [
        ("soknad", "2025-03-01"),
        ("vedtak", "2025-03-01"),
        ("venteliste", "2025-03-01"),
    ]


def test_an_unknown_decision_on_a_waiting_case_counts_from_the_day_the_file_speaks_for() -> None:
    decision = Decision("granted", samples.unknown())
    assert way(samples.case(1, 5, decision=decision))[-1] == ("venteliste", AS_OF.isoformat())


def test_days_that_stand_in_the_wrong_order_never_run_backwards() -> None:
    end = Closing("housed", samples.day("2025-02-01"), samples.day("2025-06-01"))
    days = [step.started for step in history(samples.case(1, 5, "housed", closing=end), AS_OF)]
    assert days == sorted(days)
    assert days[-1] == date(2025, 6, 1)


def test_each_interval_ends_where_the_next_begins_and_the_last_is_open() -> None:
    steps = history(samples.housed(1, 5), AS_OF)
    assert [step.ended for step in steps[:-1]] == [step.started for step in steps[1:]]
    assert steps[-1].ended is None
