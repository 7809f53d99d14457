"""The door to the database: threads, answers, refusals, faults."""

from collections.abc import Callable
from threading import Event, current_thread, main_thread

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence.engine import Database
from hjemveien.services.change import Change
from tests.ui.conftest import NOON
from ui.lanes import Crashed, CrashReport
from ui.work import Cancelled, Progress, Stopped, Work


def one(session: Session) -> int:
    return int(session.execute(text("SELECT 1")).scalar_one())


def giving(number: int) -> Callable[[Session], int]:
    return lambda _session: number


def test_an_answer_comes_back_on_the_screens_thread(work: Work, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool]] = []
    ran_on: list[bool] = []

    def read(session: Session) -> int:
        ran_on.append(current_thread() is main_thread())
        return one(session)

    work.ask(work, read, lambda n: seen.append((n, current_thread() is main_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(1, True)]
    assert ran_on == [False]


def test_operations_run_in_the_order_they_were_asked(work: Work, qtbot: QtBot) -> None:
    seen: list[int] = []
    for number in range(20):
        work.ask(work, giving(number), seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))


def test_a_refusal_reaches_whoever_asked(work: Work, qtbot: QtBot) -> None:
    refused: list[str] = []

    def no(_session: Session) -> None:
        raise Refusal("Not so.")

    work.do(work, no, failed=lambda refusal: refused.append(refusal.text))
    qtbot.waitUntil(lambda: bool(refused))
    assert refused == ["Not so."]


def test_a_refusal_nobody_takes_is_told_to_the_window(work: Work, qtbot: QtBot) -> None:
    def no(_session: Session) -> None:
        raise Refusal("Not so.")

    with qtbot.waitSignal(work.refused) as told:
        work.do(work, no)
    assert told.args is not None
    assert told.args[0].text == "Not so."


def test_a_fault_of_ours_is_reported_without_what_it_said(work: Work, qtbot: QtBot) -> None:
    failed: list[Refusal] = []

    def stumble(_session: Session) -> None:
        raise KeyError("Testperson Solbrått")

    with qtbot.waitSignal(work.crashed) as told:
        work.do(work, stumble, failed=failed.append)
    assert told.args is not None
    report = told.args[0]
    assert isinstance(report, CrashReport)
    assert "KeyError" in report.text()
    assert "stumble" in report.text()
    assert "Solbrått" not in report.text()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Crashed)


def test_an_answer_for_a_widget_that_is_gone_is_dropped(work: Work, qtbot: QtBot) -> None:
    owner = QObject()
    go = Event()
    seen: list[int] = []
    after: list[int] = []

    def read(_session: Session) -> int:
        go.wait(5)
        return 1

    work.ask(owner, read, seen.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go.set()
    work.ask(work, one, after.append)
    qtbot.waitUntil(lambda: bool(after))
    assert seen == []


def test_a_later_search_makes_an_earlier_one_unwanted(work: Work, qtbot: QtBot) -> None:
    go = Event()
    seen: list[str] = []

    def slow(_session: Session) -> str:
        go.wait(5)
        return "a"

    work.ask(work, slow, seen.append, key="search")
    work.ask(work, lambda _session: "ab", seen.append, key="search")
    work.ask(work, lambda _session: "abc", seen.append, key="search")
    go.set()
    qtbot.waitUntil(lambda: bool(seen))
    work.ask(work, lambda _session: "end", seen.append)
    qtbot.waitUntil(lambda: "end" in seen)
    assert seen == ["abc", "end"]


def test_a_change_is_told_once_before_the_page_hears_it(work: Work, qtbot: QtBot) -> None:
    told: list[object] = []
    order: list[str] = []
    work.changed.connect(told.append)
    work.changed.connect(lambda _change: order.append("changed"))
    change = Change(frozenset({"case"}))
    work.do(work, lambda _session: change, lambda _change: order.append("done"))
    qtbot.waitUntil(lambda: "done" in order)
    assert told == [change]
    assert order == ["changed", "done"]


def test_long_work_stands_in_nobodys_way(work: Work, qtbot: QtBot) -> None:
    go = Event()
    seen: list[str] = []

    def long(_session: Session, _progress: Progress, _cancelled: Cancelled) -> str:
        go.wait(5)
        return "long"

    work.long(work, long, seen.append)
    work.ask(work, lambda _session: "quick", seen.append)
    qtbot.waitUntil(lambda: seen == ["quick"])
    go.set()
    qtbot.waitUntil(lambda: seen == ["quick", "long"])


def test_cancelled_work_ends_quietly(work: Work, qtbot: QtBot) -> None:
    started = Event()
    seen: list[object] = []

    def long(_session: Session, progress: Progress, cancelled: Cancelled) -> str:
        started.set()
        for number in range(100_000_000):
            progress(number, 100_000_000)
            if cancelled():
                raise Stopped
        return "done"

    ticket = work.long(work, long, seen.append, seen.append)
    assert ticket.watcher is not None
    qtbot.waitUntil(started.is_set)
    with qtbot.waitSignal(ticket.watcher.ended):
        ticket.cancel()
    assert seen == []


def test_busy_is_said_at_the_first_and_the_last(work: Work, qtbot: QtBot) -> None:
    said: list[bool] = []
    done: list[int] = []
    work.busy_changed.connect(said.append)
    for _number in range(3):
        work.ask(work, one, done.append)
    qtbot.waitUntil(lambda: len(done) == 3)
    assert said == [True, False]


def test_what_others_changed_is_told(work: Work, qtbot: QtBot) -> None:
    ring = Event()
    change = Change(frozenset({"case"}))

    def wait(stop: Event) -> frozenset[str]:
        while not stop.is_set():
            if ring.wait(0.05):
                ring.clear()
                return frozenset({"task"})
        return frozenset()

    def news(_session: Session, token: int | None) -> tuple[Change | None, int]:
        return (None, 0) if token is None else (change, token + 1)

    work.watch(wait, news)
    with qtbot.waitSignal(work.changed) as told:
        ring.set()
    assert told.args == [change]


def test_closing_gives_up_long_work(local_database: Database, qapp: QApplication) -> None:
    door = Work(local_database, lambda: "Kari Test", lambda: NOON)
    started = Event()

    def endless(_session: Session, _progress: Progress, cancelled: Cancelled) -> None:
        started.set()
        while not cancelled():
            pass
        raise Stopped

    door.long(qapp, endless)
    assert started.wait(10)
    door.close()
