"""Keys for many rows at once: unguessable, and in the order in which they were made.

Laid out as UUID version 7 (RFC 9562): the moment, a counter, then 48 random bits. Neighbours lie
together in an index, and rows of one import keep their order where only the key is left to sort by.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

_VERSION = 7 << 76
_VARIANT = 2 << 62
_HIGH = 1 << 12


_LOW = 1 << 14
_NOISE_BYTES = 6
_AT_ONCE = 1 << 10


class Keys:
    """Makes keys for one import; `at` is the import's moment. Randomness is fetched in bulk."""

    def __init__(self, at: datetime) -> None:
        moment = (int(at.timestamp() * 1000) & (1 << 48) - 1) << 80
        self._keys = _keys(moment | _VERSION | _VARIANT)

    def new(self) -> UUID:
        return next(self._keys)


def _keys(fixed: int) -> Iterator[UUID]:
    for high in range(_HIGH):
        for low in range(_LOW):
            place = low % _AT_ONCE * _NOISE_BYTES
            if place == 0:
                noise = secrets.token_bytes(_AT_ONCE * _NOISE_BYTES)
            random = int.from_bytes(noise[place : place + _NOISE_BYTES])
            yield UUID(int=fixed | high << 64 | low << 48 | random)
    raise OverflowError("too many rows for one import")
