"""Small offices for the figures' tests: only what matters is said, people are invented."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    Application,
    Base,
    CaseFile,
    Decision,
    Household,
    HouseholdMember,
    Offer,
    Person,
    StageInterval,
    TemporaryStay,
)
from hjemveien.reports.statistics import Figures, statistics
from hjemveien.reports.statistics.period import period_of
from tests.databases import ACTOR, NOON

TODAY = date(2026, 2, 27)


@dataclass(frozen=True)
class Made:
    """A case and its household, registered."""

    case: UUID = field(default_factory=uuid4)
    household: UUID = field(default_factory=uuid4)


def put(session: Session, table: type[Base], **values: object) -> UUID:
    """One row, its key made here unless given."""
    key = values.setdefault("id", uuid4())
    session.execute(insert(table).values(**values))
    assert isinstance(key, UUID)
    return key


def household(session: Session, children: tuple[int, ...] = (), **values: object) -> UUID:
    """An applicant with an identity number, and children by birth year."""
    key = put(session, Household, **values)
    person = put(session, Person, surname="Prøve", given_name="Inga", id_number="01810050054")
    since = date(2020, 1, 1)
    put(
        session, HouseholdMember, household_id=key, person_id=person, role="applicant",
        valid_from=since,
    )  # fmt: skip
    for year in children:
        put(
            session, HouseholdMember, household_id=key, role="child", birth_year=year,
            valid_from=since,
        )  # fmt: skip
    return key


def case(
    session: Session,
    received: date = date(2025, 1, 10),
    decided: date | None = None,
    outcome: str = "granted",
    moved: date | None = None,
    *,
    closed: str | None = None,
    group: str = "rus",
    tenant: bool = False,
    of: UUID | None = None,
) -> Made:
    """A case on its way; `closed` says how it ended, on the day of the move-in or 2026-01-15."""
    made = Made(household=of or household(session))
    ended = (moved or date(2026, 1, 15)) if closed else None
    put(
        session, CaseFile, id=made.case, household_id=made.household, number="",
        counts_from=received, closing=closed, closed_on=ended, closed_counts_from=ended,
        moved_in_on=moved, moved_in_counts_from=moved, moved_in_precision="day" if moved else None,
    )  # fmt: skip
    put(
        session, Application, case_id=made.case, received_on=received, counts_from=received,
        main_group=group, lived_in_municipal=tenant,
    )  # fmt: skip
    put(
        session, StageInterval, case_id=made.case, ordinal=1, stage="soknad", started_on=received,
        ended_on=decided, moved_at=NOON,
    )  # fmt: skip
    if decided:
        put(
            session, Decision, case_id=made.case, outcome=outcome, decided_on=decided,
            counts_from=decided,
        )  # fmt: skip
        put(
            session, StageInterval, case_id=made.case, ordinal=2, stage="venteliste",
            started_on=decided, ended_on=moved, moved_at=NOON,
        )  # fmt: skip
    return made


def offer(session: Session, made: Made, day: date, answer: str, answered: date | None) -> None:
    put(
        session, Offer, case_id=made.case, offered_on=day, counts_from=day, answer=answer,
        answered_on=answered,
    )  # fmt: skip


def stay(
    session: Session, household_id: UUID, start: date, end: date | None, shelter: bool = False
) -> None:
    put(
        session, TemporaryStay, household_id=household_id, starts_on=start, ends_on=end,
        counts_from=start, night_shelter=shelter, countable=end is None or end >= start,
    )  # fmt: skip


def counted(database: Database, as_of: date = TODAY, public: bool = False) -> Figures:
    with database.reading() as session:
        return statistics(session, period_of(as_of=as_of), public=public)


__all__ = ["ACTOR", "NOON", "TODAY", "Made", "case", "counted", "household", "offer", "put", "stay"]
