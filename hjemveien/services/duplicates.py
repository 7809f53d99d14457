"""Cases that may be one and the same: shown side by side, answered once, never asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from hjemveien.domain.refusal import InvalidInput, NotFound, Refusal
from hjemveien.persistence.tables import (
    CaseFile,
    CaseNow,
    DuplicateSuggestion,
    Household,
    HouseholdMember,
    HousingSituation,
    JournalEntry,
    Person,
    SourceFile,
    SourceRow,
    StageInterval,
    TemporaryStay,
    Tenancy,
)
from hjemveien.services import lists, search_index, server
from hjemveien.services.act import Act, acting
from hjemveien.services.change import Change
from hjemveien.services.rows import one_or_none, rows
from hjemveien.texts import _, mark

PAGE_ROWS = 200
CLOSING = "duplicate"
REASON = mark("Registered twice")
_TOPICS = frozenset({"case", "waiting_list"})

# What is set side by side, with what a person calls it.
SIDES: tuple[tuple[str, str], ...] = (
    ("number", mark("Case number")),
    ("name", mark("Name")),
    ("id_number", mark("Identity number")),
    ("phone", mark("Telephone")),
    ("received_on", mark("Received")),
    ("main_group", mark("Main group")),
    ("decision_outcome", mark("Decision")),
    ("decided_on", mark("Decided")),
    ("adults", mark("Adults")),
    ("children", mark("Children")),
    ("caseworker", mark("Caseworker")),
)


@dataclass(frozen=True)
class SideView:
    """One of the two cases. Of a protected household name, number and telephone are empty.

    `sources` are (file, sheet, row) of the rows that it stands on.
    """

    case_id: UUID
    number: str
    name: str
    protected: bool
    id_number: str
    phone: str
    received_on: date | None
    main_group: str
    decision_outcome: str | None
    decided_on: date | None
    adults: int
    children: int
    caseworker: str
    stage: str
    sources: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class SuggestionView:
    """Two cases and why they may be one; `reasons` are source texts, translated when shown.

    `differing` names the fields of SIDES in which the two are not alike.
    """

    suggestion_id: UUID
    kind: str
    reasons: tuple[str, ...]
    first: SideView
    second: SideView
    differing: tuple[str, ...]


def count_open(session: Session) -> int:
    """How many pairs wait for an answer."""
    statement = select(func.count()).select_from(DuplicateSuggestion)
    return session.scalar(statement.where(DuplicateSuggestion.state == "open")) or 0


def open_suggestions(session: Session, limit: int = PAGE_ROWS) -> tuple[SuggestionView, ...]:
    """The oldest unanswered pairs, in four statements whatever their number."""
    pair = DuplicateSuggestion
    columns = (pair.id, pair.kind, pair.reasons, pair.first_case_id, pair.second_case_id)
    statement = select(*columns).where(pair.state == "open").order_by(pair.id).limit(limit)
    found = list(rows(session, statement))
    sides = _sides(session, [case_id for row in found for case_id in (row[3], row[4])])
    return tuple(
        _view(row, sides[row[3]], sides[row[4]])
        for row in found
        if row[3] in sides and row[4] in sides
    )


def answer_duplicate(session: Session, suggestion_id: UUID, answer: str) -> Change:
    """`same` closes the second case as registered twice; `different` lets both stand.

    Both cases keep their rows and journals. Raises NotFound, InvalidInput, or Refusal where the
    pair is answered already or only one of the households is protected.
    """
    act = acting(session)
    pair = session.get(DuplicateSuggestion, suggestion_id)
    if pair is None:
        raise NotFound(_("The pair is no longer there."))
    if answer not in {"same", "different"}:
        raise InvalidInput(_("Answer whether the two are the same or different."))
    if pair.state != "open":
        raise Refusal(_("{who} has answered this already.").format(who=pair.decided_by))
    pair.state, pair.decided_at, pair.decided_by = answer, act.at, act.by
    ids = [pair.first_case_id, pair.second_case_id]
    if answer == "same":
        _join(session, pair.first_case_id, pair.second_case_id, act)
    lists.refresh(session, ids)
    search_index.reindex(session, ids)
    return Change(_TOPICS, frozenset(ids))


def _sides(session: Session, case_ids: list[UUID]) -> dict[UUID, SideView]:
    now = list(rows(session, select(CaseNow.__table__).where(CaseNow.case_id.in_(case_ids))))
    households = [row.household_id for row in now if not row.protected]
    people = {row[0]: row for row in rows(session, _applicants(households))}
    sources = _sources(session, case_ids)
    return {
        row.case_id: _side(row, people.get(row.household_id), sources.get(row.case_id, ()))
        for row in now
    }


def _applicants(households: list[UUID]) -> Any:
    member = HouseholdMember
    return (
        select(member.household_id, Person.id_number, Person.phone)
        .join(Person, Person.id == member.person_id)
        .where(member.household_id.in_(households), member.role == "applicant")
        .where(member.valid_to.is_(None))
    )


def _sources(
    session: Session, case_ids: list[UUID]
) -> dict[UUID, tuple[tuple[str, str, int], ...]]:
    columns = (SourceRow.case_id, SourceFile.name, SourceRow.sheet, SourceRow.number)
    statement = (
        select(*columns)
        .join(SourceFile, SourceFile.id == SourceRow.file_id)
        .where(SourceRow.case_id.in_(case_ids))
        .order_by(SourceRow.id)
    )
    found: dict[UUID, tuple[tuple[str, str, int], ...]] = {}
    for case_id, *place in rows(session, statement):
        found[case_id] = (*found.get(case_id, ()), (place[0], place[1], place[2]))
    return found


def _side(row: Any, person: Any, sources: Iterable[tuple[str, str, int]]) -> SideView:
    return SideView(
        case_id=row.case_id,
        number=row.number,
        name=row.name,
        protected=row.protected,
        id_number=(person.id_number or "") if person else "",
        phone=person.phone if person else "",
        received_on=row.received_on,
        main_group=row.main_group,
        decision_outcome=row.decision_outcome,
        decided_on=row.decided_on,
        adults=row.adults,
        children=row.children,
        caseworker=row.caseworker,
        stage=row.stage,
        sources=tuple(sources),
    )


def _view(row: Any, first: SideView, second: SideView) -> SuggestionView:
    differing = tuple(
        name for name, _title in SIDES if getattr(first, name) != getattr(second, name)
    )
    return SuggestionView(row[0], row[1], tuple(row[2] or ()), first, second, differing)


def _join(session: Session, first_id: UUID, second_id: UUID, act: Act) -> None:
    first, second = session.get_one(CaseFile, first_id), session.get_one(CaseFile, second_id)
    _check_alike(session, first, second)
    emptied = second.household_id
    if emptied != first.household_id:
        _move_household(session, second, first, act.day)
    _close(session, second, act)
    told = ((first, second), (second, first))
    for case, other in told:
        session.add(
            JournalEntry(
                id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind="duplicate_joined",
                text=_(REASON), data={"other_case": str(other.id), "number": other.number},
            )
        )  # fmt: skip


def _check_alike(session: Session, first: CaseFile, second: CaseFile) -> None:
    ids = [first.household_id, second.household_id]
    statement = select(Household.protection).where(Household.id.in_(ids)).distinct()
    if len(list(session.scalars(statement))) > 1:
        text = _("One of the households is protected and the other is not. Settle that first.")
        raise Refusal(text)
    if first.closing == CLOSING:
        raise Refusal(_("The first case was itself registered twice. Answer for its other case."))


def _move_household(session: Session, case: CaseFile, other: CaseFile, day: date) -> None:
    """The case and what belongs to it go over; people of a household left empty leave it."""
    if server.is_shared(session):
        server.call(session, func.move_to_household(case.id, other.id, day))
        session.expire(case)
        return
    left, household_id = case.household_id, other.household_id
    case.household_id = household_id
    session.flush()
    for table in (HousingSituation, TemporaryStay, Tenancy):
        session.execute(
            update(table).where(table.case_id == case.id).values(household_id=household_id)
        )
    others = select(CaseFile.id).where(CaseFile.household_id == left).limit(1)
    if one_or_none(session, others) is None:
        session.execute(
            update(HouseholdMember)
            .where(HouseholdMember.household_id == left, HouseholdMember.valid_to.is_(None))
            .values(valid_to=day)
        )


def _close(session: Session, case: CaseFile, act: Act) -> None:
    """A case registered twice never was one of its own: it counts as closed from its beginning."""
    case.closing, case.closed_on, case.closed_counts_from = CLOSING, act.day, case.counts_from
    flag_modified(case, "pathway_version")
    open_one = session.execute(
        select(StageInterval.stage, StageInterval.started_on, StageInterval.ordinal).where(
            StageInterval.case_id == case.id, StageInterval.ended_on.is_(None)
        )
    ).one()
    if open_one.stage == "avsluttet":
        return
    day = max(act.day, open_one.started_on)
    session.execute(
        update(StageInterval)
        .where(StageInterval.case_id == case.id, StageInterval.ended_on.is_(None))
        .values(ended_on=day)
    )
    session.add(
        StageInterval(
            id=uuid4(), case_id=case.id, ordinal=open_one.ordinal + 1, stage="avsluttet",
            started_on=day, moved_at=act.at, moved_by=act.by, reason=_(REASON),
        )
    )  # fmt: skip
