"""Keeps the office's own words in use: those of stages and codes, and its name.

Read when the office opens and again whenever it changes, here or elsewhere. A window that is asked
something stays as it is until it has its answer: what is typed there comes first.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from hjemveien.domain import wording
from hjemveien.domain.wording import Wording
from ui.shell.context import Context
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from hjemveien.services.change import Change
    from ui.work import Session


@dataclass(frozen=True)
class _Said:
    """What the office says of itself."""

    words: Wording
    name: str


class OfficeWords(QObject):
    """`take` what was read when the office opened; what changes later is heard by itself."""

    def __init__(self, context: Context, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._waits = self._typing = False
        context.work.changed.connect(self._hear)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def take(self, words: Wording) -> None:
        """Show these from now on."""
        if words != wording.used():
            wording.use(words)
            self._show()

    def _hear(self, change: "Change") -> None:
        if "office" in change.topics:
            self._context.work.ask(self, _read, self._know, lambda _refusal: None, key="words")

    def _know(self, said: _Said) -> None:
        note = self._context.database
        if self._window.is_furnished() and said.name != note.office:
            self._window.show_office(replace(note, office=said.name))
        self.take(said.words)

    def _show(self) -> None:
        """Build the pages anew, but not under an open dialog or somebody's typing."""
        dialog = QApplication.activeModalWidget()
        self._typing = dialog is None and _is_typed_into(QApplication.focusWidget())
        if self._typing:
            return
        if dialog is None:
            if self._window.is_furnished():
                self._window.reword()
        elif not self._waits:
            self._waits = True
            dialog.destroyed.connect(lambda _gone: self._again())

    def _focus_moved(self, _left: QWidget | None, _reached: QWidget | None) -> None:
        if self._typing:
            self._typing = False
            # The field is only just being left, and tells whoever listens.
            QTimer.singleShot(0, self, self._show)

    def _again(self) -> None:
        self._waits = False
        self._show()


def _is_typed_into(field: QWidget | None) -> bool:
    if isinstance(field, QLineEdit):
        return bool(field.text())
    return isinstance(field, QPlainTextEdit) and bool(field.toPlainText())


def _read(session: "Session") -> _Said:
    from hjemveien.services.office import office_name
    from hjemveien.services.office_settings import office_wording

    return _Said(office_wording(session), office_name(session))
