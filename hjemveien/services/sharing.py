"""Shows a partner outside the office that a case is there, on a stated basis and until a day.

A partner sees the line of a case that is shared, and never its content; a protected household is
shared with nobody. Source: forvaltningsloven §§ 13–13 g (consent, or another legal basis).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import InvalidInput, NotFound
from hjemveien.persistence.tables import CaseNow, CaseShare, Staff
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.texts import _

_CASE = frozenset({"case"})


@dataclass(frozen=True)
class ShareCase:
    """`basis` is the consent or the rule it rests on; `until` the last day, None for no end."""

    case_id: UUID
    staff_id: UUID
    basis: str
    until: date | None = None
    share_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class ShareView:
    share_id: UUID
    staff_id: UUID
    name: str
    basis: str
    shared_at: datetime
    shared_by: str
    until: date | None


@dataclass(frozen=True)
class SharedRow:
    """The line of a case that is shared with whoever asks, and on what it rests."""

    case_id: UUID
    number: str
    name: str
    stage: str
    stage_since: date
    caseworker: str
    basis: str
    until: date | None


def shared_with_me(session: Session, today: date) -> tuple[SharedRow, ...]:
    """What a partner who is logged in may see, by case number; the server sees to it."""
    now, share = CaseNow, CaseShare
    statement = (
        select(
            now.case_id, now.number, now.name, now.stage, now.stage_since, now.caseworker,
            share.basis, share.until,
        )
        .join(share, share.case_id == now.case_id)
        .where(share.revoked_at.is_(None), share.until.is_(None) | (share.until >= today))
        .where(now.protected.is_(False))
        .order_by(now.number_key, share.until)
    )  # fmt: skip
    return tuple(SharedRow(*row) for row in session.execute(statement))


def share_case(session: Session, wish: ShareCase) -> Change:
    """Share the case's line with a partner. Raises InvalidInput without a basis, NotFound."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    wrong: dict[str, str] = {}
    if not wish.basis.strip():
        wrong["basis"] = _("Legal basis is missing. Write the consent or the rule it rests on.")
    if wish.until and wish.until < act.day:
        wrong["until"] = _("The last day cannot be in the past.")
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    session.add(
        CaseShare(
            id=wish.share_id, case_id=case.id, staff_id=wish.staff_id, basis=wish.basis.strip(),
            shared_at=act.at, shared_by=act.by, until=wish.until,
        )
    )  # fmt: skip
    return Change(_CASE, frozenset({case.id}))


def end_share(session: Session, share_id: UUID) -> Change:
    """Share it no longer, from now on. Raises NotFound."""
    share = session.scalars(select(CaseShare).where(CaseShare.id == share_id)).one_or_none()
    if share is None:
        raise NotFound(_("The share is no longer there."))
    if share.revoked_at is None:
        share.revoked_at = acting(session).at
    return Change(_CASE, frozenset({share.case_id}))


def shares_of(session: Session, case_id: UUID) -> tuple[ShareView, ...]:
    """With whom the case is shared now, by name."""
    share = CaseShare
    statement = (
        select(
            share.id, share.staff_id, Staff.name, share.basis, share.shared_at, share.shared_by,
            share.until,
        )
        .join(Staff, Staff.id == share.staff_id)
        .where(share.case_id == case_id, share.revoked_at.is_(None))
        .order_by(Staff.name_key, share.id)
    )  # fmt: skip
    return tuple(ShareView(*row) for row in session.execute(statement))
