"""The figures on paper: definitions beside every table, and the screen's charts where they help."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from hjemveien.reports.charted import charts
from hjemveien.reports.disclosure import HIDDEN
from hjemveien.reports.heading import printed_head
from hjemveien.reports.paper import Block as Part
from hjemveien.reports.paper import (
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Table,
    Title,
    write_document,
)
from hjemveien.reports.paper import Facts as Particulars
from hjemveien.reports.paper import Figures as Tiles
from hjemveien.reports.sheets.statistics_workbook import particulars, standing
from hjemveien.reports.statistics import Figures, statistics
from hjemveien.reports.statistics.counting import Value
from hjemveien.reports.statistics.grids import Grid, Shown, grids
from hjemveien.reports.statistics.period import period_in_words, period_of
from hjemveien.reports.writing import in_place
from hjemveien.texts import _, language, mark, moment_text, number_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hjemveien.reports.catalogue import Order, Step

NAME = "statistics"
TITLE = mark("Statistics")
PLACE = 40
CHOICES = ("period", "public")
PURPOSE = mark("All figures with their definitions, for a yearly report or the municipal council.")
Progress = Callable[[int], None] | None
Stop = Callable[[], bool] | None


def write(
    session: "Session",
    order: "Order",
    target: Path | BinaryIO,
    step: "Step | None" = None,
) -> int:
    """Count the order's period as of its day and print; returns the number of pages."""
    period = period_of(as_of=order.as_of, start=order.start)
    figures = statistics(session, period, public=order.public, step=step)
    if step is not None:
        step(1, 1)
    return write_pdf(figures, target, order.at, head=printed_head(session))


def write_pdf(
    figures: Figures,
    target: Path | BinaryIO,
    made_at: datetime,
    *,
    head: Letterhead | None = None,
    progress: Progress = None,
    cancelled: Stop = None,
) -> int:
    """Print the figures. Raises Refusal where the file cannot be put in place."""
    foot = _("Made {moment}, definitions {version}.").format(
        moment=moment_text(made_at), version=figures.definition_version
    )
    paper = Paper(
        title=_(TITLE),
        created=made_at,
        header_left=figures.municipality,
        header_right="" if figures.public else _("For the office itself"),
        footer=f"{foot} {figures.audit}".strip(),
        language=language(),
        headed=head is not None,
    )
    parts = _headed(head, _parts(figures, made_at))
    if not isinstance(target, Path):
        return write_document(target, paper, parts, progress=progress, cancelled=cancelled)
    with in_place(target) as part:
        return write_document(part, paper, parts, progress=progress, cancelled=cancelled)


def _headed(head: Letterhead | None, parts: Iterator[Part]) -> Iterator[Part | Letterhead]:
    if head is not None:
        yield head
    yield from parts


def _parts(figures: Figures, made_at: datetime) -> Iterator[Part]:
    yield Title(_(TITLE), period_in_words(figures.period))
    tiles = _tiles(figures)
    if tiles:
        yield Tiles(tiles)
    yield Paragraph(standing(figures))
    yield Particulars(particulars(figures, made_at))
    for block in figures.blocks:
        yield Heading(block.title)
        yield Paragraph(block.definition, quiet=True)
        for drawn in charts(block):
            yield Heading(drawn.title, 3)
            yield drawn.chart
        if block.value == HIDDEN:
            yield Paragraph(_("Not shown outside the office."))
            continue
        for grid in grids(block):
            yield from _table(grid)


def _tiles(figures: Figures) -> tuple[tuple[str, str], ...]:
    wanted = (
        (_("On the waiting list"), "waiting_list", ("as_of", "total")),
        (_("On 31 December"), "waiting_list", ("year_end", "total")),
        (_("Median days waited so far"), "days_waited", ("median",)),
        (_("Median days to move-in"), "decision_to_move_in", ("all", "median")),
    )
    there = {block.key for block in figures.blocks}
    return tuple(
        (name, _text(_at(figures, key, *path))) for name, key, path in wanted if key in there
    )


def _at(figures: Figures, key: str, *path: str) -> Shown:
    value: Value = figures.block(key).value
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, str | int | float) else None


def _table(grid: Grid) -> Iterator[Part]:
    if grid.title:
        yield Heading(grid.title, 3)
    columns = (
        Column(label_title(grid), 2.2, names_row=True),
        *(Column(title, 1.0, "right") for title in (grid.columns or (_("Number"),))),
    )
    rows = [(line.label, *(_text(cell.value) for cell in line.cells)) for line in grid.lines]
    yield Table(columns, rows, share=1.0 if len(columns) > 3 else 0.62)


def label_title(grid: Grid) -> str:
    """What stands above the names of the lines."""
    return _("Figure") if not grid.columns else _("Period or group")


def _text(value: Shown) -> str:
    if isinstance(value, float):
        return number_text(value, 1)
    if isinstance(value, int):
        return number_text(value)
    return value or "–"
