"""What somebody wants done with a dwelling, as data: made by a form, read by one operation.

Keys are made by the form, so that the same wish sent twice is done once and can be taken back.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4


@dataclass(frozen=True)
class AddDwelling:
    """`values` are KOBO's fields by name; nobody lives there yet."""

    values: dict[str, object]
    condition: str
    since: date
    reason: str = ""
    dwelling_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class ConfirmDwelling:
    """Somebody has looked at an imported row with a wrong number of fields: it is right now."""

    dwelling_id: UUID


@dataclass(frozen=True)
class Seen:
    """The periods that the form showed as today's; None where there was none."""

    condition: UUID | None = None
    occupancy: UUID | None = None


@dataclass(frozen=True)
class SetCondition:
    dwelling_id: UUID
    condition: str
    day: date
    seen: Seen
    note: str = ""
    ready_on: date | None = None
    keys: tuple[UUID, ...] = field(default_factory=lambda: (uuid4(), uuid4(), uuid4()))


@dataclass(frozen=True)
class ReportVacant:
    """Somebody moved out, or a dwelling that stands empty does so for another reason.

    The lease that runs is ended with it: `lease_id`, as its version was seen.
    """

    dwelling_id: UUID
    day: date
    condition: str
    reason: str
    seen: Seen
    ready_on: date | None = None
    lease_id: UUID | None = None
    lease_version: int = 0
    keys: tuple[UUID, ...] = field(default_factory=lambda: (uuid4(), uuid4(), uuid4()))


@dataclass(frozen=True)
class RegisterLet:
    """Somebody moves in. `ends_on` None is an open-ended lease; the case is linked if it is given.

    Of a protected household no case is given: nothing leads from a dwelling to it.
    """

    dwelling_id: UUID
    day: date
    seen: Seen
    ends_on: date | None = None
    monthly_rent: Decimal | None = None
    deposit: Decimal | None = None
    case_id: UUID | None = None
    lease_id: UUID = field(default_factory=uuid4)
    keys: tuple[UUID, ...] = field(default_factory=lambda: (uuid4(), uuid4(), uuid4()))


@dataclass(frozen=True)
class TakeBack:
    """Undo what a wish with these keys has just done, as long as nobody has gone on from there."""

    dwelling_id: UUID
    keys: tuple[UUID, ...]
    reopened: tuple[UUID, ...] = ()
    reason_of: UUID | None = None
    reason: str = ""
    lease_id: UUID | None = None
    lease_version: int = 0
    lease_ends: date | None = None
    lease_open_ended: bool = False
