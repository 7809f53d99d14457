"""The work list: pages by key over case_now, filtered by stage, caseworker and what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.prebuilt import Prebuilt
from hjemveien.persistence.tables import CaseNow
from hjemveien.services import search
from hjemveien.services.views import CasePage, CaseRow
from hjemveien.texts import mark

PAGE_ROWS = 200

SORTS: dict[str, Any] = {
    "name": CaseNow.name_key,
    "number": CaseNow.number_key,
    "stage": CaseNow.stage_order,
    "deadline": CaseNow.deadline_key,
    "received": CaseNow.received_key,
    "caseworker": CaseNow.caseworker_key,
    "class": CaseNow.class_key,
}
SORT_TITLES: tuple[tuple[str, str], ...] = (
    ("name", mark("Name")),
    ("number", mark("Case number")),
    ("stage", mark("Stage")),
    ("deadline", mark("Deadline")),
    ("received", mark("Received")),
    ("caseworker", mark("Caseworker")),
    ("class", mark("Class")),
)


@dataclass(frozen=True)
class CaseFilter:
    """What the list shows. `stages` empty means all; `unassigned` adds cases without caseworker."""

    search: str = ""
    stages: tuple[str, ...] = ()
    caseworker_ids: tuple[UUID, ...] = ()
    unassigned: bool = False
    include_closed: bool = True


ALL = CaseFilter()
_COLUMNS = (
    CaseNow.case_id, CaseNow.number, CaseNow.name, CaseNow.protected, CaseNow.adults,
    CaseNow.children, CaseNow.stage, CaseNow.stage_since, CaseNow.caseworker_id,
    CaseNow.caseworker, CaseNow.main_group, CaseNow.received_on, CaseNow.decision_outcome,
    CaseNow.decided_on, CaseNow.priority_class, CaseNow.rooms, CaseNow.next_task,
    CaseNow.next_deadline, CaseNow.duplicate,
)  # fmt: skip


def case_page(
    session: Session,
    wanted: CaseFilter = ALL,
    sort: str = "deadline",
    descending: bool = False,
    after: tuple[Any, UUID] | None = None,
    rows: int = PAGE_ROWS,
) -> CasePage:
    """One page, search and all, in one statement; `after` is the last row's (sort_value, id)."""
    shape = _Shape(sort, descending, after is not None, _shape_of(session, wanted))
    values = {"rows": rows, **_values(wanted)}
    if after is not None:
        values |= {"after_value": after[0], "after_id": after[1]}
    found = tuple(map(CaseRow._make, _page(shape).rows(session, values)))
    last = found[-1] if len(found) == rows else None
    return CasePage(found, (last.sort_value, last.case_id) if last else None)


class _Kinds(NamedTuple):
    """How many values each condition has, whatever they are: what a statement's text depends on."""

    stages: int
    workers: int
    unassigned: bool
    open_only: bool
    search: search.Kind | None


class _Shape(NamedTuple):
    sort: str
    descending: bool
    beyond: bool
    kinds: _Kinds


@lru_cache(maxsize=256)
def _page(shape: _Shape) -> Prebuilt:
    """The page as one statement over one index: no offset, no count, no whole table."""
    key = SORTS[shape.sort]
    statement = select(*_COLUMNS, key.label("sort_value")).where(*_conditions(shape.kinds))
    if shape.beyond:
        statement = statement.where(_beyond(key, shape.descending))
    order = (key.desc(), CaseNow.case_id.desc()) if shape.descending else (key, CaseNow.case_id)
    return Prebuilt(statement.order_by(*order).limit(bindparam("rows", type_=Integer)))


def every_case(
    session: Session, wanted: CaseFilter = ALL, sort: str = "deadline"
) -> Iterator[CaseRow]:
    """All rows of the filter in order, page by page."""
    session.connection()  # all pages in one moment
    after: tuple[Any, UUID] | None = None
    while True:
        page = case_page(session, wanted, sort, after=after, rows=1000)
        yield from page.rows
        if page.next_after is None:
            return
        after = page.next_after


def count_cases(session: Session, wanted: CaseFilter = ALL) -> int:
    """How many cases the filter holds; a search counts no further than its cap."""
    conditions = _conditions(_shape_of(session, wanted))
    statement = select(func.count()).select_from(CaseNow).where(*conditions)
    return session.scalar(statement, _values(wanted)) or 0


def count_by_stage(session: Session, wanted: CaseFilter = ALL) -> dict[str, int]:
    """Cases by stage code, within the filter."""
    conditions = _conditions(_shape_of(session, wanted))
    statement = select(CaseNow.stage, func.count()).where(*conditions)
    found = session.execute(statement.group_by(CaseNow.stage), _values(wanted))
    return {row[0]: row[1] for row in found}


def _shape_of(session: Session, wanted: CaseFilter) -> _Kinds:
    stages, workers = len(wanted.stages), len(wanted.caseworker_ids)
    kind = search.kind_of(session, wanted.search) if wanted.search.strip() else None
    return _Kinds(stages, workers, wanted.unassigned, not wanted.include_closed, kind)


def _values(wanted: CaseFilter) -> dict[str, Any]:
    stages = {f"stage_{place}": stage for place, stage in enumerate(wanted.stages)}
    workers = {f"worker_{place}": worker for place, worker in enumerate(wanted.caseworker_ids)}
    return {**stages, **workers, **(search.values_of(wanted.search) if wanted.search else {})}


def _conditions(kinds: _Kinds) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if kinds.stages:
        conditions.append(_one_of(CaseNow.stage, "stage", kinds.stages))
    somebodys = []
    if kinds.workers:
        somebodys.append(_one_of(CaseNow.caseworker_id, "worker", kinds.workers))
    if kinds.unassigned:
        somebodys.append(CaseNow.caseworker_id.is_(None))
    if somebodys:
        conditions.append(or_(*somebodys))
    if kinds.open_only:
        conditions.append(CaseNow.closed.is_(False))
    if kinds.search is not None:
        conditions.append(CaseNow.case_id.in_(search.found_by(kinds.search)))
    return conditions


def _one_of(column: Any, name: str, many: int) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.in_(
        [bindparam(f"{name}_{place}", type_=column.type) for place in range(many)]
    )
    return found


def _beyond(key: Any, descending: bool) -> ColumnElement[bool]:
    """Rows after the last one seen; written so that both engines walk the one index."""
    value = bindparam("after_value", type_=key.type)
    case_id = bindparam("after_id", type_=CaseNow.case_id.type)
    if descending:
        return and_(key <= value, or_(key < value, CaseNow.case_id < case_id))
    return and_(key >= value, or_(key > value, CaseNow.case_id > case_id))
