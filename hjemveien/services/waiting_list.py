"""The waiting lists, both derived and never typed, as of any day.

The working list is every positive decision not moved in, swaps included. The KOSTRA list is its
new households, each once. An offer, open or accepted, changes nothing until the move-in.
Source: KOSTRA (new household with a positive decision waiting to move in); features H1, H2.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from hjemveien.domain import ranking
from hjemveien.domain.calendar import whole_months
from hjemveien.domain.sorting import number_key
from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    Decision,
    DuplicateSuggestion,
    Household,
    HouseholdMember,
    HousingSituation,
    Need,
    Offer,
    Person,
    Priority,
    Staff,
)
from hjemveien.services.office import order_keys
from hjemveien.services.rows import rows
from hjemveien.services.views import WaitingList, WaitingRow
from hjemveien.texts import _

KINDS = ("working", "kostra")


def waiting_list(session: Session, as_of: date, kind: str = "working") -> WaitingList:
    """The list as it stood at the end of a day, in a fixed number of statements."""
    keys = order_keys(session)
    ordered = sorted(_candidates(session, as_of), key=lambda each: ranking.rank_key(each[1], keys))
    kostra, left_out = _kostra(ordered)
    return WaitingList(
        kind=kind,
        as_of=as_of,
        rows=_placed(ordered if kind == "working" else kostra, keys),
        left_out=() if kind == "working" else left_out,
        definition=definition(kind),
        order=ranking.order_in_words(keys),
        weighing=ranking.weighing_in_words(),
    )


def definition(kind: str) -> str:
    """Who is on the list, as one sentence for screen and paper."""
    if kind == "kostra":
        return _(
            "New households (not living in a municipal dwelling when they applied) with a positive"
            " decision that have not moved in, each counted once."
        )
    return _("Every household with a positive decision that has not moved in, swaps included.")


def on_list(as_of: date) -> ColumnElement[bool]:
    """The condition on case_file and its latest decision: granted, not moved in, not closed."""
    return and_(
        _latest_outcome(as_of) == "granted",
        or_(CaseFile.moved_in_counts_from.is_(None), CaseFile.moved_in_counts_from > as_of),
        or_(CaseFile.closed_counts_from.is_(None), CaseFile.closed_counts_from > as_of),
    )


def _latest_outcome(as_of: date) -> Any:
    return (
        select(Decision.outcome)
        .where(Decision.case_id == CaseFile.id, Decision.counts_from <= as_of)
        .where(Decision.track == "municipal_housing")
        .order_by(Decision.counts_from.desc(), Decision.id)
        .limit(1)
        .correlate(CaseFile)
        .scalar_subquery()
    )


def _candidates(session: Session, as_of: date) -> list[tuple[WaitingRow, ranking.Standing]]:
    found = list(rows(session, _statement(as_of)))
    members = _member_counts(session, as_of)
    names = {row.id: (row.surname, row.given_name) for row in rows(session, _names(as_of))}
    first = {row[0]: row[1] for row in rows(session, _duplicates())}
    return [_candidate(row, members, names, first, as_of) for row in found]


def _statement(as_of: date) -> Any:
    decision, latest = Decision, aliased(Decision)
    later = exists().where(
        latest.case_id == decision.case_id,
        latest.track == decision.track,
        latest.counts_from <= as_of,
        or_(
            latest.counts_from > decision.counts_from,
            and_(latest.counts_from == decision.counts_from, latest.id < decision.id),
        ),
    )
    return (
        select(
            CaseFile.id, CaseFile.household_id, CaseFile.number, Household.protection,
            decision.decided_on, decision.decided_precision, decision.counts_from,
            decision.rooms.label("decided_rooms"), Staff.name.label("caseworker"),
            Application.received_on, Application.counts_from.label("received_from"),
            Application.main_group, Application.lived_in_municipal,
            *_priority_columns(as_of), *_need_columns(as_of),
            _situation(as_of).label("situation"), _offer(as_of).label("offer"),
        )
        .join(decision, decision.case_id == CaseFile.id)
        .join(Household, Household.id == CaseFile.household_id)
        .outerjoin(Application, Application.case_id == CaseFile.id)
        .outerjoin(Staff, Staff.id == CaseFile.caseworker_id)
        .where(decision.outcome == "granted", decision.track == "municipal_housing")
        .where(decision.counts_from <= as_of, ~later)
        .where(or_(CaseFile.moved_in_counts_from.is_(None), CaseFile.moved_in_counts_from > as_of))
        .where(or_(CaseFile.closed_counts_from.is_(None), CaseFile.closed_counts_from > as_of))
    )  # fmt: skip


def _priority_columns(as_of: date) -> list[Any]:
    def latest(column: Any) -> Any:
        return (
            select(column)
            .where(Priority.case_id == CaseFile.id, Priority.valid_from <= as_of)
            .order_by(Priority.valid_from.desc(), Priority.set_at.desc())
            .limit(1)
            .correlate(CaseFile)
            .scalar_subquery()
        )

    return [
        latest(Priority.priority_class).label("priority_class"),
        latest(Priority.factors).label("factors"),
        latest(Priority.words).label("priority_words"),
    ]


def _need_columns(as_of: date) -> list[Any]:
    def latest(column: Any) -> Any:
        return (
            select(column)
            .where(Need.case_id == CaseFile.id, Need.valid_from <= as_of)
            .order_by(Need.valid_from.desc(), Need.id)
            .limit(1)
            .correlate(CaseFile)
            .scalar_subquery()
        )

    return [
        latest(Need.rooms_min).label("rooms_min"),
        latest(Need.words).label("need_words"),
        latest(Need.adapted).label("adapted"),
    ]


def _situation(as_of: date) -> Any:
    return (
        select(HousingSituation.situation)
        .where(HousingSituation.household_id == CaseFile.household_id)
        .where(HousingSituation.observed_on <= as_of)
        .order_by(HousingSituation.observed_on.desc(), HousingSituation.id)
        .limit(1)
        .correlate(CaseFile)
        .scalar_subquery()
    )


def _offer(as_of: date) -> Any:
    return (
        select(Offer.answer)
        .where(Offer.case_id == CaseFile.id, Offer.counts_from <= as_of)
        .order_by(Offer.counts_from.desc(), Offer.id)
        .limit(1)
        .correlate(CaseFile)
        .scalar_subquery()
    )


def _listed_households(as_of: date) -> Any:
    return select(CaseFile.household_id).where(on_list(as_of))


def _member_counts(session: Session, as_of: date) -> dict[UUID, tuple[int, int, int]]:
    """Adults, children and children under 18 of each listed household on the day."""
    member = HouseholdMember
    child = member.role == "child"
    minor = and_(child, or_(member.birth_year.is_(None), member.birth_year > as_of.year - 18))
    statement = (
        select(
            member.household_id,
            func.sum(case((child, 0), else_=1)),
            func.sum(case((child, 1), else_=0)),
            func.sum(case((minor, 1), else_=0)),
        )
        .where(member.household_id.in_(_listed_households(as_of)))
        .where(or_(member.valid_to.is_(None), member.valid_to > as_of))
        .group_by(member.household_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows(session, statement)}


def _names(as_of: date) -> Any:
    """Applicants' names by household; of a protected household there are none to read."""
    return (
        select(HouseholdMember.household_id.label("id"), Person.surname, Person.given_name)
        .join(Person, Person.id == HouseholdMember.person_id)
        .join(Household, Household.id == HouseholdMember.household_id)
        .where(HouseholdMember.role == "applicant", Household.protection == literal("none"))
        .where(HouseholdMember.household_id.in_(_listed_households(as_of)))
    )


def _duplicates() -> Any:
    first = aliased(CaseFile)
    return (
        select(DuplicateSuggestion.second_case_id, first.number)
        .join(first, first.id == DuplicateSuggestion.first_case_id)
        .where(DuplicateSuggestion.state == "open")
    )


def _candidate(
    row: Any,
    members: dict[UUID, tuple[int, int, int]],
    names: dict[UUID, tuple[str, str]],
    duplicate_of: dict[UUID, str],
    as_of: date,
) -> tuple[WaitingRow, ranking.Standing]:
    adults, children, minors = members.get(row.household_id, (1, 0, 0))
    surname, given_name = names.get(row.household_id, ("", ""))
    factors = _factors(row, minors)
    exact = row.decided_precision == "day" and row.decided_on is not None
    view = WaitingRow(
        place=0,
        case_id=row.id,
        household_id=row.household_id,
        number=row.number,
        surname=surname,
        given_name=given_name,
        protected=row.protection != "none",
        adults=adults,
        children=children,
        rooms=row.decided_rooms or row.rooms_min,
        need_words=row.need_words or "",
        adapted=bool(row.adapted),
        main_group=row.main_group or "ukjent",
        priority_class=row.priority_class,
        priority_words=row.priority_words or "",
        factors=tuple(sorted(factors)),
        decided_on=row.decided_on,
        decided_precision=row.decided_precision,
        received_on=row.received_on,
        days=(as_of - row.decided_on).days if exact else None,
        caseworker=row.caseworker or "",
        new_household=not row.lived_in_municipal,
        duplicate_of=duplicate_of.get(row.id, ""),
        offer=row.offer or "",
        deciding="",
        why="",
    )
    received = row.received_from or row.counts_from
    standing = ranking.Standing(
        row.priority_class, factors, row.counts_from, received, number_key(row.number), str(row.id),
        whole_months(row.counts_from, as_of),
    )  # fmt: skip
    return view, standing


def _factors(row: Any, minors: int) -> frozenset[str]:
    """What is stated in the case, and what its facts state by themselves."""
    stated = set(row.factors or ())
    if minors:
        stated.add("children")
    if row.situation in {"ute", "natthjem"}:
        stated.add("no_roof")
    if row.adapted or row.main_group == "tilrettelagt":
        stated.add("adapted")
    return frozenset(stated)


def _placed(
    ordered: list[tuple[WaitingRow, ranking.Standing]], keys: tuple[str, ...]
) -> tuple[WaitingRow, ...]:
    """Each with its place, and why it is not above the one before it on this very list."""
    before: ranking.Standing | None = None
    placed = []
    for place, (view, standing) in enumerate(ordered, 1):
        placed.append(
            replace(
                view,
                place=place,
                deciding=ranking.deciding_key(standing, before, keys),
                why=ranking.why_here(standing, before, keys),
                why_anonymous=ranking.why_here(standing, before, keys, anonymous=True),
            )
        )
        before = standing
    return tuple(placed)


def _kostra(
    ordered: list[tuple[WaitingRow, ranking.Standing]],
) -> tuple[list[tuple[WaitingRow, ranking.Standing]], tuple[tuple[WaitingRow, str], ...]]:
    kept: list[tuple[WaitingRow, ranking.Standing]] = []
    left_out: list[tuple[WaitingRow, str]] = []
    seen: set[UUID] = set()
    for row, standing in ordered:
        reason = _not_counted(row, seen)
        if reason:
            left_out.append((row, reason))
        else:
            kept.append((row, standing))
            seen.add(row.household_id)
    return kept, tuple(left_out)


def _not_counted(row: WaitingRow, seen: set[UUID]) -> str:
    if not row.new_household:
        return _("Not a new household: lived in a municipal dwelling when it applied.")
    if row.duplicate_of:
        return _("May be registered already, as case {number}.").format(number=row.duplicate_of)
    if row.household_id in seen:
        return _("The household is already counted with another case.")
    return ""
