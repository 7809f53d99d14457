"""Amounts as people write them: 890,- and kr 1 150,00 and 7235.5."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from hjemveien.exchange.reading.sheets import Value

_DRESSED = re.compile(
    r"kr\.?|nok|,-|,–|\.-|pr\.? ?(?:døgn|mnd|natt|måned|dag)|/ ?(?:døgn|mnd|natt)", re.I
)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d{1,2})?")
_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0.](?=\d{3}(?:\D|$))")
_BARE = re.compile(r"-?\d+(?:[.,]\d{1,2})?")


@lru_cache(maxsize=16_384)
def read_text(text: str) -> Decimal | None:
    """The amount in kroner, or None where the text is no amount ('ca 9000' is none)."""
    plain = _DRESSED.sub("", text.casefold()).strip()
    plain = _THOUSANDS.sub("", plain).replace("\u00a0", "").replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def read_amount(value: Value) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Decimal(str(value)).quantize(Decimal("0.01")).normalize() + 0
    return read_text(value.strip()) if isinstance(value, str) else None


def is_bare(text: str) -> bool:
    """Nothing but a number, as a text file stores it."""
    return bool(_BARE.fullmatch(text.strip()))
