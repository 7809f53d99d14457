"""Knows a row again in a file that was saved anew: by its sheet's role and its cells as written."""

from collections.abc import Iterable
from hashlib import sha256

from hjemveien.exchange.intake.known import KnownRow
from hjemveien.exchange.reading.records import RowRef, SourceRow


def fingerprint(row: SourceRow) -> str:
    """The same wherever the row stands and in whatever order its columns do."""
    cells = sorted([f"{header}\x1e{text}" for _letter, header, text in row.cells])
    return sha256("\x1f".join([row.role, *cells]).encode("utf-8", "replace")).hexdigest()


def recognised(
    rows: Iterable[SourceRow], prints: dict[RowRef, str], known: dict[str, list[KnownRow]]
) -> dict[RowRef, KnownRow]:
    """Which rows were taken in before. Two equal rows need two earlier ones to be known both."""
    left = {key: list(reversed(found)) for key, found in known.items()}
    return {row.ref: left[prints[row.ref]].pop() for row in rows if left.get(prints[row.ref])}
