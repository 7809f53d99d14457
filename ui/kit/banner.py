"""Messages that stay until they are dealt with, and long work with its progress."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget
from shiboken6 import isValid

from hjemveien.texts import _
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import IconLabel, Text
from ui.kit.layout import box, column, grow, hide_unless, least_height, row
from ui.lanes import ProgressWatcher
from ui.work import Ticket

_ICONS = {
    "info": "info",
    "warning": "triangle-alert",
    "danger": "circle-alert",
    "success": "circle-check",
}
SHOW_AFTER_MS = 1000
CANCEL_AFTER_MS = 10_000


class Banner(QFrame):
    """Kinds: info, warning, danger, success. `say` shows it; it may carry one action."""

    closed = Signal()

    def __init__(self, kind: str = "info", text: str = "", closable: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self.setProperty("look", "banner")
        self._sign = IconLabel(_ICONS[kind])
        self.text = Text(text, "body", wraps=True)
        self.action = Button("")
        self.action.hide()
        self._run: Callable[[], object] = _nothing
        self.action.clicked.connect(lambda: self._run())
        self._close = IconButton("x", _("Close"), self._dismiss)
        hide_unless(closable, self._close)
        parts = (self._sign, grow(self.text), self.action, self._close)
        self.setLayout(row(*parts, margins=(12, 3, 6, 3)))
        least_height(self, 40)
        self._set_kind(kind)
        hide_unless(bool(text), self)

    def say(
        self,
        text: str,
        kind: str = "",
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        self._set_kind(kind or self.kind)
        self.text.setText(text)
        self.setAccessibleName(text)
        self.action.setVisible(bool(action))
        self.action.set_text(action)
        self._run = run or _nothing
        self.show()

    def _set_kind(self, kind: str) -> None:
        self.kind = kind
        self.setProperty("kind", kind)
        for part in (self, self.text, self.action):
            self.style().unpolish(part)
            self.style().polish(part)
        self._draw()

    def _draw(self) -> None:
        self._sign.set_icon(_ICONS[self.kind], self.kind)

    def _dismiss(self) -> None:
        self.hide()
        self.closed.emit()


class ProgressBanner(QWidget):
    """Appears when the work has taken a second, offers to cancel after ten.

    `given_up` when somebody cancelled: no answer comes, and what waited for one is to be offered
    again. Where an answer was too quick to be cancelled, it comes afterwards all the same.
    """

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = Text("", "strong")
        self.share = Text("", "caption", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(_("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        self.cancel.hide()
        middle = column(row(self.text, None, self.share), self.bar, spacing=4)
        body = row(middle, self.cancel, spacing=12, margins=(12, 8, 12, 8))
        body.setStretch(0, 1)
        self.setLayout(column(box(body, "card")))
        self._show_timer = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._show_timer.timeout.connect(self.show)
        self._cancel_timer = QTimer(self, singleShot=True, interval=CANCEL_AFTER_MS)
        self._cancel_timer.timeout.connect(self.cancel.show)
        self._ticket: Ticket[Any] | None = None
        self._watcher: ProgressWatcher | None = None
        self.hide()

    def follow(self, ticket: Ticket[Any], text: str) -> None:
        """Show how the ticket of `Work.long` goes, until it ends."""
        self._leave()
        self._ticket = ticket
        self.text.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0)
        self.share.setText("")
        self.cancel.setEnabled(True)
        self._watcher = ticket.watcher
        if self._watcher is not None:
            self._watcher.progress.connect(self.set_progress)
            self._watcher.ended.connect(self.end)
        self.cancel.hide()
        self._show_timer.start()
        self._cancel_timer.start()

    def _leave(self) -> None:
        """What was followed before says nothing here any more."""
        if self._watcher is not None and isValid(self._watcher):
            self._watcher.progress.disconnect(self.set_progress)
            self._watcher.ended.disconnect(self.end)
        self._watcher = None

    def set_progress(self, done: int, of: int, text: str = "") -> None:
        if text:
            self.text.setText(text)
        # In hundredths: a file's bytes may be more than Qt's bar can count.
        share = min(done * 100 // of, 100) if of else 0
        self.bar.setRange(0, 100 if of else 0)
        self.bar.setValue(share)
        self.share.setText(_("{n} %").format(n=share) if of else "")

    def end(self) -> None:
        given_up = self._ticket is not None and self._ticket.cancelled()
        self._leave()
        self._ticket = None
        self._show_timer.stop()
        self._cancel_timer.stop()
        self.cancel.hide()
        self.hide()
        if given_up:
            self.given_up.emit()

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self.cancel.setEnabled(False)
            self.text.setText(_("Cancelling …"))


def _nothing() -> None:
    return None
