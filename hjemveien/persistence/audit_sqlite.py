"""The audit triggers of a local file, row by row.

They call functions that only the program registers, so that a write from a foreign tool fails.
"""

from sqlalchemy import JSON, Column, Table

from hjemveien.persistence import digests
from hjemveien.persistence.audit import LOCKED, PAST, Trigger, audited, left_out
from hjemveien.persistence.tables import (
    AuditCheckpoint,
    AuditEvent,
    AuditPayload,
    SealedPayload,
    SearchTerm,
)

EVENT = AuditEvent.__tablename__
PAYLOAD = AuditPayload.__tablename__
SEALED = SealedPayload.__tablename__
CHECKPOINT = AuditCheckpoint.__tablename__
SEARCH = SearchTerm.__tablename__

_COLUMNS = ", ".join(f'"{name}"' for name in digests.FIELDS)


def triggers() -> tuple[Trigger, ...]:
    found = [_audit(table, operation) for table in audited() for operation in _ROWS]
    return (*found, *_guards(), *search_triggers())


def search_triggers() -> tuple[Trigger, ...]:
    """Keep the trigram index as the searched texts are. Source: sqlite.org/fts5, § 4.4.3."""
    add = "INSERT INTO search_trigram(rowid, text) VALUES (NEW.doc_number, NEW.text);"
    take = (
        "INSERT INTO search_trigram(search_trigram, rowid, text) "
        "VALUES ('delete', OLD.doc_number, OLD.text);"
    )
    return (
        _trigger("search_term_added", SEARCH, "AFTER INSERT", "", add),
        _trigger("search_term_taken", SEARCH, "AFTER DELETE", "", take),
        _trigger("search_term_changed", SEARCH, "AFTER UPDATE", "", f"{take} {add}"),
    )


# Which of the two rows a trigger sees: (old, new).
_ROWS = {"insert": (None, "NEW"), "update": ("OLD", "NEW"), "delete": ("OLD", None)}


def _audit(table: Table, operation: str) -> Trigger:
    """The payload first, for its digest goes into the event's."""
    old, new = _ROWS[operation]
    body = f"{_payload(table, old, new)} {_event(table, operation, new or 'OLD')}"
    return _trigger(f"{table.name}_{PAST[operation]}", table.name, f"AFTER {operation}", "", body)


def _event(table: Table, operation: str, row: str) -> str:
    case_id, household_id = (_link(table, row, name) for name in ("case", "household"))
    fields = (
        f"p.number, 0, hjemveien_at(), '{operation}', hjemveien_operation(), '{table.name}', "
        f"{row}.id, {case_id}, {household_id}, hjemveien_actor(), ''"
    )
    source = SEALED if table.info.get("sealed", False) else PAYLOAD
    payload = "hjemveien_payload_digest(p.salt, p.old, p.new)"
    return (
        f"INSERT INTO {EVENT} ({_COLUMNS}, payload_digest, digest) "
        f"SELECT {fields}, {payload}, hjemveien_event_digest({fields}, {payload}) "
        f"FROM {source} p WHERE p.number = last_insert_rowid();"
    )


def _link(table: Table, row: str, to: str) -> str:
    """Which case or household a row belongs to, for reading one case's history."""
    if table.name in (to, f"{to}_file"):
        return f"{row}.id"
    return f"{row}.{to}_id" if f"{to}_id" in table.columns else "NULL"


def _payload(table: Table, old: str | None, new: str | None) -> str:
    """Numbered by its event, which comes right after it."""
    sealed = int(table.info.get("sealed", False))
    target = SEALED if sealed else PAYLOAD
    return (
        f"INSERT INTO {target} (number, old, new, sealed, salt) "
        f"SELECT coalesce(max(number), 0) + 1, {row_as_json(table, old)}, "
        f"{row_as_json(table, new)}, {sealed}, hjemveien_salt() FROM {EVENT};"
    )


def row_as_json(table: Table, row: str | None) -> str:
    """SQL for a row as the payload keeps it; `row` is OLD, NEW or an alias."""
    if row is None:
        return "NULL"
    bulky = left_out(table)
    kept = (column for column in table.columns if column.name not in bulky)
    parts = (f"'{column.name}', {_value(column, row)}" for column in kept)
    return f"json_object({', '.join(parts)})"


def _value(column: Column[object], row: str) -> str:
    name = f'{row}."{column.name}"'
    if isinstance(column.type, JSON):
        return f"json({name})"
    return name


def _guards() -> tuple[Trigger, ...]:
    """Nothing is taken out of the audit, nor slipped in over what is there."""
    refuse = f"SELECT RAISE(ABORT, '{LOCKED}');"
    return (
        *(guard for table in (PAYLOAD, SEALED) for guard in _payload_guards(table, refuse)),
        *(guard for table in (EVENT, CHECKPOINT) for guard in _numbered_guards(table, refuse)),
    )


def _numbered_guards(table: str, refuse: str) -> tuple[Trigger, ...]:
    """Only the next number is added, and only by the program; a row is never touched again."""
    next_one = f"(SELECT coalesce(max(number), 0) + 1 FROM {table})"
    other = f"WHEN hjemveien_actor() = '' OR NEW.number <> {next_one}"
    return (
        _trigger(f"{table}_kept", table, "BEFORE DELETE", "", refuse),
        _trigger(f"{table}_fixed", table, "BEFORE UPDATE", "", refuse),
        _trigger(f"{table}_added", table, "BEFORE INSERT", other, refuse),
    )


def _payload_guards(table: str, refuse: str) -> tuple[Trigger, ...]:
    """A payload is emptied where law demands it, and moved where a protection begins or ends."""
    erasing = "WHEN hjemveien_erasing() = 0"
    there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE number = NEW.number)"
    return (
        _trigger(f"{table}_kept", table, "BEFORE DELETE", erasing, refuse),
        _trigger(f"{table}_fixed", table, "BEFORE UPDATE", erasing, refuse),
        _trigger(f"{table}_added", table, "BEFORE INSERT", there, refuse),
    )


def _trigger(name: str, table: str, moment: str, condition: str, body: str) -> Trigger:
    head = f"CREATE TRIGGER {name} {moment.upper()} ON {table}"
    create = " ".join(filter(None, (head, condition, "BEGIN", body, "END")))
    return Trigger(name, table, create, create)
