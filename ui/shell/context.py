"""What a page is given: the door to the database, who sits here, what day it is, and the window.

The window listens to the signals; a test can do the same without a window.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from hjemveien.domain.refusal import Refusal
from hjemveien.services.views import Me, StaffView
from hjemveien.texts import _
from ui.settings import Settings
from ui.work import Work

if TYPE_CHECKING:
    from hjemveien.persistence.kept import KeptDrafts

# On a local file everything can be done by whoever opens it; partners log in to shared ones.
ALL_ROLES = frozenset({"caseworker", "supervisor", "cleared", "statistics", "admin", "logreader"})


@dataclass(frozen=True)
class Person:
    """Who sits here: a name, and the staff entry when there is one.

    With a `login` a server vouches for her, and `roles` are hers there; else it is a name and no
    proof.
    """

    name: str
    staff_id: UUID | None = None
    role: str = ""
    roles: frozenset[str] = ALL_ROLES
    login: str = ""

    def may(self, *roles: str) -> bool:
        """Whether she has one of these roles: for what is shown. The server decides."""
        return not self.roles.isdisjoint(roles)


def person_logged_in(me: Me, staff: Iterable[StaffView]) -> Person:
    """Who the server says is logged in."""
    roles = {one.staff_id: one.role for one in staff}
    role = roles.get(me.staff_id, "") if me.staff_id else ""
    return Person(me.name, me.staff_id, role, me.roles, me.login)


@dataclass(frozen=True)
class DatabaseNote:
    """What the status bar says of the database; `kind` is local or postgresql."""

    kind: str
    place: str
    office: str = ""
    demo: bool = False
    backup: str = ""


@dataclass(frozen=True)
class Word:
    """Something to say, with at most one action such as Undo."""

    text: str
    kind: str = "success"
    action: str = ""
    run: Callable[[], object] | None = None


def _now() -> datetime:
    return datetime.now(UTC)


# Writes everything into one file, telling how far it is; raising from the second ends it.
BackUp = Callable[[Path, Callable[[int, int], None]], object]


def _nothing_to_tell(_password: str) -> None:
    """A local file has no password of anybody's."""


class Context(QObject):
    """Handed to every page. Ask `today()` and `now()` here and nowhere else.

    `kept` is where drafts are kept on this computer until a shared database has them; None where
    the database is a file here. `closing` comes before the window goes, `case_opened(case id)` when
    a case's content is shown.
    """

    said = Signal(object)
    warned = Signal(object)
    went = Signal(str, object)
    closing = Signal()
    case_opened = Signal(object)
    lock_wanted = Signal()
    lock_time_chosen = Signal(int)

    def __init__(
        self,
        work: Work,
        settings: Settings,
        person: Person,
        database: DatabaseNote,
        now: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__()
        self.work = work
        self.settings = settings
        self.person = person
        self.database = database
        self.now = now
        self.kept: KeptDrafts | None = None
        # The reason that was chosen last for opening somebody else's case, in this session.
        self.latest_reason = ""
        # Whether names are hidden because somebody from outside sees the screen.
        self.visiting = False
        # Called with a new password of one's own, for the connections to come.
        self.password_changed: Callable[[str], object] = _nothing_to_tell
        # None where the server's own host makes the backups.
        self.back_up: BackUp | None = None

    def receive_visitor(self, visiting: bool) -> None:
        """Hide every household's name but the open case's, or show them again."""
        from ui.veil import veiled

        self.visiting = visiting
        self.work.veil = veiled if visiting else None

    def today(self) -> date:
        """The person's own calendar day."""
        return self.now().astimezone().date()

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """A toast; with an action (Undo) it stays for twenty seconds."""
        self.said.emit(Word(text, "success", action, run))

    def undoable(self, text: str, undo: Callable[[], object]) -> None:
        """A toast with Undo, which Ctrl+Z also does."""
        self.say(text, _("Undo"), undo)

    def warn(
        self,
        text: str,
        kind: str = "warning",
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """A banner under the top bar, which stays until it is closed. Kinds as Banner."""
        self.warned.emit(Word(text, kind, action, run))

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal that has no better place; fits as `failed=` of Work."""
        self.warn(refusal.text, "warning")

    def go(self, page: str, argument: object = None) -> None:
        """Show another page by its key; the argument reaches its `arrive`."""
        self.went.emit(page, argument)
