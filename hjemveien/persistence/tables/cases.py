"""A case, its way along the pathway, and what is written in it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, CountsFrom, Keyed, Versioned, to


class CaseFile(Versioned, Base):
    """One request for help with housing. `number` is the office's own and may repeat or lack.

    `closing` says how it ended: housed, withdrawn, refused, deceased, moved_away.
    """

    __tablename__ = "case_file"
    __table_args__ = (Index("ix_case_file_number", "number"),)

    number: Mapped[str] = mapped_column(default="")
    household_id: Mapped[UUID] = to("household")
    caseworker_id: Mapped[UUID | None] = to("staff", nullable=True)
    coordinator_id: Mapped[UUID | None] = to("staff", nullable=True)
    pathway_version: Mapped[int] = mapped_column(default=1)
    counts_from: Mapped[date]
    closing: Mapped[str | None]
    closed_on: Mapped[date | None]
    closed_counts_from: Mapped[date | None]
    moved_in_on: Mapped[date | None]
    moved_in_precision: Mapped[str | None]
    moved_in_counts_from: Mapped[date | None]
    allocated_dwelling: Mapped[str] = mapped_column(default="")
    interim_reply_on: Mapped[date | None]
    promised_on: Mapped[date | None]
    source_ref: Mapped[str] = mapped_column(default="")


class StageInterval(Keyed, Base):
    """A stay at one stage of the pathway; the open one (no `ended_on`) is the case's stage."""

    __tablename__ = "stage_interval"
    __table_args__ = (
        Index(
            "ux_stage_interval_open",
            "case_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index("ix_stage_interval_flow", "stage", "started_on", "ended_on", "case_id"),
    )

    case_id: Mapped[UUID] = to("case_file")
    ordinal: Mapped[int]
    stage: Mapped[str]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    moved_at: Mapped[datetime]
    moved_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class Application(Versioned, CountsFrom, Base):
    """What was asked for, when, and whether the household then lived in a municipal dwelling.

    `lived_in_municipal` decides who is a new household (KOSTRA: not living in a municipal dwelling
    at the time of application).
    """

    __tablename__ = "application"

    case_id: Mapped[UUID] = to("case_file")
    kind: Mapped[str] = mapped_column(default="new")
    channel: Mapped[str] = mapped_column(default="")
    received_on: Mapped[date | None]
    received_precision: Mapped[str] = mapped_column(default="day")
    lived_in_municipal: Mapped[bool] = mapped_column(default=False)
    main_group: Mapped[str] = mapped_column(default="ukjent")
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class HousingSituation(Versioned, Base):
    """Where and how the household lived on a day; observations are added, never overwritten."""

    __tablename__ = "housing_situation"

    household_id: Mapped[UUID] = to("household")
    case_id: Mapped[UUID | None] = to("case_file", nullable=True)
    situation: Mapped[str]
    observed_on: Mapped[date]
    release_on: Mapped[date | None]
    words: Mapped[str] = mapped_column(default="")


class Need(Versioned, Base):
    """What dwelling would fit, from a day on. Rooms are counted without kitchen and bath."""

    __tablename__ = "need"

    case_id: Mapped[UUID] = to("case_file")
    valid_from: Mapped[date]
    rooms_min: Mapped[int | None]
    rooms_max: Mapped[int | None]
    wheelchair: Mapped[bool] = mapped_column(default=False)
    lift: Mapped[bool] = mapped_column(default=False)
    adapted: Mapped[bool] = mapped_column(default=False)
    pets: Mapped[bool] = mapped_column(default=False)
    area: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")


class Task(Versioned, Base):
    """Something somebody has promised to do, with a day."""

    __tablename__ = "task"

    case_id: Mapped[UUID] = to("case_file")
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    assigned_id: Mapped[UUID | None] = to("staff", nullable=True)
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]


class JournalEntry(Keyed, Base):
    """A dated note or an event; `data` holds an event's parts so that it reads in any language."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_case_at", "case_id", "at"),)

    case_id: Mapped[UUID] = to("case_file")
    at: Mapped[datetime]
    by: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any] | None]
    confidential: Mapped[bool] = mapped_column(default=False)


class Document(Keyed, Base):
    """A paper in the case, stored inside the database and therefore encrypted with it."""

    __tablename__ = "document"

    case_id: Mapped[UUID] = to("case_file")
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str]
