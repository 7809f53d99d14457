"""Counts from the sheets to the list again, this time from what the database holds of the rows.

The lines and their meaning are those of the reading's own reconciliation, so that the two can be
laid beside each other: a dry run promises what a real run keeps.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.exchange.intake import known
from hjemveien.exchange.reading import reconcile as reading_side
from hjemveien.exchange.reading.records import Line, Reading, Reconciliation, RowRef
from hjemveien.persistence.tables import CaseFile, CaseNow, DuplicateSuggestion, SourceRow

PLACES = (
    reading_side.ON_THE_LIST,
    reading_side.NO_DECISION,
    reading_side.REFUSED,
    reading_side.NOT_NEW,
    reading_side.ALREADY_HOUSED,
    reading_side.WITHDRAWN,
    reading_side.DUPLICATES,
)


@dataclass(frozen=True, slots=True)
class _Row:
    ref: RowRef
    skipped: bool
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A case's household, a suspected duplicate's being the one it seems to be, and its place."""

    household_id: UUID
    place: str


def of_reading(reading: Reading) -> Reconciliation:
    """What the reading promises."""
    if reading.reconciliation.lines:
        return reading.reconciliation
    return reading_side.reconcile(reading.rows, reading.households, reading.cases)


def of_database(session: Session, refs: dict[UUID, RowRef]) -> Reconciliation:
    """What the database holds of these source rows of waiting sheets."""
    found = list(_waiting_rows(session, refs))
    used = [row for row in found if not row.skipped]
    cases = _cases(session, [row.case_id for row in used if row.case_id])
    by_case: dict[UUID, list[RowRef]] = defaultdict(list)
    for row in used:
        if row.case_id in cases:
            by_case[row.case_id].append(row.ref)
    partners = [row.ref for row in used if row.case_id not in cases]
    lines = [
        _line(reading_side.ROWS, {row.ref: [row.ref] for row in used}),
        _line(reading_side.HOUSEHOLDS, _by_household(by_case, cases)),
        _line(reading_side.CASES, _but(by_case, cases, reading_side.DUPLICATES)),
        *(_line(place, _at(by_case, cases, place)) for place in PLACES),
        _line(reading_side.CO_APPLICANTS, {ref: [ref] for ref in partners}),
        _line(reading_side.SKIPPED, {row.ref: [row.ref] for row in found if row.skipped}),
    ]
    return Reconciliation(tuple(lines))


def _line(name: str, groups: dict[Any, list[RowRef]]) -> Line:
    return Line(name, len(groups), tuple(ref for refs in groups.values() for ref in refs))


def _by_household(
    by_case: dict[UUID, list[RowRef]], cases: dict[UUID, _Placed]
) -> dict[UUID, list[RowRef]]:
    homes: dict[UUID, list[RowRef]] = defaultdict(list)
    for case_id, refs in by_case.items():
        homes[cases[case_id].household_id].extend(refs)
    return homes


def _at(
    by_case: dict[UUID, list[RowRef]], cases: dict[UUID, _Placed], place: str
) -> dict[UUID, list[RowRef]]:
    return {case_id: refs for case_id, refs in by_case.items() if cases[case_id].place == place}


def _but(
    by_case: dict[UUID, list[RowRef]], cases: dict[UUID, _Placed], place: str
) -> dict[UUID, list[RowRef]]:
    return {case_id: refs for case_id, refs in by_case.items() if cases[case_id].place != place}


def _waiting_rows(session: Session, refs: dict[UUID, RowRef]) -> Iterable[_Row]:
    """Rows of waiting sheets in the order of their sheets; headers are no rows."""
    row = SourceRow
    columns = select(row.id, row.case_id, row.household_id, row.became)
    statement = columns.where(row.role == "waiting", row.became != "header")
    found = [
        _Row(refs[row_id], case_id is None and household_id is None, case_id)
        for chunk in known.in_chunks(refs)
        for row_id, case_id, household_id, _became in session.execute(
            statement.where(row.id.in_(chunk))
        )
    ]
    return sorted(found, key=lambda each: (each.ref.file, each.ref.sheet or "", each.ref.row))


def _cases(session: Session, case_ids: Iterable[UUID]) -> dict[UUID, _Placed]:
    wanted = list(case_ids)
    first = _suspected(session, wanted)
    columns = (
        CaseNow.case_id,
        CaseNow.household_id,
        CaseNow.duplicate,
        CaseNow.decision_outcome,
        CaseNow.new_household,
        CaseFile.closing,
    )
    statement = select(*columns).join(CaseFile, CaseFile.id == CaseNow.case_id)
    return {
        row.case_id: _Placed(first.get(row.case_id, row.household_id), place_of(row))
        for chunk in known.in_chunks(wanted)
        for row in session.execute(statement.where(CaseNow.case_id.in_(chunk)))
    }


def place_of(row: Any) -> str:
    """on_the_list, or the one reason why the case is not there, from the case as it is now."""
    if row.duplicate or row.closing == "duplicate":
        return reading_side.DUPLICATES
    by_closing = {"housed": reading_side.ALREADY_HOUSED, "withdrawn": reading_side.WITHDRAWN}
    if row.closing in by_closing:
        return by_closing[row.closing]
    if row.decision_outcome in {"refused", "dismissed"} or row.closing == "refused":
        return reading_side.REFUSED
    if row.decision_outcome != "granted" or row.closing:
        return reading_side.NO_DECISION
    return reading_side.ON_THE_LIST if row.new_household else reading_side.NOT_NEW


def _suspected(session: Session, case_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The first case's household by the second case of an open suggestion."""
    pair = DuplicateSuggestion
    statement = (
        select(pair.second_case_id, CaseFile.household_id)
        .join(CaseFile, CaseFile.id == pair.first_case_id)
        .where(pair.state == "open")
    )
    return {
        second: household_id
        for chunk in known.in_chunks(case_ids)
        for second, household_id in session.execute(statement.where(pair.second_case_id.in_(chunk)))
    }
