"""Identity numbers by both check rules; all numbers are published test numbers or synthetic."""

from datetime import date

import pytest

from hjemveien.domain.identity_number import check, day_in_century, suggested_birth_date


@pytest.mark.parametrize(
    ("number", "kind", "rule"),
    [
        ("02013299997", "fnr", "old"),
        ("30108299939", "fnr", "2032"),
        ("41814061033", "dnr", "old"),
        ("10915596784", "fnr", "old"),
        ("68467038838", "dnr_hnr", "old"),
        ("13527248013", "hnr", "old"),
    ],
)
def test_a_number_tells_its_kind_and_the_rule_that_it_satisfies(
    number: str, kind: str, rule: str
) -> None:
    found = check(number)
    assert found is not None
    assert (found.kind, found.rule) == (kind, rule)


def test_numbers_for_tests_are_marked_as_synthetic() -> None:
    found = check("10915596784")
    assert found is not None
    assert found.synthetic


@pytest.mark.parametrize("number", ["", "1091559678", "109155967845", "10915596785", "00915596784"])
def test_what_fails_both_rules_is_no_number(number: str) -> None:
    assert check(number) is None


def test_a_birth_date_is_a_suggestion_in_the_latest_century_that_fits() -> None:
    assert suggested_birth_date("10915596784", date(2026, 2, 27)) == date(1955, 11, 10)
    assert day_in_century(1, 1, 20, date(2026, 2, 27)) == date(2020, 1, 1)
    assert day_in_century(31, 2, 20, date(2026, 2, 27)) is None
