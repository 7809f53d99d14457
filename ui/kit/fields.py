"""Fields to type and choose in; the wheel never changes any of them."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from hjemveien.texts import _, day_text
from ui.kit.buttons import IconButton
from ui.kit.date_words import read_day
from ui.kit.layout import fix_height
from ui.theme import theme
from ui.theme.tokens import CONTROL_PX

SEARCH_PAUSE_MS = 120


def really_left(event: QFocusEvent) -> bool:
    """Not so when another window came before ours, or a menu opened."""
    reason = Qt.FocusReason
    return event.reason() not in (reason.ActiveWindowFocusReason, reason.PopupFocusReason)


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
    """Filters as you type: `searched(text)` after a short pause, at once on Enter or clearing."""

    searched = Signal(str)

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
        self.returnPressed.connect(self._tell)
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
        super().keyPressEvent(event)

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

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)


class TextArea(QPlainTextEdit):
    """Several lines; Tab leaves the field, `left` when it does."""

    left = Signal()

    def __init__(self, name: str = "", placeholder: str = "", lines: int = 4) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._fit()
        theme().changed.connect(self._fit)

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if really_left(event):
            self.left.emit()

    def _fit(self) -> None:
        self.setFixedHeight(theme().metrics().lineSpacing() * self._lines + theme().px(20))


class ComboField(QComboBox):
    """A choice among pairs (value, text); the wheel scrolls the page instead."""

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self, name: str = "", options: Iterable[tuple[object, str]] = (), empty: str = ""
    ) -> None:
        """With `empty` the first choice is that text and its value None."""
        super().__init__()
        self.setAccessibleName(name)
        self._empty = empty
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(lambda _index: self.chosen.emit(self.value()))

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Replace the choices, keeping the value where it is still among them."""
        kept = self.value()
        self.blockSignals(True)
        self.clear()
        if self._empty:
            self.addItem(self._empty, None)
        for value, text in options:
            self.addItem(text, value)
        self.set_value(kept)
        self.blockSignals(False)

    def value(self) -> object:
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the value; one that is not among the choices chooses the first."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(0 if self.count() else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if really_left(event):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        color = "text" if self.isEnabled() else "muted"
        arrow = theme().pixmap("chevron-down", color, ratio=self.devicePixelRatioF())
        px = theme().px
        x, y = self.width() - px(25), (self.height() - px(16)) // 2
        QPainter(self).drawPixmap(x, y, arrow)


class SpinField(QSpinBox):
    """A whole number, typed or with the arrow keys."""

    left = Signal()

    def __init__(self, name: str = "", low: int = 0, high: int = 999, suffix: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setSuffix(f" {suffix}" if suffix else "")
        fix_height(self, CONTROL_PX)
        self._make_room()
        theme().changed.connect(self._make_room)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if really_left(event):
            self.left.emit()

    def _make_room(self) -> None:
        # The style sheet's padding does not reach the field within.
        self.lineEdit().setTextMargins(theme().px(10), 0, theme().px(10), 0)


class DateField(TextField):
    """A date in any spelling; on leaving it is written out as dd.mm.yyyy.

    `day()` is the date, None when empty; it raises ValueError when the text is no date, and
    `problem()` says so in words.
    """

    day_changed = Signal(object)

    def __init__(self, name: str, today: Callable[[], date], day: date | None = None) -> None:
        super().__init__(name, _("dd.mm.yyyy"), limit=32)
        self._today = today
        self.set_day(day)
        self._told = day
        self.left.connect(self._settle)
        self.returnPressed.connect(self._settle)
        theme().changed.connect(self._make_room)
        self._make_room()

    def day(self) -> date | None:
        return read_day(self.text(), self._today())

    def set_day(self, day: date | None) -> None:
        self.setText(day_text(day) if day else "")
        self._told = day

    def problem(self) -> str:
        try:
            self.day()
        except ValueError:
            return _("Write a date, for example 23.11.2026 or 231126.")
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sign = theme().pixmap("calendar", "muted", ratio=self.devicePixelRatioF())
        px = theme().px
        x, y = self.width() - px(26), (self.height() - px(16)) // 2
        QPainter(self).drawPixmap(x, y, sign)

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, theme().px(20), 0)
        self.setMinimumWidth(theme().px(136))

    def _settle(self) -> None:
        if self.problem():
            return
        day = self.day()
        if day is not None and self.text() != day_text(day):
            self.setText(day_text(day))
        if day != self._told:
            self._told = day
            self.day_changed.emit(day)


class CheckField(QCheckBox):
    """A box to tick, with the tick drawn in the set's own colours."""

    def __init__(self, text: str, ticked: bool = False) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        tick = theme().pixmap("check", "on_accent", ratio=self.devicePixelRatioF())
        corner = place.center() - QPoint(theme().px(8) - 1, theme().px(8) - 1)
        QPainter(self).drawPixmap(corner, tick)


class RadioField(QRadioButton):
    """One of several answers."""

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


def _place_at_right(field: QWidget, button: QWidget) -> None:
    px = theme().px
    side = min(field.height() - px(4), px(28))
    button.setFixedSize(side, side)
    button.move(field.width() - side - px(3), (field.height() - side) // 2)
