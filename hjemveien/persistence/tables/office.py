"""The office itself: staff, teams, the municipality's own settings, and half-written work."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, Keyed, Versioned, to


class Municipality(Versioned, Base):
    """The municipality profile: one row. `settings` holds what it has decided differently."""

    __tablename__ = "municipality"

    name: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    office_name: Mapped[str] = mapped_column(default="")
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    demo: Mapped[bool] = mapped_column(default=False)


class Team(Versioned, Base):
    __tablename__ = "team"

    name: Mapped[str]


class Staff(Versioned, Base):
    """Somebody who works here. `login` is the account's name; initials are what the sheets use.

    `role` and `cleared` (for protected households) are shown to people; on a shared database the
    server's own roles decide.
    """

    __tablename__ = "staff"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="")
    initials: Mapped[str] = mapped_column(default="")
    login: Mapped[str | None] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default="caseworker")
    cleared: Mapped[bool] = mapped_column(default=False, server_default=false())
    team_id: Mapped[UUID | None] = to("team", nullable=True)
    active: Mapped[bool] = mapped_column(default=True)


class CodeList(Keyed, Base):
    """A coded answer the office may edit: its code, its words in three languages, its dates."""

    __tablename__ = "code_list"
    __table_args__ = (UniqueConstraint("list_name", "code"),)

    list_name: Mapped[str]
    code: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    nb: Mapped[str]
    nn: Mapped[str]
    en: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class SavedView(Versioned, Base):
    """A filter and a sort order that somebody wants back; shared when `owner` is empty."""

    __tablename__ = "saved_view"

    owner: Mapped[str] = mapped_column(default="")
    page: Mapped[str]
    name: Mapped[str]
    state: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Draft(Keyed, Base):
    """What was being typed: kept until it is saved or thrown away.

    `login` is the account on a shared database, where two people may have one name.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("login", "owner", "form", "subject"),
        {"info": {"audit": False}},
    )

    login: Mapped[str] = mapped_column(server_default="")
    owner: Mapped[str]
    form: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
