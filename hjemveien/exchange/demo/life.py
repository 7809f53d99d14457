"""What became of a case: an invented way along the pathway, every day before today."""

from dataclasses import dataclass
from datetime import date, timedelta

from hjemveien.exchange.demo.order import Dice, Order, workday

GROUPS = (
    ("andre", 29.0), ("flyktning", 23.0), ("psykisk", 14.0), ("tilrettelagt", 12.0),
    ("rus", 10.0), ("rop", 8.0), ("uten_behovsproving", 3.0), ("ukjent", 1.0),
)  # fmt: skip
KINDS = (("new", 87.0), ("swap", 8.0), ("extension", 5.0))
OUTCOMES = (("granted", 65.5), ("refused", 32.0), ("dismissed", 2.5))
CLASSES: tuple[tuple[int | None, float], ...] = ((1, 20.0), (2, 48.0), (3, 29.0), (None, 3.0))
_MEAN_WAIT = {1: 55, 2: 190, 3: 380, None: 300}
_LEFT = (("withdrawn", 7.0), ("moved_away", 2.0), ("deceased", 1.0))
MONTH = 30


@dataclass(frozen=True)
class Offered:
    day: date
    answer: str
    answered: date | None


@dataclass(frozen=True)
class Life:
    """Everything dated of one case. `steps` are (stage, first day), in order."""

    number: str
    group: str
    kind: str
    received: date
    steps: tuple[tuple[str, date], ...]
    decided: date | None = None
    outcome: str | None = None
    priority: int | None = None
    offers: tuple[Offered, ...] = ()
    moved: date | None = None
    closed: date | None = None
    closing: str | None = None
    replied: date | None = None
    promised: date | None = None

    @property
    def stage(self) -> str:
        return self.steps[-1][0]


def make_lives(order: Order) -> list[Life]:
    """All cases in the order in which they came, numbered year by year."""
    dice = Dice(order, "arrivals")
    span = (order.today - order.first_day).days
    days = sorted(_arrival(dice, order, span) for _n in range(order.cases))
    lives, year, serial = [], 0, 0
    for place, day in enumerate(days):
        serial = serial + 1 if day.year == year else 1
        year = day.year
        lives.append(_live(Dice(order, f"life/{place}"), order, f"{year}/{serial:05d}", day))
    return lives


def _arrival(dice: Dice, order: Order, span: int) -> date:
    """A few more come each year."""
    share = dice.random() ** 0.92
    return min(workday(order.first_day + timedelta(days=int(share * (span + 1)))), order.today)


def _live(dice: Dice, order: Order, number: str, received: date) -> Life:
    group, kind = dice.weighted(GROUPS), dice.weighted(KINDS)
    way = _Way(dice, order.today)
    if (order.today - received).days < 25 and dice.chance(0.4):
        return Life(number, group, kind, received, (("henvendelse", received),))
    if dice.chance(0.3):
        way.go("henvendelse", received - dice.days(1, 14))
    way.go("soknad", received)
    assessed = way.go("kartlegging", received + dice.days(2, 9))
    prepared = way.go("vedtak", assessed + dice.days(7, 24))
    decided = workday(prepared + _deciding_time(dice))
    way.decide(received, decided)
    if dice.chance(0.05):
        way.leave("withdrawn", received + dice.days(3, 60), before=decided)
    elif decided <= order.today:
        way.follow(decided)
    return way.life(number, group, kind, received)


def _deciding_time(dice: Dice) -> timedelta:
    return dice.days(20, 65) if dice.chance(0.12) else dice.days(1, 7)


class _Way:
    """Walks the pathway until today, and then stands still."""

    def __init__(self, dice: Dice, today: date) -> None:
        self.dice = dice
        self.today = today
        self.steps: list[tuple[str, date]] = []
        self.facts: dict[str, object] = {}
        self.offers: list[Offered] = []

    def go(self, stage: str, day: date) -> date:
        """The day it came there, or would come."""
        day = workday(day)
        if self.steps:
            day = max(day, self.steps[-1][1])
        if day <= self.today:
            self.steps.append((stage, day))
        return day

    def decide(self, received: date, decided: date) -> None:
        """A reply on the way where it takes more than a month; a few are forgotten."""
        replied = workday(received + self.dice.days(18, 28))
        late = (decided - received).days > MONTH
        if late and replied <= self.today and self.dice.chance(0.85):
            self.facts |= {"replied": replied, "promised": decided + self.dice.days(-4, 14)}

    def leave(self, closing: str, day: date, before: date) -> None:
        """Closed without a move-in; what would have come after is taken back."""
        day = workday(min(day, before - timedelta(days=3)))
        if day > self.today:
            return
        kept = [step for step in self.steps if step[1] <= day]
        self.steps = [*(kept or self.steps[:1]), ("avsluttet", max(day, self.steps[0][1]))]
        self.facts |= {"closed": self.steps[-1][1], "closing": closing}

    def follow(self, decided: date) -> None:
        outcome = self.dice.weighted(OUTCOMES)
        self.facts |= {"decided": decided, "outcome": outcome}
        if outcome == "granted":
            self._wait(decided)
            return
        closed = self.go("avsluttet", decided + self.dice.days(20, 33))
        if closed <= self.today:
            self.facts |= {"closed": closed, "closing": "refused"}

    def _wait(self, decided: date) -> None:
        priority = self.dice.weighted(CLASSES)
        self.facts["priority"] = priority
        self.go("venteliste", decided)
        wait = 21 + int(self.dice.expovariate(1 / _MEAN_WAIT[priority]))
        moved = workday(decided + timedelta(days=wait))
        if self.dice.chance(0.06):
            closing = self.dice.weighted(_LEFT)
            self.leave(closing, decided + self.dice.days(10, 300), before=moved)
            if "closing" in self.facts:
                return
        self._decline(decided, wait)
        self._accept(moved)

    def _decline(self, decided: date, wait: int) -> None:
        if wait < 60 or not self.dice.chance(0.18):
            return
        given = self.go("tilbud", decided + timedelta(days=wait // 3))
        answered = self.go("venteliste", given + self.dice.days(3, 9))
        if given <= self.today:
            known = answered <= self.today
            answer = "declined" if known else "unanswered"
            self.offers.append(Offered(given, answer, answered if known else None))

    def _accept(self, moved: date) -> None:
        given = self.go("tilbud", moved - self.dice.days(11, 20))
        answered = workday(given + self.dice.days(2, 7))
        if given > self.today:
            return
        known = answered <= self.today
        self.offers.append(
            Offered(given, "accepted" if known else "unanswered", answered if known else None)
        )
        moved = self.go("innflytting", max(moved, answered))
        if moved > self.today:
            return
        self.facts["moved"] = moved
        self.go("oppfolging", moved + self.dice.days(7, 16))
        if self.dice.chance(0.85):
            closed = self.go("avsluttet", moved + self.dice.days(90, 420))
            if closed <= self.today:
                self.facts |= {"closed": closed, "closing": "housed"}

    def life(self, number: str, group: str, kind: str, received: date) -> Life:
        return Life(
            number, group, kind, received, tuple(self.steps), offers=tuple(self.offers),
            **self.facts,  # type: ignore[arg-type]  # gathered by name on the way
        )  # fmt: skip
