"""Opens the real window without a screen and takes pictures of every page, for people to look at.

`python -m ui.pictures DIR [FILE…]` makes the demo office and the pictures of the user guide; the
files are an office's own, shown on the import page as they are understood. Nothing here sleeps:
a picture is taken when both work threads have answered everything that was asked of them.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from hjemveien import texts
from ui import office
from ui.app import App, dressed_application
from ui.settings import Settings
from ui.shell.window import MainWindow
from ui.theme import theme

if TYPE_CHECKING:
    from ui.work import Session, Work

PATIENCE_MS = 60_000
COLOURS = 256
ROUNDS = 3
CASE_TABS = ("overview", "tasks", "household", "decisions", "changes", "access")
TELLING = ("venteliste", "tilbud", "innflytting")
INTAKE_TABS = ("numbers", "cells", "doubles", "columns")


@dataclass(frozen=True)
class Shot:
    """How the window is to look; `pages` are the pages' names, all where there are none."""

    look: str = "light"
    language: str = "nb"
    zoom_percent: int = 100
    width: int = 1440
    height: int = 900
    pages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        size = "" if (self.width, self.zoom_percent) == (1440, 100) else f"-{self.width}"
        zoom = f"-{self.zoom_percent}" if self.zoom_percent != 100 else ""
        return f"{self.language}-{self.look}{size}{zoom}"

    def wants(self, scene: str) -> bool:
        return not self.pages or scene in self.pages


GUIDE = (
    Shot("light"),
    Shot("dark"),
    Shot("light", "nb", 125, 1366, 768, ("cases", "case-overview")),
)


OVERVIEW = (Shot("light"), Shot("dark"))


class Late(RuntimeError):
    """What was waited for did not come."""


def take_pictures(
    address: str,
    passphrase: str | None,
    actor: str,
    folder: Path,
    shots: Sequence[Shot] = GUIDE,
    files: Sequence[Path] = (),
) -> tuple[Path, ...]:
    """One PNG a page and shot, in `folder`; returns where they are. `actor` sits at the window."""
    folder.mkdir(parents=True, exist_ok=True)
    spoken = texts.language()
    with tempfile.TemporaryDirectory() as kept:
        settings = Settings(Path(kept) / "window.ini")
        app = dressed_application(settings)
        hjemveien = App(settings, actor)
        try:
            hjemveien.open(office.existing(address, passphrase))
            assert hjemveien.window is not None
            assert hjemveien.work is not None
            camera = _Camera(app, hjemveien.window, hjemveien.work, folder)
            return tuple(path for shot in shots for path in camera.take(shot, files))
        finally:
            texts.set_language(spoken)
            if hjemveien.window is not None:
                hjemveien.window.close()
            hjemveien.close()


class _Camera:
    """Walks the pages in one look after the other."""

    def __init__(self, app: QApplication, window: MainWindow, work: "Work", folder: Path) -> None:
        self.app = app
        self.window = window
        self.work = work
        self.folder = folder
        self._case: UUID | None = None
        self._owner = QObject()

    def take(self, shot: Shot, files: Sequence[Path]) -> Iterator[Path]:
        self.settle()
        self.window.resize(shot.width, shot.height)
        theme().set_look(shot.look, shot.zoom_percent)
        self.window.speak(shot.language)
        for scene in self._scenes(files):
            if shot.wants(scene):
                self.settle()
                yield self._save(f"{scene}-{shot.name}.png")

    def settle(self) -> None:
        """Until both threads have answered, and what their answers asked in turn."""
        for _round in range(ROUNDS):
            answers: list[str] = []
            self.work.ask(self._owner, lambda _session: "read", answers.append)
            self.work.aside(self._owner, lambda: "made", answers.append)
            self.until(lambda said=answers: len(said) == 2)  # type: ignore[misc]
        self.app.processEvents()

    def until(self, condition: Callable[[], bool]) -> None:
        """Go on handling events until it holds. Raises Late after a minute."""
        late = QTimer(singleShot=True, interval=PATIENCE_MS)
        late.start()
        while not condition():
            if not late.isActive():
                raise Late("the window did not come to rest")
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _scenes(self, files: Sequence[Path]) -> Iterator[str]:
        """Brings each page on and gives its name."""
        self.window.show_page("my_day")
        yield "my-day"
        yield from self._cases()
        self.window.show_page("board")
        yield "board"
        for kind in ("working", "kostra"):
            self.window.show_page("waiting_list", kind)
            yield f"waiting-list-{kind}"
        yield from self._dwellings()
        self.window.show_page("statistics")
        yield "statistics"
        self.window.show_page("reports", "waiting_list")
        yield "reports"
        yield from self._administration()
        yield from self._intake(files)

    def _cases(self) -> Iterator[str]:
        from ui.pages.cases import CasesPage

        self.window.show_page("cases")
        page = self.window.page("cases")
        assert isinstance(page, CasesPage)
        self.settle()
        page.split.show_list()
        yield "cases"
        case = self._telling_case()
        if case is None:
            return
        self.window.show_page("cases", case)
        for place, name in enumerate(CASE_TABS):
            self.settle()
            page.panel.tabs.setCurrentIndex(place)
            yield f"case-{name}"
        page.panel.tabs.setCurrentIndex(0)

    def _dwellings(self) -> Iterator[str]:
        from ui.pages.dwellings import VIEWS, DwellingsPage

        for view in VIEWS:
            self.window.show_page("dwellings", view)
            page = self.window.page("dwellings")
            assert isinstance(page, DwellingsPage)
            self.settle()
            page.split.show_list()
            page.table.select_first()
            yield f"dwellings-{view}"

    def _administration(self) -> Iterator[str]:
        from ui.pages.administration import AdministrationPage

        self.window.show_page("administration")
        page = self.window.page("administration")
        assert isinstance(page, AdministrationPage)
        for key in page.parts:
            page.show_part(key)
            yield f"administration-{key}"

    def _intake(self, files: Sequence[Path]) -> Iterator[str]:
        from ui.pages.intake import IntakePage

        self.window.show_page("intake")
        yield "import"
        if not files:
            return
        page = self.window.page("intake")
        assert isinstance(page, IntakePage)
        page.read(files)
        for place, name in enumerate(INTAKE_TABS):
            self.settle()
            page.tabs.setCurrentIndex(place)
            yield f"import-{name}"

    def _telling_case(self) -> UUID | None:
        """A case with much to see, high in the list: far on its way and with children."""
        if self._case is None:
            found: list[UUID | None] = []
            self.work.ask(self._owner, _telling_case, found.append)
            self.until(lambda: bool(found))
            self._case = found[0]
        return self._case

    def _save(self, name: str) -> Path:
        path = self.folder / name
        if not _few_colours(self.window.grab().toImage()).save(str(path)):
            raise OSError(f"could not write {path}")
        return path


def _few_colours(image: QImage) -> QImage:
    """The picture in its 256 most used colours, a third of the size and alike to the eye."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(plain.constBits()).cast("I"))
    table = [colour for colour, _times in used.most_common(COLOURS)]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table)


def _telling_case(session: "Session") -> UUID | None:
    from hjemveien.services.case_list import CaseFilter, case_page

    rows = case_page(session, CaseFilter(include_closed=False), "deadline", False, None).rows
    known = [row for row in rows[:12] if not row.protected]
    telling = max(known, key=lambda row: (row.stage in TELLING, row.children), default=None)
    return telling.case_id if telling else None


def main(arguments: Sequence[str]) -> int:
    """The guide's pictures, of a demo office made for them."""
    from hjemveien.exchange.demo import PASSPHRASE, Order, demo_office
    from hjemveien.exchange.demo.names import STAFF

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    target, files = Path(arguments[0]), [Path(name) for name in arguments[1:]]
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "demo.db"
        demo_office(file, Order(datetime.now(UTC))).close()
        for path in take_pictures(str(file), PASSPHRASE, STAFF[0], target, GUIDE, files):
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
