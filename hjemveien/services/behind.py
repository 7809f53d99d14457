"""The list behind a number: cases, households, dwellings or sheet rows, one plain line each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.pathway import stage_title
from hjemveien.domain.words import household_words
from hjemveien.persistence.tables import CaseNow, Dwelling, Household, SourceFile, SourceRow
from hjemveien.services.rows import rows
from hjemveien.texts import _

SHOWN = 1000
_CHUNK = 500


@dataclass(frozen=True)
class BehindRow:
    """One thing counted; `case_id` where it can be opened. A protected household has no name."""

    key: UUID
    title: str
    note: str
    case_id: UUID | None = None


def behind_rows(session: Session, kind: str, ids: Sequence[UUID]) -> tuple[BehindRow, ...]:
    """At most SHOWN lines for these keys; `kind` case, household, dwelling or row."""
    read = {"case": _cases, "household": _households, "dwelling": _dwellings, "row": _sheet_rows}
    found: list[BehindRow] = []
    for start in range(0, min(len(ids), SHOWN), _CHUNK):
        found.extend(read[kind](session, ids[start : start + _CHUNK]))
    return tuple(found)


def _cases(session: Session, ids: Sequence[UUID]) -> Iterable[BehindRow]:
    statement = select(CaseNow).where(CaseNow.case_id.in_(ids)).order_by(CaseNow.number_key)
    return [_case(row, row.case_id) for row in session.scalars(statement)]


def _case(now: CaseNow, key: UUID) -> BehindRow:
    name = _("Protected") if now.protected else now.name or _("No name")
    size = household_words(now.adults, now.children)
    note = " · ".join(part for part in (now.number, stage_title(now.stage), size) if part)
    return BehindRow(key, name, note, now.case_id)


def _households(session: Session, ids: Sequence[UUID]) -> Iterable[BehindRow]:
    """A household by its cases; one that only stayed in a temporary place has none."""
    cases = select(CaseNow).where(CaseNow.household_id.in_(ids)).order_by(CaseNow.number_key)
    found = {now.household_id: _case(now, now.household_id) for now in session.scalars(cases)}
    alone = [key for key in ids if key not in found]
    statement = select(Household.id, Household.protection).where(Household.id.in_(alone))
    protected = {row[0]: row[1] != "none" for row in rows(session, statement)}
    without = [
        BehindRow(key, _("Protected") if hidden else _("Household without a case"), "")
        for key, hidden in protected.items()
    ]
    return [*found.values(), *without]


def _dwellings(session: Session, ids: Sequence[UUID]) -> Iterable[BehindRow]:
    statement = select(Dwelling).where(Dwelling.id.in_(ids)).order_by(Dwelling.unit_key)
    return [_dwelling(dwelling) for dwelling in session.scalars(statement)]


def _dwelling(dwelling: Dwelling) -> BehindRow:
    address = f"{dwelling.street} {dwelling.house_number}{dwelling.house_letter}".strip()
    note = " · ".join(part for part in (dwelling.unit_number, dwelling.cadastre) if part)
    return BehindRow(dwelling.id, address or _("No address"), note)


def _sheet_rows(session: Session, ids: Sequence[UUID]) -> Iterable[BehindRow]:
    statement: Any = (
        select(SourceRow.id, SourceRow.sheet, SourceRow.number, SourceRow.case_id, SourceFile.name)
        .join(SourceFile, SourceFile.id == SourceRow.file_id)
        .where(SourceRow.id.in_(ids))
        .order_by(SourceRow.sheet, SourceRow.number)
    )
    return [
        BehindRow(key, _("{sheet}, row {row}").format(sheet=sheet, row=number), name, case_id)
        for key, sheet, number, case_id, name in rows(session, statement)
    ]
