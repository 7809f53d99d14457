"""What a document is made of: headings, paragraphs, key figures, facts. Data, drawn in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from hjemveien.reports.paper import style
from hjemveien.reports.paper.flow import Bookmark, Flow
from hjemveien.reports.paper.style import leading
from hjemveien.reports.paper.tags import ROW_HEADER, Tag
from hjemveien.reports.paper.words import Line

_TILES_IN_A_ROW = 4
_TILE_GAP = 9.0
_TILE_PAD = 9.0


class Block(Protocol):
    """Anything that can place itself at `flow.y` and move it down."""

    def draw(self, flow: Flow) -> None: ...


@dataclass(frozen=True)
class Title:
    text: str
    subtitle: str = ""

    def draw(self, flow: Flow) -> None:
        flow.y -= 12
        flow.bookmarks.append(Bookmark(self.text, 1, flow.page.number, flow.y))
        _set(flow, "H1", self.text, style.TITLE)
        flow.y -= 3
        if self.subtitle:
            _set(flow, "P", self.subtitle, style.SUBTITLE)
        flow.y -= 9


@dataclass(frozen=True)
class Heading:
    """Level 2 or 3; the title is level 1."""

    text: str
    level: int = 2

    def draw(self, flow: Flow) -> None:
        ink = style.HEADINGS[self.level]
        flow.y -= ink.size * 0.9 if flow.y < flow.top else 0
        flow.ensure(leading(ink.size) + 4 * leading(style.PROSE.size))
        flow.bookmarks.append(Bookmark(self.text, self.level, flow.page.number, flow.y))
        _set(flow, f"H{self.level}", self.text, ink)
        flow.y -= 4


@dataclass(frozen=True)
class Paragraph:
    text: str
    quiet: bool = False

    def draw(self, flow: Flow) -> None:
        ink = style.QUIET if self.quiet else style.PROSE
        flow.ensure(2 * leading(ink.size))
        _set(flow, "P", self.text, ink)
        flow.y -= ink.size * 0.6


@dataclass(frozen=True)
class PageBreak:
    def draw(self, flow: Flow) -> None:
        if flow.y < flow.top:
            flow.turn()


@dataclass(frozen=True)
class Facts:
    """Label and value side by side, such as the particulars of a case."""

    pairs: tuple[tuple[str, str], ...]

    def draw(self, flow: Flow) -> None:
        table = flow.tree.document.child("Table")
        body = table.child("TBody")
        for label, value in self.pairs:
            row = body.child("TR")
            _fact(flow, row, label, value)
            row.close()
        body.close()
        table.close()
        flow.y -= 6


def _fact(flow: Flow, row: Tag, label: str, value: str) -> None:
    indent = flow.width * 0.3
    labels = flow.lines(label, style.QUIET, indent - 10)
    flow.ensure(max(len(labels), 2) * leading(style.PROSE.size))
    page, top = flow.page, flow.y
    header = row.child("TH", ROW_HEADER)
    flow.place(header, "TH", labels, style.QUIET)
    header.close()
    below_label, flow.y = flow.y, top
    data = row.child("TD")
    flow.text(data, "TD", value, style.PROSE, indent=indent)
    data.close()
    flow.y = min(flow.y, below_label) - 3 if flow.page is page else flow.y - 3


@dataclass(frozen=True)
class Figures:
    """Key figures in tiles: (label, value), four in a row."""

    pairs: tuple[tuple[str, str], ...]

    def draw(self, flow: Flow) -> None:
        for at in range(0, len(self.pairs), _TILES_IN_A_ROW):
            _tile_row(flow, self.pairs[at : at + _TILES_IN_A_ROW])
        flow.y -= 8


@dataclass(frozen=True)
class _Tile:
    label: tuple[Line, ...]
    value: tuple[Line, ...]

    @property
    def height(self) -> float:
        label = len(self.label) * leading(style.TILE_LABEL.size)
        value = len(self.value) * leading(style.TILE_VALUE.size)
        return label + value + 1.5 * _TILE_PAD


def _tile_row(flow: Flow, pairs: Sequence[tuple[str, str]]) -> None:
    width = (flow.width - _TILE_GAP * (_TILES_IN_A_ROW - 1)) / _TILES_IN_A_ROW
    room = width - 2 * _TILE_PAD
    tiles = [
        _Tile(
            flow.lines(label + " ", style.TILE_LABEL, room),
            flow.lines(value, style.TILE_VALUE, room),
        )
        for label, value in pairs
    ]
    height = max(tile.height for tile in tiles)
    flow.ensure(height)
    top = flow.y
    for at, tile in enumerate(tiles):
        left = at * (width + _TILE_GAP)
        flow.page.box(flow.left + left, top - height, width, height, style.BORDER)
        flow.y = top - _TILE_PAD * 0.7
        tag = flow.tree.document.child("P")
        flow.place(tag, "P", tile.label, style.TILE_LABEL, left + _TILE_PAD)
        flow.place(tag, "P", tile.value, style.TILE_VALUE, left + _TILE_PAD)
        tag.close()
    flow.y = top - height - _TILE_GAP


def _set(flow: Flow, kind: str, text: str, ink: style.Ink) -> None:
    tag = flow.tree.document.child(kind)
    flow.text(tag, kind, text, ink)
    tag.close()
