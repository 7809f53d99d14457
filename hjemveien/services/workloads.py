"""How much each person has on the desk: open cases, and those past their deadline."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseNow


@dataclass(frozen=True)
class Load:
    """Open cases, and how many of them are past their deadline."""

    open: int = 0
    late: int = 0


def workloads(session: Session, day: date) -> dict[UUID | None, Load]:
    """By who has them, None for those not assigned, in one statement; of cases the asker sees."""
    late = func.count().filter(CaseNow.deadline_key < day)
    statement = select(CaseNow.caseworker_id, func.count(), late).where(CaseNow.closed.is_(False))
    found = session.execute(statement.group_by(CaseNow.caseworker_id))
    return {row[0]: Load(row[1], row[2]) for row in found}
