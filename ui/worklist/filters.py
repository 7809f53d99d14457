"""A filter's parts as keys and texts: what chips say, what menus offer, what a click changes.

A key is `kind:value`, such as `stage:venteliste`, `worker:mine` or `deadline:week`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from hjemveien.domain import pathway
from hjemveien.domain.codes import title
from hjemveien.domain.ranking import class_in_words
from hjemveien.services.case_filter import (
    CLASSES,
    DEADLINES,
    MARKS,
    RECEIVED,
    CaseFilter,
    two_days,
)
from hjemveien.services.lists import NO_CLASS
from hjemveien.services.views import StaffView
from hjemveien.texts import _, day_text, mark

MINE, NOBODY, CLOSED = "worker:mine", "worker:nobody", "closed:"
KIND_TITLES = (
    ("stage", mark("Stage")),
    ("worker", mark("Caseworker")),
    ("deadline", mark("Deadline")),
    ("received", mark("Received")),
    ("class", mark("Class")),
    ("mark", mark("Household")),
)
# Which kinds a column's own menu offers.
OF_COLUMN = {
    "name": ("mark",),
    "household": ("mark",),
    "stage": ("stage",),
    "since": ("stage",),
    "deadline": ("deadline",),
    "caseworker": ("worker",),
    "received": ("received",),
    "class": ("class",),
}
_FIELDS = {
    "stage": "stages",
    "worker": "caseworker_ids",
    "deadline": "deadlines",
    "received": "received",
    "class": "classes",
    "mark": "marks",
}


@dataclass(frozen=True)
class Part:
    """One thing to filter by, and whether it is in force."""

    key: str
    text: str
    on: bool


def keys_of(wanted: CaseFilter) -> tuple[str, ...]:
    """The parts in force, in the order of their chips."""
    found = [f"stage:{code}" for code in wanted.stages]
    found += [MINE] * wanted.mine
    found += [f"worker:{staff_id}" for staff_id in wanted.caseworker_ids]
    found += [NOBODY] * wanted.unassigned
    found += [f"deadline:{code}" for code in wanted.deadlines]
    found += [f"received:{code}" for code in wanted.received]
    found += [f"class:{number}" for number in wanted.classes]
    found += [f"mark:{code}" for code in wanted.marks]
    return (*found, *([CLOSED] * wanted.include_closed))


def toggled(wanted: CaseFilter, key: str) -> CaseFilter:
    """The filter with this part, or without it where it was in force."""
    if key == MINE:
        return replace(wanted, mine=not wanted.mine)
    if key == NOBODY:
        return replace(wanted, unassigned=not wanted.unassigned)
    if key == CLOSED:
        return replace(wanted, include_closed=not wanted.include_closed)
    kind, _colon, text = key.partition(":")
    name, value = _FIELDS[kind], _value(kind, text)
    known = getattr(wanted, name)
    rest = tuple(each for each in known if each != value)
    changed: dict[str, Any] = {name: rest if value in known else (*known, value)}
    return replace(wanted, **changed)


def offered(kind: str, wanted: CaseFilter, staff: Iterable[StaffView]) -> tuple[Part, ...]:
    """What can be filtered by within a kind."""
    on = set(keys_of(wanted))
    pairs = _CHOICES[kind](staff)
    return tuple(Part(f"{kind}:{value}", text, f"{kind}:{value}" in on) for value, text in pairs)


def chips(wanted: CaseFilter, staff: Sequence[StaffView]) -> tuple[tuple[str, str], ...]:
    """Key and text of each part in force, understandable without the menu it came from."""
    return tuple((key, _chip_text(key, staff)) for key in keys_of(wanted))


def period_key(first_last: str) -> str:
    return f"received:{first_last}"


def _value(kind: str, text: str) -> object:
    if kind == "worker":
        return UUID(text)
    return int(text) if kind == "class" else text


Pairs = Iterable[tuple[str, str]]


def _workers(staff: Iterable[StaffView]) -> Pairs:
    yield "mine", _("Mine")
    yield "nobody", _("Not assigned")
    yield from ((str(one.staff_id), one.name) for one in staff if one.takes_cases)


_CHOICES: dict[str, Callable[[Iterable[StaffView]], Pairs]] = {
    "stage": lambda _staff: [
        (stage.code, pathway.stage_title(stage.code)) for stage in pathway.STAGES
    ],
    "worker": _workers,
    "deadline": lambda _staff: [(code, _(words)) for code, words in DEADLINES],
    "received": lambda _staff: [(code, _(words)) for code, words in RECEIVED],
    "class": lambda _staff: [(str(number), _class_text(number)) for number in CLASSES],
    "mark": lambda _staff: [(code, _(words)) for code, words in MARKS],
}


def _chip_text(key: str, staff: Sequence[StaffView]) -> str:
    kind, _colon, value = key.partition(":")
    if key == CLOSED:
        return _("Closed too")
    if kind == "worker":
        everybody = {str(one.staff_id): one.name for one in staff}
        return (everybody | dict(_workers(()))).get(value, "?")
    if kind == "stage":
        return _("Stage: {stage}").format(stage=pathway.stage_title(value))
    if kind == "deadline":
        return _("Deadline: {when}").format(when=title(DEADLINES, value).lower())
    if kind == "received":
        return _("Received: {when}").format(when=_period_text(value))
    return _class_text(int(value)) if kind == "class" else title(MARKS, value)


def _class_text(number: int) -> str:
    return class_in_words(None if number == NO_CLASS else number)


def _period_text(code: str) -> str:
    if "/" not in code:
        return title(RECEIVED, code).lower()
    first, last = two_days(code)
    return f"{day_text(first)}–{day_text(last)}"
