"""Writes many rows of a table at once: each value goes its column's own way, nothing else.

The statement is compiled once a table, values are bound as the column's type binds them, and the
driver gets them in one call. A column that a row does not name gets its default; None is NULL.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from sqlalchemy import Date, Dialect, Table, Uuid, insert
from sqlalchemy.orm import Session

from hjemveien.persistence.tables.base import Moment
from hjemveien.services import sealing, search_index, server

Row = dict[str, object]
Process = Callable[[object], object]
CHUNK = 2000


@dataclass(frozen=True)
class _Statement:
    """How a table's rows are written: `ways` convert a column's values, where they need it."""

    sql: str
    names: tuple[str, ...]
    ways: Mapping[str, Process]
    required: frozenset[str]
    defaults: Row
    positional: bool

    def values(self, rows: Sequence[Row]) -> list[tuple[object, ...]] | list[Row]:
        """The rows as the driver takes them, made column by column, which is much the quickest."""
        made = zip(*(self._column(name, rows) for name in self.names), strict=True)
        if self.positional:
            return list(made)
        return [dict(zip(self.names, values, strict=True)) for values in made]

    def _column(self, name: str, rows: Sequence[Row]) -> list[object]:
        try:
            found = [row[name] for row in rows]
        except KeyError:
            default = self.defaults[name]
            found = [row.get(name, default) for row in rows]
        way = self.ways.get(name)
        if way is None:
            return found
        if name in self.required:
            return list(map(way, found))
        return [None if value is None else way(value) for value in found]


class Bulk:
    """Inserts into the session's own transaction, what is kept apart through the server's doors."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection()
        self._prepared: dict[str, _Statement] = {}
        self._doors = server.is_staff(session)

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Write them all, in as many calls as keep each of bounded size."""
        for start in range(0, len(rows), CHUNK):
            if self._doors and self._through_door(table, rows[start : start + CHUNK]):
                continue
            statement = self._statement(table)
            values = statement.values(rows[start : start + CHUNK])
            self._connection.exec_driver_sql(statement.sql, values)

    def _through_door(self, table: Table, rows: Sequence[Row]) -> bool:
        """Whether the table is one that people have no rights in on a shared database."""
        if table.info.get("sealed"):
            columns = [column.name for column in table.columns]
            whole = [{name: default_of(table, name) for name in columns} for _ in rows]
            made = [{**empty, **row} for empty, row in zip(whole, rows, strict=True)]
            sealing.write_apart(self._session, table.name, made)
        elif table.name == "search_term":
            search_index.write_shared(self._session, list(rows))
        # The words of search_word are written with their text.
        return bool(table.info.get("sealed")) or table.name in ("search_term", "search_word")

    def _statement(self, table: Table) -> _Statement:
        if table.name not in self._prepared:
            self._prepared[table.name] = self._prepare(table)
        return self._prepared[table.name]

    def _prepare(self, table: Table) -> _Statement:
        dialect = self._connection.dialect
        compiled = insert(table).compile(dialect=dialect, column_keys=table.columns.keys())
        names = tuple(compiled.positiontup or ()) if compiled.positional else tuple(compiled.params)
        ways = {name: _way(table, name, dialect) for name in names}
        needed = {name: way for name, way in ways.items() if way is not None}
        defaults = {name: default_of(table, name) for name in names}
        required = frozenset(name for name in names if not table.columns[name].nullable)
        return _Statement(compiled.string, names, needed, required, defaults, compiled.positional)


def _way(table: Table, name: str, dialect: Dialect) -> Process | None:
    """How the column's type binds a value; days and moments recur, so each is converted once."""
    kind = table.columns[name].type.dialect_impl(dialect)
    if isinstance(kind, Uuid) and not dialect.supports_native_uuid:
        return attrgetter("hex")
    way = kind.bind_processor(dialect)
    recurs = isinstance(table.columns[name].type, Date | Moment)
    return lru_cache(4096)(way) if way and recurs else way


def default_of(table: Table, name: str) -> object:
    """A column's plain or made default; None where it has neither."""
    default = table.columns[name].default
    if default is None:
        return None
    if default.is_callable:
        return default.arg(None)  # type: ignore[attr-defined]
    return default.arg  # type: ignore[attr-defined]


class Rows:
    """Rows by table, gathered until there are enough to write; written parents first."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def add(self, table: str, row: Row) -> None:
        self._rows.setdefault(table, []).append(row)

    def extend(self, table: str, rows: Iterable[Row]) -> None:
        self._rows.setdefault(table, []).extend(rows)

    def of(self, table: str) -> Sequence[Row]:
        return self._rows.get(table, ())

    def write(self, bulk: Bulk, tables: Sequence[Table]) -> None:
        """`tables` in an order in which no row comes before its parent."""
        for table in tables:
            bulk.insert(table, self.of(table.name))
