"""What the first view of the figures says: its numbers, and the charts with their tables beside.

Every number is one of the statistics' own, with its path, so that it opens its list.
"""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale

from hjemveien.reports.charted import Drawn, charts
from hjemveien.reports.disclosure import Path
from hjemveien.reports.statistics import Block, Figures
from hjemveien.reports.statistics.by_month import PERIOD
from hjemveien.reports.statistics.counting import Value
from hjemveien.reports.statistics.grids import Cell, Grid, Line, grids
from hjemveien.reports.statistics.wording import label
from hjemveien.texts import _, day_text, language, number_text
from ui.figures.block import shown

STAGE_COLUMNS = ("stock", "came", "left")
PANELS = (
    "by_month", "by_stage", "waiting_list",
    "by_main_group", "received_by_month", "moved_in_by_month",
)  # fmt: skip
_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@dataclass(frozen=True)
class Number:
    """A number on a tile: what it is, as it is shown, what it compares to, and its path."""

    key: str
    label: str
    icon: str
    value: str
    note: str
    path: Path


@dataclass(frozen=True)
class Panel:
    """Charts of one statistic, and the table of their numbers."""

    key: str
    title: str
    definition: str
    charts: tuple[Drawn, ...]
    table: Grid


def numbers(figures: Figures) -> tuple[Number, ...]:
    """The office's own numbers; none for whoever sees counts alone, which have no such figures."""
    if figures.public:
        return ()
    return (
        _waiting(figures),
        *_flows(figures),
        _days_waited(figures),
        _days_to_home(figures),
        _long_stays(figures),
        _vacant(figures),
    )


def panels(figures: Figures) -> tuple[Panel, ...]:
    there = {block.key: block for block in figures.blocks}
    found = (there[key] for key in PANELS if key in there)
    return tuple(
        Panel(block.key, block.title, block.definition, drawn, beside(block))
        for block in found
        if (drawn := charts(block))
    )


def beside(block: Block) -> Grid:
    """The numbers of a statistic's charts, as one table."""
    if block.key == "waiting_list":
        return _day_and_year_end(block)
    (whole, *_more) = grids(block)
    if block.key != "by_stage" or not whole.columns:
        return whole
    chosen = tuple(
        at for at, cell in enumerate(whole.lines[0].cells) if cell.path[-1] in STAGE_COLUMNS
    )
    lines = (Line(line.label, tuple(line.cells[at] for at in chosen)) for line in whole.lines)
    return Grid(whole.title, tuple(whole.columns[at] for at in chosen), tuple(lines))


def month_words(day: date, with_year: bool) -> str:
    """“november”, or “november 2026”, in the reader's language."""
    locale = QLocale(_LOCALES[language()])
    name = locale.standaloneMonthName(day.month)
    return f"{name} {day.year}" if with_year else name


def _day_and_year_end(block: Block) -> Grid:
    sides = ("as_of", "year_end")
    found = {side: _at(block.value, side, "by_group") for side in sides}
    groups = {side: part if isinstance(part, dict) else {} for side, part in found.items()}
    codes = dict.fromkeys(code for side in sides for code in groups[side])
    lines = [
        Line(
            label(code),
            tuple(
                Cell(_plain(groups[side].get(code, 0)), (block.key, side, "by_group", code))
                for side in sides
            ),
        )
        for code in codes
    ]
    totals = tuple(
        Cell(_plain(_at(block.value, side, "total")), (block.key, side, "total")) for side in sides
    )
    columns = tuple(label(side) for side in sides)
    return Grid("", columns, (*lines, Line(label("total"), totals)))


def _waiting(figures: Figures) -> Number:
    path = ("waiting_list", "as_of", "total")
    now, before = _of(figures, *path), _of(figures, *_month_before(figures), "on_list_at_end")
    note = ""
    if isinstance(now, int) and isinstance(before, int):
        change, month = now - before, _month_name(figures, -1)
        words = _("{change} since the end of {month}") if change else _("As at the end of {month}")
        note = words.format(change=_signed(change), month=month)
    label_ = _("Households on the waiting list")
    return Number("waiting", label_, "hourglass", shown(now), note, path)


def _flows(figures: Figures) -> tuple[Number, ...]:
    """Of the chosen period, else of the last month."""
    if figures.period.start is not None:
        return (
            _in_period(figures, "applications", _("New applications in the period"), "inbox"),
            _in_period(figures, "granted", _("Granted in the period"), "gavel"),
            _in_period(figures, "moved_in", _("Moved in in the period"), "house"),
        )
    return (
        _this_month(figures, "applications", _("New applications in {month}"), "inbox"),
        _this_month(figures, "granted", _("Granted in {month}"), "gavel"),
        _this_month(figures, "moved_in", _("Moved in in {month}"), "house"),
    )


def _in_period(figures: Figures, key: str, label_: str, icon: str) -> Number:
    period, months = figures.period, figures.block("by_month").value
    each = [_at(month, key) for month in months.values()] if isinstance(months, dict) else []
    total = sum(count for count in each if isinstance(count, int))
    note = f"{day_text(period.start)}–{day_text(period.end)}"
    return Number(key, label_, icon, shown(total), note, ("by_month", PERIOD, key))


def _this_month(figures: Figures, key: str, words: str, icon: str) -> Number:
    path = (*_month(figures), key)
    before = _of(figures, *_month_before(figures), key)
    note = ""
    if isinstance(before, int):
        month = _month_name(figures, -1)
        note = _("{n} in {month}").format(n=number_text(before), month=month)
    label_ = words.format(month=_month_name(figures, 0))
    return Number(key, label_, icon, shown(_of(figures, *path)), note, path)


def _days_waited(figures: Figures) -> Number:
    longest = _of(figures, "days_waited", "max")
    note = ""
    if isinstance(longest, int):
        note = _("The longest wait: {n} days").format(n=number_text(longest))
    path = ("days_waited", "median")
    label_ = _("Median days waited so far")
    return Number("days_waited", label_, "clock", shown(_of(figures, *path)), note, path)


def _days_to_home(figures: Figures) -> Number:
    year = str(figures.period.as_of.year)
    of_year = _of(figures, "decision_to_move_in", "by_year_moved", year, "median")
    note = ""
    if isinstance(of_year, int | float):
        note = _("{n} days for those who moved in in {year}").format(n=shown(of_year), year=year)
    path = ("decision_to_move_in", "all", "median")
    label_ = _("Median days from decision to move-in")
    return Number("days_to_home", label_, "door-open", shown(_of(figures, *path)), note, path)


def _long_stays(figures: Figures) -> Number:
    year = str(figures.period.as_of.year)
    path = ("temporary_stays", "by_year", year, "over_3_months")
    count = _of(figures, *path)
    children = _of(figures, *path[:-1], "over_3_months_with_children")
    note = ""
    if isinstance(children, int):
        note = _("{n} of them with children under 18").format(n=number_text(children))
    label_ = _("Over 3 months in temporary accommodation in {year}").format(year=year)
    return Number("long_stays", label_, "bed", shown(count or 0), note, path)


def _vacant(figures: Figures) -> Number:
    path = ("dwellings", "vacant_and_ready")
    units = _of(figures, "dwellings", "units")
    note = ""
    if isinstance(units, int):
        note = _("of {n} dwellings").format(n=number_text(units))
    label_ = _("Dwellings vacant and ready")
    return Number("vacant", label_, "building-2", shown(_of(figures, *path)), note, path)


def _month(figures: Figures) -> Path:
    return ("by_month", figures.period.months[-1].strftime("%Y-%m"))


def _month_before(figures: Figures) -> Path:
    """Empty-handed where the period shows one month alone."""
    months = figures.period.months
    return ("by_month", months[-2].strftime("%Y-%m") if len(months) > 1 else "")


def _month_name(figures: Figures, shift: int) -> str:
    last = figures.period.months[-1]
    day = last if not shift else figures.period.months[-2]
    return month_words(day, day.year != last.year)


def _of(figures: Figures, key: str, *path: str) -> Value:
    return _at(figures.block(key).value, *path)


def _at(value: Value, *path: str) -> Value:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _plain(value: Value) -> str | int | float | None:
    return value if isinstance(value, str | int | float) else None


def _signed(change: int) -> str:
    return f"{'+' if change > 0 else '−'}{number_text(abs(change))}"
