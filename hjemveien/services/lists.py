"""Keeps case_now true: computes a case's list row from its facts, in a fixed number of reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from hjemveien.domain.calendar import Deadline, after_months
from hjemveien.domain.pathway import ORDER
from hjemveien.domain.sorting import name_key, number_key, sort_key
from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    CaseNow,
    Decision,
    DuplicateSuggestion,
    Household,
    HouseholdMember,
    Need,
    Person,
    Priority,
    Staff,
    StageInterval,
    Task,
)
from hjemveien.persistence.tables.lists import NEVER
from hjemveien.services import server
from hjemveien.services.rows import rows

CHUNK = 500
NO_CLASS = 9
LAST = "~"


@dataclass
class Facts:
    """What one case's row is made of: rows of many tables, or anything with the same attributes.

    `case` has besides its columns the household's protection and the caseworker's name and key.
    """

    case: Any
    stage: Any | None = None
    members: list[Any] = field(default_factory=list)
    application: Any | None = None
    decision: Any | None = None
    priority: Any | None = None
    need: Any | None = None
    task: Any | None = None
    duplicate: bool = False


@dataclass(frozen=True)
class NowRow:
    """A row of case_now, with its columns' names."""

    case_id: UUID
    household_id: UUID
    number: str
    number_key: str
    name: str
    name_key: str
    protected: bool
    adults: int
    children: int
    stage: str
    stage_order: int
    stage_since: date
    caseworker_id: UUID | None
    caseworker: str
    caseworker_key: str
    main_group: str
    received_on: date | None
    received_key: date
    decision_outcome: str | None
    decided_on: date | None
    priority_class: int | None
    class_key: int
    rooms: int | None
    new_household: bool
    next_task: str
    next_deadline: date | None
    deadline_key: date
    duplicate: bool
    closed: bool


def refresh(session: Session, case_ids: Iterable[UUID]) -> None:
    """Write the list rows of these cases anew from their facts."""
    session.flush()
    for chunk in _chunks(case_ids):
        _hold(session, chunk)
        wanted = now_rows(session, chunk)
        session.execute(delete(CaseNow).where(CaseNow.case_id.in_(chunk)))
        if wanted:
            session.execute(insert(CaseNow), [dict(vars(row)) for row in wanted])


def _hold(session: Session, case_ids: Sequence[UUID]) -> None:
    """Whoever else changes the same cases waits here, and then reads what we wrote.

    A file has one writer at a time anyway. Always in one order, so that nobody waits in a ring.
    """
    if server.is_shared(session):
        held = select(CaseFile.id).where(CaseFile.id.in_(case_ids)).order_by(CaseFile.id)
        session.execute(held.with_for_update(key_share=True))


def now_rows(session: Session, case_ids: Sequence[UUID]) -> list[NowRow]:
    """What case_now should say of these cases, computed from the facts alone."""
    return [now_row(facts) for facts in _gather(session, case_ids).values()]


def _chunks(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    waiting = iter(dict.fromkeys(ids))
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def _gather(session: Session, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    facts = {row.id: Facts(row) for row in rows(session, _CASES.where(CaseFile.id.in_(ids)))}
    households = defaultdict(list)
    for known in facts.values():
        households[known.case.household_id].append(known)
    members = _MEMBERS.where(HouseholdMember.household_id.in_(list(households)))
    for row in rows(session, members):
        for known in households[row.household_id]:
            known.members.append(row)
    for name, statement, column in _LATEST:
        for row in rows(session, statement.where(column.in_(ids))):
            setattr(facts[row.case_id], name, row)
    for (case_id,) in session.execute(_DUPLICATES.where(_SECOND.in_(ids))):
        facts[case_id].duplicate = True
    return facts


_SECOND = DuplicateSuggestion.second_case_id
_CASES = (
    select(
        CaseFile.id,
        CaseFile.number,
        CaseFile.household_id,
        CaseFile.caseworker_id,
        CaseFile.closing,
        CaseFile.counts_from,
        CaseFile.promised_on,
        CaseFile.interim_reply_on,
        Household.protection,
        Staff.name.label("caseworker"),
        Staff.name_key.label("caseworker_key"),
    )
    .join(Household, Household.id == CaseFile.household_id)
    .outerjoin(Staff, Staff.id == CaseFile.caseworker_id)
)
_MEMBERS = (
    select(
        HouseholdMember.household_id,
        HouseholdMember.role,
        Person.surname,
        Person.given_name,
    )
    .outerjoin(Person, Person.id == HouseholdMember.person_id)
    .where(HouseholdMember.valid_to.is_(None))
)
_DUPLICATES = select(_SECOND).where(DuplicateSuggestion.state == "open")
_LATEST: tuple[tuple[str, Any, Any], ...] = (
    (
        "stage",
        select(StageInterval.case_id, StageInterval.stage, StageInterval.started_on).where(
            StageInterval.ended_on.is_(None)
        ),
        StageInterval.case_id,
    ),
    (
        "application",
        select(
            Application.case_id,
            Application.received_on,
            Application.counts_from,
            Application.main_group,
            Application.lived_in_municipal,
            Application.kind,
        ).order_by(Application.counts_from.desc(), Application.id),
        Application.case_id,
    ),
    (
        "decision",
        select(Decision.case_id, Decision.outcome, Decision.decided_on, Decision.rooms).order_by(
            Decision.counts_from, Decision.id
        ),
        Decision.case_id,
    ),
    (
        "priority",
        select(Priority.case_id, Priority.priority_class).order_by(
            Priority.valid_from, Priority.set_at
        ),
        Priority.case_id,
    ),
    (
        "need",
        select(Need.case_id, Need.rooms_min).order_by(Need.valid_from, Need.id),
        Need.case_id,
    ),
    (
        "task",
        select(Task.case_id, Task.title, Task.due_on)
        .where(Task.done_at.is_(None))
        .order_by(Task.due_on.is_(None).desc(), Task.due_on.desc(), Task.id),
        Task.case_id,
    ),
)


def now_row(facts: Facts) -> NowRow:
    """The list row of a case, computed from its facts; the one place that knows how."""
    case, protected = facts.case, facts.case.protection != "none"
    applicant = next((m for m in facts.members if m.role == "applicant"), None)
    surname, given = _shown_name(applicant, protected)
    stage = facts.stage.stage if facts.stage else "henvendelse"
    application = facts.application
    deadline = next_deadline(facts)
    return NowRow(
        case_id=case.id,
        household_id=case.household_id,
        number=case.number,
        number_key=number_key(case.number) or LAST,
        name=f"{given} {surname}".strip(),
        name_key=LAST if protected else person_key(surname, given),
        protected=protected,
        adults=sum(member.role != "child" for member in facts.members),
        children=sum(member.role == "child" for member in facts.members),
        stage=stage,
        stage_order=ORDER.get(stage, len(ORDER)),
        stage_since=facts.stage.started_on if facts.stage else case.counts_from,
        caseworker_id=case.caseworker_id,
        caseworker=case.caseworker or "",
        caseworker_key=_worker_key(case.caseworker or "") or LAST,
        main_group=application.main_group if application else "ukjent",
        received_on=application.received_on if application else None,
        received_key=application.counts_from if application else case.counts_from,
        decision_outcome=facts.decision.outcome if facts.decision else None,
        decided_on=facts.decision.decided_on if facts.decision else None,
        priority_class=facts.priority.priority_class if facts.priority else None,
        class_key=_class_key(facts.priority),
        rooms=_rooms(facts),
        new_household=_is_new(application),
        next_task=facts.task.title if facts.task and not protected else "",
        next_deadline=deadline,
        deadline_key=deadline or NEVER,
        duplicate=facts.duplicate,
        closed=case.closing is not None or stage == "avsluttet",
    )


def _shown_name(applicant: Any | None, protected: bool) -> tuple[str, str]:
    if applicant is None or protected:
        return "", ""
    return applicant.surname or "", applicant.given_name or ""


def _class_key(priority: Any | None) -> int:
    if priority is None or priority.priority_class is None:
        return NO_CLASS
    return int(priority.priority_class)


def _rooms(facts: Facts) -> int | None:
    if facts.decision and facts.decision.rooms:
        return int(facts.decision.rooms)
    return facts.need.rooms_min if facts.need else None


def _is_new(application: Any | None) -> bool:
    return application is None or not application.lived_in_municipal


def next_deadline(facts: Facts) -> date | None:
    """The nearest of the open tasks' days and the first answer's clock, None where nothing runs.

    First answer: a decision or a provisional reply within a month of receipt, later the day that
    the reply promised. Source: forvaltningsloven § 11 a.
    """
    due = facts.task.due_on if facts.task else None
    answer = _answer_by(facts)
    return min((day for day in (due, answer) if day), default=None)


def _answer_by(facts: Facts) -> date | None:
    application = facts.application
    if facts.decision or facts.case.closing or not application or not application.received_on:
        return None
    clock = first_answer(
        application.received_on, facts.case.interim_reply_on, facts.case.promised_on
    )
    return clock.day if clock else None


def first_answer(
    received_on: date, interim_reply_on: date | None, promised_on: date | None
) -> Deadline | None:
    """The first answer's clock while nothing is decided; None where no day was promised."""
    if interim_reply_on:
        return Deadline(promised_on, promised_on) if promised_on else None
    return _month_after(received_on)


# An office is few people, a person has several rows and cases share their days: the same is asked
# again and again.
person_key = lru_cache(8192)(name_key)
_worker_key = lru_cache(1024)(sort_key)


@lru_cache(4096)
def _month_after(day: date) -> Deadline:
    return after_months(day, 1)
