"""The list all pages use: a real item view, driven by the keyboard, ordered from the header."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.kit.delegates import DELEGATES
from ui.kit.model import PagedModel
from ui.theme import theme
from ui.theme.tokens import ROW_PX, TIGHT_ROW_PX

R = TypeVar("R")


class ListTable(QTableView, Generic[R]):
    """A list over a PagedModel.

    `picked(row)` when the current row changes (arrows), `opened(row)` on Enter or a double click,
    `sort_wanted(column key, descending)` from a header, `export_wanted(rows)` when more than one
    row is copied: that is an export, which the page grants and logs.
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
        self._empty: QWidget | None = None
        self.setAccessibleName(name)
        self._dress(many)
        self.setModel(model)
        self._place_columns()
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

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open_current()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._jump(event.key() == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
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
        theme().changed.connect(self._scale)

    def _place_columns(self) -> None:
        header = self.horizontalHeader()
        for number, column in enumerate(self.rows_model.columns):
            delegate = DELEGATES[column.look](self)
            self.setItemDelegateForColumn(number, delegate)
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)

    def _scale(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = theme().px(TIGHT_ROW_PX if self.tight else ROW_PX)
        vertical.setMinimumSectionSize(height)
        vertical.setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(theme().px(40))
        self.horizontalHeader().setFixedHeight(theme().px(36))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Columns have their width; those that stretch share what is left."""
        px, columns = theme().px, self.rows_model.columns
        stretching = [n for n, column in enumerate(columns) if column.stretch]
        taken = sum(px(column.width) for column in columns)
        spare = max(self.viewport().width() - taken, 0)
        for number, column in enumerate(columns):
            extra = spare // len(stretching) if number in stretching else 0
            if number in stretching and number == stretching[-1]:
                extra = spare - extra * (len(stretching) - 1)
            self.setColumnWidth(number, px(column.width) + extra)

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
        row = self.current_row()
        self._kept = None if row is None else self.rows_model.id_of(row)

    def _restore(self) -> None:
        if self._kept is not None:
            number = self.rows_model.row_of(self._kept)
            if number >= 0:
                self._select(number)

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(not self.rows_model.rowCount())

    def _copy(self) -> None:
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
        cells = (
            self.rows_model.cell(number, column) for column in range(self.rows_model.columnCount())
        )
        return "\t".join(_one_line(cell.whole()) for cell in cells)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()


def _one_line(text: str) -> str:
    return " ".join(text.split())
