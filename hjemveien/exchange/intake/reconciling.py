"""Counts from the sheets to the list again, this time from what the database holds of the rows.

The lines and their meaning are those of the reading's own reconciliation, so that the two can be
laid beside each other: a dry run promises what a real run keeps.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session, aliased

from hjemveien.exchange.intake import known
from hjemveien.exchange.reading import reconcile as reading_side
from hjemveien.exchange.reading.records import Line, Reading, Reconciliation, RowRef
from hjemveien.persistence.tables import (
    CaseFile,
    CaseNow,
    DuplicateSuggestion,
    SourceFile,
    SourceRow,
)

PLACES = (
    reading_side.ON_THE_LIST,
    reading_side.NO_DECISION,
    reading_side.REFUSED,
    reading_side.NOT_NEW,
    reading_side.ALREADY_HOUSED,
    reading_side.WITHDRAWN,
    reading_side.DUPLICATES,
    reading_side.CLOSED,
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a waiting sheet; household and place are its case's, None where it has none.

    The household of a suspected duplicate is the one that it seems to be.
    """

    ref: RowRef
    skipped: bool
    case: str | None
    household: str | None
    place: str


def of_reading(reading: Reading) -> Reconciliation:
    """What the reading promises."""
    if reading.reconciliation.lines:
        return reading.reconciliation
    return reading_side.reconcile(reading.rows, reading.cases)


def of_database(session: Session, files: Iterable[UUID], earlier: Iterable[UUID]) -> Reconciliation:
    """What the database holds of the files' waiting sheets, and of rows known from earlier ones."""
    found = [
        *_rows(session, SourceRow.file_id, files),
        *_rows(session, SourceRow.id, earlier),
    ]
    found.sort(key=lambda row: (row.ref.file, row.ref.sheet or "", row.ref.row))
    used = [row for row in found if not row.skipped]
    placed = [row for row in used if row.case]
    waiting = [row for row in placed if row.place != reading_side.CLOSED]
    own = [row for row in waiting if row.place != reading_side.DUPLICATES]
    return Reconciliation(
        (
            _line(reading_side.ROWS, used, lambda row: row.ref),
            _line(reading_side.HOUSEHOLDS, waiting, lambda row: row.household),
            _line(reading_side.CASES, own, lambda row: row.case),
            *(_at(place, placed) for place in PLACES),
            _line(reading_side.CO_APPLICANTS, [r for r in used if not r.case], lambda r: r.ref),
            _line(reading_side.SKIPPED, [r for r in found if r.skipped], lambda r: r.ref),
        )
    )


def _at(place: str, placed: list[_Row]) -> Line:
    return _line(place, [row for row in placed if row.place == place], lambda row: row.case)


def _line(name: str, rows: list[_Row], counted: Callable[[_Row], object]) -> Line:
    return Line(name, len({counted(row) for row in rows}), tuple(row.ref for row in rows))


def _rows(session: Session, column: Any, keys: Iterable[UUID]) -> Iterator[_Row]:
    """Rows of waiting sheets with the case each became; headers are no rows."""
    for chunk in known.in_chunks(keys):
        for row in session.execute(_ROWS.where(column.in_(chunk))):
            yield _Row(
                RowRef(row.name, row.sheet or None, row.number),
                row.case_id is None and row.row_household is None,
                row.case_id,
                row.first_household or row.household_id,
                place_of(row) if row.case_id else "",
            )


def place_of(row: Any) -> str:
    """on_the_list, or the one reason why the case is not there, from the case as it is now."""
    if row.reason == reading_side.CLOSED:
        return reading_side.CLOSED
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


_PAIR, _FIRST = DuplicateSuggestion, aliased(CaseFile)
_ROWS: Any = (
    select(
        SourceFile.name,
        SourceRow.sheet,
        SourceRow.number,
        SourceRow.reason,
        type_coerce(SourceRow.household_id, Text).label("row_household"),
        type_coerce(CaseNow.case_id, Text).label("case_id"),
        type_coerce(CaseNow.household_id, Text).label("household_id"),
        CaseNow.duplicate,
        CaseNow.decision_outcome,
        CaseNow.new_household,
        CaseFile.closing,
        type_coerce(_FIRST.household_id, Text).label("first_household"),
    )
    .join(SourceFile, SourceFile.id == SourceRow.file_id)
    .outerjoin(CaseNow, CaseNow.case_id == SourceRow.case_id)
    .outerjoin(CaseFile, CaseFile.id == SourceRow.case_id)
    .outerjoin(_PAIR, (_PAIR.second_case_id == SourceRow.case_id) & (_PAIR.state == "open"))
    .outerjoin(_FIRST, _FIRST.id == _PAIR.first_case_id)
    .where(SourceRow.role == "waiting", SourceRow.became != "header")
)
