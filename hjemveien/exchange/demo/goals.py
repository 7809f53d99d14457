"""What invented households say they want, and how far they have come."""

from datetime import date, timedelta
from uuid import UUID

from hjemveien.exchange.demo import words
from hjemveien.exchange.demo.life import Life
from hjemveien.exchange.demo.order import Dice, Keys, Order
from hjemveien.exchange.intake.bulk import Rows

# Nobody has been asked yet.
_EARLY = frozenset({"henvendelse", "soknad"})
_SHARE = 0.45


def tell_goals(
    order: Order, dice: Dice, keys: Keys, rows: Rows, life: Life, case_id: UUID, by: str
) -> None:
    """One or two goals of some of those who have been mapped."""
    last = min(life.closed or order.today, order.today)
    said = life.received + dice.days(7, 45)
    if life.stage in _EARLY or said > last or not dice.chance(_SHARE):
        return
    for wanted, steps in dice.sample(words.GOALS, k=dice.choice((1, 1, 2))):
        goal_id = keys.new()
        reached = said + dice.days(60, 200) if life.moved else None
        rows.add(
            "goal",
            {
                "id": goal_id,
                "case_id": case_id,
                "words": wanted,
                "said_on": said,
                "household_done_on": reached if reached and reached <= last else None,
            },
        )
        done = len(steps) if reached and reached <= last else dice.randint(0, len(steps) - 1)
        for place, (what, who) in enumerate(steps):
            day = said + timedelta(days=14 * (place + 1))
            rows.add(
                "plan_step",
                {
                    "id": keys.new(),
                    "case_id": case_id,
                    "goal_id": goal_id,
                    "ordinal": place + 1,
                    "words": what,
                    "who": who,
                    **_done(dice, order, day, by, place < done and day <= last),
                },
            )


def _done(dice: Dice, order: Order, day: date, by: str, done: bool) -> dict[str, object]:
    """Mostly both say so, now and then only the household."""
    both = done and dice.chance(0.8)
    return {
        "household_done_on": day if done else None,
        "office_done_at": dice.moment(day, order.now) if both else None,
        "office_done_by": by if both else None,
    }
