"""Reads the register of dwellings: KOBO's own columns, or a list with the same meaning."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hjemveien.domain import names
from hjemveien.domain.identity_number import CheckedNumber
from hjemveien.exchange.reading import lexicons, money, people
from hjemveien.exchange.reading.dates import DateReader
from hjemveien.exchange.reading.records import DatedFact, RowRef
from hjemveien.exchange.reading.sequence import most_in_place
from hjemveien.exchange.reading.sheets import Value, as_text
from hjemveien.exchange.reading.table import Ledger, Table

UNIT = re.compile(r"[HKLU]\d{4}")
READY, LET = "KLAR_FOR_INNFLYTTING", "UTLEID"
_REQUIRED = (
    "kommunenummer", "gnrbnr", "adresse", "gatenavn", "husnummer", "postnummer",
    "bruksenhetsnummer", "koboboligtype", "kobodisposisjonsform", "boligstatus",
)  # fmt: skip
_FILLED_SHARE = 0.6
_FOREVER = date.max
_ADDRESS = re.compile(
    r"^\s*(?P<street>.*?)\s+(?P<no>\d+)\s*(?P<letter>[A-Za-zÆØÅæøå](?![\w]))?"
    r"(?:\W+(?P<unit>[HKLUhklu]\s?\d{3,4}))?(?:\W+(?P<post>\d{4})\b.*)?\W*$"
)
_LAND = re.compile(r"\d+\s*/\s*\d+")


@dataclass(slots=True)
class HomeRow:
    """What one row of the register says."""

    table: Table
    number: int
    values: dict[str, str]
    cells: tuple[tuple[str, str], ...] = ()
    status: str = ""
    status_on: DatedFact | None = None
    rent: Decimal | None = None
    deposit: Decimal | None = None
    tenant: CheckedNumber | None = None
    start: DatedFact | None = None
    until: DatedFact | None = None
    open_ended: bool = False
    lease_usable: bool = True
    blocked: list[str] = field(default_factory=list)
    copy_of: "HomeRow | None" = None

    @property
    def ref(self) -> RowRef:
        return self.table.ref(self.number)

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def has_lease(self) -> bool:
        return bool(self.get("hovedsoker") or (self.start and self.start.on))

    def span(self) -> tuple[date, date] | None:
        """First and last day of the lease; None where there is none that can be used."""
        if not self.has_lease or not self.lease_usable:
            return None
        first = self.start.on if self.start and self.start.on else date.min
        last = self.until.on if self.until and self.until.on and not self.open_ended else _FOREVER
        return first, last

    def runs_on(self, day: date) -> bool:
        span = self.span()
        return span is not None and span[0] <= day <= span[1]


class HomeReader:
    """Reads the rows of one table of dwellings."""

    def __init__(self, table: Table, ledger: Ledger, dates: DateReader) -> None:
        self.table = table
        self.ledger = ledger
        self.dates = dates
        self.required = self._required()

    def _required(self) -> list[str]:
        """Required columns that this office does fill in."""
        found = []
        rows = self.table.sheet.rows[self.table.first - 1 :]
        for name in _REQUIRED:
            index = self.table.column(name)
            if index is not None:
                filled = sum(index < len(row) and row[index] not in (None, "") for row in rows)
                if filled >= len(rows) * _FILLED_SHARE:
                    found.append(name)
        return found

    def _add(self, number: int, name: str, kind: str, saw: str = "") -> None:
        self.ledger.add(self.table, number, self.table.column(name), kind, saw)

    def read(self, number: int, row: list[Value]) -> HomeRow:
        row, wrong_at = self._even(row)
        by_field = self.table.layout.by_field
        values = {name: self.table.text(row, name) for name in by_field}
        cells = tuple(
            (header, as_text(row[i]).strip()) for i, header in self.table.headers.items()
            if i < len(row) and row[i] not in (None, ""))  # fmt: skip
        found = HomeRow(self.table, number, values, cells)
        if wrong_at is not None:
            found.blocked.append("field_count")
            self.ledger.add(self.table, number, wrong_at, "field_count", found.get("adresse"))
        self._address(found)
        self._requirements(number, found)
        self._status(number, row, found)
        self._amounts(number, row, found)
        self._lease(number, row, found)
        return found

    def _even(self, row: list[Value]) -> tuple[list[Value], int | None]:
        """A text file's row cut into the right number of fields, and the column that was wrong."""
        width = max(self.table.headers, default=-1) + 1
        if not self.table.sheet.is_text or len(row) == width:
            return row, None
        extra = len(row) - width
        if extra < 0:
            return row + [""] * -extra, len(row) - 1
        tries = [
            (self._fit(_joined(row, at, extra)), name_weight, -at, at)
            for at in range(width)
            for name_weight in (self._is_free_text(at),)
        ]
        fit, _weight, _minus, best = max(tries)
        only_trailing = all(cell in (None, "") for cell in row[width:])
        if only_trailing and self._fit(row[:width]) >= fit:
            return row[:width], None
        return _joined(row, best, extra), best

    def _is_free_text(self, index: int) -> bool:
        free = ("ovriginformasjon", "boligeiersnavn", "ekstrareferanse", "gatenavn", "note")
        return any(self.table.column(name) == index for name in free)

    def _fit(self, row: list[Value]) -> int:
        """How many cells look like what their columns hold."""
        from hjemveien.exchange.reading.profiles import TESTS

        score = 0
        for name, index in self.table.layout.by_field.items():
            text = as_text(row[index]).strip()
            if name in TESTS and text:
                score += 2 if TESTS[name](text, text) else -2
            elif name.startswith(("er", "har", "kvalif", "leieforholdertids")) and text:
                score += 1 if lexicons.yes_or_no(text) is not None else -2
        return score

    def _address(self, found: HomeRow) -> None:
        whole = found.get("adresse")
        if not whole:
            return
        parts = _ADDRESS.match(whole)
        if parts is None:
            found.values.setdefault("gatenavn", whole)
            return
        for name, part in (("gatenavn", "street"), ("husnummer", "no"), ("husbokstav", "letter"),
                           ("bruksenhetsnummer", "unit"), ("postnummer", "post")):  # fmt: skip
            if parts[part] and not found.get(name):
                found.values[name] = parts[part]

    def _requirements(self, number: int, found: HomeRow) -> None:
        for name in self.required:
            if not found.get(name):
                self._add(number, name, "missing_required")
                found.blocked.append("missing_required")
        unit = found.get("bruksenhetsnummer")
        if unit and not UNIT.fullmatch(unit):
            name = "bruksenhetsnummer" if self.table.column("bruksenhetsnummer") else "adresse"
            self._add(number, name, "bad_unit_number", unit)

    def _status(self, number: int, row: list[Value], found: HomeRow) -> None:
        text = found.get("boligstatus")
        if text:
            code = lexicons.DWELLING_STATUS.code(text)
            found.status = code or ""
            if code is None:
                self._add(number, "boligstatus", "unknown_status", text)
                found.blocked.append("unknown_status")
        found.status_on = self._date(number, row, "statusdato")

    def _amounts(self, number: int, row: list[Value], found: HomeRow) -> None:
        rent = self.table.value(row, "manedsleie")
        if rent not in (None, ""):
            found.rent = money.read_amount(rent)
            if found.rent is None and as_text(rent).strip():
                self._add(number, "manedsleie", "rent_not_number", as_text(rent))
        found.deposit = money.read_amount(self.table.value(row, "depositum"))

    def _date(self, number: int, row: list[Value], name: str) -> DatedFact | None:
        return self.dates.read(self.table, number, row, name, may_be_future=True)

    def _lease(self, number: int, row: list[Value], found: HomeRow) -> None:
        tenant = self.table.value(row, "hovedsoker")
        if tenant not in (None, ""):
            found.tenant = people.read_identity(tenant, False, self.dates.as_of).number
        found.start = self._date(number, row, "leieforholdstartdato")
        found.until = self._date(number, row, "leieforholdsluttdato")
        unlimited = lexicons.yes_or_no(found.get("leieforholdertidsubegrenset"))
        found.open_ended = found.has_lease and (
            bool(unlimited) or found.until is None or found.until.on is None
        )
        start, until = found.start, found.until
        if start and until and start.on and until.on and until.on < start.on:
            found.lease_usable = False
            self._add(number, "leieforholdsluttdato", "lease_end_before_start", str(until.on))


def _joined(row: list[Value], at: int, extra: int) -> list[Value]:
    whole = ";".join(as_text(cell) for cell in row[at : at + extra + 1])
    return [*row[:at], whole, *row[at + extra + 1 :]]


def unit_groups(rows: list[HomeRow]) -> list[list[HomeRow]]:
    """The rows of each physical unit, in the file's order."""
    groups: dict[tuple[str, ...], list[HomeRow]] = defaultdict(list)
    for row in rows:
        groups[_unit_key(row)].append(row)
    return list(groups.values())


def _unit_key(row: HomeRow) -> tuple[str, ...]:
    street = names.folded(row.get("gatenavn"))
    door = (row.get("husnummer"), row.get("husbokstav").casefold())
    unit = row.get("bruksenhetsnummer").upper().replace(" ", "")
    land = row.get("gnrbnr").replace(" ", "") or f"{row.get('gnr')}/{row.get('bnr')}"
    found = (land, row.get("festenummer"), row.get("seksjonsnummer"), unit, street, *door,
             row.get("ekstrareferanse"))  # fmt: skip
    return found if any(found) and (unit or street) else (*found, row.table.sheet.file,
                                                          str(row.number))  # fmt: skip


def check_units(groups: list[list[HomeRow]], ledger: Ledger, as_of: date) -> None:
    """Enters units that stand twice, leases that overlap or are over, conflicting statuses."""
    position = _Positions([row for group in groups for row in group])
    for group in groups:
        if len(group) > 1:
            _check_repeats(group, position, ledger)
        running = [row for row in group if row.runs_on(as_of)]
        for row in group:
            _check_status(row, bool(running), ledger, as_of)


class _Positions:
    """A register is kept in the order of its land numbers; a copy put in elsewhere breaks it."""

    def __init__(self, rows: list[HomeRow]) -> None:
        self._orders: dict[int, list[tuple[int, ...]]] = {}
        self._place: dict[int, int] = {}
        by_table: dict[int, list[HomeRow]] = defaultdict(list)
        for row in rows:
            by_table[id(row.table)].append(row)
        for table, each in by_table.items():
            each.sort(key=lambda row: row.number)
            self._orders[table] = [_order(row) for row in each]
            self._place.update({id(row): index for index, row in enumerate(each)})

    def original(self, rows: list[HomeRow]) -> HomeRow:
        """The row that stands where it belongs; the first where that does not tell."""
        here = [row for row in rows if row.table is rows[0].table]
        places = [self._place[id(row)] for row in here]
        best = most_in_place(self._orders[id(rows[0].table)], places)
        return here[places.index(best)]


def _order(row: HomeRow) -> tuple[int, ...]:
    text = (
        f"{row.get('gnrbnr') or row.get('gnr') + '/' + row.get('bnr')} {row.get('seksjonsnummer')}"
    )
    return tuple(int(each) for each in re.findall(r"\d+", text))


def _check_repeats(group: list[HomeRow], position: _Positions, ledger: Ledger) -> None:
    original = position.original(group)
    for row in group:
        if row is original:
            continue
        if _overlap(row, original):
            _enter_pair(row, original, "leieforholdstartdato", "overlapping_leases", ledger)
            continue
        row.copy_of = original if _same_lease(row, original) else None
        _enter_pair(row, original, "bruksenhetsnummer", "unit_twice", ledger)


def _enter_pair(row: HomeRow, original: HomeRow, name: str, kind: str, ledger: Ledger) -> None:
    column = row.table.column(name)
    if column is None:
        column = row.table.column("adresse")
    ledger.add(row.table, row.number, column, kind, row.get(name),
               params=(("row", str(original.number)),), same_row=original.ref)  # fmt: skip


def _same_lease(one: HomeRow, other: HomeRow) -> bool:
    return one.get("hovedsoker") == other.get("hovedsoker") and (
        (one.start.on if one.start else None) == (other.start.on if other.start else None)
    )


def _overlap(one: HomeRow, other: HomeRow) -> bool:
    first, second = one.span(), other.span()
    if first is None or second is None or _same_lease(one, other):
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _check_status(row: HomeRow, unit_is_let: bool, ledger: Ledger, as_of: date) -> None:
    status = row.table.column("boligstatus")
    if row.status and row.status != LET and row.runs_on(as_of):
        ledger.add(row.table, row.number, status, "status_conflict", row.get("boligstatus"))
    if row.status != LET or not row.lease_usable:
        return
    leases_kept = row.table.column("leieforholdstartdato") is not None
    if leases_kept and not row.has_lease and "field_count" not in row.blocked:
        ledger.add(row.table, row.number, status, "status_conflict", row.get("boligstatus"))
    span = row.span()
    if span is not None and span[1] < as_of and not unit_is_let:
        column = row.table.column("leieforholdsluttdato")
        ledger.add(row.table, row.number, column, "lease_expired", str(span[1]))
