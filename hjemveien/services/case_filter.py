"""What the work list is filtered by, as chosen; days and `mine` are worked out when it is asked.

A kept filter stays true so: *this week* is the week in which somebody looks, *mine* hers who does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, literal_column, or_
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseNow
from hjemveien.persistence.tables.lists import NEVER
from hjemveien.services import search
from hjemveien.services.lists import NO_CLASS
from hjemveien.texts import mark

Titles = tuple[tuple[str, str], ...]
Span = tuple[date, date]

DEADLINES: Titles = (
    ("overdue", mark("Overdue")),
    ("week", mark("This week")),
    ("month", mark("Next 30 days")),
    ("none", mark("No deadline")),
)
RECEIVED: Titles = (
    ("days", mark("Last 7 days")),
    ("month", mark("This month")),
    ("last_month", mark("Last month")),
    ("year", mark("This year")),
    ("last_year", mark("Last year")),
    ("earlier", mark("Before last year")),
)
MARKS: Titles = (
    ("children", mark("With children")),
    ("protected", mark("Protected")),
    ("duplicate", mark("May be registered already")),
)
CLASSES = (1, 2, 3, NO_CLASS)
_BEGINNING = date(1, 1, 1)
_NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Asker:
    """Who asks and on which day: what `mine` and *this week* mean."""

    day: date
    staff_id: UUID | None = None


@dataclass(frozen=True)
class CaseFilter:
    """What the list shows. Empty means all; several values of one kind widen, kinds narrow.

    `mine` and `unassigned` add to `caseworker_ids`; `received` holds codes of RECEIVED or two days
    as `2026-01-01/2026-03-31`; each of `marks` must be true. With `deadlines`, `received` or `mine`
    whoever asks must say who and when.
    """

    search: str = ""
    stages: tuple[str, ...] = ()
    caseworker_ids: tuple[UUID, ...] = ()
    unassigned: bool = False
    include_closed: bool = True
    mine: bool = False
    deadlines: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()


ALL = CaseFilter()


class Kinds(NamedTuple):
    """How many values each condition has, whatever they are: what a statement's text depends on."""

    stages: int
    workers: int
    unassigned: bool
    open_only: bool
    deadlines: int
    received: int
    classes: int
    marks: tuple[str, ...]
    search: search.Kind | None


def kinds_of(session: Session, wanted: CaseFilter) -> Kinds:
    typed = wanted.search.strip()
    return Kinds(
        len(wanted.stages),
        len(wanted.caseworker_ids) + wanted.mine,
        wanted.unassigned,
        not wanted.include_closed,
        len(wanted.deadlines),
        len(wanted.received),
        len(wanted.classes),
        wanted.marks,
        search.kind_of(session, typed) if typed else None,
    )


def values_of(wanted: CaseFilter, asker: Asker | None, prefix: str = "") -> dict[str, Any]:
    """What stands in the conditions' places. Raises ValueError where it takes an asker."""
    values = _numbered(f"{prefix}stage", wanted.stages)
    values |= _numbered(f"{prefix}class", wanted.classes)
    workers = wanted.caseworker_ids
    if wanted.mine or wanted.deadlines or wanted.received:
        if asker is None:
            raise ValueError("this filter means something only to somebody and on some day")
        if wanted.mine:
            workers = (*workers, asker.staff_id or _NOBODY)
        values |= _ends(f"{prefix}deadline", wanted.deadlines, _DEADLINE_SPANS, asker.day)
        values |= _ends(f"{prefix}received", wanted.received, _RECEIVED_SPANS, asker.day)
    values |= _numbered(f"{prefix}worker", workers)
    return values | search.values_of(wanted.search) if wanted.search else values


def conditions(kinds: Kinds, prefix: str = "") -> list[ColumnElement[bool]]:
    """All of which hold for each case of the filter."""
    found = [
        _one_of(CaseNow.stage, f"{prefix}stage", kinds.stages),
        _one_of(CaseNow.class_key, f"{prefix}class", kinds.classes),
        _in_one_of(CaseNow.deadline_key, f"{prefix}deadline", kinds.deadlines),
        _in_one_of(CaseNow.received_key, f"{prefix}received", kinds.received),
        _somebodys(kinds, prefix),
        CaseNow.closed.is_(False) if kinds.open_only else None,
        *(_MARKED[each] for each in kinds.marks),
        CaseNow.case_id.in_(search.found_by(kinds.search)) if kinds.search else None,
    ]
    return [condition for condition in found if condition is not None]


_MARKED: dict[str, ColumnElement[bool]] = {
    "children": CaseNow.children > 0,
    # The bare column, as the partial index has it: of many cases these are few.
    "protected": literal_column("case_now.protected"),
    "duplicate": CaseNow.duplicate.is_(True),
}


def _numbered(name: str, values: Sequence[Any]) -> dict[str, Any]:
    return {f"{name}_{place}": value for place, value in enumerate(values)}


def _ends(
    name: str, codes: Sequence[str], spans: dict[str, Callable[[date], Span]], day: date
) -> dict[str, Any]:
    ends = [spans[code](day) if code in spans else two_days(code) for code in codes]
    firsts = _numbered(f"{name}_first", [first for first, _last in ends])
    return firsts | _numbered(f"{name}_last", [last for _first, last in ends])


def two_days(code: str) -> Span:
    """The days of `2026-01-01/2026-03-31`. Raises ValueError for anything else."""
    first, _slash, last = code.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def _somebodys(kinds: Kinds, prefix: str) -> ColumnElement[bool] | None:
    found = _one_of(CaseNow.caseworker_id, f"{prefix}worker", kinds.workers)
    if not kinds.unassigned:
        return found
    nobodys = CaseNow.caseworker_id.is_(None)
    return nobodys if found is None else or_(found, nobodys)


def _one_of(column: Any, name: str, many: int) -> ColumnElement[bool] | None:
    if not many:
        return None
    binds = [bindparam(f"{name}_{place}", type_=column.type) for place in range(many)]
    found: ColumnElement[bool] = column.in_(binds)
    return found


def _in_one_of(column: Any, name: str, many: int) -> ColumnElement[bool] | None:
    if not many:
        return None
    return or_(
        *(
            and_(
                column >= bindparam(f"{name}_first_{place}", type_=column.type),
                column <= bindparam(f"{name}_last_{place}", type_=column.type),
            )
            for place in range(many)
        )
    )


_DAY = timedelta(days=1)


def _month_before(day: date) -> Span:
    last = day.replace(day=1) - _DAY
    return last.replace(day=1), last


def _year(number: int) -> Span:
    return date(number, 1, 1), date(number, 12, 31)


_DEADLINE_SPANS: dict[str, Callable[[date], Span]] = {
    "overdue": lambda day: (_BEGINNING, day - _DAY),
    "week": lambda day: (day, day + (6 - day.weekday()) * _DAY),
    "month": lambda day: (day, day + 30 * _DAY),
    "none": lambda _day: (NEVER, NEVER),
}
_RECEIVED_SPANS: dict[str, Callable[[date], Span]] = {
    "days": lambda day: (day - 7 * _DAY, day),
    "month": lambda day: (day.replace(day=1), day),
    "last_month": _month_before,
    "year": lambda day: _year(day.year),
    "last_year": lambda day: _year(day.year - 1),
    "earlier": lambda day: (_BEGINNING, date(day.year - 2, 12, 31)),
}
