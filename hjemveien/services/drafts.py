"""Half-written work, saved while somebody types and given back after a crash."""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, false, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from hjemveien.persistence.kept import KeptDraft
from hjemveien.persistence.keys import KEY_BYTES
from hjemveien.persistence.tables import Draft
from hjemveien.services import server
from hjemveien.services.act import acting
from hjemveien.services.saves import found, login


@dataclass(frozen=True)
class DraftView:
    """What was typed into a form about a subject (a case's id, or empty), and when.

    `content` may hold the key of the save it was sent with as `operation`; `done` says that this
    save was done after all, only its answer was lost.
    """

    form: str
    subject: str
    saved_at: datetime
    content: dict[str, Any]
    done: bool = False


def save_draft(session: Session, form: str, subject: str, content: dict[str, Any]) -> datetime:
    """Keep what is typed now in place of what was; an empty content throws the draft away."""
    act = acting(session)
    if content:
        _put(session, act.by, form, subject, act.at, content)
    else:
        session.execute(delete(Draft).where(*_mine(session, act.by, form, subject)))
    return act.at


def restore_draft(session: Session, draft: KeptDraft) -> None:
    """Bring in what was kept elsewhere, unless something newer of the same is here.

    An empty one says that it was thrown away there.
    """
    older = Draft.saved_at < draft.saved_at
    if not draft.content:
        mine = _mine(session, draft.owner, draft.form, draft.subject)
        session.execute(delete(Draft).where(*mine, older))
        return
    _put(session, draft.owner, draft.form, draft.subject, draft.saved_at, draft.content, older)


def kept_key(session: Session) -> bytes:
    """The key of what this login keeps on its own computers; made when first asked for.

    It lies among the login's own drafts, so that it is never on the disk of the computer whose
    files it opens.
    """
    fresh = {"key": b64encode(secrets.token_bytes(KEY_BYTES)).decode()}
    _put(session, "", _KEY_FORM, "", acting(session).at, fresh, false())
    content = session.scalar(select(Draft.content).where(*_mine(session, "", _KEY_FORM, "")))
    assert content is not None
    return b64decode(content["key"])


_KEY_FORM = "kept_key"


def find_draft(session: Session, owner: str, form: str, subject: str = "") -> DraftView | None:
    """The owner's draft of this form about this subject."""
    statement = select(Draft).where(*_mine(session, owner, form, subject))
    draft = session.scalars(statement).one_or_none()
    if draft is None:
        return None
    operation = draft.content.get("operation")
    done = operation is not None and found(session, UUID(operation))
    return DraftView(draft.form, draft.subject, draft.saved_at, draft.content, done)


def _put(
    session: Session,
    owner: str,
    form: str,
    subject: str,
    at: datetime,
    content: dict[str, Any],
    replaces: ColumnElement[bool] | None = None,
) -> None:
    """Add it, or replace what is there, if only where `replaces` says so."""
    insert: Any = (postgresql if server.is_shared(session) else sqlite).insert(Draft.__table__)
    row = {"saved_at": at, "content": content}
    owned = {"login": login(session), "owner": owner, "form": form, "subject": subject}
    session.execute(
        insert.values(id=uuid4(), **owned, **row).on_conflict_do_update(
            index_elements=list(owned), set_=row, where=replaces
        )
    )


def _mine(session: Session, owner: str, form: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    """On a shared database two people may have one name, but each has a login of her own."""
    return (
        Draft.login == login(session),
        Draft.owner == owner,
        Draft.form == form,
        Draft.subject == subject,
    )
