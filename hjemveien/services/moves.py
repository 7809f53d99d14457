"""Moves a case along its pathway, or refuses in words; also the move-in and who has the case."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Uuid, cast, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from hjemveien.domain.pathway import Facts, MoveRefused, check_move, stage_title
from hjemveien.domain.refusal import Conflict, FieldClash, InvalidInput, Refusal
from hjemveien.persistence.errors import no_caseworker
from hjemveien.persistence.tables import (
    CaseFile,
    CaseNow,
    Decision,
    Household,
    JournalEntry,
    Offer,
    Staff,
    StageInterval,
)
from hjemveien.services import lists, office, sealing, server
from hjemveien.services.act import Act, acting
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.wishes import AssignCase, MoveCase, RegisterMoveIn
from hjemveien.texts import _

TOPICS = frozenset({"case", "waiting_list"})


def move_case(session: Session, wish: MoveCase) -> Change:
    """Move to another stage. Raises MoveRefused with reasons, Conflict if changed meanwhile."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    facts = move_facts(session, case, wish.day or act.day)
    _check_seen(session, case, wish, facts.stage)
    try:
        check_move(facts, wish.to_stage, wish.reason, wish.closing)
    except MoveRefused:
        # The facts may be younger than the case: then it is another's move that refuses.
        session.refresh(case)
        _check_seen(session, case, wish, facts.stage)
        raise
    write_move(session, case, wish, act, facts)
    lists.refresh(session, [case.id])
    return Change(TOPICS, frozenset({case.id}), note=stage_title(wish.to_stage))


def move_facts(session: Session, case: CaseFile, day: date) -> Facts:
    """What the pathway's rules need to know, in three statements whatever the history."""
    stage, since = session.execute(
        select(StageInterval.stage, StageInterval.started_on).where(
            StageInterval.case_id == case.id, StageInterval.ended_on.is_(None)
        )
    ).one()
    outcome = session.scalar(
        select(Decision.outcome)
        .where(Decision.case_id == case.id)
        .order_by(Decision.counts_from.desc(), Decision.id)
        .limit(1)
    )
    answers = set(session.scalars(select(Offer.answer).where(Offer.case_id == case.id)))
    return Facts(
        stage=stage,
        stage_since=since,
        today=day,
        decision_outcome=outcome,
        open_offer="unanswered" in answers,
        accepted_offer="accepted" in answers,
        moved_in=case.moved_in_counts_from is not None,
        closing=case.closing,
    )


def write_move(session: Session, case: CaseFile, wish: MoveCase, act: Act, facts: Facts) -> None:
    """End the open interval, begin the next, and tell it in the journal."""
    day = facts.today
    session.execute(
        update(StageInterval)
        .where(StageInterval.case_id == case.id, StageInterval.ended_on.is_(None))
        .values(ended_on=day)
    )
    session.add(
        StageInterval(
            id=uuid4(), case_id=case.id, ordinal=_next_ordinal(session, case.id),
            stage=wish.to_stage, started_on=day, moved_at=act.at, moved_by=act.by,
            reason=wish.reason.strip(),
        )
    )  # fmt: skip
    if wish.to_stage == "innflytting" and case.moved_in_counts_from is None:
        case.moved_in_on, case.moved_in_precision, case.moved_in_counts_from = day, "day", day
    _close_or_reopen(case, wish, facts)
    flag_modified(case, "pathway_version")  # a new row_version, so that a stale form is noticed
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind="moved",
            text=wish.reason.strip(), data={"from": facts.stage, "to": wish.to_stage},
        )
    )  # fmt: skip


def _next_ordinal(session: Session, case_id: UUID) -> int:
    statement = select(StageInterval.ordinal).where(StageInterval.case_id == case_id)
    latest = session.scalar(statement.order_by(StageInterval.ordinal.desc()).limit(1))
    return (latest or 0) + 1


def _close_or_reopen(case: CaseFile, wish: MoveCase, facts: Facts) -> None:
    if wish.to_stage != "avsluttet":
        case.closing = case.closed_on = case.closed_counts_from = None
        return
    by_facts = "housed" if facts.moved_in else "refused"
    case.closing = wish.closing or by_facts
    case.closed_on = case.closed_counts_from = facts.today


def _check_seen(session: Session, case: CaseFile, wish: MoveCase, stage: str) -> None:
    if wish.seen_version is None or wish.seen_version == case.row_version:
        return
    latest = _open_interval(session, case.id)
    raise Conflict(
        _("{who} has changed this case since you opened it. Nothing was saved.").format(
            who=latest.moved_by or _("Somebody else")
        ),
        (
            FieldClash(
                _("Stage"), stage_title(wish.to_stage), stage_title(stage),
                latest.moved_by, latest.moved_at,
            ),
        ),
    )  # fmt: skip


def register_move_in(session: Session, wish: RegisterMoveIn) -> Change:
    """Record the day and the dwelling of the move-in; the stage is moved by its own wish."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    if wish.moved_in_on > act.day:
        text = _("The move-in cannot be in the future.")
        raise InvalidInput(text, {"moved_in_on": text})
    case.moved_in_on = case.moved_in_counts_from = wish.moved_in_on
    case.moved_in_precision = "day"
    protection = session.scalar(
        select(Household.protection).where(Household.id == case.household_id)
    )
    if protection == "none":
        case.allocated_dwelling = wish.dwelling.strip()
    else:
        sealing.set_place(session, case.household_id, case.id, wish.dwelling.strip())
    lists.refresh(session, [case.id])
    return Change(TOPICS, frozenset({case.id}))


def assign_case(session: Session, wish: AssignCase) -> Change:
    """Give the case to a caseworker, or to nobody.

    On a shared database without opening it: one's own and nobody's case, a supervisor any. Raises
    NotAllowed, and InvalidInput where a protected household would go to somebody not cleared, or
    any to somebody who does not work with cases.
    """
    if server.is_shared(session):
        worker = cast(wish.caseworker_id, Uuid)
        server.call(session, func.assign_case(wish.case_id, worker, uuid4()))
        return Change(frozenset({"case"}), frozenset({wish.case_id}))
    return assign_here(session, wish)


def assign_here(session: Session, wish: AssignCase, note: str = "") -> Change:
    """The same on a local file, where nobody has to be asked; the note goes into the journal."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    if wish.caseworker_id and not office.may_have_cases(session, wish.caseworker_id):
        raise no_caseworker()
    ids = [staff_id for staff_id in (case.caseworker_id, wish.caseworker_id) if staff_id]
    names = dict(session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(ids))).all())
    before = names.get(case.caseworker_id, "") if case.caseworker_id else ""
    after = names.get(wish.caseworker_id, "") if wish.caseworker_id else ""
    case.caseworker_id = wish.caseworker_id
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind="assigned",
            text=note.strip(), data={"from": before, "to": after},
        )
    )  # fmt: skip
    lists.refresh(session, [case.id])
    return Change(frozenset({"case"}), frozenset({case.id}))


def give_back(session: Session, case_id: UUID, taken: UUID | None, back_to: UUID | None) -> Change:
    """Undo an assignment: an event of its own. Refused where somebody has given the case on since.

    `taken` is who it was given to, `back_to` who had it before; None is nobody.
    """
    has_it = session.execute(
        select(CaseNow.caseworker_id, CaseNow.caseworker).where(CaseNow.case_id == case_id)
    ).one_or_none()
    if has_it is not None and has_it[0] != taken:
        text = _("The case has been given to {who} since; that cannot be undone.")
        raise Refusal(text.format(who=has_it[1] or _("nobody")))
    return assign_case(session, AssignCase(case_id, back_to))


def undo_move(session: Session, wish: MoveCase, from_stage: str = "") -> Change:
    """Take the latest move back: an event of its own in the journal, nothing rewritten.

    Refused where the case has gone on from `from_stage`, and where something followed that cannot
    be taken back: a decision, a letter or an offer.
    """
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    facts = move_facts(session, case, wish.day or act.day)
    latest = _open_interval(session, case.id)
    if from_stage and facts.stage != from_stage:
        text = _("The case has been moved on to {stage} since; the move cannot be undone.")
        raise MoveRefused([text.format(stage=stage_title(facts.stage))])
    _check_nothing_followed(session, case.id, latest)
    if facts.stage == "innflytting" and case.moved_in_on == latest.started_on:
        case.moved_in_on = case.moved_in_precision = case.moved_in_counts_from = None
    write_move(session, case, wish, act, facts)
    lists.refresh(session, [case.id])
    return Change(TOPICS, frozenset({case.id}), note=stage_title(wish.to_stage))


def _check_nothing_followed(session: Session, case_id: UUID, latest: StageInterval) -> None:
    """Raises MoveRefused where the office has told somebody something since that move."""
    journal = select(JournalEntry.kind).where(
        JournalEntry.case_id == case_id, JournalEntry.at > latest.moved_at
    )
    followed = set(session.scalars(journal))
    later = Decision.decided_on > latest.started_on
    decided = select(Decision.id).where(Decision.case_id == case_id, later).limit(1)
    if "decided" in followed or session.scalar(decided) is not None:
        raise MoveRefused([_("A decision has been made since; the move cannot be undone.")])
    if "letter" in followed:
        raise MoveRefused([_("A letter has been sent since; the move cannot be undone.")])
    offered = select(Offer.id).where(
        Offer.case_id == case_id, Offer.counts_from >= latest.started_on
    )
    if session.scalar(offered.limit(1)) is not None:
        raise MoveRefused([_("An offer has been given since; the move cannot be undone.")])


def _open_interval(session: Session, case_id: UUID) -> StageInterval:
    return session.scalars(
        select(StageInterval).where(
            StageInterval.case_id == case_id, StageInterval.ended_on.is_(None)
        )
    ).one()
