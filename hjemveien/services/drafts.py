"""Half-written work, saved while somebody types and given back after a crash."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import Draft
from hjemveien.services.act import acting


@dataclass(frozen=True)
class DraftView:
    """What was typed into a form about a subject (a case's id, or empty), and when."""

    form: str
    subject: str
    saved_at: datetime
    content: dict[str, Any]


def save_draft(session: Session, form: str, subject: str, content: dict[str, Any]) -> datetime:
    """Keep what is typed now in place of what was; an empty content throws the draft away."""
    act = acting(session)
    mine = (Draft.owner == act.by, Draft.form == form, Draft.subject == subject)
    session.execute(delete(Draft).where(*mine))
    if content:
        session.add(
            Draft(
                id=uuid4(), owner=act.by, form=form, subject=subject,
                saved_at=act.at, content=content,
            )
        )  # fmt: skip
    return act.at


def find_draft(session: Session, owner: str, form: str, subject: str = "") -> DraftView | None:
    """The owner's draft of this form about this subject."""
    statement = select(Draft).where(
        Draft.owner == owner, Draft.form == form, Draft.subject == subject
    )
    draft = session.scalars(statement).one_or_none()
    if draft is None:
        return None
    return DraftView(draft.form, draft.subject, draft.saved_at, draft.content)
