"""A window of a local file's audit, hashed here."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from hjemveien.persistence import digests
from hjemveien.persistence.chain.links import pack
from hjemveien.persistence.chain.windows import Window, alone

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


def read(connection: Connection, low: int, high: int, upto: int, _since: int) -> Window:
    """`upto` is the last link's."""
    window = Window(low, high, alone=alone(connection, low, high))
    packed = []
    for row in _rows(connection, low, high):
        number = row[0]
        found = digests.event_digest(*row[:_COUNT])
        if found != row[_COUNT]:
            window.unlike.append(number)
        window.events += 1
        if number > upto:
            window.open += 1
        else:
            packed.append(pack(number, found))
        _look_at_payload(window, number, row[_COUNT - 1], *row[_COUNT + 1 :])
    window.packed = b"".join(packed)
    return window


def _rows(connection: Connection, low: int, high: int) -> Iterator[Any]:
    """Straight from the driver: a million rows."""
    raw = connection.connection.driver_connection
    assert raw is not None
    yield from raw.execute(_ROWS, (low, high))


def _look_at_payload(
    window: Window, number: int, digest: bytes | None, payloads: int, salt: Any, old: Any, new: Any
) -> None:
    if payloads > (digest is not None):
        window.twice.append(number)
    elif digest is None:
        return
    elif salt is None and old is None and new is None:
        window.gone.append(number)
    elif digests.payload_digest(salt or b"", old, new) != digest:
        window.changed.append(number)
