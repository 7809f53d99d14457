"""Sets a table of any length row by row: titles on each page, cells wrapped, every cell tagged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from hjemveien.reports.paper import style
from hjemveien.reports.paper.columns import GAP, Column, Span, spans
from hjemveien.reports.paper.flow import Flow
from hjemveien.reports.paper.page import spelt
from hjemveien.reports.paper.style import Ink, leading
from hjemveien.reports.paper.tags import COLUMN_HEADER, ROW_HEADER, Tag

_PAD = 2.2
_SAMPLE = 200
_LOOK_EVERY = 256
_KEPT_CELLS = 4_000


@dataclass(frozen=True)
class Group:
    """A row across all columns that names those below it."""

    text: str


Row = Sequence[str] | Group


class Stroke(NamedTuple):
    """One line of a cell ready to draw: where it starts, and how it is spelt."""

    x: str
    spelt: str


Cell = tuple[Stroke, ...]


@dataclass(frozen=True)
class Table:
    """A table block; `rows` may be any iterable and is read once, a few hundred rows ahead.

    `share` is how much of the paper's width it takes: few narrow columns read better close by.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    share: float = 1.0

    def draw(self, flow: Flow) -> None:
        rows = iter(self.rows)
        sample = tuple(islice(rows, _SAMPLE))
        plain = [
            row for row in sample if not isinstance(row, Group) and len(row) == len(self.columns)
        ]
        width = flow.width * self.share
        shaped = spans(self.columns, plain, width)
        _Setter(flow, self.columns, shaped, width).set(chain(sample, rows))
        flow.y -= 10


class _Setter:
    """Sets the rows of one table. Growth is a number kept for each row, and nothing else."""

    def __init__(
        self, flow: Flow, columns: Sequence[Column], shaped: Sequence[Span], width: float
    ) -> None:
        self._flow = flow
        self._width = width
        self._columns = columns
        self._spans = shaped
        self._tag = flow.tree.document.child("Table")
        self._titles = [
            self._cell(column.title, span, style.COLUMN_TITLE)
            for column, span in zip(columns, shaped, strict=True)
        ]
        self._cells: list[dict[str, Cell]] = [{} for _column in columns]
        self._inks = [style.CELL_STRONG if c.names_row else style.CELL for c in columns]
        self._kinds = [("TH", ROW_HEADER) if c.names_row else ("TD", "") for c in columns]
        self._step = leading(style.CELL.size)
        most = max(len(title) for title in self._titles)
        self._title_height = most * leading(style.COLUMN_TITLE.size) + 2 * _PAD + 1
        self._start = f"BT {flow.chosen(style.CELL)}"

    def set(self, rows: Iterable[Row]) -> None:
        flow = self._flow
        flow.ensure(self._title_height + 3 * (self._step + 2 * _PAD))
        self._tagged_titles()
        body = self._tag.child("TBody")
        done = 0
        for done, row in enumerate(rows, 1):
            if isinstance(row, Group):
                self._group(row, body)
            else:
                self._row(row, body)
            if not done % _LOOK_EVERY:
                self._housekeeping(done)
        flow.page.ink.append("ET")
        flow.watch.look(done)
        body.close()
        self._tag.close()

    def _housekeeping(self, done: int) -> None:
        self._flow.watch.look(done)
        for known in self._cells:
            if len(known) > _KEPT_CELLS:
                known.clear()

    def _row(self, row: Sequence[str], body: Tag) -> None:
        if len(row) != len(self._columns):
            raise ValueError(f"{len(row)} cells in a table of {len(self._columns)} columns")
        cells = [
            known.get(text) or self._keep(at, text)
            for at, (known, text) in enumerate(zip(self._cells, row, strict=True))
        ]
        height = self._step * max(len(cell) for cell in cells) + 2 * _PAD
        if self._flow.y - height < self._flow.bottom:
            if height > self._flow.top - self._flow.bottom - self._title_height:
                self._long_row(cells, body)
                return
            self._turn()
        self._short_row(cells, height, body)

    def _short_row(self, cells: Sequence[Cell], height: float, body: Tag) -> None:
        """A row that stands on this page: the fast road, without an object for each cell."""
        pdf, page = self._flow.pdf, self._flow.page
        row = pdf.reserve(len(cells) + 1)
        body.adopt(row)
        heights = self._baselines(max(len(cell) for cell in cells))
        number = row
        for cell, (kind, scope) in zip(cells, self._kinds, strict=True):
            number += 1
            mark = page.take(number)
            page.ink.append(_drawn(kind, mark, cell, heights))
            pdf.put(number, f"<</S/{kind}/P {row} 0 R/Pg {page.number} 0 R/K {mark}{scope}>>")
        kids = " 0 R ".join(map(str, range(row + 1, number + 1)))
        pdf.put(row, f"<</S/TR/P {body.number} 0 R/K[{kids} 0 R]>>")
        self._advance(height)

    def _long_row(self, cells: Sequence[Cell], body: Tag) -> None:
        """A row taller than a page: its cells go on where the page before ended."""
        row = body.child("TR")
        parts = [
            (row.child(kind, scope), kind, cell)
            for cell, (kind, scope) in zip(cells, self._kinds, strict=True)
        ]
        self._spread(parts)
        row.close()

    def _group(self, group: Group, body: Tag) -> None:
        flow, step = self._flow, self._step
        if flow.y - 3 * step - 6 * _PAD < flow.bottom:
            self._turn()
        flow.y -= step * 0.5
        row = body.child("TR")
        span = Span(GAP, self._width - 2 * GAP, at_right=False)
        header = row.child("TH", f"/A<</O/Table/Scope/Row/ColSpan {len(self._columns)}>>")
        cell = self._cell(group.text, span, style.CELL_STRONG)
        self._spread([(header, "TH", cell)])
        row.close()

    def _spread(self, parts: Sequence[tuple[Tag, str, Cell]]) -> None:
        start, most = 0, max(len(cell) for _tag, _kind, cell in parts)
        while start < most:
            room = int((self._flow.y - self._flow.bottom - 2 * _PAD) / self._step)
            if room < min(3, most - start):
                self._turn()
                continue
            end = min(start + room, most)
            heights = self._baselines(end - start)
            for tag, kind, cell in parts:
                if lines := cell[start:end]:
                    mark = tag.piece(self._flow.page)
                    self._flow.page.ink.append(_drawn(kind, mark, lines, heights))
            self._advance((end - start) * self._step + 2 * _PAD)
            self._flow.watch.look(0)
            start = end
        for tag, _kind, _cell in parts:
            tag.close()

    def _baselines(self, count: int) -> list[str]:
        first = self._flow.y - _PAD - self._step * 0.76
        return [f"{first - number * self._step:.2f}" for number in range(count)]

    def _advance(self, height: float) -> None:
        flow = self._flow
        flow.y -= height
        flow.page.rule(flow.left, flow.y, self._width, style.BORDER)

    def _turn(self) -> None:
        self._flow.page.ink.append("ET")
        self._flow.turn()
        page = self._flow.page
        page.ink.append("/Artifact BMC")
        self._draw_titles([("", "") for _title in self._titles])
        page.ink.append("EMC")
        page.ink.append(self._start)

    def _tagged_titles(self) -> None:
        head = self._tag.child("THead")
        row = head.child("TR")
        tags = [row.child("TH", COLUMN_HEADER) for _title in self._titles]
        marks = [tag.piece(self._flow.page) for tag in tags]
        self._draw_titles([(f"/TH<</MCID {mark}>>BDC ", " EMC") for mark in marks])
        for tag in (*tags, row, head):
            tag.close()
        self._flow.page.ink.append(self._start)

    def _draw_titles(self, around: Sequence[tuple[str, str]]) -> None:
        """Titles stand on one line at the foot of their row, a firm rule below them."""
        flow, ink = self._flow, style.COLUMN_TITLE
        step = leading(ink.size)
        flow.y -= self._title_height
        parts = ["BT", flow.chosen(ink)]
        for title, (before, after) in zip(self._titles, around, strict=True):
            last = flow.y + _PAD + 1 + step * 0.24
            count = len(title)
            heights = [f"{last + (count - 1 - n) * step:.2f}" for n in range(count)]
            parts.append(before + _shown(title, heights) + after)
        flow.page.ink.append(" ".join([*parts, "ET"]))
        flow.page.rule(flow.left, flow.y, self._width, style.STRONG_BORDER, 0.9)

    def _keep(self, at: int, text: str) -> Cell:
        cell = self._cells[at][text] = self._cell(text, self._spans[at], self._inks[at])
        return cell

    def _cell(self, text: str, span: Span, ink: Ink) -> Cell:
        flow, typeface = self._flow, self._flow.typeface(ink)
        strokes = []
        for line in flow.lines(text, ink, span.width):
            ink_width = typeface.face.width(line.shown.rstrip()) * ink.size / 1000
            x = flow.left + span.left + (span.width - ink_width if span.at_right else 0)
            drawn = spelt(typeface, line)
            if ink is style.CELL_STRONG:
                plain = flow.typeface(style.CELL)
                drawn = f"/{typeface.key} {ink.size:g} Tf{drawn}/{plain.key} {ink.size:g} Tf"
            strokes.append(Stroke(f"{x:.2f}", drawn))
        return tuple(strokes)


def _drawn(kind: str, mark: int, strokes: Sequence[Stroke], heights: Sequence[str]) -> str:
    return f"/{kind}<</MCID {mark}>>BDC {_shown(strokes, heights)} EMC"


def _shown(strokes: Sequence[Stroke], heights: Sequence[str]) -> str:
    if len(strokes) == 1:
        return f"1 0 0 1 {strokes[0].x} {heights[0]} Tm{strokes[0].spelt}"
    return " ".join(
        f"1 0 0 1 {x} {y} Tm{drawn}" for (x, drawn), y in zip(strokes, heights, strict=False)
    )
