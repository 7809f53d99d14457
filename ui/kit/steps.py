"""The way home drawn as steps: what lies behind, where the household stands, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hjemveien.texts import _
from ui.theme import theme

CIRCLE_PX = 24


@dataclass(frozen=True)
class Step:
    """One stage in pathway order. `state`: behind, here, next or ahead; `note` is its tool tip."""

    title: str
    icon: str
    state: str
    note: str = ""


class StepsBar(QWidget):
    """The pathway; read aloud as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_steps(self, steps: Sequence[Step]) -> None:
        self._steps = tuple(steps)
        self.setAccessibleName(_("The way home"))
        self.setAccessibleDescription(self.spoken())
        self.update()

    def spoken(self) -> str:
        """Behind, here and next in words."""
        parts = (
            (_("Behind: {stages}"), "behind"),
            (_("Here: {stages}"), "here"),
            (_("Next: {stages}"), "next"),
        )
        said = []
        for text, state in parts:
            titles = [step.title for step in self._steps if step.state == state]
            if titles:
                said.append(text.format(stages=", ".join(titles)))
        return ". ".join(said)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(CIRCLE_PX + 22))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(CIRCLE_PX + 22))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            for step, x in zip(self._steps, self._centres(), strict=True):
                if abs(event.pos().x() - x) <= theme().px(CIRCLE_PX):
                    words = f"{step.title}\n{step.note}" if step.note else step.title
                    QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centres = self._centres()
        for number in range(len(centres) - 1):
            self._paint_way(painter, number, centres)
        for step, x in zip(self._steps, centres, strict=True):
            self._paint_step(painter, step, x)
        self._paint_words(painter, centres)
        painter.end()

    def _centres(self) -> list[int]:
        half = theme().px(CIRCLE_PX) // 2 + 1
        count = len(self._steps)
        room = self.width() - 2 * half
        return [half + (room * n // (count - 1) if count > 1 else 0) for n in range(count)]

    def _paint_way(self, painter: QPainter, number: int, centres: list[int]) -> None:
        gone = self._steps[number].state == "behind"
        tokens = theme().tokens
        pen = QPen(QColor(tokens.accent if gone else tokens.strong_border), theme().px(2))
        if not gone:
            pen.setDashPattern([1.5, 1.5])
        painter.setPen(pen)
        half = theme().px(CIRCLE_PX) // 2 + 1
        y = half
        painter.drawLine(QPoint(centres[number] + half, y), QPoint(centres[number + 1] - half, y))

    def _paint_step(self, painter: QPainter, step: Step, x: int) -> None:
        tokens, px = theme().tokens, theme().px
        side = px(CIRCLE_PX)
        circle = QRect(x - side // 2, 1, side, side)
        fill, edge, ink = {
            "behind": (tokens.accent, tokens.accent, tokens.on_accent),
            "here": (tokens.selection, tokens.accent, tokens.link),
        }.get(step.state, (tokens.surface, tokens.strong_border, tokens.muted))
        width = 2 if step.state == "here" else 1.5
        painter.setPen(QPen(QColor(edge), width * theme().zoom_percent / 100))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(circle)
        icon = "check" if step.state == "behind" else step.icon
        sign = theme().pixmap(icon, ink, 14, self.devicePixelRatioF())
        painter.drawPixmap(x - px(14) // 2, 1 + (side - px(14)) // 2, sign)

    def _paint_words(self, painter: QPainter, centres: list[int]) -> None:
        """Where it stands and what is next, each under its circle or as near as there is room."""
        tokens = theme().tokens
        free_left = 0
        for step, x in zip(self._steps, centres, strict=True):
            if step.state == "here":
                place = self._word_place(step.title, "caption_strong", x)
                self._paint_word(painter, step.title, "caption_strong", tokens.link, place)
                free_left = place.right() + theme().px(12)
        ahead = [pair for pair in zip(self._steps, centres, strict=True) if pair[0].state == "next"]
        if ahead:
            titles = ", ".join(step.title for step, _x in ahead)
            words = _("Next: {stages}").format(stages=titles)
            room = self.width() - free_left
            words = theme().metrics("caption").elidedText(words, Qt.TextElideMode.ElideRight, room)
            place = self._word_place(words, "caption", ahead[0][1], free_left)
            self._paint_word(painter, words, "caption", tokens.muted, place)

    def _word_place(self, text: str, role: str, centre: int, least: int = 0) -> QRect:
        wide = theme().metrics(role).horizontalAdvance(text) + 2
        left = min(max(centre - wide // 2, least), max(self.width() - wide, 0))
        return QRect(left, theme().px(CIRCLE_PX) + 4, wide, theme().px(18))

    def _paint_word(
        self, painter: QPainter, text: str, role: str, color: str, place: QRect
    ) -> None:
        painter.setFont(theme().font(role))
        painter.setPen(QColor(color))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
