"""Nothing of Qt's is destroyed on a work thread: neither from a cycle nor by a lane's last hold."""

import gc
import weakref
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.collecting import keep_apart
from ui.work import Work


def ends_on(owner: QObject) -> list[bool]:
    """Filled when the object ends: whether that was on the screen's thread."""
    ended: list[bool] = []
    weakref.finalize(owner, lambda: ended.append(current_thread() is main_thread()))
    return ended


class Ring(QObject):
    """Held by nothing but itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def allocate_much() -> None:
    for _ in range(20):
        kept: list[list[object]] = []
        for _ in range(2000):
            kept.append([kept])


def test_a_cycle_ends_on_the_screens_thread(qtbot: QtBot) -> None:
    assert not gc.isenabled()
    ended = ends_on(Ring())
    thread = Thread(target=allocate_much)
    thread.start()
    thread.join()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [True]


def test_a_lane_is_never_the_last_to_hold_a_widget(work: Work, qtbot: QtBot) -> None:
    owner = QObject()
    ended = ends_on(owner)
    answers: list[int] = []
    work.aside(owner, lambda: 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    del owner
    assert ended == [True]


def test_a_fault_does_not_keep_what_it_happened_in(work: Work, qtbot: QtBot) -> None:
    owner = QObject()
    ended = ends_on(owner)
    told: list[object] = []

    def fail(held: QObject = owner) -> None:
        raise ValueError(held)

    work.aside(owner, fail, failed=told.append)
    del owner, fail
    qtbot.waitUntil(lambda: bool(told))
    told.clear()
    gc.collect()
    assert ended == [True]


@pytest.mark.usefixtures("dressed")
def test_what_stood_at_the_start_is_not_searched_again() -> None:
    stood = ends_on(Ring())
    keep_apart()
    new = ends_on(Ring())
    gc.collect()
    assert new == [True]
    assert stood == []
    gc.unfreeze()
    gc.collect()
    assert stood == [True]
