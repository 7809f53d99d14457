"""The list of Min dag: headings across the whole width, and a box to tick before each task."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.day.lines import DayLine, Heading, Line
from ui.kit import Cell, Column, ListTable, PagedModel
from ui.kit.delegates import DELEGATES, CellDelegate
from ui.kit.pills import PILL_PX, pill_pixmap, pill_width
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
BOX_PX, HEADING_PX = 18, 40
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)


class DayModel(PagedModel[DayLine]):
    """`tick_wanted(line)` when somebody ticks a task, by whatever means."""

    tick_wanted = Signal(object)

    def __init__(self, columns: Sequence[Column[DayLine]], parent: QObject | None = None) -> None:
        super().__init__(columns, lambda line: line.key, parent)

    def mark_ticked(self, key: object, ticked: bool) -> None:
        """Show the tick at once; the line goes when it is saved."""
        number = self.row_of(key)
        line = self.row(number) if number >= 0 else None
        if isinstance(line, Line):
            self._rows[number] = replace(line, ticked=ticked)
            self.forget_cells()

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.row(index.row())
        if isinstance(line, Heading):
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and line.item.task_id is not None:
            return plain | Qt.ItemFlag.ItemIsUserCheckable
        return plain

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _CHECK and self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            line = self.row(index.row())
            ticked = isinstance(line, Line) and line.ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = _DISPLAY) -> bool:
        if role != _CHECK or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return super().setData(index, value, role)
        self.tick_wanted.emit(self.row(index.row()))
        return True


class TickDelegate(CellDelegate):
    """A box to tick; of a heading its words and how many stand below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, DayModel):
            return
        line = model.row(index.row())
        if isinstance(line, Heading):
            painter.save()
            self._paint_heading(painter, option.rect, model.cell(index.row(), 0))
            painter.restore()
            return
        super().paint(painter, option, index)
        if isinstance(line, Line) and line.item.task_id is not None:
            painter.save()
            self._paint_box(painter, option.rect, line.ticked)
            painter.restore()

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """The box says it; its words are for a screen reader."""

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: Index,
    ) -> bool:
        """A click anywhere in the cell ticks: the box alone would be a small target."""
        left = isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseButtonRelease and left:
            return model.setData(index, True, _CHECK)
        return False

    def _paint_heading(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        tokens, px = theme().tokens, theme().px
        painter.fillRect(rect, QColor(tokens.raised))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        inner = rect.adjusted(px(16), 0, -px(12), 0)
        self.draw_text(painter, inner, cell.text, "strong", self._text)
        after = theme().metrics("strong").horizontalAdvance(cell.text) + px(10)
        wide, ratio = pill_width(cell.second, ""), painter.device().devicePixelRatioF()
        pill = pill_pixmap(cell.second, cell.kind or "neutral", "", wide, ratio)
        top = rect.top() + (rect.height() - px(PILL_PX)) // 2
        painter.drawPixmap(inner.left() + after, top, pill)

    def _paint_box(self, painter: QPainter, rect: QRect, ticked: bool) -> None:
        tokens, px = theme().tokens, theme().px
        side = px(BOX_PX)
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if ticked else tokens.strong_border
        painter.setPen(QPen(QColor(edge), max(px(1.5), 1)))
        painter.setBrush(QColor(tokens.accent if ticked else tokens.surface))
        painter.drawRoundedRect(QRectF(box), px(4), px(4))
        if ticked:
            ratio = painter.device().devicePixelRatioF()
            sign = theme().pixmap("check", "on_accent", 14, ratio)
            inset = (side - px(14)) // 2
            painter.drawPixmap(box.left() + inset, box.top() + inset, sign)


DELEGATES["tick"] = TickDelegate


class DayTable(ListTable[DayLine]):
    """Space ticks the task one stands on, in whatever column."""

    def __init__(self, name: str, model: DayModel) -> None:
        super().__init__(name, model)
        self.day_model = model
        model.modelReset.connect(self._lay_out_headings)
        theme().changed.connect(self._lay_out_headings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_row()
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if isinstance(line, Line) and line.item.task_id is not None:
                self.day_model.tick_wanted.emit(line)
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select_near(0 if event.key() == Qt.Key.Key_Home else self.rows_model.rowCount())
            return
        super().keyPressEvent(event)

    def select_near(self, number: int) -> None:
        """The line at this place, or the nearest one that is no heading."""
        rows = self.rows_model.rows()
        lines = [place for place, row in enumerate(rows) if isinstance(row, Line)]
        if lines:
            self._select(min(lines, key=lambda place: (abs(place - number), place < number)))

    def _lay_out_headings(self) -> None:
        self.clearSpans()
        self.verticalHeader().setMinimumSectionSize(theme().px(HEADING_PX))
        for number, row in enumerate(self.rows_model.rows()):
            if isinstance(row, Heading):
                self.setSpan(number, 0, 1, self.rows_model.columnCount())
                self.setRowHeight(number, theme().px(HEADING_PX))
            else:
                self.setRowHeight(number, self.verticalHeader().defaultSectionSize())
