"""Bars beside the numbers they show, in the colours of the window; the table is the chart.

On paper charts are reportlab's. On the screen they are painted here, because a picture made for
white paper is unreadable in dark and high contrast, and a bar in the table's own row needs no axis.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hjemveien.reports.statistics.grids import Grid
from ui.theme import theme

LEAST_LINES = 3
BAR_PX = 12


def chartable(grid: Grid) -> bool:
    """Whether a grid is one series of at least three numbers of the same kind."""
    if grid.columns or len(grid.lines) < LEAST_LINES:
        return False
    kinds = {line.cells[0].path[-2] for line in grid.lines if len(line.cells[0].path) > 1}
    return len(kinds) == 1 and next(iter(kinds)).startswith("by_")


def highest(grid: Grid) -> float:
    values = [line.cells[0].value for line in grid.lines]
    return max((float(value) for value in values if isinstance(value, int | float)), default=0.0)


class Bar(QWidget):
    """One bar; silent to a screen reader, for the number stands beside it."""

    def __init__(self, value: object, most: float) -> None:
        super().__init__()
        known = isinstance(value, int | float) and most > 0
        self.share = float(value) / most if known and isinstance(value, int | float) else 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(BAR_PX + 6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.share <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.accent))
        high = theme().px(BAR_PX)
        wide = max(self.width() * self.share, 2.0)
        painter.drawRoundedRect(QRectF(0, (self.height() - high) / 2, wide, high), 2, 2)
        painter.end()
