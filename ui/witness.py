"""Covers what was written by a link of the audit's chain every ten minutes and at the end.

This computer keeps the last head it saw, and says in a banner when the database has lost it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hjemveien.domain.refusal import Refusal
from ui.office import Office
from ui.shell.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_MS = 600_000


class Witness(QObject):
    """Begins as soon as it is made: the database is open by then. Works on the long lane."""

    def __init__(self, context: Context, office: Office, data_dir: Path) -> None:
        super().__init__(context)
        self._context = context
        self._office = office
        self._data_dir = data_dir
        self._told = ""
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.timeout.connect(self.keep_up)
        self.timer.start()
        self._ask(self._check_in)

    def keep_up(self) -> None:
        """Add a link over what is new; soon, and not on this thread."""
        self._ask(self._keep_up)

    def end(self) -> None:
        """The last link, when the threads have ended; without contact the next window adds it."""
        self.timer.stop()
        if self._context.work.contact.answers():
            try:
                self._keep_up()
            except Refusal:
                return

    def _ask(self, question: "Callable[[], str]") -> None:
        self._context.work.aside(self, question, self._tell, _not_now)

    def _check_in(self) -> str:
        from hjemveien.services.heads import check_in

        return check_in(self._office.database(), self._data_dir)

    def _keep_up(self) -> str:
        from hjemveien.services.heads import keep_up

        return keep_up(self._office.database(), self._data_dir, self._context.now())

    def _tell(self, words: str) -> None:
        """Once: the banner stays until somebody closes it."""
        if words and words != self._told:
            self._context.warn(words, "danger")
        self._told = words


def _not_now(_refusal: Refusal) -> None:
    """A lost connection is told by whatever the person does; the next time will do."""
