"""Cases by caseworker."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import Staff
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value
from hjemveien.reports.statistics.ground import known_cases
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 140
KEY = "caseworkers"
TITLE = mark("Cases by caseworker, open and closed")
DEFINITION = mark(
    "Cases, open and closed, by the caseworker who has them. Never leaves the office."
)
INTERNAL = True


def figures(session: Session, period: Period) -> Table:
    units = _units(period)
    counts = units.by(session, units.c.name_key, units.c.name)
    by_name: Table = {}
    for (_key, name), times in sorted(counts.items()):
        before = by_name.get(name, 0)
        by_name[name] = times + (before if isinstance(before, int) else 0)
    return by_name


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = _units(period)
    return units.behind(session, *((units.c.name == path[-1],) if path else ()))


def links(_block: Value) -> tuple[Link, ...]:
    return ()


def _units(period: Period) -> Units:
    cases = known_cases(period.as_of)
    return Units(
        "case",
        select(cases.c.id, Staff.name, Staff.name_key).join(
            Staff, Staff.id == cases.c.caseworker_id
        ),
    )
