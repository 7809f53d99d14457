"""Holds the derived lists against the facts: which cases' list row or search text is not true."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile, CaseNow, SearchTerm
from hjemveien.services import lists, search_index
from hjemveien.services.rows import rows

CHUNK = 500


@dataclass(frozen=True)
class Untrue:
    """Cases whose row in case_now, or whose text in search_term, differs from its facts."""

    cases: int
    listed: tuple[UUID, ...] = ()
    searched: tuple[UUID, ...] = ()

    @property
    def fine(self) -> bool:
        return not self.listed and not self.searched


def compare(session: Session) -> Untrue:
    """Compute everything anew, chunk by chunk, and name what is not as it should be."""
    count, listed, searched = 0, [], []
    for ids in _chunks(session):
        count += len(ids)
        listed += _listed_wrong(session, ids)
        searched += _searched_wrong(session, ids)
    count_now = session.scalar(select(func.count()).select_from(CaseNow)) or 0
    if count_now != count and not listed:
        known = select(CaseFile.id)
        listed = list(session.scalars(select(CaseNow.case_id).where(CaseNow.case_id.not_in(known))))
    return Untrue(count, tuple(listed), tuple(searched))


def _chunks(session: Session) -> Iterator[list[UUID]]:
    last: UUID | None = None
    while True:
        statement = select(CaseFile.id).order_by(CaseFile.id).limit(CHUNK)
        if last is not None:
            statement = statement.where(CaseFile.id > last)
        ids = list(session.scalars(statement))
        if not ids:
            return
        yield ids
        last = ids[-1]


def _listed_wrong(session: Session, ids: list[UUID]) -> list[UUID]:
    table = CaseNow.__table__
    stored = {
        row["case_id"]: dict(row)
        for row in session.execute(select(table).where(CaseNow.case_id.in_(ids))).mappings()
    }
    wanted = {row.case_id: asdict(row) for row in lists.now_rows(session, ids)}
    return [key for key in ids if stored.get(key) != wanted.get(key)]


def _searched_wrong(session: Session, ids: list[UUID]) -> list[UUID]:
    statement = select(SearchTerm.case_id, SearchTerm.text).where(SearchTerm.case_id.in_(ids))
    stored = {row[0]: set(row[1].split()) for row in rows(session, statement)}
    wanted = search_index.case_texts(session, ids)
    return [key for key in ids if stored.get(key, set()) != set(wanted.get(key, "").split())]
