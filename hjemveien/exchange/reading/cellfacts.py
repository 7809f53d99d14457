"""What must survive unchanged: formulas, errors, texts that look like formulas, hidden parts."""

import re
import unicodedata
from collections import Counter

from hjemveien.exchange.reading import fields
from hjemveien.exchange.reading.sheets import BIDI_AND_CONTROL, RawSheet, Value
from hjemveien.exchange.reading.table import Ledger, Table

_ERROR = re.compile(
    r"#(?:VALUE!|VERDI!|REF!|N/A|I/T|DIV/0!|NAME\?|NAVN\?|NUM!|TALL!|NULL!|NAMN\?|SPILL!|CALC!|#+)",
    re.IGNORECASE,
)
_LIKE_FORMULA = "=+-@"
_NOT_TEXT = frozenset(
    ("phone", "identity", "partner_identity", "case_number", "received", "decided", "offered",
     "moved", "closed", "start", "until", "price", "nights", "waited", "child_count", "size",
     "born", "hovedsoker", "manedsleie", "depositum", "boligeiersmobilnummer")
)  # fmt: skip
_COMPUTED_SHARE = 0.25
_COMPUTED = frozenset(("waited", "nights", "total_price", "household_size"))


def clean(sheet: RawSheet) -> None:
    """Take out control characters and those that turn the direction, and compose accents (NFC)."""
    for row in sheet.rows:
        for index, value in enumerate(row):
            if type(value) is str and not (value.isascii() and value.isprintable()):
                row[index] = clean_text(value)


def clean_text(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text if text.isprintable() else text.translate(BIDI_AND_CONTROL)


def enter_facts(table: Table, ledger: Ledger, data: list[int]) -> None:
    """Enter what the rows with data hold beside their values. `data` are their numbers."""
    _hidden(table, ledger, data)
    inside = set(data)
    for (row, column), text in table.sheet.errors.items():
        if row in inside:
            ledger.add(table, row, column, "error_cell", text)
    if table.sheet.is_text:
        _errors_as_text(table, ledger, data)
    _formulas(table, ledger, inside)
    _like_formulas(table, ledger, data)


def _errors_as_text(table: Table, ledger: Ledger, data: list[int]) -> None:
    """A spreadsheet saved as text leaves its errors behind as words."""
    for number in data:
        for index, value in enumerate(table.sheet.rows[number - 1]):
            if type(value) is str and value[:1] == "#" and _ERROR.fullmatch(value.strip()):
                ledger.add(table, number, index, "error_cell", value)


def _hidden(table: Table, ledger: Ledger, data: list[int]) -> None:
    sheet = table.sheet
    for column in sorted(sheet.hidden_columns):
        if table.headers.get(column):
            ledger.add(table, table.layout.header_row, column, "hidden_column",
                       table.headers[column])  # fmt: skip
    for row in sorted(sheet.hidden_rows & set(data)):
        ledger.add(table, row, None, "hidden_row")


def _formulas(table: Table, ledger: Ledger, inside: set[int]) -> None:
    """A formula among typed values; a column of them is only computed, errors stand alone."""
    places = [place for place in table.sheet.formulas if place[0] in inside]
    by_column = Counter(column for _row, column in places)
    computed = {table.column(name) for name in _COMPUTED}
    for row, column in sorted(places):
        usual = by_column[column] > max(3, len(inside) * _COMPUTED_SHARE)
        if not usual and column not in computed and (row, column) not in table.sheet.errors:
            formula = "=" + table.sheet.formulas[(row, column)]
            ledger.add(table, row, column, "formula_cell", formula[:200])


def _like_formulas(table: Table, ledger: Ledger, data: list[int]) -> None:
    columns = [
        index for index in table.headers
        if not any(table.column(name) == index for name in _NOT_TEXT)
    ]  # fmt: skip
    if table.layout.family == fields.CODES:
        return
    for number in data:
        row = table.sheet.rows[number - 1]
        for index in columns:
            value = row[index] if index < len(row) else None
            if type(value) is str and value[:1] in _LIKE_FORMULA and value and _like(value):
                ledger.add(table, number, index, "formula_like_text", value[:80])


def _like(value: Value) -> bool:
    """'=)' could be a formula; a lone dash, a plus or a number below zero could not."""
    text = str(value)
    if text[:1] in "=@":
        return len(text) > 1
    if not any(each.isalpha() for each in text):
        return False
    return len(text) > 1
