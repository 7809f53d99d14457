"""A dressed application, a door to a real database, and a context without a window."""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from tests.staffed import StaffedOffice
from tests.ui.desk import WAIT_MS, Sit, Until, desk_of
from ui.collecting import Collecting, keep_apart
from ui.settings import Settings
from ui.shell.context import Context, DatabaseNote, Person
from ui.theme import theme
from ui.work import Work

HERE = Path(__file__).parent
# Qt's screenless platform says this of every window with a least size, and of every menu.
HARMLESS = r"does not support (propagateSizeHints|raise|grabbing the keyboard)"
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ACTOR = "Kari Test"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The one application of all window tests, light and at normal size."""
    theme().install("light", 100)
    collecting = Collecting(qapp)
    yield qapp
    collecting.end()


@pytest.fixture(autouse=True, scope="module")
def _as_newly_started(dressed: QApplication) -> None:  # noqa: ARG001 - after its search has begun
    """What a thousand tests have left in memory is not searched while a window is timed."""
    gc.collect()
    keep_apart()


@pytest.fixture(autouse=True)
def _plain_look(dressed: QApplication) -> Iterator[None]:
    """Each test begins in the light set at 100 %, and leaves nothing in the clipboard."""
    yield
    if theme().choice != "light" or theme().zoom_percent != 100:
        theme().set_look("light", 100)
    dressed.clipboard().clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "window.ini")


@pytest.fixture
def work(local_database: Database) -> Iterator[Work]:
    """A door to an empty office in an encrypted file."""
    door = Work(local_database, lambda: ACTOR, lambda: NOON)
    yield door
    door.close()


@pytest.fixture
def context(work: Work, settings: Settings) -> Context:
    """What a page needs; its `said`, `warned` and `went` can be waited for."""
    note = DatabaseNote("local", "office.db", "Fjordby kommune")
    return Context(work, settings, Person(ACTOR), note, lambda: NOON)


@pytest.fixture
def sit(staffed: StaffedOffice, settings: Settings, qtbot: QtBot) -> Iterator[Sit]:
    """`sit("Caseworker Test")` is her desk in the shared office, for as long as the test takes."""
    with ExitStack() as desks:
        yield lambda name: desks.enter_context(
            desk_of(staffed, staffed.members[name], settings, qtbot)
        )


@pytest.fixture
def faults(work: Work) -> Iterator[Callable[[], list[object]]]:
    """Fails the test when something crashed on a work thread, unless the test took it."""
    found: list[object] = []
    work.crashed.connect(found.append)

    def take() -> list[object]:
        taken, found[:] = list(found), []
        return taken

    yield take
    assert not found


@pytest.fixture
def until(qtbot: QtBot, faults: Callable[[], list[object]]) -> Until:
    """Wait until something can be seen; a fault on a work thread fails the test."""
    del faults
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)
