"""Waits until somebody may have changed something: a file's counter, or a server's notices.

Tells only that; what moved is asked for afterwards, under the asker's own rights.
"""

from contextlib import suppress
from threading import Event
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from hjemveien.persistence import cipher
from hjemveien.persistence.engine import Database

CHANNEL = "hjemveien"
LOOK_SECONDS = 0.5
RECONNECT_SECONDS = 2.0
# Notices that come together are one piece of news.
GATHER_SECONDS = 0.05


class Watcher(Protocol):
    """Belongs to one thread of its own."""

    def wait(self, stop: Event) -> bool:
        """Block until something may have changed (True) or `stop` is set (False)."""
        ...

    def close(self) -> None: ...


def watch(database: Database) -> Watcher:
    """The watcher that fits; it opens its connection when first asked to wait."""
    return FileWatcher(database) if database.kind == "local" else ServerWatcher(database)


class FileWatcher:
    """Looks at SQLite's own counter of commits by other connections twice a second."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: cipher.Connection | None = None
        self._seen: int | None = None

    def wait(self, stop: Event) -> bool:
        while not stop.is_set():
            found = self._counter()
            if found is not None and found != self._seen:
                self._seen = found
                return True
            stop.wait(LOOK_SECONDS)
        self.close()
        return False

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
    """Listens for the audit triggers' notices, and comes back by itself after a lost connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None

    def wait(self, stop: Event) -> bool:
        while not stop.is_set():
            if self._connection is None:
                if self._listen():
                    # Whatever came while nobody listened is asked for now.
                    return True
                stop.wait(RECONNECT_SECONDS)
            elif self._heard():
                return True
        self.close()
        return False

    def close(self) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.close()
            self._connection = None

    def _listen(self) -> bool:
        """A connection of its own, outside the pool, that never holds a transaction open."""
        try:
            engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
            connection = engine.connect()
        except SQLAlchemyError:
            return False
        connection.detach()
        self._connection = connection
        try:
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        except SQLAlchemyError:
            self.close()
            return False
        return True

    def _heard(self) -> bool:
        import psycopg

        try:
            heard = self._notices(LOOK_SECONDS, stop_after=1)
            if heard:
                self._notices(GATHER_SECONDS)
        except psycopg.Error:
            self.close()
            return False
        return heard > 0

    def _notices(self, seconds: float, stop_after: int | None = None) -> int:
        assert self._connection is not None
        # psycopg's own: a detached connection has no record that would know its driver.
        raw: Any = self._connection.connection.dbapi_connection
        return sum(1 for _notice in raw.notifies(timeout=seconds, stop_after=stop_after))
