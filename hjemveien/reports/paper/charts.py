"""Draws bars and lines as calm as the rest: few rules, values written out, colours that differ.

The result is a reportlab drawing, so the same chart can stand on paper and, as SVG, on screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor

from hjemveien.files import RESOURCES
from hjemveien.reports.paper import style
from hjemveien.reports.paper.figure import Series
from hjemveien.reports.paper.fonts import REGULAR, face
from hjemveien.reports.paper.words import legible
from hjemveien.texts import number_text

SERIES_COLOURS = ("0B5A70", "D08A1D", "7A57C2", "2A8253", "8C1D18", "4B5966")
_Anchor = Literal["start", "middle", "end"]
_SIZE = 8.0
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
    categories: Sequence[str], series: Sequence[Series], width: float, height: float = 180
) -> Drawing:
    drawing, plot = _frame(categories, series, width, height)
    thick = plot.step * 0.72 / max(1, len(series))
    for number, one in enumerate(series):
        for category, value in enumerate(one.values):
            if value is None:
                continue
            x = plot.x(category) + plot.step * 0.14 + thick * number
            low, high = sorted((plot.y(0), plot.y(value)))
            drawing.add(_bar(x, low, thick * 0.92, high - low, number))
            text = number_text(value, 0 if float(value).is_integer() else 1)
            if _text_width(text) < thick + 6:
                drawing.add(_label(x + thick * 0.46, high + 3, text, "middle", style.TEXT))
    return drawing


def lines(
    categories: Sequence[str], series: Sequence[Series], width: float, height: float = 180
) -> Drawing:
    """A line for each series, broken where a value is missing."""
    drawing, plot = _frame(categories, series, width, height)
    for number, one in enumerate(series):
        colour = _colour(number)
        for run in _runs(one.values):
            points = [(plot.x(at) + plot.step / 2, plot.y(value)) for at, value in run]
            flat = [value for point in points for value in point]
            if len(points) > 1:
                drawing.add(PolyLine(flat, strokeColor=colour, strokeWidth=1.6))
            for x, y in points:
                drawing.add(Circle(x, y, 2, fillColor=colour, strokeColor=None))
    return drawing


def svg(drawing: Drawing) -> str:
    """The drawing for a screen that has the Inter family; texts are escaped."""
    from reportlab.graphics import renderSVG
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(REGULAR, str(RESOURCES / "fonts" / f"{REGULAR}.ttf")))
    drawn: str = renderSVG.drawToString(drawing)
    return drawn.replace(f"font-family: {REGULAR}", "font-family: Inter")


def _frame(
    categories: Sequence[str], series: Sequence[Series], width: float, height: float
) -> tuple[Drawing, _Plot]:
    values = [value for one in series for value in one.values if value is not None]
    ticks = _ticks(min([0.0, *values]), max([0.0, *values]))
    step = (width - _LEFT) / max(1, len(categories))
    plot = _Plot(width, height, ticks[0], ticks[-1], step)
    drawing = Drawing(width, height)
    for tick in ticks:
        colour = style.STRONG_BORDER if tick == 0 else style.BORDER
        rule = HexColor("#" + colour.code)
        y = plot.y(tick)
        drawing.add(Line(_LEFT, y, width, y, strokeColor=rule, strokeWidth=0.5))
        decimals = 0 if float(tick).is_integer() else 1
        drawing.add(_label(_LEFT - 5, y - 2.8, number_text(tick, decimals), "end", style.MUTED))
    _name_categories(drawing, plot, categories)
    _legend(drawing, plot, series)
    return drawing, plot


def _name_categories(drawing: Drawing, plot: _Plot, categories: Sequence[str]) -> None:
    """As many names as fit beside each other; a name too wide for its place is cut with a dot."""
    widest = max((_text_width(name) for name in categories), default=0)
    every = max(1, ceil(min(widest, 60) / (plot.step - 4))) if plot.step > 4 else len(categories)
    for at in range(0, len(categories), every):
        room = plot.step * every - 4
        x = plot.x(at) + plot.step / 2
        drawing.add(_label(x, _BOTTOM - 12, _cut(categories[at], room), "middle", style.MUTED))


def _legend(drawing: Drawing, plot: _Plot, series: Sequence[Series]) -> None:
    x = _LEFT
    if len(series) < 2:
        return
    for number, one in enumerate(series):
        drawing.add(_bar(x, plot.height - 9, 7, 7, number))
        drawing.add(_label(x + 11, plot.height - 8.5, one.name, "start", style.TEXT))
        x += 11 + _text_width(one.name) + 16


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


def _bar(x: float, y: float, width: float, height: float, number: int) -> Rect:
    bar = Rect(x, y, width, height)
    bar.fillColor, bar.strokeColor = _colour(number), None
    return bar


def _label(x: float, y: float, text: str, anchor: _Anchor, colour: style.Rgb) -> String:
    fill = HexColor("#" + colour.code)
    return String(x, y, text, fontName=REGULAR, fontSize=_SIZE, textAnchor=anchor, fillColor=fill)


def _colour(number: int) -> Color:
    return HexColor("#" + SERIES_COLOURS[number % len(SERIES_COLOURS)])


def _text_width(text: str) -> float:
    shape = face(REGULAR)
    return shape.width(legible(text, shape).shown) * _SIZE / 1000


def _cut(text: str, room: float) -> str:
    while text and _text_width(text) > room:
        text = text[:-2].rstrip() + "…" if len(text) > 2 else ""
    return text
