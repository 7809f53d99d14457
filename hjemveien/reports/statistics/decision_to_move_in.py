"""Days from the decision to the move-in, for those who have moved in."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile
from hjemveien.reports.disclosure import Link, holds, whole
from hjemveien.reports.statistics.counting import (
    Behind,
    Path,
    Table,
    Units,
    Value,
    Where,
    spread,
)
from hjemveien.reports.statistics.ground import counted, first_applications, latest_decisions
from hjemveien.reports.statistics.period import Period
from hjemveien.reports.statistics.sql import days_between
from hjemveien.texts import mark

ORDER = 100
KEY = "decision_to_move_in"
TITLE = mark("Days from decision to move-in")
DEFINITION = mark(
    "Days from decision to move-in, cases moved in during the period with both dates known to the"
    " day; the others are counted as excluded. Never mixed with days waited so far."
)


def figures(session: Session, period: Period) -> Table:
    units = moved_in(period)
    found = units.by(session, units.c.days, units.c.is_new, units.c.year)
    years = sorted({int(year) for days, _, year in found if days is not None})
    return {
        "all": _spread(found),
        "new_households": _spread({key: times for key, times in found.items() if key[1]}),
        "by_year_moved": {str(year): _spread(_of_year(found, year)) for year in years},
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = moved_in(period)
    counted_days: Where = (
        units.c.days.is_(None) if path[-1] == "n_excluded" else units.c.days.is_not(None)
    )
    if path[0] == "new_households":
        return units.behind(session, counted_days, units.c.is_new)
    if path[0] == "by_year_moved":
        counted_days = false() if path[-1] == "n_excluded" else counted_days
        return units.behind(session, counted_days, units.c.year == int(path[1]))
    return units.behind(session, counted_days)


def links(block: Value) -> tuple[Link, ...]:
    years = block["by_year_moved"] if isinstance(block, dict) else {}
    names = tuple(years) if isinstance(years, dict) else ()
    return (
        Link(("all", "n"), tuple(("by_year_moved", name, "n") for name in names)),
        whole(("all", "n"), ("new_households", "n")),
        holds(("all", "n_excluded"), ("new_households", "n_excluded")),
    )


def moved_in(period: Period) -> Units:
    """Cases moved in; `days` is NULL unless both dates are known to the day and in order."""
    asked, decided = first_applications(), latest_decisions(period.end)
    housed_from = func.coalesce(CaseFile.moved_in_counts_from, CaseFile.closed_counts_from)
    days = case((_timed(decided.c), days_between(CaseFile.moved_in_on, decided.c.decided_on)))
    in_period = housed_from <= period.end
    if period.start:
        in_period = and_(in_period, housed_from >= period.start)
    return Units(
        "case",
        select(
            CaseFile.id,
            CaseFile.household_id,
            days.label("days"),
            func.coalesce(asked.c.lived_in_municipal, False).is_(False).label("is_new"),
            func.coalesce(asked.c.main_group, "ukjent").label("main_group"),
            func.extract("year", housed_from).label("year"),
            func.extract("month", housed_from).label("month"),
        )
        .outerjoin(asked, asked.c.case_id == CaseFile.id)
        .outerjoin(decided, decided.c.case_id == CaseFile.id)
        .where(counted(), in_period)
        .where(or_(CaseFile.moved_in_counts_from.is_not(None), CaseFile.closing == "housed")),
    )


def _timed(decided: Any) -> ColumnElement[bool]:
    return and_(
        decided.decided_precision == "day",
        CaseFile.moved_in_precision == "day",
        decided.decided_on <= CaseFile.moved_in_on,
    )


def _spread(found: dict[Any, int]) -> Table:
    histogram: dict[int, int] = {}
    for (days, *_), times in found.items():
        if days is not None:
            histogram[days] = histogram.get(days, 0) + times
    return spread(histogram, sum(found.values()) - sum(histogram.values()))


def _of_year(found: dict[Any, int], year: int) -> dict[Any, int]:
    return {
        key: times for key, times in found.items() if key[0] is not None and int(key[2]) == year
    }
