"""What the figures could not know: cases that lack a date, a group or a caseworker."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value
from hjemveien.reports.statistics.ground import counted, first_applications, known, latest_decisions
from hjemveien.reports.statistics.period import Period
from hjemveien.services.rows import rows
from hjemveien.texts import mark

ORDER = 180
KEY = "data_quality"
TITLE = mark("What is missing")
DEFINITION = mark(
    "Cases with a date that is missing, impossible or known to the month only, without a group or"
    " a caseworker. Such dates enter no duration; the figures are final when nothing is missing."
)
INTERNAL = True
_TESTS = (
    "application_date_unknown",
    "application_date_month_only",
    "decision_date_unknown",
    "decision_date_month_only",
    "move_in_date_unknown",
    "move_in_date_month_only",
    "group_unknown",
    "caseworker_missing",
)


def figures(session: Session, period: Period) -> Table:
    units = _units(period)
    sums = [func.sum(case((units.c[name], 1), else_=0)).label(name) for name in _TESTS]
    row = next(iter(rows(session, select(*sums))))
    counts: Table = {name: int(getattr(row, name) or 0) for name in _TESTS}
    return {**counts, "cases": _numbers(session, units), "final": not any(counts.values())}


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = _units(period)
    if path[-1] in _TESTS:
        return units.behind(session, units.c[path[-1]])
    return units.behind(session, _lacking_date(units.c))


def links(_block: Value) -> tuple[Link, ...]:
    return ()


def _numbers(session: Session, units: Units) -> list[str]:
    """Numbers of the cases that lack a date altogether; a dash for one without a number."""
    statement = select(units.c.number).where(_lacking_date(units.c)).order_by(units.c.number)
    return [row.number or "–" for row in rows(session, statement)]


def _lacking_date(c: Any) -> ColumnElement[bool]:
    return or_(c.application_date_unknown, c.decision_date_unknown, c.move_in_date_unknown)


def _units(period: Period) -> Units:
    asked, decided = first_applications(), latest_decisions(period.as_of)
    moved = CaseFile.moved_in_counts_from.is_not(None)
    tests = {
        "application_date_unknown": asked.c.received_precision == "unknown",
        "application_date_month_only": asked.c.received_precision == "month",
        "decision_date_unknown": decided.c.decided_precision == "unknown",
        "decision_date_month_only": decided.c.decided_precision == "month",
        "move_in_date_unknown": and_(moved, CaseFile.moved_in_precision == "unknown"),
        "move_in_date_month_only": and_(moved, CaseFile.moved_in_precision == "month"),
        "group_unknown": func.coalesce(asked.c.main_group, "ukjent") == "ukjent",
        "caseworker_missing": CaseFile.caseworker_id.is_(None),
    }
    columns = [func.coalesce(test, False).label(name) for name, test in tests.items()]
    return Units(
        "case",
        select(CaseFile.id, CaseFile.number, *columns)
        .outerjoin(asked, asked.c.case_id == CaseFile.id)
        .outerjoin(decided, decided.c.case_id == CaseFile.id)
        .where(counted(), known(period.as_of)),
    )
