"""Charts tell the truth about missing values, fit their place and keep to round numbers."""

from xml.etree import ElementTree

import pytest
from reportlab.graphics.shapes import Circle, PolyLine, Rect, String

from hjemveien.reports.paper import Series
from hjemveien.reports.paper.charts import bars, lines, svg

MONTHS = ("januar", "februar", "mars")


def test_a_missing_value_is_no_bar_and_zero_is_a_flat_one() -> None:
    drawing = bars(MONTHS, (Series("Søkere", (3, None, 0)),), 400)
    heights = [shape.height for shape in drawing.contents if isinstance(shape, Rect)]
    assert len(heights) == 2
    assert heights[1] == 0


def test_a_missing_value_breaks_the_line() -> None:
    drawing = lines(("a", "b", "c", "d", "e"), (Series("Søkere", (3, 4, None, 5, 6)),), 400)
    assert len([shape for shape in drawing.contents if isinstance(shape, PolyLine)]) == 2
    assert len([shape for shape in drawing.contents if isinstance(shape, Circle)]) == 4


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((51.0, 3.0), ["0", "20", "40", "60"]),
        ((3.0, 1.0), ["0", "1", "2", "3"]),
        ((0.0, 0.0), ["0", "1"]),
        ((-5.0, 5.0), ["-6", "-4", "-2", "0", "2", "4", "6"]),
    ],
)
def test_the_scale_has_round_steps(values: tuple[float, ...], expected: list[str]) -> None:
    drawing = lines(("a", "b"), (Series("s", values),), 400)
    scale = [s.text for s in drawing.contents if isinstance(s, String) and s.textAnchor == "end"]
    assert [text.replace("\u2212", "-") for text in scale] == expected


def test_many_long_names_do_not_collide() -> None:
    names = tuple(f"Bydel nummer {n}" for n in range(60))
    drawing = bars(names, (Series("Søkere", (1.0,) * 60),), 400)
    shown = [s for s in drawing.contents if isinstance(s, String) and s.text.startswith("Bydel")]
    assert 1 < len(shown) < 12


def test_on_screen_the_same_chart_keeps_its_words_as_words() -> None:
    drawing = bars(("jan",), (Series("<b>Søkere & co", (3,)), Series("b", (4,))), 400)
    texts = [each.text for each in ElementTree.fromstring(svg(drawing)).iter() if each.text]
    assert "<b>Søkere & co" in texts
