"""Decisions, priority and living situation: what places a household on the list, with reasons."""

from datetime import date
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.domain import plausible
from hjemveien.domain.codes import FACTORS, SITUATIONS
from hjemveien.domain.refusal import InvalidInput
from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    Decision,
    HousingSituation,
    JournalEntry,
    Priority,
    Task,
)
from hjemveien.services import lists, writing
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.wishes import FinishTask, MakeDecision, ObserveSituation, SetPriority
from hjemveien.texts import _

_LISTED = frozenset({"case", "waiting_list"})
CLASSES = (1, 2, 3)


def make_decision(session: Session, wish: MakeDecision) -> Change:
    """Register a decision with outcome, legal basis and reasons. Raises InvalidInput.

    Reasons are given together with the decision. Source: forvaltningsloven §§ 24–25.
    """
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    wrong = _wrong(wish)
    decided = plausible.decided_problem(wish.decided_on, _first_received(session, case), act.day)
    if decided:
        wrong["decided_on"] = decided
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    if session.get(Decision, wish.decision_id) is None:
        session.add(
            Decision(
                id=wish.decision_id,
                case_id=case.id,
                track=wish.track,
                outcome=wish.outcome,
                decided_on=wish.decided_on,
                counts_from=wish.decided_on,
                legal_basis=wish.legal_basis.strip(),
                reasons=wish.reasons.strip(),
                dwelling_type=wish.dwelling_type,
                rooms=wish.rooms,
                lease_months=wish.lease_months,
                decided_by=act.by,
            )
        )
        session.add(
            JournalEntry(
                id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind="decided",
                data={"outcome": wish.outcome, "day": wish.decided_on.isoformat()},
            )
        )  # fmt: skip
        _settle(session, case, wish)
    lists.refresh(session, [case.id])
    return Change(_LISTED, frozenset({case.id}), created=wish.decision_id)


def _first_received(session: Session, case: CaseFile) -> date | None:
    return session.scalar(
        select(func.min(Application.received_on)).where(Application.case_id == case.id)
    )


def _settle(session: Session, case: CaseFile, wish: MakeDecision) -> None:
    """Tick what is still open of them; a task that somebody ticked meanwhile is as it should be."""
    still_open = select(Task.id).where(
        Task.id.in_(wish.settled), Task.case_id == case.id, Task.done_at.is_(None)
    )
    for task_id in list(session.scalars(still_open)):
        writing.finish_task(session, FinishTask(task_id, case_id=case.id))


def _wrong(wish: MakeDecision) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if wish.outcome not in {"granted", "refused", "dismissed"}:
        wrong["outcome"] = _("Outcome is missing. Choose granted, refused or dismissed.")
    if not wish.legal_basis.strip():
        wrong["legal_basis"] = _("Legal basis is missing. Say which rule the decision rests on.")
    if not wish.reasons.strip():
        wrong["reasons"] = _("Reasons are missing. A decision is given together with its reasons.")
    return wrong


def set_priority(session: Session, wish: SetPriority) -> Change:
    """Give a class and factors from a day on. Raises InvalidInput without a reason."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    wrong: dict[str, str] = {}
    if not wish.reason.strip():
        wrong["reason"] = _("Reason is missing. A class changes only with a reason.")
    if wish.priority_class is not None and wish.priority_class not in CLASSES:
        wrong["priority_class"] = _("Class must be 1, 2 or 3.")
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    before = session.scalar(
        select(Priority.priority_class)
        .where(Priority.case_id == case.id)
        .order_by(Priority.valid_from.desc(), Priority.set_at.desc())
        .limit(1)
    )
    known = {code for code, _title in FACTORS}
    session.add(
        Priority(
            id=uuid4(),
            case_id=case.id,
            valid_from=wish.valid_from or act.day,
            set_at=act.at,
            set_by=act.by,
            priority_class=wish.priority_class,
            reason=wish.reason.strip(),
            factors=[factor for factor in wish.factors if factor in known],
        )
    )
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind="priority",
            text=wish.reason.strip(), data={"from": before, "to": wish.priority_class},
        )
    )  # fmt: skip
    lists.refresh(session, [case.id])
    return Change(_LISTED, frozenset({case.id}))


def observe_situation(session: Session, wish: ObserveSituation) -> Change:
    """Add an observation of how the household lives; earlier ones stay."""
    act = acting(session)
    case: CaseFile = case_or_refuse(session, wish.case_id)
    wrong: dict[str, str] = {}
    if wish.situation not in {code for code, _title in SITUATIONS}:
        wrong["situation"] = _("Living situation is missing. Choose one.")
    if wish.observed_on > act.day:
        wrong["observed_on"] = _("Date cannot be in the future.")
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    session.add(
        HousingSituation(
            id=uuid4(), household_id=case.household_id, case_id=case.id, words=wish.words.strip(),
            situation=wish.situation, observed_on=wish.observed_on, release_on=wish.release_on,
        )
    )  # fmt: skip
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind="situation",
            text=wish.words.strip(), data={"situation": wish.situation},
        )
    )  # fmt: skip
    return Change(_LISTED, frozenset({case.id}))
