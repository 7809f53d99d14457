"""A tour of the window: it points at one real part after the other and says what it is for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from hjemveien.texts import _
from ui.kit import Button, Text, box, column, row
from ui.kit.layout import fix_width
from ui.theme import theme

CARD_PX, GAP_PX = 340, 14


@dataclass(frozen=True)
class Stop:
    """`find()` gives the part that is pointed at; a stop whose part is not there is left out."""

    title: str
    text: str
    find: Callable[[], QWidget | None]
    before: Callable[[], object] = lambda: None


class Tour(QWidget):
    """Lies over its host; Enter or right goes on, left goes back, Esc ends it."""

    ended = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._stops: tuple[Stop, ...] = ()
        self._place = 0
        self._target: QWidget | None = None
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.text = Text("", "subtitle", wraps=True), Text("", wraps=True)
        self.count = Text("", "caption", "muted")
        self.forward = Button("", "primary", clicked=lambda: self.go(1))
        self.back = Button(_("Back"), clicked=lambda: self.go(-1))
        self.stop = Button(_("End the tour"), "quiet", clicked=self.end)
        buttons = row(self.forward, self.back, None, self.stop, spacing=8)
        body = column(self.count, self.title, self.text, 6, buttons, spacing=6, margins=16)
        self.card: QFrame = fix_width(box(body, "palette", _("Guided tour")), CARD_PX)
        self.card.setParent(self)
        for button in (self.forward, self.back, self.stop):
            button.installEventFilter(self)
        host.installEventFilter(self)
        theme().changed.connect(self._fit)
        self.hide()

    def begin(self, stops: Sequence[Stop]) -> None:
        """From the first stop that is there."""
        self._before = QApplication.focusWidget()
        self._stops, self._place = tuple(stops), -1
        self.show()
        self.raise_()
        self.go(1)

    def go(self, steps: int) -> None:
        """To the next or the one before; past the last it ends."""
        place = self._place + steps
        while 0 <= place < len(self._stops):
            stop = self._stops[place]
            stop.before()
            self.raise_()
            target = stop.find()
            if target is not None and target.isVisible():
                self._show(place, target)
                return
            place += steps
        if steps > 0:
            self.end()

    def end(self) -> None:
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        self._target = None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()

    def at(self) -> int:
        """The number of the stop, from 0."""
        return self._place

    def target(self) -> QWidget | None:
        return self._target

    def _show(self, place: int, target: QWidget) -> None:
        stop, last = self._stops[place], len(self._stops) - 1
        self._place, self._target = place, target
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.count.setText(_("{n} of {count}").format(n=place + 1, count=last + 1))
        self.forward.set_text(_("Next") if place < last else _("Done"))
        self.back.setEnabled(place > 0)
        self.setAccessibleName(f"{stop.title}. {stop.text}")
        self._fit()
        self.update()
        self.forward.setFocus(Qt.FocusReason.OtherFocusReason)

    # Its place

    def _hole(self) -> QRect:
        target = self._target
        if target is None or not isValid(target):
            return QRect()
        corner = target.mapTo(self._host.window(), QPoint(0, 0))
        within = self._host.mapFrom(self._host.window(), corner)
        grown = QRect(within, target.size()).adjusted(-4, -4, 4, 4)
        return grown.intersected(self.rect())

    def _fit(self) -> None:
        self.setGeometry(self._host.rect())
        layout = self.card.layout()
        if layout is None:
            return
        layout.invalidate()
        layout.activate()
        wide = theme().px(CARD_PX)
        high = max(layout.totalHeightForWidth(wide), layout.totalMinimumSize().height())
        hole, gap = self._hole(), theme().px(GAP_PX)
        room = self.rect().adjusted(gap, gap, -gap, -gap)
        self.card.setGeometry(_beside(hole, wide, high, room, gap))
        layout.invalidate()
        layout.activate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            # A button would give arrows to the button beside it.
            if watched is self.stop and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.end()
                return True
            return watched is not self._host and self._walk(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._walk(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _walk(self, pressed: Qt.Key) -> bool:
        """Whether the key was one of the tour's own."""
        key = Qt.Key
        on_back = self.back.hasFocus() and pressed in (key.Key_Return, key.Key_Enter)
        if pressed == key.Key_Escape:
            self.end()
        elif on_back or pressed in (key.Key_Left, key.Key_PageUp):
            self.go(-1)
        elif pressed in (key.Key_Right, key.Key_Return, key.Key_Enter, key.Key_PageDown):
            self.go(1)
        else:
            return False
        return True

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab stays among the three buttons: what lies behind is only looked at."""
        buttons = [b for b in (self.forward, self.back, self.stop) if b.isEnabled()]
        now = QApplication.focusWidget()
        place = buttons.index(now) if now in buttons else -1
        buttons[(place + (1 if following else -1)) % len(buttons)].setFocus(
            Qt.FocusReason.TabFocusReason
        )
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All steps back but the part that is meant."""
        painter, hole = QPainter(self), self._hole()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade, light = QPainterPath(), QPainterPath()
        shade.addRect(self.rect().toRectF())
        light.addRoundedRect(hole.toRectF(), theme().px(8), theme().px(8))
        painter.fillPath(shade.subtracted(light), QColor(8, 16, 22, 120))
        painter.setPen(QPen(QColor(theme().tokens.focus), theme().px(3)))
        painter.drawPath(light)
        painter.end()


def _beside(hole: QRect, wide: int, high: int, room: QRect, gap: int) -> QRect:
    """Right of it, left, below or above, wherever there is room; else in its middle."""
    places = (
        QRect(hole.right() + gap, hole.top(), wide, high),
        QRect(hole.left() - gap - wide, hole.top(), wide, high),
        QRect(hole.left(), hole.bottom() + gap, wide, high),
        QRect(hole.right() - wide, hole.bottom() + gap, wide, high),
        QRect(hole.left(), hole.top() - gap - high, wide, high),
    )
    for wanted in places:
        moved = _into(wanted, room)
        if not moved.intersects(hole):
            return moved
    middle = QRect(0, 0, wide, high)
    middle.moveCenter(hole.center())
    return _into(middle, room)


def _into(wanted: QRect, room: QRect) -> QRect:
    left = max(min(wanted.left(), room.right() - wanted.width()), room.left())
    top = max(min(wanted.top(), room.bottom() - wanted.height()), room.top())
    return QRect(left, top, wanted.width(), wanted.height())
