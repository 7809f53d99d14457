"""The figures as a workbook: a front page that says what they are, and a sheet each."""

from datetime import datetime
from pathlib import Path

from hjemveien.reports.sheets.workbook import Sheet, Workbook, workbook
from hjemveien.reports.statistics import Figures
from hjemveien.reports.statistics.grids import Grid, grids
from hjemveien.texts import _, day_text, moment_text

_LABEL, _NUMBER = 44.0, 15.0


def write_workbook(figures: Figures, target: Path, made_at: datetime) -> None:
    """Raises Refusal where the file cannot be put in place; an older one then stays."""
    with workbook(target, _("Statistics"), made_at) as book:
        _front(book, figures, made_at)
        for block in figures.blocks:
            tables = grids(block)
            across = max((len(grid.columns) for grid in tables), default=1)
            sheet = book.sheet(block.title, (_LABEL, *[_NUMBER] * max(across, 3)))
            sheet.title(block.title)
            sheet.prose(block.definition, 4)
            for grid in tables:
                _grid(sheet, grid)


def particulars(figures: Figures, made_at: datetime) -> tuple[tuple[str, str], ...]:
    """What the figures are of, when and by which version: the same on workbook and paper."""
    period = figures.period
    since = day_text(period.start) if period.start else _("the beginning")
    return (
        (_("Municipality"), figures.municipality or "–"),
        (_("Figures as of"), day_text(period.as_of)),
        (_("Counted from"), since),
        (_("Year-end figures of"), day_text(period.year_end)),
        (_("Made"), moment_text(made_at)),
        (_("Program version"), figures.program_version),
        (_("Version of the definitions"), figures.definition_version),
    )


def standing(figures: Figures) -> str:
    """Whether the figures may leave the office."""
    if figures.public:
        return figures.definitions()["public"]
    return _("For the office itself: contains personal data. Small cells are shown.")


def _front(book: Workbook, figures: Figures, made_at: datetime) -> None:
    sheet = book.sheet(_("About the figures"), (_LABEL, 60))
    sheet.title(_("Statistics"))
    sheet.strong(standing(figures))
    sheet.skip()
    sheet.rows(particulars(figures, made_at))
    sheet.skip()
    sheet.headings((_("Figure"), _("Definition")))
    titles = {block.key: block.title for block in figures.blocks}
    common = {"as_of": _("Day"), "unknown_dates": _("Unknown dates"), "public": _("Small cells")}
    sheet.rows(({**common, **titles}[key], text) for key, text in figures.definitions().items())


def _grid(sheet: Sheet, grid: Grid) -> None:
    sheet.skip()
    sheet.headings((grid.title, *(grid.columns or ("",))))
    sheet.rows((line.label, *(cell.value for cell in line.cells)) for line in grid.lines)
