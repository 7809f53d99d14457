"""Where imported facts came from: each row as it stood, what was unclear, what may be the same."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, Json, Keyed, Versioned, to

_BULK = {"info": {"audit": False}}


class SourceFile(Keyed, Base):
    """A file that was read in, known again by its digest; `as_of` is the day it speaks for."""

    __tablename__ = "source_file"

    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    as_of: Mapped[date]
    read_at: Mapped[datetime]
    read_by: Mapped[str]
    profile: Mapped[str] = mapped_column(default="")
    summary: Mapped[dict[str, Any]] = mapped_column(default=dict)


class SourceRow(Keyed, Base):
    """One row as written, what it became and which cells nobody understood.

    `role` waiting, closed, temporary_stays, dwellings, codes, other; `became` case, second_row,
    stay, dwelling, code, blocked or the kind of skipped row (total_row, note_row …). `reason` tells
    why a waiting row's household is not on the list: no_decision, refused, not_new, already_housed.
    The cells of a protected household's row lie in sealed_source.
    """

    __tablename__ = "source_row"
    __table_args__ = (Index("ix_source_row_place", "file_id", "sheet", "number"), _BULK)

    file_id: Mapped[UUID] = to("source_file")
    sheet: Mapped[str]
    number: Mapped[int]
    role: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(index=True)
    became: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    household_id: Mapped[UUID | None] = to("household", nullable=True)
    case_id: Mapped[UUID | None] = to("case_file", nullable=True)
    dwelling_id: Mapped[UUID | None] = to("dwelling", nullable=True)
    cells: Mapped[list[Any] | None]
    unread: Mapped[dict[str, Any] | None]


class SealedSource(Keyed, Base):
    """The cells of a protected household's row, kept apart like the identity itself."""

    __tablename__ = "sealed_source"
    __table_args__ = {"info": {"sealed": True, "audit": False}}

    row_id: Mapped[UUID] = to("source_row", unique=True)
    cells: Mapped[list[Any] | None]
    unread: Mapped[dict[str, Any] | None]


class SourceProblem(Versioned, Base):
    """A cell that needed attention; `severity` auto, ask, info or skip."""

    __tablename__ = "source_problem"
    __table_args__ = _BULK

    file_id: Mapped[UUID] = to("source_file")
    row_id: Mapped[UUID | None] = to("source_row", nullable=True)
    sheet: Mapped[str | None]
    number: Mapped[int | None]
    column: Mapped[str | None]
    cell: Mapped[str | None]
    kind: Mapped[str]
    severity: Mapped[str]
    saw: Mapped[str] = mapped_column(default="")
    did: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]


class DuplicateSuggestion(Versioned, Base):
    """Two cases that may be one household; a person decides. `state` open, same or different.

    While open, the second is counted in no figure of its own but keeps its place in every list.
    """

    __tablename__ = "duplicate_suggestion"

    first_case_id: Mapped[UUID] = to("case_file")
    second_case_id: Mapped[UUID] = to("case_file")
    kind: Mapped[str]
    reasons: Mapped[list[str]] = mapped_column(Json, default=list)
    state: Mapped[str] = mapped_column(default="open")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
