"""Nights in temporary places, each household once a year."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import HouseholdMember, Person, TemporaryStay
from hjemveien.reports.disclosure import Link, holds, whole
from hjemveien.reports.statistics.counting import Behind, Path, Question, Table, Units, Value
from hjemveien.reports.statistics.period import Period
from hjemveien.reports.statistics.persons import is_minor
from hjemveien.reports.statistics.sql import days_between, earlier, later
from hjemveien.services.rows import rows
from hjemveien.texts import mark

ORDER = 120
KEY = "temporary_stays"
TITLE = mark("Temporary accommodation")
DEFINITION = mark(
    "Each household once a year, however many stays; the nights of that calendar year, overlapping"
    " nights once, a stay that lasts up to the day of the figures. Night shelters are counted"
    " separately; a stay that ends before it starts is left out. Over 3 months: more than 91"
    " nights in the year, or in all by whole length. Source: KOSTRA, temporary accommodation"
    " (sosialtjenesteloven § 27)."
)
THREE_MONTHS = 91
FORTNIGHT = 14


def figures(session: Session, period: Period) -> Table:
    lines, first = _lines(session, period)
    if first is None:
        return {"rows": lines, "by_year": {}}
    units = _units(period, _years(first, period))
    found = rows(session, _summary(units))
    return {"rows": lines, "by_year": {str(row.year): _year(row) for row in found}}


def behind(session: Session, period: Period, path: Path) -> Behind:
    _, first = _lines(session, period)
    if path[0] == "rows" or first is None:
        stays = select(TemporaryStay.household_id.label("id")).where(_known(period))
        return Units("household", stays).behind(session)
    units = _units(period, _years(first, period))
    return units.behind(session, units.c.year == int(path[1]), _tests(units.c)[path[2]])


def links(block: Value) -> tuple[Link, ...]:
    years = block["by_year"] if isinstance(block, dict) else {}
    names = years if isinstance(years, dict) else {}
    return tuple(link for name in names for link in links_of("by_year", name))


def links_of(*year: str) -> tuple[Link, ...]:
    """What adds up in the figures of one year, which lie at this path."""

    def at(name: str) -> Path:
        return (*year, name)

    long = at("over_3_months")
    with_children, long_with = at("with_children_under_18"), at("over_3_months_with_children")
    return (
        Link(at("households"), (at("months_0_3"), long)),
        whole(at("households"), with_children),
        whole(long, long_with),
        whole(with_children, long_with),
        whole(at("months_0_3"), at("max_14_days")),
        holds(at("over_3_months_by_whole_length"), long),
        holds(at("households"), at("over_3_months_by_whole_length")),
    )


def _year(row: Any) -> Table:
    return {name: int(getattr(row, name) or 0) for name in (*_COUNTED, "nights")}


_COUNTED = (
    "households",
    "with_children_under_18",
    "months_0_3",
    "over_3_months",
    "over_3_months_with_children",
    "max_14_days",
    "over_3_months_by_whole_length",
    "night_shelter_households",
)


def _tests(c: Any) -> dict[str, ColumnElement[bool]]:
    """What makes a household of one year count under each name."""
    placed, long = c.nights > 0, c.nights > THREE_MONTHS
    return {
        "households": placed,
        "nights": placed,
        "with_children_under_18": and_(placed, c.minors),
        "months_0_3": and_(placed, c.nights <= THREE_MONTHS),
        "over_3_months": long,
        "over_3_months_with_children": and_(long, c.minors),
        "max_14_days": and_(placed, c.nights <= FORTNIGHT),
        "over_3_months_by_whole_length": and_(placed, c.whole_length > THREE_MONTHS),
        "night_shelter_households": c.shelter_nights > 0,
    }


def _summary(units: Units) -> Question:
    tests = _tests(units.c)
    counts = [func.sum(case((tests[name], 1), else_=0)).label(name) for name in _COUNTED]
    nights = func.sum(units.c.nights).label("nights")
    return select(units.c.year, *counts, nights).group_by(units.c.year).order_by(units.c.year)


def _units(period: Period, years: Subquery) -> Units:
    """A household in a year: its nights there, in shelters, and in all; with children then."""
    in_year = _nights(period, years)
    whole_time = _nights(period, _all_time(period))
    statement = (
        select(
            in_year.c.household_id.label("id"),
            in_year.c.year,
            in_year.c.nights,
            in_year.c.shelter_nights,
            whole_time.c.nights.label("whole_length"),
            _with_minors(in_year).label("minors"),
        )
        .join(whole_time, whole_time.c.household_id == in_year.c.household_id)
        .where(or_(in_year.c.nights > 0, in_year.c.shelter_nights > 0))
    )
    return Units("household", statement)


def _nights(period: Period, spans: Subquery) -> Subquery:
    """Nights of each household within each span, overlaps once: each stay adds what is new."""
    stay = _stays(period)
    first = later(stay.c.starts_on, spans.c.first)
    after = earlier(stay.c.until, spans.c.after)
    so_far = func.max(after).over(
        partition_by=(stay.c.household_id, spans.c.year, stay.c.night_shelter),
        order_by=(first, after, stay.c.id),
        rows=(None, -1),
    )
    pieces = (
        select(
            stay.c.household_id,
            spans.c.year,
            stay.c.night_shelter,
            first.label("first"),
            after.label("after"),
            so_far.label("so_far"),
        )
        .where(stay.c.starts_on < spans.c.after, stay.c.until > spans.c.first)
        .subquery()
    )
    new_from = later(pieces.c.first, func.coalesce(pieces.c.so_far, pieces.c.first))
    new = case((pieces.c.after > new_from, days_between(pieces.c.after, new_from)), else_=0)
    return (
        select(
            pieces.c.household_id,
            pieces.c.year,
            func.sum(case((pieces.c.night_shelter, 0), else_=new)).label("nights"),
            func.sum(case((pieces.c.night_shelter, new), else_=0)).label("shelter_nights"),
        )
        .group_by(pieces.c.household_id, pieces.c.year)
        .subquery()
    )


def _stays(period: Period) -> Subquery:
    until = earlier(func.coalesce(TemporaryStay.ends_on, period.as_of), period.as_of)
    return (
        select(
            TemporaryStay.id,
            TemporaryStay.household_id,
            TemporaryStay.night_shelter,
            TemporaryStay.starts_on,
            until.label("until"),
        )
        .where(TemporaryStay.countable, TemporaryStay.starts_on.is_not(None))
        .where(TemporaryStay.starts_on < period.as_of)
        .subquery()
    )


def _years(first: date, period: Period) -> Subquery:
    """The calendar years of the period: their first day and the day after their last."""
    begin = max(first, period.start) if period.start else first
    return _spans(
        (year, max(date(year, 1, 1), begin), date(year + 1, 1, 1))
        for year in range(begin.year, period.as_of.year + 1)
    )


def _all_time(period: Period) -> Subquery:
    return _spans(((0, date.min, date(period.as_of.year + 1, 1, 1)),))


def _spans(spans: Any) -> Subquery:
    lines = [
        select(
            literal(year).label("year"),
            literal(first).label("first"),
            literal(after).label("after"),
        )
        for year, first, after in spans
    ]
    return union_all(*lines).subquery()


def _with_minors(in_year: Subquery) -> ColumnElement[bool]:
    child = (
        select(HouseholdMember.id)
        .outerjoin(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.household_id == in_year.c.household_id)
        .where(is_minor(in_year.c.year))
    )
    return child.correlate(in_year).exists()


def _known(period: Period) -> ColumnElement[bool]:
    return TemporaryStay.counts_from <= period.as_of


def _lines(session: Session, period: Period) -> tuple[int, date | None]:
    """How many stays are known, and the first day of any that can be counted."""
    counted = case((TemporaryStay.countable, TemporaryStay.starts_on))
    found = session.execute(select(func.count(), func.min(counted)).where(_known(period))).one()
    return found[0], found[1]
