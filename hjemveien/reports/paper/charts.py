"""Draws bars and lines as calm as the rest: few rules, values written out, colours that differ.

The result is a reportlab drawing, so the same chart stands on paper and, as SVG, on the screen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, floor, log10
from typing import Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import HexColor

from hjemveien.files import RESOURCES
from hjemveien.reports.paper.figure import Band, Series
from hjemveien.reports.paper.fonts import REGULAR, face
from hjemveien.reports.paper.palette import PAPER, Palette
from hjemveien.reports.paper.words import legible
from hjemveien.texts import number_text

_CLIP = re.compile(r"<clipPath.*?</clipPath>|clip-path=\"[^\"]*\"|clip-path: [^;\"]*;?", re.DOTALL)
Anchor = Literal["start", "middle", "end"]
SIZE = 8.0
_LEFT, _BOTTOM, _TOP = 34.0, 26.0, 22.0


@dataclass(frozen=True)
class _Plot:
    """Where values stand: `ceiling` is the value at the upper rule, `step` a category's width."""

    width: float
    height: float
    floor: float
    ceiling: float
    step: float

    def x(self, category: int) -> float:
        return _LEFT + self.step * category

    def y(self, value: float) -> float:
        share = (value - self.floor) / (self.ceiling - self.floor)
        return _BOTTOM + share * (self.height - _BOTTOM - _TOP)


def bars(
    categories: Sequence[str],
    series: Sequence[Series],
    width: float,
    height: float = 180,
    palette: Palette = PAPER,
) -> Drawing:
    drawing, plot = _frame(categories, series, width, height, palette)
    thick = plot.step * 0.72 / max(1, len(series))
    for number, one in enumerate(series):
        for category, value in enumerate(one.values):
            if value is None:
                continue
            x = plot.x(category) + plot.step * 0.14 + thick * number
            low, high = sorted((plot.y(0), plot.y(value)))
            drawing.add(bar(x, low, thick * 0.92, high - low, palette.of(number)))
            text = amount(value)
            if text_width(text) < thick + 2:
                drawing.add(words(x + thick * 0.46, high + 3, text, "middle", palette.text))
    return drawing


def lines(
    categories: Sequence[str],
    series: Sequence[Series],
    width: float,
    height: float = 180,
    palette: Palette = PAPER,
) -> Drawing:
    """A line for each series, broken where a value is missing."""
    drawing, plot = _frame(categories, series, width, height, palette)
    for number, one in enumerate(series):
        colour = HexColor("#" + palette.of(number))
        for run in _runs(one.values):
            points = [(plot.x(at) + plot.step / 2, plot.y(value)) for at, value in run]
            flat = [value for point in points for value in point]
            if len(points) > 1:
                drawing.add(PolyLine(flat, strokeColor=colour, strokeWidth=1.6))
            for x, y in points:
                drawing.add(Circle(x, y, 2, fillColor=colour, strokeColor=None))
        _name_ends(drawing, plot, one.values, palette)
    return drawing


def _name_ends(
    drawing: Drawing, plot: _Plot, values: Sequence[float | None], palette: Palette
) -> None:
    """The numbers at a line's first and last point, which say where it came from and went."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    for at, value in (known[0], known[-1]) if len(known) > 1 else known:
        x, y = plot.x(at) + plot.step / 2, plot.y(value)
        drawing.add(words(x, y + 5, amount(value), "middle", palette.text))


def bands(count: int, width: float, height: float) -> tuple[Band, ...]:
    """Where each category of bars or lines stands, from the upper left corner."""
    step = (width - _LEFT) / max(1, count)
    return tuple((_LEFT + step * at, _TOP / 2, step, height - _TOP / 2) for at in range(count))


def svg(drawing: Drawing) -> str:
    """The drawing for a screen that has the Inter family; texts are escaped.

    Without the clip that reportlab lays around it, which Qt draws as a black ground.
    """
    from reportlab.graphics import renderSVG

    _register_font()
    drawn: str = renderSVG.drawToString(drawing)
    unfilled = _CLIP.sub("", drawn).replace("fill: None;", "fill: none;")
    return unfilled.replace(f"font-family: {REGULAR}", "font-family: Inter")


@cache
def _register_font() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(REGULAR, str(RESOURCES / "fonts" / f"{REGULAR}.ttf")))


def _frame(
    categories: Sequence[str],
    series: Sequence[Series],
    width: float,
    height: float,
    palette: Palette,
) -> tuple[Drawing, _Plot]:
    values = [value for one in series for value in one.values if value is not None]
    ticks = _ticks(min([0.0, *values]), max([0.0, *values]))
    step = (width - _LEFT) / max(1, len(categories))
    plot = _Plot(width, height, ticks[0], ticks[-1], step)
    drawing = Drawing(width, height)
    for tick in ticks:
        rule = HexColor("#" + (palette.base if tick == 0 else palette.rule))
        y = plot.y(tick)
        drawing.add(Line(_LEFT, y, width, y, strokeColor=rule, strokeWidth=0.5))
        drawing.add(words(_LEFT - 5, y - 2.8, amount(tick), "end", palette.muted))
    _name_categories(drawing, plot, categories, palette)
    if len(series) > 1:
        legend(drawing, _LEFT, plot.height, series, palette)
    return drawing, plot


def _name_categories(
    drawing: Drawing, plot: _Plot, categories: Sequence[str], palette: Palette
) -> None:
    """As many names as fit beside each other; a name too wide for its place is cut with a dot."""
    widest = max((text_width(name) for name in categories), default=0)
    every = max(1, ceil(min(widest, 60) / (plot.step - 4))) if plot.step > 4 else len(categories)
    for at in range(0, len(categories), every):
        room = plot.step * every - 4
        x = plot.x(at) + plot.step / 2
        drawing.add(words(x, _BOTTOM - 12, cut(categories[at], room), "middle", palette.muted))


def legend(
    drawing: Drawing, left: float, top: float, series: Sequence[Series], palette: Palette
) -> None:
    """The names of the series beside their colours, in the order in which they are drawn."""
    x = left
    for number, one in enumerate(series):
        drawing.add(bar(x, top - 9, 7, 7, palette.of(number)))
        drawing.add(words(x + 11, top - 8.5, one.name, "start", palette.text))
        x += 11 + text_width(one.name) + 16


def _ticks(low: float, high: float) -> list[float]:
    """A handful of round values that hold both ends, zero among them."""
    span = (high - low) or 1.0
    power = 10 ** floor(log10(span / 4))
    step = next(power * each for each in (1, 2, 5, 10) if span / (power * each) <= 5)
    step = max(step, 1) if float(high).is_integer() and float(low).is_integer() else step
    first, last = floor(low / step), ceil(high / step)
    return [round(step * n, 6) for n in range(first, max(last, first + 1) + 1)]


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((at, value))
    return [run for run in runs if run]


def amount(value: float) -> str:
    return number_text(value, 0 if float(value).is_integer() else 1)


def bar(x: float, y: float, width: float, height: float, colour: str) -> Rect:
    drawn = Rect(x, y, width, height)
    drawn.fillColor, drawn.strokeColor = HexColor("#" + colour), None
    return drawn


def words(x: float, y: float, text: str, anchor: Anchor, colour: str) -> String:
    fill = HexColor("#" + colour)
    return String(x, y, text, fontName=REGULAR, fontSize=SIZE, textAnchor=anchor, fillColor=fill)


def text_width(text: str) -> float:
    shape = face(REGULAR)
    return shape.width(legible(text, shape).shown) * SIZE / 1000


def cut(text: str, room: float) -> str:
    while text and text_width(text) > room:
        text = text[:-2].rstrip() + "…" if len(text) > 2 else ""
    return text
