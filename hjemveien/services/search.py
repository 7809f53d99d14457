"""Finds cases by what somebody types: name, number, identity number, address; capped, never slow.

One or two letters look in the words by prefix, three or more in the trigrams; several words must
all be there.
"""

import re
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Text, Uuid, bindparam, cast, false, func, select, text, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import SearchTerm, SearchWord
from hjemveien.services import server

# How many a search finds at the most: the newest. Whoever sees so many types another letter.
CAP = 400
_LAST = "\U0010ffff"
_TEXTS = ARRAY(Text())


class Kind(NamedTuple):
    """What a search's statement depends on: where it runs, and how many words of which length."""

    shared: bool
    long_words: int
    short_words: int


def kind_of(session: Session, typed: str) -> Kind:
    long_words, short_words = _words(typed)
    return Kind(server.is_shared(session), len(long_words), len(short_words))


def matching(session: Session, typed: str) -> list[UUID]:
    """Ids of cases in which every typed word occurs; at most CAP of them."""
    found = found_by(kind_of(session, typed))
    return list(session.scalars(found, values_of(typed)))


def found_by(kind: Kind) -> Select[UUID]:
    """The same as a select, to be used inside another; its values are those of `values_of`."""
    if not kind.long_words and not kind.short_words:
        return select(SearchTerm.case_id).where(false())
    if kind.shared:
        return _by_door()
    if not kind.long_words:
        return _by_prefix(kind.short_words)
    # Among many that have the long words, those that have the short ones too.
    statement = _by_trigram(CAP * 2 if kind.short_words else CAP)
    for place in range(kind.short_words):
        has = _prefixed(place).where(SearchWord.case_id == SearchTerm.case_id)
        statement = statement.where(has.correlate(SearchTerm).exists())
    return statement.limit(CAP)


def values_of(typed: str) -> dict[str, Any]:
    """For either engine; a statement takes those that it names."""
    long_words, short_words = _words(typed)
    values: dict[str, Any] = {
        "phrase": " ".join('"' + word.replace('"', '""') + '"' for word in long_words),
        "patterns": [f"%{_escaped(word)}%" for word in long_words],
        "prefixes": short_words,
    }
    for place, word in enumerate(short_words):
        values |= {f"from_{place}": word, f"to_{place}": word + _LAST}
    return values


def _words(typed: str) -> tuple[list[str], list[str]]:
    """Folded words, the long and the short; an identity number typed with a space is one number.

    Of 2024/222 the noughts may have been left out: year and number are looked for each by itself.
    """
    joined = re.sub(r"\b(\d{6})[ .-](\d{5})\b", r"\1\2", typed)
    joined = re.sub(r"\b(\d{4}/)([1-9]\d{2,3})\b", r"\1 \2", joined)
    words = [word for word in fold(joined).replace(",", " ").split() if word]
    return [word for word in words if len(word) >= 3], [word for word in words if len(word) < 3]


def _by_prefix(words: int) -> Select[UUID]:
    statement = _prefixed(0)
    for place in range(1, words):
        statement = statement.where(SearchWord.case_id.in_(_prefixed(place)))
    return statement.order_by(SearchWord.word).limit(CAP)


def _by_door() -> Select[UUID]:
    """On a shared database a door searches, and returns what the asker may see of it."""
    patterns, prefixes = (bindparam(name, type_=_TEXTS) for name in ("patterns", "prefixes"))
    found = func.find_cases(cast(patterns, _TEXTS), cast(prefixes, _TEXTS), _LAST, CAP)
    return select(type_coerce(found.column_valued("found"), Uuid()))


def _prefixed(place: int) -> Select[UUID]:
    """Words that begin so, as a range over bytes, which the index answers."""
    first, last = (bindparam(f"{end}_{place}", type_=Text()) for end in ("from", "to"))
    return select(SearchWord.case_id).where(SearchWord.word >= first, SearchWord.word < last)


def _by_trigram(most: int) -> Select[UUID]:
    match = text(
        "search_term.doc_number IN (SELECT rowid FROM search_trigram"
        " WHERE search_trigram MATCH :phrase ORDER BY rowid DESC LIMIT :most)"
    ).bindparams(bindparam("phrase", type_=Text()), most=most)
    return select(SearchTerm.case_id).where(match).order_by(SearchTerm.doc_number.desc())


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
