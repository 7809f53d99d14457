"""Tiles beside each other, each row as high as the words of its highest tile need."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.layout import clear, set_spacing
from ui.kit.tile import Tile
from ui.theme import theme

TILE_PX, MOST_TILES = 225, 4
ROUNDS = 4


class TileGrid(QWidget):
    """As many tiles beside each other as have room, all of a row as high as its highest."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[Tile] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        set_spacing(self._grid, 12)
        theme().changed.connect(self._arrange)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        clear(self._grid)
        self.tiles, self._columns = list(tiles), 0
        self.setVisible(bool(tiles))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = min(max(self.width() // theme().px(TILE_PX), 1), MOST_TILES)
        if columns == self._columns:
            return
        for at in range(MOST_TILES):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
            tile.show()


def lay_out(*grids: TileGrid) -> None:
    """At once: heights follow from widths, and what is seen first would be squeezed.

    For the same reason new parts are shown by hand: a layout shows them later, and until then
    they have no size.
    """
    for _round in range(ROUNDS):
        for grid in grids:
            for tile in grid.tiles:
                tile.fit()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest.value))
