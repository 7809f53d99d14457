"""What happened to every row, written by triggers in the same transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, Json

_UNAUDITED: dict[str, Any] = {"info": {"audit": False, "trust": True}}


class AuditEvent(Base):
    """Who did what to which row, when. Append-only; written by triggers alone.

    `number` is the engine's own counter, for the trigger has no client to ask for a key.
    `transaction` orders events of concurrent transactions on PostgreSQL (xid8); 0 locally.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_row", "table_name", "row_id"),
        Index("ix_audit_event_case", "case_id"),
        _UNAUDITED,
    )

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    transaction: Mapped[int] = mapped_column(BigInteger, default=0, index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    account: Mapped[str] = mapped_column(default="")
    operation: Mapped[str]
    operation_id: Mapped[UUID | None]
    table_name: Mapped[str]
    row_id: Mapped[UUID]
    case_id: Mapped[UUID | None]
    household_id: Mapped[UUID | None] = mapped_column(index=True)


class AuditPayload(Base):
    """The row before and after; the only part of the audit that law can have erased."""

    __tablename__ = "audit_payload"
    __table_args__ = _UNAUDITED

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"),
        ForeignKey("audit_event.number"),
        primary_key=True,
        autoincrement=False,
    )
    old: Mapped[dict[str, Any] | None] = mapped_column(Json)
    new: Mapped[dict[str, Any] | None] = mapped_column(Json)
    sealed: Mapped[bool] = mapped_column(default=False)


class SchemaInfo(Base):
    """One row: the oldest program that may still work on this schema (the expand phase)."""

    __tablename__ = "schema_info"
    __table_args__ = _UNAUDITED

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    min_client: Mapped[str]
    made_by: Mapped[str]
