"""How many cases stand at each stage, came to it and left it, and how long they stayed."""

from datetime import date
from typing import Any

from sqlalchemy import and_, false, func, select
from sqlalchemy.orm import Session

from hjemveien.domain.pathway import STAGES
from hjemveien.persistence.tables import StageInterval
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.by_month import window
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value, Where, spread
from hjemveien.reports.statistics.ground import doubles, not_yet
from hjemveien.reports.statistics.period import Period
from hjemveien.reports.statistics.sql import days_between
from hjemveien.services.rows import rows
from hjemveien.texts import mark

ORDER = 175
KEY = "by_stage"
TITLE = mark("Stage by stage")
DEFINITION = mark(
    "Cases at each stage of the pathway on the day of the figures; how often a case came to it and"
    " left it in the period, else in the last twelve months; and days at the stage on leaving."
)
CODES = tuple(stage.code for stage in STAGES)


def figures(session: Session, period: Period) -> Table:
    stock = dict(tuple(row) for row in rows(session, stocks(period)))
    came = dict(tuple(row) for row in rows(session, arrivals(period)))
    stayed: dict[str, dict[int, int]] = {}
    for stage, days, times in rows(session, stays(period)):
        stayed.setdefault(stage, {})[days] = times
    return {
        code: _line(stock.get(code, 0), came.get(code, 0), stayed.get(code, {})) for code in CODES
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    begun = StageInterval.started_on
    over = StageInterval.ended_on
    span = window(period)
    conditions: dict[str, Where] = {
        "stock": _stands(period.as_of),
        "came": and_(begun >= span.start, begun <= span.end),
        "left": and_(over >= span.start, over <= span.end),
    }
    chosen = false() if path[-1] == "n_excluded" else conditions.get(path[1], conditions["left"])
    cases = select(StageInterval.case_id.label("id")).where(_own(), StageInterval.stage == path[0])
    return Units("case", cases.where(chosen)).behind(session)


def links(_block: Value) -> tuple[Link, ...]:
    return ()


def stocks(period: Period) -> Any:
    """How many stand at each stage on the day: one scan of the covering index."""
    return (
        select(StageInterval.stage, func.count())
        .where(_stands(period.as_of), _own())
        .group_by(StageInterval.stage)
    )


def arrivals(period: Period) -> Any:
    """How many came to each stage in the period: a short range of the index for each stage."""
    span = window(period)
    return (
        select(StageInterval.stage, func.count())
        .where(StageInterval.stage.in_(CODES))
        .where(StageInterval.started_on >= span.start, StageInterval.started_on <= span.end)
        .where(_own())
        .group_by(StageInterval.stage)
    )


def stays(period: Period) -> Any:
    """How many left each stage after how many days."""
    span = window(period)
    days = days_between(StageInterval.ended_on, StageInterval.started_on)
    return (
        select(StageInterval.stage, days.label("days"), func.count())
        .where(StageInterval.ended_on >= span.start, StageInterval.ended_on <= span.end)
        .where(_own())
        .group_by(StageInterval.stage, days)
    )


def _line(stock: int, came: int, stayed: dict[int, int]) -> Table:
    days = spread(stayed)
    return {"stock": stock, "came": came, "left": sum(stayed.values()), "days": days}


def _stands(day: date) -> Where:
    return and_(StageInterval.started_on <= day, not_yet(StageInterval.ended_on, day))


def _own() -> Where:
    return StageInterval.case_id.not_in(doubles())
