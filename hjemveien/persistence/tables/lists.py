"""What lists and search read: derived rows, kept in the same transaction and rebuilt by check."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base

_DERIVED: dict[str, Any] = {"info": {"audit": False, "derived": True}}
NEVER = date(9999, 12, 31)


class CaseNow(Base):
    """One row a case: all that the work list shows and sorts by. Nothing here is a fact of its own.

    A protected household has no name here. `…_key` columns hold ready-made sort keys, so that both
    engines order alike; each sort pages by (key, case_id).
    """

    __tablename__ = "case_now"
    __table_args__ = (
        Index("ix_case_now_number", "number_key", "case_id"),
        Index("ix_case_now_name", "name_key", "case_id"),
        Index("ix_case_now_stage", "stage_order", "case_id"),
        Index("ix_case_now_deadline", "deadline_key", "case_id"),
        Index("ix_case_now_received", "received_key", "case_id"),
        Index("ix_case_now_caseworker", "caseworker_key", "case_id"),
        Index("ix_case_now_class", "class_key", "case_id"),
        Index("ix_case_now_stage_deadline", "stage", "deadline_key", "case_id"),
        Index("ix_case_now_worker_deadline", "caseworker_id", "deadline_key", "case_id"),
        Index("ix_case_now_household", "household_id"),
        # The few that row policies look up at every statement.
        Index(
            "ix_case_now_protected",
            "case_id",
            sqlite_where=text("protected"),
            postgresql_where=text("protected"),
        ),
        _DERIVED,
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    household_id: Mapped[UUID]
    number: Mapped[str]
    number_key: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    protected: Mapped[bool]
    adults: Mapped[int]
    children: Mapped[int]
    stage: Mapped[str]
    stage_order: Mapped[int]
    stage_since: Mapped[date]
    caseworker_id: Mapped[UUID | None]
    caseworker: Mapped[str]
    caseworker_key: Mapped[str]
    main_group: Mapped[str]
    received_on: Mapped[date | None]
    received_key: Mapped[date]
    decision_outcome: Mapped[str | None]
    decided_on: Mapped[date | None]
    priority_class: Mapped[int | None]
    class_key: Mapped[int]
    rooms: Mapped[int | None]
    new_household: Mapped[bool]
    next_task: Mapped[str]
    next_deadline: Mapped[date | None]
    deadline_key: Mapped[date]
    duplicate: Mapped[bool]
    closed: Mapped[bool]


class SearchTerm(Base):
    """All that a case can be found by, folded into one text; nothing of a protected household.

    `doc_number` is made by the client and grows with time, so that the newest come first.
    """

    __tablename__ = "search_term"
    __table_args__ = (
        Index(
            "ix_search_term_trigram",
            "text",
            postgresql_using="gin",
            postgresql_ops={"text": "gin_trgm_ops"},
        ).ddl_if(dialect="postgresql"),
        _DERIVED,
    )

    doc_number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), unique=True)
    text: Mapped[str]


class SearchWord(Base):
    """The same words one by one, for the first two letters somebody types."""

    __tablename__ = "search_word"
    __table_args__ = (
        Index(
            "ix_search_word_prefix",
            "word",
            "case_id",
            postgresql_ops={"word": "text_pattern_ops"},
        ),
        _DERIVED,
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)


SEARCH_TRIGRAM_SQLITE = text(
    "CREATE VIRTUAL TABLE search_trigram USING fts5("
    "text, content='search_term', content_rowid='doc_number', tokenize='trigram', detail=full)"
)
