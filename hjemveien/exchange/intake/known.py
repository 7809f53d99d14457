"""Asks the database what it has already, by chunks of keys that have an index; never whole tables.

Of a protected household only its key and its number are read here, to recognise it, never to
compare it with others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Text, Uuid, cast, column, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    CaseNow,
    Dwelling,
    DwellingPeriod,
    Household,
    HouseholdMember,
    Person,
    SealedIdentity,
    SourceFile,
    SourceRow,
    Staff,
    TemporaryStay,
    Tenancy,
)
from hjemveien.services import server

CHUNK = 500
T = TypeVar("T")
ADULTS = ("applicant", "co_applicant")


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row that was taken in before, and what it became."""

    row_id: UUID
    household_id: UUID | None
    case_id: UUID | None
    dwelling_id: UUID | None


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A registered case beside one adult of its household."""

    case_id: UUID
    number: str
    household_id: UUID
    protection: str
    closed: bool
    received_on: date | None
    role: str
    id_number: str | None
    name_key: str
    phone: str
    person_id: UUID

    @property
    def protected(self) -> bool:
        return self.protection != "none"


@dataclass(frozen=True, slots=True)
class KnownTenancy:
    tenancy_id: UUID
    dwelling_id: UUID
    starts_on: date | None
    ends_on: date | None
    id_number: str | None


def in_chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Each value once, at most `size` at a time."""
    waiting = iter(dict.fromkeys(values))
    while chunk := list(islice(waiting, size)):
        yield chunk


def is_empty(session: Session) -> bool:
    """Whether there is anything that a new file could meet."""
    kinds = (CaseFile.id, Household.id, Dwelling.id, SourceFile.id)
    return not any(session.execute(select(kind).limit(1)).first() for kind in kinds)


def files(session: Session, digests: Iterable[str]) -> frozenset[str]:
    """Those of the digests whose file was taken in before."""
    column = SourceFile.sha256
    return frozenset(row[0] for row in _found(session, select(column), column, digests))


def rows(session: Session, fingerprints: Iterable[str]) -> dict[str, list[KnownRow]]:
    """Rows taken in before by fingerprint, in the order in which they were."""
    row = SourceRow
    statement = select(row.fingerprint, row.id, row.household_id, row.case_id, row.dwelling_id)
    known: dict[str, list[KnownRow]] = defaultdict(list)
    for found in _found(session, statement.order_by(row.id), row.fingerprint, fingerprints):
        known[found[0]].append(KnownRow(*found[1:]))
    return known


def cases_by_number(session: Session, numbers: Iterable[str]) -> dict[str, list[KnownCase]]:
    """Registered cases by the office's number, the applicant beside each."""
    found = _cases(session, CaseFile.number, (n for n in numbers if n))
    return _grouped((case.number, case) for case in found if case.role == "applicant")


def cases_by_identity(session: Session, numbers: Iterable[str]) -> dict[str, list[KnownCase]]:
    """Cases by the identity number of an adult; a number in two households gives both."""
    wanted = list(numbers)
    found = _cases(session, Person.id_number, wanted)
    found += _cases(session, Person.id, _sealed_people(session, numbers=wanted))
    return _grouped((case.id_number or "", case) for case in found)


def cases_by_name(session: Session, name_keys: Iterable[str]) -> dict[str, list[KnownCase]]:
    """Cases by their applicant's name; protected households have none to be found by."""
    found = _cases(session, CaseNow.name_key, name_keys)
    return _grouped((case.name_key, case) for case in found if case.role == "applicant")


def protections(session: Session, households: Iterable[UUID]) -> dict[UUID, str]:
    """Those of the households that are protected, and how."""
    statement = select(Household.id, Household.protection).where(Household.protection != "none")
    return {row[0]: row[1] for row in _found(session, statement, Household.id, households)}


def list_rows(session: Session, case_ids: Iterable[UUID]) -> dict[UUID, Any]:
    """What the work list says of these cases."""
    found = _found(session, select(CaseNow.__table__), CaseNow.case_id, case_ids)
    return {row.case_id: row for row in found}


def stays(session: Session, households: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Temporary stays by household: id, place, starts_on, ends_on."""
    stay = TemporaryStay
    statement = select(stay.household_id, stay.id, stay.place, stay.starts_on, stay.ends_on)
    found = _found(session, statement, stay.household_id, households)
    return _grouped((row.household_id, row) for row in found)


def dwellings(session: Session, unit_keys: Iterable[str]) -> dict[str, UUID]:
    """Registered dwellings by what tells two units apart."""
    statement = select(Dwelling.unit_key, Dwelling.id)
    return {row[0]: row[1] for row in _found(session, statement, Dwelling.unit_key, unit_keys)}


def conditions(session: Session, dwelling_ids: Iterable[UUID]) -> dict[UUID, tuple[str, Any]]:
    """The latest condition and the rent of each dwelling."""
    period = DwellingPeriod
    statement = (
        select(period.dwelling_id, period.value, Dwelling.monthly_rent)
        .join(Dwelling, Dwelling.id == period.dwelling_id)
        .where(period.aspect == "condition")
        # What was taken back at once keeps a period of no length.
        .where(or_(period.valid_to.is_(None), period.valid_to != period.valid_from))
        .order_by(func.coalesce(period.valid_from, date.min), period.id)
    )
    found = _found(session, statement, period.dwelling_id, dwelling_ids)
    return {row[0]: (row[1], row[2]) for row in found}


def tenancies(session: Session, dwelling_ids: Iterable[UUID]) -> dict[UUID, list[KnownTenancy]]:
    """Leases by dwelling."""
    found = _found(session, _TENANCIES, Tenancy.dwelling_id, dwelling_ids)
    return _grouped((row.dwelling_id, KnownTenancy(*row)) for row in found)


def tenancies_of(session: Session, numbers: Iterable[str]) -> list[KnownTenancy]:
    """Leases whose tenant has one of these identity numbers."""
    found = _found(session, _TENANCIES, Tenancy.tenant_id_number, numbers)
    return [KnownTenancy(*row) for row in found]


def applicants(session: Session, numbers: Iterable[str]) -> dict[str, UUID]:
    """Households by an applicant's identity number; none of the protected."""
    statement = (
        select(Person.id_number, HouseholdMember.household_id)
        .join(HouseholdMember, HouseholdMember.person_id == Person.id)
        .where(HouseholdMember.role == "applicant", HouseholdMember.valid_to.is_(None))
        .order_by(HouseholdMember.id.desc())
    )
    return {row[0]: row[1] for row in _found(session, statement, Person.id_number, numbers)}


def sealed(session: Session, numbers: Iterable[str]) -> frozenset[str]:
    """Those of the numbers that belong to somebody protected."""
    found = _sealed_people(session, numbers=numbers).values()
    return frozenset(number for number in found if number)


def _sealed_people(
    session: Session, numbers: Iterable[str] = (), people: Iterable[UUID] = ()
) -> dict[UUID, str | None]:
    """Identity number by sealed person; on a shared database only the cleared are told of any."""
    found: dict[UUID, str | None] = {}
    for some_numbers in in_chunks(numbers):
        found |= dict(session.execute(_sealed(session, some_numbers, [])).all())
    for some_people in in_chunks(people):
        found |= dict(session.execute(_sealed(session, [], some_people)).all())
    return found


def _sealed(session: Session, numbers: list[str], people: list[UUID]) -> Any:
    if server.is_shared(session):
        door = func.sealed_matches(cast(numbers, ARRAY(Text())), cast(people, ARRAY(Uuid())))
        matches = door.table_valued(column("id_number", Text()), column("person_id", Uuid()))
        return select(matches.c.person_id, matches.c.id_number)
    sealed_one = SealedIdentity
    meant = sealed_one.id_number.in_(numbers) | sealed_one.person_id.in_(people)
    return select(sealed_one.person_id, sealed_one.id_number).where(meant)


def staff(session: Session) -> list[Any]:
    """Everybody who works here: id, name, name_key, initials. An office is few people."""
    columns = (Staff.id, Staff.name, Staff.name_key, Staff.initials)
    return list(session.execute(select(*columns)))


_TENANCIES = select(
    Tenancy.id.label("tenancy_id"),
    Tenancy.dwelling_id,
    Tenancy.starts_on,
    Tenancy.ends_on,
    Tenancy.tenant_id_number,
)
_CASES = (
    select(
        CaseFile.id,
        CaseFile.number,
        CaseFile.household_id,
        Household.protection,
        CaseFile.closing,
        Application.received_on,
        HouseholdMember.role,
        Person.id_number,
        Person.name_key,
        Person.phone,
        Person.id,
    )
    .join(Household, Household.id == CaseFile.household_id)
    .join(HouseholdMember, HouseholdMember.household_id == CaseFile.household_id)
    .join(Person, Person.id == HouseholdMember.person_id)
    .join(CaseNow, CaseNow.case_id == CaseFile.id)
    .outerjoin(Application, Application.case_id == CaseFile.id)
    .where(HouseholdMember.valid_to.is_(None))
    .order_by(CaseFile.id)
)


def _cases(session: Session, column: Any, values: Iterable[Any]) -> list[KnownCase]:
    statement = _CASES.where(HouseholdMember.role.in_(ADULTS))
    found = [_known_case(row) for row in _found(session, statement, column, values)]
    sealed_ones = _sealed_people(session, people=[c.person_id for c in found if c.protected])
    return [
        replace(case, id_number=sealed_ones.get(case.person_id)) if case.protected else case
        for case in found
    ]


def _known_case(row: Any) -> KnownCase:
    case_id, number, household_id, protection, closing, received_on, role, *person = row
    id_number, name_key, phone, person_id = person
    return KnownCase(
        case_id, number, household_id, protection, closing is not None, received_on, role,
        id_number, name_key or "", phone or "", person_id,
    )  # fmt: skip


def _found(session: Session, statement: Any, column: Any, values: Iterable[Any]) -> Iterator[Any]:
    for chunk in in_chunks(values):
        yield from session.execute(statement.where(column.in_(chunk)))


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
