"""Copies a shared database table by table as the server spells its rows, and puts them back.

Needs no tool of PostgreSQL's on this computer, and nothing readable ever touches its disk.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from sqlalchemy import Connection, inspect

from hjemveien.domain.refusal import NotAllowed
from hjemveien.persistence import audit, container, migrate, schema
from hjemveien.persistence.chain import server
from hjemveien.persistence.container import Manifest
from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import CannotStore, Damaged, NewerSchema
from hjemveien.persistence.keys import FileKey, new_key, wrapped
from hjemveien.texts import _

# Written anew by the upgrade that makes the tables.
_MADE_ANEW = ("alembic_version", "schema_info", "rights_manifest")
_BLOCK = 1 << 20

Progress = Callable[[int, int], None]


def write(
    database: Database, target: Path, passphrase: str, progress: Progress, *, replace: bool
) -> Manifest:
    """All tables as they were at one moment, counted by the server and again while written."""
    key = new_key()

    def read_again(written: ZipFile) -> None:
        check(written, container.get_manifest(written)[0], key)

    with (
        container.writing(target, read_again, replace=replace) as file,
        database.connecting() as connection,
    ):
        _check_sees_all(connection)
        # A policy that hides rows must make the copy fail, never make it partial.
        connection.exec_driver_sql("SET LOCAL row_security = off")
        manifest = _describe(connection)
        container.put_manifest(file, manifest, wrapped(key, passphrase))
        done = 0
        for name in manifest.rows:
            with file.open(f"table/{name}", "w", force_zip64=True) as part:
                rows = _Counted(_copied_out(connection, name, manifest.columns[name]))
                container.put_sealed(part, name, key, rows)
            _expect(manifest, name, rows.rows)
            done += rows.rows
            progress(done, manifest.total)
    return manifest


def check(file: ZipFile, manifest: Manifest, key: FileKey) -> None:
    """Decrypt and count every row. Raises Damaged."""
    for name in manifest.rows:
        with file.open(f"table/{name}") as part:
            rows = _Counted(container.get_sealed(part, name, key))
            for _block in rows:
                pass
        _expect(manifest, name, rows.rows)


def restore(
    file: ZipFile, manifest: Manifest, key: FileKey, database: Database, progress: Progress
) -> None:
    """In one transaction: the tables as they were then, their rows, then the upgrade to ours."""
    if migrate.read(database).standing != "empty":
        raise CannotStore(
            _("The database already holds an office; it was left as it is. Name an empty one.")
        )
    if manifest.revision not in schema.revisions():
        raise NewerSchema(_("The backup was made by a newer Hjemveien. Install that version."))
    with migrate.exclusive(database) as connection:
        migrate.run_revisions(connection, manifest.revision)
        audit.remove(connection)
        done = 0
        for name in _parents_first(connection, manifest):
            with file.open(f"table/{name}") as part:
                blocks = container.get_sealed(part, name, key)
                done += _copy_in(connection, name, manifest.columns[name], blocks)
            _expect(manifest, name, _count(connection, name))
            progress(done, manifest.total)
        _set_counter(connection)
        migrate.run_revisions(connection, "head")
        server.go_on_after_restore(connection)


def _check_sees_all(connection: Connection) -> None:
    """Raises NotAllowed for a login from which row security hides something."""
    asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    if not connection.exec_driver_sql(asked).scalar_one():
        raise NotAllowed(
            _(
                "This login does not see every row, so its backup would not be whole. Use the "
                "login that the backup host got from “hjemveien office backup-login”."
            )
        )


class _Counted:
    """Blocks passed on, their rows counted: one line break a row, for COPY escapes all others."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = blocks
        self.rows = 0

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks:
            self.rows += block.count(b"\n")
            yield block


def _describe(connection: Connection) -> Manifest:
    found = inspect(connection)
    names = sorted(set(found.get_table_names()) - set(_MADE_ANEW))
    columns = {name: [str(c["name"]) for c in found.get_columns(name)] for name in names}
    rows = {name: _count(connection, name) for name in names}
    revision = schema.read_schema(connection).revision
    if revision is None:
        raise CannotStore(_("The database is empty: there is nothing to back up."))
    return Manifest("postgresql", revision, rows, columns)


def _count(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())


def _copied_out(connection: Connection, name: str, columns: list[str]) -> Iterator[bytes]:
    with (
        _cursor(connection) as cursor,
        cursor.copy(f"COPY {_listed(name, columns)} TO STDOUT") as out,
    ):
        gathered = bytearray()
        for row in out:
            gathered += row
            if len(gathered) >= _BLOCK:
                yield bytes(gathered)
                gathered.clear()
        if gathered:
            yield bytes(gathered)


def _copy_in(connection: Connection, name: str, columns: list[str], blocks: Iterable[bytes]) -> int:
    with (
        _cursor(connection) as cursor,
        cursor.copy(f"COPY {_listed(name, columns)} FROM STDIN") as into,
    ):
        counted = _Counted(blocks)
        for block in counted:
            into.write(block)
    return counted.rows


def _cursor(connection: Connection) -> Any:
    raw = connection.connection.driver_connection
    assert raw is not None
    return raw.cursor()


def _listed(name: str, columns: list[str]) -> str:
    """Quoted as the server wants it: the names come from a file."""
    quoted = ", ".join(_quoted(column) for column in columns)
    return f"{_quoted(name)} ({quoted})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _parents_first(connection: Connection, manifest: Manifest) -> tuple[str, ...]:
    ordered = inspect(connection).get_sorted_table_and_fkc_names()
    names = [name for name, _keys in ordered if name is not None and name not in _MADE_ANEW]
    if set(names) != set(manifest.rows):
        raise Damaged(_("The backup does not hold the tables that it says it holds."))
    return tuple(names)


def _set_counter(connection: Connection) -> None:
    """New events go on after the restored ones."""
    connection.exec_driver_sql(
        "SELECT setval('audit_event_number_seq', (SELECT coalesce(max(number), 0) + 1 "
        "FROM audit_event), false)"
    )


def _expect(manifest: Manifest, name: str, rows: int) -> None:
    if manifest.rows[name] != rows:
        raise Damaged(_("The backup does not hold the rows that it says it holds."))
