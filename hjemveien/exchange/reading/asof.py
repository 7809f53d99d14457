"""Finds the day the files speak for: said by a person, a title or a name, else their last day.

The clock is not asked, so that the same files give the same reading whenever they are read.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from hjemveien.domain.written_dates import DAY, MONTH, read_date
from hjemveien.exchange.reading.dates import DATED
from hjemveien.exchange.reading.sheets import Value, as_text, is_empty
from hjemveien.exchange.reading.table import Table

_SPEAKS = re.compile(
    r"oppdat|ajour|\bpr\b\.?|\bper\b|status|\bdato\b|updated|as of|as at|uttrekk|utskrift|skrevet"
    r"|skriven|printed|date\b|situasjon|sist|rapport|gjelder|gjeld|extract|export|eksport",
    re.IGNORECASE,
)
_PLAUSIBLE_FROM = date(2000, 1, 1)
_TITLE_CELLS = 6
_LONELY_AFTER = timedelta(days=120)
_IN_NAME = re.compile(
    r"(?<!\d)(\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{1,2}[._-]\d{1,2}[._-]\d{4}|\d{8})(?!\d)"
)
_DATED_FIELDS = (
    "received",
    "decided",
    "offered",
    "moved",
    "closed",
    "start",
    "until",
    "statusdato",
)


def find_as_of(tables: Iterable[Table]) -> tuple[date, str]:
    """The day, and where it was found: title, file_name or latest_date."""
    tables = list(tables)
    said = [day for table in tables for day in _titles(table)]
    if said:
        return max(said), "title"
    named = [day for table in tables if (day := _file_name(table.sheet.file)) is not None]
    if named:
        return max(named), "file_name"
    return _latest(tables), "latest_date"


def _titles(table: Table) -> Iterable[date]:
    header = table.layout.header_row
    above = table.sheet.rows[: (header or 1) - 1] if header else table.sheet.rows[:40]
    for row in above[-12:]:
        if sum(not is_empty(cell) for cell in row) > _TITLE_CELLS:
            continue
        for cell in row:
            day = _said(cell, loose=header is not None)
            if day is not None:
                yield day
    if header:
        for row in table.sheet.rows[-12:]:
            filled = [cell for cell in row if cell not in (None, "")]
            if len(filled) <= 2 and filled and (day := _said(filled[0], loose=False)) is not None:
                yield day


def _said(cell: Value, loose: bool) -> date | None:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell if loose and cell >= _PLAUSIBLE_FROM else None
    if not isinstance(cell, str) or len(cell) > 200 or not (loose or _SPEAKS.search(cell)):
        return None
    written = read_date(cell)
    if written.form == DAY or (written.form == MONTH and _SPEAKS.search(cell)):
        return written.day if written.day and written.day >= _PLAUSIBLE_FROM else None
    return None


def _file_name(name: str) -> date | None:
    found = _IN_NAME.search(name)
    if found is None:
        return None
    written = read_date(found[1].replace("_", "-"))
    return written.day if written.form == DAY else None


def _latest(tables: list[Table]) -> date:
    """The last day that does not stand alone: a slip of the pen in 2065 is no day of the office."""
    days = sorted(set(_days(tables)))
    while len(days) > 1 and days[-1] - days[-2] > _LONELY_AFTER:
        days.pop()
    return days[-1] if days else date(2000, 1, 1)


def _days(tables: list[Table]) -> Iterable[date]:
    for table in tables:
        for name in DATED:
            index = table.column(name)
            if index is None:
                continue
            for row in table.sheet.rows[table.first - 1 :]:
                value = row[index] if index < len(row) else None
                if value in (None, ""):
                    continue
                day = _day(value)
                if day is not None and day >= _PLAUSIBLE_FROM:
                    yield day


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = read_date(as_text(value).strip())
    return written.day if written.form == DAY else None
