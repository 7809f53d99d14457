"""Opens a case: everything its page shows, in a fixed number of statements whatever its history.

The household's goals cost one more where it has said any.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from hjemveien.domain.pathway import Facts, open_moves
from hjemveien.domain.refusal import NotFound
from hjemveien.persistence.prebuilt import Prebuilt
from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    CaseNow,
    Decision,
    DuplicateSuggestion,
    Goal,
    Household,
    HouseholdMember,
    HousingSituation,
    JournalEntry,
    Need,
    Offer,
    Person,
    Priority,
    SealedIdentity,
    Staff,
    StageInterval,
    Task,
    TemporaryStay,
)
from hjemveien.services.case_part import KEY, CasePart
from hjemveien.services.goals import goals_of
from hjemveien.services.locating import refuse_unopened
from hjemveien.services.sealing import place_of
from hjemveien.services.views import (
    ApplicationView,
    CaseCard,
    DecisionView,
    JournalView,
    MemberView,
    NeedView,
    OfferView,
    PriorityView,
    SituationView,
    StaffView,
    StageView,
    StayView,
    TaskView,
)
from hjemveien.texts import _

JOURNAL_ROWS = 500


def show_case(session: Session, case_id: UUID) -> CaseCard:
    """The case whole. Raises NotFound; absent and forbidden get the same answer."""
    head = _HEAD.one(session, case_id)
    if head is None:
        refuse_unopened(session, case_id)
        raise NotFound(_("There is no case {case} that you can open.").format(case=case_id))
    return _card(session, head)


def _card(session: Session, case: Any) -> CaseCard:
    stages = _stages(session, case.id)
    decisions = _decisions(session, case.id)
    offers = _offers(session, case.id)
    staff = {view.staff_id: view for view in _staff(session)}
    current = next((view for view in stages if view.ended_on is None), stages[-1])
    facts = Facts(
        stage=current.stage,
        stage_since=current.started_on,
        today=current.started_on,
        decision_outcome=decisions[0].outcome if decisions else None,
        moved_in=case.moved_in_counts_from is not None,
        closing=case.closing,
    )
    people = _members(session, case.household_id, case.protection != "none")
    return CaseCard(
        case_id=case.id,
        version=case.row_version,
        number=case.number,
        household_id=case.household_id,
        protection=case.protection,
        stage=current.stage,
        stage_since=current.started_on,
        closing=case.closing,
        closed_on=case.closed_on,
        moved_in_on=case.moved_in_on,
        allocated_dwelling=(
            case.allocated_dwelling if case.protection == "none" else place_of(session, case.id)
        ),
        caseworker=staff.get(case.caseworker_id) if case.caseworker_id else None,
        open_moves=open_moves(facts),
        stages=stages,
        members=tuple(m for m in people if m.valid_to is None),
        former=tuple(m for m in people if m.valid_to and m.valid_to > m.valid_from),
        application=_application(session, case.id),
        situations=_situations(session, case.household_id),
        need=_need(session, case.id),
        decisions=decisions,
        priority=_priority(session, case.id),
        offers=offers,
        stays=_stays(session, case.household_id),
        tasks=_tasks(session, case.id, {key: view.name for key, view in staff.items()}),
        journal=_journal(session, case.id),
        next_deadline=case.next_deadline,
        next_task=case.next_task or "",
        duplicates=_duplicates(session, case.id),
        goals=goals_of(session, case.id) if case.has_goals else (),
    )


_HEAD = CasePart(
    select(
        CaseFile.id, CaseFile.row_version, CaseFile.number, CaseFile.household_id,
        CaseFile.closing, CaseFile.closed_on, CaseFile.moved_in_on, CaseFile.moved_in_counts_from,
        CaseFile.allocated_dwelling, CaseFile.caseworker_id, Household.protection,
        CaseNow.next_deadline, CaseNow.next_task,
        exists().where(Goal.case_id == CaseFile.id).label("has_goals"),
    )
    .join(Household, Household.id == CaseFile.household_id)
    .outerjoin(CaseNow, CaseNow.case_id == CaseFile.id)
    .where(CaseFile.id == KEY)
)  # fmt: skip
_STAGES = CasePart(
    select(
        StageInterval.stage, StageInterval.started_on, StageInterval.ended_on,
        StageInterval.moved_by, StageInterval.reason,
    )
    .where(StageInterval.case_id == KEY)
    .order_by(StageInterval.started_on, StageInterval.moved_at, StageInterval.ordinal)
)  # fmt: skip


def _stages(session: Session, case_id: UUID) -> tuple[StageView, ...]:
    return tuple(StageView(*row) for row in _STAGES.rows(session, case_id))


_STAFF = Prebuilt(
    select(Staff.id, Staff.name, Staff.initials, Staff.role, Staff.active).order_by(Staff.name_key)
)


def _staff(session: Session) -> list[StaffView]:
    return [StaffView(*row) for row in _STAFF.rows(session, {})]


def _members_of(identity: Any) -> CasePart:
    """The household's people, with the identity from where it lies."""
    member = HouseholdMember
    statement = (
        select(
            member.id, member.person_id, member.role, member.birth_year, member.share,
            member.valid_from, member.valid_to, member.row_version, Person.id_missing_reason,
            identity.id.label("identity_id"), identity.row_version.label("person_version"),
            *(getattr(identity, name) for name in _IDENTITY),
        )
        .outerjoin(Person, Person.id == member.person_id)
        .where(member.household_id == KEY)
    )  # fmt: skip
    if identity is SealedIdentity:
        sealed = SealedIdentity.person_id == member.person_id
        return CasePart(statement.outerjoin(SealedIdentity, sealed))
    return CasePart(statement)


_IDENTITY = (
    "surname", "given_name", "birth_date", "id_kind", "id_number", "phone", "email", "address",
    "postcode",
)  # fmt: skip
_OPEN_MEMBERS, _SEALED_MEMBERS = _members_of(Person), _members_of(SealedIdentity)
_PLACES = {"applicant": 0, "co_applicant": 1, "other": 2, "child": 3}


def _members(session: Session, household_id: UUID, protected: bool) -> tuple[MemberView, ...]:
    statement = _SEALED_MEMBERS if protected else _OPEN_MEMBERS
    members = [_member(row) for row in statement.rows(session, household_id)]
    return tuple(sorted(members, key=lambda m: (_PLACES.get(m.role, 9), m.birth_year or 0)))


def _member(row: Any) -> MemberView:
    """A child known by its birth year alone has no person, and so no identity."""
    return MemberView(
        member_id=row.id,
        person_id=row.person_id,
        role=row.role,
        surname=row.surname or "",
        given_name=row.given_name or "",
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        id_kind=row.id_kind or "none",
        id_number=row.id_number,
        id_missing_reason=row.id_missing_reason or "",
        phone=row.phone or "",
        email=row.email or "",
        address=row.address or "",
        postcode=row.postcode or "",
        share=row.share,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        version=row.row_version,
        person_version=row.person_version or 0,
        identity_id=row.identity_id,
    )


_APPLICATION = CasePart(
    select(
        Application.id, Application.row_version, Application.kind, Application.channel,
        Application.received_on, Application.received_precision,
        Application.lived_in_municipal, Application.main_group, Application.reason,
        Application.note,
    )
    .where(Application.case_id == KEY)
    .order_by(Application.counts_from)
    .limit(1)
)  # fmt: skip


def _application(session: Session, case_id: UUID) -> ApplicationView | None:
    row = _APPLICATION.one(session, case_id)
    return ApplicationView(*row) if row else None


_SITUATIONS = CasePart(
    select(
        HousingSituation.situation, HousingSituation.observed_on,
        HousingSituation.release_on, HousingSituation.words,
    )
    .where(HousingSituation.household_id == KEY)
    .order_by(HousingSituation.observed_on.desc(), HousingSituation.id)
    .limit(50)
)  # fmt: skip


def _situations(session: Session, household_id: UUID) -> tuple[SituationView, ...]:
    return tuple(SituationView(*row) for row in _SITUATIONS.rows(session, household_id))


_NEED = CasePart(
    select(
        Need.id, Need.row_version, Need.valid_from, Need.rooms_min, Need.rooms_max,
        Need.wheelchair, Need.lift, Need.adapted, Need.pets, Need.area, Need.words,
    )
    .where(Need.case_id == KEY)
    .order_by(Need.valid_from.desc(), Need.id)
    .limit(1)
)  # fmt: skip


def _need(session: Session, case_id: UUID) -> NeedView | None:
    row = _NEED.one(session, case_id)
    return NeedView(*row) if row else None


_DECISIONS = CasePart(
    select(
        Decision.id, Decision.row_version, Decision.track, Decision.outcome,
        Decision.decided_on, Decision.decided_precision, Decision.legal_basis,
        Decision.reasons, Decision.dwelling_type, Decision.rooms, Decision.lease_months,
        Decision.decided_by,
    )
    .where(Decision.case_id == KEY)
    .order_by(Decision.counts_from.desc(), Decision.id)
)  # fmt: skip


def _decisions(session: Session, case_id: UUID) -> tuple[DecisionView, ...]:
    return tuple(DecisionView(*row) for row in _DECISIONS.rows(session, case_id))


_PRIORITY = CasePart(
    select(
        Priority.priority_class, Priority.factors, Priority.reason, Priority.words,
        Priority.valid_from, Priority.set_by,
    )
    .where(Priority.case_id == KEY)
    .order_by(Priority.valid_from.desc(), Priority.set_at.desc())
    .limit(1)
)  # fmt: skip


def _priority(session: Session, case_id: UUID) -> PriorityView | None:
    row = _PRIORITY.one(session, case_id)
    return PriorityView(row[0], tuple(row[1] or ()), *row[2:]) if row else None


_OFFERS = CasePart(
    select(Offer.offered_on, Offer.answer, Offer.words)
    .where(Offer.case_id == KEY)
    .order_by(Offer.counts_from.desc())
)


def _offers(session: Session, case_id: UUID) -> tuple[OfferView, ...]:
    return tuple(OfferView(*row) for row in _OFFERS.rows(session, case_id))


_STAYS = CasePart(
    select(
        TemporaryStay.place, TemporaryStay.starts_on, TemporaryStay.ends_on,
        TemporaryStay.night_shelter,
    )
    .where(TemporaryStay.household_id == KEY)
    .order_by(TemporaryStay.counts_from.desc())
    .limit(50)
)  # fmt: skip


def _stays(session: Session, household_id: UUID) -> tuple[StayView, ...]:
    return tuple(StayView(*row) for row in _STAYS.rows(session, household_id))


_TASKS = CasePart(
    select(
        Task.id, Task.row_version, Task.title, Task.due_on, Task.assigned_id,
        Task.done_at, Task.done_by,
    )
    .where(Task.case_id == KEY)
    .order_by(Task.done_at.is_not(None), Task.due_on.is_(None), Task.due_on, Task.id)
    .limit(200)
)  # fmt: skip


def _tasks(session: Session, case_id: UUID, names: dict[UUID, str]) -> tuple[TaskView, ...]:
    return tuple(_task(row, names) for row in _TASKS.rows(session, case_id))


def _task(row: Any, names: dict[UUID, str]) -> TaskView:
    task_id, version, title, due_on, assigned_id, done_at, done_by = row
    assigned = names.get(assigned_id, "")
    return TaskView(task_id, version, title, due_on, assigned, done_at, done_by)


_JOURNAL = CasePart(
    select(
        JournalEntry.id, JournalEntry.at, JournalEntry.by, JournalEntry.kind, JournalEntry.text,
        JournalEntry.data, JournalEntry.confidential,
    )
    .where(JournalEntry.case_id == KEY)
    .order_by(JournalEntry.at.desc(), JournalEntry.id)
    .limit(JOURNAL_ROWS)
)  # fmt: skip


def _journal(session: Session, case_id: UUID) -> tuple[JournalView, ...]:
    return tuple(JournalView(*row) for row in _JOURNAL.rows(session, case_id))


_FIRST, _SECOND = DuplicateSuggestion.first_case_id, DuplicateSuggestion.second_case_id
_DUPLICATES = CasePart(
    # By the register, which everybody reads: the other case need not be open here.
    select(CaseNow.case_id, CaseNow.number)
    .join(DuplicateSuggestion, (CaseNow.case_id == _FIRST) | (CaseNow.case_id == _SECOND))
    .where((_FIRST == KEY) | (_SECOND == KEY), CaseNow.case_id != KEY)
    .where(DuplicateSuggestion.state == "open")
)


def _duplicates(session: Session, case_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Cases that may be the same household, as (id, number), both ways round."""
    return tuple((row[0], row[1]) for row in _DUPLICATES.rows(session, case_id))
