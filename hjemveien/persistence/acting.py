"""Who writes, when and under which save: what the audit triggers ask for.

Locally the triggers call functions that live on the program's own connections, so a foreign tool
that writes to the file fails; on PostgreSQL they read settings of the running transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from hjemveien.persistence import cipher, digests

_STATE = "hjemveien.act"


@dataclass
class ActNow:
    """The act a local connection is writing for; empty between write transactions."""

    actor: str | None = None
    at: str | None = None
    operation: str | None = None
    erasing: int = 0

    def clear(self) -> None:
        self.actor = self.at = self.operation = None
        self.erasing = 0


def register(connection: cipher.Connection) -> ActNow:
    """Give a local connection the functions that the triggers call."""
    act = ActNow()

    def actor() -> str:
        if not act.actor:
            raise PermissionError("a write must say who writes")
        return act.actor

    connection.create_function("hjemveien_actor", 0, actor)
    connection.create_function("hjemveien_at", 0, lambda: act.at)
    connection.create_function("hjemveien_operation", 0, lambda: act.operation)
    connection.create_function("hjemveien_erasing", 0, lambda: act.erasing)
    digests.register(connection)
    return act


def remember(record: object, act: ActNow) -> None:
    """Keep it with the pool's record of the connection, where `begin` finds it."""
    record.info[_STATE] = act  # type: ignore[attr-defined]


def begin(connection: Connection, actor: str, at: datetime, operation_id: UUID | None) -> str:
    """Say who acts in the transaction that `connection` is in, and return the name that counts.

    `at` is an aware moment. On a shared database the name is the one that belongs to the login.
    """
    if not actor.strip():
        raise ValueError("a write must say who writes")
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    moment = at.astimezone(UTC)
    if connection.dialect.name == "postgresql":
        return _begin_on_server(connection, actor, moment, operation_id) or actor
    act = _act(connection)
    act.actor = actor
    act.at = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
    act.operation = operation_id.hex if operation_id else None
    return actor


def forget(record: object) -> None:
    """When a connection goes back to the pool; on PostgreSQL the settings end with their act."""
    act = record.info.get(_STATE)  # type: ignore[attr-defined]
    if act is not None:
        act.clear()


@contextmanager
def erasing(connection: Connection) -> Iterator[None]:
    """Within it, audit payload may be emptied or deleted: for erasure that law demands."""
    _set_erasing(connection, True)
    try:
        yield
    finally:
        _set_erasing(connection, False)


def _set_erasing(connection: Connection, on: bool) -> None:
    if connection.dialect.name == "postgresql":
        setting = {"value": "on" if on else "off"}
        connection.execute(text("SELECT set_config('hjemveien.erasing', :value, true)"), setting)
    else:
        _act(connection).erasing = int(on)


def _act(connection: Connection) -> ActNow:
    act = connection.info[_STATE]
    assert isinstance(act, ActNow)
    return act


_SETTINGS = text(
    "SELECT set_config('hjemveien.actor', :actor, true), set_config('hjemveien.at', :at, true), "
    "set_config('hjemveien.operation', :operation, true), my_name()"
)


def _begin_on_server(
    connection: Connection, actor: str, moment: datetime, operation_id: UUID | None
) -> str | None:
    operation = str(operation_id) if operation_id else ""
    values = {"actor": actor, "at": moment.isoformat(), "operation": operation}
    name = connection.execute(_SETTINGS, values).one()[3]
    return str(name) if name else None
