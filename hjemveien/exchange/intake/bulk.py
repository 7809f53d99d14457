"""Writes many rows of a table at once: each value goes its column's own way, nothing else.

The statement is compiled once a table, values are bound as the column's type binds them, and the
driver gets them in one call. A column that a row does not name gets its default; None is NULL.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

Row = dict[str, object]
Process = Callable[[object], object]
CHUNK = 2000


@dataclass(frozen=True)
class _Statement:
    """How a table's rows are written; `processes` are the places of values to convert, and how."""

    sql: str
    names: tuple[str, ...]
    processes: tuple[tuple[int, Process], ...]
    defaults: Row
    positional: bool

    def values(self, rows: Iterable[Row]) -> list[tuple[object, ...] | Row]:
        """The rows as the driver takes them."""
        return [self._value(row) for row in rows]

    def _value(self, row: Row) -> tuple[object, ...] | Row:
        values = list(itemgetter(*self.names)({**self.defaults, **row}))
        for place, process in self.processes:
            value = values[place]
            if value is not None:
                values[place] = process(value)
        return tuple(values) if self.positional else dict(zip(self.names, values, strict=True))


class Bulk:
    """Inserts into the session's own transaction."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._prepared: dict[str, _Statement] = {}

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Write them all, in as many calls as keep each of bounded size."""
        for start in range(0, len(rows), CHUNK):
            statement = self._statement(table)
            values = statement.values(rows[start : start + CHUNK])
            self._connection.exec_driver_sql(statement.sql, values)

    def _statement(self, table: Table) -> _Statement:
        if table.name not in self._prepared:
            self._prepared[table.name] = self._prepare(table)
        return self._prepared[table.name]

    def _prepare(self, table: Table) -> _Statement:
        dialect = self._connection.dialect
        compiled = insert(table).compile(dialect=dialect, column_keys=table.columns.keys())
        names = tuple(compiled.positiontup or ()) if compiled.positional else tuple(compiled.params)
        processes = (
            table.columns[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names
        )
        found = tuple((place, way) for place, way in enumerate(processes) if way is not None)
        defaults = {name: default_of(table, name) for name in names}
        return _Statement(compiled.string, names, found, defaults, compiled.positional)


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
