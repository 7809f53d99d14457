"""Texts of a local file as they are stored, for one that was tampered with need not be UTF-8."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection


@contextmanager
def as_stored(connection: Connection) -> Iterator[None]:
    """Within it any bytes are read as text; one that is none raises UnicodeError when encoded.

    A server keeps no such text, and nothing changes there. Source: PEP 383.
    """
    raw = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    before = raw.text_factory
    raw.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def shown(told: str) -> str:
    """The same fit to print."""
    return told.encode("utf-8", "replace").decode()
