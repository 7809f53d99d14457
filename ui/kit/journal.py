"""The journal: newest first, system events quieter, the author always."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.labels import Text
from ui.kit.layout import clear, column, set_spacing
from ui.theme import theme

CIRCLE_PX = 26


@dataclass(frozen=True)
class JournalItem:
    """One event: what, who and when (`byline`), its text; `quiet` for what the system noted."""

    title: str
    byline: str
    text: str = ""
    icon: str = "message-square"
    kind: str = "neutral"
    quiet: bool = False


class JournalView(QWidget):
    """A list of events along a line."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        set_spacing(self._column, 0)

    def set_items(self, items: Sequence[JournalItem]) -> None:
        clear(self._column)
        for number, item in enumerate(items):
            self._column.addWidget(_Event(item, last=number == len(items) - 1))
        self._column.addStretch(1)


class _Event(QWidget):
    def __init__(self, item: JournalItem, last: bool) -> None:
        super().__init__()
        self._item, self._last = item, last
        self.setAccessibleName(f"{item.title}. {item.byline}")
        tone = "muted" if item.quiet else ""
        parts: list[QWidget] = [
            Text(item.title, "body" if item.quiet else "strong", tone, wraps=True),
            Text(item.byline, "caption", "muted", wraps=True),
        ]
        if item.text:
            words = Text(item.text, "body", tone, wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            parts.append(words)
        self.setLayout(column(*parts, spacing=2, margins=(40, 2, 0, 14)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, tokens = theme().px, theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle = px(CIRCLE_PX), px(2 + CIRCLE_PX // 2)
        if not self._last:
            painter.setPen(QPen(QColor(tokens.border), px(2)))
            painter.drawLine(middle, px(4) + side, middle, self.height())
        colors = theme().pill(self._item.kind)
        painter.setPen(QPen(QColor(colors.edge), 1))
        painter.setBrush(QColor(colors.fill))
        painter.drawEllipse(QRect(px(2), px(2), side, side))
        sign = theme().pixmap(self._item.icon, colors.text, 14, self.devicePixelRatioF())
        painter.drawPixmap(middle - px(7), px(2) + (side - px(14)) // 2, sign)
        painter.end()
