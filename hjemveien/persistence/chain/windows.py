"""The audit read in windows of many events, each told in a few figures that the walk compares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

EVENTS_AT_ONCE = 20_000
LOWEST, HIGHEST = -(1 << 63), (1 << 63) - 1


@dataclass
class Window:
    """Events with `low` ≤ number < `high`.

    `packed` has those that a link must cover, with the digest that their fields have now; `open`
    counts the newer ones. The lists hold numbers, in order: `unlike` where the digest stored is
    another one, payload that is `changed`, `gone` (or emptied), there `twice` or without an event.
    """

    low: int
    high: int
    packed: bytes = b""
    events: int = 0
    open: int = 0
    unlike: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    twice: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)


def bounds(bound: Callable[[int], int | None]) -> Iterator[tuple[int, int]]:
    """(low, high) of each window, together everything there can be; `bound` is a low one's high."""
    low = LOWEST
    while True:
        high = bound(low)
        if high is None:
            yield low, HIGHEST
            return
        yield low, high
        low = high


def alone(connection: Connection, low: int, high: int) -> list[int]:
    """Payload without an event."""
    both = " UNION ALL ".join(
        f"SELECT number FROM {table} WHERE number >= {low} AND number <= {high}"
        for table in ("audit_payload", "sealed_payload")
    )
    asked = (
        f"SELECT p.number FROM ({both}) p WHERE NOT EXISTS "
        "(SELECT 1 FROM audit_event e WHERE e.number = p.number) ORDER BY p.number"
    )
    return list(connection.exec_driver_sql(asked).scalars())
