"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemveien.domain.written_dates import (
    DAY,
    INVALID,
    MONTH,
    NO_YEAR,
    NOTHING,
    SERIAL,
    WEEK,
    read_birth_date,
    read_date,
    with_year,
)

TODAY = date(2026, 2, 27)


@pytest.mark.parametrize(
    "text",
    ["12.03.2025", "12/3-25", "12.3.25", "12. mars 2025", "12.mars 25", "2025-03-12", "12-03-2025",
     "2025-03-12T00:00", "12032025", "20250312", "March 12, 2025", "12th March 2025",
     "mottatt 12.3.2025", "12,3,2025"],
)  # fmt: skip
def test_a_day_is_read_in_every_way_it_is_written(text: str) -> None:
    assert (read_date(text).form, read_date(text).day) == (DAY, date(2025, 3, 12))


@pytest.mark.parametrize("text", ["mars 2025", "mars -25", "03/2025", "2025-03", "March 2025"])
def test_a_month_is_its_last_day(text: str) -> None:
    assert (read_date(text).form, read_date(text).day) == (MONTH, date(2025, 3, 31))


@pytest.mark.parametrize("text", ["uke 14 2025", "u. 14/25", "veke 14-2025", "2025-W14"])
def test_a_week_with_a_year_ends_on_its_sunday(text: str) -> None:
    assert (read_date(text).form, read_date(text).last) == (WEEK, date(2025, 4, 6))


@pytest.mark.parametrize("text", ["31.02.2026", "13/13-25", "2025-02-30", "99.99.99"])
def test_a_day_that_never_was_is_told_apart_from_words(text: str) -> None:
    assert read_date(text).form == INVALID
    assert read_date("mangler").form == NOTHING


def test_a_day_without_its_year_is_the_latest_that_has_been() -> None:
    assert read_date("ja 31/1").form == NO_YEAR
    assert with_year(read_date("31/1"), TODAY).day == date(2026, 1, 31)
    assert with_year(read_date("18.12"), TODAY).day == date(2025, 12, 18)


def test_a_bare_number_is_a_day_of_the_spreadsheet() -> None:
    assert (read_date("45678").form, read_date("45678").day) == (SERIAL, date(2025, 1, 21))


def test_month_comes_first_only_where_it_is_known_to() -> None:
    assert read_date("04/13/2024").form == INVALID
    assert read_date("04/13/2024", True).day == date(2024, 4, 13)


def test_two_digits_of_a_birth_year_are_the_latest_century_that_fits() -> None:
    assert read_birth_date("06.06.57", TODAY) == date(1957, 6, 6)
    assert read_birth_date("01.02.20", TODAY) == date(2020, 2, 1)
    assert read_birth_date("868657", TODAY) is None


@given(st.text(max_size=40))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    read_date(text)
    read_birth_date(text, TODAY)
