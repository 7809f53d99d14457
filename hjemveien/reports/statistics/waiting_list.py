"""New households with a positive decision that have not moved in, today and at the year's end."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.codes import GROUPS
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value, in_order
from hjemveien.reports.statistics.ground import listed
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 40
KEY = "waiting_list"
TITLE = mark("Waiting list")
DEFINITION = mark(
    "New households (did not live in a municipal dwelling when they applied) with a positive"
    " decision that have not moved in; an accepted offer is still waiting. A decision whose date is"
    " unknown counts from the day its source speaks for, and so not at an earlier year's end."
    " Source: KOSTRA, households on the waiting list for a municipal dwelling."
)
GROUP_CODES = tuple(code for code, _title in GROUPS)


def figures(session: Session, period: Period) -> Table:
    now, year_end = listed(period.as_of), listed(period.year_end)
    unknown = _only_unknown(now, period).total(session)
    return {
        "as_of": by_group(session, now),
        "year_end": {**by_group(session, year_end), "unknown_decision_date": unknown},
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    if path[-1] == "unknown_decision_date":
        return _only_unknown(listed(period.as_of), period).behind(session)
    units = listed(period.year_end if path[0] == "year_end" else period.as_of)
    if "by_group" in path[:-1]:
        return units.behind(session, units.c.main_group == path[-1])
    return units.behind(session)


def links(block: Value) -> tuple[Link, ...]:
    return (*group_links(block, "as_of"), *group_links(block, "year_end"))


def by_group(session: Session, units: Units) -> Table:
    counts = units.by(session, units.c.main_group)
    return {"total": sum(counts.values()), "by_group": in_order(counts, _codes(counts))}


def group_links(block: Value, *under: str) -> tuple[Link, ...]:
    """The groups below a total add up to it."""
    for step in under:
        block = block[step] if isinstance(block, dict) else None
    groups = block["by_group"] if isinstance(block, dict) else {}
    names = tuple(groups) if isinstance(groups, dict) else ()
    return (Link((*under, "total"), tuple((*under, "by_group", name) for name in names)),)


def _codes(counts: dict[str, int]) -> tuple[str, ...]:
    return (*GROUP_CODES, *sorted(set(counts) - set(GROUP_CODES)))


def _only_unknown(units: Units, period: Period) -> Units:
    """On the list now with an unknown decision date, and for that reason not at the year's end."""
    return Units(
        "case",
        select(units.c.id).where(
            units.c.decided_precision == "unknown", units.c.listed_from > period.year_end
        ),
    )
