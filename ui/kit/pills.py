"""Pills: a status as icon and word in one of seven kinds; colour never says it alone."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.theme.tokens import PillColors

PILL_PX = 22


def pill_width(text: str, icon: str) -> int:
    px = theme().px
    words = theme().metrics("caption_strong").horizontalAdvance(text)
    return words + px(20) + (px(18) if icon else 0)


def pill_pixmap(text: str, kind: str, icon: str, width: int, ratio: float) -> QPixmap:
    """The painted pill, at most `width` pixels wide; cached."""
    look = theme()
    return _painted(text, look.pill(kind), icon, width, ratio, look.zoom_percent)


@lru_cache(maxsize=2048)
def _painted(
    text: str, colors: PillColors, icon: str, width: int, ratio: float, _zoom: int
) -> QPixmap:
    px = theme().px
    wide, high = min(pill_width(text, icon), width), px(PILL_PX)
    pixmap = QPixmap(QSize(round(wide * ratio), round(high * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.edge), 1))
    painter.setBrush(QColor(colors.fill))
    painter.drawRoundedRect(QRectF(0.5, 0.5, wide - 1, high - 1), high / 2, high / 2)
    left = px(10)
    if icon:
        mark = theme().pixmap(icon, colors.text, 14, ratio)
        painter.drawPixmap(px(8), (high - px(14)) // 2, mark)
        left = px(8) + px(14) + px(4)
    painter.setPen(QColor(colors.text))
    painter.setFont(theme().font("caption_strong"))
    room = wide - left - px(8)
    shown = (
        theme()
        .metrics("caption_strong")
        .elidedText(text, Qt.TextElideMode.ElideRight, room + px(2))
    )
    painter.drawText(QRectF(left, 0, room + px(4), high), _LEFT_MIDDLE, shown)
    painter.end()
    return pixmap


_LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Pill(QWidget):
    """Kinds: neutral, info, success, warning, danger, purple, teal."""

    def __init__(self, text: str = "", kind: str = "neutral", icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_pill(text, kind, icon)
        theme().changed.connect(self.updateGeometry)

    def set_pill(self, text: str, kind: str = "neutral", icon: str = "") -> None:
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self._tell_whole()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._text, self._icon), theme().px(PILL_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(PILL_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, _event: QPaintEvent) -> None:
        pixmap = pill_pixmap(
            self._text, self._kind, self._icon, self.width(), self.devicePixelRatioF()
        )
        QPainter(self).drawPixmap(0, (self.height() - theme().px(PILL_PX)) // 2, pixmap)

    def _tell_whole(self) -> None:
        """Where the room is too small the words end in …, and the tip has all of them."""
        self.setToolTip(self._text if self.width() < self.sizeHint().width() else "")
