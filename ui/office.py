"""The office's database as the window holds it: opened once, on a work thread, when first needed.

So the window is painted before the database is open, and before SQLAlchemy is loaded.
"""

import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ui.shell.places import SharedPlace, place_of

if TYPE_CHECKING:
    from hjemveien.persistence.engine import Database
    from ui.work import Session


class Office:
    """Gives Work its sessions. The first one opens the database and may raise its refusals."""

    def __init__(
        self, kind: str, place: str, opening: "Callable[[], Database]", address: str = ""
    ) -> None:
        """`kind` is local or postgresql; `place` is fit to show and holds no password.

        `address` is where a shared one is found again, without its password.
        """
        self.kind = kind
        self.place = place
        self.address = address
        self._opening = opening
        self._opened: Database | None = None
        self._lock = threading.Lock()

    def database(self) -> "Database":
        with self._lock:
            if self._opened is None:
                self._opened = self._opening()
            return self._opened

    def reading(self, *, listed: bool = False) -> "AbstractContextManager[Session]":
        return self.database().reading(listed=listed)

    def writing(
        self, actor: str, at: datetime, operation_id: UUID | None = None
    ) -> "AbstractContextManager[Session]":
        return self.database().writing(actor, at, operation_id)

    def opens_with(self, secret: str) -> bool:
        """Whether whoever types this may be let in again; see Database. Not on the screen's thread.

        Raises CannotAsk.
        """
        return self.database().opens_with(secret)

    def use_password(self, password: str) -> None:
        """From now on connections are made with it."""
        self.database().use_password(password)

    def back_up(self, target: Path, step: Callable[[int, int], None]) -> None:
        """Everything in one encrypted file, read again before it counts. On a work thread.

        It opens with the office's own passphrase. Raises CannotStore; raising from `step` ends it.
        """
        from hjemveien.persistence.backup import backup

        # Beside it until it is checked, so that what is cancelled meanwhile leaves the older one.
        part = target.with_name(f".{target.name}.new")
        try:
            backup(self.database(), part, step, replace=True)
            step(1, 1)
            os.replace(part, target)
        finally:
            with suppress(OSError):
                part.unlink()

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None


def existing(address: str, passphrase: str | None) -> Office:
    """An office that is there: a local file with its passphrase, or a shared database."""

    def opening() -> "Database":
        from hjemveien.persistence.engine import open_database

        return _made_ready(
            open_database(address if _shared(address) else Path(address), passphrase)
        )

    if not _shared(address):
        return Office("local", address, opening)
    place = place_of(address)
    return Office("postgresql", place.where, opening, place.address())


def shared(place: SharedPlace, password: str) -> Office:
    """A shared office, opened as whoever the password belongs to; it is kept nowhere."""

    def opening() -> "Database":
        from hjemveien.persistence.engine import open_database

        return _made_ready(open_database(place.address(password)))

    return Office("postgresql", place.where, opening, place.address())


def new_local(path: Path, passphrase: str) -> Office:
    """An empty encrypted file, made when it is opened."""

    def opening() -> "Database":
        from hjemveien.persistence.engine import create_local, open_database

        # An attempt that stopped half-way left a file that this passphrase opens.
        there = path.exists()
        return _made_ready((open_database if there else create_local)(path, passphrase))

    return Office("local", str(path), opening)


def _shared(address: str) -> bool:
    return "://" in address


def _made_ready(database: "Database") -> "Database":
    from hjemveien.persistence import migrate

    try:
        migrate.make_ready(database)
    except BaseException:
        database.close()
        raise
    return database
