"""Fields to choose in; the wheel scrolls the page and never changes any of them."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
)

from ui.kit.fields import really_left
from ui.kit.layout import fix_height
from ui.theme import theme
from ui.theme.tokens import CONTROL_PX


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
        self.lineEdit().setAccessibleName(name)
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
