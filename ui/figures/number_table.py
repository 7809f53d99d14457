"""The numbers of a chart as a table beside it: a real item view whose numbers open their lists."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from hjemveien.reports.disclosure import Path
from hjemveien.reports.statistics.grids import Cell, Grid
from hjemveien.texts import _
from ui.figures.block import shown
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW_PX, NUMBER_PX, INSET_PX = 28, 64, 9
LEAST_PX, USUAL_PX = 200, 420
HEADER_PX = 15
Open = Callable[[str, Path], None]


def opens(cell: Cell) -> bool:
    """Whether there is a list behind it: of a count that is shown and is not none."""
    return isinstance(cell.value, int) and cell.value > 0


class NumberModel(QAbstractTableModel):
    """A grid: names of the lines, then their numbers. `linked` says whether lists may be opened."""

    def __init__(self, grid: Grid, linked: bool, columns: tuple[str, ...]) -> None:
        super().__init__()
        self.grid, self.linked = grid, linked
        self._titles = ("", *columns)

    def cell(self, index: Index) -> Cell | None:
        if not index.isValid() or index.column() == 0:
            return None
        return self.grid.lines[index.row()].cells[index.column() - 1]

    def titles(self) -> tuple[str, ...]:
        return self._titles

    def titled(self) -> bool:
        """Whether any column has a name to be shown."""
        return any(self._titles)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role in (Role.DisplayRole, Role.ToolTipRole):
                return self._titles[section]
            if role == Role.TextAlignmentRole and section:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
                return int(right) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        line, cell = self.grid.lines[index.row()], self.cell(index)
        if role == Role.DisplayRole:
            return line.label if cell is None else shown(cell.value)
        if cell is None:
            return None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if not (self.linked and opens(cell)):
            return None
        return self._of_link(line.label, cell, index, role)

    def _of_link(self, label: str, cell: Cell, index: Index, role: int) -> Any:
        if role == Role.ForegroundRole:
            return QColor(theme().tokens.link)
        if role == Role.FontRole:
            font = QFont(theme().font("figures"))
            font.setUnderline(True)
            return font
        if role == Role.AccessibleTextRole:
            what = " ".join((label, self._titles[index.column()])).strip()
            words = _("{label}: {number}. Opens the list.")
            return words.format(label=what, number=shown(cell.value))
        return None


class NumberTable(QTableView):
    """As high as its lines; arrows walk through the numbers, Enter or a click opens the list."""

    def __init__(
        self, name: str, grid: Grid, opened: Open | None, columns: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self.numbers = NumberModel(grid, opened is not None, columns or grid.columns or ("",))
        self._opened = opened
        self.setAccessibleName(name)
        self._dress()
        self.setModel(self.numbers)
        self.clicked.connect(self.open_at)
        self._scale()
        theme().changed.connect(self._scale)

    def open_at(self, index: Index) -> None:
        """The list behind the number here, where there is one."""
        cell = self.numbers.cell(index)
        if self._opened is not None and cell is not None and opens(cell):
            self._opened(self._name_of(index), cell.path)

    def sizeHint(self) -> QSize:
        labels = (line.label for line in self.numbers.grid.lines)
        longest = max((theme().metrics().horizontalAdvance(text) for text in labels), default=0)
        wide = longest + theme().px(3 * INSET_PX) + sum(self._widths())
        return QSize(max(wide, theme().px(USUAL_PX)), self._needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LEAST_PX), self._needed())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.numbers.rowCount():
            self.setCurrentIndex(self.numbers.index(0, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_at(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _name_of(self, index: Index) -> str:
        label = self.numbers.grid.lines[index.row()].label
        title = self.numbers.headerData(index.column(), Qt.Orientation.Horizontal, 0)
        return f"{label}, {title}" if title else label

    def _dress(self) -> None:
        self.setItemDelegate(_Inset(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setAccessibleName(self.accessibleName())

    def _scale(self) -> None:
        px, header = theme().px, self.horizontalHeader()
        self.verticalHeader().setMinimumSectionSize(px(ROW_PX))
        self.verticalHeader().setDefaultSectionSize(px(ROW_PX))
        header.setVisible(self.numbers.titled())
        header.setMinimumSectionSize(px(NUMBER_PX))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in enumerate(self._widths(), 1):
            self.setColumnWidth(at, width)
        header.setFixedHeight(self._head())
        self.setFixedHeight(self._needed())
        self.updateGeometry()

    def _widths(self) -> list[int]:
        """Of each column of numbers: its title's longest word, and never less than a number."""
        metrics, room = theme().metrics("strong"), theme().px(2 * HEADER_PX)
        return [
            max([theme().px(NUMBER_PX), *(metrics.horizontalAdvance(w) + room for w in t.split())])
            for t in self.numbers.titles()[1:]
        ]

    def _head(self) -> int:
        """As high as the title with the most lines at its column's width."""
        metrics, room = theme().metrics("strong"), theme().px(2 * HEADER_PX)
        flags = int(Qt.TextFlag.TextWordWrap)
        high = [
            metrics.boundingRect(QRect(0, 0, width - room + 2, 999), flags, title).height()
            for title, width in zip(self.numbers.titles()[1:], self._widths(), strict=True)
        ]
        return max(high, default=0) + theme().px(14)

    def _needed(self) -> int:
        head = self._head() if self.numbers.titled() else 0
        return head + theme().px(ROW_PX) * self.numbers.rowCount() + 2


class _Inset(QStyledItemDelegate):
    """Keeps the numbers under their titles, which have room at their sides."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inner, room = QStyleOptionViewItem(option), theme().px(INSET_PX)
        inner.rect = option.rect.adjusted(room, 0, -room, 0)
        super().paint(painter, inner, index)
