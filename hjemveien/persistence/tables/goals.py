"""What the household itself wants, and the small steps on the way there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from hjemveien.persistence.tables.base import Base, Versioned, to


class _Reached:
    """The household's mark and the office's are kept apart: they need not agree."""

    @declared_attr
    def household_done_on(cls) -> Mapped[date | None]:  # noqa: N805 - the class is handed in
        return mapped_column()

    @declared_attr
    def office_done_at(cls) -> Mapped[datetime | None]:  # noqa: N805
        return mapped_column()

    @declared_attr
    def office_done_by(cls) -> Mapped[str | None]:  # noqa: N805
        return mapped_column()


class Goal(_Reached, Versioned, Base):
    """A goal in the household's own words; `dropped_on` is the day it was no goal any more."""

    __tablename__ = "goal"

    case_id: Mapped[UUID] = to("case_file")
    words: Mapped[str]
    said_on: Mapped[date]
    dropped_on: Mapped[date | None]


class PlanStep(_Reached, Versioned, Base):
    """A small step towards a goal of the same case; `who` does it, in words."""

    __tablename__ = "plan_step"

    case_id: Mapped[UUID] = to("case_file")
    goal_id: Mapped[UUID] = to("goal")
    ordinal: Mapped[int]
    words: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
