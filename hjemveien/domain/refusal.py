"""Understood and declined: refusals whose text is fit to show to the person who asked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


class Refusal(Exception):
    """The wish was understood and is declined; `text` says why and what to do, in words."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NotFound(Refusal):
    """What was asked for is not there, or is not for this person to see: the same answer."""


class Lapsed(NotFound):
    """The case was never opened by this person, or too long ago; opening it again is enough."""

    def __init__(self, text: str, case_id: UUID | None = None) -> None:
        super().__init__(text)
        self.case_id = case_id


class ReasonNeeded(Refusal):
    """A case of somebody else's is opened with a reason."""


class GlassNeeded(ReasonNeeded):
    """A protected household of somebody else's: only in an emergency, and supervisors are told."""


class NotAllowed(Refusal):
    """This person may not do this."""


class InvalidInput(Refusal):
    """One or more fields cannot be stored as typed; `fields` maps the field's name to its text."""

    def __init__(self, text: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(text)
        self.fields = fields or {}


class InTheWay(InvalidInput):
    """What was typed is well said, and something that is there already stands in its way."""


@dataclass(frozen=True)
class FieldClash:
    """One field that two people changed: both values, and who got there first and when.

    `name` is the field's own and `saved` its value as it stands now, for whoever sends it again.
    """

    field: str
    yours: str
    theirs: str
    by: str
    at: datetime | None
    name: str = ""
    saved: object = None


class Conflict(Refusal):
    """Somebody else saved first; nothing was written and both values are here to choose from."""

    def __init__(self, text: str, clashes: tuple[FieldClash, ...] = ()) -> None:
        super().__init__(text)
        self.clashes = clashes
