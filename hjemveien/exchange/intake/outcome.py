"""What an intake tells: what came in, what was there already, and what a person must look at."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hjemveien.domain.refusal import Refusal
from hjemveien.exchange.reading.records import Reconciliation, RowRef
from hjemveien.services.change import Change

TOPICS = frozenset({"case", "waiting_list", "dwelling", "office"})


class Cancelled(Refusal):
    """Somebody stopped the import; nothing was written."""


@dataclass(frozen=True)
class FileTaken:
    """`already` where a file with exactly these bytes was taken in before."""

    name: str
    digest: str
    already: bool


@dataclass(frozen=True)
class Counts:
    """How many of each were written, or would be."""

    households: int = 0
    persons: int = 0
    cases: int = 0
    stays: int = 0
    dwellings: int = 0
    tenancies: int = 0
    rows: int = 0
    problems: int = 0
    staff: int = 0
    suggestions: int = 0


@dataclass(frozen=True)
class Difference:
    """Something already registered that the file now tells otherwise; nothing was overwritten.

    `about` is case, stay or dwelling; `fields` are codes such as decision, group, caseworker,
    children, closed, status, rent, until, protection.
    """

    about: str
    record_id: UUID
    number: str
    fields: tuple[str, ...]
    rows: tuple[RowRef, ...] = ()


@dataclass(frozen=True)
class Suggested:
    """A case of this file that may be the same as one that was registered before."""

    kind: str
    first_case_id: UUID
    second_case_id: UUID
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Intake:
    """The outcome. `wrote` is False for a dry run and where everything was known already.

    `held_back` households were taken in and are not in these numbers: they are protected, and
    whoever took them in may not see them.
    """

    as_of: date
    files: tuple[FileTaken, ...] = ()
    wrote: bool = False
    added: Counts = field(default_factory=Counts)
    known: Counts = field(default_factory=Counts)
    differences: tuple[Difference, ...] = ()
    suggestions: tuple[Suggested, ...] = ()
    questions: int = 0
    held_back: int = 0
    reconciliation: Reconciliation = field(default_factory=Reconciliation)

    @property
    def already(self) -> bool:
        """Every one of these files was taken in before, byte for byte."""
        return bool(self.files) and all(each.already for each in self.files)

    @property
    def needs_person(self) -> bool:
        return bool(self.questions or self.differences or self.suggestions)

    @property
    def change(self) -> Change:
        return Change(TOPICS) if self.wrote else Change()
