"""Who waits and who has moved in, and how long it took, by main group."""

from typing import Any

from sqlalchemy.orm import Session

from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Value, spread
from hjemveien.reports.statistics.decision_to_move_in import moved_in
from hjemveien.reports.statistics.ground import listed
from hjemveien.reports.statistics.period import Period
from hjemveien.reports.statistics.waiting_list import GROUP_CODES
from hjemveien.texts import mark

ORDER = 170
KEY = "by_group"
TITLE = mark("Group by group")
DEFINITION = mark(
    "Households on the waiting list and cases moved in during the period by main group, with days"
    " waited so far and days from decision to move-in. Small groups tell little: look at n."
)


def figures(session: Session, period: Period) -> Table:
    waiting, housed = listed(period.as_of), moved_in(period)
    so_far = waiting.by(session, waiting.c.main_group, waiting.c.days)
    to_home = housed.by(session, housed.c.main_group, housed.c.days)
    known = {group for group, _days in (*so_far, *to_home)}
    names = (*(code for code in GROUP_CODES if code in known), *sorted(known - set(GROUP_CODES)))
    return {
        group: {
            "on_list": _count(so_far, group),
            "moved_in": _count(to_home, group),
            "days_waited": _spread(so_far, group),
            "decision_to_move_in": _spread(to_home, group),
        }
        for group in names
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    waits = path[1] in {"on_list", "days_waited"}
    units = listed(period.as_of) if waits else moved_in(period)
    conditions = [units.c.main_group == path[0]]
    if len(path) > 2:
        unknown = path[-1] == "n_excluded"
        conditions.append(units.c.days.is_(None) if unknown else units.c.days.is_not(None))
    return units.behind(session, *conditions)


def links(_block: Value) -> tuple[Link, ...]:
    return ()


def _count(found: dict[Any, int], group: str) -> int:
    return sum(times for (name, _days), times in found.items() if name == group)


def _spread(found: dict[Any, int], group: str) -> Table:
    histogram = {days: times for (name, days), times in found.items() if name == group}
    excluded = histogram.pop(None, 0)
    return spread(histogram, excluded)
