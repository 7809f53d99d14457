"""Writes what is kept apart about protected households; on a shared database through a door."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import cast, func, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import SealedIdentity
from hjemveien.services import server


def seal(session: Session, identities: Sequence[SealedIdentity]) -> None:
    """Write who protected people are. Raises NotFound where the household is not open."""
    for identity in identities:
        identity.search_text = sealed_text(identity)
    if server.is_shared(session):
        write_apart(session, "sealed_identity", [_as_row(each) for each in identities])
    else:
        session.add_all(identities)


def write_apart(session: Session, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Rows of a sealed table of a shared database; each names every column."""
    made = [{name: _as_json(value) for name, value in row.items()} for row in rows]
    server.call(session, func.write_sealed(table, cast(made, JSONB)))


def sealed_text(identity: Any) -> str:
    """The folded words by which those few who may will find somebody."""
    texts = (identity.given_name, identity.surname, identity.id_number, identity.address,
             identity.phone)  # fmt: skip
    return " ".join(fold(text) for text in texts if text)


def _as_row(identity: SealedIdentity) -> dict[str, Any]:
    columns = inspect(SealedIdentity).columns
    row = {column.key: getattr(identity, column.key) for column in columns}
    return {**row, "row_version": row["row_version"] or 1}


def _as_json(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
