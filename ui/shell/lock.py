"""Hides the whole window until whoever sits here has shown that it is still her."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _
from ui.kit import Banner, Button, FormField, SecretField, Text, column, primary, row
from ui.kit.layout import fix_width
from ui.shell.context import Context
from ui.shell.passphrase import card
from ui.shell.rail import Logo
from ui.theme import theme


class LockPage(QWidget):
    """`entered(secret)`; `quit` when somebody else wants to sit here. Says nothing of any case."""

    entered = Signal(str)
    quit = Signal()

    def __init__(self, window: QWidget, name: str, local: bool) -> None:
        super().__init__(window)
        self.setAccessibleName(_("Locked"))
        self.field = SecretField()
        self.form = FormField(_("Passphrase") if local else _("Password"), self.field, _hint(local))
        self.problem = Banner("danger")
        self.main = primary(_("Unlock"), self.submit, "key-round")
        leave = Button(_("Close Hjemveien"), clicked=self.quit.emit)
        buttons = row(self.main, leave, None)
        body = QWidget()
        body.setLayout(column(Text(name, "strong"), self.form, self.problem, buttons, spacing=12))
        note = _("What you were writing is kept.")
        head = row(Logo(), Text(_("Hjemveien"), "title"), None, spacing=12)
        middle = fix_width(QWidget(), 520)
        middle.setLayout(column(head, card(_("Locked"), body, note), None, spacing=20))
        self.setLayout(row(None, column(None, middle, None), None))
        self.field.returnPressed.connect(self.submit)

    def submit(self) -> None:
        if self.form.validate() and self.main.isEnabled():
            self.main.setEnabled(False)
            self.entered.emit(self.field.text())

    def show_problem(self, text: str) -> None:
        self.main.setEnabled(True)
        self.problem.say(text)
        self.field.clear()
        self.field.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground hides everything beneath it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().tokens.background))
        painter.end()


class Lock(QObject):
    """`lock()` hides the content and every dialog of the window, and gives them back untouched.

    `check(secret)` is asked on a work thread. `changed(bool)` says whether it is locked.
    """

    changed = Signal(bool)

    def __init__(self, window: QMainWindow, context: Context, check: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._check = check
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.page: LockPage | None = None

    def is_locked(self) -> bool:
        return self.page is not None

    def lock(self) -> None:
        if self.page is not None:
            return
        self._focus = QApplication.focusWidget()
        content = self._window.centralWidget()
        person, local = self._context.person, self._context.database.kind == "local"
        self.page = LockPage(self._window, person.name, local)
        self.page.entered.connect(self._try)
        self.page.quit.connect(self._window.close)
        self._hide_dialogs()
        if content is not None:
            content.hide()
        self._fit()
        self.page.show()
        self.page.field.setFocus()
        if QApplication.clipboard().ownsClipboard():
            QApplication.clipboard().clear()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self.changed.emit(True)

    def unlock(self) -> None:
        """Everything as it was, the cursor where it stood."""
        page, self.page = self.page, None
        if page is None:
            return
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        content = self._window.centralWidget()
        if content is not None:
            content.show()
        page.hide()
        page.deleteLater()
        for dialog in self._hidden:
            if isValid(dialog):
                dialog.show()
        self._hidden.clear()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is locked: what opens by itself waits, and the page fills the window."""
        if event.type() == QEvent.Type.Show and self._is_other_window(watched):
            assert isinstance(watched, QWidget)
            self._hidden.append(watched)
            watched.hide()
        elif event.type() == QEvent.Type.Resize and watched is self._window:
            self._fit()
        return False

    def _hide_dialogs(self) -> None:
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and self._is_other_window(other):
                self._hidden.append(other)
                other.hide()

    def _is_other_window(self, watched: QObject) -> bool:
        """A dialog of this window, or one of nobody's."""
        if not isinstance(watched, QWidget) or not watched.isWindow():
            return False
        above = watched.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is self._window or (
            watched.parentWidget() is None and not isinstance(watched, QMainWindow)
        )

    def _fit(self) -> None:
        if self.page is not None:
            self.page.setGeometry(self._window.rect())
            self.page.raise_()

    def _try(self, secret: str) -> None:
        self._context.work.near(self, lambda: self._check(secret), self._checked, self._refused)

    def _checked(self, right: bool) -> None:
        if right:
            self.unlock()
        elif self.page is not None:
            self.page.show_problem(_("That is not right. Try again."))

    def _refused(self, refusal: Refusal) -> None:
        if self.page is not None:
            self.page.show_problem(refusal.text)


def _hint(local: bool) -> str:
    if local:
        return _("The passphrase of the office.")
    return _("The one you log in with; where the computer logs you in, that of the computer.")
