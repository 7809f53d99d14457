"""Brings a database to this program's schema: whole, or not at all, and never without a backup."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from hjemveien import __version__
from hjemveien.persistence import audit, schema
from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import Damaged, Outdated
from hjemveien.persistence.keys import Passphrase
from hjemveien.texts import _

# Two programs that upgrade at once wait for each other. Any number, as long as it stays the same.
_LOCK = 4_821_307


# Makes and checks a copy of a database at this revision, and says where it lies.
MakeBackup = Callable[[str], Path]


@dataclass(frozen=True)
class Migration:
    """`before` is None for a new database; `backup` where the copy lies that was made first."""

    before: str | None
    after: str
    backup: Path | None


def make_ready(database: Database) -> None:
    """Fit to work with: an empty one gets its tables, a local one is upgraded after a backup.

    A shared one is upgraded by whoever looks after it. Raises Outdated for that, NewerSchema.
    """
    found = read(database)
    if found.standing == "current":
        return
    if database.kind == "postgresql" and found.standing == "older":
        raise Outdated(
            _(
                "The shared database is older than this program. Whoever looks after it brings "
                "it up to date with “hjemveien migrate”."
            )
        )
    upgrade(database)


def upgrade(
    database: Database, passphrase: Passphrase = None, folder: Path | None = None
) -> Migration | None:
    """Bring it to this program's schema after a verified backup; None where nothing is to do.

    `passphrase` is for a shared database's backup; a local file's opens with its own. `folder`
    is where the backup goes: beside the file, or among this person's data.
    """
    from hjemveien.persistence.backup import before_upgrade

    place = folder or backup_folder(database)
    return migrate(database, before_upgrade(database, place, passphrase))


def migrate(database: Database, make_backup: MakeBackup) -> Migration | None:
    """Run all revisions in one transaction: whatever goes wrong leaves everything as it was."""
    found = read(database)
    schema.check_not_newer(found)
    if found.standing in ("current", "newer"):
        renewed = _renew_rights(database, found)
        return Migration(found.revision, schema.head(), None) if renewed else None
    copy = make_backup(found.revision) if found.revision else None
    with exclusive(database) as connection:
        run_revisions(connection, "head")
    return Migration(found.revision, schema.head(), copy)


def _renew_rights(database: Database, found: schema.Schema) -> bool:
    """Where another version of the program made them, or the server is a newer PostgreSQL now."""
    if database.kind != "postgresql" or found.standing != "current":
        return False
    from hjemveien.persistence.rights import install

    with exclusive(database) as connection:
        superuser = connection.exec_driver_sql("SHOW is_superuser").scalar_one() == "on"
        if not superuser or install.are_ours(connection):
            return False
        audit.remove(connection)
        audit.install(connection)
        install.install(connection)
        return True


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


def run_revisions(connection: Connection, revision: str) -> None:
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
        if connection.dialect.name == "postgresql":
            _make_rights(connection)


def _make_rights(connection: Connection) -> None:
    """Only a superuser can make an office's roles; anybody else would leave it open."""
    from hjemveien.persistence.rights import install

    if connection.exec_driver_sql("SHOW is_superuser").scalar_one() != "on":
        raise Outdated(
            _(
                "A shared database is set up and upgraded by an administrator of the server: "
                "“hjemveien office create”, later “hjemveien migrate”."
            )
        )
    install.install(connection)


def backup_folder(database: Database) -> Path:
    if database.path is not None:
        return database.path.parent / "backups"
    from platformdirs import user_data_path

    return user_data_path("hjemveien", appauthor=False) / "backups"


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
            # An interruption has thrown the connection away already.
            if not connection.invalidated:
                raw.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        text = _("The upgrade would have left rows without their parent ({table}): undone.")
        raise Damaged(text.format(table=broken[0]))
