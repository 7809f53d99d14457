"""The columns an office's list can have, under the many names that offices give them.

A name is compared after small letters, without punctuation, 'nummer' as nr and 'antall' as ant;
an abbreviation counts when its words begin the words of a known name.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from hjemveien.exchange.reading.columnwords import (
    CASE_FIELDS,
    CODES_FIELDS,
    DWELLING_FIELDS,
    STAY_FIELDS,
)
from hjemveien.exchange.reading.headerstems import hinted

EXACT, ABBREVIATED, CONTAINED, MISTYPED = 1.0, 0.9, 0.75, 0.85
HINTED = 0.5
_MISTYPED_RATIO = 85

CASE, STAY, DWELLING, CODES = "case", "stay", "dwelling", "codes"

_FAMILIES = {CASE: CASE_FIELDS, STAY: STAY_FIELDS, DWELLING: DWELLING_FIELDS,
             CODES: CODES_FIELDS}  # fmt: skip

_NOT_LETTERS = re.compile(r"[^\wæøåäö]+")
_BROKEN_WORD = re.compile(r"[-\u00ad]\s*[\r\n]\s*")
_IN_BRACKETS = re.compile(r"\(.*?\)")
_SHORTENED = (
    (re.compile(r"nummer|\bnumber\b|\bnum\b"), "nr"),
    (re.compile(r"\b(antall|antal|ant|tal på|tal|no of|number of|nr of)\b"), "ant"),
)


@lru_cache(maxsize=8192)
def normal(header: str) -> str:
    """A header's plain form, in which it is compared."""
    whole = _BROKEN_WORD.sub("", header.casefold()).replace("_", " ")
    text = _NOT_LETTERS.sub(" ", whole).strip()
    for pattern, short in _SHORTENED:
        text = pattern.sub(short, text)
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class _Known:
    field: str
    text: str
    squashed: str
    words: tuple[str, ...]


def _known(fields: dict[str, str]) -> tuple[_Known, ...]:
    found = []
    for field, names in fields.items():
        for name in names.split(","):
            text = normal(name)
            found.append(_Known(field, text, text.replace(" ", ""), tuple(text.split())))
    return tuple(found)


_KNOWN = {family: _known(fields) for family, fields in _FAMILIES.items()}


@lru_cache(maxsize=16_384)
def scores(header: str, family: str) -> dict[str, float]:
    """How well a header names each field of a family, 0 to 1; others are absent."""
    best: dict[str, float] = {}
    for text in {normal(header), normal(_IN_BRACKETS.sub(" ", header))}:
        if text:
            for each in _KNOWN[family]:
                score = _score(text, each)
                if score > best.get(each.field, 0.0):
                    best[each.field] = score
            for name in hinted(text, family):
                best[name] = max(best.get(name, 0.0), HINTED)
    return best


def _score(text: str, known: _Known) -> float:
    squashed = text.replace(" ", "")
    if squashed == known.squashed:
        return EXACT
    words = text.split()
    if len(squashed) >= 3 and _abbreviates(words, known.words):
        return ABBREVIATED
    if len(squashed) >= 6 and len(known.squashed) >= 6:
        ratio = fuzz.ratio(squashed, known.squashed)
        if ratio >= _MISTYPED_RATIO:
            return MISTYPED * ratio / 100
    return _contained(words, known)


def _abbreviates(words: list[str], known: tuple[str, ...]) -> bool:
    if len(words) != len(known):
        return False
    return all(
        known_word.startswith(word) and (len(word) >= 3 or word == known_word or len(words) > 1)
        for word, known_word in zip(words, known, strict=True)
    )


def _contained(words: list[str], known: _Known) -> float:
    """A known name of several letters standing among other words; the more of them, the better."""
    if len(known.squashed) < 4 or not set(known.words) <= set(words):
        return 0.0
    return CONTAINED * (0.6 + 0.4 * len(known.words) / len(words))
