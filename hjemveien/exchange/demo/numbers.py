"""Identity numbers and telephones that can belong to nobody: month plus 80, and 400 00 xxx."""

from datetime import date

from hjemveien.exchange.demo.order import Dice

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
SYNTHETIC_MONTH = 80
_D_NUMBER_DAY = 40
_CENTURY = 2000


class Numbers:
    """Gives each number once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def identity(self, dice: Dice, born: date, d_number: bool) -> str:
        """A synthetic number with both check digits right, for a person born on this day."""
        while True:
            number = _with_checks(_date_part(born, d_number) + _serial(dice, born))
            if number and number not in self._given:
                self._given.add(number)
                return number


def phone(dice: Dice) -> str:
    return f"40000{dice.randint(0, 999):03d}"


def _date_part(born: date, d_number: bool) -> str:
    day = born.day + (_D_NUMBER_DAY if d_number else 0)
    return f"{day:02d}{born.month + SYNTHETIC_MONTH:02d}{born.year % 100:02d}"


def _serial(dice: Dice, born: date) -> str:
    least = 500 if born.year >= _CENTURY else 0
    return f"{least + dice.randint(0, 499):03d}"


def _with_checks(nine: str) -> str | None:
    """The nine digits with their two check digits; None where no digit would do."""
    first = _check(nine, _FIRST)
    second = _check(nine + first, _SECOND) if first else None
    return nine + first + second if first and second else None


def _check(digits: str, weights: tuple[int, ...]) -> str | None:
    rest = sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
    digit = (11 - rest) % 11
    return str(digit) if digit < 10 else None
