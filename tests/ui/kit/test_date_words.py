"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.date_words import read_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("231126", date(2026, 11, 23)),
        ("23112026", date(2026, 11, 23)),
        ("23.11", date(2026, 11, 23)),
        ("23.11.", date(2026, 11, 23)),
        ("3.1", date(2026, 1, 3)),
        ("23/11-26", date(2026, 11, 23)),
        ("23-11-2026", date(2026, 11, 23)),
        ("23 11 26", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("23. november 2026", date(2026, 11, 23)),
        ("1 des", date(2026, 12, 1)),
        ("5. May 2026", date(2026, 5, 5)),
        ("i dag", TODAY),
        ("I morgen", date(2026, 11, 24)),
        ("i går", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("+14", date(2026, 12, 7)),
        ("-1", date(2026, 11, 22)),
        ("fredag", date(2026, 11, 27)),
        ("om to uker", date(2026, 12, 7)),
        ("om to veker", date(2026, 12, 7)),
        ("in two weeks", date(2026, 12, 7)),
        ("om 3 dager", date(2026, 11, 26)),
        ("om ein månad", date(2026, 12, 23)),
        ("om tre måneder", date(2027, 2, 23)),
        ("om et år", date(2027, 11, 23)),
        ("in a year", date(2027, 11, 23)),
        ("neste uke", date(2026, 11, 30)),
        ("neste fredag", date(2026, 11, 27)),
        ("next friday", date(2026, 11, 27)),
        ("på måndag", date(2026, 11, 30)),
        ("friday", date(2026, 11, 27)),
        ("i morgon", date(2026, 11, 24)),
        ("mandag", date(2026, 11, 30)),
        ("laurdag", date(2026, 11, 28)),
        ("010150", date(1950, 1, 1)),
        ("010136", date(2036, 1, 1)),
        ("010137", date(1937, 1, 1)),
        ("  23.11.2026 ", date(2026, 11, 23)),
    ],
)
def test_a_date_is_understood(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY) == meant


def test_a_month_ahead_ends_with_a_shorter_month() -> None:
    assert read_day("om en måned", date(2027, 1, 31)) == date(2027, 2, 28)


def test_an_empty_field_is_no_date_and_no_error() -> None:
    assert read_day("  ", TODAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.2026", "32.1", "soon", "2026", "23.13.26", "1 xyz", "99", "om to", "om ti epler",
        "neste", "om 999999 år",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_day(typed, TODAY)


@given(st.dates())
def test_every_date_reads_back_as_the_program_writes_it(day: date) -> None:
    assert read_day(f"{day.day:02}.{day.month:02}.{day.year:04}", TODAY) == day


@given(st.text(max_size=40))
def test_no_text_breaks_it(typed: str) -> None:
    try:
        read_day(typed, TODAY)
    except ValueError:
        return
