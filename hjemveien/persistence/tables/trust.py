"""What happened to every row, written by triggers in the same transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, Json, Keyed

_UNAUDITED: dict[str, Any] = {"info": {"audit": False, "trust": True}}


def _sparse(name: str, column: str) -> Index:
    """Holds only the rows that have one: a bulk import pays for each index at every event."""
    some = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=some, postgresql_where=some)


class AuditEvent(Base):
    """Who did what to which row, when. Append-only; written by triggers alone.

    `number` is the engine's own counter, for the trigger has no client to ask for a key.
    `transaction` orders events of concurrent transactions on PostgreSQL (xid8); 0 locally.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_row", "row_id"),
        _sparse("ix_audit_event_case", "case_id"),
        _sparse("ix_audit_event_household", "household_id"),
        Index("ix_audit_event_transaction", "transaction").ddl_if(dialect="postgresql"),
        _UNAUDITED,
    )

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    transaction: Mapped[int] = mapped_column(BigInteger, default=0)
    at: Mapped[datetime]
    actor: Mapped[str]
    account: Mapped[str] = mapped_column(default="")
    operation: Mapped[str]
    operation_id: Mapped[UUID | None]
    table_name: Mapped[str]
    row_id: Mapped[UUID]
    case_id: Mapped[UUID | None]
    household_id: Mapped[UUID | None]
    payload_digest: Mapped[bytes | None]
    digest: Mapped[bytes | None]


class AuditPayload(Base):
    """The row before and after; with its salt the only part of the audit that law can have erased.

    `number` is its event's. No foreign key: one trigger writes both, and nobody deletes an event.
    """

    __tablename__ = "audit_payload"
    __table_args__ = _UNAUDITED

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    old: Mapped[dict[str, Any] | None] = mapped_column(Json)
    new: Mapped[dict[str, Any] | None] = mapped_column(Json)
    sealed: Mapped[bool] = mapped_column(default=False)
    salt: Mapped[bytes | None]


class AuditCheckpoint(Base):
    """One link of the chain: which events were there with which digests. Append-only.

    `covered` is 24 bytes an event: its number, eight bytes, and half its digest. On PostgreSQL a
    link covers the transactions from the link before it up to `upto`, all of them ended, with
    numbers after `since`; locally the numbers up to `upto`. `head` is a digest of the link and of
    `previous`, the head before it. `kind` is regular or restored: after a restore the server
    counts its transactions anew, and `since` is the last number from before.
    """

    __tablename__ = "audit_checkpoint"
    __table_args__ = _UNAUDITED

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
    kind: Mapped[str]
    upto: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int] = mapped_column(BigInteger)
    covered: Mapped[bytes]
    previous: Mapped[bytes]
    head: Mapped[bytes]


class SealedPayload(Base):
    """The same for rows of sealed tables, and for all rows of a household while it is protected."""

    __tablename__ = "sealed_payload"
    __table_args__ = _UNAUDITED

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    old: Mapped[dict[str, Any] | None] = mapped_column(Json)
    new: Mapped[dict[str, Any] | None] = mapped_column(Json)
    sealed: Mapped[bool] = mapped_column(default=True)
    salt: Mapped[bytes | None]


class AuditErasure(Keyed, Base):
    """Payload that was erased by law: which events', why and by whom. Audited itself."""

    __tablename__ = "audit_erasure"

    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
    numbers: Mapped[list[Any]] = mapped_column(Json)


class SchemaInfo(Base):
    """One row: the oldest program that may still work on this schema (the expand phase)."""

    __tablename__ = "schema_info"
    __table_args__ = _UNAUDITED

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    min_client: Mapped[str]
    made_by: Mapped[str]
