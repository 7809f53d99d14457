"""Keeps where everything came from: each file, each row as written, each cell that was unclear.

The cells of a protected household's row lie apart from the others, and what its problems saw is
kept nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hjemveien.exchange.intake.bulk import Row, Rows
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.homes import Homes
from hjemveien.exchange.intake.units import household_key
from hjemveien.exchange.reading.reconcile import CLOSED, ON_THE_LIST, place_of
from hjemveien.exchange.reading.records import (
    Case,
    Dwelling,
    FileRead,
    Problem,
    Reading,
    RowRef,
    SourceRow,
)
from hjemveien.texts import _

KNOWN = "known"
SECOND = "second_row"


@dataclass
class Sources:
    """What tells a row's fate: the records it belongs to, by their keys."""

    cases: dict[str, Case]
    dwellings: dict[str, Dwelling]
    homes: Homes
    sealed_rows: set[RowRef]
    files: dict[str, UUID]
    row_ids: dict[RowRef, UUID]


def gather(reading: Reading, homes: Homes, sealed_rows: Iterable[RowRef]) -> Sources:
    return Sources(
        {case.key: case for case in reading.cases},
        {dwelling.key: dwelling for dwelling in reading.dwellings},
        homes,
        set(sealed_rows),
        {},
        {},
    )


def add_file(
    file: FileRead, sources: Sources, context: Context, rows: Rows, profile: str, summary: Row
) -> None:
    """The file's own row; `summary` is what the office may want to see again of its reading."""
    file_id = context.keys.new()
    sources.files[file.name] = file_id
    rows.add(
        "source_file",
        {
            "id": file_id,
            "name": file.name,
            "sha256": file.digest,
            "as_of": context.as_of,
            "read_at": context.act.at,
            "read_by": context.act.by,
            "profile": profile,
            "summary": summary,
        },
    )


def add_row(row: SourceRow, sources: Sources, context: Context, rows: Rows) -> None:
    """A row as it stood. One that was taken in before, or whose file was, is not kept twice."""
    if row.ref in context.links.rows or row.ref.file not in sources.files:
        return
    row_id = context.keys.new()
    sources.row_ids[row.ref] = row_id
    sealed = row.ref in sources.sealed_rows or _unit_key(row, sources) in context.links.sealed
    unread = {letter: [header, text] for letter, header, text in row.unread} or None
    rows.add("source_row", _row(row, row_id, sources, context, None if sealed else unread, sealed))
    if sealed:
        apart = {"row_id": row_id, "cells": row.cells, "unread": unread}
        rows.add("sealed_source", {"id": context.keys.new(), **apart})


def add_problem(problem: Problem, sources: Sources, context: Context, rows: Rows) -> bool:
    """Whether it is new here: of a file that is; one of a row that is known was told before."""
    ref = problem.ref
    if problem.file not in sources.files or (ref and ref in context.links.rows):
        return False
    sealed = problem.household in context.links.sealed or ref in sources.sealed_rows
    rows.add(
        "source_problem",
        {
            "id": context.keys.new(),
            "file_id": sources.files[problem.file],
            "row_id": sources.row_ids.get(ref) if ref else None,
            "sheet": problem.sheet,
            "number": problem.row,
            "column": problem.column,
            "cell": problem.cell,
            "kind": problem.kind,
            "severity": problem.severity,
            "saw": "" if sealed else problem.saw,
            "did": "" if sealed else said(problem),
        },
    )
    return True


def said(problem: Problem) -> str:
    """What was done or must be decided, in the language of whoever reads the file in."""
    text = _(problem.did) if problem.did else ""
    for name, value in problem.params:
        text = text.replace("{" + name + "}", value)
    return text


def became(row: SourceRow, sources: Sources, context: Context) -> str:
    """What a row was made into: see the table's own list of words."""
    if row.skipped:
        return row.skipped
    if row.case in context.links.known_cases or row.dwelling in sources.homes.registered:
        return KNOWN
    case = sources.cases.get(row.case or "")
    if case:
        return "case" if row.ref in case.rows[:1] else SECOND
    if row.stay:
        return "stay"
    dwelling = sources.dwellings.get(row.dwelling or "")
    if dwelling:
        first = row.ref in dwelling.rows[:1]
        return _dwelling_word(dwelling, first)
    return "code" if row.role == "codes" else row.role if row.role == "other" else SECOND


def reason_of(row: SourceRow, sources: Sources) -> str:
    """Why a waiting row's household is not on the list; empty where it is, or is no such row."""
    case = sources.cases.get(row.case or "")
    if case is None or row.role != "waiting" or row.skipped:
        return ""
    if not case.on_waiting_sheet:
        return CLOSED
    place = place_of(case)
    return "" if place == ON_THE_LIST else place


def _dwelling_word(dwelling: Dwelling, first: bool) -> str:
    if not first:
        return SECOND
    return "blocked" if dwelling.blocked else "dwelling"


def _unit_key(row: SourceRow, sources: Sources) -> str:
    case = sources.cases.get(row.case or "")
    return household_key(case) if case else row.household or ""


def _row(
    row: SourceRow,
    row_id: UUID,
    sources: Sources,
    context: Context,
    unread: object,
    sealed: bool,
) -> Row:
    links = context.links
    return {
        "id": row_id,
        "file_id": sources.files[row.ref.file],
        "sheet": row.ref.sheet or "",
        "number": row.ref.row,
        "role": row.role,
        "fingerprint": links.prints[row.ref],
        "became": became(row, sources, context),
        "reason": reason_of(row, sources),
        "household_id": links.households.get(_unit_key(row, sources)),
        "case_id": links.cases.get(row.case) if row.case else None,
        "dwelling_id": sources.homes.ids.get(row.dwelling) if row.dwelling else None,
        "cells": None if sealed else row.cells,
        "unread": unread,
    }
