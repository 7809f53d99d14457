"""Waits until somebody may have changed something: a file's counter, or a server's notices.

Tells only in which table; what moved is asked for afterwards, under the asker's own rights.
"""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any, Protocol

from hjemveien.persistence import cipher
from hjemveien.persistence.engine import Database
from hjemveien.persistence.lines import answering_within

CHANNEL = "hjemveien"
LOOK_SECONDS = 0.5
RECONNECT_SECONDS = 1.0
# Together under ten seconds: then a person must know.
ASK_SECONDS = 2.0
ANSWER_SECONDS = 5.0
# SQLSTATEs that say that the server is gone or going.
GONE = ("08", "57P")
# Notices that come together are one piece of news.
GATHER_SECONDS = 0.05


# What is heard: a table's name, the word for who looks at which case, or that it may be anything.
PRESENCE = "presence"
ANYTHING = "*"


class Watcher(Protocol):
    """Belongs to one thread of its own."""

    def wait(self, stop: Event) -> frozenset[str]:
        """Block until something may have changed; what, or nothing once `stop` is set."""
        ...

    def close(self) -> None: ...


def watch(database: Database, told: Callable[[bool], object] = bool) -> Watcher:
    """The watcher that fits; it opens its connection when first asked to wait.

    `told` hears, on the waiting thread, whether the server answers; a file always does.
    """
    return FileWatcher(database) if database.kind == "local" else ServerWatcher(database, told)


class FileWatcher:
    """Looks at SQLite's own counter of commits by other connections twice a second."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: cipher.Connection | None = None
        self._seen: int | None = None

    def wait(self, stop: Event) -> frozenset[str]:
        while not stop.is_set():
            found = self._counter()
            if found is not None and found != self._seen:
                self._seen = found
                return frozenset({ANYTHING})
            stop.wait(LOOK_SECONDS)
        self.close()
        return frozenset()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _counter(self) -> int | None:
        """None while the file cannot be asked; the next thing a person does will say why."""
        try:
            if self._connection is None:
                assert self._database.path is not None
                assert self._database.key is not None
                self._connection = cipher.keyed(self._database.path, self._database.key)
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except cipher.DRIVER.Error:
            self.close()
            return None


class ServerWatcher:
    """Listens for notices, and asks every few seconds whether the server is still there.

    `told(False)` when it is not; where it is silent every other connection is ended too, so that
    nobody waits on one in vain. It comes back by itself, `told(True)`, also on another host.
    """

    def __init__(self, database: Database, told: Callable[[bool], object]) -> None:
        self._database = database
        self._told = told
        self._connection: Any = None
        self._answered = 0.0

    def wait(self, stop: Event) -> frozenset[str]:
        while not stop.is_set():
            if self._connection is None:
                if self._listen():
                    # Whatever came while nobody listened is asked for now.
                    return frozenset({ANYTHING})
                stop.wait(RECONNECT_SECONDS)
            elif heard := self._heard():
                return heard
        self.close()
        return frozenset()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listen(self) -> bool:
        """A connection of its own that never holds a transaction open."""
        import psycopg

        asked = monotonic()
        try:
            self._connection = self._database.apart()
            with answering_within(self._connection, ANSWER_SECONDS):
                self._connection.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error as error:
            self._lose(error, asked)
            return False
        self._answered = monotonic()
        self._told(True)
        return True

    def _heard(self) -> frozenset[str]:
        import psycopg

        asked = monotonic()
        try:
            heard = self._notices(LOOK_SECONDS, stop_after=1)
            if heard:
                heard |= self._notices(GATHER_SECONDS)
            asked = monotonic()
            self._ask_now_and_then()
        except psycopg.Error as error:
            self._lose(error, asked)
            return frozenset()
        return heard

    def _ask_now_and_then(self) -> None:
        """Ask nothing, which must be answered all the same. Raises psycopg.Error."""
        if monotonic() - self._answered >= ASK_SECONDS:
            with answering_within(self._connection, ANSWER_SECONDS):
                self._connection.execute("")
            self._answered = monotonic()

    def _lose(self, error: Any, asked: float) -> None:
        """Where it was silence, others wait in it too. A refusal is no silence: they may work."""
        from psycopg.errors import ConnectionTimeout

        self.close()
        if not error.sqlstate or error.sqlstate.startswith(GONE):
            self._told(False)
        if isinstance(error, ConnectionTimeout) or monotonic() - asked >= ANSWER_SECONDS:
            self._database.hang_up()

    def _notices(self, seconds: float, stop_after: int | None = None) -> frozenset[str]:
        heard = self._connection.notifies(timeout=seconds, stop_after=stop_after)
        return frozenset(notice.payload.partition(":")[0] for notice in heard)
