"""One statistic: its definition, its tables with a button for each number, and a chart."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hjemveien.reports.disclosure import Path
from hjemveien.reports.statistics import Block
from hjemveien.reports.statistics.grids import Cell, Grid, grids
from hjemveien.texts import _, number_text
from ui.figures.charts import Bar, chartable, highest
from ui.kit import (
    Button,
    SectionHeader,
    Text,
    box,
    clear,
    column,
    limit_width,
    scrolling,
    set_spacing,
)
from ui.theme import theme

LABEL, BAR, FIRST = 0, 1, 2
TITLE_PX = 84
Open = Callable[[str, Path], None]


class BlockView(QWidget):
    """`opened(label, path)` is called when somebody wants the list behind a number.

    Without it there is no list that this reader may see, and the numbers are text.
    """

    def __init__(self, opened: Open | None) -> None:
        super().__init__()
        self._open = opened
        inner = box(QVBoxLayout(), "surface")
        self._body = inner.layout()
        assert isinstance(self._body, QVBoxLayout)
        set_spacing(self._body, 12, (20, 16, 20, 16))
        self.setLayout(column(scrolling(inner)))

    def show_block(self, block: Block) -> None:
        assert isinstance(self._body, QVBoxLayout)
        clear(self._body)
        self._body.addWidget(Text(block.title, "title"))
        self._body.addWidget(Text(block.definition, "caption", "muted", wraps=True))
        for grid in grids(block):
            self._body.addWidget(self._table(grid))
        self._body.addStretch(1)

    def _table(self, grid: Grid) -> QWidget:
        table = QGridLayout()
        set_spacing(table, 4)
        table.setHorizontalSpacing(theme().px(16))
        self._titles(table, grid)
        charted = chartable(grid)
        most = highest(grid) if charted else 0.0
        table.setColumnStretch(BAR if charted else LABEL, 1)
        for number, line in enumerate(grid.lines, 1):
            table.addWidget(Text(line.label, wraps=not charted), number, LABEL)
            if charted:
                table.addWidget(Bar(line.cells[0].value, most), number, BAR)
            for place, cell in enumerate(line.cells, FIRST):
                button = self._number(line.label, cell)
                table.addWidget(button, number, place, Qt.AlignmentFlag.AlignRight)
        parts: list[QWidget] = [SectionHeader(grid.title)] if grid.title else []
        holder = QWidget()
        holder.setLayout(column(*parts, table, spacing=6))
        return holder

    def _titles(self, table: QGridLayout, grid: Grid) -> None:
        for place, words in enumerate(grid.columns, FIRST):
            title = limit_width(Text(words, "caption_strong", "muted", wraps=True), TITLE_PX)
            title.setAlignment(Qt.AlignmentFlag.AlignRight)
            table.addWidget(title, 0, place, Qt.AlignmentFlag.AlignBottom)

    def _number(self, label: str, cell: Cell) -> QWidget:
        words, opened = shown(cell.value), self._open
        if opened is None or not isinstance(cell.value, int) or cell.value == 0:
            return Text(words)
        button = Button(words, "link", clicked=lambda: opened(label, cell.path))
        button.setAccessibleName(
            _("{label}: {number}. Opens the list.").format(label=label, number=words)
        )
        return button


def shown(value: object) -> str:
    """A figure as people read it; a dash where there is none."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return number_text(value, 0 if value == int(value) else 1)
    return number_text(value) if isinstance(value, int) else str(value)
