"""Reads an office's files into one account of what they hold. Knows no database and no window.

The order matters: the codes and the names are learned from all sheets before any row is read,
because a short word on one sheet is explained on another.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from hjemveien.domain import names
from hjemveien.exchange.reading import assembly, homes
from hjemveien.exchange.reading.asof import find_as_of
from hjemveien.exchange.reading.caserows import CaseRow, CaseRowReader, is_co_applicant_line
from hjemveien.exchange.reading.cellfacts import clean, enter_facts
from hjemveien.exchange.reading.codes import Codes, read_codes
from hjemveien.exchange.reading.dates import DateReader, month_comes_first
from hjemveien.exchange.reading.headers import (
    CLOSED,
    CODES,
    DWELLINGS,
    OTHER,
    STAYS,
    WAITING,
    layout_of,
)
from hjemveien.exchange.reading.homes import HomeReader, HomeRow
from hjemveien.exchange.reading.linking import CaseGroup, Linked, link
from hjemveien.exchange.reading.nameorder import learn_names, name_column, whole_names
from hjemveien.exchange.reading.opening import OpenedFile, open_file
from hjemveien.exchange.reading.people import Partner
from hjemveien.exchange.reading.reconcile import reconcile
from hjemveien.exchange.reading.records import (
    Case,
    ColumnRead,
    Duplicate,
    Dwelling,
    FileRead,
    Household,
    Reading,
    RowRef,
    SheetRead,
    SourceRow,
    Stay,
    Tenancy,
)
from hjemveien.exchange.reading.refused import ReadRefused
from hjemveien.exchange.reading.rows import DATA, SECTION, data_rows
from hjemveien.exchange.reading.sheets import Value, as_text, is_empty, letter
from hjemveien.exchange.reading.staffing import StaffBook
from hjemveien.exchange.reading.stays import Home, HomeFinder, StayReader, StayRow, enter_overlaps
from hjemveien.exchange.reading.table import Ledger, Table
from hjemveien.texts import _

Progress = Callable[[int, int], None]

_UNREAD_KINDS = frozenset(
    ("group_unclear", "priority_unclear", "unknown_status", "date_invalid", "date_future",
     "id_wrong_length", "id_bad_check", "phone_wrong_length", "rent_not_number")
)  # fmt: skip


def read_files(
    paths: Iterable[Path | str],
    as_of: date | None = None,
    profile: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """One reading of one or more files, in any order. Raises ReadRefused; changes nothing.

    `profile` is what an office has settled before and `mapping` what a person says now, both from
    header as written to field name; an empty field name leaves a column unread.
    """
    said = {**(profile or {}), **(mapping or {})}
    with _without_cycle_search():
        opened = [open_file(Path(path)) for path in paths]
        return _Reader(opened, as_of, said, progress or (lambda _done, _all: None)).reading()


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Millions of small records that all stay: looking through them for cycles doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reader:
    """One reading in the making."""

    def __init__(
        self,
        opened: list[OpenedFile],
        as_of: date | None,
        mapping: dict[str, str],
        progress: Progress,
    ) -> None:
        self.opened = opened
        self.progress = progress
        self.tables = [_table(sheet, mapping) for file in opened for sheet in file.sheets]
        _refuse_unrecognised(opened, self.tables)
        _same_role_for_same_headers(self.tables)
        self.ledger = Ledger()
        self.roles: dict[str, list[Table]] = {}
        for table in self.tables:
            self.roles.setdefault(table.role, []).append(table)
        found, source = (as_of, "given") if as_of else find_as_of(self.tables)
        assert found is not None
        self.as_of, self.as_of_source = found, source
        self.dates = DateReader(self.as_of, self.ledger, month_comes_first(self.tables))
        self.codes: Codes = read_codes(self.roles.get(CODES, []))
        self.keys = assembly.Keys()
        self.row_kinds: dict[int, dict[int, str]] = {}
        self.household_of: dict[RowRef, str] = {}
        self.case_of: dict[RowRef, str] = {}
        self.stay_of: dict[RowRef, str] = {}
        self.dwelling_of: dict[RowRef, str] = {}
        self.total = sum(len(table.sheet.rows) for table in self.tables) or 1
        self.done = 0

    # --- the way through ---

    def reading(self) -> Reading:
        people_tables = [t for role in (WAITING, CLOSED, STAYS) for t in self.roles.get(role, [])]
        self.book = learn_names(people_tables)
        rows = [row for role in (WAITING, CLOSED) for t in self.roles.get(role, [])
                for row in self._case_rows(t)]  # fmt: skip
        linked = link(rows, self.ledger)
        finder = HomeFinder(linked.households)
        finder.place([row for t in self.roles.get(STAYS, []) for row in self._stay_rows(t)])
        enter_overlaps(finder.homes, self.ledger, self.as_of)
        home_rows = [row for t in self.roles.get(DWELLINGS, []) for row in self._home_rows(t)]
        units = homes.unit_groups(home_rows)
        homes.check_units(units, self.ledger, self.as_of)
        self._hidden_sheets()
        return self._records(rows, linked, finder, units)

    def _step(self, number: int) -> None:
        self.done += 1
        if number % 500 == 0:
            self.progress(self.done, self.total)

    def _rows(self, table: Table) -> Iterable[tuple[int, list[Value], str]]:
        kinds: dict[int, str] = {}
        self.row_kinds[id(table)] = kinds
        data = []
        for number, row, kind in data_rows(table, self.ledger):
            kinds[number] = kind
            if kind == DATA:
                data.append(number)
            self._step(number)
            yield number, row, kind
        enter_facts(table, self.ledger, data)

    def _reader(self, table: Table, kind: type[CaseRowReader]) -> CaseRowReader:
        column = name_column(table, whole_names(table), self.book)
        return kind(table, self.ledger, self.dates, self.book, column, self.codes)

    def _case_rows(self, table: Table) -> Iterable[CaseRow]:
        reader = self._reader(table, CaseRowReader)
        section, above = "", None
        for number, row, kind in self._rows(table):
            if kind == SECTION:
                section = next((as_text(c).strip() for c in row if not is_empty(c)), "")
            if kind != DATA:
                continue
            if above is not None and _is_partner_row(table, row, above):
                self._partner_row(reader, number, row, above)
                continue
            above = reader.read(number, row, section)
            yield above

    def _partner_row(
        self, reader: CaseRowReader, number: int, row: list[Value], above: CaseRow
    ) -> None:
        """Joins a co-applicant's own row to the applicant's above it."""
        person = reader.read_co_applicant(number, row)
        self.ledger.add(reader.table, number, reader.name_index, "co_applicant_row", person.written)
        above.partner = Partner(
            person.name, person.number, person.number_text, None, person.born, person.written
        )
        above.partner_refs = (*above.partner_refs, reader.table.ref(number))

    def _stay_rows(self, table: Table) -> Iterable[StayRow]:
        reader = self._reader(table, StayReader)
        assert isinstance(reader, StayReader)
        for number, row, kind in self._rows(table):
            if kind == DATA:
                yield reader.read_stay(number, row)

    def _home_rows(self, table: Table) -> Iterable[HomeRow]:
        reader = HomeReader(table, self.ledger, self.dates)
        for number, row, kind in self._rows(table):
            if kind == DATA:
                yield reader.read(number, row)

    def _hidden_sheets(self) -> None:
        for table in self.tables:
            if table.sheet.hidden:
                self.ledger.add(table, None, None, "hidden_sheet", table.sheet.name or "")

    # --- records ---

    def _records(
        self, rows: list[CaseRow], linked: Linked, finder: HomeFinder, units: list[list[HomeRow]]
    ) -> Reading:
        staff = StaffBook(self.codes.staff, Counter(r.worker_text for r in rows if r.worker_text))
        dwellings, tenancies_wait = self._dwellings(units)
        by_address = {_address_key(d.address, d.unit_number): d.key for d in dwellings}
        households, cases, stays = [], [], []
        self.case_keys: dict[int, str] = {}
        for home in finder.homes:
            found = assembly.household(home, self.keys)
            households.append(found)
            self.household_of.update(dict.fromkeys(found.rows, found.key))
            cases.extend(self._cases(home, found.key, staff, by_address))
            stays.extend(self._stays(home, found.key))
        tenancies = self._tenancies(tenancies_wait, households, cases)
        source = tuple(self._source_rows())
        return Reading(
            files=tuple(self._files()),
            as_of=self.as_of,
            as_of_source=self.as_of_source,
            staff=staff.staff(),
            households=tuple(households),
            cases=tuple(cases),
            stays=tuple(stays),
            dwellings=tuple(dwellings),
            tenancies=tuple(tenancies),
            rows=source,
            problems=self.ledger.problems(self.household_of),
            duplicates=self._duplicates(linked),
            reconciliation=reconcile(source, tuple(cases)),
        )

    def _cases(
        self, home: Home, home_key: str, staff: StaffBook, by_address: dict[str, str]
    ) -> list[Case]:
        found = []
        groups = sorted(home.groups, key=lambda group: group.duplicate_of is not None)
        for group in groups:
            key = self.keys.key("c-", group.lead.case_number, home_key, _received(group))
            self.case_keys[id(group)] = key
            text = next((r.dwelling_text for r in group.rows if r.dwelling_text), "")
            dwelling = by_address.get(_address_key(text, ""))
            made = assembly.case(group, home_key, key, staff, self.as_of, dwelling)
            if group.duplicate_of is not None:
                first, own = self._original(group), assembly.own_members(home, group)
                made = replace(made, suspected_duplicate_of=first, own_members=own)
            found.append(made)
            self.case_of.update(dict.fromkeys(made.rows, key))
        return found

    def _original(self, group: CaseGroup) -> str | None:
        first = group.duplicate_of
        while first is not None and first.duplicate_of is not None:
            first = first.duplicate_of
        return self.case_keys.get(id(first)) if first is not None else None

    def _stays(self, home: Home, home_key: str) -> list[Stay]:
        by_number = {
            row.case_number: self.case_keys[id(group)]
            for group in home.groups for row in group.rows if row.case_number
        }  # fmt: skip
        found = []
        for row in home.stays:
            made = assembly.stay(row, home_key, by_number.get(row.case_number), self.keys)
            self.stay_of[row.ref] = made.key
            found.append(made)
        return found

    def _dwellings(
        self, units: list[list[HomeRow]]
    ) -> tuple[list[Dwelling], list[tuple[HomeRow, str]]]:
        dwellings: list[Dwelling] = []
        leases: list[tuple[HomeRow, str]] = []
        for group in units:
            original = next((row for row in group if row.copy_of is None), group[0])
            key = self.keys.key("d-", *homes._unit_key(original))
            made = assembly.dwelling(group, original, key)
            dwellings.append(made)
            self.dwelling_of.update(dict.fromkeys(made.rows, key))
            leases.extend((row, key) for row in group if row.has_lease and row.copy_of is None)
        return dwellings, leases

    def _tenancies(
        self, leases: list[tuple[HomeRow, str]], households: list[Household], cases: list[Case]
    ) -> list[Tenancy]:
        """Tenants are known by number; a household without one by the home it moved into."""
        numberless = {home.key for home in households if home.applicant.identity is None}
        moved_into = {
            case.closing.dwelling: case
            for case in cases
            if case.closing and case.closing.dwelling and case.household in numberless
        }
        home_of: dict[str, str] = {}
        for role in ("applicant", "co_applicant"):
            for home in households:
                for member in home.members:
                    if member.role == role and member.identity is not None:
                        home_of.setdefault(member.identity.number, home.key)
        return [
            assembly.tenancy(
                row, key, _tenant_home(row, home_of, moved_into.get(key)), self.keys, self.as_of)
            for row, key in leases
        ]  # fmt: skip

    def _duplicates(self, linked: Linked) -> tuple[Duplicate, ...]:
        return tuple(
            Duplicate(
                pair.type,
                pair.a.ref,
                pair.b.ref,
                self.household_of.get(pair.b.ref, ""),
                self.case_of.get(pair.a.ref, ""),
                self.case_of.get(pair.b.ref, ""),
                pair.reasons,
            )
            for pair in linked.pairs
        )

    # --- what was where ---

    def _source_rows(self) -> Iterable[SourceRow]:
        unread = self._unread_cells()
        for table in self.tables:
            kinds = self.row_kinds.get(id(table), {})
            letters = [letter(i) for i in range(max(map(len, table.sheet.rows), default=0))]
            known = {c.index for c in table.layout.columns if c.field} if kinds else set()
            for number, row in enumerate(table.sheet.rows, 1):
                kind = kinds.get(number, "header" if kinds else "")
                if kind == "header" and all(is_empty(cell) for cell in row):
                    continue
                yield self._source_row(table, number, row, kind, letters, known, unread)

    def _source_row(
        self,
        table: Table,
        number: int,
        row: list[Value],
        kind: str,
        letters: list[str],
        known: set[int],
        unread: set[tuple[int, int, int]],
    ) -> SourceRow:
        headers = table.headers
        cells = []
        left = []
        for index, value in enumerate(row):
            if value is None or value == "":
                continue
            cell = (letters[index], headers.get(index, ""),
                    value if type(value) is str else as_text(value))  # fmt: skip
            cells.append(cell)
            if index not in known or (unread and (id(table), number, index) in unread):
                left.append(cell)
        ref = table.ref(number)
        return SourceRow(
            ref,
            table.role,
            tuple(cells),
            self.household_of.get(ref),
            self.case_of.get(ref),
            self.stay_of.get(ref),
            self.dwelling_of.get(ref),
            kind,
            tuple(left),
        )

    def _unread_cells(self) -> set[tuple[int, int, int]]:
        return {
            (id(entry.table), entry.row, entry.column)
            for entry in self.ledger.entries
            if entry.kind in _UNREAD_KINDS and entry.row is not None and entry.column is not None
        }

    def _files(self) -> Iterable[FileRead]:
        for file in self.opened:
            sheets = [t for t in self.tables if any(t.sheet is s for s in file.sheets)]
            yield FileRead(
                file.name,
                file.digest,
                file.kind,
                file.encoding,
                file.delimiter,
                tuple(_sheet_read(table) for table in sheets),
            )


def _table(sheet: object, mapping: dict[str, str]) -> Table:
    from hjemveien.exchange.reading.sheets import RawSheet

    assert isinstance(sheet, RawSheet)
    clean(sheet)
    layout = layout_of(sheet, mapping)
    if sheet.hidden and layout.role != CODES:
        # What somebody has put away is kept with its cells, and counts nowhere unasked.
        layout.role = OTHER
    return Table(sheet, layout)


def _same_role_for_same_headers(tables: list[Table]) -> None:
    """Sheets with the same headings, one a year, are one list, however much of a year has ended."""
    alike: dict[tuple[str, ...], list[Table]] = {}
    for table in tables:
        if table.role in (WAITING, CLOSED):
            key = (table.sheet.file, *table.headers.values())
            alike.setdefault(key, []).append(table)
    for group in alike.values():
        if any(table.role == WAITING for table in group):
            for table in group:
                table.layout.role = WAITING


def _refuse_unrecognised(opened: list[OpenedFile], tables: list[Table]) -> None:
    for file in opened:
        own = [table for table in tables if any(table.sheet is sheet for sheet in file.sheets)]
        if all(table.role == OTHER for table in own):
            filled = sum(any(not is_empty(c) for c in row) for t in own for row in t.sheet.rows)
            if filled <= 1:
                raise ReadRefused(_("{file} has headings but no rows.").format(file=file.name))
            text = _("{file} holds no list of applicants, stays or dwellings that is recognised.")
            raise ReadRefused(text.format(file=file.name))


def _sheet_read(table: Table) -> SheetRead:
    recognised = table.layout.header_row is not None
    return SheetRead(
        table.sheet.file,
        table.sheet.name,
        table.role,
        table.layout.header_row,
        table.first if recognised else None,
        (table.last or len(table.sheet.rows)) if recognised else None,
        tuple(
            ColumnRead(letter(c.index), c.header, c.field, c.sureness,
                       c.index in table.sheet.hidden_columns)
            for c in table.layout.columns
        ),
        table.sheet.hidden,
    )  # fmt: skip


_MOVED_WITHIN_DAYS = 45


def _tenant_home(row: HomeRow, home_of: dict[str, str], moved: Case | None) -> str | None:
    """The household behind a lease: by its number, else by who moved in when the lease began."""
    known = home_of.get(row.tenant.number) if row.tenant else None
    if known is not None or moved is None or moved.closing is None:
        return known
    start, moved_in = row.start, moved.closing.moved
    if start is None or start.on is None:
        return None
    if moved_in is None or moved_in.on is None:
        closed = moved.closing.closed
        return moved.household if closed and closed.on and start.on <= closed.on else None
    near = abs((start.on - moved_in.on).days) <= _MOVED_WITHIN_DAYS
    return moved.household if near else None


def _received(group: CaseGroup) -> str:
    received = group.lead.received
    return "" if group.lead.case_number or received is None else str(received.on)


def _address_key(address: str, unit: str) -> str:
    return names.folded(f"{address} {unit}").replace(" ", "")


_CASE_CELLS = ("received", "decision", "decided", "group", "living", "priority", "outcome")


def _is_partner_row(table: Table, row: list[Value], above: CaseRow) -> bool:
    """A second grown-up of the row above: says so, or has a name and nothing of a case."""
    own = table.text(row, "case_number")
    same_number = bool(own) and own == above.case_number
    if own and not same_number and not is_empty(table.value(row, "received")):
        return False
    named = any(not is_empty(table.value(row, n)) for n in ("surname", "given", "name",
                                                           "name_and_identity"))  # fmt: skip
    if not named:
        return False
    filled = sum(not is_empty(table.value(row, name)) for name in _CASE_CELLS)
    if (not own or same_number) and is_co_applicant_line(table, row):
        return True
    if own and not same_number:
        return is_co_applicant_line(table, row) and filled == 0
    has_number = table.column("case_number") is not None
    return filled == 0 and (has_number or not is_empty(table.value(row, "identity")))
