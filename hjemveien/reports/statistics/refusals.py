"""Negative decisions, by year."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile, Decision
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value, by_year
from hjemveien.reports.statistics.ground import TRACK, counted, first_applications, within
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 70
KEY = "refusals"
TITLE = mark("Refusals")
DEFINITION = mark(
    "Cases with a negative decision on a municipal dwelling, each once, by the year of the latest."
)


def figures(session: Session, period: Period) -> Table:
    units = refusals(period)
    years = units.by(session, units.c.year)
    return {
        "total": sum(years.values()),
        "by_year": by_year({year: times for year, times in years.items() if year is not None}),
        "without_date": years.get(None, 0),
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = refusals(period)
    if path[-1] == "without_date":
        return units.behind(session, units.c.year.is_(None))
    if path[0] == "by_year":
        return units.behind(session, units.c.year == int(path[-1]))
    return units.behind(session)


def links(block: Value) -> tuple[Link, ...]:
    years = block["by_year"] if isinstance(block, dict) else {}
    names = tuple(years) if isinstance(years, dict) else ()
    return (Link(("total",), (("without_date",), *(("by_year", name) for name in names))),)


def refusals(period: Period) -> Units:
    """The latest refusal of each case in the period; `year` is NULL where its date is unknown."""
    asked = first_applications()
    nth = func.row_number().over(
        partition_by=Decision.case_id, order_by=(Decision.counts_from.desc(), Decision.id)
    )
    refused = (
        select(Decision.case_id, Decision.decided_on, nth.label("nth"))
        .where(Decision.outcome == "refused", Decision.track == TRACK)
        .where(within(Decision.counts_from, period))
        .subquery()
    )
    return Units(
        "case",
        select(
            CaseFile.id,
            asked.c.kind,
            asked.c.lived_in_municipal,
            func.extract("year", refused.c.decided_on).label("year"),
        )
        .join(refused, refused.c.case_id == CaseFile.id)
        .outerjoin(asked, asked.c.case_id == CaseFile.id)
        .where(counted(), refused.c.nth == 1),
    )
