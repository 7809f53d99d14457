"""Shares the width of the paper among the columns, so that short facts need no second line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hjemveien.reports.paper import style
from hjemveien.reports.paper.fonts import face
from hjemveien.reports.paper.style import Ink
from hjemveien.reports.paper.words import legible

GAP = 5.0


@dataclass(frozen=True)
class Column:
    """`width` is a share, not a measure: the columns together always fill the paper, and where
    their texts need other widths than asked, need comes first."""

    title: str
    width: float = 1.0
    align: Literal["left", "right"] = "left"
    names_row: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Where the text of a column may stand, in points from the table's left edge."""

    left: float
    width: float
    at_right: bool


def spans(
    columns: Sequence[Column], sample: Sequence[Sequence[str]], width: float
) -> tuple[Span, ...]:
    """Where each column's text stands, judged by its title and the first rows."""
    wants = [_want(column, at, sample, width) for at, column in enumerate(columns)]
    placed, left = [], 0.0
    for column, own in zip(columns, _share(wants, columns, width), strict=True):
        placed.append(Span(left + GAP, own - 2 * GAP, column.align == "right"))
        left += own
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class _Want:
    """`least` breaks no word, `ideal` lets nearly all sampled cells stand on one line."""

    least: float
    ideal: float


def _want(column: Column, at: int, sample: Sequence[Sequence[str]], width: float) -> _Want:
    ink = style.CELL_STRONG if column.names_row else style.CELL
    cells = sorted(_points(row[at], ink) for row in sample)
    words = {word for row in sample for word in row[at].split()}
    word = max((_points(word, ink) for word in words), default=0.0)
    title = max((_points(word, style.COLUMN_TITLE) for word in column.title.split()), default=0.0)
    nearly_all = cells[int(len(cells) * 0.95)] if cells else 0.0
    least = max(min(word, width * 0.3), title) + 2 * GAP + 0.5
    return _Want(least, max(least, nearly_all + 2 * GAP + 0.5))


def _points(text: str, ink: Ink) -> float:
    shape = face(ink.face)
    return shape.width(legible(text[:200], shape).shown) * ink.size / 1000


def _share(wants: Sequence[_Want], columns: Sequence[Column], width: float) -> list[float]:
    """All get what they need; what is over goes as asked, what is short is taken from the long."""
    total = sum(column.width for column in columns) or 1.0
    asked = [column.width / total * width for column in columns]
    ideal = [want.ideal for want in wants]
    if (spare := width - sum(ideal)) >= 0:
        return [own + spare * part / width for own, part in zip(ideal, asked, strict=True)]
    least = [want.least for want in wants]
    if sum(least) >= width:
        return [own * width / sum(least) for own in least]
    promised = [
        max(want.least, min(want.ideal, part * 0.75))
        for want, part in zip(wants, asked, strict=True)
    ]
    return _grant(promised if sum(promised) <= width else least, ideal, width)


def _grant(start: Sequence[float], ideal: Sequence[float], width: float) -> list[float]:
    """Columns that lack little get it, smallest first: each saves a line for little room."""
    widths, rest = list(start), width - sum(start)
    lacking = sorted(range(len(start)), key=lambda at: ideal[at] - start[at])
    while lacking and ideal[lacking[0]] - start[lacking[0]] <= rest:
        at = lacking.pop(0)
        rest -= ideal[at] - start[at]
        widths[at] = ideal[at]
    short = sum(ideal[at] - start[at] for at in lacking)
    for at in lacking:
        widths[at] += rest * (ideal[at] - start[at]) / short
    return widths
