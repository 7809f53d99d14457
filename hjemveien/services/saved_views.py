"""Kept filters of a page: one's own and those for all, and how many cases each holds now."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Conflict, InvalidInput, NotAllowed
from hjemveien.domain.sorting import sort_key
from hjemveien.persistence.prebuilt import Prebuilt
from hjemveien.persistence.tables import CaseNow, SavedView
from hjemveien.services import saves, server
from hjemveien.services.act import acting
from hjemveien.services.case_filter import Asker, Kinds, conditions, kinds_of, values_of
from hjemveien.services.change import Change
from hjemveien.services.filter_state import Shown, unpacked
from hjemveien.services.roles import my_roles
from hjemveien.services.rows import rows
from hjemveien.services.wishes import SaveView
from hjemveien.texts import _

# Counted no further: beyond it nobody works through a list one by one.
COUNT_CAP = 999
MOST_VIEWS = 40
LONGEST_NAME = 60
_TOPICS = frozenset({"saved_views"})
EVERYBODYS = ""


@dataclass(frozen=True)
class KeptView:
    """A kept filter with the version that was seen; `shared` is for all."""

    view_id: UUID
    page: str
    name: str
    shared: bool
    state: dict[str, Any]
    version: int

    @property
    def shown(self) -> Shown:
        return unpacked(self.state)


def list_views(session: Session, page: str, owner: str) -> tuple[KeptView, ...]:
    """One's own by name, then those for all; `owner` is one's name where nobody logs in."""
    me = saves.login(session) if server.is_shared(session) else owner
    columns = (
        SavedView.id, SavedView.page, SavedView.name, SavedView.owner, SavedView.state,
        SavedView.row_version,
    )  # fmt: skip
    statement = select(*columns).where(
        SavedView.page == page, SavedView.owner.in_([EVERYBODYS, me])
    )
    found = [
        KeptView(row.id, row.page, row.name, row.owner == EVERYBODYS, row.state, row.row_version)
        for row in rows(session, statement)
    ]
    return tuple(sorted(found, key=lambda view: (view.shared, sort_key(view.name)))[:MOST_VIEWS])


def counts(
    session: Session, views: Sequence[KeptView], asker: Asker, cap: int = COUNT_CAP
) -> tuple[int, ...]:
    """How many cases each holds, in one statement; none counts further than one above the cap."""
    if not views:
        return ()
    wanted = [view.shown.wanted for view in views]
    values: dict[str, Any] = {}
    for place, each in enumerate(wanted):
        values |= values_of(each, asker, _prefix(place))
    shape = tuple(kinds_of(session, each) for each in wanted)
    return tuple(_counting(shape).rows(session, {**values, "most": cap + 1})[0])


@lru_cache(maxsize=64)
def _counting(shape: tuple[Kinds, ...]) -> Prebuilt:
    return Prebuilt(select(*(_capped(kinds, place) for place, kinds in enumerate(shape))))


def _capped(kinds: Kinds, place: int) -> Any:
    true = conditions(kinds, _prefix(place))
    few = select(CaseNow.case_id).where(*true).limit(bindparam("most", type_=Integer))
    return select(func.count()).select_from(few.subquery()).scalar_subquery()


def _prefix(place: int) -> str:
    return f"view{place}_"


def save_view(session: Session, wish: SaveView) -> Change:
    """Keep it. Raises InvalidInput for a name that is empty or taken, Conflict, NotAllowed."""
    name = " ".join(wish.name.split())
    owner = _owner(session, wish.shared)
    view = session.get(SavedView, wish.view_id)
    _check_name(session, wish, owner, name)
    if view is None:
        session.add(
            SavedView(id=wish.view_id, owner=owner, page=wish.page, name=name, state=wish.state)
        )
    elif wish.seen_version is not None:
        if view.row_version != wish.seen_version:
            raise _changed()
        _check_owner(session, view)
        view.owner, view.name, view.state = owner, name, wish.state
    return Change(_TOPICS, created=wish.view_id)


def remove_view(session: Session, view_id: UUID) -> Change:
    """Forget it; saving it again with the same id brings it back. Raises NotAllowed."""
    view = session.get(SavedView, view_id)
    if view is not None:
        _check_owner(session, view)
        session.delete(view)
    return Change(_TOPICS)


def _owner(session: Session, shared: bool) -> str:
    if shared:
        _check_sharing(session)
        return EVERYBODYS
    if not server.is_shared(session):
        return acting(session).by
    return session.scalar(select(saves.login(session))) or ""


def _check_owner(session: Session, view: SavedView) -> None:
    if view.owner == EVERYBODYS:
        _check_sharing(session)


def _check_sharing(session: Session) -> None:
    """The server decides; here it is said in words."""
    if server.is_staff(session) and "supervisor" not in my_roles(session):
        raise NotAllowed(_("Filters for the whole office are kept by supervisors."))


def _check_name(session: Session, wish: SaveView, owner: str, name: str) -> None:
    problem = ""
    if not name:
        problem = _("Name is missing.")
    elif len(name) > LONGEST_NAME:
        problem = _("Name is too long.")
    else:
        twin = select(SavedView.id).where(
            SavedView.page == wish.page, SavedView.owner == owner, SavedView.name == name,
            SavedView.id != wish.view_id,
        )  # fmt: skip
        if session.scalar(twin.limit(1)) is not None:
            problem = _("Name is taken: there is a filter called that already.")
    if problem:
        raise InvalidInput(problem, {"name": problem})


def _changed() -> Conflict:
    return Conflict(_("Somebody has changed this filter meanwhile. Nothing was saved."))
