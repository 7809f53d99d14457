"""Fields to type in."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from hjemveien.texts import _
from ui.kit.buttons import IconButton
from ui.theme import theme

SEARCH_PAUSE_MS = 0


def really_left(event: QFocusEvent) -> bool:
    """Not so when another window came before ours, or a menu opened."""
    reason = Qt.FocusReason
    return event.reason() not in (reason.ActiveWindowFocusReason, reason.PopupFocusReason)


LARGE_PERCENT = 150


class TextField(QLineEdit):
    """One line of text; `left` when the field is left after a change or not."""

    left = Signal()

    def __init__(self, name: str = "", placeholder: str = "", limit: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if limit:
            self.setMaxLength(limit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if really_left(event):
            self.left.emit()


class SecretField(TextField):
    """A passphrase, shown as dots unless the reader asks to see it."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = IconButton("eye", _("Show"), self._toggle)
        self._eye.setParent(self)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _place_at_right(self, self._eye)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.set_icon("eye-off" if hidden else "eye")
        self._eye.set_name(_("Hide") if hidden else _("Show"))


class SearchField(TextField):
    """Filters as you type: `searched(text)` once all keys at hand are taken in.

    `to_list(opens)` when the arrow leads down into what was found, or Enter wants it open.
    """

    searched = Signal(str)
    to_list = Signal(bool)

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name, placeholder or name)
        self._last = ""
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._clear = IconButton("x", _("Clear the search"), self.clear_search)
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(lambda: self._leave(opens=True))
        self._make_room()
        theme().changed.connect(self._make_room)

    def clear_search(self) -> None:
        self.clear()
        self._tell()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_search()
            return
        if event.key() == Qt.Key.Key_Down and not _held(event):
            self._leave(opens=False)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo is what was done last in the office: an old search is never what was meant."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        glass = theme().pixmap("search", "muted", ratio=self.devicePixelRatioF())
        px = theme().px
        QPainter(self).drawPixmap(px(10), (self.height() - px(16)) // 2, glass)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _place_at_right(self, self._clear)

    def _make_room(self) -> None:
        self.setTextMargins(theme().px(22), 0, theme().px(22), 0)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _leave(self, opens: bool) -> None:
        self._tell()
        self.to_list.emit(opens)

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)


class TextArea(QPlainTextEdit):
    """Several lines; Tab leaves the field, `left` when it does.

    Where it `sends`, Ctrl+Enter in it is `sent` and no shortcut of the window. With `resting` it
    is so many lines high while it is empty and the keyboard is elsewhere.
    """

    left = Signal()
    sent = Signal()

    def __init__(
        self, name: str = "", placeholder: str = "", lines: int = 4, resting: int = 0
    ) -> None:
        super().__init__()
        self._lines, self._resting = lines, resting
        self.sends = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._fit()
        theme().changed.connect(self._fit)
        if resting:
            self.textChanged.connect(self._fit)

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        self.setPlainText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if really_left(event):
            self._fit()
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_sending(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_sending(event):
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def _is_sending(self, event: QEvent) -> bool:
        if not self.sends or not isinstance(event, QKeyEvent):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter and _held(event) == Qt.KeyboardModifier.ControlModifier

    def _fit(self) -> None:
        # Where letters are large it shows a line less, and scrolls: the page keeps its room.
        lines = self._lines - (theme().zoom_percent > LARGE_PERCENT and self._lines > 2)
        rests = bool(self._resting) and not self.hasFocus() and self.document().isEmpty()
        if rests:
            lines = self._resting
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if rests else bar.ScrollBarAsNeeded)
        self.setFixedHeight(theme().metrics().lineSpacing() * lines + theme().px(20))


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The keys held with it; that a key is of the number pad does not count."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _place_at_right(field: QWidget, button: QWidget) -> None:
    px = theme().px
    side = min(field.height() - px(4), px(28))
    button.setFixedSize(side, side)
    button.move(field.width() - side - px(3), (field.height() - side) // 2)
