"""Norwegian identity numbers: which kind, which check rule, and never whose sex or century.

From 1 January 2032 numbers are issued whose first check digit is relaxed, also to people born
before; so both rules are accepted and the one that matched is told. Source: Skatteetaten,
nyttfnr2032; kinds as in navikt/fnrvalidator.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

LENGTH = 11
RULE_OLD = "old"
RULE_2032 = "2032"

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REMAINDERS_2032 = (0, 1, 2, 3)
_SYNTHETIC = (65, 80)
_HELP = 40
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """A number whose check digits hold. `kind` is fnr, dnr, hnr or dnr_hnr; `rule` old or 2032."""

    number: str
    kind: str
    rule: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class DayPart:
    """What the first six digits say: day, month, two-digit year, and the offsets taken off."""

    day: int
    month: int
    year: int
    d_number: bool
    offset: int


def day_part(six: str) -> DayPart | None:
    """The date in the first six digits with the D, H and synthetic offsets off; None if none."""
    if len(six) != 6 or not (six.isascii() and six.isdigit()):
        return None
    day, month, year = int(six[:2]), int(six[2:4]), int(six[4:])
    d_number = day > 40
    day -= 40 if d_number else 0
    offset = next((each for each in (80, 65, 40, 0) if month > each), 0)
    month -= offset
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        return None
    return DayPart(day, month, year, d_number, offset)


@lru_cache(maxsize=65_536)
def check(number: str) -> CheckedNumber | None:
    """The number's kind and rule, or None unless it is eleven digits with a date and a checksum."""
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        return None
    part = day_part(number[:6])
    rule = _rule(number)
    if part is None or rule is None:
        return None
    return CheckedNumber(number, _kind(part), rule, part.offset in _SYNTHETIC)


def _rule(number: str) -> str | None:
    digits = [ord(each) - 48 for each in number]
    if sum(w * d for w, d in zip(_SECOND, digits, strict=True)) % 11:
        return None
    first = sum(w * d for w, d in zip(_FIRST, digits[:10], strict=True)) % 11
    if first == 0:
        return RULE_OLD
    return RULE_2032 if first in _REMAINDERS_2032 else None


def _kind(part: DayPart) -> str:
    if part.offset == _HELP:
        return "dnr_hnr" if part.d_number else "hnr"
    return "dnr" if part.d_number else "fnr"


def suggested_birth_date(number: str, not_after: date) -> date | None:
    """A guess at the birth date: the latest century that is not after the day given.

    Only ever a suggestion, because neither century nor date follow from the number any more.
    """
    part = day_part(number[:6])
    if part is None:
        return None
    return day_in_century(part.day, part.month, part.year, not_after)


def day_in_century(day: int, month: int, two_digit_year: int, not_after: date) -> date | None:
    """The latest such day that is not after `not_after`; None where no such day exists."""
    for century in (2000, 1900):
        try:
            born = date(century + two_digit_year, month, day)
        except ValueError:
            continue
        if born <= not_after:
            return born
    return None
