"""From the sheets to the list in numbers; each opens its rows, to be held against the sheet."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hjemveien.exchange.account import line_title
from hjemveien.exchange.reading.records import Line, RowRef
from hjemveien.texts import _, mark, number_text
from ui.kit import (
    Cell,
    Column,
    EmptyState,
    ListTable,
    PagedModel,
    SectionHeader,
    Text,
    Tile,
    clear,
    column,
    least_height,
    scrolling,
    set_spacing,
)

PER_ROW = 4
TILE_PX = 104
_WAY = ("rows", "households", "cases", "on_the_list")
_ICONS = {
    "rows": "table", "households": "users", "cases": "folder-open", "on_the_list": "list-ordered",
    "no_decision": "hourglass", "refused": "circle-x", "not_new": "house",
    "already_housed": "key-round", "duplicates": "copy", "skipped": "x",
}  # fmt: skip


class ReconciliationView(QWidget):
    """The way in, then why the rest is not on the list."""

    def __init__(self) -> None:
        super().__init__()
        self._way, self._rest = QGridLayout(), QGridLayout()
        for layout in (self._way, self._rest):
            set_spacing(layout, 12)
        self.header = SectionHeader("")
        self.model = PagedModel(_COLUMNS, lambda ref: ref, self)
        self.table = ListTable(_("Rows behind the number"), self.model, tight=True)
        self.table.setMinimumHeight(240)
        self.table.set_empty(EmptyState(_("Choose a number to see its rows"), icon="table"))
        inner = QWidget()
        body = QVBoxLayout(inner)
        set_spacing(body, 12, 16)
        body.addWidget(Text(_("Hold these numbers against your sheet."), "body", "muted"))
        body.addLayout(self._way)
        body.addWidget(SectionHeader(_("Not on the list, by reason")))
        body.addLayout(self._rest)
        body.addWidget(self.header)
        body.addWidget(self.table, 1)
        self.setLayout(column(scrolling(inner)))

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        for layout in (self._way, self._rest):
            clear(layout)
        for line in lines:
            if not line.count and line.name not in _WAY:
                continue
            tile = Tile(
                line_title(line), number_text(line.count), icon=_ICONS.get(line.name, "list"),
                opened=self._opener(line),
            )  # fmt: skip
            _put(self._way if line.name in _WAY else self._rest, tile)
        self.model.show_rows(())
        self.header.set_title("")

    def _opener(self, line: Line) -> Callable[[], None]:
        return lambda: self.open_line(line)

    def open_line(self, line: Line) -> None:
        """Show the rows behind one number."""
        self.header.set_title(line_title(line))
        self.model.show_rows(line.rows)


def _put(grid: QGridLayout, tile: Tile) -> None:
    place = grid.count()
    least_height(tile, TILE_PX)
    grid.addWidget(tile, place // PER_ROW, place % PER_ROW)
    grid.setColumnStretch(place % PER_ROW, 1)


_COLUMNS: tuple[Column[RowRef], ...] = (
    Column("file", mark("File"), lambda ref: Cell(ref.file), 200, stretch=True),
    Column("sheet", mark("Sheet"), lambda ref: Cell(ref.sheet or "–"), 180),
    Column("row", mark("Row"), lambda ref: Cell(str(ref.row)), 80, "number"),
)
