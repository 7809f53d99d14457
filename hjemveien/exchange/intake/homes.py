"""Writes dwellings, their condition and their leases; ties a lease to its tenant's household.

A tenant who is protected leaves no trace here: neither number nor link.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.exchange.intake import known
from hjemveien.exchange.intake.bulk import Row, Rows
from hjemveien.exchange.intake.cases import exact
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.known import KnownTenancy
from hjemveien.exchange.intake.outcome import Difference
from hjemveien.exchange.reading.records import Case, DatedFact, Dwelling, Reading, Tenancy

# Columns of KOBO's layout that no rule reads, by their folded headers.
_KEPT = {
    "malernummerstrom": "power_meter",
    "malernummervann": "water_meter",
    "skolekretsbarneskole": "primary_school",
    "skolekretsungdomsskole": "lower_secondary_school",
}
# A lease and the move-in that the case tells of are one when they are this close.
NEAR_DAYS = 31


@dataclass
class Homes:
    """Dwellings by the reading's key, and what a lease's tenant is known as.

    `housed` are cases by the dwelling they were closed into; `numbered` the households whose
    applicant has an identity number.
    """

    ids: dict[str, UUID] = field(default_factory=dict)
    registered: set[str] = field(default_factory=set)
    leases: dict[UUID, list[KnownTenancy]] = field(default_factory=dict)
    tenants: dict[str, UUID] = field(default_factory=dict)
    sealed: frozenset[str] = frozenset()
    housed: dict[str, list[Case]] = field(default_factory=dict)
    numbered: set[str] = field(default_factory=set)


def look_up(session: Session, reading: Reading, context: Context) -> Homes:
    """What the register of dwellings and the people already in the database say."""
    homes = Homes()
    homes.numbered = {house.key for house in reading.households if house.applicant.identity}
    for case in reading.cases:
        if case.closing and case.closing.dwelling:
            homes.housed.setdefault(case.closing.dwelling, []).append(case)
    if not context.links.empty:
        homes.ids = known.dwellings(session, (each.key for each in reading.dwellings))
        homes.registered = set(homes.ids)
        homes.leases = known.tenancies(session, homes.ids.values())
        numbers = [each.tenant.number for each in reading.tenancies if each.tenant]
        homes.tenants = known.applicants(session, numbers)
        homes.sealed = known.sealed(session, numbers)
    for dwelling in reading.dwellings:
        homes.ids.setdefault(dwelling.key, context.keys.new())
    return homes


def add_dwellings(reading: Reading, homes: Homes, context: Context, rows: Rows) -> None:
    """New units with their condition and whether they are let."""
    let = {each.dwelling: each for each in reading.tenancies if each.running}
    money = {}
    for dwelling in reading.dwellings:
        money[dwelling.key] = (dwelling.rent, dwelling.deposit)
        if dwelling.key not in homes.registered:
            rows.add("dwelling", _dwelling(dwelling, homes.ids[dwelling.key]))
            rows.extend("dwelling_period", _periods(dwelling, let, homes, context))
    for tenancy in reading.tenancies:
        if not _is_registered(tenancy, homes):
            rows.add("tenancy", _tenancy(tenancy, homes, context, money))


def differing(
    session: Session, reading: Reading, homes: Homes, context: Context
) -> list[Difference]:
    """Registered units whose condition or rent the file tells otherwise."""
    ids = [homes.ids[key] for key in homes.registered]
    now = known.conditions(session, ids)
    found = []
    for dwelling in reading.dwellings:
        dwelling_id = homes.ids[dwelling.key]
        new_rows = [ref for ref in dwelling.rows if ref not in context.links.rows]
        if dwelling.key in homes.registered and dwelling_id in now and new_rows:
            status, rent = now[dwelling_id]
            told = {"status": dwelling.status != status, "rent": dwelling.rent != rent}
            fields = tuple(name for name, differs in told.items() if differs)
            if fields:
                where = dwelling.address
                found.append(Difference("dwelling", dwelling_id, where, fields, dwelling.rows))
    return found


def is_sealed(tenancy: Tenancy, homes: Homes, context: Context) -> bool:
    """Whether the tenant is protected, by this file or by the database."""
    number = tenancy.tenant.number if tenancy.tenant else ""
    return tenancy.household in context.links.sealed or number in homes.sealed


def _is_registered(tenancy: Tenancy, homes: Homes) -> bool:
    before = homes.leases.get(homes.ids[tenancy.dwelling], [])
    number = tenancy.tenant.number if tenancy.tenant else None
    start = _day(tenancy.start)
    return any(each.starts_on == start and each.id_number in {number, None} for each in before)


def _dwelling(dwelling: Dwelling, dwelling_id: UUID) -> Row:
    kept = {_KEPT[fold(h)]: text for h, text in dwelling.fields if fold(h) in _KEPT}
    return {
        "id": dwelling_id,
        "unit_key": dwelling.key,
        "municipality_number": dwelling.municipality_number,
        "cadastre": dwelling.land_number,
        "leasehold_number": dwelling.lease_number,
        "section_number": dwelling.section_number,
        "unit_number": dwelling.unit_number,
        "street": dwelling.street,
        "house_number": dwelling.house_number,
        "house_letter": dwelling.house_letter,
        "postcode": dwelling.postal_code,
        "extra_reference": dwelling.extra_reference,
        "dwelling_type": dwelling.dwelling_type,
        "subtype": dwelling.subtype,
        "disposal": dwelling.tenure,
        "owner_name": dwelling.owner_name,
        "owner_number": dwelling.owner_number,
        "owner_phone": dwelling.owner_phone,
        "monthly_rent": dwelling.rent,
        "deposit": dwelling.deposit,
        "wheelchair": dwelling.wheelchair,
        "bedrooms": dwelling.bedrooms,
        "information": dwelling.other,
        "vat_compensation": dwelling.vat_compensation,
        "shared_housing": dwelling.shared_housing,
        "staffed_day_and_night": dwelling.staffed_day_and_night,
        "staff_base": dwelling.staff_base,
        "blocked": ",".join(dwelling.blocked),
        **kept,
    }


def _periods(
    dwelling: Dwelling, let: dict[str, Tenancy], homes: Homes, context: Context
) -> list[Row]:
    lease = let.get(dwelling.key)
    value = "let" if lease or dwelling.status == "UTLEID" else "vacant"
    since = _day(lease.start) if lease else _day(dwelling.status_on)
    told = dwelling.status_as_written if dwelling.status_as_written != dwelling.status else ""
    aspects = [
        ("condition", dwelling.status, told, _day(dwelling.status_on)),
        ("occupancy", value, "", since),
    ]
    return [
        {
            "id": context.keys.new(),
            "dwelling_id": homes.ids[dwelling.key],
            "aspect": aspect,
            "value": value,
            "reason": reason,
            "valid_from": valid_from,
        }
        for aspect, value, reason, valid_from in aspects
    ]


def _tenancy(
    tenancy: Tenancy,
    homes: Homes,
    context: Context,
    money: Mapping[str, tuple[object, object]],
) -> Row:
    sealed = is_sealed(tenancy, homes, context)
    household = None if sealed else _household(tenancy, homes, context)
    rent, deposit = money.get(tenancy.dwelling, (None, None))
    return {
        "id": context.keys.new(),
        "dwelling_id": homes.ids[tenancy.dwelling],
        "household_id": household,
        "case_id": _case(tenancy, homes, context) if household else None,
        "tenant_id_number": tenancy.tenant.number if tenancy.tenant and not sealed else None,
        "starts_on": _day(tenancy.start),
        "ends_on": None if tenancy.open_ended else _day(tenancy.until),
        "open_ended": tenancy.open_ended,
        "monthly_rent": rent,
        "deposit": deposit,
        "status": "active" if tenancy.usable else "unclear",
    }


def _household(tenancy: Tenancy, homes: Homes, context: Context) -> UUID | None:
    if tenancy.household:
        return context.links.households.get(tenancy.household)
    by_number = homes.tenants.get(tenancy.tenant.number) if tenancy.tenant else None
    if by_number:
        return by_number
    moved_in = _moved_in(tenancy, homes, context)
    return context.links.households[moved_in.household] if moved_in else None


def _case(tenancy: Tenancy, homes: Homes, context: Context) -> UUID | None:
    """The case that was closed with this dwelling, if it is the tenant's own."""
    for case in homes.housed.get(tenancy.dwelling, []):
        if case.household == tenancy.household:
            return context.links.cases[case.key]
    moved_in = None if tenancy.household else _moved_in(tenancy, homes, context)
    return context.links.cases[moved_in.key] if moved_in else None


def _moved_in(tenancy: Tenancy, homes: Homes, context: Context) -> Case | None:
    """The one case closed into this dwelling when the lease began, by somebody without a number.

    Where an applicant's own number can be trusted, it alone says whose lease it is.
    """
    found = [
        case
        for case in homes.housed.get(tenancy.dwelling, [])
        if case.household not in homes.numbered
        and case.household not in context.links.sealed
        and _near(tenancy.start, case.closing.moved if case.closing else None)
    ]
    return found[0] if len(found) == 1 else None


def _near(start: DatedFact | None, moved: DatedFact | None) -> bool:
    if start is None or moved is None or start.on is None or moved.on is None:
        return False
    return abs((start.on - moved.on).days) <= NEAR_DAYS


def _day(fact: DatedFact | None) -> object:
    known_fact = exact(fact)
    return known_fact.on if known_fact else None
