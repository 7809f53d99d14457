"""Decisions, the priority given, and offers made."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, CountsFrom, Json, Keyed, Versioned, to


class Decision(Versioned, CountsFrom, Base):
    """An individual decision (enkeltvedtak): outcome granted, refused or dismissed.

    `track` is municipal_housing (local rules; municipal appeals board) or assistance
    (boligsosialloven § 7; County Governor).
    """

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_list", "outcome", "counts_from", "case_id"),)

    case_id: Mapped[UUID] = to("case_file")
    track: Mapped[str] = mapped_column(default="municipal_housing")
    outcome: Mapped[str]
    decided_on: Mapped[date | None]
    decided_precision: Mapped[str] = mapped_column(default="day")
    legal_basis: Mapped[str] = mapped_column(default="")
    reasons: Mapped[str] = mapped_column(default="")
    dwelling_type: Mapped[str] = mapped_column(default="")
    rooms: Mapped[int | None]
    lease_months: Mapped[int | None]
    decided_by: Mapped[str] = mapped_column(default="")


class Priority(Keyed, Base):
    """A class given on a day, with reason and author; the latest one on a day counts.

    Class 1 is the most urgent; None where the office has not set one that can be read. `factors`
    are codes of the rule set.
    """

    __tablename__ = "priority"
    __table_args__ = (Index("ix_priority_case_from", "case_id", "valid_from"),)

    case_id: Mapped[UUID] = to("case_file")
    valid_from: Mapped[date]
    set_at: Mapped[datetime]
    set_by: Mapped[str]
    priority_class: Mapped[int | None]
    factors: Mapped[list[str]] = mapped_column(Json, default=list)
    reason: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")


class Offer(Versioned, CountsFrom, Base):
    """An offer of a dwelling and its answer: accepted, declined or unanswered.

    An accepted offer keeps its household on the waiting list until the household has moved in.
    """

    __tablename__ = "offer"

    case_id: Mapped[UUID] = to("case_file")
    dwelling_id: Mapped[UUID | None] = to("dwelling", nullable=True)
    offered_on: Mapped[date | None]
    offered_precision: Mapped[str] = mapped_column(default="day")
    answer: Mapped[str] = mapped_column(default="unanswered")
    answered_on: Mapped[date | None]
    words: Mapped[str] = mapped_column(default="")
