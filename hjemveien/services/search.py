"""Finds cases by what somebody types: name, number, identity number, address; capped, never slow.

One or two letters look in the words by prefix, three or more in the trigrams; several words must
all be there.
"""

import re
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import SearchTerm, SearchWord

CAP = 1000
_LAST = "\U0010ffff"


def matching(session: Session, typed: str) -> list[UUID]:
    """Ids of cases in which every typed word occurs, the newest first; at most CAP of them."""
    words = _words(typed)
    if not words:
        return []
    if all(len(word) < 3 for word in words):
        return _by_prefix(session, words)
    long_words = [word for word in words if len(word) >= 3]
    short_words = [word for word in words if len(word) < 3]
    statement = _by_trigram(session, long_words)
    for word in short_words:
        statement = statement.where(SearchTerm.case_id.in_(_prefixed(word)))
    return list(session.scalars(statement.limit(CAP)))


def _words(typed: str) -> list[str]:
    """Folded words; an identity number typed with a space is one number."""
    joined = re.sub(r"\b(\d{6})[ .-](\d{5})\b", r"\1\2", typed)
    return [word for word in fold(joined).replace(",", " ").split() if word]


def _by_prefix(session: Session, words: list[str]) -> list[UUID]:
    statement = _prefixed(words[0])
    for word in words[1:]:
        statement = statement.where(SearchWord.case_id.in_(_prefixed(word)))
    return list(dict.fromkeys(session.scalars(statement.limit(CAP))))


def _prefixed(word: str) -> Select[UUID]:
    return (
        select(SearchWord.case_id)
        .where(SearchWord.word.like(_escaped(word) + "%", escape="\\"))
        .order_by(SearchWord.word)
    )


def _by_trigram(session: Session, words: list[str]) -> Select[UUID]:
    statement = select(SearchTerm.case_id)
    if session.get_bind().dialect.name == "sqlite":
        phrase = " ".join('"' + word.replace('"', '""') + '"' for word in words)
        match = text(
            "search_term.doc_number IN (SELECT rowid FROM search_trigram"
            " WHERE search_trigram MATCH :phrase ORDER BY rowid DESC LIMIT :cap)"
        ).bindparams(phrase=phrase, cap=CAP)
        return statement.where(match).order_by(SearchTerm.doc_number.desc())
    for word in words:
        statement = statement.where(SearchTerm.text.like(f"%{_escaped(word)}%", escape="\\"))
    return statement


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
