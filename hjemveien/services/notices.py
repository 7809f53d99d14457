"""What the supervisors are told at once: a glass that was broken, a protection, a role given."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import NotFound
from hjemveien.persistence.tables import CaseNow, Notice
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.texts import _

SHOWN = 200


@dataclass(frozen=True)
class NoticeView:
    """`kind` break_glass, protection, role_given, role_taken or password_given.

    `text` is as the kind has it.
    `number` is the case's, empty where the notice is about no case.
    """

    notice_id: UUID
    at: datetime
    kind: str
    case_id: UUID | None
    number: str
    by: str
    text: str
    seen_at: datetime | None
    seen_by: str | None


def notices(session: Session) -> tuple[NoticeView, ...]:
    """The newest, those that nobody has seen first."""
    columns = (
        Notice.id, Notice.at, Notice.kind, Notice.case_id, func.coalesce(CaseNow.number, ""),
        Notice.by, Notice.text, Notice.seen_at, Notice.seen_by,
    )  # fmt: skip
    statement = (
        select(*columns)
        .outerjoin(CaseNow, CaseNow.case_id == Notice.case_id)
        .order_by(Notice.seen_at.is_not(None), Notice.at.desc(), Notice.id)
        .limit(SHOWN)
    )
    return tuple(NoticeView(*row) for row in session.execute(statement))


def count_unseen(session: Session) -> int:
    statement = select(func.count()).select_from(Notice).where(Notice.seen_at.is_(None))
    return session.scalar(statement) or 0


def mark_seen(session: Session, notice_id: UUID) -> Change:
    """Somebody has read it, and answers for what follows. Raises NotFound."""
    act = acting(session)
    notice = session.scalars(select(Notice).where(Notice.id == notice_id)).one_or_none()
    if notice is None:
        raise NotFound(_("The notice is no longer there."))
    if notice.seen_at is None:
        notice.seen_at, notice.seen_by = act.at, act.by
    return Change(frozenset({"notice"}))
