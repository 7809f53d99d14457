"""How many people live, or want to live, in the households the office knows."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import HouseholdMember, Person
from hjemveien.reports.disclosure import Link, whole
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value
from hjemveien.reports.statistics.ground import known_households, not_yet
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 20
KEY = "persons"
TITLE = mark("Persons")
DEFINITION = mark(
    "Applicants, co-applicants and children of all households; the number of children given rules"
    " where it disagrees with the birth years. Under 18: does not turn 18 this year, or the birth"
    " year is not known."
)
ADULT_AT = 18
_ROLES = {"applicants": "applicant", "co_applicants": "co_applicant", "children": "child"}


def figures(session: Session, period: Period) -> Table:
    units = _units(period)
    found = units.by(session, units.c.role, units.c.minor)
    counts = {
        name: sum(times for (role, _), times in found.items() if role == code)
        for name, code in _ROLES.items()
    }
    others = sum(found.values()) - sum(counts.values())
    return {
        **counts,
        "children_under_18": sum(times for (_, minor), times in found.items() if minor),
        **({"other_adults": others} if others else {}),
        "total": sum(found.values()),
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = _units(period)
    people = Units("household", select(units.c.household_id.label("id"), *units.c[1:]))
    if path[-1] == "children_under_18":
        return people.behind(session, people.c.minor)
    if path[-1] in _ROLES:
        return people.behind(session, people.c.role == _ROLES[path[-1]])
    return people.behind(session)


def links(block: Value) -> tuple[Link, ...]:
    others = (("other_adults",),) if isinstance(block, dict) and "other_adults" in block else ()
    parts = (("applicants",), ("co_applicants",), ("children",), *others)
    return (Link(("total",), parts), whole(("children",), ("children_under_18",)))


def is_minor(year: Any) -> ColumnElement[bool]:
    """A child who turns 18 after the year; one whose birth year nobody wrote is taken as one."""
    born = func.coalesce(HouseholdMember.birth_year, func.extract("year", Person.birth_date))
    young = or_(born.is_(None), born > year - ADULT_AT)
    return and_(HouseholdMember.role == "child", young)


def _units(period: Period) -> Units:
    member = HouseholdMember
    return Units(
        "household",
        select(
            member.id,
            member.role,
            case((is_minor(period.as_of.year), True), else_=False).label("minor"),
            member.household_id,
        )
        .outerjoin(Person, Person.id == member.person_id)
        .where(member.household_id.in_(known_households(period.as_of)))
        .where(member.valid_from <= period.as_of, not_yet(member.valid_to, period.as_of)),
    )
