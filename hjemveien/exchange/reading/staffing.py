"""Resolves the many ways a caseworker is written to one person: initials, first name, full name."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from hjemveien.domain import names
from hjemveien.exchange.reading.records import Staff

_NOT_A_PERSON = ("", "-", "?", "ukjent", "ingen", "ufordelt", "ikke tildelt", "none", "unassigned")


class StaffBook:
    """Knows who is meant. People from the sheet of codes first, then those who only appear."""

    def __init__(self, coded: Iterable[tuple[str, str]], texts: Counter[str]) -> None:
        self._people: dict[str, tuple[str, str]] = {}
        self._by_alias: dict[str, str | None] = {}
        self._aliases: dict[str, set[str]] = {}
        self._seen: dict[str, str | None] = {}
        for initials, full in coded:
            self._enter(full, initials)
        for text in sorted(texts, key=lambda each: (-len(each.split()), -texts[each], each)):
            self._learn(names.tidy(text))
        for text in texts:
            self.key(text)

    def key(self, text: str) -> str | None:
        """The person's key, or None where nobody is named."""
        if text not in self._seen:
            self._seen[text] = self._find(names.tidy(text))
            if (found := self._seen[text]) is not None:
                self._aliases[found].add(names.tidy(text))
        return self._seen[text]

    def staff(self) -> tuple[Staff, ...]:
        return tuple(
            Staff(key, full, initials, tuple(sorted(self._aliases[key])))
            for key, (full, initials) in self._people.items()
        )

    def _find(self, text: str) -> str | None:
        low = _alias(text)
        if low in _NOT_A_PERSON:
            return None
        if low in self._by_alias and self._by_alias[low] is not None:
            return self._by_alias[low]
        for key, (full, _initials) in self._people.items():
            if names.similar(full, text):
                return key
        return None

    def _learn(self, text: str) -> None:
        """A text that names nobody known yet is a new person."""
        if _alias(text) in _NOT_A_PERSON or self._find(text) is not None:
            return
        if " " in text and not text.isupper():
            self._enter(text, _initials(text))
        else:
            self._enter(
                text.upper() if len(text) <= 4 else text, text.upper() if len(text) <= 4 else ""
            )

    def _enter(self, full: str, initials: str) -> None:
        key = "w-" + hashlib.sha256(_alias(full).encode()).hexdigest()[:16]
        self._people.setdefault(key, (full, initials))
        self._aliases.setdefault(key, set())
        words = full.replace(".", " ").split()
        for alias in (full, initials, _initials(full), words[0], words[-1],
                      f"{words[0]} {words[-1][0]}", f"{words[0][0]} {words[-1]}",
                      " ".join(words[:-1])):  # fmt: skip
            self._claim(_alias(alias), key, strong=alias in (full, initials))

    def _claim(self, alias: str, key: str, strong: bool) -> None:
        """An alias that two people could have names neither, unless it is one's own initials."""
        if not alias:
            return
        if strong or alias not in self._by_alias:
            self._by_alias[alias] = key
        elif self._by_alias[alias] != key and not self._is_strong(alias):
            self._by_alias[alias] = None

    def _is_strong(self, alias: str) -> bool:
        return any(alias in (_alias(f), _alias(i)) for f, i in self._people.values())


def _alias(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").split())


def _initials(full: str) -> str:
    return "".join(part[0] for part in full.replace("-", " ").split()).upper()
