"""Who else has this case open: said quietly in the case's head, and told to the others' windows."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from hjemveien.domain.refusal import Refusal
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

# As services.presence asks for it.
RENEW_MS = 20_000


class CasePresence(QObject):
    """`others_changed(names)` for the case that `show` named, until `leave`.

    Only on a shared database: a file here is opened by one person.
    """

    others_changed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._window_id = uuid4()
        self._case_id: UUID | None = None
        self._others: tuple[str, ...] = ()
        self._renewal = QTimer(self, interval=RENEW_MS)
        self._renewal.timeout.connect(self._renew)
        context.work.people_moved.connect(self._look)
        context.closing.connect(self.leave)

    def show(self, case_id: UUID) -> None:
        """This window shows the case from now on; the same again changes nothing."""
        if self._context.database.kind == "local" or case_id == self._case_id:
            return
        self._case_id = case_id
        self._tell(())
        self._renew()
        self._renewal.start()

    def leave(self) -> None:
        """It shows no case any more."""
        if self._case_id is None:
            return
        self._case_id, window_id = None, self._window_id
        self._renewal.stop()
        self._tell(())

        def write(session: "Session") -> None:
            from hjemveien.services.presence import leave

            leave(session, window_id)

        self._context.work.keep(self._context, write, None, _quietly, key="presence")

    def _renew(self) -> None:
        case_id, window_id = self._case_id, self._window_id
        if case_id is None:
            return

        def write(session: "Session") -> tuple[str, ...]:
            from hjemveien.services.presence import appear

            return appear(session, window_id, case_id)

        self._context.work.keep(
            self._context, write, lambda found: self._found(case_id, found), _quietly,
            key="presence",
        )  # fmt: skip

    def _look(self) -> None:
        """Somebody has come to some case or left it."""
        case_id, window_id = self._case_id, self._window_id
        if case_id is None:
            return

        def read(session: "Session") -> tuple[str, ...]:
            from hjemveien.services.presence import others

            return others(session, window_id, case_id)

        self._context.work.ask(
            self, read, lambda found: self._found(case_id, found), _quietly, key="others"
        )

    def _found(self, case_id: UUID, others: tuple[str, ...]) -> None:
        if case_id == self._case_id:
            self._tell(others)

    def _tell(self, others: tuple[str, ...]) -> None:
        if others != self._others:
            self._others = others
            self.others_changed.emit(others)


def _quietly(_refusal: Refusal) -> None:
    """Whoever may not say that she is here is simply not shown."""
