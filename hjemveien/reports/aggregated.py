"""Figures for whoever may see counts and no cases: what the server's own views add up."""

from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from hjemveien.persistence.rights import figures
from hjemveien.persistence.tables import Municipality
from hjemveien.reports.disclosure import HIDDEN
from hjemveien.reports.statistics import Block, Figures
from hjemveien.reports.statistics.period import period_of
from hjemveien.services.heads import printed
from hjemveien.texts import _, day_text, mark

TITLES: dict[str, str] = {
    "by_stage": mark("Cases by stage"),
    "by_main_group": mark("Open cases by main group"),
    "by_decision": mark("Cases by latest decision"),
    "received_by_month": mark("Received by month"),
    "decided_by_month": mark("Decided by month and outcome"),
    "moved_in_by_month": mark("Moved in by month"),
    "waiting_by_class": mark("Waiting by priority class"),
    "temporary_stays_by_year": mark("Temporary stays by year begun"),
    "dwellings_by_type": mark("Dwellings by type and disposal"),
}
DEFINITION = mark(
    "Counted by the database as of {day}, protected households among them and suspected duplicates "
    "left out. Cells of fewer than {threshold} are hidden."
)


def aggregated(session: Session, today: date) -> Figures:
    """Every view of counts, small cells as “:”. The views know no other day than today."""
    name = session.scalar(select(Municipality.name).limit(1)) or ""
    definition = _(DEFINITION).format(day=day_text(today), threshold=figures.LEAST)
    blocks = tuple(
        Block(key, _(title), definition, _counts(session, key)) for key, title in TITLES.items()
    )
    return Figures(name, period_of(today), blocks, figures.LEAST, printed(session))


def _counts(session: Session, view: str) -> dict[str, Any]:
    """Counts by group, groups within groups where a view has two of them."""
    found: dict[str, Any] = {}
    for *groups, count in session.execute(text(f"SELECT * FROM figures.{view} ORDER BY 1, 2")):
        place = found
        for group in groups[:-1]:
            place = place.setdefault(_key(group), {})
        place[_key(groups[-1])] = HIDDEN if count is None else count
    return found


def _key(group: Any) -> str:
    return "unknown" if group is None or group == "" else str(group)
