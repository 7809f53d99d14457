"""Starts the window: settings, look, language, the database, and whoever sits here.

The order is for the eye: first the bare window, then on threads the libraries and the database,
then what fills the window, then the first page.
"""

import importlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hjemveien import texts
from ui import faults, office
from ui.lanes import Lanes
from ui.office import Office
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


class App(QObject):
    """One running window on one office; made by `run`, and by tests that drive it."""

    def __init__(self, settings: Settings, actor: str, first_page: str = "cases") -> None:
        super().__init__()
        self.settings = settings
        self.first_page = first_page
        self.following = False
        self.start: StartWindow | None = None
        self.window: MainWindow | None = None
        self.work: Work | None = None
        self._actor = actor
        self._office: Office | None = None
        self._lanes: Lanes | None = None
        self._facts: tuple[str, bool, tuple[StaffView, ...]] | None = None

    def begin(self, address: str, demo: "Demo | None" = None) -> None:
        """Open the window if nothing needs to be asked first."""
        path = None if "://" in address else Path(address)
        passphrase = os.environ.get("HJEMVEIEN_PASSPHRASE") or None
        if path is None or (path.exists() and passphrase):
            self.open_soon(office.existing(address, passphrase))
            return
        from ui.shell.welcome import StartWindow

        dress(self.settings)
        self._lanes = Lanes(self)
        self._lanes.crashed.connect(faults.write_down)
        self.start = StartWindow(path, self._lanes, demo)
        self.start.opened.connect(self.open)
        self.start.show()

    def open(self, chosen: Office, page: str = "") -> None:
        """Show the furnished window; the database and the first page come behind it."""
        window, work = self._bare_window(chosen)
        self._furnish(window, page or self.first_page)
        window.show()
        if self.start is not None:
            self.start.close()
        work.ask(self, _office_facts, self._know_office, lambda _refusal: None)

    def open_soon(self, chosen: Office) -> None:
        """Show the bare window at once; everything else comes behind it."""
        window, work = self._bare_window(chosen)
        window.show()
        work.aside(self, _load_shell, lambda _done: self._furnish(window, self.first_page))
        work.ask(self, _office_facts, self._know_office, lambda _refusal: None)

    def _bare_window(self, chosen: Office) -> tuple[MainWindow, Work]:
        self._office = chosen
        person = Person(self.settings.text("person") or self._actor)
        note = DatabaseNote(chosen.kind, chosen.place)
        work = Work(chosen, lambda: context.person.name, _now)
        context = self._context = Context(work, self.settings, person, note, _now)
        work.crashed.connect(faults.write_down)
        self.work, self.window = work, MainWindow(self.settings)
        return self.window, work

    def _furnish(self, window: MainWindow, page: str) -> None:
        dress(self.settings)
        window.furnish(self._context)
        # The page's module brings SQLAlchemy with it; loaded on a thread, the window stays alive.
        self._context.work.aside(self, lambda: _load_page(page), lambda _done: self._begin_at(page))
        if self._facts is not None:
            self._know_office(self._facts)

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
        if self._facts is None:
            self._follow_others()
        self._facts = facts
        name, demo, staff = facts
        if self.window is None or not self.window.is_furnished() or self._office is None:
            return
        note = DatabaseNote(self._office.kind, self._office.place, name, demo)
        self.window.know_office(note, staff)

    def _follow_others(self) -> None:
        """From now on, what others change is told here too; the database is open by now."""
        from hjemveien.persistence.watch import watch

        if self.work is not None and self._office is not None:
            self.work.watch(watch(self._office.database()).wait, _news)
            self.work.keep(self, _tidy, failed=lambda _refusal: None)
            self.following = True


def run(address: str, actor: str, data_dir: str, demo: "Demo | None" = None) -> int:
    """Open the window on this database and stay until it is closed; returns the exit code."""
    settings = Settings()
    app = application(settings)
    faults.log_to(Path(data_dir) / "log")
    hjemveien = App(settings, actor)
    faults.catch_all(
        lambda report: hjemveien.window.show_crash(report) if hjemveien.window else None
    )
    hjemveien.begin(address, demo)
    try:
        return app.exec()
    finally:
        hjemveien.close()


def application(settings: Settings) -> QApplication:
    """The Qt application in the language that was kept, not yet dressed."""
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
    return app


def dress(settings: Settings) -> None:
    """Put on the look that was kept; once."""
    if not theme().installed:
        theme().install(settings.look, settings.zoom_percent)


def dressed_application(settings: Settings) -> QApplication:
    """The Qt application, in the look and the language that were kept."""
    app = application(settings)
    dress(settings)
    return app


def _load_shell() -> None:
    importlib.import_module("ui.shell.shell")


def _load_page(key: str) -> None:
    from ui.pages import load

    load(key)


def _now() -> datetime:
    return datetime.now(UTC)


def _news(session: Session, token: int | None) -> "tuple[Change | None, int]":
    from hjemveien.services.changes import changes_since, now_token

    if token is None:
        return None, now_token(session)
    news = changes_since(session, token)
    return news.change, news.token


def _tidy(session: Session) -> None:
    from hjemveien.services.saves import tidy

    tidy(session)


def _office_facts(session: Session) -> "tuple[str, bool, tuple[StaffView, ...]]":
    from hjemveien.services.office import is_demo, list_staff, office_name

    return office_name(session), is_demo(session), list_staff(session)
