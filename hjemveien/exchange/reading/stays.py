"""Reads temporary stays and ties them to households by case number, else by name and birth date."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hjemveien.domain import names
from hjemveien.domain.identity_number import day_part
from hjemveien.exchange.reading import money, people
from hjemveien.exchange.reading.caserows import CaseRow, CaseRowReader, Person
from hjemveien.exchange.reading.linking import CaseGroup
from hjemveien.exchange.reading.records import DatedFact, RowRef
from hjemveien.exchange.reading.sheets import Value, as_text
from hjemveien.exchange.reading.table import Ledger, Table

BirthKey = tuple[int, int, int]


@dataclass(slots=True)
class StayRow:
    """What one row about a temporary stay says. `home` is set when it is tied to a household."""

    table: Table
    number: int
    person: Person
    case_number: str
    place: str
    start: DatedFact
    until: DatedFact | None
    price: Decimal | None
    price_text: str
    notes: tuple[str, ...]
    child_count: int = 0
    child_years: tuple[int, ...] = ()
    usable: bool = True

    @property
    def ref(self) -> RowRef:
        return self.table.ref(self.number)


class StayReader(CaseRowReader):
    """Reads the rows of one table of stays; names and numbers as in the lists of cases."""

    def read_stay(self, number: int, row: list[Value]) -> StayRow:
        person = self._person(number, row)
        case_number = self._case_number(row)
        if self.table.column("case_number") is not None and not case_number:
            self._add(number, "case_number", "stay_without_case_number")
        start = self.dates.read(self.table, number, row, "start", needed=True)
        until = self.dates.read(self.table, number, row, "until", may_be_future=True)
        stay = StayRow(
            self.table,
            number,
            person,
            case_number,
            self.table.text(row, "place"),
            start or self.dates.unknown("missing"),
            until,
            self._price(number, row),
            self.table.text(row, "price"),
            self._stay_notes(number, row),
        )
        self._stay_children(row, stay)
        self._order(number, stay)
        return stay

    def _price(self, number: int, row: list[Value]) -> Decimal | None:
        value = self.table.value(row, "price")
        if value in (None, ""):
            return None
        amount = money.read_amount(value)
        if isinstance(value, str) and value.strip():
            stored = self.table.sheet.is_text and money.is_bare(value)
            if not stored:
                self._add(number, "price", "price_text", value)
        return amount

    def _stay_notes(self, number: int, row: list[Value]) -> tuple[str, ...]:
        blank = CaseRow(self.table, number, Person())
        self._notes(number, row, blank)
        return blank.notes

    def _stay_children(self, row: list[Value], stay: StayRow) -> None:
        count, _words = people.read_child_count(self.table.text(row, "child_count"))
        if count is not None:
            stay.child_count = count
            years = people.read_child_years(self.table.text(row, "child_years"), self.dates.as_of)
            stay.child_years = years[0]
            return
        for note in stay.notes:
            said, born = people.children_in_note(note, self.dates.as_of)
            if said:
                stay.child_count, stay.child_years = said, born

    def _order(self, number: int, stay: StayRow) -> None:
        start, until = stay.start.on, stay.until.on if stay.until else None
        if start is None:
            stay.usable = False
        elif until is not None and until < start:
            stay.usable = False
            self._add(number, "until", "stay_end_before_start", str(until))


@dataclass(slots=True)
class Home:
    """A household so far: its cases, if any, and its stays."""

    groups: list[CaseGroup] = field(default_factory=list)
    stays: list[StayRow] = field(default_factory=list)


class HomeFinder:
    """Knows households by case number and by the name and birth date of their grown-ups."""

    def __init__(self, households: Iterable[list[CaseGroup]]) -> None:
        self.homes: list[Home] = []
        self._by_number: dict[str, list[tuple[Home, CaseGroup]]] = defaultdict(list)
        self._by_birth: dict[BirthKey, list[tuple[str, Home]]] = defaultdict(list)
        self._by_identity: dict[str, Home] = {}
        self._unborn: dict[str, list[Home]] = defaultdict(list)
        for groups in households:
            self._enter(Home(groups))

    def _enter(self, home: Home) -> None:
        self.homes.append(home)
        for group in home.groups:
            for row in group.rows:
                if row.case_number:
                    self._by_number[_plain_number(row.case_number)].append((home, group))
                self._know(home, row.person, by_name=True)
                partner = row.partner
                if partner is not None:
                    name = names.NameParts(partner.name.surname, partner.name.given)
                    written = f"{name.given} {name.surname}"
                    self._know(home, Person(name, partner.number, "", partner.born, written))

    def _know(self, home: Home, person: Person, by_name: bool = False) -> None:
        """`by_name`: an applicant, whom a name alone may find while no birth date is known."""
        birth = _birth(person)
        if person.number is not None:
            self._by_identity.setdefault(person.number.number, home)
        if birth is not None:
            self._by_birth[birth].append((person.written, home))
        elif by_name:
            known = self._unborn[_name_key(person.written)]
            if home not in known:
                known.append(home)

    def place(self, stays: list[StayRow]) -> None:
        """Give each stay a home; those with a case number first, because they teach birth dates."""
        for stay in sorted(stays, key=lambda each: not each.case_number):
            home = self._home_of(stay)
            if home is None:
                home = Home()
                self.homes.append(home)
            home.stays.append(stay)
            self._forget_unborn(home, stay.person)
            self._know(home, stay.person, by_name=True)

    def _forget_unborn(self, home: Home, person: Person) -> None:
        """Once a stay has told the birth date, the name alone is no longer enough."""
        known = self._unborn.get(_name_key(person.written), [])
        if _birth(person) is not None and home in known:
            known.remove(home)

    def _home_of(self, stay: StayRow) -> Home | None:
        person = stay.person
        if person.number is not None and person.number.number in self._by_identity:
            return self._by_identity[person.number.number]
        numbered = self._by_number.get(_plain_number(stay.case_number), [])
        for home, group in numbered:
            if any(names.similar(row.person.written, person.written) for row in group.rows):
                return home
        birth = _birth(person)
        if birth is not None:
            for written, home in self._by_birth.get(birth, ()):
                if names.similar(written, person.written):
                    return home
        if numbered:
            return numbered[0][0]
        return self._by_name_alone(person)

    def _by_name_alone(self, person: Person) -> Home | None:
        """The only household of that name, if nothing of its grown-up's birth speaks against."""
        known = self._unborn.get(_name_key(person.written), [])
        return known[0] if len(known) == 1 and person.written else None


def _plain_number(text: str) -> str:
    return text.casefold().replace(" ", "")


def _name_key(text: str) -> str:
    return " ".join(sorted(names.folded(text).split()))


def _birth(person: Person) -> BirthKey | None:
    """Day, month and two-digit year: the century is nobody's to know from a number."""
    if person.number is not None:
        part = day_part(person.number.number[:6])
        return (part.day, part.month, part.year) if part else None
    if person.born is not None:
        return (person.born.day, person.born.month, person.born.year % 100)
    return None


def enter_overlaps(homes: Iterable[Home], ledger: Ledger, as_of: date) -> None:
    """A household cannot be in two places: the later stay of an overlapping pair is entered."""
    for home in homes:
        stays = [s for s in home.stays if s.usable and s.start.known_to_the_day]
        if len(stays) < 2:
            continue
        stays.sort(key=lambda s: (s.start.counts_from, s.table.sheet.file, s.number))
        latest: date | None = None
        holder: StayRow | None = None
        for stay in stays:
            start = stay.start.counts_from
            end = stay.until.on if stay.until and stay.until.on else max(as_of, start)
            if latest is not None and holder is not None and start < latest:
                ledger.add(stay.table, stay.number, stay.table.column("start"), "stay_overlap",
                           as_text(start), same_row=holder.ref)  # fmt: skip
            if latest is None or end > latest:
                latest, holder = end, stay
