"""Days waited so far, for households on the list."""

from sqlalchemy.orm import Session

from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Value, spread
from hjemveien.reports.statistics.ground import listed
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 110
KEY = "days_waited"
TITLE = mark("Days waited so far")
DEFINITION = mark(
    "Days from decision to the day of the figures, households on the list whose decision date is"
    " known to the day and not before the application; the others are counted as excluded."
)


def figures(session: Session, period: Period) -> Table:
    units = listed(period.as_of)
    found = units.by(session, units.c.days)
    excluded = found.pop(None, 0)
    return spread(found, excluded)


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = listed(period.as_of)
    unknown = path[-1:] == ("n_excluded",)
    return units.behind(session, units.c.days.is_(None) if unknown else units.c.days.is_not(None))


def links(_block: Value) -> tuple[Link, ...]:
    return ()
