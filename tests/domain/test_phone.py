"""Telephone numbers as people write them."""

import pytest

from hjemveien.domain.phone import FORMAT, MISSING, PLAIN, TWO_NUMBERS, WRONG_LENGTH, read_phone


@pytest.mark.parametrize(
    "text",
    ["400 00 496", "40 00 04 96", "+47 400 00 496", "004740000496", "40000496 (ring kveld)",
     "(+47) 40000496", "+47 (0) 40 00 04 96", "0047(0)40000496", "mob: 4000 0496", "400-00-496"],
)  # fmt: skip
def test_eight_digits_are_found_in_what_surrounds_them(text: str) -> None:
    assert (read_phone(text).numbers, read_phone(text).form) == (("40000496",), FORMAT)


def test_plain_missing_short_and_double_numbers_are_told_apart() -> None:
    assert read_phone("40000496").form == PLAIN
    assert read_phone("4000049").form == WRONG_LENGTH
    assert read_phone("40000496 / 40000497").form == TWO_NUMBERS
    assert read_phone("ukjent").form == MISSING
