"""Keys for many rows at once: unguessable, and in the order in which they were made.

Laid out as UUID version 7 (RFC 9562): the moment, a counter, then 48 random bits. Neighbours lie
together in an index, and rows of one import keep their order where only the key is left to sort by.
"""

import secrets
from datetime import datetime
from uuid import UUID

_VERSION = 7 << 76
_VARIANT = 2 << 62
_HIGH = 1 << 12


class Keys:
    """Makes keys for one import; `at` is the import's moment."""

    def __init__(self, at: datetime) -> None:
        self._moment = (int(at.timestamp() * 1000) & (1 << 48) - 1) << 80
        self._made = 0

    def new(self) -> UUID:
        made = self._made
        self._made = made + 1
        high, low = divmod(made, 1 << 14)
        if high >= _HIGH:
            raise OverflowError("too many rows for one import")
        noise = secrets.randbits(48)
        return UUID(int=self._moment | _VERSION | high << 64 | _VARIANT | low << 48 | noise)
