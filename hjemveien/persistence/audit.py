"""The triggers that write down who changed what, generated from the tables for either engine.

They are dropped before a migration and made anew after it, so that they always fit the tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Uuid,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from hjemveien.persistence.tables import Base

LOCKED = "the audit is never changed"
PAST = {"insert": "inserted", "update": "updated", "delete": "deleted"}
NOBODY = "a write must say who writes"


@dataclass(frozen=True)
class Trigger:
    """`body` is what the engine keeps of it and gives back, for comparison."""

    name: str
    table: str
    create: str
    body: str


def audited(metadata: MetaData = Base.metadata) -> tuple[Table, ...]:
    """Every table but those that say otherwise; each needs one UUID key named id."""
    tables = tuple(t for t in metadata.sorted_tables if t.info.get("audit", True))
    for table in tables:
        if [column.name for column in table.primary_key] != ["id"]:
            raise ValueError(f"{table.name} can be audited only with the key id")
    return tables


def triggers(dialect: str) -> tuple[Trigger, ...]:
    """All triggers the schema must have, on "sqlite" or "postgresql"."""
    from hjemveien.persistence import audit_postgres, audit_sqlite

    return audit_sqlite.triggers() if dialect == "sqlite" else audit_postgres.triggers()


def install(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        from hjemveien.persistence import audit_postgres

        audit_postgres.install_functions(connection)
    for trigger in triggers(connection.dialect.name):
        connection.exec_driver_sql(trigger.create)


def remove(connection: Connection) -> None:
    """Drop every trigger there is, known or not: what a migration leaves would be stale."""
    sqlite = connection.dialect.name == "sqlite"
    for name, table in installed_names(connection):
        where = "" if sqlite else f' ON "{table}"'
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"{where}')


def installed(connection: Connection) -> dict[tuple[str, str], str]:
    """(name, table) → body of every trigger that the database has."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        from hjemveien.persistence.audit_postgres import INSTALLED

        query = INSTALLED
    rows = connection.exec_driver_sql(query)
    return {(name, table): body for name, table, body in rows}


def installed_names(connection: Connection) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(installed(connection)))


def differences(connection: Connection) -> tuple[str, ...]:
    """Names of triggers that are missing, foreign, switched off or changed; empty when all fit."""
    wanted = {(t.name, t.table): t.body for t in triggers(connection.dialect.name)}
    there = installed(connection)
    names = {key for key in wanted.keys() | there.keys() if wanted.get(key) != there.get(key)}
    return tuple(sorted(f"{table}.{name}" for name, table in names))


def left_out(table: Table) -> tuple[str, ...]:
    """Columns whose bytes stay out of the payload; the row has their digest."""
    return tuple(column.name for column in table.columns if isinstance(column.type, LargeBinary))


def read_values(table_name: str, payload: Mapping[str, Any] | None) -> dict[str, object]:
    """A payload's old or new row with the types the tables use; empty where there is none."""
    columns = Base.metadata.tables[table_name].columns
    return dict(_read(payload or {}, {column.name: column for column in columns}))


def _read(payload: Mapping[str, Any], columns: Mapping[str, Column[Any]]) -> Iterator[Any]:
    for name, value in payload.items():
        if name in columns:
            yield name, _typed(value, columns[name].type)
        else:
            yield name, value


def _typed(value: Any, kind: TypeEngine[Any]) -> object:
    """Both engines' spelling of a value: 32 or 36 characters of a key, 1 or true, T or a space."""
    basic = kind.impl if isinstance(kind, TypeDecorator) else kind
    if value is None:
        return None
    if isinstance(basic, Uuid):
        return UUID(value)
    if isinstance(basic, DateTime):
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    if isinstance(basic, Date):
        return date.fromisoformat(value)
    if isinstance(basic, Boolean):
        return bool(value)
    if isinstance(basic, Numeric) and basic.asdecimal:
        return Decimal(str(value))
    return value
