"""Dwellings at the municipality's disposal, by condition."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import Dwelling, DwellingPeriod, SourceRow, Tenancy
from hjemveien.reports.disclosure import Link, holds
from hjemveien.reports.statistics.counting import Behind, Path, Question, Table, Units, Value
from hjemveien.reports.statistics.ground import not_yet
from hjemveien.reports.statistics.households import row_count
from hjemveien.reports.statistics.period import Period
from hjemveien.services.rows import rows
from hjemveien.texts import mark

ORDER = 130
KEY = "dwellings"
TITLE = mark("Dwellings")
DEFINITION = mark(
    "Each physical unit once. Blocked: a required field is missing, the status unknown or the"
    " number of fields wrong. Vacant and ready: ready to move into and without a running lease."
    " Blocked units, the others by status, and those whose status is not known on the day make up"
    " all units."
)
READY = "KLAR_FOR_INNFLYTTING"
STATUSES = ("UTLEID", READY, "VEDLIKEHOLD", "IKKE_TILGJENGELIG")


def figures(session: Session, period: Period) -> Table:
    units = _units(period)
    c = units.c
    found = list(rows(session, select(*_dimensions(c), func.count()).group_by(*_dimensions(c))))

    def count(**wanted: object) -> int:
        return sum(
            row[-1]
            for row in found
            if all(getattr(row, name) == value for name, value in wanted.items())
        )

    counts = {status: count(status=status) for status in _statuses(found)}
    sound = {status: count(status=status, blocked=False) for status in counts}
    unknown = count(status=None, blocked=False)
    return {
        "rows": row_count(session, "dwellings", ("dwelling", "second_row", "blocked")) or count(),
        "units": count(),
        "by_status": {status: times for status, times in counts.items() if times},
        "units_blocked": count(blocked=True),
        **({"status_unknown": unknown} if unknown else {}),
        "by_status_without_blocked": {s: times for s, times in sound.items() if times},
        "ready": count(status=READY),
        "vacant_and_ready": count(status=READY, let=False),
        "wheelchair": count(wheelchair=True),
        "tenants_known_as_applicants": count(known_tenant=True),
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    if path[-1] == "rows":
        return Units("row", _rows()).behind(session)
    units = _units(period)
    return units.behind(session, *_where(units.c, path))


def links(block: Value) -> tuple[Link, ...]:
    statuses = block["by_status"] if isinstance(block, dict) else {}
    names = tuple(statuses) if isinstance(statuses, dict) else ()
    sound = block["by_status_without_blocked"] if isinstance(block, dict) else {}
    usable = tuple(sound) if isinstance(sound, dict) else ()
    told = isinstance(block, dict) and "status_unknown" in block
    unknown = (("status_unknown",),) if told else ()
    return (
        holds(("units",), *(("by_status", name) for name in names), *unknown),
        holds(
            ("units",),
            ("units_blocked",),
            *unknown,
            *(("by_status_without_blocked", name) for name in usable),
        ),
        *(holds(("by_status", name), ("by_status_without_blocked", name)) for name in usable),
        *((Link(("by_status", READY), (("ready",),)),) if READY in names else ()),
        holds(("ready",), ("vacant_and_ready",)),
        holds(("units",), ("wheelchair",)),
        holds(("units",), ("tenants_known_as_applicants",)),
        holds(("rows",), ("units",)),
    )


def _statuses(found: list[Any]) -> tuple[str, ...]:
    others = {row.status for row in found if row.status} - set(STATUSES)
    return (*STATUSES, *sorted(others))


def _dimensions(c: Any) -> tuple[ColumnElement[Any], ...]:
    return c.status, c.blocked, c.let, c.wheelchair, c.known_tenant


def _where(c: Any, path: Path) -> tuple[ColumnElement[bool], ...]:
    match path[-1]:
        case "units_blocked":
            return (c.blocked,)
        case "status_unknown":
            return (c.status.is_(None), ~c.blocked)
        case "ready":
            return (c.status == READY,)
        case "vacant_and_ready":
            return (c.status == READY, ~c.let)
        case "wheelchair":
            return (c.wheelchair,)
        case "tenants_known_as_applicants":
            return (c.known_tenant,)
    if path[0] == "by_status":
        return (c.status == path[-1],)
    if path[0] == "by_status_without_blocked":
        return (c.status == path[-1], ~c.blocked)
    return ()


def _units(period: Period) -> Units:
    condition = _condition(period)
    return Units(
        "dwelling",
        select(
            Dwelling.id,
            condition.c.value.label("status"),
            (Dwelling.blocked != "").label("blocked"),
            func.coalesce(Dwelling.wheelchair, False).label("wheelchair"),
            Dwelling.id.in_(_running(period)).label("let"),
            Dwelling.id.in_(_running(period).where(Tenancy.household_id.is_not(None))).label(
                "known_tenant"
            ),
        ).outerjoin(condition, condition.c.dwelling_id == Dwelling.id),
    )


def _condition(period: Period) -> Subquery:
    """Each dwelling's condition as of the day: the latest begun and not ended."""
    known_start = case((DwellingPeriod.valid_from.is_(None), 0), else_=1)
    nth = func.row_number().over(
        partition_by=DwellingPeriod.dwelling_id,
        order_by=(known_start.desc(), DwellingPeriod.valid_from.desc(), DwellingPeriod.id),
    )
    numbered = (
        select(DwellingPeriod.dwelling_id, DwellingPeriod.value, nth.label("nth"))
        .where(DwellingPeriod.aspect == "condition")
        .where(or_(DwellingPeriod.valid_from.is_(None), DwellingPeriod.valid_from <= period.as_of))
        .where(not_yet(DwellingPeriod.valid_to, period.as_of))
        .subquery()
    )
    return select(numbered).where(numbered.c.nth == 1, numbered.c.value != "").subquery()


def _running(period: Period) -> Question:
    """Dwellings with a lease that runs on the day, its last day included."""
    begun = or_(Tenancy.starts_on.is_(None), Tenancy.starts_on <= period.as_of)
    ended = and_(Tenancy.open_ended.is_(False), Tenancy.ends_on < period.as_of)
    return select(Tenancy.dwelling_id).where(
        Tenancy.status == "active", begun, func.coalesce(ended, False).is_(False)
    )


def _rows() -> Question:
    return select(SourceRow.id).where(
        SourceRow.role == "dwellings",
        SourceRow.became.in_(("dwelling", "second_row", "blocked")),
    )
