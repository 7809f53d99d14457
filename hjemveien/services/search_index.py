"""Keeps the search index true: everything a case can be found by, folded; nothing of the sealed."""

import itertools
import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import cast, delete, func, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from hjemveien.domain.sorting import fold
from hjemveien.persistence.tables import (
    CaseFile,
    Household,
    HouseholdMember,
    Person,
    SearchTerm,
    SearchWord,
)
from hjemveien.services import server
from hjemveien.services.act import acting
from hjemveien.services.rows import rows

_ROWS = (
    select(
        CaseFile.id,
        CaseFile.number,
        Household.protection,
        Person.surname,
        Person.given_name,
        Person.id_number,
        Person.address,
        Person.phone,
    )
    .join(Household, Household.id == CaseFile.household_id)
    .outerjoin(
        HouseholdMember,
        (HouseholdMember.household_id == CaseFile.household_id)
        & HouseholdMember.valid_to.is_(None)
        & HouseholdMember.person_id.is_not(None),
    )
    .outerjoin(Person, Person.id == HouseholdMember.person_id)
)


def reindex(session: Session, case_ids: Iterable[UUID]) -> None:
    """Write the search rows of these cases anew, in a fixed number of statements."""
    session.flush()
    ids = list(dict.fromkeys(case_ids))
    texts = case_texts(session, ids)
    if server.is_shared(session):
        write_shared(session, index_rows(texts, doc_numbers(acting(session).at))[0])
        return
    session.execute(delete(SearchWord).where(SearchWord.case_id.in_(ids)))
    session.execute(delete(SearchTerm).where(SearchTerm.case_id.in_(ids)))
    numbers = doc_numbers(acting(session).at)
    documents, words = index_rows(texts, numbers)
    if documents:
        session.execute(insert(SearchTerm), documents)
    if words:
        session.execute(insert(SearchWord), words)


def write_shared(session: Session, documents: list[dict[str, Any]]) -> None:
    """On a shared database nobody has rights in the index; a door writes texts and words."""
    rows = [
        {"doc": row["doc_number"], "case_id": str(row["case_id"]), "text": row["text"]}
        for row in documents
    ]
    server.call(session, func.write_search(cast(rows, JSONB)))


def case_texts(session: Session, case_ids: list[UUID]) -> dict[UUID, str]:
    """Folded text by case: number, names, identity number, address, telephone."""
    parts: dict[UUID, list[str]] = defaultdict(list)
    for row in rows(session, _ROWS.where(CaseFile.id.in_(case_ids))):
        parts[row.id].extend(findable(row))
    return {case_id: joined(words) for case_id, words in parts.items()}


def joined(words: Iterable[str]) -> str:
    """A case's words as one text, each once."""
    return " ".join(dict.fromkeys(words))


def findable(row: Any) -> list[str]:
    """The words of one person in one case; of a protected household only the case number."""
    number = _words(row.number)
    if row.protection != "none":
        return [*number]
    texts = (row.given_name, row.surname, row.id_number, row.address, row.phone)
    return [*number, *(word for text in texts if text for word in _words(text))]


@lru_cache(16_384)
def _words(text: str) -> tuple[str, ...]:
    """Names come again and again; numbers need no folding at all."""
    if text.isascii() and text.isdigit():
        return (text,)
    return tuple(fold(text).split())


def index_rows(
    texts: dict[UUID, str], numbers: Iterable[int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of search_term and search_word for these texts."""
    documents: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for (case_id, text), number in zip(texts.items(), numbers, strict=False):
        documents.append({"doc_number": number, "case_id": case_id, "text": text})
        words.extend({"case_id": case_id, "word": word} for word in set(text.split()))
    return documents, words


def doc_numbers(at: datetime) -> Iterable[int]:
    """Numbers that grow with time and that two clients do not make alike."""
    start = (int(at.timestamp()) << 32) | secrets.randbits(32)
    return itertools.count(start)
