"""Learns what an office's own word for a decision or an ending means from the rows that have it.

A word that many rows share is no slip. Whether such rows have a decision date, moved in, or ended
in a refusal says what it stands for; where they do not agree, it stays unknown.
"""

from collections import defaultdict
from dataclasses import dataclass

from hjemveien.exchange.reading import lexicons
from hjemveien.exchange.reading.codes import Codes
from hjemveien.exchange.reading.sheets import Value, is_empty
from hjemveien.exchange.reading.table import Table

Learned = dict[tuple[str, str], str]

_ENOUGH_ROWS = 4
_MOST, _FEW = 0.75, 0.15


@dataclass(slots=True)
class _Seen:
    """How the rows with one word look."""

    rows: int = 0
    dated: int = 0
    moved: int = 0
    offered: int = 0
    refused: int = 0
    housed: int = 0

    def share(self, count: int) -> float:
        return count / self.rows if self.rows else 0.0


def learn_words(table: Table, codes: Codes) -> Learned:
    """(decision or outcome, word in small letters) to code, for words no lexicon knows."""
    found: Learned = {}
    for field, lexicon in (("decision", codes.decision), ("outcome", codes.outcome)):
        for word, seen in _unknown_words(table, field, lexicon, codes).items():
            code = _decision(table, seen) if field == "decision" else _outcome(table, seen)
            if seen.rows >= _ENOUGH_ROWS and code is not None:
                found[field, word] = code
    return found


def _unknown_words(
    table: Table, field: str, lexicon: lexicons.Lexicon, codes: Codes
) -> dict[str, _Seen]:
    words: dict[str, _Seen] = defaultdict(_Seen)
    if table.column(field) is None:
        return words
    for row in table.sheet.rows[table.first - 1 :]:
        text = table.text(row, field)
        if text and "?" not in text and lexicon.code(text) is None:
            _look(table, row, words[text.casefold()], codes)
    return words


def _look(table: Table, row: list[Value], seen: _Seen, codes: Codes) -> None:
    seen.rows += 1
    seen.dated += not is_empty(table.value(row, "decided"))
    seen.moved += not is_empty(table.value(row, "moved"))
    seen.offered += not is_empty(table.value(row, "offered"))
    decision = codes.decision.code(table.text(row, "decision"))
    outcome = codes.outcome.code(table.text(row, "outcome"))
    seen.refused += lexicons.REFUSED in (decision, outcome)
    seen.housed += outcome == lexicons.HOUSED


def _decision(table: Table, seen: _Seen) -> str | None:
    if table.column("decided") is None:
        return None
    if seen.share(seen.dated) <= _FEW:
        return lexicons.UNDECIDED
    if seen.share(seen.dated) < _MOST:
        return None
    if seen.moved or seen.housed or seen.offered:
        return lexicons.GRANTED
    return lexicons.REFUSED if seen.share(seen.refused) >= _MOST else None


def _outcome(table: Table, seen: _Seen) -> str | None:
    if table.column("moved") is None:
        return None
    if seen.share(seen.moved) >= _MOST:
        return lexicons.HOUSED
    if seen.share(seen.moved) > _FEW:
        return None
    return lexicons.REFUSED if seen.share(seen.refused) >= _MOST else lexicons.WITHDRAWN
