"""Days, years, postcodes and addresses that cannot be: refused in words naming the field."""

from datetime import date, timedelta

import pytest

from hjemveien.domain import plausible

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize("day", [None, TODAY, date(1990, 1, 1)])
def test_a_day_within_reason_is_received(day: date | None) -> None:
    assert plausible.received_problem(day, TODAY) == ""


@pytest.mark.parametrize("day", [date(1899, 1, 1), date(1989, 12, 31), TODAY + timedelta(days=1)])
def test_a_day_nobody_waited_from_is_refused(day: date) -> None:
    assert plausible.received_problem(day, TODAY).startswith("Date received")


def test_nothing_is_decided_before_it_came_in() -> None:
    came = date(2026, 11, 3)
    assert plausible.decided_problem(came, came, TODAY) == ""
    assert plausible.decided_problem(date(2000, 1, 1), None, TODAY) == ""
    assert "03.11.2026" in plausible.decided_problem(came - timedelta(days=1), came, TODAY)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(1905, 6, 7)])
def test_nobody_is_born_tomorrow_or_longer_ago_than_anybody_lives(day: date) -> None:
    assert plausible.birth_problem(day, TODAY)
    assert plausible.birth_year_problem(day.year + (day > TODAY), TODAY)


def test_the_oldest_and_the_newborn_are_taken() -> None:
    assert not plausible.birth_problem(TODAY, TODAY)
    assert not plausible.birth_problem(date(1906, 12, 31), TODAY)
    assert not plausible.birth_year_problem(1906, TODAY)


@pytest.mark.parametrize("typed", ["", "0150", " 9990 "])
def test_a_postcode_is_four_digits_or_nothing(typed: str) -> None:
    assert plausible.postcode_problem(typed) == ""


@pytest.mark.parametrize("typed", ["99", "99901", "O150", "٠١٥٠"])
def test_anything_else_is_no_postcode(typed: str) -> None:
    assert plausible.postcode_problem(typed)


@pytest.mark.parametrize("typed", ["", "kari@prøve.no", "k.n+bolig@post.fjordby.kommune.no"])
def test_an_address_is_taken(typed: str) -> None:
    assert plausible.email_problem(typed) == ""


@pytest.mark.parametrize(
    "typed", ["ikke en epost", "kari@", "@prøve.no", "a@b", "a@b..no", "a@b.no c"]
)
def test_what_no_letter_could_reach_is_refused(typed: str) -> None:
    assert plausible.email_problem(typed)
