"""The banner of long work: it follows the latest, and what was written in spite of all is told."""

from threading import Event

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.kit import ProgressBanner
from ui.work import Cancelled, Progress, Session, Work

DIRECT = Qt.ConnectionType.DirectConnection


def test_the_end_of_earlier_work_does_not_hide_the_later(work: Work, qtbot: QtBot) -> None:
    go, seen = Event(), list[str]()
    banner = ProgressBanner()
    qtbot.addWidget(banner)

    def held(_session: Session, _progress: Progress, _cancelled: Cancelled) -> str:
        go.wait(5)
        return "held"

    first = work.long(work, lambda *_all: "first", seen.append)
    banner.follow(first, "First")
    banner.follow(work.long(work, held, seen.append), "Second")
    qtbot.waitUntil(lambda: seen == ["first"])
    assert banner._show_timer.isActive()
    go.set()
    qtbot.waitUntil(lambda: seen == ["first", "held"])
    assert not banner._show_timer.isActive()


def test_the_share_is_said_in_percent_and_more_bytes_than_qt_counts_are_no_fault(
    qtbot: QtBot,
) -> None:
    banner = ProgressBanner()
    qtbot.addWidget(banner)
    banner.set_progress(3_000_000_000, 12_000_000_000)
    assert banner.share.text() == "25 %"
    assert banner.bar.value() == 25


def test_who_cancels_hears_that_it_is_given_up(work: Work, qtbot: QtBot) -> None:
    banner = ProgressBanner()
    qtbot.addWidget(banner)
    go = Event()
    work.aside(work, lambda: go.wait(5))
    banner.follow(work.long(work, lambda *_all: "never"), "Work")
    with qtbot.waitSignal(banner.given_up):
        banner.cancel.click()
        go.set()


def test_a_write_that_is_cancelled_before_its_end_is_not_written(work: Work, qtbot: QtBot) -> None:
    seen: list[object] = []

    def writes(_session: Session, progress: Progress, _cancelled: Cancelled) -> str:
        progress(1, 1)
        return "written"

    go = Event()
    work.aside(work, lambda: go.wait(5))
    ticket = work.long(work, writes, seen.append, seen.append, writes=True)
    assert ticket.watcher is not None
    ticket.watcher.progress.connect(lambda *_said: ticket.cancel(), DIRECT)
    with qtbot.waitSignal(ticket.watcher.ended):
        go.set()
    assert seen == []


def test_what_was_finished_before_the_cancelling_came_is_told(work: Work, qtbot: QtBot) -> None:
    seen: list[object] = []

    def last(step: object) -> str:
        del step
        ticket.cancel()
        return "there"

    go = Event()
    work.aside(work, lambda: go.wait(5))
    ticket = work.apart(work, last, seen.append)
    go.set()
    qtbot.waitUntil(lambda: seen == ["there"])
