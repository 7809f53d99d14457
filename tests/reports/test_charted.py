"""What is drawn says the statistics' own numbers, and nothing that is not to be known."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from reportlab.graphics.shapes import Rect, String

from hjemveien.persistence.engine import Database
from hjemveien.reports.charted import charts
from hjemveien.reports.disclosure import HIDDEN
from hjemveien.reports.paper import RankChart, Series
from hjemveien.reports.paper.charts import bands, svg
from hjemveien.reports.paper.palette import PAPER, Palette
from hjemveien.reports.paper.ranks import ranks
from hjemveien.reports.statistics import Block, statistics
from hjemveien.reports.statistics.period import period_of
from tests.services import making

STAGES = ("Venteliste", "Tilbud")


def test_the_charts_of_an_office_are_of_its_own_numbers(local_database: Database) -> None:
    making.listed_case(local_database, "Ny")
    with local_database.reading() as session:
        figures = statistics(session, period_of(as_of=making.TODAY))
    months = figures.block("by_month").value
    assert isinstance(months, dict)
    waiting, flows = charts(figures.block("by_month"))
    assert waiting.chart.series[0].values[-1] == 1.0
    assert [one.values[-1] for one in flows.chart.series] == [1.0, 1.0, 0.0]
    assert len(flows.chart.categories) == len(months)
    (stages,) = charts(figures.block("by_stage"))
    assert sum(value or 0 for value in stages.chart.series[0].values) == 1


def test_the_way_of_the_list_is_said_from_its_first_month_to_its_last() -> None:
    def part(on_list: int) -> dict[str, object]:
        return {"applications": 1, "granted": 1, "moved_in": 1, "on_list_at_end": on_list}

    block = Block("by_month", "", "", {"2026-01": part(7), "2026-02": part(0)})  # type: ignore[dict-item]
    waiting = charts(block)[0]
    assert waiting.note == "From 7 at the end of 01.2026 to 0 at the end of 02.2026."
    assert waiting.note in waiting.chart.says


def test_one_month_alone_draws_no_way() -> None:
    assert charts(Block("by_month", "", "", {"2026-01": {"applications": 1}})) == ()


def test_a_small_cell_is_a_mark_and_no_bar() -> None:
    (drawn,) = charts(Block("by_stage", "", "", {"venteliste": 9, "tilbud": HIDDEN}))
    assert drawn.chart.series[0].values == (9.0, None)
    assert drawn.chart.says.endswith("Offer: :")
    shapes = drawn.chart.drawing(300, 44).contents
    assert len([shape for shape in shapes if isinstance(shape, Rect)]) == 1
    assert HIDDEN in [shape.text for shape in shapes if isinstance(shape, String)]


def test_lying_bars_are_in_proportion_and_stand_in_their_bands() -> None:
    drawing = ranks(STAGES, (Series("s", (10, 5)),), 400, 60)
    wide, half = [shape for shape in drawing.contents if isinstance(shape, Rect)]
    assert round(wide.width / half.width, 6) == 2
    chart = RankChart(STAGES, (Series("s", (10, 5)),), "s")
    first, second = chart.bands(400, 60)
    assert first[1] <= 60 - wide.y - wide.height <= first[1] + first[3]
    assert second[1] <= 60 - half.y - half.height <= second[1] + second[3]


def test_each_category_of_a_chart_has_its_band_beside_the_next() -> None:
    found = bands(12, 500, 180)
    assert len(found) == 12
    assert all(round(one[0] + one[2] - other[0], 6) == 0 for one, other in pairwise(found))


def test_the_screens_drawing_has_the_colours_it_was_given_and_nothing_to_cover_it() -> None:
    dark = Palette("E9EEF2", "A9B6C2", "2C3842", "788795", ("5FC6DD",))
    drawing = ranks(STAGES, (Series("s", (10, 5)),), 400, 60, dark)
    text = svg(drawing)
    assert "rgb(37%,77%,86%)" in text
    assert "clip" not in text
    assert ElementTree.fromstring(text) is not None
    assert PAPER.of(0) == PAPER.of(len(PAPER.series))


def test_longer_periods_show_all_their_months(local_database: Database) -> None:
    with local_database.reading() as session:
        period = period_of(start=date(2024, 1, 1), end=making.TODAY)
        waiting, _flows = charts(statistics(session, period).block("by_month"))
    assert len(waiting.chart.categories) == 26
