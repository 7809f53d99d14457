"""Counts from the sheets to the list, each number with its rows: from the reading or the database.

Both ways give the same facts to the same arithmetic, so a dry run promises what a real run keeps.
A household counts once; a suspected duplicate counts with the household it seems to be.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.exchange.intake import known
from hjemveien.exchange.intake.sources import off_list
from hjemveien.exchange.reading.records import Line, Reading, Reconciliation, RowRef
from hjemveien.persistence.tables import Application, CaseFile, DuplicateSuggestion, SourceRow
from hjemveien.services.waiting_list import on_list

REASONS = ("no_decision", "refused", "not_new", "already_housed", "withdrawn")
PEOPLE = frozenset({"waiting", "closed", "temporary_stays"})


@dataclass(frozen=True, slots=True)
class Fate:
    """One row: its household and case by any key, and why its case is not on the list."""

    ref: RowRef
    role: str
    used: bool
    household: object
    case: object
    reason: str
    suspected: bool
    listed: bool


def of_reading(reading: Reading) -> Reconciliation:
    """What the reading promises."""
    cases = {case.key: case for case in reading.cases}
    fates = []
    for row in reading.rows:
        case = cases.get(row.case or "")
        reason = off_list(case) if case else ""
        suspected = bool(case and case.suspected_duplicate_of)
        listed = case is not None and not reason
        used = not row.skipped
        fates.append(
            Fate(row.ref, row.role, used, row.household, row.case, reason, suspected, listed)
        )
    return reconcile(fates)


def of_database(session: Session, refs: dict[UUID, RowRef], as_of: date) -> Reconciliation:
    """What the database holds of these source rows, asked again after they were written."""
    found = list(_rows(session, refs))
    case_ids = {row.case_id for row in found if row.case_id}
    first_of = _suspected(session, case_ids)
    listed = _listed(session, case_ids, as_of)
    households = {row.case_id: row.household_id for row in found if row.case_id}
    return reconcile(
        Fate(
            refs[row.id],
            row.role,
            row.household_id is not None,
            households.get(first_of.get(row.case_id), row.household_id),
            row.case_id,
            row.reason,
            row.case_id in first_of,
            row.case_id in listed,
        )
        for row in found
    )


def reconcile(fates: Iterable[Fate]) -> Reconciliation:
    """The lines in their order: the way in, then what is not on the list and why."""
    people = [fate for fate in fates if fate.role in PEOPLE]
    used = [fate for fate in people if fate.used and fate.household]
    listed = {fate.household for fate in used if fate.listed}
    lines = [
        _line("rows", {fate.ref: [fate] for fate in used}),
        _line("households", _by(used, "household")),
        _line("cases", _by((fate for fate in used if not fate.suspected), "case")),
        _line("on_the_list", _by((f for f in used if f.listed), "household")),
    ]
    off = [f for f in used if f.role == "waiting" and f.reason and f.household not in listed]
    lines += [_line(why, _by((f for f in off if f.reason == why), "household")) for why in REASONS]
    lines.append(_line("duplicates", _by((f for f in used if f.suspected), "case")))
    lines.append(_line("skipped", {f.ref: [f] for f in people if not f.used}))
    return Reconciliation(tuple(lines))


def _line(name: str, groups: dict[Any, list[Fate]]) -> Line:
    refs = dict.fromkeys(fate.ref for fates in groups.values() for fate in fates)
    return Line(name, len(groups), tuple(refs))


def _by(fates: Iterable[Fate], key: str) -> dict[Any, list[Fate]]:
    groups: dict[Any, list[Fate]] = defaultdict(list)
    for fate in fates:
        value = getattr(fate, key)
        if value is not None:
            groups[value].append(fate)
    return groups


def _rows(session: Session, refs: dict[UUID, RowRef]) -> Iterable[Any]:
    row = SourceRow
    columns = (row.id, row.role, row.became, row.reason, row.household_id, row.case_id)
    for chunk in known.in_chunks(refs):
        yield from session.execute(select(*columns).where(row.id.in_(chunk)))


def _suspected(session: Session, case_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """First cases by the second of an open suggestion."""
    pair = DuplicateSuggestion
    statement = select(pair.second_case_id, pair.first_case_id).where(pair.state == "open")
    found = {}
    for chunk in known.in_chunks(case_ids):
        for second, first in session.execute(statement.where(pair.second_case_id.in_(chunk))):
            found[second] = first
    return found


def _listed(session: Session, case_ids: Iterable[UUID], as_of: date) -> set[UUID]:
    statement = (
        select(CaseFile.id)
        .join(Application, Application.case_id == CaseFile.id)
        .where(Application.lived_in_municipal.is_(False), on_list(as_of))
    )
    found: set[UUID] = set()
    for chunk in known.in_chunks(case_ids):
        found |= set(session.scalars(statement.where(CaseFile.id.in_(chunk))))
    return found
