"""Turns any text into lines that fit: data as it is, nothing interpreted and nothing lost.

What Inter cannot draw, and what would steer the reading (control and direction characters),
stands as a visible sign; the original words travel beside it for search and screen readers.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hjemveien.reports.paper.fonts import MISSING, Face

_TOKEN = re.compile(r"[^ /-]*[/-]+ *|[^ /-]+ *| +")
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u017f\u2013]*")
_BREAKS = re.compile(r"\r\n?|[\n\u0085\u2028\u2029\v\f]")
_WITHOUT_INK = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"
_LONGEST_LINE = 500
_LONGEST_TITLE = 2000
_STEERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Line(NamedTuple):
    """What is drawn on one line, and the words meant where signs stand in for some."""

    shown: str
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Legible:
    """What is drawn, lines parted by newlines, and the words meant where the two differ."""

    shown: str
    meant: str | None = None


def legible(text: str, face: Face) -> Legible:
    if _PLAIN.fullmatch(text):
        return Legible(text)
    whole = unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).translate(_whitespace())
    shown = whole.translate(_visible(face))
    if MISSING not in shown or shown == whole:
        return Legible(shown)
    return Legible(shown, whole.translate(_harmless()))


class _Whitespace(dict[int, str | None]):
    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        space = letter == "\t" or (unicodedata.category(letter) == "Zs" and letter != "\u00a0")
        kept = self[code] = None if letter in _WITHOUT_INK else " " if space else letter
        return kept


class _Visible(dict[int, str]):
    def __init__(self, face: Face) -> None:
        self._face = face

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        drawn = letter == "\n" or (code in self._face.glyph_of and not _steers(letter))
        kept = self[code] = letter if drawn else MISSING
        return kept


class _Harmless(dict[int, str]):
    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kept = self[code] = "\ufffd" if _steers(letter) else letter
        return kept


def _steers(letter: str) -> bool:
    """Control and direction characters, halves, private letters: none has an agreed reading."""
    return letter in _STEERING or (
        letter != "\n" and unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"}
    )


@cache
def _whitespace() -> _Whitespace:
    return _Whitespace()


@cache
def _visible(face: Face) -> _Visible:
    return _Visible(face)


@cache
def _harmless() -> _Harmless:
    return _Harmless()


def set_lines(text: str, face: Face, room: float) -> tuple[Line, ...]:
    """The text as lines no wider than `room` (thousandths of the type size)."""
    words = legible(text, face)
    shown = wrap(words.shown, face, room)
    if words.meant is None:
        return tuple(Line(line) for line in shown)
    return tuple(_with_meaning(shown, words.meant.replace("\n", " ")))


def _with_meaning(shown: Sequence[str], meant: str) -> Iterator[Line]:
    """Signs replace letters one for one, so the two run in step."""
    at = 0
    for line in shown:
        part = meant[at : at + len(line)]
        yield Line(line, None if part == line else part)
        at += len(line)


def wrap(shown: str, face: Face, room: float) -> tuple[str, ...]:
    """Lines no wider than `room` (thousandths of the type size).

    A line broken between words keeps its space, and one ended by hand gets one, so that reading it
    back finds the words apart; a word wider than the room is broken where it must. No line has
    over 500 letters, however narrow: marks without width could make one endless.
    """
    if len(shown) <= _LONGEST_LINE and "\n" not in shown and face.width(shown) <= room:
        return (shown,)
    lines: list[str] = []
    *paragraphs, last = shown.split("\n")
    for paragraph in paragraphs:
        lines.extend(_wrap_paragraph(paragraph + " ", face, room))
    return (*lines, *_wrap_paragraph(last, face, room))


def _wrap_paragraph(text: str, face: Face, room: float) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used, letters = 0.0, 0
    for token in _TOKEN.findall(text):
        ink = face.width(token.rstrip(" "))
        if line and (used + ink > room or letters + len(token) > _LONGEST_LINE):
            lines.append("".join(line))
            line, used, letters = [], 0.0, 0
        if ink > room or len(token) > _LONGEST_LINE:
            *full, token = _pieces(token, face, room)
            lines.extend(full)
        line.append(token)
        used += face.width(token)
        letters += len(token)
    return [*lines, "".join(line)]


def _pieces(word: str, face: Face, room: float) -> list[str]:
    pieces, start, used = [], 0, 0.0
    for at, letter in enumerate(word):
        width = face.advances[letter]
        full = used + width > room and letter != " "
        if at > start and (full or at - start == _LONGEST_LINE):
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += width
    return [*pieces, word[start:]]


def plain(text: str) -> str:
    """The text on one line without anything that steers, for titles and bookmarks."""
    whole = unicodedata.normalize("NFC", _BREAKS.sub(" ", text)).translate(_whitespace())
    whole = whole.translate(_harmless()).strip() or "–"
    return whole if len(whole) <= _LONGEST_TITLE else whole[:_LONGEST_TITLE] + "…"
