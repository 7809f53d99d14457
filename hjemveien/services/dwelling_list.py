"""The register of dwellings as a list: pages by key, filtered, in a fixed number of statements."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import Dwelling
from hjemveien.services import dwelling_parts as parts
from hjemveien.services import server
from hjemveien.services.rows import rows

PAGE_ROWS = 200
SORTS = ("address", "type", "state", "since", "ends", "ready", "rent")


class DwellingRow(NamedTuple):
    """One line of the register; `case_id` and `tenant` only where the tenant may be told.

    `since` is when the occupancy began, `days_empty` from then on where nobody lives there.
    """

    dwelling_id: UUID
    street: str
    house_number: str
    house_letter: str
    unit_number: str
    postcode: str
    cadastre: str
    dwelling_type: str
    bedrooms: int | None
    wheelchair: bool | None
    monthly_rent: Any
    blocked: str
    condition: str | None
    state: str
    occupancy: str | None
    reason: str | None
    since: date | None
    until: date | None
    ready_on: str | None
    lease_ends: date | None
    case_id: UUID | None
    number: str | None
    tenant: str | None
    sort_value: Any


@dataclass(frozen=True)
class DwellingFilter:
    """What the list shows; empty means all. `bedrooms` 4 is four and more."""

    search: str = ""
    states: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    bedrooms: tuple[int, ...] = ()
    wheelchair: bool = False
    vacancies: bool = False


ALL = DwellingFilter()
MOST_BEDROOMS = 4


def dwelling_page(
    session: Session,
    today: date,
    wanted: DwellingFilter = ALL,
    sort: str = "address",
    descending: bool = False,
    after: tuple[Any, UUID] | None = None,
    page_rows: int = PAGE_ROWS,
) -> tuple[DwellingRow, ...]:
    """One page in one statement; `after` is the last row's (sort_value, dwelling_id)."""
    key = _key(session, sort, today)
    page = _joined(select(Dwelling.id, key.label("sort_value")), today, wanted, sort)
    page = page.where(*_conditions(wanted, today))
    if after is not None:
        page = page.where(_beyond(key, after, descending))
    order = (key.desc(), Dwelling.id.desc()) if descending else (key, Dwelling.id)
    found = page.order_by(*order).limit(page_rows).subquery()
    statement = _shown(today, found)
    by = found.c.sort_value
    # The order of the page is that of its keys, once more for the joined rows.
    again = (by.desc(), Dwelling.id.desc()) if descending else (by, Dwelling.id)
    return tuple(DwellingRow(*row) for row in rows(session, statement.order_by(*again)))


def count_dwellings(session: Session, today: date, wanted: DwellingFilter = ALL) -> int:
    statement = _joined(select(func.count()), today, wanted)
    return session.scalar(statement.where(*_conditions(wanted, today))) or 0


def count_by_state(session: Session, today: date) -> dict[str, int]:
    """Dwellings by state, as of the day; a state that none is in is not there."""
    state = parts.state(today)
    statement = _base(select(state, func.count()), today).group_by(state)
    return {row[0]: row[1] for row in rows(session, statement)}


def row_of(session: Session, today: date, dwelling_id: UUID) -> DwellingRow | None:
    """The same line for one dwelling, wherever it stands in the list."""
    key = _key(session, "address", today)
    found = select(Dwelling.id, key.label("sort_value")).where(Dwelling.id == dwelling_id)
    for row in rows(session, _shown(today, found.subquery())):
        return DwellingRow(*row)
    return None


def _joined(statement: Any, today: date, wanted: DwellingFilter, sort: str = "address") -> Any:
    """Every dwelling, with no more than the filter and the order ask about."""
    if wanted.states or sort in ("state", "ends"):
        return _base(statement, today)
    lived_in = wanted.vacancies or sort == "since"
    alone = statement.select_from(Dwelling)
    return alone.outerjoin(*_lived_in(today)) if lived_in else alone


def _lived_in(today: date) -> tuple[Any, ColumnElement[bool]]:
    return parts.occupied, parts.at(parts.occupied, parts.OCCUPANCY, today)


def _base(statement: Any, today: date) -> Any:
    """Every dwelling with what lives in it; the tenant comes to the page's rows alone."""
    return (
        statement.select_from(Dwelling)
        .outerjoin(*_lived_in(today))
        .outerjoin(parts.lease, parts.lease_at(today))
    )


def _shown(today: date, found: Any) -> Any:
    d, o = Dwelling, parts.occupied
    columns = select(
        d.id, d.street, d.house_number, d.house_letter, d.unit_number, d.postcode, d.cadastre,
        d.dwelling_type, d.bedrooms, d.wheelchair, d.monthly_rent, d.blocked,
        parts.kept.value.label("condition"), parts.state(today).label("state"),
        o.value.label("occupancy"), o.reason, o.valid_from, o.valid_to,
        parts.expected.value.label("ready_on"), parts.lease_ends().label("lease_ends"),
        parts.tenant.case_id, parts.tenant.number, parts.tenant.name, found.c.sort_value,
    )  # fmt: skip
    return (
        _base(columns, today)
        .join(found, found.c.id == d.id)
        .outerjoin(parts.kept, parts.at(parts.kept, parts.CONDITION, today))
        .outerjoin(parts.expected, parts.at(parts.expected, parts.EXPECTED, today))
        .outerjoin(parts.tenant, parts.tenant_case())
    )


def _key(session: Session, sort: str, today: date) -> ColumnElement[Any]:
    bytewise = "C" if server.is_shared(session) else "BINARY"
    keys: dict[str, Any] = {
        "address": lambda: parts.address_key().collate(bytewise),
        "type": lambda: (Dwelling.dwelling_type + " " + parts.bedrooms_key()).collate(bytewise),
        "state": lambda: parts.state_order(today),
        "since": lambda: parts.day_key(parts.occupied.valid_from),
        "ends": lambda: parts.day_key(parts.lease_ends()),
        "ready": lambda: parts.ready_key(today).collate(bytewise),
        "rent": parts.rent_key,
    }
    key: ColumnElement[Any] = keys[sort]()
    return key


def _conditions(wanted: DwellingFilter, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        parts.searched().like(f"%{_escaped(word)}%", escape="\\")
        for word in fold(wanted.search).replace(",", " ").split()
    ]
    if wanted.vacancies:
        conditions.append(parts.occupied.value == "vacant")
    if wanted.states:
        conditions.append(parts.state(today).in_(wanted.states))
    if wanted.types:
        conditions.append(Dwelling.dwelling_type.in_(wanted.types))
    if wanted.bedrooms:
        exact = [n for n in wanted.bedrooms if n < MOST_BEDROOMS]
        many = MOST_BEDROOMS in wanted.bedrooms
        rooms = [Dwelling.bedrooms.in_(exact)] if exact else []
        conditions.append(or_(*rooms, *([Dwelling.bedrooms >= MOST_BEDROOMS] if many else [])))
    if wanted.wheelchair:
        conditions.append(Dwelling.wheelchair.is_(True))
    return conditions


def _beyond(
    key: ColumnElement[Any], after: tuple[Any, UUID], descending: bool
) -> ColumnElement[bool]:
    value, last = after
    if descending:
        return or_(key < value, and_(key == value, Dwelling.id < last))
    return or_(key > value, and_(key == value, Dwelling.id > last))


def _escaped(word: str) -> str:
    for letter in "\\%_":
        word = word.replace(letter, "\\" + letter)
    return word
