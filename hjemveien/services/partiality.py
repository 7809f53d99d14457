"""Keeps a named employee out of a named case, with a reason, until it is lifted.

On a shared database the server enforces it and gives the same answer as for a case that is not
there; nobody sets or lifts her own. Source: forvaltningsloven § 6 and § 8.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import InvalidInput, NotFound
from hjemveien.persistence.tables import PartialityLock, Staff
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.texts import _

_CASE = frozenset({"case"})


@dataclass(frozen=True)
class LockOut:
    case_id: UUID
    staff_id: UUID
    reason: str
    lock_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class LockView:
    """Somebody who is kept out: whom, why, since when and by whom."""

    lock_id: UUID
    staff_id: UUID
    name: str
    reason: str
    set_at: datetime
    set_by: str


def lock_out(session: Session, wish: LockOut) -> Change:
    """Keep somebody out of a case. Raises InvalidInput without a reason; twice is once."""
    act = acting(session)
    if not wish.reason.strip():
        text = _("Reason is missing. Write why somebody is kept out of the case.")
        raise InvalidInput(text, {"reason": text})
    known = select(PartialityLock.id).where(
        PartialityLock.case_id == wish.case_id,
        PartialityLock.staff_id == wish.staff_id,
        PartialityLock.lifted_at.is_(None),
    )
    if session.scalar(known.limit(1)) is None:
        session.add(
            PartialityLock(
                id=wish.lock_id, case_id=wish.case_id, staff_id=wish.staff_id,
                reason=wish.reason.strip(), set_at=act.at, set_by=act.by,
            )
        )  # fmt: skip
    return Change(_CASE, frozenset({wish.case_id}))


def lift_lock(session: Session, lock_id: UUID) -> Change:
    """Let somebody in again; the lock stays in the history. Raises NotFound."""
    act = acting(session)
    lock = session.scalars(select(PartialityLock).where(PartialityLock.id == lock_id)).one_or_none()
    if lock is None:
        raise NotFound(_("The lock is no longer there."))
    if lock.lifted_at is None:
        lock.lifted_at, lock.lifted_by = act.at, act.by
    return Change(_CASE, frozenset({lock.case_id}))


def locks_of(session: Session, case_id: UUID) -> tuple[LockView, ...]:
    """Who is kept out of a case now, by name."""
    lock = PartialityLock
    statement = (
        select(lock.id, lock.staff_id, Staff.name, lock.reason, lock.set_at, lock.set_by)
        .join(Staff, Staff.id == lock.staff_id)
        .where(lock.case_id == case_id, lock.lifted_at.is_(None))
        .order_by(Staff.name_key, lock.id)
    )
    return tuple(LockView(*row) for row in session.execute(statement))
