"""How an office's columns were understood, remembered under a name for the next file."""

from uuid import uuid4

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import SavedView

_PAGE = "import"


def mapping_of(session: Session, name: str) -> dict[str, str]:
    """Field names by header as written; empty where nobody has used this name."""
    found = session.scalars(_named(name)).one_or_none()
    return dict(found.state) if found else {}


def remember_mapping(session: Session, name: str, mapping: dict[str, str]) -> None:
    """Keep the mapping under the name, over what was known before."""
    found = session.scalars(_named(name)).one_or_none()
    if found is None:
        session.add(SavedView(id=uuid4(), owner="", page=_PAGE, name=name, state=dict(mapping)))
    else:
        found.state = {**found.state, **mapping}


def profile_names(session: Session) -> tuple[str, ...]:
    statement = select(SavedView.name).where(SavedView.page == _PAGE).order_by(SavedView.name)
    return tuple(session.scalars(statement))


def _named(name: str) -> Select[SavedView]:
    return select(SavedView).where(SavedView.page == _PAGE, SavedView.name == name)
