"""What can be taken back for twenty seconds: a move, an assignment, a ticked task.

Undoing is an event of its own in the journal; nothing is rewritten. Never offered for what has
left the office, such as a decision, a letter or an offer.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.services import moves, writing
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import FinishTask, MoveCase
from hjemveien.texts import _
from ui.case.opening import CaseOpening
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

Refused = Callable[[Refusal], None]


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
    context.work.do(context, operation, failed=context.refuse)
