"""Tells the rows that are households, homes or stays from those that are something else."""

import re
from collections.abc import Iterator

from hjemveien.exchange.reading import fields
from hjemveien.exchange.reading.profiles import TESTS
from hjemveien.exchange.reading.sheets import Value, as_text, is_empty
from hjemveien.exchange.reading.table import Ledger, Table

DATA = ""
BLANK, TOTAL, NOTE, SECTION, REPEATED = (
    "blank_row", "total_row", "note_row", "section_row", "repeated_header"
)  # fmt: skip

_TOTAL = re.compile(
    r"^\W*(?:sum\b|summ?ert|total|totalt|i alt|til ?sam(?:an|men)|antall\b|antal\b|tal på|subtotal"
    r"|delsum|grand total|count\b|snitt\b|gjennomsnitt|gjennomsnittleg|average)",
    re.IGNORECASE,
)
_TOTAL_FORMULA = re.compile(
    r"\b(?:SUM|COUNT|COUNTA|SUBTOTAL|COUNTIF|AVERAGE|SUMIF|AGGREGATE)\(", re.I
)
_REMARK = re.compile(
    r"^\W*(?:nb\b|n\.b|obs\b|husk|merk|note\b|kilde|source|oppdatert|sist |utskrift|farge|gul\b"
    r"|grønn|rød|\*|remember|forklaring|skrevet ut|side \d|page \d|legend|tegnfork|teiknfork)",
    re.IGNORECASE,
)
_SHORT = 45
_REPEATED_SHARE = 0.6


def data_rows(table: Table, ledger: Ledger) -> Iterator[tuple[int, list[Value], str]]:
    """(row number, cells, '' or why it is no data row) from the header down to the last used row.

    Enters every row that is no data row in the ledger.
    """
    rows = table.sheet.rows
    last_used = _last_used(table)
    kinds = [_kind(table, number, rows[number - 1]) for number in range(table.first, last_used + 1)]
    last_data = max((i for i, kind in enumerate(kinds) if kind == DATA), default=-1)
    first_data = next((i for i, kind in enumerate(kinds) if kind == DATA), 0)
    table.last = table.first + last_data
    for offset, kind in enumerate(kinds):
        number = table.first + offset
        if kind == NOTE and _heads_a_section(rows[number - 1], offset, last_data):
            kind = SECTION
        if kind != DATA and not (kind == BLANK and offset < first_data):
            ledger.add(table, number, None, kind, _seen(rows[number - 1]))
        yield number, rows[number - 1], kind


def _last_used(table: Table) -> int:
    rows = table.sheet.rows
    for number in range(len(rows), table.first - 1, -1):
        if any(not is_empty(cell) for cell in rows[number - 1]):
            return number
    return table.first - 1


def _seen(row: list[Value]) -> str:
    return " | ".join(as_text(cell) for cell in row if not is_empty(cell))[:200]


def _kind(table: Table, number: int, row: list[Value]) -> str:
    filled = 0
    for cell in row:
        if cell is not None and cell != "":
            filled += 1
            if filled > 8:
                return _among_many(table, row)
    cells = [(i, cell) for i, cell in enumerate(row) if not is_empty(cell)]
    if not cells:
        return BLANK
    if _repeats_header(table, cells):
        return REPEATED
    if _is_total(table, number, cells):
        return TOTAL
    if _is_remark(table, row, cells):
        return NOTE
    return DATA


def _among_many(table: Table, row: list[Value]) -> str:
    """A row with many cells is data, unless it repeats the header or is a full line of totals."""
    first = next((cell for cell in row if not is_empty(cell)), "")
    if isinstance(first, str):
        if first.strip() in table.headers.values():
            cells = [(i, cell) for i, cell in enumerate(row) if not is_empty(cell)]
            if _repeats_header(table, cells):
                return REPEATED
        if _TOTAL.match(first) and not _has_person(table, row):
            return TOTAL
    return DATA


def _repeats_header(table: Table, cells: list[tuple[int, Value]]) -> bool:
    same = sum(
        isinstance(cell, str) and fields.normal(cell) == fields.normal(table.headers.get(i, ""))
        for i, cell in cells
    )
    return same >= 2 and same >= len(cells) * _REPEATED_SHARE


def _is_total(table: Table, number: int, cells: list[tuple[int, Value]]) -> bool:
    if len(cells) == 1 and len(as_text(cells[0][1])) > _SHORT:
        return False
    texts = [cell for _i, cell in cells if isinstance(cell, str)]
    if any(_TOTAL.match(text) for text in texts[:2]):
        return not any(_looks(table, i, "identity", cell) for i, cell in cells)
    formulas = [table.sheet.formulas.get((number, i), "") for i, _cell in cells]
    return any(_TOTAL_FORMULA.search(each) for each in formulas) and not any(
        _looks(table, i, "identity", cell) for i, cell in cells
    )


def _looks(table: Table, index: int, name: str, cell: Value) -> bool:
    return table.column(name) == index and TESTS[name](cell, as_text(cell).strip())


def _has_person(table: Table, row: list[Value]) -> bool:
    return not is_empty(table.value(row, "identity"))


def _is_remark(table: Table, row: list[Value], cells: list[tuple[int, Value]]) -> bool:
    """Hardly any cells, and none of them a person, a case number or a dwelling."""
    if table.layout.family == fields.DWELLING:
        return len(cells) <= 2
    if len(cells) > 3:
        return False
    if len(cells) == 1:
        return not _co_applicant_line(cells[0][1])
    first = cells[0][1]
    if isinstance(first, str) and (_REMARK.match(first) or len(first) > 2 * _SHORT):
        return True
    named = any(not is_empty(table.value(row, name)) for name in ("surname", "given", "name",
                "name_and_identity"))  # fmt: skip
    identified = any(_looks(table, i, "identity", cell) for i, cell in cells)
    numbered = any(_looks(table, i, "case_number", cell) for i, cell in cells)
    return not (named and (identified or numbered or len(cells) == 3)) and not (
        numbered and len(cells) > 1
    ) and not (identified)  # fmt: skip


CO_APPLICANT = re.compile(
    r"\b(?:medsøk\w*|ektefelle\w*|samboer\w*|sambuar\w*|partner|co-?applicant|spouse|ektemake"
    r"|kone|mann|joint applicant|m/s|med\.?søker)\b",
    re.IGNORECASE,
)


def _co_applicant_line(cell: Value) -> bool:
    return isinstance(cell, str) and bool(CO_APPLICANT.match(cell.strip())) and ":" in cell


def _heads_a_section(row: list[Value], offset: int, last_data: int) -> bool:
    cells = [as_text(cell).strip() for cell in row if not is_empty(cell)]
    if offset > last_data or len(cells) > 2 or _REMARK.match(cells[0]):
        return False
    return len(cells[0]) <= _SHORT and not cells[0].endswith((".", "!"))
