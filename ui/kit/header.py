"""A list's header: a click orders, a right click or the small arrow opens the column's menu."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import theme

ARROW_PX = 22


class ColumnHeader(QHeaderView):
    """`menu_wanted(section, where)` with the place on the screen; the arrow shows under the mouse.

    Without `menus` it is a header as any other.
    """

    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.menus = False
        self._hovered = -1
        self.setMouseTracking(True)

    def place_of(self, section: int) -> QPoint:
        """Where the column's menu opens: under its left edge."""
        left = max(self.sectionViewportPosition(section), 0)
        return self.viewport().mapToGlobal(QPoint(left, self.height()))

    # Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos())
        if self.menus and section >= 0:
            self.menu_wanted.emit(section, event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.menus and section >= 0 and self._arrow(section).contains(place):
            self.menu_wanted.emit(section, self.place_of(section))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if self.menus and section == self._hovered:
            self._paint_arrow(painter, rect)

    def _paint_arrow(self, painter: QPainter, rect: QRect) -> None:
        px, tokens = theme().px, theme().tokens
        place = QRect(rect.right() - px(ARROW_PX), rect.top(), px(ARROW_PX) - 3, rect.height() - 2)
        painter.fillRect(place, tokens.raised)
        pixmap = theme().pixmap("chevron-down", "muted", 14, self.devicePixelRatioF())
        corner = place.center() - QPoint(px(7), px(7))
        painter.drawPixmap(corner, pixmap)

    def _arrow(self, section: int) -> QRect:
        """Left of the edge by which the column is sized."""
        px = theme().px
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return QRect(right - px(ARROW_PX), 0, px(ARROW_PX) - 4, self.height())

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()
