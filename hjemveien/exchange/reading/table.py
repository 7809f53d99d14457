"""A sheet with its layout, and the ledger in which everything worth a person's eye is entered."""

from dataclasses import dataclass, field

from hjemveien.domain.problems import KINDS
from hjemveien.exchange.reading.headers import Layout
from hjemveien.exchange.reading.records import Problem, RowRef
from hjemveien.exchange.reading.sheets import RawSheet, Value, as_text, letter


@dataclass(slots=True)
class Table:
    """Row numbers are the sheet's own, from 1; columns count from 0."""

    sheet: RawSheet
    layout: Layout
    headers: dict[int, str] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    used_cells: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.headers = {column.index: column.header for column in self.layout.columns}
        self.first = (self.layout.header_row or 0) + 1

    @property
    def role(self) -> str:
        return self.layout.role

    def ref(self, row: int) -> RowRef:
        return RowRef(self.sheet.file, self.sheet.name, row)

    def column(self, name: str) -> int | None:
        return self.layout.by_field.get(name)

    def value(self, row: list[Value], name: str) -> Value:
        """The cell of a field in a row; None where the table has no such column."""
        index = self.layout.by_field.get(name)
        if index is None or index >= len(row):
            return None
        return row[index]

    def text(self, row: list[Value], name: str) -> str:
        index = self.layout.by_field.get(name)
        if index is None or index >= len(row):
            return ""
        value = row[index]
        if type(value) is str:
            return value.strip()
        return as_text(value).strip() if value is not None else ""

    def cell_name(self, row: int, column: int | None) -> str | None:
        if column is None or self.sheet.name is None:
            return None
        return f"{letter(column)}{row}"


@dataclass(slots=True)
class Entry:
    """A problem before it is known whose row it stands on."""

    table: Table
    row: int | None
    column: int | None
    kind: str
    saw: str = ""
    params: tuple[tuple[str, str], ...] = ()
    same_row: RowRef | None = None
    expected: str = ""
    detail: str = ""


class Ledger:
    """Collects problems in the order in which they are met."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(
        self,
        table: Table,
        row: int | None,
        column: int | None,
        kind: str,
        saw: str = "",
        *,
        params: tuple[tuple[str, str], ...] = (),
        same_row: RowRef | None = None,
        expected: str = "",
        detail: str = "",
    ) -> None:
        self.entries.append(
            Entry(table, row, column, kind, saw, params, same_row, expected, detail)
        )

    def drop_last(self, table: Table, row: int, kind: str) -> None:
        """Take back the newest entry of this kind on this row, if there is one."""
        for index in range(len(self.entries) - 1, -1, -1):
            entry = self.entries[index]
            if entry.table is not table or entry.row != row:
                return
            if entry.kind == kind:
                del self.entries[index]
                return

    def problems(self, household_of: dict[RowRef, str]) -> tuple[Problem, ...]:
        """All of them, by file, sheet and row, with the household each row came to belong to."""
        found = [_problem(entry, household_of) for entry in self.entries]
        found.sort(key=lambda each: (each.file, each.sheet or "", each.row or 0))
        return tuple(found)


def _problem(entry: Entry, household_of: dict[RowRef, str]) -> Problem:
    sheet = entry.table.sheet
    severity, did = KINDS[entry.kind]
    household = None
    if entry.row is not None:
        household = household_of.get(RowRef(sheet.file, sheet.name, entry.row))
    return Problem(
        sheet.file,
        sheet.name,
        entry.row,
        entry.table.headers.get(entry.column) if entry.column is not None else None,
        entry.table.cell_name(entry.row, entry.column) if entry.row else None,
        entry.kind,
        severity,
        entry.saw,
        did,
        entry.params,
        household,
        entry.same_row,
        entry.expected,
        entry.detail,
    )
