"""Writes workbooks row by row, in little memory however long the list."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hjemveien.reports.sheets.cells import fitting, starts_like_formula
from hjemveien.reports.writing import in_place

Shown = str | int | float | date | None
_WIDEST, _NARROWEST = 60, 8
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


class Workbook:
    """Sheets are filled one after the other, each from its first row to its last."""

    def __init__(self, book: Any) -> None:
        self._book = book
        face = {"font_size": 10, "valign": "top"}
        self._plain = book.add_format(face)
        self._prose = book.add_format({**face, "text_wrap": True})
        self._quoted = book.add_format({**face, "quote_prefix": True})
        self._title = book.add_format({**face, "bold": True, "font_size": 15})
        self._strong = book.add_format({**face, "bold": True})
        heading = {"bold": True, "bottom": 1, "bg_color": "#EEF2F6", "text_wrap": True}
        self._heading = book.add_format({**face, **heading})
        self._number = book.add_format({**face, "num_format": "#,##0"})
        self._decimal = book.add_format({**face, "num_format": "#,##0.0"})
        self._day = book.add_format({**face, "num_format": "dd.mm.yyyy", "align": "left"})
        self._hidden = book.add_format({**face, "align": "right"})

    def sheet(self, name: str, widths: Sequence[float], landscape: bool = True) -> "Sheet":
        """A new sheet; its name is shortened and made one of its own."""
        sheet = self._book.add_worksheet(self._own_name(name))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST), self._plain)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        return Sheet(sheet, self)

    def _own_name(self, wanted: str) -> str:
        base = wanted.translate(_FORBIDDEN).strip()[:31] or "–"
        taken = {sheet.get_name().lower() for sheet in self._book.worksheets()}
        number, name = 1, base
        while name.lower() in taken:
            number += 1
            name = f"{base[:27]} {number}"
        return name


class Sheet:
    """A sheet being filled; `row` is the next one, from 0."""

    def __init__(self, sheet: Any, book: Workbook) -> None:
        self._sheet = sheet
        self._book = book
        self.row = 0

    def title(self, text: str) -> None:
        self._sheet.write_string(self.row, 0, fitting(text), self._book._title)
        self.row += 1

    def strong(self, text: str) -> None:
        self._sheet.write_string(self.row, 0, fitting(text), self._book._strong)
        self.row += 1

    def prose(self, text: str, columns: int) -> None:
        """A text over several columns, high enough to be read."""
        lines = max(1, -(-len(text) // (columns * 16)))
        self._sheet.set_row(self.row, 14 * lines)
        prose = self._book._prose
        if columns > 1:
            self._sheet.merge_range(self.row, 0, self.row, columns - 1, "", prose)
        self._sheet.write_string(self.row, 0, fitting(text), prose)
        self.row += 1

    def skip(self) -> None:
        self.row += 1

    def headings(self, titles: Sequence[str], freeze: bool = False) -> None:
        for column, text in enumerate(titles):
            self._sheet.write_string(self.row, column, fitting(text), self._book._heading)
        self.row += 1
        if freeze:
            self._sheet.freeze_panes(self.row, 0)
            self._sheet.repeat_rows(self.row - 1)

    def rows(self, rows: Iterable[Sequence[Shown]]) -> None:
        """Many rows, as fast as the writer can take them."""
        string, number, day = self._sheet.write_string, self._sheet.write_number, self._day
        book, quoted = self._book, self._book._quoted
        plain, whole, decimal = book._plain, book._number, book._decimal
        row = self.row
        for line in rows:
            for column, value in enumerate(line):
                if isinstance(value, str):
                    if value == ":":
                        string(row, column, value, book._hidden)
                    elif value:
                        style = quoted if starts_like_formula(value) else plain
                        string(row, column, fitting(value), style)
                elif isinstance(value, int):
                    number(row, column, value, whole)
                elif isinstance(value, float):
                    number(row, column, value, decimal)
                elif value is not None:
                    day(row, column, value)
            row += 1
        self.row = row

    def _day(self, row: int, column: int, value: date) -> None:
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day has no zone
        self._sheet.write_datetime(row, column, moment, self._book._day)


@contextmanager
def workbook(target: Path, title: str, made_at: datetime | None = None) -> Iterator[Workbook]:
    """A workbook put in place when all is written. Raises Refusal; an older file then stays."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with in_place(target) as part:
        book = xlsxwriter.Workbook(str(part), options)
        properties: dict[str, object] = {"title": title}
        if made_at:
            properties["created"] = made_at.replace(tzinfo=None)
        book.set_properties(properties)
        try:
            yield Workbook(book)
        finally:
            try:
                book.close()
            except FileCreateError as error:
                raise OSError(str(error)) from error
