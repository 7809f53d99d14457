"""The work list: pages by key over case_now, filtered by what was chosen and what was typed."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.prebuilt import Prebuilt
from hjemveien.persistence.tables import CaseNow
from hjemveien.services.case_filter import (
    ALL,
    Asker,
    CaseFilter,
    Kinds,
    conditions,
    kinds_of,
    values_of,
)
from hjemveien.services.views import CasePage, CaseRow
from hjemveien.texts import mark

__all__ = ["ALL", "Asker", "CaseFilter"]
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
    asker: Asker | None = None,
) -> CasePage:
    """One page, search and all, in one statement; `after` is the last row's (sort_value, id)."""
    shape = _Shape(sort, descending, after is not None, kinds_of(session, wanted))
    values = {"rows": rows, **values_of(wanted, asker)}
    if after is not None:
        values |= {"after_value": after[0], "after_id": after[1]}
    found = tuple(map(CaseRow._make, _page(shape).rows(session, values)))
    last = found[-1] if len(found) == rows else None
    return CasePage(found, (last.sort_value, last.case_id) if last else None)


class _Shape(NamedTuple):
    sort: str
    descending: bool
    beyond: bool
    kinds: Kinds


@lru_cache(maxsize=256)
def _page(shape: _Shape) -> Prebuilt:
    """The page as one statement over one index: no offset, no count, no whole table."""
    key = SORTS[shape.sort]
    statement = select(*_COLUMNS, key.label("sort_value")).where(*conditions(shape.kinds))
    if shape.beyond:
        statement = statement.where(_beyond(key, shape.descending))
    order = (key.desc(), CaseNow.case_id.desc()) if shape.descending else (key, CaseNow.case_id)
    return Prebuilt(statement.order_by(*order).limit(bindparam("rows", type_=Integer)))


def every_case(
    session: Session,
    wanted: CaseFilter = ALL,
    sort: str = "deadline",
    asker: Asker | None = None,
) -> Iterator[CaseRow]:
    """All rows of the filter in order, page by page."""
    session.connection()  # all pages in one moment
    after: tuple[Any, UUID] | None = None
    while True:
        page = case_page(session, wanted, sort, after=after, rows=1000, asker=asker)
        yield from page.rows
        if page.next_after is None:
            return
        after = page.next_after


def count_cases(session: Session, wanted: CaseFilter = ALL, asker: Asker | None = None) -> int:
    """How many cases the filter holds; a search counts no further than its cap."""
    true = conditions(kinds_of(session, wanted))
    statement = select(func.count()).select_from(CaseNow).where(*true)
    return session.scalar(statement, values_of(wanted, asker)) or 0


def count_by_stage(
    session: Session, wanted: CaseFilter = ALL, asker: Asker | None = None
) -> dict[str, int]:
    """Cases by stage code, within the filter."""
    true = conditions(kinds_of(session, wanted))
    statement = select(CaseNow.stage, func.count()).where(*true)
    found = session.execute(statement.group_by(CaseNow.stage), values_of(wanted, asker))
    return {row[0]: row[1] for row in found}


def _beyond(key: Any, descending: bool) -> ColumnElement[bool]:
    """Rows after the last one seen; written so that both engines walk the one index."""
    value = bindparam("after_value", type_=key.type)
    case_id = bindparam("after_id", type_=CaseNow.case_id.type)
    if descending:
        return and_(key <= value, or_(key < value, CaseNow.case_id < case_id))
    return and_(key >= value, or_(key > value, CaseNow.case_id > case_id))
