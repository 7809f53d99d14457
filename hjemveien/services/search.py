"""Finds cases by what somebody types: name, number, identity number, address; capped, never slow.

One or two letters look in the words by prefix, three or more in the trigrams; several words must
all be there.
"""

import re
from uuid import UUID

from sqlalchemy import Select, false, literal, select, text
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import SearchTerm, SearchWord

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
    if not long_words:
        return _by_prefix(session, short_words)
    statement = _by_trigram(session, long_words)
    for word in short_words:
        statement = statement.where(SearchTerm.case_id.in_(_prefixed(session, word)))
    return statement.limit(CAP)


def _words(typed: str) -> list[str]:
    """Folded words; an identity number typed with a space is one number."""
    joined = re.sub(r"\b(\d{6})[ .-](\d{5})\b", r"\1\2", typed)
    return [word for word in fold(joined).replace(",", " ").split() if word]


def _by_prefix(session: Session, words: list[str]) -> Select[UUID]:
    statement = _prefixed(session, words[0])
    for word in words[1:]:
        statement = statement.where(SearchWord.case_id.in_(_prefixed(session, word)))
    return statement.order_by(SearchWord.word).limit(CAP)


def _prefixed(session: Session, word: str) -> Select[UUID]:
    """Words that begin so, as a range over bytes, which the index of either engine answers."""
    local = session.get_bind().dialect.name == "sqlite"
    least, below = (">=", "<") if local else ("~>=~", "~<~")
    return select(SearchWord.case_id).where(
        SearchWord.word.bool_op(least)(literal(word)),
        SearchWord.word.bool_op(below)(literal(word + _LAST)),
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
