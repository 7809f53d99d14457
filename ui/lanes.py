"""Threads behind the window: tickets go in, answers come back on the screen's thread.

A callback whose owner is gone is never called, and an answer nobody waits for is dropped.
"""

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from hjemveien import __version__
from hjemveien.domain.refusal import Refusal
from hjemveien.domain.stopping import Stopped
from hjemveien.services.change import Change
from hjemveien.texts import _

T = TypeVar("T")


class Crashed(Refusal):
    """The fault is ours: the details are in the crash dialog and the log, not in this text."""


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
    return CrashReport(" <- ".join(kinds), places)


def _short(path: str) -> str:
    """The last three parts: the folders before them may carry the user's name."""
    return "/".join(Path(path).parts[-3:])


class ProgressWatcher(QObject):
    """`progress(done, of, text)` and in any case `ended()`, both on the screen's thread."""

    progress = Signal(int, int, str)
    ended = Signal()

    def tell(self, done: int, of: int, text: str = "") -> None:
        """Called on the work thread."""
        self.progress.emit(done, of, text)


class Ticket(Generic[T]):
    """One request under way. `cancel()` drops its answer, and asks long work to stop.

    A `lasting` one is a save: whoever asked cannot take it back, it is done also when she has gone
    elsewhere, and then all pages hear of it.
    """

    def __init__(
        self,
        owner: QObject,
        run: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> None:
        self.owner: QObject | None = owner
        self.run: Callable[[], T] | None = run
        self.done = done
        self.failed = failed
        self.watcher: ProgressWatcher | None = None
        self.result: T | None = None
        self.fault: BaseException | None = None
        self.counts = True
        self.lasting = False
        self.writes = False
        self.tried = False
        self.losses = 0
        self._cancel = threading.Event()

    def cancel(self) -> None:
        self._cancel.set()

    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def wanted(self) -> bool:
        return not self._cancel.is_set() and self.owner is not None and isValid(self.owner)

    def heard(self) -> bool:
        """Whether the answer is told: what was written is, though it was cancelled too late."""
        there = self.owner is not None and isValid(self.owner)
        return there and (self.writes or not self._cancel.is_set())

    def let_go(self) -> None:
        """On the screen's thread, at the end: the lane may keep the ticket longer than the window.

        Widgets held by nothing else would be destroyed on the thread that drops it.
        """
        self.owner = self.run = None
        self.done = self.failed = self.watcher = self.result = self.fault = None


class _Lane(threading.Thread):
    """One thread that runs its queue in order, each ticket until it need not be run again."""

    def __init__(
        self,
        name: str,
        finished: Callable[[Ticket[Any]], None],
        may_run: Callable[[Ticket[Any]], bool],
        again: Callable[[Ticket[Any]], bool],
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._finished = finished
        self._may_run = may_run
        self._again = again
        self.queue: SimpleQueue[Ticket[Any] | None] = SimpleQueue()

    def run(self) -> None:
        while (ticket := self.queue.get()) is not None:
            ticket.fault = Stopped()
            while self._may_run(ticket):
                self._try(ticket)
                if not self._again(ticket):
                    break
            self._finished(ticket)

    def _try(self, ticket: Ticket[Any]) -> None:
        ticket.fault = None
        try:
            ticket.result = ticket.run() if ticket.run else None
        except BaseException as fault:  # delivered to the screen, which says what it is
            ticket.fault = fault


class Lanes(QObject):
    """A quick lane and one for what takes long, so that a report never stands before a click.

    A third writes small files here, so that nothing typed waits for a database.

    `changed(Change)` follows each answer that is a Change; `refused(Refusal)` a refusal nobody
    took; `crashed(CrashReport)` each fault of ours; `busy_changed(bool)` the first and last ticket.
    """

    changed = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    busy_changed = Signal(bool)
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finished: SimpleQueue[Ticket[Any]] = SimpleQueue()
        self._keys: dict[tuple[int, str], Ticket[Any]] = {}
        self._long: set[Ticket[Any]] = set()
        self._under_way = 0
        self.closed = threading.Event()
        self._arrived.connect(self._deliver)
        self._quick = _Lane("work", self._report, self.may_run, self.once_more)
        self._slow = _Lane("long work", self._report, Ticket.wanted, lambda _ticket: False)
        self._near = _Lane("files", self._report, Ticket.wanted, lambda _ticket: False)
        for lane in self._lanes():
            lane.start()

    def may_run(self, ticket: Ticket[Any]) -> bool:
        """On the quick lane's thread, before each run; what may not is left undone."""
        return ticket.lasting or ticket.wanted()

    def once_more(self, _ticket: Ticket[Any]) -> bool:
        """On the quick lane's thread, after each run: whether it must be run again."""
        return False

    def aside(
        self,
        owner: QObject,
        run: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket[T]:
        """Run something that needs no database in the long lane: read a file, make a picture."""
        return self.send_long(Ticket(owner, run, done, failed))

    def near(
        self,
        owner: QObject,
        run: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket[T]:
        """Write or read a small file of this program's own, whatever else is waited for."""
        ticket = Ticket(owner, run, done, failed)
        ticket.counts = False
        return self._send(self._near, ticket)

    def close(self) -> None:
        """Finish what is queued, give up long work, end the threads; call once, at the very end."""
        self.closed.set()
        for ticket in self._long:
            ticket.cancel()
        for lane in self._lanes():
            lane.queue.put(None)
        for lane in self._lanes():
            lane.join()

    def busy(self) -> bool:
        """Whether anything is under way."""
        return self._under_way > 0

    def send_quick(self, ticket: Ticket[T], key: str = "") -> Ticket[T]:
        """Queue it; a later ticket of the same owner and key makes an earlier answer unwanted."""
        if key:
            earlier = self._keys.get((id(ticket.owner), key))
            if earlier is not None:
                earlier.cancel()
            self._keys[(id(ticket.owner), key)] = ticket
        return self._send(self._quick, ticket)

    def send_long(self, ticket: Ticket[T]) -> Ticket[T]:
        self._long.add(ticket)
        return self._send(self._slow, ticket)

    def _lanes(self) -> tuple[_Lane, ...]:
        return (self._quick, self._slow, self._near)

    def _send(self, lane: _Lane, ticket: Ticket[T]) -> Ticket[T]:
        if self.closed.is_set():
            return ticket
        if ticket.counts:
            self._count(+1)
        lane.queue.put(ticket)
        return ticket

    def _count(self, more: int) -> None:
        before, self._under_way = self._under_way, self._under_way + more
        if bool(before) != bool(self._under_way):
            self.busy_changed.emit(bool(self._under_way))

    def _report(self, ticket: Ticket[Any]) -> None:
        """On a work thread: the signal crosses to the screen's thread."""
        self._finished.put(ticket)
        if isValid(self):
            self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        while not self._finished.empty():
            ticket = self._finished.get()
            try:
                self._deliver_one(ticket)
            finally:
                ticket.let_go()

    def _deliver_one(self, ticket: Ticket[Any]) -> None:
        if ticket.counts:
            self._count(-1)
        self._long.discard(ticket)
        for key in [key for key, kept in self._keys.items() if kept is ticket]:
            del self._keys[key]
        if ticket.watcher is not None:
            ticket.watcher.ended.emit()
        if ticket.fault is not None:
            self._deliver_fault(ticket, ticket.fault)
            return
        if isinstance(ticket.result, Change):
            self.changed.emit(ticket.result)
        if ticket.heard() and ticket.done is not None:
            ticket.done(ticket.result)

    def _deliver_fault(self, ticket: Ticket[Any], fault: BaseException) -> None:
        if isinstance(fault, Stopped):
            return
        refusal = self._in_words(fault)
        if ticket.wanted() and ticket.failed is not None:
            ticket.failed(refusal)
        elif (ticket.lasting or ticket.wanted()) and not isinstance(refusal, Crashed):
            self.refused.emit(refusal)

    def _in_words(self, fault: BaseException) -> Refusal:
        if isinstance(fault, Refusal):
            return fault
        self.crashed.emit(crash_report(fault))
        return Crashed(_("Something went wrong on our side. Nothing was saved."))
