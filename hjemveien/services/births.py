"""Makes a case and its household, with the rights that go with them, before anything else of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Uuid, cast, func, select
from sqlalchemy.orm import Session

from hjemveien.domain.access import reason_code_for
from hjemveien.persistence.errors import no_caseworker
from hjemveien.persistence.tables import AccessLog, CaseFile, Household
from hjemveien.services import office, server
from hjemveien.services.act import acting

# Any number, as long as it stays the same.
_NUMBERING = 4_821_308


@dataclass(frozen=True)
class NewCase:
    case_id: UUID
    household_id: UUID
    protection: str
    number: str
    caseworker_id: UUID | None
    counts_from: date


def create_case(session: Session, new: NewCase) -> None:
    """On a shared database a door makes both; what is born in a transaction is written in it."""
    if server.is_shared(session):
        server.call(
            session,
            func.create_case(
                uuid4(), new.case_id, new.household_id, new.protection, new.number,
                cast(new.caseworker_id, Uuid), new.counts_from,
            ),
        )  # fmt: skip
        return
    act = acting(session)
    if new.caseworker_id and not office.may_have_cases(session, new.caseworker_id):
        raise no_caseworker()
    session.add(Household(id=new.household_id, protection=new.protection))
    session.flush()
    session.add(
        CaseFile(
            id=new.case_id, number=new.number, household_id=new.household_id,
            caseworker_id=new.caseworker_id, counts_from=new.counts_from,
        )
    )  # fmt: skip
    session.add(
        AccessLog(
            id=uuid4(), at=act.at, login="", name=act.by, action="create_case",
            case_id=new.case_id, reason_code=reason_code_for(""),
        )
    )  # fmt: skip
    session.flush()


def next_number(session: Session, day: date) -> str:
    """The year's next free number, as 2026/00412; on a server, one registration after the other."""
    prefix = f"{day.year}/"
    if server.is_shared(session):
        session.execute(select(func.pg_advisory_xact_lock(_NUMBERING)))
        return str(server.call(session, func.next_case_number(prefix)))
    latest = session.scalars(
        select(CaseFile.number)
        .where(CaseFile.number.like(f"{prefix}_____"))
        .order_by(CaseFile.number.desc())
        .limit(20)
    )
    serials = [int(number[5:]) for number in latest if number[5:].isdigit()]
    return f"{prefix}{max(serials, default=0) + 1:05d}"
