"""Applications received, by month."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile, StageInterval
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value, Where, by_month
from hjemveien.reports.statistics.ground import counted, first_applications, within
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 60
KEY = "applications"
TITLE = mark("Applications")
DEFINITION = mark(
    "One for each case, by the month received; enquiries are not counted, suspected doubles and"
    " repeated rows once. Without date: missing, impossible or after the day its source speaks for."
)


def figures(session: Session, period: Period) -> Table:
    units = applications(period)
    months = units.by(session, units.c.year, units.c.month)
    undated = sum(times for (year, _), times in months.items() if year is None)
    dated = {key: times for key, times in months.items() if key[0] is not None}
    return {
        "total": sum(months.values()),
        "without_date": undated,
        "by_month": by_month(dated),
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = applications(period)
    if path[-1] == "without_date":
        return units.behind(session, units.c.year.is_(None))
    if path[0] == "by_month":
        year, month = (int(part) for part in path[-1].split("-"))
        return units.behind(session, units.c.year == year, units.c.month == month)
    return units.behind(session)


def links(block: Value) -> tuple[Link, ...]:
    months = block["by_month"] if isinstance(block, dict) else {}
    names = tuple(months) if isinstance(months, dict) else ()
    parts = (("without_date",), *(("by_month", name) for name in names))
    return (Link(("total",), parts),)


def applications(period: Period) -> Units:
    """Applications of the period; year and month are NULL where the date is unknown."""
    asked = first_applications()
    return Units(
        "case",
        select(
            CaseFile.id,
            asked.c.kind,
            asked.c.lived_in_municipal,
            asked.c.main_group,
            func.extract("year", asked.c.received_on).label("year"),
            func.extract("month", asked.c.received_on).label("month"),
        )
        .join(asked, asked.c.case_id == CaseFile.id)
        .where(counted(), within(asked.c.counts_from, period), _asked_by(period.end)),
    )


def _asked_by(day: date) -> Where:
    """An enquiry is no application until it has gone further."""
    enquiries = select(StageInterval.case_id).where(StageInterval.stage == "henvendelse")
    further = select(StageInterval.case_id).where(
        StageInterval.stage.not_in(("henvendelse", "avsluttet")), StageInterval.started_on <= day
    )
    return or_(CaseFile.id.not_in(enquiries), CaseFile.id.in_(further))
