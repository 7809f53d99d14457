"""The list all pages use: a real item view, driven by the keyboard, ordered from the header."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from hjemveien.texts import _
from ui.kit.column_layout import ColumnLayout
from ui.kit.delegates import DELEGATES
from ui.kit.header import ColumnHeader
from ui.kit.menus import Choice, Choices, fill_menu
from ui.kit.model import PagedModel
from ui.theme import theme
from ui.theme.tokens import ROW_PX, TIGHT_ROW_PX

R = TypeVar("R")


class ListTable(QTableView, Generic[R]):
    """A list over a PagedModel.

    `picked(row)` when the current row changes (arrows), `opened(row)` on Enter or a double click,
    `sort_wanted(column key, descending)` from a header, `export_wanted(rows)` when more than one
    row is copied: that is an export, which the page grants and logs. `offer_columns` and
    `offer_rows` say what the menus of a column and of the chosen rows hold (Alt+Down, Shift+F10).
    """

    picked = Signal(object)
    opened = Signal(object)
    sort_wanted = Signal(str, bool)
    export_wanted = Signal(object)

    def __init__(
        self, name: str, model: PagedModel[R], tight: bool = False, many: bool = False
    ) -> None:
        super().__init__()
        self.rows_model = model
        self.tight = tight
        self._kept: Hashable | None = None
        self._chosen: frozenset[Hashable] = frozenset()
        self._empty: QWidget | None = None
        self._of_column: Callable[[str], Sequence[Choice]] | None = None
        self._of_rows: Choices | None = None
        self.menu = QMenu(self)
        self.header = ColumnHeader(self)
        self.setHorizontalHeader(self.header)
        self.setAccessibleName(name)
        self._dress(many)
        self.setModel(model)
        for number, column in enumerate(model.columns):
            self.setItemDelegateForColumn(number, DELEGATES[column.look](self))
        self.columns = ColumnLayout(self)
        self._scale()
        self._wire()

    def current_row(self) -> R | None:
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.rows_model.row(index.row())

    def selected_rows(self) -> tuple[R, ...]:
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.rows_model.row(number) for number in numbers)

    def chosen_count(self) -> int:
        return len(self.selectionModel().selectedRows())

    def select_id(self, wanted: Hashable) -> bool:
        """Make the row with this id current and visible; False when it is not loaded."""
        number = self.rows_model.row_of(wanted)
        if number < 0:
            return False
        self._select(number)
        self.scrollTo(self.rows_model.index(number, 0))
        return True

    def select_first(self) -> None:
        if self.rows_model.rowCount():
            self._select(0)

    def set_empty(self, widget: QWidget) -> None:
        """What stands in the list's place while it has no rows."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = widget
        widget.setParent(self.viewport())
        self._show_empty()

    def set_tight(self, tight: bool) -> None:
        self.tight = tight
        self._scale()

    def offer_columns(self, choices: Callable[[str], Sequence[Choice]]) -> None:
        """What the menu of the column with this key holds; it opens from the header too."""
        self._of_column = choices
        self.header.menus = True
        self.header.menu_wanted.connect(self._show_column_menu)

    def offer_rows(self, choices: Choices) -> None:
        """What the menu of the chosen rows holds."""
        self._of_rows = choices

    def show_columns_menu(self) -> None:
        """The menus of all columns in one, under the header, for the keyboard."""
        if self._of_column is None:
            return
        columns = [self.rows_model.columns[number] for number in self.columns.visible()]
        whole = tuple(Choice(_(c.title), below=tuple(self._of_column(c.key))) for c in columns)
        self._pop_up(whole, self.header.place_of(self.header.logicalIndex(0)))

    # Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._show_row_menu(self._under_current() if by_keys else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift_f10 = event.key() == Qt.Key.Key_F10 and _with(event, _SHIFT)
        if shift_f10 or event.key() == Qt.Key.Key_Menu:
            self._show_row_menu(self._under_current())
        elif event.key() == Qt.Key.Key_Down and _with(event, _ALT):
            self.show_columns_menu()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open_current()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._jump(event.key() == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard always stands on a row that is seen to be chosen."""
        super().focusInEvent(event)
        index = self.currentIndex()
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if index.isValid() and not by_mouse and not self.selectionModel().hasSelection():
            self._select(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.rows_model.forget_cells()

    def _dress(self, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setStretchLastSection(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setAccessibleName(self.accessibleName())
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _wire(self) -> None:
        model = self.rows_model
        self.horizontalHeader().sectionClicked.connect(self._ask_order)
        self.doubleClicked.connect(lambda _index: self._open_current())
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.loaded.connect(self._show_empty)
        model.headerDataChanged.connect(self.columns.fit)
        theme().changed.connect(self._scale)

    def _scale(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = theme().px(TIGHT_ROW_PX if self.tight else ROW_PX)
        vertical.setMinimumSectionSize(height)
        vertical.setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(theme().px(40))
        self.horizontalHeader().setFixedHeight(theme().px(36))
        self.columns.fit()

    def _show_column_menu(self, section: int, where: QPoint) -> None:
        if self._of_column is not None:
            self._pop_up(self._of_column(self.rows_model.columns[section].key), where)

    def _show_row_menu(self, where: QPoint) -> None:
        if self._of_rows is not None and self.selected_rows():
            self._pop_up(self._of_rows(), where)

    def _pop_up(self, choices: Sequence[Choice], where: QPoint) -> None:
        if choices and not self.menu.isVisible():
            fill_menu(self.menu, choices)
            self.menu.popup(where)
            self.menu.setActiveAction(self.menu.actions()[0])

    def _under_current(self) -> QPoint:
        lower = self.visualRect(self.currentIndex()).bottomLeft()
        return self.viewport().mapToGlobal(QPoint(theme().px(12), lower.y()))

    def _ask_order(self, section: int) -> None:
        column = self.rows_model.columns[section]
        if column.sort:
            again = self.rows_model.sorted_by == column.key
            self.sort_wanted.emit(column.key, again and not self.rows_model.descending)

    def _tell_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self.picked.emit(row)

    def _open_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self.opened.emit(row)

    def _jump(self, to_end: bool) -> None:
        count = self.rows_model.rowCount()
        if count:
            number = count - 1 if to_end else 0
            self._select(number)
            self.scrollTo(self.rows_model.index(number, 0))

    def _select(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.rows_model.index(number, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _remember(self) -> None:
        row, id_of = self.current_row(), self.rows_model.id_of
        self._kept = None if row is None else id_of(row)
        self._chosen = frozenset(id_of(each) for each in self.selected_rows())

    def _restore(self) -> None:
        """The current row, and beside it those that were chosen with it."""
        number = -1 if self._kept is None else self.rows_model.row_of(self._kept)
        if number >= 0:
            self._select(number)
        if len(self._chosen) > 1:
            self._choose(self._chosen)

    def _choose(self, wanted: frozenset[Hashable]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for number, row in enumerate(self.rows_model.rows()):
            if self.rows_model.id_of(row) in wanted:
                index = self.rows_model.index(number, 0)
                chosen.select(index, index)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(not self.rows_model.rowCount())

    def copy(self) -> None:
        """One row as cells for a sheet; more are an export, which the page is asked for."""
        rows = self.selected_rows()
        if len(rows) > 1:
            self.export_wanted.emit(rows)
        elif rows:
            QGuiApplication.clipboard().setText(self.chosen_as_tsv(), QClipboard.Mode.Clipboard)

    def chosen_as_tsv(self) -> str:
        """The chosen rows as they are shown, a line each, for a sheet."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return "\n".join(self._row_as_tsv(number) for number in numbers)

    def _row_as_tsv(self, number: int) -> str:
        cells = (self.rows_model.cell(number, column) for column in self.columns.visible())
        return "\t".join(_one_line(cell.whole()) for cell in cells)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()


_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def _with(event: QKeyEvent, modifier: Qt.KeyboardModifier) -> bool:
    """This one alone; some keyboards say besides that a key is of the number pad."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == modifier


def _one_line(text: str) -> str:
    return " ".join(text.split())
