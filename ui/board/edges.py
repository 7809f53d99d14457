"""Scrolls the board sideways while a card is held near its edge."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QScrollArea

from ui.theme import theme

EDGE_PX, STEP_PX, EVERY_MS = 48, 14, 16


class EdgeScroller(QObject):
    """`begin` when a card is over the board, `end` when it has left it or was let go."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(lambda: self.step(area.mapFromGlobal(QCursor.pos()).x()))

    def begin(self, over: bool) -> None:
        if over:
            self._timer.start()
        else:
            self.end()

    def end(self) -> None:
        self._timer.stop()

    def step(self, x: int) -> None:
        """One step towards the edge that is near to `x`, if one is."""
        bar, edge = self._area.horizontalScrollBar(), theme().px(EDGE_PX)
        if x > self._area.width() - edge:
            bar.setValue(bar.value() + theme().px(STEP_PX))
        elif x < edge:
            bar.setValue(bar.value() - theme().px(STEP_PX))
