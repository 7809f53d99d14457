"""Opens cases and lists before they are read, and remembers what for, so that nobody asks twice.

What the access log is told is committed first: only then does a shared database show anything.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from hjemveien.domain.refusal import Lapsed

if TYPE_CHECKING:
    from hjemveien.services.access import OpenCase, Sessions
    from hjemveien.services.act import Act
    from ui.work import Session

T = TypeVar("T")
Detail = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True)
class Listing:
    """What a whole list is read for and how it is filtered; make it with `listing`.

    `wide` is for an import: all open content, for supervisors.
    """

    purpose: str
    detail: Detail = ()
    wide: bool = False


def listing(purpose: str, **detail: str | int) -> Listing:
    """A list that is read for a purpose; the detail counts and filters, and never names anybody."""
    return Listing(purpose, tuple(sorted(detail.items())))


def wide(purpose: str) -> Listing:
    return Listing(purpose, wide=True)


@dataclass(frozen=True)
class Told:
    """What the access log is told and is no opening; `action` is search, print or export."""

    action: str
    purpose: str
    detail: Detail = ()
    case_id: UUID | None = None


def told(action: str, purpose: str, **detail: str | int) -> Told:
    """Something to be told; the detail counts, and never holds what was typed or found."""
    return Told(action, purpose, tuple(sorted(detail.items())))


class Openings:
    """Used on work threads. One window's cases and lists, and why each was opened."""

    def __init__(self, sessions: "Sessions") -> None:
        self._sessions = sessions
        self._cases: dict[UUID, OpenCase] = {}
        self._lists: dict[Listing, datetime] = {}

    @contextmanager
    def case(self, act: "Act", wish: "OpenCase") -> "Iterator[Session]":
        """A session that reads the case. Raises ReasonNeeded, GlassNeeded, NotFound."""
        from hjemveien.services.access import reading_case

        with reading_case(self._sessions, act.by, act.at, wish) as session:
            self._cases[wish.case_id] = wish
            yield session

    @contextmanager
    def listed(self, act: "Act", wanted: Listing) -> "Iterator[Session]":
        """A session that reads lists. It is written once in the life of a ticket."""
        from hjemveien.services.access import list_is_open

        self.open_list(act, wanted)
        with self._sessions.reading(listed=not wanted.wide) as session:
            if wanted.wide or list_is_open(session):
                yield session
                return
        # What was remembered did not survive, as when another server took over.
        self._lists.clear()
        self.open_list(act, wanted)
        with self._sessions.reading(listed=True) as session:
            yield session

    def open_list(self, act: "Act", wanted: Listing) -> None:
        """Write that it is read, unless that was done lately."""
        from hjemveien.services import access

        known = self._lists.get(wanted)
        if known is not None and act.at - known < access.LIST_LASTS / 2:
            return
        with self._sessions.writing(act.by, act.at) as session:
            if wanted.wide:
                access.open_wide(session, wanted.purpose)
            else:
                access.open_list(session, wanted.purpose, dict(wanted.detail))
        self._lists[wanted] = act.at

    def tell(self, act: "Act", told: Told) -> None:
        """Write that something was searched for, printed or taken out."""
        from hjemveien.services import access

        with self._sessions.writing(act.by, act.at) as session:
            access.tell(session, told.action, told.purpose, dict(told.detail), told.case_id)

    def again(self, act: "Act", run: Callable[[], T]) -> T:
        """Do it; a case that is not open any more is opened for the same reason, and then anew."""
        try:
            return run()
        except Lapsed as lapsed:
            wish = self._cases.get(lapsed.case_id) if lapsed.case_id else None
            if wish is None:
                raise
            self._reopen(act, wish)
        return run()

    def _reopen(self, act: "Act", wish: "OpenCase") -> None:
        from hjemveien.services import access

        anew = access.OpenCase(wish.case_id, wish.code, wish.why, wish.glass)
        with self._sessions.writing(act.by, act.at) as session:
            access.open_case(session, anew)
