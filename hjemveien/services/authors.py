"""Who last gave a field the value it has, and when: told from the audit, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import AuditEvent, AuditPayload, SealedPayload
from hjemveien.services.roles import my_roles
from hjemveien.services.rows import rows

# Further back than anybody leaves a form open.
EVENTS = 50


@dataclass(frozen=True)
class Author:
    """An empty name where the audit does not tell."""

    by: str = ""
    at: datetime | None = None


def authors(session: Session, record: Any, names: Iterable[str]) -> dict[str, Author]:
    """By field. Where what a row was before may not be read, its latest author stands for all."""
    events = _events(session, record)
    payloads = _payloads(session, [event.number for event in events])
    return {name: _author(events, payloads, name) for name in names}


def _author(events: list[Any], payloads: dict[int, Any], name: str) -> Author:
    for event in events:
        old, new = payloads.get(event.number, (None, None))
        if old is None or new is None or old.get(name) != new.get(name):
            return Author(event.actor, event.at)
    return Author(events[0].actor, events[0].at) if events else Author()


def _events(session: Session, record: Any) -> list[Any]:
    latest = (
        select(AuditEvent.number, AuditEvent.actor, AuditEvent.at)
        .where(AuditEvent.table_name == record.__tablename__, AuditEvent.row_id == record.id)
        .order_by(AuditEvent.number.desc())
        .limit(EVENTS)
    )
    return list(rows(session, latest))


def _payloads(session: Session, numbers: list[int]) -> dict[int, Any]:
    """Number → the row before and after; of protected people they lie apart, for the cleared."""
    found = _read(session, AuditPayload, numbers)
    left = [number for number in numbers if number not in found]
    if left and "cleared" in my_roles(session):
        found |= _read(session, SealedPayload, left)
    return found


def _read(session: Session, table: Any, numbers: list[int]) -> dict[int, Any]:
    wanted = select(table.number, table.old, table.new).where(table.number.in_(numbers))
    return {row.number: (row.old, row.new) for row in rows(session, wanted)}
