"""A save that may be sent twice: its key is written with it, and a twin gets the first's answer.

The answer to a save can be lost on its way although the save was done. So the key comes first: a
twin waits until the first has ended, finds it, and does nothing but repeat what it answered.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, delete, literal, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from hjemveien.domain.refusal import Conflict
from hjemveien.persistence.errors import Crossed
from hjemveien.persistence.tables import SavedOperation
from hjemveien.services import server
from hjemveien.services.act import Act, acting
from hjemveien.services.change import Change
from hjemveien.texts import _

# Nobody sends a save again after a week.
KEPT = timedelta(days=7)
ATTEMPTS = 4

Answer = TypeVar("Answer", bound=Change | None)


class Writes(Protocol):
    """What a save needs of a database (`hjemveien.persistence.engine.Database`)."""

    def writing(
        self, actor: str, at: datetime, operation_id: UUID | None = None
    ) -> AbstractContextManager[Session]: ...


def save(database: Writes, act: Act, write: Callable[[Session], Answer]) -> Answer:
    """Do it once, however often it is sent with the same key. Raises what `write` refuses.

    Where two saves met in the middle the later one begins again, and then sees what the other
    wrote. Raises Lost when it is not known whether it was done: send the same again.
    """
    for _attempt in range(ATTEMPTS):
        try:
            with database.writing(act.by, act.at, act.operation_id) as session:
                return once(session, write)
        except (StaleDataError, Crossed):
            continue
    raise Conflict(_("Others are changing the same thing right now. Try again in a moment."))


def once(session: Session, write: Callable[[Session], Answer]) -> Answer:
    """The same within a session that is open: its operation id is the save's key, if it has one."""
    act = acting(session)
    if act.operation_id is None:
        return write(session)
    if not _first(session, act.operation_id, act.at):
        return cast(Answer, _answered(session, act.operation_id))
    answer = write(session)
    if answer is not None:
        mine = update(SavedOperation).where(SavedOperation.id == act.operation_id)
        session.execute(mine.values(answer=_packed(answer)), execution_options=_NOT_HELD)
    return answer


def found(session: Session, operation_id: UUID) -> bool:
    """Whether this save was done."""
    wanted = select(SavedOperation.id).where(SavedOperation.id == operation_id)
    return session.scalar(wanted) is not None


def tidy(session: Session) -> None:
    """Forget the keys of one's own saves that are too old to be sent again."""
    old = acting(session).at - KEPT
    mine = SavedOperation.login == login(session)
    old_ones = delete(SavedOperation).where(SavedOperation.at < old, mine)
    session.execute(old_ones, execution_options=_NOT_HELD)


def login(session: Session) -> ColumnElement[str]:
    """Whose rows they are: the account on a shared database, nobody's in particular locally."""
    shared = server.is_shared(session)
    return literal_column("session_user::text") if shared else literal("")


def _first(session: Session, operation_id: UUID, at: datetime) -> bool:
    """Write the key. False where a twin has written it; waits for one that is still at it."""
    shared = server.is_shared(session)
    insert: Any = (postgresql if shared else sqlite).insert(SavedOperation.__table__)
    row = insert.values(id=operation_id, login=login(session), at=at)
    counted = {"preserve_rowcount": True}
    result: Any = session.execute(row.on_conflict_do_nothing(), execution_options=counted)
    return int(result.rowcount) == 1


def _answered(session: Session, operation_id: UUID) -> Change | None:
    wanted = select(SavedOperation.answer).where(SavedOperation.id == operation_id)
    kept = session.scalar(wanted)
    return None if kept is None else _unpacked(kept)


def _packed(change: Change) -> dict[str, Any]:
    return {
        "topics": sorted(change.topics),
        "ids": sorted(str(key) for key in change.ids),
        "created": str(change.created) if change.created else None,
        "note": change.note,
    }


def _unpacked(kept: dict[str, Any]) -> Change:
    return Change(
        frozenset(kept["topics"]),
        frozenset(UUID(key) for key in kept["ids"]),
        UUID(kept["created"]) if kept["created"] else None,
        kept["note"],
    )


# No session holds these rows as objects.
_NOT_HELD = {"synchronize_session": False}
