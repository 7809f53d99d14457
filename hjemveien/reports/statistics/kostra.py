"""A worksheet for KOSTRA's form 13: the year's figures in order of topic, with the definitions."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics import temporary_stays, waiting_list
from hjemveien.reports.statistics.applications import applications
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value
from hjemveien.reports.statistics.decision_to_move_in import moved_in
from hjemveien.reports.statistics.ground import listed
from hjemveien.reports.statistics.period import Period
from hjemveien.reports.statistics.refusals import refusals
from hjemveien.texts import mark

ORDER = 150
KEY = "kostra"
TITLE = mark("Worksheet for KOSTRA form 13")
DEFINITION = mark(
    "The last whole year. Waiting list on 31 December; new households that moved in during the"
    " year; applications and refusals, new households apart; temporary accommodation. A worksheet"
    " with the official definitions, not an official file format. Source: KOSTRA form 13."
)


def figures(session: Session, period: Period) -> Table:
    year = _year(period)
    stays = temporary_stays.figures(session, _nights_until_now(period))["by_year"]
    of_year = stays.get(str(year.end.year), {}) if isinstance(stays, dict) else {}
    return {
        "year": str(year.end.year),
        "waiting_list": waiting_list.by_group(session, listed(year.end)),
        "new_households_moved_in": waiting_list.by_group(session, _new(moved_in(year))),
        "applications": _new_and_other(session, applications(year)),
        "refusals": _new_and_other(session, refusals(year)),
        "temporary_stays": of_year,
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    year = _year(period)
    if path[0] == "temporary_stays":
        seen = _nights_until_now(period)
        return temporary_stays.behind(session, seen, ("by_year", str(year.end.year), path[-1]))
    units = {
        "waiting_list": lambda: listed(year.end),
        "new_households_moved_in": lambda: _new(moved_in(year)),
        "applications": lambda: applications(year),
        "refusals": lambda: refusals(year),
    }[path[0]]()
    return units.behind(session, *_where(units, path))


def links(block: Value) -> tuple[Link, ...]:
    if not isinstance(block, dict):
        return ()
    halves = tuple(
        Link((name, "total"), ((name, "new"), (name, "other")))
        for name in ("applications", "refusals")
    )
    stays = temporary_stays.links_of("temporary_stays") if block["temporary_stays"] else ()
    return (
        *waiting_list.group_links(block, "waiting_list"),
        *waiting_list.group_links(block, "new_households_moved_in"),
        *halves,
        *stays,
    )


def _year(period: Period) -> Period:
    end = period.year_end
    return Period(as_of=end, start=date(end.year, 1, 1), end=end)


def _nights_until_now(period: Period) -> Period:
    """The year's stays as they are known now: one that lasted over New Year had its last night."""
    return Period(period.as_of, date(period.year_end.year, 1, 1), period.end)


def _new(units: Units) -> Units:
    return Units(
        "household",
        select(units.c.household_id.label("id"), units.c.main_group).where(units.c.is_new),
    )


def _new_and_other(session: Session, units: Units) -> Table:
    counts = units.by(session, units.c.lived_in_municipal)
    other = counts.get(True, 0)
    total = sum(counts.values())
    return {"total": total, "new": total - other, "other": other}


def _where(units: Units, path: Path) -> tuple[Any, ...]:
    if "by_group" in path[:-1]:
        return (units.c.main_group == path[-1],)
    if path[-1] == "other":
        return (units.c.lived_in_municipal,)
    if path[-1] == "new":
        return (units.c.lived_in_municipal.is_not(True),)
    return ()
