"""Brings a database to this program's schema: whole, or not at all, and never without a backup."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from hjemveien import __version__
from hjemveien.persistence import audit, schema
from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import Damaged
from hjemveien.texts import _

# Two programs that upgrade at once wait for each other. Any number, as long as it stays the same.
_LOCK = 4_821_307


@dataclass(frozen=True)
class Migration:
    """`before` is None for a new database; `backup` where the copy lies that was made first."""

    before: str | None
    after: str
    backup: Path | None


def migrate(database: Database, make_backup: Callable[[str], Path]) -> Migration:
    """Upgrade to the newest revision; nothing is done when it is there already.

    `make_backup(revision)` makes and checks a copy of a database that holds something, and is
    called before anything changes. Raises NewerSchema; whatever else goes wrong leaves all as it
    was.
    """
    found = read(database)
    schema.check_not_newer(found)
    if found.standing in ("current", "newer"):
        return Migration(found.revision, found.revision or "", None)
    copy = make_backup(found.revision) if found.revision else None
    with exclusive(database) as connection:
        upgrade(connection, "head")
    return Migration(found.revision, schema.head(), copy)


def read(database: Database) -> schema.Schema:
    with database.connecting() as connection:
        return schema.read_schema(connection)


@contextmanager
def exclusive(database: Database) -> Iterator[Connection]:
    """The one transaction in which tables change: nobody else writes, and keys are checked last."""
    if database.kind == "local":
        with _without_foreign_keys(database) as connection, connection.begin():
            yield connection
            _check_foreign_keys(connection)
    else:
        with database.engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection


def upgrade(connection: Connection, revision: str) -> None:
    """Run the revisions, with the triggers of this program's tables made anew around them."""
    from alembic import command

    from hjemveien.persistence import revisions

    audit.remove(connection)
    config = revisions.config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if schema.read_schema(connection).standing == "current":
        audit.install(connection)
        _note_program(connection)


def _note_program(connection: Connection) -> None:
    connection.execute(text("DELETE FROM schema_info"))
    connection.execute(
        text("INSERT INTO schema_info (id, min_client, made_by) VALUES (1, :oldest, :ours)"),
        {"oldest": schema.MIN_CLIENT, "ours": __version__},
    )


@contextmanager
def _without_foreign_keys(database: Database) -> Iterator[Connection]:
    """Batch mode makes a table anew, and with foreign keys on that deletes its children.

    The pragma does nothing inside a transaction, so it comes before BEGIN.
    """
    with database.connected(writes=True) as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        text = _("The upgrade would have left rows without their parent ({table}): undone.")
        raise Damaged(text.format(table=broken[0]))
