"""What a dwelling is on a day: the condition, the occupancy, the lease that runs, as SQL.

Facts are dated, so each is the latest that has begun and not ended. A lease tells of a case only
where the household is not protected; of those, and of tenants nobody knows, nothing is told.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from hjemveien.domain.homes import SOON_DAYS
from hjemveien.persistence.tables import CaseNow, Dwelling, DwellingPeriod, Tenancy

OCCUPANCY, CONDITION, EXPECTED = "occupancy", "condition", "expected"
# Folded as `domain.sorting.fold` folds, and ordered as `sort_key` orders, as far as SQL can.
_FOLDED = (("æ", "ae"), ("ø", "o"), ("å", "a"), ("ä", "a"), ("ö", "o"), ("é", "e"))
_ORDERED = (("aa", "}"), ("æ", "{"), ("ø", "|"), ("å", "}"))
_WIDE = 8

occupied: Any = aliased(DwellingPeriod, name="occupied")
kept: Any = aliased(DwellingPeriod, name="kept")
expected: Any = aliased(DwellingPeriod, name="expected")
lease: Any = aliased(Tenancy, name="lease")
tenant: Any = aliased(CaseNow, name="tenant")


def at(period: Any, aspect: str, day: date) -> ColumnElement[bool]:
    """The join of one aspect's period as it stands on the day."""
    other: Any = aliased(DwellingPeriod)
    latest = (
        select(other.id)
        .where(other.dwelling_id == Dwelling.id, other.aspect == aspect)
        .where(or_(other.valid_from.is_(None), other.valid_from <= day))
        .where(or_(other.valid_to.is_(None), other.valid_to > day))
        .order_by(other.valid_from.is_(None), other.valid_from.desc(), other.id)
        .limit(1)
        .correlate(Dwelling)
        .scalar_subquery()
    )
    joined: ColumnElement[bool] = period.id == latest
    return joined


def lease_at(day: date) -> ColumnElement[bool]:
    """The join of the lease that belongs to who lives there now; a lapsed one until it is ended."""
    other: Any = aliased(Tenancy)
    latest = (
        select(other.id)
        .where(other.dwelling_id == Dwelling.id, other.status == "active")
        .where(or_(other.starts_on.is_(None), other.starts_on <= day))
        .where(
            or_(
                other.open_ended,
                other.ends_on.is_(None),
                and_(occupied.valid_from.is_(None), other.ends_on >= other.starts_on),
                other.ends_on > occupied.valid_from,
            )
        )
        .order_by(other.starts_on.is_(None), other.starts_on.desc(), other.id)
        .limit(1)
        .correlate(Dwelling, occupied)
        .scalar_subquery()
    )
    joined: ColumnElement[bool] = and_(lease.id == latest, occupied.value == "let")
    return joined


def tenant_case() -> ColumnElement[bool]:
    """The join of the tenant's case: the lease's own, else the household's latest."""
    other: Any = aliased(CaseNow)
    newest = (
        select(other.case_id)
        .where(other.household_id == lease.household_id)
        .order_by(other.closed, other.received_key.desc(), other.case_id)
        .limit(1)
        .correlate(lease)
        .scalar_subquery()
    )
    known = func.coalesce(lease.case_id, newest)
    joined: ColumnElement[bool] = and_(tenant.case_id == known, tenant.protected.is_(False))
    return joined


def lease_ends() -> ColumnElement[Any]:
    """When the running lease ends; nothing where it is open-ended."""
    return case((lease.open_ended, None), else_=lease.ends_on)


def is_soon(day: date) -> ColumnElement[bool]:
    """Let, and free within three months: by the lease, or because moving out is registered."""
    by = literal(day + timedelta(days=SOON_DAYS), Date())
    return and_(
        Dwelling.blocked == "",
        occupied.value == "let",
        func.coalesce(or_(lease_ends() <= by, occupied.valid_to <= by), False),
    )


def state(day: date) -> ColumnElement[str]:
    """One of domain.homes.STATES, as `state_of` tells it."""
    return case(
        (Dwelling.blocked != "", "blocked"),
        (occupied.value == "vacant", "vacant"),
        (func.coalesce(occupied.value, "") != "let", "unknown"),
        (is_soon(day), "soon"),
        else_="let",
    )


def state_order(day: date) -> ColumnElement[int]:
    """Vacant first, then what will be."""
    return case({"vacant": 0, "soon": 1, "let": 2, "blocked": 3}, value=state(day), else_=4)


def searched() -> ColumnElement[str]:
    """What a dwelling is found by, folded: address, dwelling number, postcode, cadastre."""
    d = Dwelling
    whole = (
        d.street + " " + d.house_number + d.house_letter + " " + d.unit_number + " " + d.postcode
        + " " + d.cadastre + " " + d.extra_reference
    )  # fmt: skip
    return _replaced(func.lower(whole), _FOLDED)


def address_key() -> ColumnElement[str]:
    """Street in the Norwegian order, then the house number as a number, then the door."""
    street = _replaced(func.lower(Dwelling.street), _ORDERED)
    padded = literal("0" * _WIDE) + Dwelling.house_number
    number = func.substr(padded, func.length(Dwelling.house_number) + 1, _WIDE)
    return street + " !" + number + func.lower(Dwelling.house_letter) + Dwelling.unit_number


def day_key(column: Any) -> ColumnElement[date]:
    """The day, and the last of all where it is not known."""
    return func.coalesce(column, literal(date.max, Date()))


def bedrooms_key() -> ColumnElement[str]:
    return cast(func.coalesce(Dwelling.bedrooms, 0), String)


def ready_key(day: date) -> ColumnElement[str]:
    """The day it is expected to be ready, as text; the last of all where nobody said one."""
    said: Any = aliased(DwellingPeriod)
    latest = (
        select(said.value)
        .where(said.dwelling_id == Dwelling.id, said.aspect == EXPECTED)
        .where(said.valid_from <= day, or_(said.valid_to.is_(None), said.valid_to > day))
        .order_by(said.valid_from.desc(), said.id)
        .limit(1)
        .correlate(Dwelling)
        .scalar_subquery()
    )
    return func.coalesce(latest, "9999")


def rent_key() -> ColumnElement[int]:
    return func.coalesce(cast(Dwelling.monthly_rent * 100, Integer), 0)


def _replaced(text: ColumnElement[Any], pairs: tuple[tuple[str, str], ...]) -> ColumnElement[str]:
    """SQLite lowers A to Z alone, so the others are asked for in both shapes."""
    for letter, put in pairs:
        text = func.replace(text, letter, put)
        if letter.upper() != letter and not letter.isascii():
            text = func.replace(text, letter.upper(), put)
    return cast(text, String)
