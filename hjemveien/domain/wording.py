"""The office's own words for stages and coded answers, laid over those of the program.

One set for the whole process, as with the language: a screen, a sheet of paper and a refusal
speak of one office. Whoever opens an office says `use`; nothing here knows where words are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hjemveien.texts import language

Titles = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """A title in three languages; an empty one leaves the program's own."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def shown(self) -> str:
        """In the reader's language; empty where the office has said nothing in it."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[language()]

    def any(self) -> str:
        """In the reader's language, or else in one that there is."""
        return self.shown() or self.nb or self.nn or self.en


@dataclass(frozen=True)
class OfficeCode:
    """What the office has said of a code; `position` is its place in the list, from 0."""

    code: str
    words: Words
    position: int = 0
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it may be chosen on this day; both ends are included."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Wording:
    """Codes by the built-in list they belong to, and stages by their code."""

    codes: Mapping[Titles, Mapping[str, OfficeCode]] = field(default_factory=dict)
    stages: Mapping[str, Words] = field(default_factory=dict)


PLAIN = Wording()
_used = PLAIN


def use(wording: Wording) -> None:
    """From now on these words are shown; PLAIN are the program's own."""
    global _used
    _used = wording


def used() -> Wording:
    return _used


def said_of(titles: Titles, code: str | None) -> OfficeCode | None:
    """What the office has said of this code, if anything."""
    return _used.codes.get(titles, {}).get(code or "") if _used.codes else None
