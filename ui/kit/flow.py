"""Widgets side by side as text is: what has no room goes on the next line."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import theme


class FlowLayout(QLayout):
    """Left to right, then down; as high as its lines at the width it is given."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before those that are there from this place on."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    # Qt

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, place: bool) -> int:
        gap = theme().px(self._gap)
        x, y, high = rect.left(), rect.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), rect.width()))
            if x > rect.left() and x + size.width() > rect.left() + rect.width():
                x, y, high = rect.left(), y + high + gap, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, high = x + size.width() + gap, max(high, size.height())
        return y + high - rect.top()
