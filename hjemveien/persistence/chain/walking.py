"""Walks along the chain: every link by its own digest, then every event and payload by theirs."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from hjemveien.persistence.chain import doors, reading_local
from hjemveien.persistence.chain.links import NOTHING, NUMBER_BYTES, PACKED, Head, Link, read_links
from hjemveien.persistence.chain.verdict import ADDED, ALONE, CHANGED, GONE, Verdict, WrongRow
from hjemveien.persistence.chain.windows import Window, bounds
from hjemveien.persistence.engine import Database

EVENT, CHECKPOINT = "audit_event", "audit_checkpoint"
PAYLOAD, SEALED = "audit_payload", "sealed_payload"
# done, total events; raising from it cancels.
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def verify(database: Database, progress: Progress = silent) -> Verdict:
    """Walk it all and name the first wrong row: of the links if one is wrong, else of the events.

    On a shared database those who answer for it have all looked at, others the links alone.
    """
    with database.connecting() as connection:
        return walk(connection, progress)


def walk(connection: Connection, progress: Progress = silent) -> Verdict:
    """The same within a transaction that somebody has begun."""
    rows = True
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL jit = off")
        rows = doors.may_witness(connection)
    return _Walk(connection, progress).verdict(rows=rows)


class _Walk:
    """One moment of the database, and what of it has been counted so far."""

    def __init__(self, connection: Connection, progress: Progress) -> None:
        self.connection = connection
        self.progress = progress
        self.local = connection.dialect.name == "sqlite"
        self.links: list[Link] = []
        self.events = self.open = self.erased = 0

    def verdict(self, *, rows: bool) -> Verdict:
        wrong = self._first_wrong_link()
        if wrong is None and rows:
            wrong = self._first_wrong_row()
        last = self.links[-1] if self.links else None
        head = Head(last.number, _moment(last.at), last.head.hex()) if last else None
        count, open_ones, erased = self.events, self.open, self.erased
        return Verdict(count, len(self.links), open_ones, erased, head, wrong, rows)

    def _first_wrong_link(self) -> WrongRow | None:
        before = NOTHING
        for link in read_links(self.connection):
            number = len(self.links) + 1
            if link.number != number:
                what = GONE if link.number > number else ADDED
                return WrongRow(min(number, link.number), CHECKPOINT, "", what)
            if link.previous != before or not link.fits():
                return WrongRow(number, CHECKPOINT, "", CHANGED)
            self.links.append(link)
            before = link.head
        return None

    def _first_wrong_row(self) -> WrongRow | None:
        seen = reading_local if self.local else doors
        total = seen.count(self.connection)
        lawful = seen.erased(self.connection)
        upto, since = (self.links[-1].upto, self.links[-1].since) if self.links else (0, 0)
        for low, high in bounds(lambda low: seen.bound(self.connection, low)):
            window = seen.window(self.connection, low, high, upto, since)
            self.events += window.events
            self.open += window.open
            self.erased += sum(number in lawful for number in window.gone)
            wrong = min(self._wrong(window, lawful), key=lambda w: (w[0], w[1]), default=None)
            if wrong is not None:
                return self._named(*wrong)
            self.progress(self.events, total)
        return None

    def _wrong(self, window: Window, lawful: frozenset[int]) -> Iterator[tuple[int, str, str]]:
        """(number, table, what) of the first of each kind."""
        yield from self._uncovered(window)
        unlawful = [number for number in window.gone if number not in lawful]
        for numbers, table, what in (
            (window.unlike, EVENT, CHANGED),
            (window.changed, PAYLOAD, CHANGED),
            (unlawful, PAYLOAD, GONE),
            (window.twice, PAYLOAD, ADDED),
            (window.alone, PAYLOAD, ALONE),
        ):
            if numbers:
                yield numbers[0], table, what

    def _uncovered(self, window: Window) -> Iterator[tuple[int, str, str]]:
        """The first event that is not as the links have it."""
        covered = _covered(self.links, window.low, window.high)
        if covered == window.packed:
            return
        wanted, found = _by_number(covered), _by_number(window.packed)
        differing = [n for n in wanted.keys() | found.keys() if wanted.get(n) != found.get(n)]
        number = min(differing)
        yield number, EVENT, self._what_happened(number, number in wanted)

    def _what_happened(self, number: int, covered: bool) -> str:
        there = self._row(number) is not None
        return ADDED if not covered else CHANGED if there else GONE

    def _row(self, number: int) -> tuple[str, bool] | None:
        if self.local:
            return reading_local.row(self.connection, number)
        return doors.row(self.connection, number)

    def _named(self, number: int, table: str, what: str) -> WrongRow:
        if what == ALONE:
            return WrongRow(number, table, "", what)
        about, apart = self._row(number) or ("", False)
        if table == PAYLOAD and what == CHANGED and apart:
            table = SEALED
        return WrongRow(number, table, about, what)


def _covered(links: Sequence[Link], low: int, high: int) -> bytes:
    """What the links have between two numbers, in order of the numbers."""
    parts = [part for link in links if (part := _slice(link.covered, low, high))]
    if len(parts) == 1:
        return parts[0]
    joined = b"".join(parts)
    rows = sorted(joined[at : at + PACKED] for at in range(0, len(joined), PACKED))
    return b"".join(rows)


def _slice(covered: bytes, low: int, high: int) -> bytes:
    if not covered or _number(covered, 0) >= high:
        return b""
    places = range(len(covered) // PACKED)
    first = bisect_left(places, low, key=lambda place: _number(covered, place))
    last = bisect_left(places, high, key=lambda place: _number(covered, place))
    return covered[first * PACKED : last * PACKED]


def _number(covered: bytes, place: int) -> int:
    start = place * PACKED
    return int.from_bytes(covered[start : start + NUMBER_BYTES], "big", signed=True)


def _by_number(packed: bytes) -> dict[int, bytes]:
    """A number that is covered twice is wrong in one of the two."""
    return {
        _number(packed, place): packed[place * PACKED + NUMBER_BYTES : (place + 1) * PACKED]
        for place in range(len(packed) // PACKED)
    }


def _moment(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
