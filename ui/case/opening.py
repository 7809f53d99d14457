"""Opens a case: at once where it is one's own, else with a reason, which the log is told first."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import GlassNeeded, ReasonNeeded, Refusal
from hjemveien.services.access import OpenCase
from ui.case.reason import GlassSheet, ReasonSheet
from ui.kit import SheetDialog
from ui.shell.context import Context

if TYPE_CHECKING:
    from hjemveien.services.views import CaseCard
    from ui.work import Session


class CaseOpening(QObject):
    """`opened(card)` when the case may be read, `declined(refusal)` when there is none for us.

    `dismissed` when the person did not want to give a reason. A later wish replaces an earlier.
    Whoever wants less than the whole card says what to `read`.
    """

    opened = Signal(object)
    declined = Signal(object)
    dismissed = Signal()

    def __init__(
        self,
        context: Context,
        host: QWidget,
        read: "Callable[[Session], object] | None" = None,
    ) -> None:
        super().__init__(host)
        self._read = read
        self.context = context
        self._host = host
        self._sheet: SheetDialog | None = None

    def open(self, case_id: UUID) -> None:
        """Ask for the case; what has to be asked of the person is asked when the server says so."""
        earlier, self._sheet = self._sheet, None
        if earlier is not None:
            earlier.reject()
        self._send(OpenCase(case_id))

    def _send(self, wish: OpenCase) -> None:
        read = self._read or (lambda session: read_case(session, wish.case_id))
        self.context.work.open(
            self, wish, read, self._show, lambda refusal: self._ask(wish, refusal), key="open"
        )

    def _show(self, card: object) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.accept()
        self.opened.emit(card)

    def _ask(self, wish: OpenCase, refusal: Refusal) -> None:
        if self._sheet is not None:
            self._sheet.show_refusal(refusal)
        elif isinstance(refusal, GlassNeeded):
            self._ask_glass(wish)
        elif isinstance(refusal, ReasonNeeded):
            self._ask_reason(wish)
        else:
            self.declined.emit(refusal)

    def _ask_reason(self, wish: OpenCase) -> None:
        sheet = ReasonSheet(self._host, self.context.latest_reason)

        def go_on(code: str, words: str) -> None:
            self.context.latest_reason = code
            self._send(OpenCase(wish.case_id, code, words))

        sheet.chosen.connect(go_on)
        self._put_up(sheet)

    def _ask_glass(self, wish: OpenCase) -> None:
        sheet = GlassSheet(self._host)
        sheet.chosen.connect(
            lambda words: self._send(OpenCase(wish.case_id, "written", words, glass=True))
        )
        self._put_up(sheet)

    def _put_up(self, sheet: SheetDialog) -> None:
        self._sheet = sheet
        sheet.rejected.connect(lambda: self._dismiss(sheet))
        sheet.open()

    def _dismiss(self, sheet: SheetDialog) -> None:
        """Nobody is asked any more, unless another case has been asked for meanwhile."""
        if self._sheet is sheet:
            self._sheet = None
            self.dismissed.emit()


def read_case(session: "Session", case_id: UUID) -> "CaseCard":
    """The whole card; how it is read is loaded with the first one, on the work thread."""
    from hjemveien.services import case_card

    return case_card.show_case(session, case_id)
