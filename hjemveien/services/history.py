"""Who changed what in a case, field by field, from what to what: told from the audit."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hjemveien.domain import codes
from hjemveien.domain.codes import title
from hjemveien.domain.pathway import CLOSINGS, stage_title
from hjemveien.persistence.tables import (
    AuditEvent,
    AuditPayload,
    CaseFile,
    Household,
    SealedPayload,
)
from hjemveien.services.editing import as_text, field_title
from hjemveien.services.rows import one_or_none, rows
from hjemveien.services.views import ChangeView
from hjemveien.texts import _, day_text, mark

ROWS = 400
_TITLES = {
    "main_group": codes.GROUPS,
    "situation": codes.SITUATIONS,
    "outcome": codes.OUTCOMES,
    "track": codes.TRACKS,
    "kind": codes.KINDS,
    "channel": codes.CHANNELS,
    "role": codes.MEMBER_ROLES,
    "protection": codes.PROTECTIONS,
    "closing": CLOSINGS,
}
_HIDDEN = frozenset(
    """
    id row_version case_id household_id person_id name_key counts_from
    closed_counts_from moved_in_counts_from pathway_version source_ref content data ordinal
    at by started_on moved_at moved_by set_at set_by
    added_at added_by assigned_id caseworker_id coordinator_id done_by ended_on protection
    """.split()
)
_SUBJECTS = {
    "case_file": mark("Case"),
    "application": mark("Application"),
    "stage_interval": mark("Stage"),
    "decision": mark("Decision"),
    "priority": mark("Priority"),
    "need": mark("Dwelling need"),
    "housing_situation": mark("Living situation"),
    "task": mark("Task"),
    "journal_entry": mark("Journal"),
    "household_member": mark("Household"),
    "household": mark("Household"),
    "person": mark("Person"),
    "sealed_identity": mark("Person"),
    "sealed_tenancy": mark("Tenancy"),
    "offer": mark("Offer"),
    "document": mark("Document"),
    "temporary_stay": mark("Temporary stay"),
    "tenancy": mark("Tenancy"),
}


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
    subject = _(_SUBJECTS[table]) if table in _SUBJECTS else table
    if table.startswith("sealed_"):
        return [ChangeView(at, by, subject, operation, _("Protected identity"), "", "")]
    before, after = old or {}, new or {}
    names = [name for name in {**before, **after} if name not in _HIDDEN]
    return [
        ChangeView(
            at, by, subject, operation, field_title(name), _word(before, name), _word(after, name)
        )
        for name in names
        if before.get(name) != after.get(name) and (before.get(name) or after.get(name))
    ]  # fmt: skip


def _title(name: str, code: str) -> str:
    """A journal entry's kind stands in a column of the same name as an application's."""
    if name == "kind" and code not in dict(codes.KINDS):
        return title(codes.JOURNAL_KINDS, code)
    return title(_TITLES[name], code)


def _word(values: dict[str, Any], name: str) -> str:
    """A stored value as somebody would read it: codes by their titles, days as days."""
    value = values.get(name)
    if value is None or value == "":
        return ""
    if name == "stage":
        return stage_title(str(value))
    if name in _TITLES:
        return _title(name, str(value))
    if name.endswith("_on") or name in {"valid_from", "valid_to", "birth_date"}:
        return day_text(date.fromisoformat(str(value)[:10]))
    return as_text(value)
