"""The cases that somebody opened lately: their ids among her own drafts, their names in the lists.

So no name is kept anywhere, somebody protected is never named, and a case that is locked to her
goes by itself.
"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseNow
from hjemveien.services.act import acting
from hjemveien.services.drafts import find_draft, save_draft
from hjemveien.services.rows import rows

_FORM = "recent_cases"
KEPT = 12
SHOWN = 5


class RecentCase(NamedTuple):
    case_id: UUID
    number: str
    name: str


def note_opened(session: Session, case_id: UUID) -> None:
    """Put the case first; opened again it moves there."""
    known = _ids(session, acting(session).by)
    ids = [case_id, *(each for each in known if each != case_id)][:KEPT]
    save_draft(session, _FORM, "", {"cases": [str(each) for each in ids]})


def recent_cases(session: Session, owner: str) -> tuple[RecentCase, ...]:
    """Latest first, at most SHOWN; no protected household and none that is kept from her."""
    ids = _ids(session, owner)
    if not ids:
        return ()
    columns = (CaseNow.case_id, CaseNow.number, CaseNow.name)
    asked = select(*columns).where(CaseNow.case_id.in_(ids), CaseNow.protected.is_(False))
    found = {row[0]: RecentCase(*row) for row in rows(session, asked)}
    return tuple(found[case_id] for case_id in ids if case_id in found)[:SHOWN]


def _ids(session: Session, owner: str) -> list[UUID]:
    draft = find_draft(session, owner, _FORM)
    return [UUID(each) for each in draft.content.get("cases", ())] if draft else []
