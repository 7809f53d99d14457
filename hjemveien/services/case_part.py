"""One of the questions that make up an open case: built once, asked of one case or household.

A case is opened all day long, and each of its questions cost SQLAlchemy as much as the database.
"""

from collections import namedtuple
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam
from sqlalchemy.orm import Session

from hjemveien.persistence.prebuilt import Prebuilt

KEY = bindparam("key", type_=Uuid())


class CasePart:
    """A select about `KEY`; its rows have the columns' names, and come in the session's moment."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._built = Prebuilt(statement)
        names = [str(column.key) for column in statement.selected_columns]
        made: Any = namedtuple("_Row", names, rename=True)  # type: ignore[misc]
        self._make = made._make

    def rows(self, session: Session, key: UUID) -> list[Any]:
        session.connection()  # so that all parts of a case are of one moment
        return [self._make(row) for row in self._built.rows(session, {"key": key})]

    def one(self, session: Session, key: UUID) -> Any:
        """The first row, or None."""
        found = self.rows(session, key)
        return found[0] if found else None
