"""A window of a local file's audit, hashed here; nothing that is stored in it is trusted."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from hjemveien.persistence import cipher, digests
from hjemveien.persistence.chain.erasing import erased
from hjemveien.persistence.chain.links import pack
from hjemveien.persistence.chain.stored import as_stored, shown
from hjemveien.persistence.chain.windows import EVENTS_AT_ONCE, Window, alone

_FIELDS = ", ".join(f'e."{name}"' for name in digests.FIELDS)
# Keys and moments are text here, and go into a digest as they are stored.
_ROWS = f"""
    SELECT {_FIELDS}, e.payload_digest, e.digest, (p.number IS NOT NULL) + (s.number IS NOT NULL),
        coalesce(p.salt, s.salt), coalesce(p.old, s.old), coalesce(p.new, s.new)
    FROM audit_event e LEFT JOIN audit_payload p ON p.number = e.number
    LEFT JOIN sealed_payload s ON s.number = e.number
    WHERE e.number >= ? AND e.number < ? ORDER BY e.number
"""
_COUNT = len(digests.FIELDS) + 1
__all__ = ["bound", "count", "erased", "row", "window"]


def bound(connection: Connection, low: int) -> int | None:
    asked = (
        f"SELECT number FROM audit_event WHERE number >= {low} ORDER BY number "
        f"LIMIT 1 OFFSET {EVENTS_AT_ONCE}"
    )
    found = connection.exec_driver_sql(asked).scalar()
    return None if found is None else int(found)


def row(connection: Connection, number: int) -> tuple[str, bool] | None:
    """What an event is about, and whether its payload is sealed; None where there is no event."""
    asked = (
        "SELECT e.table_name || ' ' || e.row_id, EXISTS (SELECT 1 FROM sealed_payload s "
        f"WHERE s.number = e.number) FROM audit_event e WHERE e.number = {number}"
    )
    with as_stored(connection):
        found = connection.exec_driver_sql(asked).one_or_none()
    return (shown(str(found[0])), bool(found[1])) if found else None


def count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM audit_event").scalar_one())


def window(connection: Connection, low: int, high: int, upto: int, _since: int) -> Window:
    """`upto` is the last link's."""
    try:
        return _window(connection, low, high, upto)
    except cipher.DRIVER.OperationalError:
        # A text that is none is read more slowly, and named.
        with as_stored(connection):
            return _window(connection, low, high, upto)


def _window(connection: Connection, low: int, high: int, upto: int) -> Window:
    told = Window(low, high, alone=alone(connection, low, high))
    packed = []
    for row in _rows(connection, low, high):
        number = row[0]
        found = _digest(row)
        if found is None or found != row[_COUNT]:
            told.unlike.append(number)
        told.events += 1
        if number > upto:
            told.open += 1
        else:
            packed.append(pack(number, found))
        _look_at_payload(told, number, row[_COUNT - 1], *row[_COUNT + 1 :])
    told.packed = b"".join(packed)
    return told


def _rows(connection: Connection, low: int, high: int) -> Iterator[Any]:
    """Straight from the driver: a million rows."""
    raw = connection.connection.driver_connection
    assert raw is not None
    yield from raw.execute(_ROWS, (low, high))


def _digest(row: Any) -> bytes | None:
    """None where no event's fields can be so."""
    payload = row[_COUNT - 1]
    if payload is not None and not (type(payload) is bytes and len(payload) == digests.BYTES):
        return None
    try:
        return digests.event_digest(*row[:_COUNT])
    except UnicodeError:
        return None


def _look_at_payload(
    window: Window, number: int, digest: bytes | None, payloads: int, salt: Any, old: Any, new: Any
) -> None:
    if payloads > (digest is not None):
        window.twice.append(number)
    elif digest is None:
        return
    elif salt is None and old is None and new is None:
        window.gone.append(number)
    elif not _fits(digest, salt, old, new):
        window.changed.append(number)


def _fits(digest: bytes, salt: Any, old: Any, new: Any) -> bool:
    """A salt of its own length and texts that are texts, or one could hide in the other's place."""
    if type(salt) is not bytes or len(salt) != digests.SALT_BYTES:
        return False
    if not all(one is None or (type(one) is str and one) for one in (old, new)):
        return False
    try:
        return digests.payload_digest(salt, old, new) == digest
    except UnicodeError:
        return False
