"""How many cases the office has had."""

from sqlalchemy.orm import Session

from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Value
from hjemveien.reports.statistics.ground import known_cases
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 30
KEY = "cases"
TITLE = mark("Cases")
DEFINITION = mark("Every case once, open or closed; suspected doubles count with the first.")


def figures(session: Session, period: Period) -> Value:
    return known_cases(period.as_of).total(session)


def behind(session: Session, period: Period, _path: Path) -> Behind:
    return known_cases(period.as_of).behind(session)


def links(_block: Value) -> tuple[Link, ...]:
    return ()
