"""The window that nobody touches is hidden whole, and comes back as it was."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import URL

from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.system_login import CannotAsk, is_password_here
from tests.databases import PASSPHRASE
from tests.proxies import Road
from tests.services.making import new_case
from tests.ui.conftest import NOON
from tests.ui.together.windows import Sitter, sitting
from ui.case.decide import DecisionDialog
from ui.case.register import RegisterDialog
from ui.shell.idle import IdleWatch, minutes_to_lock, seconds_told
from ui.shell.lock import Lock

NAME = "Solbrått"


@pytest.fixture
def sitter(local_database: Database, tmp_path: Path, qtbot: QtBot) -> Iterator[Sitter]:
    place = str(local_database.path)
    with sitting(place, "Kari Test", tmp_path / "kari", qtbot, PASSPHRASE) as somebody:
        yield somebody


def lock_of(sitter: Sitter) -> Lock:
    sitter.until(lambda: sitter.app.locking)
    assert sitter.app.locking is not None
    return sitter.app.locking.lock


def words() -> str:
    """All that can be seen of the program."""
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    labels = [label for window in shown for label in window.findChildren(QLabel)]
    texts = [label.text() for label in labels if label.isVisible()]
    return " ".join([*texts, *(window.windowTitle() for window in shown)])


def test_everything_is_hidden_and_comes_back_untouched(
    sitter: Sitter, local_database: Database, qtbot: QtBot
) -> None:
    sitter.open_case(new_case(local_database, NAME))
    sitter.panel.overview.note.setText("Halv setning")
    sitter.panel.decisions.decide()
    dialog = sitter.dialog(DecisionDialog)
    dialog.reasons.setText("Vilkårene er")
    dialog.reasons.setFocus()
    assert NAME in words()
    lock = lock_of(sitter)
    lock.lock()
    assert lock.is_locked()
    assert NAME not in words()
    assert not dialog.isVisible()
    assert sitter.window.windowTitle() == "Hjemveien"
    unlock(sitter, lock, PASSPHRASE)
    assert dialog.isVisible()
    assert dialog.reasons.text() == "Vilkårene er"
    assert sitter.panel.overview.note.text() == "Halv setning"
    assert NAME in words()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def unlock(sitter: Sitter, lock: Lock, secret: str) -> None:
    page = lock.page
    assert page is not None
    page.field.setText(secret)
    page.submit()
    sitter.until(lambda: not lock.is_locked())


def test_another_passphrase_opens_nothing(sitter: Sitter) -> None:
    lock = lock_of(sitter)
    lock.lock()
    page = lock.page
    assert page is not None
    page.field.setText("not this one")
    page.submit()
    sitter.until(page.problem.isVisible)
    assert lock.is_locked()
    assert page.field.text() == ""
    unlock(sitter, lock, PASSPHRASE)


def test_no_shortcut_and_no_answer_opens_anything_meanwhile(
    sitter: Sitter, local_database: Database, qtbot: QtBot
) -> None:
    sitter.open_case(new_case(local_database, NAME))
    lock = lock_of(sitter)
    lock.lock()
    assert not sitter.window.registry.run("new_application")
    qtbot.keyClick(sitter.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not sitter.window.findChildren(RegisterDialog)
    sitter.page.register()  # as if an answer that was under way had opened it
    (late,) = sitter.window.findChildren(RegisterDialog)
    assert not late.isVisible()
    unlock(sitter, lock, PASSPHRASE)
    assert late.isVisible()
    assert sitter.window.registry.run("page.cases")


def test_it_locks_after_the_time_without_input_and_not_before(qtbot: QtBot) -> None:
    clock = [NOON]
    owner = QObject()
    watch = IdleWatch(lambda: clock[0], 15, owner)
    told: list[datetime] = []
    watch.idle.connect(lambda: told.append(clock[0]))
    clock[0] = NOON + timedelta(minutes=14)
    watch.look()
    watch.touch()
    clock[0] = NOON + timedelta(minutes=28)
    watch.look()
    assert told == []
    clock[0] = NOON + timedelta(minutes=29)
    watch.look()
    assert told == [clock[0]]
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()


def test_a_key_in_the_window_is_input(sitter: Sitter, qtbot: QtBot) -> None:
    lock_of(sitter)
    assert sitter.app.locking is not None
    watch = sitter.app.locking.watch
    before = watch._last
    sitter.page.search.setFocus()
    qtbot.keyClick(sitter.window.windowHandle(), Qt.Key.Key_A)
    assert watch._last > before


def test_the_time_can_be_chosen_and_is_kept(sitter: Sitter) -> None:
    lock_of(sitter)
    assert sitter.app.locking is not None
    assert sitter.app.locking.minutes() <= 15
    sitter.window.menu.lock_time_chosen.emit(5)
    assert sitter.app.locking.watch.minutes == 5
    assert sitter.app.settings.lock_minutes == 5


def test_it_can_be_locked_at_once(sitter: Sitter) -> None:
    lock = lock_of(sitter)
    assert sitter.window.registry.run("lock")
    assert lock.is_locked()
    unlock(sitter, lock, PASSPHRASE)


@pytest.mark.parametrize(
    ("chosen", "system", "minutes"),
    [(0, None, 15), (0, 5, 5), (0, 60, 15), (30, 5, 30), (5, None, 5)],
)
def test_the_time_is_ones_own_or_the_systems(chosen: int, system: int | None, minutes: int) -> None:
    assert minutes_to_lock(chosen, system) == minutes


@pytest.mark.parametrize(
    ("told", "seconds"), [("uint32 300\n", 300), ("uint32 0\n", None), ("", None), ("no", None)]
)
def test_what_gnome_says_is_understood(told: str, seconds: int | None) -> None:
    assert seconds_told(told) == seconds


def test_a_login_is_asked_for_its_password_again(shared_database: Database) -> None:
    password = shared_database.engine.url.password
    assert password is not None
    assert shared_database.opens_with(password)
    assert not shared_database.opens_with("not this one")


def test_without_the_server_the_password_of_before_is_believed(shared_database: Database) -> None:
    url: URL = shared_database.engine.url
    assert url.port is not None
    assert url.password is not None
    with Road(url.port) as road:
        there = road.through(url.render_as_string(hide_password=False))
        database = open_database(f"{there}?connect_timeout=1")
        road.block()
        assert database.opens_with(url.password)
        assert not database.opens_with("not this one")
        road.open()
        database.close()


def test_the_computers_own_login_is_asked_and_refuses_a_guess() -> None:
    """Where the computer cannot be asked it says so, and nobody is let in."""
    asked = "from hjemveien.persistence.system_login import *\nprint(is_password_here('a guess'))"
    told = subprocess.run(
        (sys.executable, "-c", asked), capture_output=True, text=True, check=False
    )
    assert told.stdout == "False\n" or "CannotAsk" in told.stderr
    assert not is_password_here("")
    assert issubclass(CannotAsk, Exception)
