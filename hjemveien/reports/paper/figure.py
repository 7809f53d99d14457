"""Charts as data; drawn by reportlab's graphics, which are loaded only when one is drawn."""

from dataclasses import dataclass

from hjemveien.reports.paper.flow import Flow


@dataclass(frozen=True)
class Series:
    """One value a category; None where there is none to show, which is not zero."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class BarChart:
    """`says` is read aloud instead: what the chart shows, in a sentence or two."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    says: str
    height: float = 180

    def draw(self, flow: Flow) -> None:
        from hjemveien.reports.paper import charts, drawing

        bars = charts.bars(self.categories, self.series, flow.width, self.height)
        drawing.place(flow, bars, self.says)


@dataclass(frozen=True)
class LineChart:
    """As a bar chart, for what changes over time; a missing value breaks the line."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    says: str
    height: float = 180

    def draw(self, flow: Flow) -> None:
        from hjemveien.reports.paper import charts, drawing

        lines = charts.lines(self.categories, self.series, flow.width, self.height)
        drawing.place(flow, lines, self.says)
