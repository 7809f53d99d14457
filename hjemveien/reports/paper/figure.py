"""Charts as data; drawn by reportlab's graphics, which are loaded only when one is drawn.

The same drawing stands on paper and, in the window's own colours and as SVG, on the screen.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hjemveien.reports.paper.flow import Flow
from hjemveien.reports.paper.palette import PAPER, Palette

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

Band = tuple[float, float, float, float]


@dataclass(frozen=True)
class Series:
    """One value a category; None where there is none to show, which is not zero."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart(ABC):
    """`says` is read aloud instead: what the chart shows, in a sentence or two. Points."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    says: str
    height: float = 180

    @abstractmethod
    def drawing(self, width: float, height: float, palette: Palette = PAPER) -> "Drawing":
        """The chart in a place of this size, its lower left corner the origin."""

    def bands(self, width: float, height: float) -> tuple[Band, ...]:
        """Where each category stands: left, top, width and height, from the upper left corner."""
        from hjemveien.reports.paper import charts

        return charts.bands(len(self.categories), width, height)

    def draw(self, flow: Flow) -> None:
        from hjemveien.reports.paper import drawing

        drawing.place(flow, self.drawing(flow.width, self.height), self.says)


@dataclass(frozen=True)
class BarChart(Chart):
    """Bars beside each other in each category."""

    def drawing(self, width: float, height: float, palette: Palette = PAPER) -> "Drawing":
        from hjemveien.reports.paper import charts

        return charts.bars(self.categories, self.series, width, height, palette)


@dataclass(frozen=True)
class LineChart(Chart):
    """As a bar chart, for what changes over time; a missing value breaks the line."""

    def drawing(self, width: float, height: float, palette: Palette = PAPER) -> "Drawing":
        from hjemveien.reports.paper import charts

        return charts.lines(self.categories, self.series, width, height, palette)


@dataclass(frozen=True)
class RankChart(Chart):
    """Lying bars with whole names and the numbers behind them; a value not to be shown is “:”."""

    def drawing(self, width: float, height: float, palette: Palette = PAPER) -> "Drawing":
        from hjemveien.reports.paper import ranks

        return ranks.ranks(self.categories, self.series, width, height, palette)

    def bands(self, width: float, height: float) -> tuple[Band, ...]:
        from hjemveien.reports.paper import ranks

        return ranks.bands(len(self.categories), len(self.series), width, height)
