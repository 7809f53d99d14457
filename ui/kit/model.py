"""Rows for a list: columns as data, pages of 200 fetched through Work, cells made once."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _
from ui.openings import Listing
from ui.work import Session, Ticket, Work

R = TypeVar("R")
PAGE_ROWS = 200
# A list read again after a change keeps what was loaded, but never more than this.
_MOST_ROWS_AGAIN = 2000
Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)


@dataclass(frozen=True)
class Cell:
    """What one cell shows.

    `second` is the muted line below (two_lines, date); `kind` a pill's kind or, for a date, the
    tone of its distance (warning, danger); `icon` goes with both. `hint` is the tool tip.
    """

    text: str = ""
    second: str = ""
    kind: str = ""
    icon: str = ""
    hint: str = ""

    def whole(self) -> str:
        return f"{self.text}, {self.second}" if self.second else self.text


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column. Looks: text, two_lines, pill, date, number, avatar.

    `title` is a source text wrapped in `mark()`; `width` in design pixels; with `stretch` it
    takes the room that is left, and with a `least` it gives way where there is too little; `sort`
    lets the header ask for an order. One that is not `shown` waits until somebody wants it.
    """

    key: str
    title: str
    cell: Callable[[R], Cell]
    width: int = 120
    look: str = "text"
    stretch: bool = False
    sort: bool = False
    least: int = 0
    shown: bool = True


class PagedModel(QAbstractTableModel, Generic[R]):
    """Feed it with `show_rows` (all there are) or `load` (page by page, through Work).

    `loaded` follows every answer; `total` is None until it is known; `failed(Refusal)` when the
    rows could not be had (what was shown stays).
    """

    loaded = Signal()
    failed = Signal(object)
    total_changed = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.id_of = id_of
        self.total: int | None = None
        self.sorted_by = ""
        self.descending = False
        self._rows: list[R] = []
        self._cells: dict[tuple[int, int], Cell] = {}
        self._at_end = True
        self._ticket: Ticket[Any] | None = None
        self._work: Work | None = None
        self._fetch: Callable[[Session, R | None], Sequence[R]] | None = None
        self._count: Callable[[Session], int] | None = None
        self._listing: Listing | None = None

    # What is shown

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show exactly these rows."""
        self._work = self._fetch = self._count = None
        self._replace(list(rows), at_end=True)
        self._set_total(len(rows))
        self.loaded.emit()

    def load(
        self,
        work: Work,
        fetch: "Callable[[Session, R | None], Sequence[R]]",
        count: "Callable[[Session], int] | None" = None,
        listing: Listing | None = None,
    ) -> None:
        """Show what `fetch(session, None)` gives; `fetch(session, last_row)` gives the next page.

        A page shorter than 200 rows is the last. `count(session)` may take its time: it comes
        after the rows. Call again with another fetch when filter or order change. What reads
        across cases says so by `listing`.
        """
        self._listing = listing
        self._work, self._fetch, self._count = work, fetch, count
        self._ask(PAGE_ROWS)

    def refresh(self) -> None:
        """Ask again for as much as is shown; the table keeps its selection by id."""
        if self._fetch is not None:
            self._ask(min(max(len(self._rows), PAGE_ROWS), _MOST_ROWS_AGAIN))

    def waits(self) -> bool:
        """Whether an answer is on its way."""
        return self._ticket is not None

    def row(self, number: int) -> R:
        return self._rows[number]

    def rows(self) -> tuple[R, ...]:
        return tuple(self._rows)

    def row_of(self, wanted: Hashable) -> int:
        """The row's number, or -1 when it is not loaded."""
        for number, row in enumerate(self._rows):
            if self.id_of(row) == wanted:
                return number
        return -1

    def cell(self, row: int, column: int) -> Cell:
        key = (row, column)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = self.columns[column].cell(self._rows[row])
        return cell

    def forget_cells(self) -> None:
        """Make the texts anew: another language or another today."""
        self._cells.clear()
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_order(self, key: str, descending: bool) -> None:
        """Mark the header by which the rows are ordered; the page fetches them so."""
        self.sorted_by, self.descending = key, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, _ACCESSIBLE):
            return self.cell(index.row(), index.column()).whole()
        if role == _TOOL_TIP:
            cell = self.cell(index.row(), index.column())
            return cell.hint or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return _(column.title) + self._arrow(column)
        if role == _TOOL_TIP:
            return _(column.title)
        if role == _ALIGN:
            right = column.look == "number"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._at_end and self._ticket is None

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent) or self._work is None or self._fetch is None:
            return
        fetch, last = self._fetch, self._rows[-1]
        self._ticket = self._work.ask(
            self, lambda session: fetch(session, last), self._append, self._tell_failure,
            listing=self._listing,
        )  # fmt: skip

    # Answers

    def _ask(self, wanted: int) -> None:
        if self._work is None or self._fetch is None:
            return
        fetch, count = self._fetch, self._count

        def read(session: "Session") -> tuple[list[R], bool]:
            rows = list(fetch(session, None))
            page = rows
            while len(page) >= PAGE_ROWS and len(rows) < wanted:
                page = list(fetch(session, rows[-1]))
                rows.extend(page)
            return rows, len(page) < PAGE_ROWS

        self._ticket = self._work.ask(
            self, read, self._show, self._tell_failure, key="rows", listing=self._listing
        )
        if count is not None:
            self._work.ask(
                self, count, self._set_total, lambda _refusal: None, key="count",
                listing=self._listing,
            )  # fmt: skip

    def _show(self, answer: tuple[list[R], bool]) -> None:
        self._ticket = None
        rows, at_end = answer
        self._replace(rows, at_end)
        if at_end and self._count is None:
            self._set_total(len(rows))
        self.loaded.emit()

    def _append(self, page: Sequence[R]) -> None:
        self._ticket = None
        self._at_end = len(page) < PAGE_ROWS
        if page:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._rows.extend(page)
            self.endInsertRows()
        self.loaded.emit()

    def _replace(self, rows: list[R], at_end: bool) -> None:
        same = [self.id_of(r) for r in rows] == [self.id_of(r) for r in self._rows]
        self._at_end = at_end
        if same:
            self._rows = rows
            self.forget_cells()
            return
        self.beginResetModel()
        self._rows = rows
        self._cells.clear()
        self.endResetModel()

    def _tell_failure(self, refusal: Refusal) -> None:
        self._ticket = None
        self.failed.emit(refusal)

    def _set_total(self, total: int) -> None:
        self.total = total
        self.total_changed.emit(total)

    def _arrow(self, column: Column[R]) -> str:
        if column.key != self.sorted_by:
            return ""
        return "  ↓" if self.descending else "  ↑"
