"""Statements built once and read by the driver alone, for what is asked at every turn.

A page of a list costs SQLAlchemy about as much as the database. Here its text and its conversions
are worked out once for each dialect; what remains is the driver's own work.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

LOG = logging.getLogger(__name__)
Convert = Callable[[Any], Any]
Row = tuple[Any, ...]


class Prebuilt:
    """One select whose parameters all have names and none of them a list."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._for: Callable[[Dialect], _Ready] = cache(self._ready)

    def rows(self, session: Session, values: dict[str, Any]) -> list[Row]:
        """All rows as plain tuples, in the moment of the session if that has begun its own."""
        dialect = session.get_bind().dialect
        ready = self._for(dialect)
        LOG.debug("%s", ready.text)
        with _connection(session) as driver, _in_sqlalchemys_words(dialect):
            cursor = driver.cursor()
            cursor.execute(ready.text, ready.given(values))
            found = list(cursor.fetchall())
            cursor.close()
        return ready.read(found)

    def _ready(self, dialect: Dialect) -> "_Ready":
        return _Ready(self._statement, dialect)


class _Ready:
    """The text for one dialect, and how values go in and come out."""

    def __init__(self, statement: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        self.text = str(compiled)
        self._order = compiled.positiontup
        self._fixed = dict(compiled.params)
        self._in: dict[str, Convert] = {
            name: convert
            for bind, name in compiled.bind_names.items()
            if (convert := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }
        self._out: list[tuple[int, Convert]] = [
            (place, come_out)
            for place, column in enumerate(statement.selected_columns)
            if (come_out := _converter(column.type, dialect))
        ]

    def given(self, values: dict[str, Any]) -> Any:
        named = {name: values[name] for name in self._fixed.keys() & values.keys()}
        given = self._fixed | named
        for name, convert in self._in.items():
            given[name] = convert(given[name])
        return given if self._order is None else tuple(given[name] for name in self._order)

    def read(self, rows: list[Row]) -> list[Row]:
        """Column by column: the loop over rows is then in one place for each."""
        if not self._out or not rows:
            return rows
        columns = list(zip(*rows, strict=True))
        for place, convert in self._out:
            columns[place] = tuple(map(_once(convert), columns[place]))
        return list(zip(*columns, strict=True))


def _converter(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """How the driver's value becomes ours; a number's depends on how the server says it is kept."""
    kept = _KEPT_AS.get(kind.__visit_name__)
    return kind.dialect_impl(dialect).result_processor(dialect, kept)


# PostgreSQL's own numbers for float8 and numeric (pg_type.oid).
_KEPT_AS = {"double": 701, "float": 701, "numeric": 1700}


def _once(convert: Convert) -> Convert:
    """Days and names repeat in a column: each is converted once."""
    return cache(convert)


@contextmanager
def _connection(session: Session) -> Iterator[DBAPIConnection]:
    """The session's own once it has begun; else one of the pool's, given back at once."""
    if session.in_transaction():
        driver = session.connection().connection.driver_connection
        assert driver is not None
        yield driver
        return
    pooled = session.get_bind().engine.raw_connection()
    try:
        assert pooled.driver_connection is not None
        yield pooled.driver_connection
    except BaseException as error:
        pooled.invalidate(error)
        raise
    else:
        pooled.close()


@contextmanager
def _in_sqlalchemys_words(dialect: Dialect) -> Iterator[None]:
    """What everything above knows how to read (see errors)."""
    try:
        yield
    except dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(None, None, error, dialect.loaded_dbapi.Error) from error
