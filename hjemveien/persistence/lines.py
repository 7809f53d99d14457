"""The open connections to a server, ended from outside when they no longer answer.

Whoever waits on a connection whose other end is silent may wait for ever: the machines between
still say that all is well. Ended here, it fails at once where it waits, and is known to be lost.
"""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer
from time import monotonic
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

_USED = "hjemveien.used"
UNUSED_SECONDS = 20.0


class Lines:
    """All connections of one engine, also those that are handed out."""

    def __init__(self, engine: Engine) -> None:
        self._open: WeakSet[Any] = WeakSet()
        self._lock = Lock()
        event.listen(engine, "connect", self._note)

    def hang_up(self) -> None:
        """End them all; the pool finds each dead when it next hands it out."""
        with self._lock:
            found = list(self._open)
        for connection in found:
            hang_up(connection)

    def _note(self, connection: Any, _record: object) -> None:
        with self._lock:
            self._open.add(connection)


def watch_for_dead(engine: Engine) -> None:
    """Hand out no connection whose other end is gone; asking each time would cost a page's worth.

    A server that ended it has left word on the line; one long unused is asked.
    """
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _look_at)


def _note_use(_connection: Any, record: Any) -> None:
    record.info[_USED] = monotonic()


def _look_at(connection: Any, record: Any, _proxy: object) -> None:
    """Raises DisconnectionError, which makes the pool take another one."""
    import psycopg

    used = record.info.get(_USED)
    if used is None:
        return
    try:
        silent = not select.select([connection.fileno()], [], [], 0)[0]
        if silent and monotonic() - used < UNUSED_SECONDS:
            return
        connection.execute("")
        connection.rollback()
    except (OSError, ValueError, psycopg.Error) as error:
        raise DisconnectionError from error


def hang_up(connection: Any) -> None:
    """End a psycopg connection from another thread than its own."""
    import psycopg

    with suppress(OSError, psycopg.Error):
        line = socket.socket(fileno=connection.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()


@contextmanager
def answering_within(connection: Any, seconds: float) -> Iterator[None]:
    """What is asked within is answered in time, or fails as on a lost connection."""
    late = Timer(seconds, hang_up, (connection,))
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()
