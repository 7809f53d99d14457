"""The first view of the figures: numbers on tiles, then charts with their tables beside."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hjemveien.reports.disclosure import Path
from hjemveien.reports.statistics import Figures
from hjemveien.texts import _
from ui.figures.chart_view import ChartView
from ui.figures.number_table import NumberTable, Open
from ui.figures.overview import Number, Panel, numbers, panels
from ui.kit import (
    EmptyState,
    Text,
    Tile,
    TileGrid,
    box,
    clear,
    column,
    hide_unless,
    lay_out,
    scrolling,
    set_spacing,
)
from ui.theme import theme

WIDE_PX = 860


class Dashboard(QWidget):
    """`opened(label, path)` wants the list behind a number; None where nobody may see lists."""

    def __init__(self, opened: Open | None, begin: Callable[[], object]) -> None:
        """`begin` leads to where the first application is registered."""
        super().__init__()
        self._opened = opened
        self.empty = EmptyState(
            _("There is nothing to count yet"),
            _("The figures come by themselves with the first application."),
            _("Go to the cases"), begin, "chart-column",
        )  # fmt: skip
        self._shown: tuple[Number, ...] = ()
        self.tiles = TileGrid()
        self.panels: list[PanelCard] = []
        self._cards = QVBoxLayout()
        set_spacing(self._cards, 16)
        inner = column(self.tiles, self._cards, None, spacing=16, margins=16)
        self._area = scrolling(box(inner))
        self._stack = QStackedWidget()
        for part in (self._area, self.empty):
            self._stack.addWidget(part)
        self.setLayout(column(self._stack))

    def show_figures(self, figures: Figures) -> None:
        """What is as it was stays, so that others' changes take nobody's place on the page."""
        self._show_numbers(numbers(figures) if self._opened else ())
        self._show_panels(panels(figures))
        self._stack.setCurrentWidget(self.empty if _nothing(figures) else self._area)
        lay_out(self.tiles)

    def _show_panels(self, wanted: tuple[Panel, ...]) -> None:
        if [panel.key for panel in wanted] != [card.panel.key for card in self.panels]:
            clear(self._cards)
            self.panels = [PanelCard(panel, self._opened) for panel in wanted]
            for card in self.panels:
                self._cards.addWidget(card)
                card.show()
            return
        for at, panel in enumerate(wanted):
            if panel != self.panels[at].panel:
                self._replace(at, PanelCard(panel, self._opened))

    def _replace(self, at: int, card: "PanelCard") -> None:
        """With the keyboard in the same cell, where it was in the table."""
        old = self.panels[at]
        held, cell = old.table.hasFocus(), old.table.currentIndex()
        self._cards.replaceWidget(old, card)
        card.show()
        self.panels[at] = card
        if held:
            card.table.setFocus()
            card.table.setCurrentIndex(card.table.numbers.index(cell.row(), cell.column()))
        old.hide()
        old.deleteLater()

    def show_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def show_charts(self) -> None:
        """Scroll past the tiles."""
        self._area.verticalScrollBar().setValue(self.tiles.geometry().bottom())

    def tile(self, key: str) -> Tile:
        """The tile of a number by its key. Raises StopIteration for an unknown one."""
        pairs = zip(self._shown, self.tiles.tiles, strict=True)
        return next(tile for number, tile in pairs if number.key == key)

    def _show_numbers(self, found: tuple[Number, ...]) -> None:
        labels = [number.label for number in found]
        if labels != [number.label for number in self._shown]:
            self.tiles.set_tiles([self._made(number) for number in found])
        self._shown = found
        for number, tile in zip(found, self.tiles.tiles, strict=True):
            tile.set_number(number.value, number.note)

    def _made(self, number: Number) -> Tile:
        label, path = number.label, number.path
        return Tile(label, icon=number.icon, opened=lambda: self._open(label, path))

    def _open(self, label: str, path: Path) -> None:
        if self._opened is not None:
            self._opened(label, path)


class PanelCard(QWidget):
    """One statistic's charts and, beside them or on a narrow page below, the table."""

    def __init__(self, panel: Panel, opened: Open | None) -> None:
        super().__init__()
        self.panel = panel
        self.charts = [ChartView(drawn) for drawn in panel.charts]
        name = _("Numbers: {title}").format(title=panel.title)
        self.table = NumberTable(name, panel.table, opened)
        drawn = QVBoxLayout()
        set_spacing(drawn, 12)
        for chart in self.charts:
            drawn.addLayout(_titled(chart))
        drawn.addStretch(1)
        self._halves = QHBoxLayout()
        set_spacing(self._halves, 24)
        self._halves.addLayout(drawn, 1)
        self._halves.addLayout(column(self.table, None))
        definition = Text(panel.definition, "caption", "muted", wraps=True)
        body = column(self._halves, definition, spacing=8, margins=(16, 12, 16, 12))
        self.setLayout(column(box(body, "card")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme().px(WIDE_PX)
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)


def _titled(chart: ChartView) -> QVBoxLayout:
    note = Text(chart.drawn.note, "caption", "muted", wraps=True)
    hide_unless(bool(chart.drawn.note), note)
    return column(Text(chart.drawn.title, "subtitle", wraps=True), note, chart, spacing=4)


def _nothing(figures: Figures) -> bool:
    """Whether the office has had no case yet; who sees counts alone is not told."""
    counted = {block.key: block.value for block in figures.blocks}
    return counted.get("cases") == 0
