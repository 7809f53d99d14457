"""The household's own goals and the small steps there: said, reached, and let go again.

What the household says is reached and what the office says are two marks; neither moves the other.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import InvalidInput, NotFound
from hjemveien.persistence.tables import Goal, JournalEntry, PlanStep
from hjemveien.services.act import Act, acting
from hjemveien.services.case_part import KEY, CasePart
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.views import GoalView, StepView
from hjemveien.services.wishes import AddStep, DropGoal, MarkReached, SetGoal
from hjemveien.texts import _

_CASE = frozenset({"case"})
_MARKS = ("household_done_on", "office_done_at", "office_done_by")
_GOALS = CasePart(
    select(
        Goal.id, Goal.row_version, Goal.words, Goal.said_on, Goal.dropped_on,
        *(getattr(Goal, name) for name in _MARKS),
        PlanStep.id, PlanStep.row_version, PlanStep.words, PlanStep.who,
        *(getattr(PlanStep, name) for name in _MARKS),
    )
    .outerjoin(PlanStep, PlanStep.goal_id == Goal.id)
    .where(Goal.case_id == KEY)
    .order_by(Goal.dropped_on.is_not(None), Goal.said_on, Goal.id, PlanStep.ordinal, PlanStep.id)
)  # fmt: skip
_GOAL_COLUMNS = 8


def goals_of(session: Session, case_id: UUID) -> tuple[GoalView, ...]:
    """In the order they were said, those let go at the end; each with its steps in theirs."""
    found: dict[UUID, tuple[Any, list[StepView]]] = {}
    for row in _GOALS.rows(session, case_id):
        goal, step = row[:_GOAL_COLUMNS], row[_GOAL_COLUMNS:]
        steps = found.setdefault(goal[0], (goal, []))[1]
        if step[0] is not None:
            steps.append(StepView(*step))
    return tuple(replace(GoalView(*goal), steps=tuple(steps)) for goal, steps in found.values())


def set_goal(session: Session, wish: SetGoal) -> Change:
    """Write down what the household wants. Raises InvalidInput where nothing is written."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    words = _written(wish.words, _("Goal is empty. Write it as the household says it."))
    if session.get(Goal, wish.goal_id) is None:
        session.add(Goal(id=wish.goal_id, case_id=case.id, words=words, said_on=act.day))
        _tell(session, case.id, act, "goal_set", words)
    return Change(_CASE, frozenset({case.id}), created=wish.goal_id)


def add_step(session: Session, wish: AddStep) -> Change:
    """Add a small step towards a goal of the case, after those that are there."""
    case = case_or_refuse(session, wish.case_id)
    goal = _found(session, Goal, wish.case_id, wish.goal_id)
    words = _written(wish.words, _("Step is empty. Write what is to be done first."))
    if session.get(PlanStep, wish.step_id) is None:
        last = session.scalar(select(func.max(PlanStep.ordinal)).where(PlanStep.goal_id == goal.id))
        session.add(
            PlanStep(
                id=wish.step_id, case_id=case.id, goal_id=goal.id, ordinal=(last or 0) + 1,
                words=words, who=wish.who.strip(),
            )
        )  # fmt: skip
    return Change(_CASE, frozenset({case.id}), created=wish.step_id)


def mark_reached(session: Session, wish: MarkReached) -> Change:
    """Set the household's mark or the office's, or take it back; of a goal the journal tells."""
    act = acting(session)
    record = _found(session, Goal if wish.of_goal else PlanStep, wish.case_id, wish.record_id)
    if wish.by_household:
        record.household_done_on = act.day if wish.reached else None
    else:
        record.office_done_at = act.at if wish.reached else None
        record.office_done_by = act.by if wish.reached else None
    if wish.of_goal:
        kind = "goal_reached" if wish.reached else "goal_open"
        said_by = "household" if wish.by_household else "office"
        _tell(session, wish.case_id, act, kind, record.words, said_by=said_by)
    return Change(_CASE, frozenset({wish.case_id}))


def drop_goal(session: Session, wish: DropGoal) -> Change:
    """The household does not want it any more, or does again; nothing is taken away."""
    act = acting(session)
    goal = _found(session, Goal, wish.case_id, wish.goal_id)
    goal.dropped_on = act.day if wish.dropped else None
    _tell(session, wish.case_id, act, "goal_dropped" if wish.dropped else "goal_back", goal.words)
    return Change(_CASE, frozenset({wish.case_id}))


def _found(session: Session, table: Any, case_id: UUID, record_id: UUID) -> Any:
    mine = select(table).where(table.id == record_id, table.case_id == case_id)
    record = session.scalars(mine).one_or_none()
    if record is None:
        case_or_refuse(session, case_id)
        raise NotFound(_("The goal is no longer there."))
    return record


def _written(words: str, missing: str) -> str:
    if not words.strip():
        raise InvalidInput(missing, {"words": missing})
    return words.strip()


def _tell(session: Session, case_id: UUID, act: Act, kind: str, words: str, **more: str) -> None:
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case_id, at=act.at, by=act.by, kind=kind,
            data={"words": words, **more},
        )
    )  # fmt: skip
