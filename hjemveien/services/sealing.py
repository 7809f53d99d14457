"""Writes what is kept apart about protected households; on a shared database through a door."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import cast, delete, func, inspect, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import SealedIdentity, SealedTenancy
from hjemveien.services import server


def seal(session: Session, identities: Sequence[SealedIdentity]) -> None:
    """Write who protected people are. Raises NotFound where the household is not open."""
    for identity in identities:
        identity.search_text = sealed_text(identity)
    if server.is_shared(session):
        write_apart(session, "sealed_identity", [_as_row(each) for each in identities])
    else:
        session.add_all(identities)


def set_place(session: Session, household_id: UUID, case_id: UUID, place: str) -> None:
    """The dwelling that a protected household was allotted, in words, in place of what was."""
    row = {
        "id": uuid4(), "tenancy_id": None, "household_id": household_id, "case_id": case_id,
        "tenant_id_number": None, "place": place,
    }  # fmt: skip
    if server.is_shared(session):
        write_apart(session, "sealed_tenancy", [row])
        return
    session.execute(
        delete(SealedTenancy).where(
            SealedTenancy.case_id == case_id, SealedTenancy.tenancy_id.is_(None)
        )
    )
    session.add(SealedTenancy(**row))


def place_of(session: Session, case_id: UUID) -> str:
    """The same read back, by whoever may; empty where there is none."""
    statement = select(SealedTenancy.place).where(
        SealedTenancy.case_id == case_id, SealedTenancy.tenancy_id.is_(None)
    )
    return session.scalar(statement.limit(1)) or ""


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
