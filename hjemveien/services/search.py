"""Finds cases by what somebody types: name, number, identity number, address; capped, never slow.

One or two letters look in the words by prefix, three or more in the trigrams; several words must
all be there.
"""

import re
from uuid import UUID

from sqlalchemy import Select, Text, Uuid, cast, false, func, literal, select, text, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import SearchTerm, SearchWord
from hjemveien.services import server

CAP = 1000
_LAST = "\U0010ffff"


def matching(session: Session, typed: str) -> list[UUID]:
    """Ids of cases in which every typed word occurs; at most CAP of them."""
    return list(session.scalars(found(session, typed)))


def found(session: Session, typed: str) -> Select[UUID]:
    """The same as a select, to be used inside another: the newest CAP, or by word for prefixes."""
    words = _words(typed)
    if not words:
        return select(SearchTerm.case_id).where(false())
    long_words = [word for word in words if len(word) >= 3]
    short_words = [word for word in words if len(word) < 3]
    if server.is_shared(session):
        return _by_door(long_words, short_words)
    if not long_words:
        return _by_prefix(short_words)
    statement = _by_trigram(long_words)
    for word in short_words:
        statement = statement.where(SearchTerm.case_id.in_(_prefixed(word)))
    return statement.limit(CAP)


def _words(typed: str) -> list[str]:
    """Folded words; an identity number typed with a space is one number."""
    joined = re.sub(r"\b(\d{6})[ .-](\d{5})\b", r"\1\2", typed)
    return [word for word in fold(joined).replace(",", " ").split() if word]


def _by_prefix(words: list[str]) -> Select[UUID]:
    statement = _prefixed(words[0])
    for word in words[1:]:
        statement = statement.where(SearchWord.case_id.in_(_prefixed(word)))
    return statement.order_by(SearchWord.word).limit(CAP)


def _by_door(long_words: list[str], short_words: list[str]) -> Select[UUID]:
    """On a shared database a door searches, and returns what the asker may see of it."""
    patterns = [f"%{_escaped(word)}%" for word in long_words]
    texts = ARRAY(Text())
    found = func.find_cases(cast(patterns, texts), cast(short_words, texts), _LAST, CAP)
    return select(type_coerce(found.column_valued("found"), Uuid()))


def _prefixed(word: str) -> Select[UUID]:
    """Words that begin so, as a range over bytes, which the index answers."""
    return select(SearchWord.case_id).where(
        SearchWord.word >= literal(word), SearchWord.word < literal(word + _LAST)
    )


def _by_trigram(words: list[str]) -> Select[UUID]:
    phrase = " ".join('"' + word.replace('"', '""') + '"' for word in words)
    match = text(
        "search_term.doc_number IN (SELECT rowid FROM search_trigram"
        " WHERE search_trigram MATCH :phrase ORDER BY rowid DESC LIMIT :cap)"
    ).bindparams(phrase=phrase, cap=CAP)
    return select(SearchTerm.case_id).where(match).order_by(SearchTerm.doc_number.desc())


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
