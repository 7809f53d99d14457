"""Keeps the office's own words in use: those of stages and codes, and its name.

Read when the office opens and again whenever it changes, here or elsewhere. A window that is asked
something stays as it is until it has its answer: what is typed there comes first.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

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
        self._waits = False
        context.work.changed.connect(self._hear)

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
        """Build the pages anew, but not under an open dialog."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            if self._window.is_furnished():
                self._window.reword()
        elif not self._waits:
            self._waits = True
            dialog.destroyed.connect(lambda _gone: self._again())

    def _again(self) -> None:
        self._waits = False
        self._show()


def _read(session: "Session") -> _Said:
    from hjemveien.services.office import office_name
    from hjemveien.services.office_settings import office_wording

    return _Said(office_wording(session), office_name(session))
