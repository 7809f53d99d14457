"""Sheets that are written cell by cell, and the problems that stand on their cells."""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter  # type: ignore[import-untyped]

from .cells import EMPTY, SEVERITY, Cell

EPOCH = date(1899, 12, 30)


def letters(column: int) -> str:
    """A, B … Z, AA: the sheet's own name of a column, counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass
class Sheet:
    """One list in one file. In a CSV `name` is None and rows are records, header included."""

    file: str
    name: str | None
    role: str
    columns: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    problems: list[dict[str, object]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    header_row: int = 1
    first_data_row: int = 2
    last_data_row: int = 1

    @property
    def next_row(self) -> int:
        return len(self.rows) + 1

    def note(
        self,
        kind: str,
        row: int | None,
        key: str | None = None,
        household: str | None = None,
        **extra: object,
    ) -> None:
        """Name one problem, on the column `key` of `row` (both None for the sheet as a whole)."""
        found: dict[str, object] = {
            "file": self.file,
            "sheet": self.name,
            "row": row,
            "column": None,
        }
        if key is not None:
            place = self.place(key)
            found["column"] = self.columns[place][1]
            if self.name is not None and row is not None:
                found["cell"] = f"{letters(place)}{row}"
        found |= {"kind": kind, "severity": SEVERITY[kind], "household": household}
        self.problems.append(found | extra)

    def place(self, key: str) -> int:
        return next(n for n, (k, _) in enumerate(self.columns) if k == key)

    def add(self, *values: Cell | str | None) -> int:
        """A row that is no record: title, header, footer. Returns its number."""
        self.rows.append([v if isinstance(v, Cell) else Cell(v) for v in values])
        return len(self.rows)

    def header(self) -> None:
        self.header_row = self.add(*(h for _, h in self.columns))
        self.first_data_row = self.header_row + 1

    def record(self, cells: dict[str, Cell], household: str | None = None) -> int:
        """One row of data; its cells' kinds become problems."""
        row = self.add(*(cells.get(k, EMPTY) for k, _ in self.columns))
        self.last_data_row = row
        for key, _ in self.columns:
            cell = cells.get(key, EMPTY)
            for kind in cell.kinds:
                self.note(kind, row, key, household, **(cell.extra or {}))
        return row

    def skip(self, kind: str, *values: Cell | str | None) -> int:
        row = self.add(*values)
        self.note(kind, row)
        return row

    def hide_column(self, key: str) -> None:
        self.hidden_columns.add(self.place(key))
        self.note("hidden_column", self.header_row, key)

    def describe(self) -> dict[str, object]:
        return {
            "role": self.role,
            "header_row": self.header_row,
            "first_data_row": self.first_data_row,
            "last_data_row": self.last_data_row,
            "columns": dict(self.columns),
        }


def write_xlsx(path: Path, sheets: list[Sheet]) -> None:
    """The sheets as one workbook, dated 2026 so that the same bytes come out every time."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC), "author": "Boligkontoret"})
    formats = {
        "date": book.add_format({"num_format": "dd.mm.yyyy"}),
        "moment": book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
        "quoted": book.add_format({"quote_prefix": True}),
    }
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for r, row in enumerate(sheet.rows):
            for c, cell in enumerate(row):
                _write_cell(page, r, c, cell, formats)
        for row_number in sheet.hidden_rows:
            page.set_row(row_number - 1, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            page.set_column(column, column, None, None, {"hidden": True})
        if sheet.hidden:
            page.hide()
    book.close()


def _write_cell(
    page: xlsxwriter.worksheet.Worksheet,
    r: int,
    c: int,
    cell: Cell,
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    value = cell.value
    if value is None:
        return
    if cell.form in ("formula", "error"):
        page.write_formula(r, c, str(value), None, cell.result if cell.result is not None else 0)
    elif cell.form == "serial" and isinstance(value, date):
        page.write_number(r, c, (value - EPOCH).days)
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day, 9, 41)  # noqa: DTZ001
        timed = cell.form == "moment"
        page.write_datetime(r, c, moment if timed else value, formats[cell.form])
    elif isinstance(value, str):
        page.write_string(r, c, value, formats["quoted"] if cell.form == "quoted" else None)
    else:
        page.write_number(r, c, value)


def plain(cell: Cell, day: str = "%d.%m.%Y") -> str:
    """A cell as a CSV holds it."""
    value = cell.result if cell.form == "formula" else cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return str((value - EPOCH).days) if cell.form == "serial" else value.strftime(day)
    return str(value)


def write_csv(
    path: Path, sheet: Sheet, delimiter: str, encoding: str, day: str = "%d.%m.%Y"
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in sheet.rows:
        writer.writerow([plain(cell, day) for cell in row])
    path.write_bytes(out.getvalue().encode(encoding))


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write_ods(path: Path, sheets: list[Sheet]) -> None:
    body = [ODS_HEAD]
    for sheet in sheets:
        body.append(f'<table:table table:name="{escape(str(sheet.name))}">')
        for row in sheet.rows:
            body.append("<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>")
        body.append("</table:table>")
    body.append(ODS_FOOT)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content, how in (
            ("mimetype", ODS_TYPE, zipfile.ZIP_STORED),
            ("content.xml", "".join(body), zipfile.ZIP_DEFLATED),
            ("META-INF/manifest.xml", ODS_MANIFEST, zipfile.ZIP_DEFLATED),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, how)


def _ods_cell(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date) and cell.form != "serial":
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, (int, float)):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    shown = escape(plain(cell)).replace("\n", "</text:p><text:p>")
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"
