"""The only door to the database: operations run on a work thread, answers arrive on the screen's.

One queue, one worker and one transaction for an operation; a second lane carries what takes long,
so that a report never stands before a click. A callback whose owner is gone is never called.
"""

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from hjemveien import __version__
from hjemveien.domain.refusal import Refusal
from hjemveien.services.change import Change
from hjemveien.texts import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Crashed(Refusal):
    """The fault is ours: the details are in the crash dialog and the log, not in this text."""


class Stopped(Exception):  # noqa: N818 - a wish of the user, not an error
    """Raise it in a long operation that found itself cancelled; everything is rolled back."""


@dataclass(frozen=True)
class CrashReport:
    """What went wrong and where, without any value: an exception's own text may hold a name."""

    kind: str
    places: tuple[str, ...]
    version: str = __version__

    def text(self) -> str:
        return "\n".join((f"Hjemveien {self.version}", self.kind, *self.places))


def crash_report(fault: BaseException) -> CrashReport:
    kinds: list[str] = []
    cause: BaseException | None = fault
    while cause is not None and len(kinds) < 5:
        kinds.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__
    frames = traceback.extract_tb(fault.__traceback__)[-20:]
    places = tuple(f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames)
    return CrashReport(" ← ".join(kinds), places)


def _short(path: str) -> str:
    """The last three parts: the folders before them may carry the user's name."""
    return "/".join(Path(path).parts[-3:])


class Ticket(Generic[T]):
    """One request under way. `cancel()` drops its answer, and asks a long operation to stop."""

    def __init__(
        self,
        owner: QObject,
        run: "Callable[[Session], T]",
        done: Callable[[T], None] | None,
        failed: Callable[[Refusal], None] | None,
    ) -> None:
        self.owner = owner
        self.run = run
        self.done = done
        self.failed = failed
        self.result: T | None = None
        self.fault: BaseException | None = None
        self._cancel = threading.Event()

    def cancel(self) -> None:
        self._cancel.set()

    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def wanted(self) -> bool:
        return not self._cancel.is_set() and isValid(self.owner)


class LongTicket(Ticket[T]):
    """A long request; its signals speak of it on the screen's thread."""

    def __init__(self, *parts: Any, watcher: "ProgressWatcher") -> None:
        super().__init__(*parts)
        self.watcher = watcher


class ProgressWatcher(QObject):
    """`progress(done, of)` and, whatever the outcome, `ended()`; both on the screen's thread."""

    progress = Signal(int, int)
    ended = Signal()


class _Lane(threading.Thread):
    """One thread that runs its queue in order, each ticket in a session of its own."""

    def __init__(
        self,
        name: str,
        open_session: "Callable[[], Session]",
        finished: Callable[[Ticket[Any]], None],
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._open_session = open_session
        self._finished = finished
        self.queue: SimpleQueue[Ticket[Any] | None] = SimpleQueue()

    def run(self) -> None:
        while (ticket := self.queue.get()) is not None:
            if ticket.wanted():
                self._run_one(ticket)
            self._finished(ticket)

    def _run_one(self, ticket: Ticket[Any]) -> None:
        try:
            with self._open_session() as session, session.begin():
                ticket.result = ticket.run(session)
        except BaseException as fault:  # delivered to the screen, which decides what it is
            ticket.fault = fault


class Work(QObject):
    """Runs operations and hands their answers back.

    `changed(Change)` is emitted once after each committed operation that returned a Change, and
    for changes made by others. `refused(Refusal)` is emitted when nobody took the refusal,
    `crashed(CrashReport)` for every fault of ours, `busy_changed(bool)` when the queue of
    operations begins or ends.
    """

    changed = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    busy_changed = Signal(bool)
    _arrived = Signal()

    def __init__(
        self,
        open_session: "Callable[[], Session]",
        explain: Callable[[BaseException], Refusal | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`explain` may turn a technical fault (unreachable, locked) into words."""
        super().__init__(parent)
        self._explain = explain
        self._finished: SimpleQueue[Ticket[Any]] = SimpleQueue()
        self._keys: dict[tuple[int, str], Ticket[Any]] = {}
        self._under_way = 0
        self._closed = threading.Event()
        self._watcher: threading.Thread | None = None
        self._arrived.connect(self._deliver)
        self._quick = _Lane("work", open_session, self._report)
        self._slow = _Lane("long work", open_session, self._report)
        self._quick.start()
        self._slow.start()

    def do(
        self,
        owner: QObject,
        operation: "Callable[[Session], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        key: str = "",
    ) -> Ticket[T]:
        """Run `operation` soon; `done` gets its result, `failed` a Refusal (Conflict, Crashed …).

        A later request of the same owner with the same `key` makes an earlier one's answer
        unwanted, for search as you type.
        """
        ticket = Ticket(owner, operation, done, failed)
        if key:
            self._supersede(owner, key, ticket)
        self._send(self._quick, ticket)
        return ticket

    def long(
        self,
        owner: QObject,
        operation: "Callable[[Session, Progress, Cancelled], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> LongTicket[T]:
        """Run `operation(session, progress, cancelled)` in the lane for long work.

        `ticket.watcher.progress(done, of)` and `ticket.watcher.ended()` tell how it goes; show
        them with `ui.kit.ProgressBanner.follow(ticket)`. After `ticket.cancel()` the operation
        sees `cancelled()` and should raise `Stopped`; neither `done` nor `failed` is called.
        """
        watcher = ProgressWatcher()

        def run(session: "Session") -> T:
            return operation(session, watcher.progress.emit, ticket.cancelled)

        ticket: LongTicket[T] = LongTicket(owner, run, done, failed, watcher=watcher)
        self._send(self._slow, ticket)
        return ticket

    def watch(
        self,
        wait: Callable[[threading.Event], bool],
        changes_since: "Callable[[Session, object | None], tuple[Change | None, object]]",
    ) -> None:
        """Follow what others do.

        `wait(stop)` blocks on a thread of its own until something may have changed (True) or
        the event is set (False); `changes_since(session, token)` then tells what, and gives the
        next token; the first token is None.
        """
        self._token: object | None = None
        self._changes_since = changes_since
        self._watcher = threading.Thread(
            target=self._follow, args=(wait,), name="watch", daemon=True
        )
        self._watcher.start()

    def close(self) -> None:
        """Finish what is queued and end the threads; call once, when the window has closed."""
        self._closed.set()
        self._quick.queue.put(None)
        self._slow.queue.put(None)
        self._quick.join()
        self._slow.join()
        if self._watcher is not None:
            self._watcher.join(timeout=5)

    def _supersede(self, owner: QObject, key: str, ticket: Ticket[Any]) -> None:
        earlier = self._keys.get((id(owner), key))
        if earlier is not None:
            earlier.cancel()
        self._keys[(id(owner), key)] = ticket

    def _send(self, lane: _Lane, ticket: Ticket[Any]) -> None:
        if self._closed.is_set():
            return
        self._under_way += 1
        if self._under_way == 1:
            self.busy_changed.emit(True)
        lane.queue.put(ticket)

    def _report(self, ticket: Ticket[Any]) -> None:
        """On a work thread: hand the ticket over; the signal crosses to the screen's thread."""
        self._finished.put(ticket)
        self._arrived.emit()

    def _follow(self, wait: Callable[[threading.Event], bool]) -> None:
        asked = Ticket(self, self._ask_changes, self._tell_change, None)
        self._quick.queue.put(asked)
        while wait(self._closed):
            self._quick.queue.put(Ticket(self, self._ask_changes, self._tell_change, None))

    def _ask_changes(self, session: "Session") -> "tuple[Change | None]":
        change, self._token = self._changes_since(session, self._token)
        return (change,)

    def _tell_change(self, answer: "tuple[Change | None]") -> None:
        if answer[0] is not None:
            self.changed.emit(answer[0])

    @Slot()
    def _deliver(self) -> None:
        while not self._finished.empty():
            self._deliver_one(self._finished.get())

    def _deliver_one(self, ticket: Ticket[Any]) -> None:
        if ticket.run != self._ask_changes:
            self._under_way -= 1
            if self._under_way == 0:
                self.busy_changed.emit(False)
        for key in [key for key, kept in self._keys.items() if kept is ticket]:
            del self._keys[key]
        if isinstance(ticket, LongTicket):
            ticket.watcher.ended.emit()
        if ticket.fault is not None:
            self._deliver_fault(ticket, ticket.fault)
            return
        if isinstance(ticket.result, Change):
            self.changed.emit(ticket.result)
        if ticket.wanted() and ticket.done is not None:
            ticket.done(ticket.result)

    def _deliver_fault(self, ticket: Ticket[Any], fault: BaseException) -> None:
        if isinstance(fault, Stopped):
            return
        refusal = self._refusal_of(fault)
        if not ticket.wanted():
            return
        if ticket.failed is not None:
            ticket.failed(refusal)
        elif not isinstance(refusal, Crashed):
            self.refused.emit(refusal)

    def _refusal_of(self, fault: BaseException) -> Refusal:
        if isinstance(fault, Refusal):
            return fault
        explained = self._explain(fault) if self._explain else None
        if explained is not None:
            return explained
        self.crashed.emit(crash_report(fault))
        return Crashed(_("Something went wrong on our side. Nothing was saved."))
