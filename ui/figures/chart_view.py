"""A chart on the screen: the paper's own drawing, in the window's colours and at its size.

Tab reaches it, the arrow keys walk through its categories and say each one's numbers; who does not
see it hears what it shows, and the table of its numbers stands beside it.
"""

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip

from hjemveien.reports.charted import Drawn
from hjemveien.reports.disclosure import HIDDEN
from hjemveien.texts import _, number_text
from ui.figures.palette import palette_of
from ui.kit.layout import fix_height
from ui.theme import theme
from ui.theme.tokens import FOCUS_PX, RADIUS_SMALL

# The drawing's letters are 8 units high; on the screen they are a caption's.
LETTERS = 8.0
PAD_PX = 8
LEAST_PX = 300
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class ChartView(QLabel):
    """Draws one `Drawn`; its height follows the chart's own."""

    def __init__(self, drawn: Drawn) -> None:
        super().__init__()
        self.drawn = drawn
        self.place = -1
        # By which a screen reader knows it as a picture; what is seen is drawn below.
        self.setPixmap(QPixmap(1, 1))
        self._made: tuple[object, QSvgRenderer] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Chart: {title}").format(title=drawn.title))
        self.setAccessibleDescription(drawn.chart.says)
        fix_height(self, round(drawn.chart.height * 1.5) + 2 * PAD_PX)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(LEAST_PX * 2), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LEAST_PX), self.height())

    def told(self, place: int) -> str:
        """A category and its numbers, in words."""
        chart = self.drawn.chart
        parts = [(one.name, one.values[place]) for one in chart.series]
        if len(parts) == 1:
            return f"{chart.categories[place]}: {_shown(parts[0][1])}"
        numbers = ", ".join(f"{name} {_shown(value)}" for name, value in parts)
        return f"{chart.categories[place]}: {numbers}"

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self.drawn.chart.categories) - 1
        if key in _ENDS:
            self._walk(_ENDS[key] % (last + 1))
        elif key in _STEPS:
            self._walk(min(max(self.place + _STEPS[key], 0), last))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.place = -1
        self.setAccessibleDescription(self.drawn.chart.says)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._under(QPointF(event.pos()))
            if place >= 0:
                QToolTip.showText(event.globalPos(), self.told(place), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.place >= 0:
            painter.fillRect(self._bands()[self.place], QColor(theme().tokens.selection))
        self._renderer().render(painter, self._area())
        if self.place >= 0:
            self._paint_words(painter, self.told(self.place))
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_words(self, painter: QPainter, words: str) -> None:
        """What the category says, beside it and within the chart."""
        metrics, px = theme().metrics("caption_strong"), theme().px
        wide, high = metrics.horizontalAdvance(words) + px(16), metrics.height() + px(8)
        band = self._bands()[self.place]
        left = min(max(band.center().x() - wide / 2, px(4)), max(self.width() - wide - px(4), 0))
        top = min(max(band.top(), px(4)), self.height() - high - px(4))
        label = QRectF(left, top, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.toast))
        painter.drawRoundedRect(label, px(RADIUS_SMALL), px(RADIUS_SMALL))
        painter.setPen(QColor(theme().tokens.toast_text))
        painter.setFont(theme().font("caption_strong"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_focus(self, painter: QPainter) -> None:
        thick = theme().px(FOCUS_PX)
        painter.setPen(QPen(QColor(theme().tokens.focus), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        around = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        radius = theme().px(RADIUS_SMALL)
        painter.drawRoundedRect(around, radius, radius)

    def _walk(self, place: int) -> None:
        self.place = place
        words = self.told(place)
        self.setAccessibleDescription(words)
        change = QAccessible.Event.DescriptionChanged
        QAccessible.updateAccessibility(QAccessibleEvent(self, change))
        self.update()

    # The drawing

    def _area(self) -> QRectF:
        pad = theme().px(PAD_PX)
        return QRectF(self.rect()).adjusted(pad, pad, -pad, -pad)

    def _scale(self) -> float:
        """Pixels to a unit of the drawing."""
        return theme().font("caption").pointSizeF() * self.logicalDpiY() / 72 / LETTERS

    def _size(self) -> tuple[float, float]:
        area, scale = self._area(), self._scale()
        return max(area.width() / scale, 1.0), max(area.height() / scale, 1.0)

    def _renderer(self) -> QSvgRenderer:
        """Made anew only for another size or another set of colours."""
        size, tokens = self._size(), theme().tokens
        wanted = (size, tokens.name)
        if self._made is None or self._made[0] != wanted:
            from hjemveien.reports.paper.charts import svg

            text = svg(self.drawn.chart.drawing(*size, palette_of(tokens)))
            self._made = (wanted, QSvgRenderer(QByteArray(text.encode())))
        return self._made[1]

    def _bands(self) -> tuple[QRectF, ...]:
        area, scale = self._area(), self._scale()
        return tuple(
            QRectF(area.x() + x * scale, area.y() + y * scale, width * scale, height * scale)
            for x, y, width, height in self.drawn.chart.bands(*self._size())
        )

    def _under(self, point: QPointF) -> int:
        return next((at for at, band in enumerate(self._bands()) if band.contains(point)), -1)


def _shown(value: float | None) -> str:
    return HIDDEN if value is None else number_text(value, 0 if value.is_integer() else 1)
