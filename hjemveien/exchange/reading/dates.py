"""From a cell to a dated fact, with everything worth a person's eye entered on the way."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from hjemveien.domain.written_dates import (
    DAY,
    INVALID,
    MONTH,
    NO_YEAR,
    NOTHING,
    SERIAL,
    WEEK,
    Written,
    from_serial,
    read_date,
    with_year,
)
from hjemveien.exchange.reading.records import DatedFact
from hjemveien.exchange.reading.sheets import Value, as_text
from hjemveien.exchange.reading.table import Ledger, Table

# In a text file these are simply how a date is stored; anything else a person has written.
_STORED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}")
DATED = ("received", "decided", "offered", "moved", "closed", "start", "until", "statusdato")
_EARLIEST = date(1950, 1, 1)


_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})[/ -](?:\d{4}|\d{2})(?!\d)")
_MANY_TIMES = 3


def month_comes_first(tables: Iterable[Table]) -> set[str]:
    """The files that write 04/13/2024: days past twelve stand second there, and never first."""
    told: dict[str, list[int]] = {}
    for table in tables:
        counts = told.setdefault(table.sheet.file, [0, 0])
        for index in {table.column(name) for name in DATED} - {None}:
            for row in table.sheet.rows[table.first - 1 :]:
                value = row[index] if index is not None and index < len(row) else None
                if type(value) is str and (found := _SLASHED.search(value)):
                    counts[0] += int(found[1]) > 12
                    counts[1] += int(found[2]) > 12
    return {file for file, (day_first, month_first) in told.items()
            if month_first > _MANY_TIMES * day_first}  # fmt: skip


class DateReader:
    """Reads dates as of the day the files speak for. `month_first` are files that write so."""

    def __init__(
        self, as_of: date, ledger: Ledger, month_first: frozenset[str] | set[str] = frozenset()
    ) -> None:
        self.as_of = as_of
        self.month_first = month_first
        self.ledger = ledger
        self._unknown = {
            why: DatedFact(None, "unknown", as_of, "", why)
            for why in ("missing", "invalid", "future", "before_application", "no_year")
        }

    def unknown(self, why: str, text: str = "") -> DatedFact:
        return DatedFact(None, "unknown", self.as_of, text, why) if text else self._unknown[why]

    def read(
        self,
        table: Table,
        number: int,
        row: list[Value],
        name: str,
        *,
        needed: bool = False,
        may_be_future: bool = False,
        tolerant: bool = False,
    ) -> DatedFact | None:
        """None where the table has no such column, or the cell is empty and the date not needed.

        `tolerant`: words and days without a year are no fault (an offer's 'ja 31/1').
        """
        index = table.layout.by_field.get(name)
        if index is None:
            return None
        value = row[index] if index < len(row) else None
        if type(value) is date and _EARLIEST <= value <= self.as_of:
            return DatedFact(value, "day", value, "")
        return self._other(table, number, index, value, needed, may_be_future, tolerant)

    def _other(
        self,
        table: Table,
        number: int,
        index: int,
        value: Value,
        needed: bool,
        may_be_future: bool,
        tolerant: bool,
    ) -> DatedFact | None:
        text = as_text(value).strip()
        written, kind = self._written(table, value, text, tolerant)
        if written.form == NOTHING or (written.form in (INVALID, NO_YEAR) and tolerant):
            return self._nothing(table, number, index, text, needed, tolerant, written)
        if written.day is None:
            why = "week" if written.form == WEEK else "invalid"
            self.ledger.add(table, number, index, kind or "date_invalid", text)
            return self.unknown(why, text)
        if not may_be_future and _first_day(written) > self.as_of:
            self.ledger.add(table, number, index, "date_future", text)
            return self.unknown("future", text)
        if kind:
            shown = written.day.strftime("%d.%m.%Y")
            self.ledger.add(table, number, index, kind, text, params=(("date", shown),))
        return self._fact(written, text)

    def _nothing(
        self,
        table: Table,
        number: int,
        index: int,
        text: str,
        needed: bool,
        tolerant: bool,
        written: Written,
    ) -> DatedFact | None:
        if needed:
            self.ledger.add(table, number, index, "date_missing", text)
            return self.unknown("missing", text)
        if not text or not tolerant:
            return None
        return self.unknown("no_year" if written.form == NO_YEAR else "missing", text)

    def _written(
        self, table: Table, value: Value, text: str, tolerant: bool
    ) -> tuple[Written, str]:
        """What the cell says, and the problem kind of its form ('' where the form is right)."""
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return (Written(DAY, value, value) if value >= _EARLIEST else Written(INVALID)), ""
        if isinstance(value, int | float):
            day = from_serial(value)
            if day is not None:
                return Written(SERIAL, day, day), "date_serial"
        written = read_date(text, "/" in text and table.sheet.file in self.month_first)
        if written.form == NO_YEAR and not tolerant:
            written = with_year(written, self.as_of)
        return written, self._kind(table, written, text)

    def _kind(self, table: Table, written: Written, text: str) -> str:
        if written.form == DAY:
            return "" if table.sheet.is_text and _STORED.fullmatch(text) else "date_text"
        return {MONTH: "date_month_only", WEEK: "date_week_only", SERIAL: "date_serial"}.get(
            written.form, ""
        )

    def _fact(self, written: Written, text: str) -> DatedFact:
        day, last = written.day, written.last
        assert day is not None
        assert last is not None
        if written.form in (MONTH, WEEK):
            why = "week" if written.form == WEEK else ""
            return DatedFact(day, "month", min(last, self.as_of), text, why)
        return DatedFact(day, "day", day, text)


def _first_day(written: Written) -> date:
    day = written.day
    assert day is not None
    return day.replace(day=1) if written.form == MONTH else day
