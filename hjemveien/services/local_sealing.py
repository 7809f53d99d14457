"""Moves a household's identity on a local file, as the door of a shared database does there."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from hjemveien.persistence import acting as audit_acting
from hjemveien.persistence.tables import (
    AuditEvent,
    AuditPayload,
    CaseFile,
    Household,
    HouseholdMember,
    JournalEntry,
    Person,
    SealedIdentity,
    SealedPayload,
    SealedSource,
    SealedTenancy,
    SourceProblem,
    SourceRow,
    Tenancy,
)
from hjemveien.services.act import acting
from hjemveien.services.rows import rows

_IDENTITY = (
    "surname", "given_name", "birth_date", "id_kind", "id_number", "id_rule", "phone", "email",
    "address", "postcode",
)  # fmt: skip


def protect(
    session: Session,
    case: CaseFile,
    household: Household,
    level: str,
    reason: str,
    names: dict[str, str],
) -> None:
    """Set the level; where it begins or ends, move everything. `names` as in protection."""
    before = household.protection
    if before == level:
        return
    act = acting(session)
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind="protection",
            text=reason.strip(), data={"from": before, "to": level}, confidential=True,
        )
    )  # fmt: skip
    household.protection = level
    session.flush()
    if before == "none":
        _raise(session, household.id, names)
    elif level == "none":
        _lower(session, household.id, names)
    session.flush()
    session.expire_all()


def _raise(session: Session, household_id: UUID, names: dict[str, str]) -> None:
    people = list(session.scalars(_people(household_id)).unique())
    for person in people:
        _seal_person(session, household_id, person, names.get(str(person.id), ""))
    leases = _seal_homes(session, household_id)
    _seal_sources(session, household_id)
    session.flush()
    _move_payload(session, household_id, [*(p.id for p in people), *leases], away=True)


def _people(household_id: UUID) -> Any:
    return (
        select(Person)
        .join(HouseholdMember, HouseholdMember.person_id == Person.id)
        .where(HouseholdMember.household_id == household_id)
    )


def _seal_person(session: Session, household_id: UUID, person: Person, words: str) -> None:
    known = select(SealedIdentity.id).where(SealedIdentity.person_id == person.id)
    if session.scalar(known) is not None:
        return
    values = {name: getattr(person, name) for name in _IDENTITY}
    session.add(
        SealedIdentity(
            id=uuid4(), person_id=person.id, household_id=household_id, search_text=words, **values
        )
    )
    for name in ("surname", "given_name", "phone", "email", "address", "postcode", "name_key"):
        setattr(person, name, "")
    person.birth_date = person.id_number = person.id_rule = None
    person.id_kind = "none"


def _seal_homes(session: Session, household_id: UUID) -> list[UUID]:
    cases = list(session.scalars(select(CaseFile).where(CaseFile.household_id == household_id)))
    ids = [case.id for case in cases]
    theirs = or_(Tenancy.household_id == household_id, Tenancy.case_id.in_(ids))
    leases = list(session.scalars(select(Tenancy).where(theirs)))
    for lease in leases:
        session.add(
            SealedTenancy(
                id=uuid4(), tenancy_id=lease.id, household_id=household_id, case_id=lease.case_id,
                tenant_id_number=lease.tenant_id_number,
            )
        )  # fmt: skip
        lease.household_id = lease.case_id = lease.tenant_id_number = None
    for case in cases:
        if case.allocated_dwelling:
            place = case.allocated_dwelling
            session.add(
                SealedTenancy(id=uuid4(), household_id=household_id, case_id=case.id, place=place)
            )
            case.allocated_dwelling = ""
    return [lease.id for lease in leases]


def _seal_sources(session: Session, household_id: UUID) -> None:
    found = session.scalars(select(SourceRow).where(_row_of(household_id))).all()
    for row in found:
        session.add(SealedSource(id=uuid4(), row_id=row.id, cells=row.cells, unread=row.unread))
        row.cells = row.unread = None
    ids = [row.id for row in found]
    session.execute(
        update(SourceProblem).where(SourceProblem.row_id.in_(ids)).values(saw="", did="")
    )


def _row_of(household_id: UUID) -> Any:
    cases = select(CaseFile.id).where(CaseFile.household_id == household_id)
    return or_(SourceRow.household_id == household_id, SourceRow.case_id.in_(cases))


def _lower(session: Session, household_id: UUID, names: dict[str, str]) -> None:
    sealed = select(SealedIdentity).where(SealedIdentity.household_id == household_id)
    people: list[UUID] = []
    for identity in session.scalars(sealed).all():
        person = session.get_one(Person, identity.person_id)
        for name in _IDENTITY:
            setattr(person, name, getattr(identity, name))
        person.name_key = names.get(str(person.id), "")
        people.append(person.id)
        session.delete(identity)
    leases = _unseal_homes(session, household_id)
    for apart in session.scalars(
        select(SealedSource)
        .join(SourceRow, SourceRow.id == SealedSource.row_id)
        .where(_row_of(household_id))
    ).all():
        row = session.get_one(SourceRow, apart.row_id)
        row.cells, row.unread = apart.cells, apart.unread
        session.delete(apart)
    session.flush()
    _move_payload(session, household_id, [*people, *leases], away=False)


def _unseal_homes(session: Session, household_id: UUID) -> list[UUID]:
    leases: list[UUID] = []
    links = select(SealedTenancy).where(SealedTenancy.household_id == household_id)
    for link in session.scalars(links).all():
        if link.tenancy_id is not None:
            lease = session.get_one(Tenancy, link.tenancy_id)
            lease.household_id, lease.case_id = household_id, link.case_id
            lease.tenant_id_number = link.tenant_id_number
            leases.append(lease.id)
        elif link.case_id is not None:
            session.get_one(CaseFile, link.case_id).allocated_dwelling = link.place
        session.delete(link)
    return leases


def _move_payload(session: Session, household_id: UUID, row_ids: list[UUID], *, away: bool) -> None:
    """What the audit remembers of them; what was written about sealed tables stays sealed."""
    cases = select(CaseFile.id).where(CaseFile.household_id == household_id)
    about = select(AuditEvent.number).where(
        or_(
            AuditEvent.household_id == household_id,
            AuditEvent.case_id.in_(cases),
            AuditEvent.row_id.in_(row_ids),
        ),
        AuditEvent.table_name.not_like("sealed\\_%", escape="\\"),
    )
    source, target = (AuditPayload, SealedPayload) if away else (SealedPayload, AuditPayload)
    numbers = [row[0] for row in rows(session, about)]
    names = [column.name for column in source.__table__.columns]
    moved = select(*(getattr(source, name) for name in names)).where(source.number.in_(numbers))
    with audit_acting.erasing(session.connection()):
        session.execute(insert(target).from_select(names, moved))
        session.execute(delete(source).where(source.number.in_(numbers)))
