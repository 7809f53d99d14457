"""What travels from the services to windows and paper: frozen, and free of database rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID


class CaseRow(NamedTuple):
    """One line of the work list, cheap to make by the thousand; the protected have no `name`."""

    case_id: UUID
    number: str
    name: str
    protected: bool
    adults: int
    children: int
    stage: str
    stage_since: date
    caseworker_id: UUID | None
    caseworker: str
    main_group: str
    received_on: date | None
    decision_outcome: str | None
    decided_on: date | None
    priority_class: int | None
    rooms: int | None
    next_task: str
    next_deadline: date | None
    duplicate: bool
    sort_value: Any


@dataclass(frozen=True)
class CasePage:
    """A page of the work list; `next_after` continues it, None at the end."""

    rows: tuple[CaseRow, ...]
    next_after: tuple[Any, UUID] | None


@dataclass(frozen=True)
class StaffView:
    staff_id: UUID
    name: str
    initials: str
    role: str
    active: bool = True
    # On a shared database the server's roles decide; one may be several things.
    works_with_cases: bool = True

    @property
    def takes_cases(self) -> bool:
        """Whether a case can be given to her."""
        return self.active and self.works_with_cases


@dataclass(frozen=True)
class Me:
    """Who is logged in on a shared database, as the server knows it; `roles` as in domain.codes."""

    login: str
    name: str
    staff_id: UUID | None
    roles: frozenset[str]


@dataclass(frozen=True)
class MemberView:
    """Somebody in the household, with the version of the rows seen (for saving them again).

    `identity_id` is the row that holds the name: the person's, or the sealed one.
    """

    member_id: UUID
    person_id: UUID | None
    role: str
    surname: str
    given_name: str
    birth_date: date | None
    birth_year: int | None
    id_kind: str
    id_number: str | None
    id_missing_reason: str
    phone: str
    email: str
    address: str
    postcode: str
    share: float | None
    valid_from: date
    valid_to: date | None
    version: int
    person_version: int
    identity_id: UUID | None = None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.surname}".strip()


@dataclass(frozen=True)
class StageView:
    stage: str
    started_on: date
    ended_on: date | None
    moved_by: str
    reason: str


@dataclass(frozen=True)
class ApplicationView:
    application_id: UUID
    version: int
    kind: str
    channel: str
    received_on: date | None
    received_precision: str
    lived_in_municipal: bool
    main_group: str
    reason: str
    note: str


@dataclass(frozen=True)
class SituationView:
    situation: str
    observed_on: date
    release_on: date | None
    words: str


@dataclass(frozen=True)
class NeedView:
    need_id: UUID
    version: int
    valid_from: date
    rooms_min: int | None
    rooms_max: int | None
    wheelchair: bool
    lift: bool
    adapted: bool
    pets: bool
    area: str
    words: str


@dataclass(frozen=True)
class DecisionView:
    decision_id: UUID
    version: int
    track: str
    outcome: str
    decided_on: date | None
    decided_precision: str
    legal_basis: str
    reasons: str
    dwelling_type: str
    rooms: int | None
    lease_months: int | None
    decided_by: str


@dataclass(frozen=True)
class PriorityView:
    priority_class: int | None
    factors: tuple[str, ...]
    reason: str
    words: str
    valid_from: date
    set_by: str


@dataclass(frozen=True)
class OfferView:
    offered_on: date | None
    answer: str
    words: str


@dataclass(frozen=True)
class StayView:
    place: str
    starts_on: date | None
    ends_on: date | None
    night_shelter: bool


@dataclass(frozen=True)
class TaskView:
    task_id: UUID
    version: int
    title: str
    due_on: date | None
    assigned: str
    done_at: datetime | None
    done_by: str | None


@dataclass(frozen=True)
class StepView:
    """A small step towards a goal; the household's mark and the office's stand apart."""

    step_id: UUID
    version: int
    words: str
    who: str
    household_done_on: date | None
    office_done_at: datetime | None
    office_done_by: str | None

    @property
    def done(self) -> bool:
        """Either says so."""
        return self.household_done_on is not None or self.office_done_at is not None


@dataclass(frozen=True)
class GoalView:
    """A goal in the household's own words; `dropped_on` where it is none any more."""

    goal_id: UUID
    version: int
    words: str
    said_on: date
    dropped_on: date | None
    household_done_on: date | None
    office_done_at: datetime | None
    office_done_by: str | None
    steps: tuple[StepView, ...] = ()

    @property
    def reached(self) -> bool:
        """The household says so: it is its goal."""
        return self.household_done_on is not None


@dataclass(frozen=True)
class JournalView:
    """`kind` note, phone … is written by people; event kinds (moved, decided …) carry `data`."""

    entry_id: UUID
    at: datetime
    by: str
    kind: str
    text: str
    data: dict[str, Any] | None
    confidential: bool


@dataclass(frozen=True)
class ChangeView:
    """Who changed what: one field of one row, from and to, as the audit wrote it."""

    at: datetime
    by: str
    subject: str
    operation: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class CaseCard:
    """Everything the case page shows at once."""

    case_id: UUID
    version: int
    number: str
    household_id: UUID
    protection: str
    stage: str
    stage_since: date
    closing: str | None
    closed_on: date | None
    moved_in_on: date | None
    allocated_dwelling: str
    caseworker: StaffView | None
    open_moves: tuple[str, ...]
    stages: tuple[StageView, ...]
    members: tuple[MemberView, ...]
    application: ApplicationView | None
    situations: tuple[SituationView, ...]
    need: NeedView | None
    decisions: tuple[DecisionView, ...]
    priority: PriorityView | None
    offers: tuple[OfferView, ...]
    stays: tuple[StayView, ...]
    tasks: tuple[TaskView, ...]
    journal: tuple[JournalView, ...]
    next_deadline: date | None
    next_task: str
    duplicates: tuple[tuple[UUID, str], ...] = field(default=())
    former: tuple[MemberView, ...] = field(default=())
    goals: tuple[GoalView, ...] = field(default=())

    @property
    def protected(self) -> bool:
        return self.protection != "none"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A place on the waiting list, with everything that decided it.

    `days` counts from a decision known to the day until the list's day, else None. `deciding` is
    the key that placed it below the one above, `why` says so in words, `why_anonymous` in those
    that a committee may read. Of a protected household names are empty.
    """

    place: int
    case_id: UUID
    household_id: UUID
    number: str
    surname: str
    given_name: str
    protected: bool
    adults: int
    children: int
    rooms: int | None
    need_words: str
    adapted: bool
    main_group: str
    priority_class: int | None
    priority_words: str
    factors: tuple[str, ...]
    decided_on: date | None
    decided_precision: str
    received_on: date | None
    days: int | None
    caseworker: str
    new_household: bool
    duplicate_of: str
    offer: str
    deciding: str
    why: str
    why_anonymous: str = ""


@dataclass(frozen=True)
class WaitingList:
    """The list as of a day. `left_out` holds what the other list shows and this one does not.

    `order` says what places a household, `weighing` which factor goes before which.
    """

    kind: str
    as_of: date
    rows: tuple[WaitingRow, ...]
    left_out: tuple[tuple[WaitingRow, str], ...]
    definition: str
    order: str
    weighing: str = ""
