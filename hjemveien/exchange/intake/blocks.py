"""Writes an intake part by part: households in blocks, then dwellings, then where all came from."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from hjemveien.domain.problems import ASK
from hjemveien.exchange.intake import homes, known, sources, stays, suspects, tenants
from hjemveien.exchange.intake.bulk import Bulk, Row, Rows
from hjemveien.exchange.intake.cases import case_rows, list_row, search_text
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.differences import differing_fields
from hjemveien.exchange.intake.outcome import Cancelled, Difference, Suggested
from hjemveien.exchange.intake.people import Shown, add_household, shown_members
from hjemveien.exchange.intake.units import Unit
from hjemveien.exchange.reading.records import Case, Reading, RowRef
from hjemveien.persistence.tables import Base
from hjemveien.services import search_index
from hjemveien.texts import _, mark

BLOCK = 500
ROWS_BLOCK = 2000
DIFFERS = "already_registered"
TOLD_OTHERWISE = mark("Already registered, and told otherwise here; nothing was overwritten")
Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]

_DERIVED = ("case_now", "search_term", "search_word")
_TABLES = [
    *(table for table in Base.metadata.sorted_tables if table.name not in _DERIVED),
    *(Base.metadata.tables[name] for name in _DERIVED),
]


@dataclass
class Steps:
    """Tells how far it has come, and stops where somebody asks for it."""

    progress: Progress | None
    cancelled: Stop | None
    done: int = 0
    total: int = 0

    def step(self, count: int, text: str) -> None:
        if self.cancelled and self.cancelled():
            raise Cancelled(_("The import was stopped. Nothing was changed."))
        self.done += count
        if self.progress:
            self.progress(self.done, self.total, text)


@dataclass
class Taking:
    """One intake under way. Without `bulk` rows are made and counted but not written."""

    session: Session
    reading: Reading
    context: Context
    units: list[Unit]
    steps: Steps
    bulk: Bulk | None
    counted: Counter[str] = field(default_factory=Counter)
    persons: int = 0
    questions: int = 0
    differences: list[Difference] = field(default_factory=list)
    suggestions: list[Suggested] = field(default_factory=list)
    outside: tuple[Suggested, ...] = ()
    seconds: set[UUID] = field(default_factory=set)
    documents: Iterator[int] = field(default_factory=lambda: iter(()))

    def suggest(self, inside: Sequence[Suggested], outside: Sequence[Suggested]) -> None:
        self.suggestions = [*inside, *outside]
        self.outside = tuple(outside)
        self.seconds = {pair.second_case_id for pair in self.suggestions}

    def write(self, rows: Rows) -> None:
        for table in _TABLES:
            made = rows.of(table.name)
            if made:
                self.counted[table.name] += len(made)
                if self.bulk:
                    self.bulk.insert(table, made)


def write_people(taking: Taking) -> None:
    """Households, their people, cases, stays, list rows and search words, in blocks."""
    for start in range(0, len(taking.units), BLOCK):
        block = taking.units[start : start + BLOCK]
        _write_block(taking, block)
        taking.steps.step(len(block), _("Households and cases"))
    rows = Rows()
    rows.extend(
        "duplicate_suggestion", suspects.suggestion_rows(taking.suggestions, taking.context)
    )
    taking.write(rows)
    if taking.bulk:
        tenants.tie_earlier_leases(taking.session, taking.units, taking.context)


def write_homes(taking: Taking) -> homes.Homes:
    """New dwellings and leases; what differs of the registered ones is only told."""
    found = homes.look_up(taking.session, taking.reading, taking.context)
    rows = Rows()
    homes.add_dwellings(taking.reading, found, taking.context, rows)
    taking.write(rows)
    taking.differences += homes.differing(taking.session, taking.reading, found, taking.context)
    taking.steps.step(len(taking.reading.dwellings), _("Dwellings and leases"))
    return found


def write_sources(
    taking: Taking, register: homes.Homes, already: frozenset[str], profile: str
) -> Sequence[UUID]:
    """Files, rows and problems; returns the keys of the files that are new here."""
    kept = sources.gather(taking.reading, register, _sealed_rows(taking, register))
    rows = Rows()
    for file in taking.reading.files:
        if file.digest not in already:
            sources.add_file(file, kept, taking.context, rows, profile, _summary(taking))
    for start in range(0, len(taking.reading.rows), ROWS_BLOCK):
        block = taking.reading.rows[start : start + ROWS_BLOCK]
        for row in block:
            sources.add_row(row, kept, taking.context, rows)
        taking.write(rows)
        rows = Rows()
        taking.steps.step(len(block), _("Rows as they were written"))
    _add_problems(taking, kept, rows)
    taking.write(rows)
    return tuple(kept.files.values())


def _write_block(taking: Taking, block: Sequence[Unit]) -> None:
    context, rows = taking.context, Rows()
    registered_stays = stays.registered_stays(taking.session, block, context)
    registered = _registered(taking, block)
    for unit in block:
        if unit.key not in context.links.known_households:
            add_household(unit, context, rows)
            taking.persons += (
                len(unit.household.members) - _children(unit) + unit.household.children
            )
        members = shown_members(unit, unit.key in context.links.sealed)
        for case in unit.cases:
            _add_case(taking, unit, case, members, rows, registered)
        taking.differences += stays.add_stays(unit, context, rows, registered_stays)
    taking.write(rows)


def _children(unit: Unit) -> int:
    return sum(member.role == "child" for member in unit.household.members)


def _registered(taking: Taking, block: Sequence[Unit]) -> dict[UUID, Any]:
    links = taking.context.links
    keys = [case.key for unit in block for case in unit.cases if case.key in links.changed]
    return known.list_rows(taking.session, [links.cases[key] for key in keys])


def _add_case(
    taking: Taking,
    unit: Unit,
    case: Case,
    members: list[Shown],
    rows: Rows,
    registered: dict[UUID, Any],
) -> None:
    links = taking.context.links
    if case.key in links.known_cases and case.key not in links.changed:
        return
    protection = links.protections[unit.key]
    worker = taking.context.worker(case.caseworker)
    made = case_rows(case, unit.key, taking.context)
    case_id = links.cases[case.key]
    names = (worker.name, worker.name_key) if worker else ("", "")
    row = list_row(made, members, protection, names, case_id in taking.seconds)
    if case.key in links.changed:
        fields = differing_fields(row, registered[case_id], unit.protected)
        if fields:
            number = case.number or ""
            taking.differences.append(Difference("case", case_id, number, fields, case.rows))
        return
    made.into(rows)
    rows.add("case_now", dict(vars(row)))
    text = {case_id: search_text(row.number, members, protection)}
    documents, words = search_index.index_rows(text, taking.documents)
    rows.extend("search_term", documents)
    rows.extend("search_word", words)


def _sealed_rows(taking: Taking, register: homes.Homes) -> set[RowRef]:
    """Rows of leases whose tenant is protected."""
    return {
        each.row
        for each in taking.reading.tenancies
        if each.row and homes.is_sealed(each, register, taking.context)
    }


def _summary(taking: Taking) -> Row:
    kinds = Counter(problem.kind for problem in taking.reading.problems)
    lines = {line.name: line.count for line in taking.reading.reconciliation.lines}
    return {"problems": dict(sorted(kinds.items())), "reconciliation": lines}


def _add_problems(taking: Taking, kept: sources.Sources, rows: Rows) -> None:
    for problem in taking.reading.problems:
        if sources.add_problem(problem, kept, taking.context, rows):
            taking.questions += problem.severity == ASK
    for difference in taking.differences:
        ref = next((ref for ref in difference.rows if ref in kept.row_ids), None)
        if ref:
            rows.add("source_problem", _told_otherwise(difference, ref, kept, taking.context))


def _told_otherwise(
    difference: Difference, ref: RowRef, kept: sources.Sources, context: Context
) -> Row:
    return {
        "id": context.keys.new(),
        "file_id": kept.files[ref.file],
        "row_id": kept.row_ids[ref],
        "sheet": ref.sheet,
        "number": ref.row,
        "kind": DIFFERS,
        "severity": ASK,
        "saw": ", ".join(difference.fields),
        "did": _(TOLD_OTHERWISE),
    }
