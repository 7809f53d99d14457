"""Which columns of a list are shown, in which order and how wide: by design, or as somebody likes.

It is written as one line, `name=220 stage -rooms`: a column a word, in order, hidden with a minus,
with the width in design pixels where somebody has sized it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView

from hjemveien.texts import _
from ui.kit.delegates import CellDelegate
from ui.kit.menus import LINE, Choice
from ui.theme import theme

if TYPE_CHECKING:
    from ui.kit.table import ListTable

Keep = Callable[[str], object]


class ColumnLayout(QObject):
    """The columns of one table. After `begin` people move, hide and size them, and it is kept."""

    def __init__(self, table: "ListTable[Any]") -> None:
        super().__init__(table)
        self._table = table
        self._columns = table.rows_model.columns
        self._widths: dict[str, int] = {}
        self._keep: Keep | None = None
        self._keep_density: Keep | None = None
        self._arranging = False
        header = table.header
        header.sectionMoved.connect(lambda *_places: self._moved())
        header.sectionResized.connect(self._resized)
        for number, column in enumerate(self._columns):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
            header.setSectionHidden(number, not column.shown)
        self._place_edges()

    def begin(self, kept: str, keep: Keep, density: str, keep_density: Keep) -> None:
        """Lay the columns as they were kept, and keep every change from now on."""
        self._keep, self._keep_density = keep, keep_density
        self._table.header.setSectionsMovable(True)
        self._lay(kept)
        self._table.set_tight(density == "tight")

    def fit(self) -> None:
        """Sized columns have their width, the others theirs or their title's, and share the rest.

        Those that stretch take what is left; where there is too little all give way to their least.
        """
        shown = [n for n in range(len(self._columns)) if not self._table.isColumnHidden(n)]
        widths = {n: self._width_px(n) for n in shown}
        spare = self._table.viewport().width() - sum(widths.values())
        if spare < 0:
            self._give_way(widths, -spare)
        else:
            self._stretch(widths, spare)
        with self._quietly():
            for number, width in widths.items():
                self._table.setColumnWidth(number, width)

    def visible(self) -> list[int]:
        """The numbers of the columns shown, from left to right."""
        order = (self._table.header.logicalIndex(place) for place in range(len(self._columns)))
        return [number for number in order if not self._table.isColumnHidden(number)]

    def text(self) -> str:
        """As it is kept."""
        header = self._table.header
        order = [header.logicalIndex(place) for place in range(len(self._columns))]
        return " ".join(self._word(number) for number in order)

    # What people do

    def of_column(self, key: str) -> tuple[Choice, ...]:
        """Order by it, move it, hide it; and what belongs to all columns."""
        if self._keep is None:
            return ()
        number = self._number(key)
        column, place = self._columns[number], self.visible().index(number)
        last = len(self.visible()) - 1
        order = (
            Choice(_("Sort ascending"), lambda: self._order(key, False), icon="arrow-up"),
            Choice(_("Sort descending"), lambda: self._order(key, True), icon="arrow-down"),
            LINE,
        )
        return (
            *(order if column.sort else ()),
            Choice(_("Move left"), lambda: self.move(key, -1), enabled=place > 0),
            Choice(_("Move right"), lambda: self.move(key, 1), enabled=place < last),
            Choice(_("Hide the column"), lambda: self.toggle(key), enabled=last > 0),
            LINE,
            Choice(_("Columns and rows"), below=self.of_all(), icon="sliders-horizontal"),
        )

    def of_all(self) -> tuple[Choice, ...]:
        """Which columns are shown, how close the rows stand, and all as it was."""
        hidden = self._table.isColumnHidden
        columns = tuple(
            Choice(_(column.title), self._toggler(column.key), not hidden(number))
            for number, column in enumerate(self._columns)
        )
        tight = self._table.tight
        return (
            *columns,
            LINE,
            Choice(_("Comfortable rows"), lambda: self.set_tight(False), not tight),
            Choice(_("Tight rows"), lambda: self.set_tight(True), tight),
            LINE,
            Choice(_("Reset columns"), self.reset, icon="undo-2"),
        )

    def toggle(self, key: str) -> None:
        """Show the column, or hide it; one always stays."""
        number = self._number(key)
        hide = not self._table.isColumnHidden(number)
        if hide and len(self.visible()) == 1:
            return
        with self._quietly():
            self._table.setColumnHidden(number, hide)
        self._changed()

    def move(self, key: str, steps: int) -> None:
        """Past so many columns that are shown; to the left where negative."""
        shown, number = self.visible(), self._number(key)
        target = shown.index(number) + steps
        if 0 <= target < len(shown):
            header = self._table.header
            header.moveSection(header.visualIndex(number), header.visualIndex(shown[target]))

    def set_tight(self, tight: bool) -> None:
        self._table.set_tight(tight)
        if self._keep_density is not None:
            self._keep_density("tight" if tight else "")

    def reset(self) -> None:
        """As it was designed."""
        self._lay("")
        self._changed()
        self.set_tight(False)

    # Within

    def _lay(self, kept: str) -> None:
        words = {_key(word): word for word in kept.split()}
        known = [column.key for column in self._columns]
        order = [key for key in words if key in known] + [key for key in known if key not in words]
        self._widths = {key: w for key in known if (w := _width(words.get(key, "")))}
        with self._quietly():
            header = self._table.header
            for place, key in enumerate(order):
                header.moveSection(header.visualIndex(self._number(key)), place)
            for number, column in enumerate(self._columns):
                word = words.get(column.key)
                hidden = word.startswith("-") if word else not column.shown
                self._table.setColumnHidden(number, hidden)
            if not self.visible():
                self._table.setColumnHidden(0, False)
        self._place_edges()
        self.fit()

    def _changed(self) -> None:
        self._place_edges()
        self.fit()
        if self._keep is not None:
            self._keep(self.text())

    def _moved(self) -> None:
        if not self._arranging:
            self._changed()

    def _resized(self, number: int, _before: int, width: int) -> None:
        """Somebody drags its edge; the others stay until the list itself is sized anew."""
        if self._arranging or width == 0:
            return
        self._widths[self._columns[number].key] = round(width * 100 / theme().zoom_percent)
        if self._keep is not None:
            self._keep(self.text())

    def _place_edges(self) -> None:
        """The ring around a row begins and ends at the columns that are outermost now."""
        shown = self.visible()
        for number in range(len(self._columns)):
            delegate = self._table.itemDelegateForColumn(number)
            if isinstance(delegate, CellDelegate) and shown:
                delegate.edges = (shown[0], shown[-1])
        self._table.viewport().update()

    def _width(self, number: int) -> int:
        column = self._columns[number]
        return self._widths.get(column.key, column.width)

    def _width_px(self, number: int) -> int:
        width = theme().px(self._width(number))
        if self._sized(number):
            return width
        return max(width, self._table.header.sectionSizeFromContents(number).width())

    def _stretch(self, widths: dict[int, int], spare: int) -> None:
        takers = [n for n in widths if self._columns[n].stretch and not self._sized(n)]
        for place, number in enumerate(takers):
            share = spare // (len(takers) - place)
            widths[number] += share
            spare -= share

    def _give_way(self, widths: dict[int, int], lacking: int) -> None:
        px = theme().px
        room = {
            n: max(widths[n] - px(self._columns[n].least), 0)
            for n in widths
            if self._columns[n].least and not self._sized(n)
        }
        whole = sum(room.values())
        if whole:
            for number, each in room.items():
                widths[number] -= min(each, -(-lacking * each // whole))

    def _sized(self, number: int) -> bool:
        return self._columns[number].key in self._widths

    def _number(self, key: str) -> int:
        return next(n for n, column in enumerate(self._columns) if column.key == key)

    def _word(self, number: int) -> str:
        key = self._columns[number].key
        sign = "-" if self._table.isColumnHidden(number) else ""
        return f"{sign}{key}={self._widths[key]}" if key in self._widths else f"{sign}{key}"

    def _order(self, key: str, descending: bool) -> None:
        self._table.sort_wanted.emit(key, descending)

    def _toggler(self, key: str) -> Callable[[], None]:
        return lambda: self.toggle(key)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What the program arranges is nobody's wish."""
        before, self._arranging = self._arranging, True
        try:
            yield
        finally:
            self._arranging = before


def _key(word: str) -> str:
    return word.lstrip("-").partition("=")[0]


def _width(word: str) -> int:
    """0 where nobody has sized it."""
    text = word.partition("=")[2]
    return int(text) if text.isdecimal() else 0
