"""Who acts, when, and under which save: set on the session by whoever opened it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Act:
    """`by` is the actor's name, `at` an aware moment, `operation_id` the save's own key."""

    by: str
    at: datetime
    operation_id: UUID | None = None

    @property
    def day(self) -> date:
        """The actor's calendar day, in the office's own time zone."""
        return self.at.astimezone().date()


def acting(session: "Session") -> Act:
    """The act a session was opened for."""
    info = session.info
    return Act(info["actor"], info["at"], info.get("operation_id"))
