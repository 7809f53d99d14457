"""Looks whether a database is whole: its pages, its schema, its triggers, and its audit."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from hjemveien.persistence import audit, audit_postgres, audit_sqlite, schema
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import AuditEvent
from hjemveien.texts import _, n_

LEAST_SERVER = 150_000  # as PostgreSQL numbers its version 15


@dataclass(frozen=True)
class Finding:
    """`subject` is the question, `words` the answer; both fit to show, without any person."""

    subject: str
    fine: bool
    words: str


def check(database: Database) -> tuple[Finding, ...]:
    """Everything that the database itself can tell; a newer or older schema ends it early."""
    with database.connecting() as connection:
        found = _schema(connection)
        if not found.fine:
            return (found,)
        engine = _local_file if database.kind == "local" else _server
        whole = _audit if sees_all(connection) else _for_others
        return (*engine(connection), found, _triggers(connection), *whole(connection))


def sees_all(connection: Connection) -> bool:
    """On a shared database only a superuser sees every row, and can hold it against its facts."""
    if connection.dialect.name == "sqlite":
        return True
    return str(connection.exec_driver_sql("SHOW is_superuser").scalar_one()) == "on"


def _for_others(_connection: Connection) -> Iterator[Finding]:
    words = _("Only the server's administrator sees every row, and can compare them.")
    yield Finding(_("Rows and audit"), True, words)


def _schema(connection: Connection) -> Finding:
    found = schema.read_schema(connection)
    words = {
        "empty": _("There are no tables yet."),
        "older": _("Schema {theirs} is older than this program's {ours}: run migrate."),
        "newer": _("Schema {theirs} is newer than this program's {ours}."),
        "current": _("Schema {theirs}."),
    }[found.standing]
    told = words.format(theirs=found.revision, ours=schema.head())
    return Finding(_("Schema"), found.standing == "current", told)


def _local_file(connection: Connection) -> Iterator[Finding]:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    structure = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    whole = not pages and structure == ["ok"]
    yield Finding(_("File"), whole, _("Whole.") if whole else _("Damaged: restore a backup."))
    orphans = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    yield Finding(_("Links between rows"), orphans == 0, _rows_in_words(orphans))


def _server(connection: Connection) -> Iterator[Finding]:
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    shown = str(connection.exec_driver_sql("SHOW server_version").scalar_one())
    yield Finding(_("Server"), version >= LEAST_SERVER, f"PostgreSQL {shown}")
    encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar_one())
    # Plain C knows no Norwegian letters, and the search index would drop them.
    folds = bool(connection.exec_driver_sql("SELECT lower('ÆØÅ') = 'æøå'").scalar_one())
    yield Finding(_("Norwegian letters"), encoding == "UTF8" and folds, encoding)


def _triggers(connection: Connection) -> Finding:
    wrong = audit.differences(connection)
    words = ", ".join(wrong) if wrong else _("As this program makes them.")
    return Finding(_("Triggers"), not wrong, words)


def _audit(connection: Connection) -> Iterator[Finding]:
    """Every row is as its last event says, and no row is gone or there without one."""
    differing = [
        f"{table.name} ({count})"
        for table in audit.audited()
        if (count := _count_differing(connection, table))
    ]
    words = ", ".join(differing) if differing else _("Every row is as its last change left it.")
    yield Finding(_("Rows and audit"), not differing, words)
    gone = ", ".join(_uneven(connection))
    words = gone or _("No row is there, or gone, without a trace.")
    yield Finding(_("Rows gone or added"), not gone, words)


def _count_differing(connection: Connection, table: Table) -> int:
    return sum(
        1
        for recorded, now in connection.exec_driver_sql(_differing(table, connection.dialect.name))
        if recorded is None or _differs(recorded, now)
    )


def _differing(table: Table, dialect: str) -> str:
    """Rows with no event, or whose last payload is spelled differently; erased payload passes."""
    now = _row_as_json(table, dialect)
    last = "(SELECT max(l.number) FROM audit_event l WHERE l.row_id = t.id)"
    return (
        f'SELECT coalesce(p.new, s.new), {now} FROM "{table.name}" t '
        f"LEFT JOIN audit_event e ON e.number = {last} "
        "LEFT JOIN audit_payload p ON p.number = e.number "
        "LEFT JOIN sealed_payload s ON s.number = e.number "
        f"WHERE e.number IS NULL OR coalesce(p.new, s.new) <> {now}"
    )


def _row_as_json(table: Table, dialect: str) -> str:
    if dialect == "sqlite":
        return audit_sqlite.row_as_json(table, "t")
    return audit_postgres.row_as_json(table, "t")


def _differs(recorded: Any, now: Any) -> bool:
    """In a column that both have: a later schema may know more of them."""
    before, after = (json.loads(v) if isinstance(v, str) else v for v in (recorded, now))
    return any(before[name] != after[name] for name in before.keys() & after.keys())


def _uneven(connection: Connection) -> Iterator[str]:
    alive = _alive(connection)
    for table in audit.audited():
        there = connection.execute(select(func.count()).select_from(table)).scalar_one()
        difference = there - alive.get(table.name, 0)
        if difference:
            yield f"{table.name} ({difference:+})"


def _alive(connection: Connection) -> dict[str, int]:
    """How many rows of each table the audit believes are there."""
    later = AuditEvent.__table__.alias("later")
    events = AuditEvent.__table__.c
    is_last = ~(
        select(later.c.number)
        .where(later.c.row_id == events.row_id, later.c.number > events.number)
        .exists()
    )
    asked = (
        select(events.table_name, func.count())
        .where(events.operation != "delete", is_last)
        .group_by(events.table_name)
    )
    return dict(connection.execute(asked).all())


def _rows_in_words(orphans: int) -> str:
    if not orphans:
        return _("All lead somewhere.")
    return n_("{n} row without its parent", "{n} rows without their parent", orphans).format(
        n=orphans
    )
