"""Reads one row of a waiting list or of closed cases into what its cells say.

Nothing is decided here about who is the same person or the same case; see `linking`.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from hjemveien.domain import names
from hjemveien.domain.identity_number import CheckedNumber
from hjemveien.domain.names import NameBook, NameParts
from hjemveien.domain.phone import FORMAT, MISSING, TWO_NUMBERS, WRONG_LENGTH, read_phone
from hjemveien.domain.written_dates import read_birth_date
from hjemveien.exchange.reading import lexicons, people
from hjemveien.exchange.reading.codes import Codes
from hjemveien.exchange.reading.dates import DateReader
from hjemveien.exchange.reading.headers import CLOSED
from hjemveien.exchange.reading.learning import learn_words
from hjemveien.exchange.reading.nameorder import NameColumn
from hjemveien.exchange.reading.people import Partner
from hjemveien.exchange.reading.records import DatedFact, Offer, RowRef
from hjemveien.exchange.reading.rows import CO_APPLICANT
from hjemveien.exchange.reading.sheets import Value, as_text
from hjemveien.exchange.reading.table import Ledger, Table

LONG_NOTE = 500
ENDINGS = (lexicons.HOUSED, lexicons.WITHDRAWN, lexicons.REFUSED, lexicons.DISMISSED)
_NO_NUMBER = re.compile(
    r"^\W*$|^(?:mangler|manglar|ukjent|ingen|n/?a|none|missing|ikke reg\w*)$", re.I
)
_FIRST_NUMBER = re.compile(r"\d{1,2}")


@dataclass(slots=True)
class Person:
    """Who a row is about, as its cells say."""

    name: NameParts = field(default_factory=lambda: NameParts("", ""))
    number: CheckedNumber | None = None
    number_text: str = ""
    born: date | None = None
    written: str = ""


@dataclass(slots=True)
class CaseRow:
    """What the cells of one row say. Codes are None or empty where nothing can be read."""

    table: Table
    number: int
    person: Person
    case_number: str = ""
    received: DatedFact | None = None
    partner: Partner | None = None
    child_count: int | None = None
    child_years: tuple[int, ...] = ()
    shared_custody: bool = False
    phones: tuple[str, ...] = ()
    phone_text: str = ""
    living: str = "ukjent"
    living_text: str = ""
    reason: str = ""
    group: str = "ukjent"
    group_text: str = ""
    rooms: int | None = None
    size_text: str = ""
    decision: str | None = None
    decision_text: str = ""
    decided: DatedFact | None = None
    priority: int | None = None
    priority_text: str = ""
    worker_text: str = ""
    offer: Offer | None = None
    outcome: str | None = None
    outcome_text: str = ""
    moved: DatedFact | None = None
    closed: DatedFact | None = None
    dwelling_text: str = ""
    kind_text: str = ""
    notes: tuple[str, ...] = ()
    old_reference: str = ""
    protection: str = "none"
    partner_refs: tuple[RowRef, ...] = ()

    @property
    def ref(self) -> RowRef:
        return self.table.ref(self.number)

    @property
    def on_closed_sheet(self) -> bool:
        """Among the closed cases: on a sheet of them, or marked as ended in a list of all."""
        return self.table.role == CLOSED or self.outcome in ENDINGS


class CaseRowReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        table: Table,
        ledger: Ledger,
        dates: DateReader,
        book: NameBook,
        name_column: NameColumn | None,
        codes: Codes,
    ) -> None:
        self.table = table
        self.ledger = ledger
        self.dates = dates
        self.book = book
        self.name_column = name_column
        self.codes = codes
        self.name_index = next(
            (
                index
                for name in ("surname", "name", "name_and_identity", "given")
                if (index := table.column(name)) is not None
            ),
            None,
        )
        self.counts_in_words = _counts_usually_in_words(table)
        self.worded = self._worded_columns()
        self.learned = learn_words(table, codes)

    def read(self, number: int, row: list[Value], section: str) -> CaseRow:
        found = CaseRow(self.table, number, self._person(number, row))
        found.case_number = self._case_number(row)
        self._dates(number, row, found)
        self._household(number, row, found)
        self._needs(number, row, found, section)
        self._handling(number, row, found)
        self._notes(number, row, found)
        return found

    def read_co_applicant(self, number: int, row: list[Value]) -> Person:
        """Who a co-applicant's own row is about. That a number is missing is no fault there."""
        person = self._person(number, row)
        self.ledger.drop_last(self.table, number, "id_missing")
        bare = people.without_role(person.written)
        if bare != person.written or not person.name.surname:
            person.name = people.divide_name(bare, self.book)
            person.written = bare
        return person

    def _add(self, number: int, name: str, kind: str, saw: str = "", expected: str = "") -> None:
        self.ledger.add(self.table, number, self.table.column(name), kind, saw, expected=expected)

    def _case_number(self, row: list[Value]) -> str:
        text = self.table.text(row, "case_number")
        return "" if _NO_NUMBER.match(text) else names.tidy(text)

    # --- who ---

    def _person(self, number: int, row: list[Value]) -> Person:
        table = self.table
        person = Person()
        if table.column("surname") is not None:
            self._two_names(number, row, person)
        elif self.name_column is not None:
            self._one_name(number, row, person, self.name_column)
        self._identity(number, row, person)
        if person.born is None and (text := table.text(row, "born")):
            person.born = read_birth_date(text, self.dates.as_of)
        return person

    def _two_names(self, number: int, row: list[Value], person: Person) -> None:
        surname, *s_flags = people.name_cells(self.table.value(row, "surname"))
        given, *g_flags = people.name_cells(self.table.value(row, "given"))
        for name, (shouted, untidy) in (("surname", s_flags), ("given", g_flags)):
            self._name_flags(number, row, name, shouted, untidy)
        person.written = f"{surname} {given}".strip()
        if bool(surname) != bool(given) and ("," in surname + given or " " in surname + given):
            cell = "surname" if surname else "given"
            self._add(number, cell, "name_in_one_cell", surname or given)
            person.name = people.divide_name(surname or given, self.book)
            return
        person.name = NameParts(surname, given)
        if surname and given and self.book.seems_swapped(surname, given):
            self._add(number, "surname", "name_order", person.written)
            person.name = NameParts(given, surname)

    def _name_flags(
        self, number: int, row: list[Value], name: str, shouted: bool, untidy: bool
    ) -> None:
        if shouted:
            self._add(number, name, "name_uppercase", as_text(self.table.value(row, name)))
        if untidy:
            self._add(number, name, "name_whitespace", as_text(self.table.value(row, name)))

    def _one_name(self, number: int, row: list[Value], person: Person, column: NameColumn) -> None:
        raw = as_text(self.table.value(row, column.field))
        if any(each.isdigit() for each in raw):
            raw, person.number_text, untidy = people.name_and_number(raw)
            text, shouted, _untidy = people.name_cells(raw)
        else:
            text, shouted, untidy = people.name_cells(raw)
        self._name_flags(number, row, column.field, shouted, untidy)
        person.written = text
        if column.is_other_order(text, self.book):
            self._add(number, column.field, "name_order", raw)
        person.name = column.divide(text, self.book)

    def _identity(self, number: int, row: list[Value], person: Person) -> None:
        index = self.table.column("identity")
        if index is None:
            self._identity_in_name(number, person)
            return
        value = row[index] if index < len(row) else None
        quoted = (number, index) in self.table.sheet.quoted
        found = people.read_identity(value, quoted, self.dates.as_of)
        if found.number is None and person.number_text:
            self._identity_in_name(number, person)
            return
        text = as_text(value)
        for kind in found.kinds:
            self._add(number, "identity", kind, text, _expected(kind, found.digits))
        person.number = found.number
        person.number_text = "" if found.number else text.strip()
        person.born = found.born

    def _identity_in_name(self, number: int, person: Person) -> None:
        """The number beside the name, where there is no column for it."""
        expected = self.name_column is not None and self.name_column.field == "name_and_identity"
        if not person.number_text and not expected:
            return
        text = person.number_text
        found = people.read_identity(text, False, self.dates.as_of)
        for kind in found.kinds:
            self.ledger.add(self.table, number, self.name_index, kind, text,
                            expected=_expected(kind, found.digits))  # fmt: skip
        person.number, person.born = found.number, found.born
        person.number_text = "" if found.number else text

    # --- when ---

    def _dates(self, number: int, row: list[Value], found: CaseRow) -> None:
        read = self.dates.read
        found.received = read(self.table, number, row, "received", needed=True)
        found.decision_text = self.table.text(row, "decision")
        found.outcome_text = self.table.text(row, "outcome")
        found.decision = self._decision(number, found)
        found.outcome = self._outcome(number, found)
        self._status(number, row, found)
        granted_or_refused = found.decision in (lexicons.GRANTED, lexicons.REFUSED,
                                                lexicons.DISMISSED)  # fmt: skip
        found.decided = read(self.table, number, row, "decided", needed=granted_or_refused)
        housed = lexicons.HOUSED in (found.outcome, found.decision)
        found.moved = read(self.table, number, row, "moved", needed=housed)
        found.closed = read(self.table, number, row, "closed")
        self._order_of_dates(number, found)

    def _order_of_dates(self, number: int, found: CaseRow) -> None:
        received, decided = found.received, found.decided
        if received is None or decided is None or received.on is None or decided.on is None:
            return
        earliest = received.on if received.known_to_the_day else received.on.replace(day=1)
        if decided.on < earliest:
            self._add(number, "decided", "decision_before_application", str(decided.on))
            found.decided = self.dates.unknown("before_application", str(decided.on))

    def _decision(self, number: int, found: CaseRow) -> str | None:
        if not found.decision_text:
            return None
        code = self.codes.decision.code(found.decision_text)
        code = code or self.learned.get(("decision", found.decision_text.casefold()))
        if code is None:
            self._add(number, "decision", "unknown_status", found.decision_text)
        return code

    def _outcome(self, number: int, found: CaseRow) -> str | None:
        if not found.outcome_text:
            return None
        code = self.codes.outcome.code(found.outcome_text)
        code = code or self.learned.get(("outcome", found.outcome_text.casefold()))
        if code is None:
            self._add(number, "outcome", "unknown_status", found.outcome_text)
        return code

    def _status(self, number: int, row: list[Value], found: CaseRow) -> None:
        """One column for where the case stands: its decision, its ending, or that it is open."""
        text = self.table.text(row, "status")
        if not text:
            return
        decision, outcome = self.codes.decision.code(text), self.codes.outcome.code(text)
        if decision is None and outcome is None:
            self._add(number, "status", "unknown_status", text)
        if self.table.column("decision") is None:
            found.decision, found.decision_text = decision, text
        if self.table.column("outcome") is None and outcome in ENDINGS:
            granted = decision == lexicons.GRANTED and self.table.column("decision") is None
            if not granted:
                found.outcome, found.outcome_text = outcome, text

    # --- the household ---

    def _household(self, number: int, row: list[Value], found: CaseRow) -> None:
        self._partner(number, row, found)
        self._children(number, row, found)
        self._phone(number, row, found)

    def _partner(self, number: int, row: list[Value], found: CaseRow) -> None:
        text = self.table.text(row, "partner")
        own_number = self.table.value(row, "partner_identity")
        if own_number not in (None, ""):
            text = f"{text} {as_text(own_number).strip()}".strip()
            self._partner_number(number, own_number)
        if text:
            found.partner = people.read_partner(text, self.book, self.dates.as_of)

    def _partner_number(self, number: int, value: Value) -> None:
        index = self.table.layout.by_field["partner_identity"]
        quoted = (number, index) in self.table.sheet.quoted
        found = people.read_identity(value, quoted, self.dates.as_of)
        for kind in found.kinds:
            if kind != "id_missing":
                self._add(number, "partner_identity", kind, as_text(value))

    def _children(self, number: int, row: list[Value], found: CaseRow) -> None:
        text = self.table.text(row, "child_count")
        count, in_words = people.read_child_count(text) if text else (None, False)
        if in_words and not self.counts_in_words:
            self._add(number, "child_count", "children_text", text)
        has_years = self.table.column("child_years") is not None
        years_text = self.table.text(row, "child_years") if has_years else text
        years, shared = (
            people.read_child_years(years_text, self.dates.as_of)
            if years_text and (has_years or "19" in text or "20" in text)
            else ((), False)
        )
        found.child_count, found.child_years, found.shared_custody = count, years, shared
        if has_years and count and not years:
            self._add(number, "child_years", "children_years_missing", text)
        if count is not None and years and len(years) != count:
            cell = "child_years" if has_years else "child_count"
            self._add(number, cell, "children_mismatch", f"{text}: {years_text}")

    def _phone(self, number: int, row: list[Value], found: CaseRow) -> None:
        value = self.table.value(row, "phone")
        if value is None or value == "":
            return
        text = as_text(value).strip()
        read = read_phone(text)
        found.phones, found.phone_text = read.numbers, text
        as_number = isinstance(value, int | float) and not isinstance(value, bool)
        if read.form == TWO_NUMBERS:
            self._add(number, "phone", "phone_two_numbers", text)
        elif read.form == WRONG_LENGTH:
            self._add(number, "phone", "phone_wrong_length", text)
        elif read.form == FORMAT or (as_number and read.form != MISSING):
            self._add(number, "phone", "phone_format", text)

    # --- what they need ---

    def _needs(self, number: int, row: list[Value], found: CaseRow, section: str) -> None:
        table, codes = self.table, self.codes
        found.living_text = table.text(row, "living")
        found.living = codes.living.code(found.living_text) or (
            "annet" if found.living_text else "ukjent"
        )
        found.reason = table.text(row, "reason")
        found.size_text = table.text(row, "size")
        found.rooms = _rooms(found.size_text)
        found.kind_text = table.text(row, "new_household")
        found.old_reference = table.text(row, "old_reference")
        self._group(number, row, found, section)

    def _group(self, number: int, row: list[Value], found: CaseRow, section: str) -> None:
        if self.table.column("group") is None:
            found.group = self.codes.group.code(section) or "ukjent"
            found.group_text = section
            return
        found.group_text = self.table.text(row, "group")
        found.group = self.codes.group.code(found.group_text) or "ukjent"
        if found.group == "ukjent":
            self._add(number, "group", "group_unclear", found.group_text)

    # --- how it is handled ---

    def _handling(self, number: int, row: list[Value], found: CaseRow) -> None:
        table = self.table
        found.priority_text = table.text(row, "priority")
        if found.priority_text:
            found.priority = self.codes.priority(found.priority_text)
            if found.priority is None:
                self._add(number, "priority", "priority_unclear", found.priority_text)
        found.worker_text = table.text(row, "caseworker")
        found.dwelling_text = table.text(row, "dwelling")
        if not found.dwelling_text and found.moved is not None:
            found.dwelling_text = table.text(row, "address")
        self._offer(number, row, found)

    def _offer(self, number: int, row: list[Value], found: CaseRow) -> None:
        text = self.table.text(row, "offered")
        if not text or lexicons.yes_or_no(text) is False:
            return
        given = self.dates.read(self.table, number, row, "offered", tolerant=True)
        answer_text = self.table.text(row, "answer")
        answer = lexicons.ANSWER.code(answer_text) or lexicons.UNANSWERED
        unknown = self.dates.unknown("missing", text)
        found.offer = Offer(given or unknown, answer, text, answer_text)

    def _notes(self, number: int, row: list[Value], found: CaseRow) -> None:
        notes = []
        for index in self.table.layout.notes:
            text = as_text(row[index]) if index < len(row) else ""
            if text.strip():
                notes.append(text)
                if len(text) > LONG_NOTE:
                    self.ledger.add(
                        self.table, number, index, "long_note", text[:80], detail=str(len(text))
                    )
        found.notes = tuple(notes)
        self._protection(number, row, found)

    def _protection(self, number: int, row: list[Value], found: CaseRow) -> None:
        for index in self.worded:
            value = row[index] if index < len(row) else None
            if isinstance(value, str) and len(value) > 3:
                marked = lexicons.protection(value)
                if marked is not None:
                    self.ledger.add(self.table, number, index, "protected_address", value[:80])
                    found.protection = marked
                    return

    def _worded_columns(self) -> tuple[int, ...]:
        """Where people write that somebody is protected: its own column, remarks, the address."""
        names_of = ("address", "phone", "reason", "living", "surname", "name", "given", "identity")
        own = self.table.column("protection")
        rest = [i for name in names_of if (i := self.table.column(name)) is not None]
        return (*(() if own is None else (own,)), *self.table.layout.notes, *rest)


def _expected(kind: str, digits: str) -> str:
    return digits if kind.startswith("id_") and kind not in ("id_d_number", "id_only_2032") else ""


def _rooms(text: str) -> int | None:
    found = _FIRST_NUMBER.search(text)
    return int(found[0]) if found else None


def _counts_usually_in_words(table: Table) -> bool:
    """A column of '2 (2015, 2017)' is written so by custom; only the odd cell is worth a word."""
    index = table.column("child_count")
    if index is None:
        return False
    texts = [
        as_text(row[index]).strip()
        for row in table.sheet.rows[table.first - 1 : table.first + 400]
        if index < len(row) and row[index] not in (None, "")
    ]
    worded = sum(not text.isdigit() for text in texts)
    return len(texts) > 3 and worded > len(texts) * 0.6


def is_co_applicant_line(table: Table, row: list[Value]) -> bool:
    """The row names itself a co-applicant's in its role column or beside the name."""
    for name in ("role", "case_number", "surname", "name", "given", "note", "partner"):
        value = table.value(row, name)
        if isinstance(value, str) and len(value) < 80 and CO_APPLICANT.search(value):
            return name != "partner" or table.column("role") is not None
    return False
