"""Starts the window: settings, look, language, the database, and whoever sits here."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hjemveien import texts
from ui import faults, office
from ui.lanes import Lanes
from ui.office import Office
from ui.pages import load
from ui.qt_texts import QtTexts
from ui.settings import Settings
from ui.shell.context import Context, DatabaseNote, Person
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.work import Session, Work

if TYPE_CHECKING:
    from hjemveien.services.change import Change
    from hjemveien.services.views import StaffView
    from ui.shell.welcome import Demo, StartWindow

LOOK_FOR_NEWS_SECONDS = 2.0


class App(QObject):
    """One running window on one office; made by `run`, and by tests that drive it."""

    def __init__(self, settings: Settings, actor: str, first_page: str = "cases") -> None:
        super().__init__()
        self.settings = settings
        self.first_page = first_page
        self.start: StartWindow | None = None
        self.window: MainWindow | None = None
        self.work: Work | None = None
        self._actor = actor
        self._office: Office | None = None
        self._lanes: Lanes | None = None

    def begin(self, address: str, demo: "Demo | None" = None) -> None:
        """Open the window if nothing needs to be asked first."""
        path = None if "://" in address else Path(address)
        passphrase = os.environ.get("HJEMVEIEN_PASSPHRASE") or None
        if path is None or (path.exists() and passphrase):
            self.open(office.existing(address, passphrase))
            return
        from ui.shell.welcome import StartWindow

        self._lanes = Lanes(self)
        self._lanes.crashed.connect(faults.write_down)
        self.start = StartWindow(path, self._lanes, demo)
        self.start.opened.connect(self.open)
        self.start.show()

    def open(self, chosen: Office, page: str = "") -> None:
        """Show the window at once; the database opens behind it."""
        self._office = chosen
        person = Person(self.settings.text("person") or self._actor)
        note = DatabaseNote(chosen.kind, chosen.place)
        self.work = Work(chosen, lambda: context.person.name, _now)
        context = Context(self.work, self.settings, person, note, _now)
        self.work.crashed.connect(faults.write_down)
        self.window = MainWindow(context)
        self.window.show()
        if self.start is not None:
            self.start.close()
        wanted = page or self.first_page
        # The page's module brings SQLAlchemy with it; loaded on a thread, the window stays alive.
        self.work.aside(self, lambda: load(wanted), lambda _done: self._begin_at(wanted))
        self.work.ask(self, _office_facts, self._know_office, lambda _refusal: None)
        self.work.watch(_pause, _news)

    def close(self) -> None:
        """End the threads and let go of the database."""
        for lanes in (self.work, self._lanes):
            if lanes is not None:
                lanes.close()
        if self._office is not None:
            self._office.close()
        # The offscreen platform crashes at exit when our data lies in the clipboard.
        if QGuiApplication.platformName() == "offscreen":
            QGuiApplication.clipboard().clear()

    def _begin_at(self, page: str) -> None:
        if self.window is not None and not self.window.current_key():
            self.window.show_page(page)

    def _know_office(self, facts: "tuple[str, bool, tuple[StaffView, ...]]") -> None:
        name, demo, staff = facts
        if self.window is None or self._office is None:
            return
        note = DatabaseNote(self._office.kind, self._office.place, name, demo)
        self.window.know_office(note, staff)


def run(address: str, actor: str, data_dir: str, demo: "Demo | None" = None) -> int:
    """Open the window on this database and stay until it is closed; returns the exit code."""
    app = dressed_application(Settings())
    faults.log_to(Path(data_dir) / "log")
    hjemveien = App(Settings(), actor)
    faults.catch_all(
        lambda report: hjemveien.window.show_crash(report) if hjemveien.window else None
    )
    hjemveien.begin(address, demo)
    try:
        return app.exec()
    finally:
        hjemveien.close()


def dressed_application(settings: Settings) -> QApplication:
    """The Qt application, in the look and the language that were kept."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("hjemveien")
    app.setApplicationDisplayName("Hjemveien")
    app.setDesktopFileName("hjemveien")
    kept = settings.text("language")
    if kept in texts.LANGUAGES and texts.language() == texts.DEFAULT_LANGUAGE:
        texts.set_language(kept)
    translator = QtTexts(app)
    app.installTranslator(translator)
    theme().install(settings.look, settings.zoom_percent)
    return app


def _now() -> datetime:
    return datetime.now(UTC)


def _pause(stop: Event) -> bool:
    """Ask for news every other second; False at the end."""
    return not stop.wait(LOOK_FOR_NEWS_SECONDS)


def _news(session: Session, token: int | None) -> "tuple[Change | None, int]":
    from hjemveien.services.changes import changes_since, now_token

    if token is None:
        return None, now_token(session)
    news = changes_since(session, token)
    return news.change, news.token


def _office_facts(session: Session) -> "tuple[str, bool, tuple[StaffView, ...]]":
    from hjemveien.services.office import is_demo, list_staff, office_name

    return office_name(session), is_demo(session), list_staff(session)
