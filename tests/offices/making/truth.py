"""What is really so in an invented office, before anybody wrote it down badly."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Dated:
    """A day as the files let one know it: day, month, missing or unusable."""

    day: date | None = None
    precision: str = "day"

    @property
    def known(self) -> bool:
        return self.precision in ("day", "month") and self.day is not None

    @property
    def exact(self) -> date | None:
        return self.day if self.precision == "day" else None

    def key(self) -> str | None:
        if self.day is None or not self.known:
            return None
        return self.day.isoformat() if self.precision == "day" else self.day.strftime("%Y-%m")


@dataclass
class Person:
    surname: str
    given: str
    born: date
    idno: str
    rule: str = "old"
    d_number: bool = False


@dataclass
class Case:
    no: str
    received: Dated
    group: str
    living: str
    worker: str
    outcome: str | None = None
    decided: Dated | None = None
    priority: int | None = None
    offer: date | None = None
    answer: str | None = None
    end: str | None = None  # housed, withdrawn, refused
    moved: Dated | None = None
    ended: date | None = None
    dwelling: str | None = None
    reason: str = ""
    size: str = ""
    note: str = ""
    on_waiting: bool = True
    twists: dict[str, object] = field(default_factory=dict)
    rows: list[tuple[str, str | None, int]] = field(default_factory=list)

    @property
    def status(self) -> str:
        if self.end in ("housed", "withdrawn"):
            return self.end
        return self.outcome or "undecided"


@dataclass
class Stay:
    place: str
    start: date
    end: date | None
    price: int
    shelter: bool = False
    with_no: bool = True
    twists: set[str] = field(default_factory=set)
    row: tuple[str, str | None, int] | None = None

    @property
    def turned(self) -> bool:
        return self.end is not None and self.end < self.start


@dataclass
class Household:
    key: str
    applicant: Person
    partner: Person | None = None
    partner_form: str = "plain"
    children: list[int] = field(default_factory=list)
    child_count: int = 0
    phone: str = ""
    protected: bool = False
    new: bool = True
    readable: bool = True
    cases: list[Case] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    rows: list[tuple[str, str | None, int]] = field(default_factory=list)

    def minors(self, as_of: date) -> int:
        grown = sum(1 for year in self.children if as_of.year - year > 18)
        return max(self.child_count - grown, 0)


@dataclass
class Dwelling:
    fields: dict[str, str]
    tenant: Household | None = None
    status: str = "UTLEID"
    wheelchair: bool = False
    running_lease: bool = False
    blocked: bool = False
    known_tenant: bool = False


@dataclass
class Office:
    letter: str
    municipality: str
    as_of: date
    households: list[Household]
    dwellings: list[Dwelling]
    workers: dict[str, str]  # initials or name as the key tells it: full name

    @property
    def year_end(self) -> date:
        return date(self.as_of.year - 1, 12, 31)

    @property
    def cases(self) -> list[tuple[Household, Case]]:
        return [(h, c) for h in self.households for c in h.cases]
