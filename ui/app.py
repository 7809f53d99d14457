"""Starts the window: settings, look, language, the database, and whoever sits here.

The order is for the eye: first the bare window, then on threads the libraries and the database,
then what fills the window, then the first page.
"""

import importlib
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hjemveien import texts
from hjemveien.domain import wording
from hjemveien.domain.refusal import Refusal
from hjemveien.domain.wording import Wording
from ui import faults, office
from ui.collecting import Collecting
from ui.keeping import Keeping
from ui.lanes import Lanes
from ui.office import Office
from ui.qt_texts import QtTexts
from ui.settings import Settings
from ui.shell.context import Context, DatabaseNote, Person, person_logged_in
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.theme.system_font import system_zoom
from ui.witness import Witness
from ui.wording import OfficeWords
from ui.work import Session, Work

if TYPE_CHECKING:
    from hjemveien.services.change import Change
    from hjemveien.services.views import Me, StaffView
    from ui.shell.locking import Locking
    from ui.shell.welcome import Demo, StartWindow


# What the first start says of a training office instead of a page: it opens with a tour.
TRAINING = "training"


@dataclass(frozen=True)
class OfficeFacts:
    """What is asked first of an office: its name, who works there, and who is logged in.

    What changes after `token` is news: it is read before any page is.
    """

    name: str
    demo: bool
    staff: "tuple[StaffView, ...]"
    me: "Me | None"
    token: int
    words: Wording = wording.PLAIN
    first_password: bool = False


class App(QObject):
    """One running window on one office; made by `run`, and by tests that drive it."""

    def __init__(
        self,
        settings: Settings,
        actor: str,
        first_page: str = "my_day",
        data_dir: Path | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.data_dir = data_dir
        self.first_page = first_page
        self.following = False
        self.start: StartWindow | None = None
        self.window: MainWindow | None = None
        self.work: Work | None = None
        self._actor = actor
        self._office: Office | None = None
        self._lanes: Lanes | None = None
        self._page = first_page
        self._facts: OfficeFacts | None = None
        self._asked_password = False
        self.witness: Witness | None = None
        self.locking: Locking | None = None

    def begin(self, address: str, demo: "Demo | None" = None, usual: bool = False) -> None:
        """Open the window if nothing needs to be asked first.

        `usual` says that nobody named the address: then the office that was last open is meant.
        """
        path = None if "://" in address else Path(address)
        passphrase = os.environ.get("HJEMVEIEN_PASSPHRASE") or None
        if path is not None and path.exists() and passphrase:
            self.open_soon(office.existing(address, passphrase))
            return
        last = self.settings.text("office") if usual else ""
        start = self._start_window(path, demo)
        if path is None or last:
            start.log_in(last or address)
        else:
            start.show()

    def _start_window(self, path: Path | None, demo: "Demo | None") -> "StartWindow":
        from ui.shell.welcome import StartWindow

        dress(self.settings)
        self._lanes = Lanes(self)
        self._lanes.crashed.connect(faults.write_down)
        self.start = StartWindow(path, self._lanes, demo, self.settings.text("shared"))
        self.start.opened.connect(self.open)
        return self.start

    def open(self, chosen: Office, page: str = "") -> None:
        """Show the furnished window; the database and the first page come behind it."""
        self._remember(chosen)
        self._page = page or self.first_page
        window, work = self._bare_window(chosen)
        if chosen.kind == "local":
            self._furnish(window)
        window.show()
        if self.start is not None:
            self.start.close()
        work.ask(self, _office_facts, self._know_office, self._not_known)

    def open_soon(self, chosen: Office) -> None:
        """Show the bare window at once; everything else comes behind it."""
        self._page = self.first_page
        window, work = self._bare_window(chosen)
        window.show()
        work.aside(self, _load_shell, lambda _done: self._furnish(window))
        work.ask(self, _office_facts, self._know_office, self._not_known)

    def _remember(self, chosen: Office) -> None:
        """Which office was last open; of a shared one its address, never a password."""
        self.settings.keep("office", chosen.address)
        if chosen.address:
            self.settings.keep("shared", chosen.address)

    def _bare_window(self, chosen: Office) -> tuple[MainWindow, Work]:
        self._office = chosen
        person = Person(self.settings.text("person") or self._actor)
        note = DatabaseNote(chosen.kind, chosen.place)
        work = Work(chosen, lambda: context.person.name, _now)
        context = self._context = Context(work, self.settings, person, note, _now)
        context.password_changed = chosen.use_password
        context.back_up = chosen.back_up if chosen.kind == "local" else None
        work.crashed.connect(faults.write_down)
        self.work, self.window = work, MainWindow(self.settings)
        self.words = OfficeWords(context, self.window)
        return self.window, work

    def _furnish(self, window: MainWindow) -> None:
        from ui.pages import pages_for

        dress(self.settings)
        pages = pages_for(self._context.person)
        window.furnish(self._context, pages)
        keys = [entry.key for entry in pages]
        page = self._page if self._page in keys else keys[0] if keys else ""
        if page:
            # The module brings SQLAlchemy with it; loaded on a thread, the window stays alive.
            work = self._context.work
            work.aside(self, lambda: _load_page(page), lambda _done: self._begin_at(page))
        if self._facts is not None:
            self._tell_window(self._facts)

    def close(self) -> None:
        """End the threads and let go of the database."""
        self._let_go()
        if self._lanes is not None:
            self._lanes.close()
        # The offscreen platform crashes at exit when our data lies in the clipboard.
        if QGuiApplication.platformName() == "offscreen":
            QGuiApplication.clipboard().clear()

    def _let_go(self) -> None:
        if self.work is not None:
            self.work.close(self.witness.end if self.witness else None)
        self.witness = None
        if self._office is not None:
            self._office.close()
        self.work = self._office = None
        wording.use(wording.PLAIN)

    def _begin_at(self, page: str) -> None:
        if self.window is not None and not self.window.current_key():
            self.window.show_page(page)
            if self._page == TRAINING:
                self.window.shell.begin_tour()

    def _know_office(self, facts: OfficeFacts) -> None:
        if facts.me is not None:
            self._context.person = person_logged_in(facts.me, facts.staff)
        self._follow_others(facts.token)
        self._facts = facts
        self.words.take(facts.words)
        if self.window is None:
            return
        if self.window.is_furnished():
            self._tell_window(facts)
        elif self._office is not None and self._office.kind != "local":
            # What can be done in a shared office is known only now.
            self._furnish(self.window)

    def _tell_window(self, facts: OfficeFacts) -> None:
        if self.window is not None and self._office is not None:
            note = DatabaseNote(self._office.kind, self._office.place, facts.name, facts.demo)
            self.window.know_office(note, facts.staff)
            if facts.first_password and not self._asked_password:
                self._asked_password = True
                self.window.shell.ask_password(first=True)
            if self.witness is None and self.data_dir is not None:
                self.witness = Witness(self._context, self._office, self.data_dir)
            if self.locking is None and not facts.demo:
                from ui.shell.locking import Locking

                self.locking = Locking(self.window, self._context, self._office.opens_with)
            elif facts.demo:
                self._context.lock_wanted.connect(
                    self._say_unlocked, Qt.ConnectionType.UniqueConnection
                )

    def _say_unlocked(self) -> None:
        if self._context is not None:
            self._context.say(
                texts._("A demo office is not locked: the people in it are invented.")
            )

    def _not_known(self, refusal: Refusal) -> None:
        """A file that does not open is told by its first page; a login may be tried again."""
        window, start = self.window, self.start
        if window is None or window.is_furnished() or start is None:
            return
        start.refuse(refusal)
        window.close()
        self.window = None
        self._let_go()

    def _follow_others(self, token: int) -> None:
        """From now on, what others change is told here too; the database is open by now."""
        from hjemveien.persistence.watch import ANYTHING, PRESENCE, watch

        if self.work is not None and self._office is not None:
            watcher = watch(self._office.database(), self.work.contact.tell)
            self.work.watch(watcher.wait, _news, frozenset({PRESENCE, ANYTHING}), token)
            self.work.keep(self, _tidy, failed=lambda _refusal: None)
            self.following = True
            if self._office.kind == "postgresql" and self.data_dir is not None:
                self._keeping = Keeping(self._context, self.data_dir, self._office.place)


def run(
    address: str, actor: str, data_dir: str, demo: "Demo | None" = None, usual: bool = False
) -> int:
    """Open the window on this database and stay until it is closed; returns the exit code."""
    settings = Settings()
    app = application(settings)
    faults.log_to(Path(data_dir) / "log")
    hjemveien = App(settings, actor, data_dir=Path(data_dir))
    faults.catch_all(
        lambda report: hjemveien.window.show_crash(report) if hjemveien.window else None
    )
    hjemveien.begin(address, demo, usual)
    try:
        return app.exec()
    finally:
        hjemveien.close()


def application(settings: Settings) -> QApplication:
    """The Qt application in the language that was kept, not yet dressed."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if app.findChild(Collecting) is None:
        Collecting(app)
    settings.usual_zoom = system_zoom(app.font(), app.platformName())
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
    from hjemveien.services.changes import changes_since

    assert token is not None, "the token comes with the office's facts"
    news = changes_since(session, token)
    return news.change, news.token


def _tidy(session: Session) -> None:
    from hjemveien.services.saves import tidy

    tidy(session)


def _office_facts(session: Session) -> OfficeFacts:
    from hjemveien.services.changes import now_token
    from hjemveien.services.office import is_demo, list_staff, me, office_name
    from hjemveien.services.office_settings import office_wording

    token, logged_in = now_token(session), me(session)
    return OfficeFacts(
        office_name(session), is_demo(session), list_staff(session), logged_in, token,
        office_wording(session), logged_in is not None and _has_first_password(session),
    )  # fmt: skip


def _has_first_password(session: Session) -> bool:
    from hjemveien.services.staffing import has_first_password

    return has_first_password(session)
