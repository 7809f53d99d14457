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
    """`width` is a share, not a measure: the columns together always fill the paper."""

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
    """Shares as asked, then widened where a title or a sampled word would be broken."""
    least = [_least(column, at, sample, width) for at, column in enumerate(columns)]
    widths = _share([column.width for column in columns], least, width)
    placed, left = [], 0.0
    for column, own in zip(columns, widths, strict=True):
        placed.append(Span(left + GAP, own - 2 * GAP, column.align == "right"))
        left += own
    return tuple(placed)


def _least(column: Column, at: int, sample: Sequence[Sequence[str]], width: float) -> float:
    words = [word for row in sample for word in row[at].split()]
    longest = max((_points(word, style.CELL) for word in set(words)), default=0.0)
    title = max((_points(word, style.COLUMN_TITLE) for word in column.title.split()), default=0.0)
    return max(min(longest, width * 0.3), title) + 2 * GAP + 0.5


def _points(word: str, ink: Ink) -> float:
    shape = face(ink.face)
    return shape.width(legible(word[:80], shape).shown) * ink.size / 1000


def _share(asked: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Columns that would be too narrow get their least; the others share the rest as asked."""
    if sum(least) >= width:
        return [own * width / sum(least) for own in least]
    fixed: set[int] = set()
    while True:
        rest = width - sum(least[at] for at in fixed)
        total = sum(share for at, share in enumerate(asked) if at not in fixed) or 1.0
        widths = [
            least[at] if at in fixed else share * rest / total for at, share in enumerate(asked)
        ]
        narrow = {at for at, own in enumerate(widths) if at not in fixed and own < least[at]}
        if not narrow:
            return widths
        fixed |= narrow
