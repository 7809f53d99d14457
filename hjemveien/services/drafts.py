"""Half-written work, saved while somebody types and given back after a crash."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import Draft
from hjemveien.services import server
from hjemveien.services.act import acting
from hjemveien.services.saves import login


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
    if not content:
        session.execute(delete(Draft).where(*_mine(session, act.by, form, subject)))
        return act.at
    shared = server.is_shared(session)
    insert: Any = (postgresql if shared else sqlite).insert(Draft.__table__)
    row = {"saved_at": act.at, "content": content}
    owned = {"login": login(session), "owner": act.by, "form": form, "subject": subject}
    session.execute(
        insert.values(id=uuid4(), **owned, **row).on_conflict_do_update(
            index_elements=list(owned), set_=row
        )
    )
    return act.at


def find_draft(session: Session, owner: str, form: str, subject: str = "") -> DraftView | None:
    """The owner's draft of this form about this subject."""
    statement = select(Draft).where(*_mine(session, owner, form, subject))
    draft = session.scalars(statement).one_or_none()
    if draft is None:
        return None
    return DraftView(draft.form, draft.subject, draft.saved_at, draft.content)


def _mine(session: Session, owner: str, form: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    """On a shared database two people may have one name, but each has a login of her own."""
    return (
        Draft.login == login(session),
        Draft.owner == owner,
        Draft.form == form,
        Draft.subject == subject,
    )
