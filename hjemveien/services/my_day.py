"""What is to be done, and when: open tasks and the first answer's clock, mine or everybody's.

On a shared database this is a list: it reads the masked views, where a task says what it is about
only to whoever has it. Of others the register knows the next one's title.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, true
from sqlalchemy.orm import Session, aliased

from hjemveien.persistence.tables import CaseFile, CaseNow, Task
from hjemveien.persistence.tables.lists import NEVER
from hjemveien.services import lists, server
from hjemveien.services.rows import rows

MOST = 500
MINE, UNASSIGNED, EVERYBODY = "mine", "unassigned", "everybody"
WHOSE = (MINE, UNASSIGNED, EVERYBODY)
OVERDUE, TODAY, WEEK, LATER, UNDATED = "overdue", "today", "week", "later", "undated"
GROUPS = (OVERDUE, TODAY, WEEK, LATER, UNDATED)


@dataclass(frozen=True)
class DayFilter:
    """Whose things; `me` is who asks, and `later` what comes after this week, too."""

    whose: str = MINE
    me: UUID | None = None
    later: bool = False


@dataclass(frozen=True)
class DayItem:
    """One thing to do. `kind` is task, answer (within a month) or promised (a provisional reply).

    `title` is empty where what the task is about is for others. `counted_to` is the day that
    holidays moved, else None. `task_id` is None for a legal clock.
    """

    task_id: UUID | None
    kind: str
    title: str
    day: date | None
    counted_to: date | None
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


@dataclass(frozen=True)
class MyDay:
    """Items by day. `more` says that MOST of a kind were read and others left."""

    items: tuple[DayItem, ...]
    more: bool = False


@dataclass(frozen=True)
class LeftOver:
    """How many are not among the items: what comes later, and tasks without a day."""

    later: int = 0
    undated: int = 0


def week_end(today: date) -> date:
    """This week's Sunday."""
    return today + timedelta(days=6 - today.weekday())


def group_of(day: date | None, today: date) -> str:
    """Which of GROUPS a day belongs to."""
    if day is None:
        return UNDATED
    if day < today:
        return OVERDUE
    if day == today:
        return TODAY
    return WEEK if day <= week_end(today) else LATER


def my_day(session: Session, wanted: DayFilter, today: date) -> MyDay:
    """Read in two statements, whatever there is to do."""
    until = NEVER if wanted.later else week_end(today)
    tasks = list(rows(session, _tasks(session, wanted, until)))
    clocks = list(rows(session, _clocks(wanted, until)))
    items = [*_task_items(tasks[:MOST]), *_clock_items(clocks[:MOST], until)]
    return MyDay(tuple(sorted(items, key=_order)), max(len(tasks), len(clocks)) > MOST)


def left_over(session: Session, wanted: DayFilter, today: date, shown: MyDay) -> LeftOver:
    """What `shown` leaves out, in two statements; it may take its time."""
    until = NEVER if wanted.later else week_end(today)
    counts = select(
        func.count().filter(Task.due_on > until), func.count().filter(Task.due_on.is_(None))
    )
    open_ones = counts.where(Task.done_at.is_(None), _whose_task(wanted))
    later, undated = session.execute(open_ones).one()
    clocks = (
        select(func.count()).select_from(CaseNow).join(CaseFile, CaseFile.id == CaseNow.case_id)
    )
    running = session.scalar(clocks.where(*_RUNNING, _whose_case(wanted))) or 0
    told = sum(item.kind != "task" for item in shown.items)
    return LeftOver(later + max(running - told, 0), 0 if wanted.later else undated)


def _order(item: DayItem) -> tuple[date, bool, str, str]:
    return item.day or NEVER, item.kind == "task", item.number, item.title


_CASE = (
    CaseNow.case_id, CaseNow.number, CaseNow.name, CaseNow.protected, CaseNow.adults,
    CaseNow.children, CaseNow.stage, CaseNow.stage_since, CaseNow.caseworker_id,
    CaseNow.caseworker,
)  # fmt: skip


def _tasks(session: Session, wanted: DayFilter, until: date) -> Any:
    """The soonest first, and only of those their cases."""
    soon: ColumnElement[bool] = true() if wanted.later else Task.due_on <= until
    order = (Task.due_on.is_(None), Task.due_on, Task.id)
    found = select(Task.id).where(Task.done_at.is_(None), soon, _whose_task(wanted))
    soonest = found.order_by(*order).limit(MOST + 1).scalar_subquery()
    title: Any = Task.title
    if server.is_shared(session):
        known = and_(Task.title == "", ~_an_earlier_one())
        title = func.coalesce(func.nullif(Task.title, ""), case((known, CaseNow.next_task)), "")
    return (
        select(Task.id, title, Task.due_on, *_CASE)
        .join(CaseNow, CaseNow.case_id == Task.case_id)
        .where(Task.id.in_(soonest))
    )


def _an_earlier_one() -> ColumnElement[bool]:
    """Whether the register's next task of the case is another one than this."""
    other = aliased(Task)
    sooner = or_(
        other.due_on < Task.due_on,
        and_(other.due_on == Task.due_on, other.id > Task.id),
        and_(Task.due_on.is_(None), or_(other.due_on.is_not(None), other.id > Task.id)),
    )
    return (
        select(literal(1))
        .where(other.case_id == Task.case_id, other.done_at.is_(None), sooner)
        .correlate(Task)
        .exists()
    )


def _whose_task(wanted: DayFilter) -> ColumnElement[bool]:
    """A task that is nobody's belongs to whoever has the case."""
    if wanted.whose == EVERYBODY:
        return true()
    theirs = Task.case_id.in_(select(CaseNow.case_id).where(_whose_case(wanted)))
    nobodys = and_(Task.assigned_id.is_(None), theirs)
    return nobodys if wanted.whose == UNASSIGNED else or_(Task.assigned_id == wanted.me, nobodys)


def _whose_case(wanted: DayFilter) -> ColumnElement[bool]:
    if wanted.whose == EVERYBODY:
        return true()
    if wanted.whose == UNASSIGNED:
        return CaseNow.caseworker_id.is_(None)
    return CaseNow.caseworker_id == wanted.me


_RUNNING = (
    CaseNow.closed.is_(False),
    CaseNow.decision_outcome.is_(None),
    CaseNow.received_on.is_not(None),
    or_(CaseFile.interim_reply_on.is_(None), CaseFile.promised_on.is_not(None)),
)


def _clocks(wanted: DayFilter, until: date) -> Any:
    """Cases whose clock may end by then: the register's deadline is never later than the clock."""
    return (
        select(CaseNow.received_on, CaseFile.interim_reply_on, CaseFile.promised_on, *_CASE)
        .join(CaseFile, CaseFile.id == CaseNow.case_id)
        .where(*_RUNNING, CaseNow.deadline_key <= until, _whose_case(wanted))
        .order_by(CaseNow.deadline_key, CaseNow.case_id)
        .limit(MOST + 1)
    )


def _task_items(found: Iterable[Any]) -> Iterable[DayItem]:
    for task_id, title, due_on, *about in found:
        yield DayItem(task_id, "task", title, due_on, None, *about)


def _clock_items(found: Iterable[Any], until: date) -> Iterable[DayItem]:
    for received_on, interim_reply_on, promised_on, *about in found:
        clock = lists.first_answer(received_on, interim_reply_on, promised_on)
        if clock is None or clock.day > until:
            continue
        kind = "promised" if interim_reply_on else "answer"
        moved = clock.counted_to if clock.moved else None
        yield DayItem(None, kind, "", clock.day, moved, *about)
