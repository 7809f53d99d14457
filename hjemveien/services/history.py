"""Who changed what in a case, field by field, from what to what: told from the audit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.audit import read_values
from hjemveien.persistence.tables import (
    AuditEvent,
    AuditPayload,
    CaseFile,
    Household,
    SealedPayload,
)
from hjemveien.services.history_words import HIDDEN, column_title, subject_title, value_word
from hjemveien.services.rows import one_or_none, rows
from hjemveien.services.views import ChangeView
from hjemveien.texts import _

ROWS = 400


def case_history(session: Session, case_id: UUID) -> tuple[ChangeView, ...]:
    """Changes of the case and its household, newest first; sealed identities are not told here."""
    household = (
        select(Household.id, Household.protection)
        .join(CaseFile, CaseFile.household_id == Household.id)
        .where(CaseFile.id == case_id)
    )
    household_id, protection = one_or_none(session, household) or (None, "none")
    found = _events(sealed=protection != "none")
    statement = (
        found
        .where(or_(AuditEvent.case_id == case_id, AuditEvent.household_id == household_id))
        .order_by(AuditEvent.number.desc())
        .limit(ROWS)
    )  # fmt: skip
    return tuple(change for row in rows(session, statement) for change in _changes(*row))


def _events(*, sealed: bool) -> Any:
    """Events with the row before and after; of a protected household both lie partly apart."""
    columns = (AuditEvent.at, AuditEvent.actor, AuditEvent.operation, AuditEvent.table_name)
    open_one = AuditPayload.number == AuditEvent.number
    if not sealed:
        payload = select(*columns, AuditPayload.old, AuditPayload.new)
        return payload.outerjoin(AuditPayload, open_one)
    old = func.coalesce(AuditPayload.old, SealedPayload.old)
    new = func.coalesce(AuditPayload.new, SealedPayload.new)
    return (
        select(*columns, old, new)
        .outerjoin(AuditPayload, open_one)
        .outerjoin(SealedPayload, SealedPayload.number == AuditEvent.number)
    )


def _changes(
    at: datetime,
    by: str,
    operation: str,
    table: str,
    old: dict[str, Any] | None,
    new: dict[str, Any] | None,
) -> list[ChangeView]:
    subject = subject_title(table)
    if table.startswith("sealed_"):
        return [ChangeView(at, by, subject, operation, _("Protected identity"), "", "")]
    before, after = read_values(table, old), read_values(table, new)
    names = [name for name in {**before, **after} if name not in HIDDEN]
    return [
        ChangeView(
            at, by, subject, operation, column_title(table, name),
            value_word(table, name, before.get(name)), value_word(table, name, after.get(name)),
        )
        for name in names
        if before.get(name) != after.get(name) and (before.get(name) or after.get(name))
    ]  # fmt: skip
