"""What somebody wants done, as data: made by a form or the command line, read by one operation."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be registered; an unknown birth year or number is simply not given."""

    role: str = "applicant"
    surname: str = ""
    given_name: str = ""
    id_number: str = ""
    id_missing_reason: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    share: float | None = None


@dataclass(frozen=True)
class NewApplication:
    """An inquiry or application as it comes in; everything but a name may be missing.

    `known_already` says that somebody chose to register beside an open case of the same number.
    """

    applicant: NewPerson
    others: tuple[NewPerson, ...] = ()
    received_on: date | None = None
    kind: str = "new"
    channel: str = "paper"
    lived_in_municipal: bool = False
    main_group: str = "ukjent"
    situation: str = "ukjent"
    situation_words: str = ""
    reason: str = ""
    note: str = ""
    rooms_min: int | None = None
    need_words: str = ""
    protection: str = "none"
    caseworker_id: UUID | None = None
    number: str = ""
    enquiry_only: bool = False
    known_already: bool = False
    case_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class MoveCase:
    """`seen_version` None skips the check of what was seen (the command line has seen nothing)."""

    case_id: UUID
    to_stage: str
    reason: str
    day: date | None = None
    closing: str | None = None
    seen_version: int | None = None


@dataclass(frozen=True)
class WriteNote:
    case_id: UUID
    text: str
    kind: str = "note"
    confidential: bool = False
    entry_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class AddTask:
    case_id: UUID
    title: str
    due_on: date | None = None
    assigned_id: UUID | None = None
    task_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class FinishTask:
    """`done` False takes the tick back; `case_id` tells a case that has lapsed from a lost task."""

    task_id: UUID
    done: bool = True
    case_id: UUID | None = None


@dataclass(frozen=True)
class SetGoal:
    """What the household wants, as it says it."""

    case_id: UUID
    words: str
    goal_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class AddStep:
    """A small step towards a goal; `who` does it, in words."""

    case_id: UUID
    goal_id: UUID
    words: str
    who: str = ""
    step_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class MarkReached:
    """The household's mark or the office's on a goal or a step; `reached` False takes it back."""

    case_id: UUID
    record_id: UUID
    of_goal: bool
    by_household: bool
    reached: bool = True


@dataclass(frozen=True)
class DropGoal:
    """`dropped` False makes it a goal again."""

    case_id: UUID
    goal_id: UUID
    dropped: bool = True


@dataclass(frozen=True)
class SetPriority:
    """A class changes only with a reason; `factors` are codes of domain.codes.FACTORS."""

    case_id: UUID
    priority_class: int | None
    reason: str
    factors: tuple[str, ...] = ()
    valid_from: date | None = None


@dataclass(frozen=True)
class MakeDecision:
    """`settled` are tasks that were done with it, such as that of writing it."""

    case_id: UUID
    outcome: str
    decided_on: date
    legal_basis: str
    reasons: str
    track: str = "municipal_housing"
    dwelling_type: str = ""
    rooms: int | None = None
    lease_months: int | None = None
    settled: tuple[UUID, ...] = ()
    decision_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class RegisterMoveIn:
    case_id: UUID
    moved_in_on: date
    dwelling: str = ""
    seen_version: int | None = None


@dataclass(frozen=True)
class ObserveSituation:
    case_id: UUID
    situation: str
    observed_on: date
    words: str = ""
    release_on: date | None = None


@dataclass(frozen=True)
class AssignCase:
    case_id: UUID
    caseworker_id: UUID | None
    seen_version: int | None = None


@dataclass(frozen=True)
class Reassign:
    """Many cases at once, each to whom it says; the note stands in each case's journal."""

    assigns: tuple[AssignCase, ...]
    note: str = ""


@dataclass(frozen=True)
class SaveView:
    """A list as it is shown, to be had back: `state` is of plain values; `shared` is for all.

    With `seen_version` it takes the place of what `view_id` was.
    """

    page: str
    name: str
    state: dict[str, Any]
    shared: bool = False
    seen_version: int | None = None
    view_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class EditRecord:
    """Changed fields of one record. `seen` holds what the form showed, so a clash can be told.

    `record` is application, person, sealed, need, member, goal, step or case; `changes` and `seen`
    map field names to values of the record's own types.
    """

    record: str
    record_id: UUID
    case_id: UUID
    seen_version: int
    changes: dict[str, object]
    seen: dict[str, object]


@dataclass(frozen=True)
class FirstNeed:
    """What dwelling would fit where nothing is known of it yet; `fields` as in EditRecord."""

    case_id: UUID
    need_id: UUID
    fields: dict[str, object]


@dataclass(frozen=True)
class AddMember:
    case_id: UUID
    person: NewPerson
    valid_from: date


@dataclass(frozen=True)
class LeaveHousehold:
    """Somebody moves out on a day; `day` None where she was registered by mistake."""

    case_id: UUID
    member_id: UUID
    seen_version: int
    day: date | None
