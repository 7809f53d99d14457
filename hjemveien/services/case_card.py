"""Opens a case: everything its page shows, in a fixed number of statements whatever its history."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.pathway import Facts, open_moves
from hjemveien.domain.refusal import NotFound
from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    CaseNow,
    Decision,
    DuplicateSuggestion,
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
from hjemveien.services.locating import refuse_unopened
from hjemveien.services.rows import one_or_none, rows
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
    head = one_or_none(
        session,
        select(CaseFile, Household.protection, CaseNow.next_deadline, CaseNow.next_task)
        .join(Household, Household.id == CaseFile.household_id)
        .outerjoin(CaseNow, CaseNow.case_id == CaseFile.id)
        .where(CaseFile.id == case_id),
    )
    if head is None:
        refuse_unopened(session, case_id)
        raise NotFound(_("There is no case {case} that you can open.").format(case=case_id))
    return _card(session, head)


def _card(session: Session, head: Any) -> CaseCard:
    case: CaseFile = head[0]
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
    return CaseCard(
        case_id=case.id,
        version=case.row_version,
        number=case.number,
        household_id=case.household_id,
        protection=head.protection,
        stage=current.stage,
        stage_since=current.started_on,
        closing=case.closing,
        closed_on=case.closed_on,
        moved_in_on=case.moved_in_on,
        allocated_dwelling=case.allocated_dwelling,
        caseworker=staff.get(case.caseworker_id) if case.caseworker_id else None,
        open_moves=open_moves(facts),
        stages=stages,
        members=_members(session, case.household_id, head.protection != "none"),
        application=_application(session, case.id),
        situations=_situations(session, case.household_id),
        need=_need(session, case.id),
        decisions=decisions,
        priority=_priority(session, case.id),
        offers=offers,
        stays=_stays(session, case.household_id),
        tasks=_tasks(session, case.id, {key: view.name for key, view in staff.items()}),
        journal=_journal(session, case.id),
        next_deadline=head.next_deadline,
        next_task=head.next_task or "",
        duplicates=_duplicates(session, case.id),
    )


def _stages(session: Session, case_id: UUID) -> tuple[StageView, ...]:
    statement = (
        select(
            StageInterval.stage, StageInterval.started_on, StageInterval.ended_on,
            StageInterval.moved_by, StageInterval.reason,
        )
        .where(StageInterval.case_id == case_id)
        .order_by(StageInterval.started_on, StageInterval.moved_at, StageInterval.ordinal)
    )  # fmt: skip
    return tuple(StageView(*row) for row in rows(session, statement))


def _staff(session: Session) -> list[StaffView]:
    columns = (Staff.id, Staff.name, Staff.initials, Staff.role, Staff.active)
    return [StaffView(*row) for row in rows(session, select(*columns).order_by(Staff.name_key))]


def _members(session: Session, household_id: UUID, protected: bool) -> tuple[MemberView, ...]:
    identity: Any = SealedIdentity if protected else Person
    statement = (
        select(HouseholdMember, Person.id_missing_reason, identity)
        .outerjoin(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.household_id == household_id)
    )
    if protected:
        statement = statement.outerjoin(
            SealedIdentity, SealedIdentity.person_id == HouseholdMember.person_id
        )
    members = [_member(*row) for row in rows(session, statement)]
    places = {"applicant": 0, "co_applicant": 1, "other": 2, "child": 3}
    return tuple(sorted(members, key=lambda m: (places.get(m.role, 9), m.birth_year or 0)))


def _member(member: HouseholdMember, missing: str | None, identity: Any) -> MemberView:
    return MemberView(
        member_id=member.id,
        person_id=member.person_id,
        role=member.role,
        surname=identity.surname if identity else "",
        given_name=identity.given_name if identity else "",
        birth_date=identity.birth_date if identity else None,
        birth_year=member.birth_year,
        id_kind=identity.id_kind if identity else "none",
        id_number=identity.id_number if identity else None,
        id_missing_reason=missing or "",
        phone=identity.phone if identity else "",
        email=identity.email if identity else "",
        address=identity.address if identity else "",
        postcode=identity.postcode if identity else "",
        share=member.share,
        valid_from=member.valid_from,
        valid_to=member.valid_to,
        version=member.row_version,
        person_version=identity.row_version if identity else 0,
        identity_id=identity.id if identity else None,
    )


def _application(session: Session, case_id: UUID) -> ApplicationView | None:
    statement = (
        select(
            Application.id, Application.row_version, Application.kind, Application.channel,
            Application.received_on, Application.received_precision,
            Application.lived_in_municipal, Application.main_group, Application.reason,
            Application.note,
        )
        .where(Application.case_id == case_id)
        .order_by(Application.counts_from)
        .limit(1)
    )  # fmt: skip
    row = one_or_none(session, statement)
    return ApplicationView(*row) if row else None


def _situations(session: Session, household_id: UUID) -> tuple[SituationView, ...]:
    statement = (
        select(
            HousingSituation.situation, HousingSituation.observed_on,
            HousingSituation.release_on, HousingSituation.words,
        )
        .where(HousingSituation.household_id == household_id)
        .order_by(HousingSituation.observed_on.desc(), HousingSituation.id)
        .limit(50)
    )  # fmt: skip
    return tuple(SituationView(*row) for row in rows(session, statement))


def _need(session: Session, case_id: UUID) -> NeedView | None:
    statement = (
        select(
            Need.id, Need.row_version, Need.valid_from, Need.rooms_min, Need.rooms_max,
            Need.wheelchair, Need.lift, Need.adapted, Need.pets, Need.area, Need.words,
        )
        .where(Need.case_id == case_id)
        .order_by(Need.valid_from.desc(), Need.id)
        .limit(1)
    )  # fmt: skip
    row = one_or_none(session, statement)
    return NeedView(*row) if row else None


def _decisions(session: Session, case_id: UUID) -> tuple[DecisionView, ...]:
    statement = (
        select(
            Decision.id, Decision.row_version, Decision.track, Decision.outcome,
            Decision.decided_on, Decision.decided_precision, Decision.legal_basis,
            Decision.reasons, Decision.dwelling_type, Decision.rooms, Decision.lease_months,
            Decision.decided_by,
        )
        .where(Decision.case_id == case_id)
        .order_by(Decision.counts_from.desc(), Decision.id)
    )  # fmt: skip
    return tuple(DecisionView(*row) for row in rows(session, statement))


def _priority(session: Session, case_id: UUID) -> PriorityView | None:
    statement = (
        select(
            Priority.priority_class, Priority.factors, Priority.reason, Priority.words,
            Priority.valid_from, Priority.set_by,
        )
        .where(Priority.case_id == case_id)
        .order_by(Priority.valid_from.desc(), Priority.set_at.desc())
        .limit(1)
    )  # fmt: skip
    row = one_or_none(session, statement)
    return PriorityView(row[0], tuple(row[1] or ()), *row[2:]) if row else None


def _offers(session: Session, case_id: UUID) -> tuple[OfferView, ...]:
    columns = (Offer.offered_on, Offer.answer, Offer.words)
    statement = select(*columns).where(Offer.case_id == case_id).order_by(Offer.counts_from.desc())
    return tuple(OfferView(*row) for row in rows(session, statement))


def _stays(session: Session, household_id: UUID) -> tuple[StayView, ...]:
    stay = TemporaryStay
    statement = (
        select(stay.place, stay.starts_on, stay.ends_on, stay.night_shelter)
        .where(stay.household_id == household_id)
        .order_by(stay.counts_from.desc())
        .limit(50)
    )
    return tuple(StayView(*row) for row in rows(session, statement))


def _tasks(session: Session, case_id: UUID, names: dict[UUID, str]) -> tuple[TaskView, ...]:
    statement = (
        select(
            Task.id, Task.row_version, Task.title, Task.due_on, Task.assigned_id,
            Task.done_at, Task.done_by,
        )
        .where(Task.case_id == case_id)
        .order_by(Task.done_at.is_not(None), Task.due_on.is_(None), Task.due_on, Task.id)
        .limit(200)
    )  # fmt: skip
    return tuple(_task(row, names) for row in rows(session, statement))


def _task(row: Any, names: dict[UUID, str]) -> TaskView:
    task_id, version, title, due_on, assigned_id, done_at, done_by = row
    assigned = names.get(assigned_id, "")
    return TaskView(task_id, version, title, due_on, assigned, done_at, done_by)


def _journal(session: Session, case_id: UUID) -> tuple[JournalView, ...]:
    entry = JournalEntry
    statement = (
        select(entry.id, entry.at, entry.by, entry.kind, entry.text, entry.data, entry.confidential)
        .where(entry.case_id == case_id)
        .order_by(entry.at.desc(), entry.id)
        .limit(JOURNAL_ROWS)
    )
    return tuple(JournalView(*row) for row in rows(session, statement))


def _duplicates(session: Session, case_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Cases that may be the same household, as (id, number), both ways round."""
    first, second = DuplicateSuggestion.first_case_id, DuplicateSuggestion.second_case_id
    statement = (
        select(CaseFile.id, CaseFile.number)
        .join(DuplicateSuggestion, (CaseFile.id == first) | (CaseFile.id == second))
        .where((first == case_id) | (second == case_id), CaseFile.id != case_id)
        .where(DuplicateSuggestion.state == "open")
    )
    return tuple((row[0], row[1]) for row in rows(session, statement))
