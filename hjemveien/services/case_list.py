"""The work list: pages by key over case_now, filtered by stage, caseworker and what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseNow
from hjemveien.services import search
from hjemveien.services.rows import rows as rows_from
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
    """One page in two statements at most: the search, if any, and the page itself."""
    statement = page_statement(wanted, sort, descending, after, rows)
    if wanted.search.strip():
        statement = statement.where(CaseNow.case_id.in_(search.matching(session, wanted.search)))
    found = tuple(CaseRow(*row) for row in rows_from(session, statement))
    last = found[-1] if len(found) == rows else None
    return CasePage(found, (last.sort_value, last.case_id) if last else None)


def page_statement(
    wanted: CaseFilter,
    sort: str,
    descending: bool,
    after: tuple[Any, UUID] | None,
    rows: int,
) -> Any:
    """The page as one statement over one index: no offset, no count, no whole table."""
    key = SORTS[sort]
    statement = select(*_COLUMNS, key.label("sort_value")).where(*_conditions(wanted))
    if after is not None:
        statement = statement.where(_beyond(key, descending, after))
    order = (key.desc(), CaseNow.case_id.desc()) if descending else (key, CaseNow.case_id)
    return statement.order_by(*order).limit(rows)


def every_case(
    session: Session, wanted: CaseFilter = ALL, sort: str = "deadline"
) -> Iterator[CaseRow]:
    """All rows of the filter in order, page by page."""
    after: tuple[Any, UUID] | None = None
    while True:
        page = case_page(session, wanted, sort, after=after, rows=1000)
        yield from page.rows
        if page.next_after is None:
            return
        after = page.next_after


def count_cases(session: Session, wanted: CaseFilter = ALL) -> int:
    """How many cases the filter holds."""
    statement = select(func.count()).select_from(CaseNow).where(*_conditions(wanted))
    if wanted.search.strip():
        statement = statement.where(CaseNow.case_id.in_(search.matching(session, wanted.search)))
    return session.scalar(statement) or 0


def count_by_stage(session: Session, wanted: CaseFilter = ALL) -> dict[str, int]:
    """Cases by stage code, within the filter."""
    statement = select(CaseNow.stage, func.count()).where(*_conditions(wanted))
    found = rows_from(session, statement.group_by(CaseNow.stage))
    return {stage: count for stage, count in found}  # noqa: C416 - rows are not pairs to mypy


def rows_of(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, CaseRow]:
    """The list rows of these cases as they are now."""
    statement = select(*_COLUMNS, CaseNow.number_key).where(CaseNow.case_id.in_(case_ids))
    return {row[0]: CaseRow(*row) for row in rows_from(session, statement)}


def _conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.stages:
        conditions.append(CaseNow.stage.in_(wanted.stages))
    if wanted.caseworker_ids or wanted.unassigned:
        mine = CaseNow.caseworker_id.in_(wanted.caseworker_ids)
        nobodys = CaseNow.caseworker_id.is_(None)
        conditions.append(or_(mine, nobodys) if wanted.unassigned else mine)
    if not wanted.include_closed:
        conditions.append(CaseNow.closed.is_(False))
    return conditions


def _beyond(key: Any, descending: bool, after: tuple[Any, UUID]) -> ColumnElement[bool]:
    value, case_id = after
    if descending:
        return and_(key <= value, or_(key < value, CaseNow.case_id < case_id))
    return and_(key >= value, or_(key > value, CaseNow.case_id > case_id))
