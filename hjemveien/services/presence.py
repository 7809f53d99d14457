"""Who else has a case in front of her right now; for a shared database, which keeps the time.

A window renews its row while it shows the case; one that was ended without a word is gone after a
minute. Coming and going is told to other windows by a notice of its own, which no list hears.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import Presence
from hjemveien.persistence.watch import CHANNEL, PRESENCE
from hjemveien.services import server
from hjemveien.services.act import acting
from hjemveien.services.saves import login

RENEWED_SECONDS = 20
GONE = timedelta(seconds=60)


def appear(session: Session, window_id: UUID, case_id: UUID) -> tuple[str, ...]:
    """Say that this window shows the case, or still does; returns who else has it open.

    Raises NotAllowed where the case is not open to whoever asks.
    """
    mine = (Presence.window_id == window_id, Presence.case_id == case_id)
    now = _now(session)
    renewed: Any = session.execute(update(Presence).where(*mine).values(at=now), **_NOT_HELD)
    if renewed.rowcount == 0:
        _come(session, window_id, case_id, now)
    return others(session, window_id, case_id)


def leave(session: Session, window_id: UUID) -> None:
    """This window shows no case any more."""
    gone: Any = session.execute(
        delete(Presence).where(Presence.window_id == window_id), **_NOT_HELD
    )
    if gone.rowcount:
        _tell(session)


def others(session: Session, window_id: UUID, case_id: UUID) -> tuple[str, ...]:
    """Names of the others who have the case open; oneself in another window is none of them."""
    shown = (
        select(Presence.name)
        .where(
            Presence.case_id == case_id,
            Presence.window_id != window_id,
            Presence.at > _now(session) - GONE,
        )
        .order_by(Presence.name)
    )
    if server.is_shared(session):
        shown = shown.where(Presence.login != login(session))
    return tuple(dict.fromkeys(session.scalars(shown)))


def _come(session: Session, window_id: UUID, case_id: UUID, now: Any) -> None:
    """One case a window: what it showed before is left, with what ended windows have left."""
    mine = (Presence.window_id == window_id) | (
        (Presence.login == login(session)) & (Presence.at < now - GONE)
    )
    session.execute(delete(Presence).where(mine), **_NOT_HELD)
    by = acting(session).by
    shared = server.is_shared(session)
    insert: Any = (postgresql if shared else sqlite).insert(Presence.__table__)
    session.execute(
        insert.values(
            id=uuid4(), window_id=window_id, case_id=case_id, login=login(session), at=now,
            name=func.coalesce(func.my_name(), by) if shared else by,
        ).on_conflict_do_nothing()
    )  # fmt: skip
    _tell(session)


def _tell(session: Session) -> None:
    if server.is_shared(session):
        session.execute(select(func.pg_notify(CHANNEL, f"{PRESENCE}:{uuid4().hex}")))


def _now(session: Session) -> Any:
    """By one clock: the server's, or this computer's."""
    return func.now() if server.is_shared(session) else acting(session).at


# No session holds these rows as objects.
_NOT_HELD: Any = {"execution_options": {"synchronize_session": False, "preserve_rowcount": True}}
