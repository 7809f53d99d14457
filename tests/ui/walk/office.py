"""A filled office and one real window on it, for the whole walk."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hjemveien import texts
from hjemveien.exchange.demo import Order, demo_office
from hjemveien.services.case_list import CaseFilter, case_page
from hjemveien.services.goals import goals_of
from tests.ui.walk.findings import Combination
from ui.pages import PAGES
from ui.settings import Settings
from ui.shell.context import ALL_ROLES, Context, DatabaseNote, Person
from ui.shell.page import Page
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.work import Work

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
CASES = 120
# The smallest laptop of an office.
WIDTH, HEIGHT = 1366, 768
WAIT_MS, BEAT_MS = 30_000, 20
T = TypeVar("T")


class Office:
    """A demo office that can be asked, and waited for."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context = context
        self.qtbot = qtbot
        self.crashes: list[object] = []
        context.work.crashed.connect(self.crashes.append)

    def settle(self) -> None:
        """Until both threads have answered, and what their answers asked in turn."""
        late, beat = QDeadlineTimer(WAIT_MS), QTimer(interval=BEAT_MS)
        beat.start()
        for _round in range(3):
            QApplication.processEvents()
            while self.context.work.busy() and not late.hasExpired():
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert not self.context.work.busy()
        QApplication.processEvents()
        assert not self.crashes, self.crashes

    def ask(self, question: "object") -> object:
        """What the database answers to `question(session)`."""
        answers: list[object] = []
        owner = QObject()
        self.context.work.ask(owner, question, answers.append)  # type: ignore[arg-type]
        self.qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
        return answers[0]

    def telling_case(self) -> UUID:
        """A case with much to see: far on its way, with goals and with children."""

        def find(session: Session) -> UUID:
            wanted = CaseFilter(include_closed=False)
            rows = case_page(session, wanted, "deadline", False, None).rows
            known = [row for row in rows if not row.protected and row.stage in _TELLING]
            return max(
                known, key=lambda row: (len(goals_of(session, row.case_id)), row.children)
            ).case_id

        found = self.ask(find)
        assert isinstance(found, UUID)
        return found


class Stage(Office):
    """The window, with ways to bring something on and wait until it stands."""

    def __init__(self, context: Context, window: MainWindow, qtbot: QtBot) -> None:
        super().__init__(context, qtbot)
        self.window = window
        self._spoken = texts.language()

    def wear(self, combination: Combination) -> None:
        """Everything in this language, size and look."""
        self.activate()
        if self._spoken != combination.language:
            self._spoken = combination.language
            self.window.speak(combination.language)
        if (theme().choice, theme().zoom_percent) != (combination.look, combination.zoom_percent):
            theme().set_look(combination.look, combination.zoom_percent)
        self.settle()

    def activate(self) -> None:
        """The focus is shown only in the window that is active."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT_MS)

    def page(self, key: str, argument: object = None) -> Page:
        """The page, shown and at rest."""
        self.window.show_page(key, argument)
        self.settle()
        return self.window.page(key)


_TELLING = ("venteliste", "tilbud", "innflytting")


@contextmanager
def opened(folder: Path) -> Iterator[Context]:
    """A demo office in `folder`, open for somebody with every role."""
    database = demo_office(folder / "demo.db", Order(NOW, cases=CASES))
    work = Work(database, lambda: "Kari Test", lambda: NOW)
    note = DatabaseNote("local", "demo.db", "Fjordby kommune")
    person = Person("Kari Test", roles=ALL_ROLES | {"partner"})
    context = Context(work, Settings(folder / "window.ini"), person, note, lambda: NOW)
    try:
        yield context
    finally:
        work.close()
        database.close()


@contextmanager
def staged(folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    """The office's window; every page is there, whoever it is for."""
    with opened(folder) as context:
        stage = Stage(context, shown(context), qtbot)
        yield stage
        stage.window.close()
        stage.window.deleteLater()


def shown(context: Context) -> MainWindow:
    window = MainWindow(context.settings)
    window.furnish(context, PAGES)
    window.resize(WIDTH, HEIGHT)
    window.show()
    return window
