"""What can be taken back for twenty seconds: a move, an assignment, a ticked task or goal.

Undoing is an event of its own in the journal; nothing is rewritten. Never offered for what has
left the office, such as a decision, a letter or an offer.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.services import goals, moves, writing
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import AssignCase, DropGoal, FinishTask, MarkReached, MoveCase
from hjemveien.texts import _, n_, number_text
from ui.case.opening import CaseOpening
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

Refused = Callable[[Refusal], None]
W = TypeVar("W", DropGoal, MarkReached)


def tell_moved(context: Context, card: CaseCard, change: Change, wish: MoveCase) -> None:
    """Say where the case is now; Undo takes it back to where the card had it."""
    reason = _("Undone: {reason}").format(reason=wish.reason)
    back = MoveCase(card.case_id, card.stage, reason, closing=card.closing)
    context.undoable(
        _("The stage is changed to {stage}").format(stage=change.note),
        lambda: _undo(context, lambda session: moves.undo_move(session, back, wish.to_stage)),
    )


def tick_task(
    context: Context, owner: QObject, wish: FinishTask, refused: Refused | None = None
) -> None:
    """Tick a task of a case that is open, or take the tick back; Undo does the opposite."""
    back = FinishTask(wish.task_id, not wish.done, wish.case_id)

    def told(_change: Change) -> None:
        context.undoable(
            _("The task is done") if wish.done else _("The task is open again"),
            lambda: _undo(context, lambda session: writing.finish_task(session, back)),
        )

    context.work.do(
        owner, lambda session: writing.finish_task(session, wish), told, refused or context.refuse
    )


def mark_reached(context: Context, owner: QObject, wish: MarkReached) -> None:
    """Tick a goal or a step for the household or for us; Undo does the opposite."""
    back = replace(wish, reached=not wish.reached)
    told = _("Marked as reached") if wish.reached else _("The mark is taken back")
    _undoable_goal(context, owner, goals.mark_reached, wish, back, told)


def drop_goal(
    context: Context, owner: QObject, case_id: UUID, goal_id: UUID, dropped: bool
) -> None:
    """Let a goal go, or take it up again; Undo does the opposite."""
    wish = DropGoal(case_id, goal_id, dropped)
    told = _("It is no goal any more") if dropped else _("It is a goal again")
    _undoable_goal(context, owner, goals.drop_goal, wish, replace(wish, dropped=not dropped), told)


def _undoable_goal(
    context: Context,
    owner: QObject,
    write: "Callable[[Session, W], Change]",
    wish: W,
    back: W,
    told: str,
) -> None:
    def done(_change: Change) -> None:
        context.undoable(told, lambda: _undo(context, lambda session: write(session, back)))

    context.work.do(owner, lambda session: write(session, wish), done, context.refuse)


def assign_cases(
    context: Context,
    owner: QObject,
    cases: tuple[tuple[UUID, UUID | None], ...],
    to: UUID | None,
    name: str,
) -> None:
    """Give cases (each with who has it now) to somebody, or with None to nobody; Undo gives back.

    All or none. A caseworker gives away what she has open, or else she could not take it back.
    """

    def give(session: "Session") -> Change:
        for case_id, _before in cases:
            moves.assign_case(session, AssignCase(case_id, to))
        return _together(cases)

    def take_back(session: "Session") -> Change:
        for case_id, before in cases:
            moves.give_back(session, case_id, to, before)
        return _together(cases)

    def told(_change: Change) -> None:
        context.undoable(given_words(len(cases), name), lambda: _undo(context, take_back))

    context.work.do(owner, give, told, context.refuse)


def given_words(many: int, name: str) -> str:
    """Who has them now, or with an empty name that nobody has."""
    if not name:
        text = n_(
            "{n} case is no longer assigned to anybody",
            "{n} cases are no longer assigned to anybody",
            many,
        )
        return text.format(n=number_text(many))
    text = n_("{n} case is given to {who}", "{n} cases are given to {who}", many)
    return text.format(n=number_text(many), who=name)


def _together(cases: tuple[tuple[UUID, UUID | None], ...]) -> Change:
    return Change(frozenset({"case"}), frozenset(case_id for case_id, _before in cases))


def when_open(
    context: Context,
    host: QWidget,
    case_id: UUID,
    read: "Callable[[Session], object]",
    then: Callable[[object], object],
    otherwise: Callable[[], object] = lambda: None,
) -> None:
    """Go on with what was read once the case is open; whoever has to give a reason is asked.

    `otherwise` where there is no such case for us, or no reason was given.
    """
    opening = CaseOpening(context, host, read)

    def go_on(answer: object) -> None:
        opening.deleteLater()
        then(answer)

    def decline(refusal: Refusal) -> None:
        context.refuse(refusal)
        give_up()

    def give_up() -> None:
        opening.deleteLater()
        otherwise()

    opening.opened.connect(go_on)
    opening.declined.connect(decline)
    opening.dismissed.connect(give_up)
    opening.open(case_id)


def _undo(context: Context, operation: "Callable[[Session], Change]") -> None:
    context.work.do(
        context, operation, lambda _change: context.say(_("It is undone")), context.refuse
    )
