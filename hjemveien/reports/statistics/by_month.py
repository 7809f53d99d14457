"""What came in and went out month by month, and how many waited at each month's end."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile, Decision
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.applications import applications
from hjemveien.reports.statistics.counting import Behind, Path, Question, Table, Units, Value, Where
from hjemveien.reports.statistics.decision_to_move_in import moved_in
from hjemveien.reports.statistics.ground import (
    TRACK,
    counted,
    first_applications,
    not_yet,
    within,
)
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 160
KEY = "by_month"
TITLE = mark("Month by month")
DEFINITION = mark(
    "Applications received, decisions made and move-ins in each month, by dates known at least to"
    " the month; and the waiting list on its last day. The period's months, else the last twelve."
)


def figures(session: Session, period: Period) -> Table:
    span = window(period)
    found = {
        "applications": _monthly(session, _dated_applications(span)),
        "granted": _monthly(session, _decisions(span, "granted")),
        "refused": _monthly(session, _decisions(span, "refused")),
        "moved_in": _monthly(session, _dated_move_ins(span)),
    }
    waiting = _waiting(period)
    at_end = waiting.by(session, waiting.c.month)
    return {
        name: {
            **{key: counts.get(name, 0) for key, counts in found.items()},
            "on_list_at_end": at_end.get(name, 0),
        }
        for name in _names(period)
    }


PERIOD = "period"


def behind(session: Session, period: Period, path: Path) -> Behind:
    """Of one month, or with PERIOD in its place of all months shown."""
    name, what = path[0], path[-1]
    if what == "on_list_at_end":
        waiting = _waiting(period)
        return waiting.behind(session, waiting.c.month == name)
    span = window(period)
    units = {
        "applications": lambda: _dated_applications(span),
        "granted": lambda: _decisions(span, "granted"),
        "refused": lambda: _decisions(span, "refused"),
        "moved_in": lambda: _dated_move_ins(span),
    }[what]()
    return units.behind(session, *(() if name == PERIOD else _in_month(units, name)))


def links(_block: Value) -> tuple[Link, ...]:
    return ()


def window(period: Period) -> Period:
    """From the first day of the first month shown, or the period's own, to its end."""
    first = period.months[0].replace(day=1)
    start = max(first, period.start) if period.start else first
    return Period(period.as_of, start, period.end)


def _names(period: Period) -> tuple[str, ...]:
    return tuple(day.strftime("%Y-%m") for day in period.months)


def _monthly(session: Session, units: Units) -> dict[str, int]:
    found = units.by(session, units.c.year, units.c.month)
    return {f"{int(y):04}-{int(m):02}": times for (y, m), times in found.items()}


def _in_month(units: Units, name: str) -> Iterable[Where]:
    year, month = (int(part) for part in name.split("-"))
    return units.c.year == year, units.c.month == month


def _dated_applications(span: Period) -> Units:
    units = applications(span)
    return Units("case", select(units.table).where(units.c.year.is_not(None)))


def _dated_move_ins(span: Period) -> Units:
    units = moved_in(span)
    dated = select(CaseFile.id).where(CaseFile.moved_in_on.is_not(None))
    return Units("case", select(units.table).where(units.c.id.in_(dated)))


def _decisions(span: Period, outcome: str) -> Units:
    return Units(
        "case",
        select(
            Decision.case_id.label("id"),
            func.extract("year", Decision.decided_on).label("year"),
            func.extract("month", Decision.decided_on).label("month"),
        )
        .join(CaseFile, CaseFile.id == Decision.case_id)
        .where(counted(), Decision.outcome == outcome, Decision.track == TRACK)
        .where(Decision.decided_on.is_not(None), within(Decision.counts_from, span)),
    )


def _waiting(period: Period) -> Units:
    """Households on the list at each month's end: the same rules as the list of one day."""
    asked = first_applications()
    ends = _month_ends(period).subquery()
    replaced_on = func.lead(Decision.counts_from).over(
        partition_by=Decision.case_id, order_by=(Decision.counts_from, Decision.id.desc())
    )
    decided = (
        select(Decision.case_id, Decision.outcome, Decision.counts_from, replaced_on.label("until"))
        .where(Decision.track == TRACK)
        .subquery()
    )
    return Units(
        "household",
        select(CaseFile.household_id.label("id"), ends.c.month)
        .select_from(CaseFile)
        .join(decided, decided.c.case_id == CaseFile.id)
        .join(ends, decided.c.counts_from <= ends.c.day)
        .outerjoin(asked, asked.c.case_id == CaseFile.id)
        .where(counted(), decided.c.outcome == "granted")
        .where(or_(decided.c.until.is_(None), decided.c.until > ends.c.day))
        .where(func.coalesce(asked.c.lived_in_municipal, False).is_(False))
        .where(not_yet(CaseFile.closed_counts_from, ends.c.day))
        .where(not_yet(CaseFile.moved_in_counts_from, ends.c.day)),
    )


def _month_ends(period: Period) -> Question:
    def line(day: date) -> Question:
        last = min(day, period.as_of)
        return select(literal(day.strftime("%Y-%m")).label("month"), literal(last).label("day"))

    return select(union_all(*(line(day) for day in period.months)).subquery())
