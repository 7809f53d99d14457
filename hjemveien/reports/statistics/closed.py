"""Cases closed, by how they ended."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value
from hjemveien.reports.statistics.ground import counted, within
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 80
KEY = "closed"
TITLE = mark("Closed cases")
DEFINITION = mark("Cases closed in the period, by how they ended.")
ALWAYS = ("housed", "withdrawn", "refused")


def figures(session: Session, period: Period) -> Table:
    units = _units(period)
    counts = units.by(session, units.c.closing)
    others = {end: counts[end] for end in sorted(set(counts) - set(ALWAYS))}
    return {**{end: counts.get(end, 0) for end in ALWAYS}, **others}


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = _units(period)
    return units.behind(session, *((units.c.closing == path[-1],) if path else ()))


def links(_block: Value) -> tuple[Link, ...]:
    return ()


def _units(period: Period) -> Units:
    closed = func.coalesce(CaseFile.closed_counts_from, CaseFile.moved_in_counts_from)
    return Units(
        "case",
        select(CaseFile.id, CaseFile.closing).where(
            counted(), CaseFile.closing.is_not(None), within(closed, period)
        ),
    )
