"""Erases payload that law wants gone: salt and texts go, the chain stays, and the act is recorded.

The record is a row of audit_erasure and its own event: what is missing without one is wrong.
"""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import BindParameter, Connection, bindparam, func, select, text
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence import acting
from hjemveien.persistence.tables import (
    AuditErasure,
    AuditEvent,
    AuditPayload,
    SealedPayload,
)
from hjemveien.texts import _

RECORD = AuditErasure.__tablename__
_AT_ONCE = 500


def erase_payload(session: Session, numbers: Iterable[int], reason: str) -> None:
    """Empty what the events of these numbers remember of their rows; the events stay.

    On a shared database only an administrator of the server can. `reason` names the law's demand
    and nobody. Raises Refusal for a reason left out, or for the record of an erasure; ValueError
    for a number that no event has.
    """
    wanted = sorted(set(numbers))
    if not reason.strip():
        raise Refusal(_("An erasure needs its reason."))
    connection = session.connection()
    parts = [wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE)]
    if any(_are_records(connection, part) for part in parts):
        raise Refusal(_("The record of an erasure is not erased."))
    if sum(_count(connection, part) for part in parts) != len(wanted):
        raise ValueError("only what was written down can be erased")
    with acting.erasing(connection):
        for part in parts:
            _empty(connection, part)
    session.add(
        AuditErasure(
            at=session.info["at"], by=session.info["actor"], reason=reason.strip(), numbers=wanted
        )
    )
    session.flush()


def erased(connection: Connection) -> frozenset[int]:
    """The numbers of all payload whose erasure is recorded."""
    new = "CAST(p.new AS BLOB)" if connection.dialect.name == "sqlite" else "p.new::text"
    records = f"e.table_name = '{RECORD}' AND e.operation = 'insert'"
    found: set[int] = set()
    for table in (AuditPayload.__tablename__, SealedPayload.__tablename__):
        asked = (
            f"SELECT e.number, {new} FROM {table} p JOIN audit_event e ON e.number = p.number "
            f"WHERE {records}"
        )
        for own, told in connection.exec_driver_sql(asked):
            # What comes after a record is excused by none.
            found.update(number for number in _numbers(told) if number < own)
    return frozenset(found)


def _numbers(told: str | bytes | None) -> Sequence[int]:
    """None from what is no record of an erasure, for the walk names it by its digest."""
    try:
        record = json.loads(told or "null")
    except (ValueError, RecursionError):
        return ()
    listed = record.get("numbers") if isinstance(record, dict) else None
    return [one for one in listed if isinstance(one, int)] if isinstance(listed, list) else ()


def _are_records(connection: Connection, numbers: Sequence[int]) -> bool:
    asked = select(AuditEvent.number).where(
        AuditEvent.number.in_(numbers), AuditEvent.table_name == RECORD
    )
    return connection.execute(asked).first() is not None


def _count(connection: Connection, numbers: Sequence[int]) -> int:
    asked = select(func.count()).where(AuditEvent.number.in_(numbers))
    return connection.execute(asked).scalar_one()


def _empty(connection: Connection, numbers: Sequence[int]) -> None:
    """As NULL of the engine's own: JSON's null would be a text."""
    for table in (AuditPayload.__tablename__, SealedPayload.__tablename__):
        statement = text(
            f"UPDATE {table} SET old = NULL, new = NULL, salt = NULL WHERE number IN :numbers"
        )
        listed: BindParameter[list[int]] = bindparam("numbers", expanding=True)
        connection.execute(statement.bindparams(listed), {"numbers": list(numbers)})
