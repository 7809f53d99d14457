"""Synthetic identity numbers (month +80), by the old rule and by the one of 2032."""

from datetime import date
from random import Random

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def remainders(number: str) -> tuple[int, int]:
    """The two remainders modulo 11 of an eleven-digit number."""
    digits = [int(d) for d in number]
    first = sum(w * d for w, d in zip(FIRST, digits[:9], strict=True)) + digits[9]
    second = sum(w * d for w, d in zip(SECOND, digits[:10], strict=True)) + digits[10]
    return first % 11, second % 11


def valid(number: str) -> bool:
    """Valid by either rule. Source: Skatteetaten, nyttfnr2032."""
    first, second = remainders(number)
    return first in (0, 1, 2, 3) and second == 0


def identity_number(rng: Random, born: date, d_number: bool = False, rule: str = "old") -> str:
    """Eleven digits that keep `rule` ("old", or "2032" for those the old rule refuses)."""
    wanted = (0,) if rule == "old" else (1, 2, 3)
    day = born.day + (40 if d_number else 0)
    while True:
        serial = rng.randrange(500, 1000) if born.year >= 2000 else rng.randrange(0, 500)
        nine = f"{day:02}{born.month + 80:02}{born.year % 100:02}{serial:03}"
        for last in rng.sample(range(100), 100):
            number = f"{nine}{last:02}"
            first, second = remainders(number)
            if first in wanted and second == 0:
                return number


def broken(number: str) -> str:
    """The number with one digit wrong, so that it fails both rules."""
    for place in (10, 9, 8, 7):
        for step in range(1, 10):
            changed = str((int(number[place]) + step) % 10)
            candidate = number[:place] + changed + number[place + 1 :]
            if not valid(candidate):
                return candidate
    raise AssertionError(number)
