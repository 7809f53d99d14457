"""What is asked of the maker, and the chance it draws from: the same order, the same office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")
YEARS_OF_HISTORY = 3
CASES = 1500
DWELLINGS = 600
STAFF = 15
SEED = 2018
_VERSION = 7 << 76
_VARIANT = 2 << 62
_SATURDAY = 5


@dataclass(frozen=True)
class Order:
    """`now` is an aware moment: the history ends on its day and nothing lies after it."""

    now: datetime
    seed: int = SEED
    cases: int = CASES

    @property
    def today(self) -> date:
        return self.now.astimezone().date()

    @property
    def first_day(self) -> date:
        return self.today - timedelta(days=365 * YEARS_OF_HISTORY)

    @property
    def dwellings(self) -> int:
        """Two for five cases in a small office; a large one has fewer, as Oslo does."""
        few = self.cases <= CASES
        return max(1, self.cases * 2 // 5) if few else max(DWELLINGS, self.cases * 3 // 20)

    @property
    def staff(self) -> int:
        return STAFF if self.cases <= 2 * CASES else min(60, STAFF + self.cases // 400)

    def told(self) -> dict[str, object]:
        """What is kept in the office, so that the same order need not be made again."""
        return {"seed": self.seed, "cases": self.cases, "day": self.today.isoformat()}


class Dice(Random):
    """Chance with a seed of its own for each thing that is made, so that order does not matter."""

    def __init__(self, order: Order, what: str) -> None:
        super().__init__(f"{order.seed}/{what}")

    def chance(self, share: float) -> bool:
        return self.random() < share

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """One of (thing, weight)."""
        things, weights = [thing for thing, _w in choices], [weight for _t, weight in choices]
        return self.choices(things, weights)[0]

    def days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self.randint(least, most))

    def moment(self, day: date, not_after: datetime) -> datetime:
        """Some time in the working hours of a day."""
        minutes = self.randint(7 * 60, 13 * 60 + 59)
        at = datetime.combine(day, time(minutes // 60, minutes % 60), UTC)
        return min(at, not_after)


class Keys:
    """Keys in the order in which they were made, as UUID version 7, drawn from the seed."""

    def __init__(self, order: Order) -> None:
        self._moment = (int(order.now.timestamp() * 1000) & (1 << 48) - 1) << 80
        self._dice = Dice(order, "keys")
        self._made = 0

    def new(self) -> UUID:
        high, low = divmod(self._made, 1 << 14)
        self._made += 1
        noise = self._dice.getrandbits(48)
        return UUID(int=self._moment | _VERSION | high << 64 | _VARIANT | low << 48 | noise)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    over = day.weekday() - _SATURDAY
    return day if over < 0 else day + timedelta(days=2 - over)
