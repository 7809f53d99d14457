"""Draws lying bars: a whole name before each, its number behind it, no axis to be read off."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Line
from reportlab.lib.colors import HexColor

from hjemveien.reports.disclosure import HIDDEN
from hjemveien.reports.paper.charts import amount, bar, cut, legend, text_width, words
from hjemveien.reports.paper.figure import Band, Series
from hjemveien.reports.paper.palette import PAPER, Palette

ROW = 22.0
_LEGEND = 18.0
_GAP, _NUMBER = 8.0, 34.0
_MOST_NAME = 0.42


def ranks(
    categories: Sequence[str],
    series: Sequence[Series],
    width: float,
    height: float,
    palette: Palette = PAPER,
) -> Drawing:
    """Bars in proportion to the largest of all; zero is no bar and the number 0."""
    drawing = Drawing(width, height)
    left = _name_width(categories, width) + _GAP
    values = [value for one in series for value in one.values if value is not None]
    scale = max(width - left - _NUMBER, 1.0) / max([1.0, *values])
    if len(series) > 1:
        legend(drawing, left, height, series, palette)
    places = bands(len(categories), len(series), width, height)
    for at, (name, (_x, top, _width, row)) in enumerate(zip(categories, places, strict=True)):
        middle = height - top - row / 2
        named = cut(name, left - _GAP)
        drawing.add(words(0, middle - 2.8, named, "start", palette.text))
        thick = row * 0.6 / max(1, len(series))
        upper = middle + row * 0.3
        for number, one in enumerate(series):
            low = upper - thick * (number + 1)
            _add_bar(drawing, (left, low, scale, thick), one.values[at], palette, number)
    rule = HexColor("#" + palette.base)
    drawing.add(Line(left, 0, left, height - _head(len(series)), strokeColor=rule, strokeWidth=0.5))
    return drawing


def bands(count: int, series: int, width: float, height: float) -> tuple[Band, ...]:
    """Where each category stands, from the upper left corner."""
    head = _head(series)
    row = (height - head) / max(1, count)
    return tuple((0.0, head + row * at, width, row) for at in range(count))


def _add_bar(
    drawing: Drawing,
    place: tuple[float, float, float, float],
    value: float | None,
    palette: Palette,
    number: int,
) -> None:
    left, low, scale, thick = place
    wide = (value or 0) * scale
    if wide > 0:
        drawing.add(bar(left, low + thick * 0.06, wide, thick * 0.88, palette.of(number)))
    text = HIDDEN if value is None else amount(value)
    drawing.add(words(left + wide + 5, low + thick / 2 - 2.8, text, "start", palette.text))


def _head(series: int) -> float:
    return _LEGEND if series > 1 else 0.0


def _name_width(categories: Sequence[str], width: float) -> float:
    widest = max((text_width(name) for name in categories), default=0.0)
    return min(widest + 1, width * _MOST_NAME)
