"""From the sheets to the list in numbers; each opens its rows, to be held against the sheet."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.exchange.account import line_title
from hjemveien.exchange.reading.records import Line, RowRef
from hjemveien.texts import _, mark, number_text
from ui.kit import (
    Banner,
    Cell,
    Column,
    EmptyState,
    ListTable,
    PagedModel,
    SectionHeader,
    Text,
    Tile,
    TileGrid,
    column,
    lay_out,
    scrolling,
    set_spacing,
)

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
        self._way, self._rest = TileGrid(), TileGrid()
        self.held_back = Banner("info")
        self.header = SectionHeader("")
        self.model = PagedModel(_COLUMNS, lambda ref: ref, self)
        self.table = ListTable(_("Rows behind the number"), self.model, tight=True)
        self.table.setMinimumHeight(240)
        self.table.set_empty(EmptyState(_("Choose a number to see its rows"), icon="table"))
        inner = QWidget()
        body = QVBoxLayout(inner)
        set_spacing(body, 12, 16)
        body.addWidget(Text(_("Hold these numbers against your sheet."), "body", "muted"))
        body.addWidget(self.held_back)
        body.addWidget(self._way)
        body.addWidget(SectionHeader(_("Not on the list, by reason")))
        body.addWidget(self._rest)
        body.addWidget(self.header)
        body.addWidget(self.table, 1)
        self.setLayout(column(scrolling(inner)))

    def show_lines(self, lines: tuple[Line, ...], held_back: str = "") -> None:
        """With words on who is left out of the numbers, where somebody is."""
        self.held_back.setVisible(bool(held_back))
        if held_back:
            self.held_back.say(held_back)
        self._way.set_tiles([self._tile(line) for line in lines if line.name in _WAY])
        rest = (line for line in lines if line.count and line.name not in _WAY)
        self._rest.set_tiles([self._tile(line) for line in rest])
        lay_out(self._way, self._rest)
        self.model.show_rows(())
        self.header.set_title("")

    def _tile(self, line: Line) -> Tile:
        return Tile(
            line_title(line), number_text(line.count), icon=_ICONS.get(line.name, "list"),
            opened=self._opener(line),
        )  # fmt: skip

    def _opener(self, line: Line) -> Callable[[], None]:
        return lambda: self.open_line(line)

    def open_line(self, line: Line) -> None:
        """Show the rows behind one number."""
        self.header.set_title(line_title(line))
        self.model.show_rows(line.rows)


_COLUMNS: tuple[Column[RowRef], ...] = (
    Column("file", mark("File"), lambda ref: Cell(ref.file), 200, stretch=True),
    Column("sheet", mark("Sheet"), lambda ref: Cell(ref.sheet or "–"), 180),
    Column("row", mark("Row"), lambda ref: Cell(str(ref.row)), 80, "number"),
)
