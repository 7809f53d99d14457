"""Personal names as offices write them: capitals, stray spaces, two orders, several spellings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

SIMILAR = 86
_WELL_KNOWN = 4
_SEVERAL = 2
_COMPOUND_TIMES = 2
_SPACES = re.compile(r"[\s\u00a0]+")
_DOUBLED = re.compile(r"([a-z])\1+")
_SMALL_WORDS = frozenset(("van", "von", "de", "der", "den", "af", "av", "el", "al", "bin", "da"))
_SPELLED = str.maketrans({"ø": "o", "æ": "e", "å": "a", "ł": "l", "đ": "d", "ß": "ss", "ŧ": "t",
                          "ŋ": "n", "ı": "i", "ð": "d", "þ": "t", "œ": "o"})  # fmt: skip

# Given names common enough in Norway to tell an order by; a file's own names count for more.
_GIVEN_WORDS = """
    anne inger kari marit ingrid liv eva berit astrid bjørg hilde anna solveig marianne randi
    ida nina maria kristin elisabeth silje heidi bente camilla linda tone gro hege mona wenche
    siv tove ellen julie hanne marte line emma sara sofie nora jan per bjørn ole lars kjell knut
    svein thomas arne geir hans morten tor odd terje erik martin anders jon gunnar tom rolf
    andreas magnus stian øyvind håkon kristian jonas daniel marius henrik fredrik emil oskar
    jakob lukas nils harald rune trond frode espen roger roy steinar helge sigurd åse turid else
    gerd unni laila aud vigdis karin mohamed muhammad ahmed ali omar hassan ibrahim yusuf fatima
    aisha amina maryam khadija hodan sahra faadumo axmed maxamed cabdi yuusuf xaliimo agnieszka
    łukasz krzysztof małgorzata paweł tomasz piotr katarzyna olena oksana olha andrii serhii
    mykola yuliia kateryna nataliia oleksandr iryna tetiana biret máret niillas mihkkal áile
    ánte ánde ristiinná elle inga
"""
_COMMON_GIVEN = frozenset(_GIVEN_WORDS.split())


def tidy(text: str) -> str:
    """One space between words and none around."""
    return _SPACES.sub(" ", text).strip()


def is_untidy(text: str) -> bool:
    return text != tidy(text)


def is_shouted(text: str) -> bool:
    """All capitals, at least two letters of them."""
    return text.isupper() and sum(each.isalpha() for each in text) > 1


def spoken(text: str) -> str:
    """A shouted name in ordinary letters: NILSEN-HAUG becomes Nilsen-Haug. Others are untouched."""
    if not is_shouted(text):
        return text
    return " ".join(_spoken_word(word) for word in text.split(" "))


def _spoken_word(word: str) -> str:
    lower = word.lower()
    if lower in _SMALL_WORDS:
        return lower
    return re.sub(r"(^|[-'’.(])(\w)", lambda m: m[1] + m[2].upper(), lower)


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """One form for all spellings of a name: Kvaale and Kvåle, Bjoern and Bjørn, Goląb and Gołąb."""
    low = text.casefold().translate(_SPELLED)
    plain = "".join(e for e in unicodedata.normalize("NFKD", low) if not unicodedata.combining(e))
    plain = plain.replace("ae", "e").replace("oe", "o").replace("aa", "a")
    return _DOUBLED.sub(r"\1", re.sub(r"[^a-z0-9]+", " ", plain)).strip()


def similar(one: str, other: str) -> bool:
    """The same name in two spellings, as far as letters can tell; the words in any order."""
    first, second = folded(one), folded(other)
    if first == second:
        return bool(first)
    if not first or not second:
        return False
    return fuzz.token_sort_ratio(first, second) >= SIMILAR


@dataclass(frozen=True, slots=True)
class NameParts:
    surname: str
    given: str


@dataclass(slots=True)
class NameBook:
    """Which words the files themselves use as surnames and which as given names."""

    surnames: Counter[str] = field(default_factory=Counter)
    givens: Counter[str] = field(default_factory=Counter)

    def learn(self, surname: str, given: str) -> None:
        if surname:
            self.surnames[folded(surname)] += 1
        for word in given.split():
            self.givens[folded(word)] += 1

    def learn_all(self, pairs: Iterable[NameParts]) -> None:
        for each in pairs:
            self.learn(each.surname, each.given)

    def surname_weight(self, text: str) -> float:
        return self.surnames[folded(text)]

    def given_weight(self, text: str) -> float:
        """How much speaks for these words being given names: the least known word decides."""
        words = text.split()
        if not words:
            return 0
        return min(self.givens[folded(word)] + 2 * (word.casefold() in _COMMON_GIVEN)
                   for word in words)  # fmt: skip

    def seems_swapped(self, surname: str, given: str) -> bool:
        """Both cells are known, and each only from the other column; the row's own is not counted.

        A well-known given name that is nobody else's surname is enough, and so is a surname of
        several others in the place of a given name.
        """
        if self.surname_weight(surname) > _WELL_KNOWN and not self.surname_weight(given):
            return False
        if (
            self.given_weight(surname) >= _WELL_KNOWN
            and self.surname_weight(surname) <= 1
            and self.given_weight(given) <= 1
        ):
            return True
        alone = self.surname_weight(surname) <= 1 and self.given_weight(given) <= 1
        if alone and self.surname_weight(given) >= _SEVERAL:
            return True
        as_written = self.surname_weight(surname) - 1 + self.given_weight(given) - 1
        other_way = self.surname_weight(given) + self.given_weight(surname)
        known = self.surname_weight(given) > 0 and self.given_weight(surname) > 0
        return known and other_way > 2 * max(as_written, 1)

    def divide(self, text: str, surname_first: bool = False) -> NameParts:
        """Surname and given name of a name without a comma, by the longest known surname."""
        words = text.split()
        if len(words) < 2:
            return NameParts(text, "")
        if surname_first:
            count = self._known(words, first=True)
            return NameParts(" ".join(words[:count]), " ".join(words[count:]))
        count = self._known(words, first=False)
        return NameParts(" ".join(words[-count:]), " ".join(words[:-count]))

    def _known(self, words: list[str], first: bool) -> int:
        for count in range(min(3, len(words) - 1), 0, -1):
            part = words[:count] if first else words[-count:]
            if self.surname_weight(" ".join(part)):
                return count
        return 1

    def surname_first(self, text: str) -> bool | None:
        """Whether a name without a comma has its surname first; None where nothing tells."""
        words = text.split()
        if len(words) < 2:
            return None
        ahead = self.surname_weight(words[0]) + self.surname_weight(" ".join(words[:2]))
        ahead += self.given_weight(words[-1])
        behind = self.surname_weight(words[-1]) + self.surname_weight(" ".join(words[-2:]))
        behind += self.given_weight(words[0])
        if ahead == behind:
            return None
        return ahead > behind


def compound_surnames(texts: Iterable[str]) -> set[str]:
    """Surnames of two words in 'Given Surname' texts: the last word never stands without the other.

    Told only where at least two different people have it, so that a second given name is none.
    """
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    heads: dict[str, set[str]] = {}
    for text in texts:
        words = text.split()
        if len(words) < 2:
            continue
        before.setdefault(words[-1], set()).add(words[-2] if len(words) > 2 else "")
        for one, following in pairwise(words):
            after.setdefault(one, set()).add(following)
        heads.setdefault(words[-1], set()).add(" ".join(words[:-2]))
    return {
        f"{next(iter(found))} {last}"
        for last, found in before.items()
        if len(found) == 1
        and "" not in found
        and len(heads[last]) >= _COMPOUND_TIMES
        and after[next(iter(found))] == {last}
    }


def at_comma(text: str) -> NameParts:
    """'Surname, Given' divided; without a comma all of it is the surname."""
    surname, _, given = text.partition(",")
    return NameParts(tidy(surname), tidy(given))
