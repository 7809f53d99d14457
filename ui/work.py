"""The only door to the database: every operation gets a session and a transaction of its own.

Reads (`ask`) and writes (`do`) are different sessions, because a transaction that will write must
say so at its start; a write carries an operation id, so that a save whose answer was lost is
recognised and not doubled.
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from hjemveien.domain.refusal import Refusal
from hjemveien.domain.stopping import Stopped
from hjemveien.services.act import Act
from hjemveien.services.change import Change
from ui.contact import Contact
from ui.lanes import Crashed, CrashReport, Lanes, ProgressWatcher, Ticket
from ui.openings import Listing, Openings, Told

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hjemveien.services.access import OpenCase
else:
    # At run time only the name is needed; the window must not wait for SQLAlchemy to load.
    Session = object

__all__ = ["CrashReport", "Crashed", "Session", "Sessions", "Stopped", "Ticket", "Work", "steps"]

# How long a lost connection is left alone before it is tried again.
RETRY_SECONDS = 1.0
NEWS_PAUSE_SECONDS = 0.3
# As persistence.watch says it, which the window's first second cannot wait for.
ANYTHING = "*"
EVERYTHING = Change(frozenset({"case", "waiting_list", "dwelling", "office"}))

T = TypeVar("T")
A = TypeVar("A", bound=Change | None)
Cancelled = Callable[[], bool]


class Progress(Protocol):
    """How far long work has come: done, of how many, and what it is doing."""

    def __call__(self, done: int, of: int, text: str = "") -> None: ...


class Sessions(Protocol):
    """What Work needs of a database (`hjemveien.persistence.engine.Database`)."""

    def reading(self, *, listed: bool = False) -> "AbstractContextManager[Session]": ...

    def writing(
        self, actor: str, at: datetime, operation_id: UUID | None = None
    ) -> "AbstractContextManager[Session]": ...


class Work(Lanes):
    """Runs operations on work threads and hands their answers back on the screen's thread.

    `actor()` and `now()` are asked, on the screen's thread, for every write. `people_moved` says
    that others have come to a case or left it.
    """

    people_moved = Signal()

    def __init__(
        self,
        sessions: Sessions,
        actor: Callable[[], str],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        # Before the threads are there that ask for it.
        self._giving_up = False
        super().__init__(parent)
        # What every answer goes through before it is shown (ui.veil), or nothing.
        self.veil: Callable[[Any], Any] | None = None
        self._sessions = sessions
        self._actor = actor
        self._now = now
        self.openings = Openings(sessions)
        self._watcher: threading.Thread | None = None
        self._unwatched = threading.Event()
        self._token: int | None = None
        self.contact = Contact(self)
        self.contact.changed.connect(self._contact_changed)

    def ask(
        self,
        owner: QObject,
        read: "Callable[[Session], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        key: str = "",
        listing: Listing | None = None,
    ) -> Ticket[T]:
        """Read soon; `done` gets the answer, `failed` a Refusal (NotFound, Crashed …).

        A later request of the same owner with the same `key` makes an earlier answer unwanted,
        for search as you type. What reads across cases says so by `listing`.
        """
        reader = self._reader(read, listing)
        return self.send_quick(Ticket(owner, reader, self._veiling(done), failed), key)

    def open(
        self,
        owner: QObject,
        wish: "OpenCase",
        read: "Callable[[Session], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        key: str = "",
    ) -> Ticket[T]:
        """Open the case, and read it when that is written; one that is open is only read."""
        act = self._act(wish.key)

        def run() -> T:
            with self.openings.case(act, wish) as session:
                return read(session)

        return self.send_quick(Ticket(owner, run, done, failed), key)

    def tell(
        self,
        owner: QObject,
        told: Told,
        done: Callable[[None], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket[None]:
        """Write it into the access log; what leaves the office goes when it is `done`."""
        act = self._act(None)
        return self.send_quick(Ticket(owner, lambda: self.openings.tell(act, told), done, failed))

    def teller(self) -> Callable[[Told], None]:
        """The same for an operation that is on a work thread already."""
        act = self._act(None)
        return lambda told: self.openings.tell(act, told)

    def do(
        self,
        owner: QObject,
        operation: "Callable[[Session], A]",
        done: Callable[[A], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        operation_id: UUID | None = None,
        listing: Listing | None = None,
    ) -> Ticket[A]:
        """Write soon, once, all or nothing; a returned Change is told to all pages by `changed`.

        Without `failed` a refusal is shown as a banner of the window. Give `operation_id` when
        trying the same save again.
        """
        act = self._act(operation_id or uuid4())

        def run() -> A:
            from hjemveien.services.saves import save

            if listing is not None:
                self.openings.open_list(act, listing)
            return self.openings.again(act, lambda: save(self._sessions, act, operation))

        ticket = Ticket(owner, run, done, failed)
        ticket.lasting = True
        return self.send_quick(ticket)

    def keep(
        self,
        owner: QObject,
        operation: "Callable[[Session], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        key: str = "",
    ) -> Ticket[T]:
        """Write what may as well be written twice, such as a draft; it costs a save less.

        A later one of the same owner with the same `key` stands in for an earlier one.
        """
        writer = self._writer(operation, None)
        return self.send_quick(Ticket(owner, writer, done, failed), key)

    def long(
        self,
        owner: QObject,
        operation: "Callable[[Session, Progress, Cancelled], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        writes: bool = False,
        listing: Listing | None = None,
    ) -> Ticket[T]:
        """Run `operation(session, progress, cancelled)` in the lane for long work.

        Show it with `ProgressBanner.follow(ticket, text)`. After `ticket.cancel()` the operation
        sees `cancelled()` and should raise `Stopped`; neither `done` nor `failed` is called. What
        is cancelled before the last step is never written; what was written all the same is told.
        """
        watcher = ProgressWatcher()

        def with_progress(session: "Session") -> T:
            answer = operation(session, watcher.tell, ticket.cancelled)
            if writes and ticket.cancelled():
                raise Stopped
            return answer

        if writes:
            run = self._writer(with_progress, uuid4(), listing)
        else:
            run = self._reader(with_progress, listing)
        ticket = Ticket(owner, run, self._veiling(done), failed)
        ticket.watcher, ticket.writes = watcher, writes
        return self.send_long(ticket)

    def apart(
        self,
        owner: QObject,
        run: Callable[[Callable[[int, int], None]], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket[T]:
        """The same for `run(step)` that opens what it needs itself, such as a backup.

        `step(done, of)` tells how far it is, and raises `Stopped` when it is cancelled; what was
        finished all the same is told.
        """
        watcher = ProgressWatcher()

        def step(finished: int, of: int) -> None:
            steps(watcher.tell, ticket.cancelled)(finished, of)

        ticket = Ticket(owner, lambda: run(step), done, failed)
        ticket.watcher, ticket.writes = watcher, True
        return self.send_long(ticket)

    def watch(
        self,
        wait: Callable[[threading.Event], frozenset[str]],
        news: "Callable[[Session, int | None], tuple[Change | None, int]]",
        about_people: frozenset[str] = frozenset(),
        since: int | None = None,
    ) -> None:
        """Follow what others do; `since` is a token from before anything was read.

        `wait(stop)` blocks on a thread of its own until something may have changed, and says what
        it heard; nothing once the event is set. `news(session, token)` then tells what changed, and
        gives the next token. What is `about_people` is told by `people_moved` and is no change.
        """

        self._token = since

        def follow() -> None:
            self._ask_news(news)
            while heard := wait(self._unwatched):
                if heard & about_people:
                    self.people_moved.emit()
                if heard - about_people or ANYTHING in heard:
                    self._ask_news(news)
                # Where many save, lists are read again a few times a second and not at each save.
                self._unwatched.wait(NEWS_PAUSE_SECONDS)

        self._watcher = threading.Thread(target=follow, name="watch", daemon=True)
        self._watcher.start()

    def may_run(self, ticket: Ticket[Any]) -> bool:
        ticket.losses = self.contact.losses()
        return not self._giving_up and super().may_run(ticket)

    def once_more(self, ticket: Ticket[Any]) -> bool:
        """A connection that was lost is made again at once, and then for as long as it takes.

        So everything waits in its order, and a save is sent with the key it had.
        """
        if ticket.fault is None:
            self.contact.worked(ticket.losses)
            return False
        if not _is_lost(ticket.fault):
            return False
        if self.closed.is_set():
            self._giving_up = True
            return False
        if ticket.tried:
            self.contact.tell(False)
        ticket.tried = True
        return self.contact.answers() or self.contact.wait(RETRY_SECONDS)

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Finish what is queued; without contact leave it, for what was typed is kept as drafts.

        `last` is done when the threads have ended, while a silent server is still noticed.
        """
        self._giving_up = not self.contact.answers()
        self.contact.give_up()
        super().close()
        if last is not None:
            last()
        self._unwatched.set()
        if self._watcher is not None:
            self._watcher.join(timeout=5)

    def _contact_changed(self, answers: bool) -> None:
        """What happened meanwhile is asked for by every page."""
        if answers:
            self.changed.emit(EVERYTHING)

    def _reader(
        self, read: "Callable[[Session], T]", listing: Listing | None = None
    ) -> Callable[[], T]:
        act = self._act(None)

        def run() -> T:
            with self._sessions.reading() as session:
                return read(session)

        def list_run() -> T:
            assert listing is not None
            with self.openings.listed(act, listing) as session:
                return read(session)

        return list_run if listing else lambda: self.openings.again(act, run)

    def _veiling(self, done: Callable[[T], None] | None) -> Callable[[T], None] | None:
        """The veil in force when the answer comes, not when it was asked for."""
        if done is None:
            return None
        return lambda answer: done(self.veil(answer) if self.veil else answer)

    def _writer(
        self,
        write: "Callable[[Session], T]",
        operation_id: UUID | None,
        listing: Listing | None = None,
    ) -> Callable[[], T]:
        act = self._act(operation_id)

        def run() -> T:
            if listing is not None:
                self.openings.open_list(act, listing)
            with self._sessions.writing(act.by, act.at, act.operation_id) as session:
                return write(session)

        return run

    def _act(self, operation_id: UUID | None) -> Act:
        """Who and when as of now, also where it is sent later."""
        return Act(self._actor(), self._now(), operation_id)

    def _ask_news(self, news: "Callable[[Session, int | None], tuple[Change | None, int]]") -> None:
        def read(session: "Session") -> Change | None:
            change, self._token = news(session, self._token)
            return change if change is not None and change.topics else None

        # A lost connection is told by the next thing the person does, not by this question.
        ticket = Ticket(self, self._reader(read), failed=lambda _refusal: None)
        ticket.counts = False
        self.send_quick(ticket)


def steps(progress: Progress, cancelled: Cancelled) -> Callable[[int, int], None]:
    """`step(done, of)` for work that ends when it raises: tells how far, and stops when asked."""

    def step(done: int, of: int) -> None:
        if cancelled():
            raise Stopped
        progress(done, of)

    return step


def _is_lost(fault: BaseException) -> bool:
    # Imported late: whoever gets here has a database, and with it SQLAlchemy.
    from hjemveien.persistence.errors import Lost

    return isinstance(fault, Lost)
