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

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from hjemveien import texts
from ui import office
from ui.app import App, dressed_application
from ui.scenes import scenes
from ui.settings import Settings
from ui.shell.window import MainWindow
from ui.theme import theme

if TYPE_CHECKING:
    from ui.work import Work

PATIENCE_MS = 60_000
COLOURS = 256
ROUNDS = 3


@dataclass(frozen=True)
class Shot:
    """How the window is to look; `scenes` are those wanted, all where there are none.

    With `main` it is the first scene of each page, and an open case.
    """

    look: str = "light"
    language: str = "nb"
    zoom_percent: int = 100
    width: int = 1440
    height: int = 900
    scenes: tuple[str, ...] = ()
    main: bool = False

    @property
    def name(self) -> str:
        size = "" if self.width == 1440 else f"-{self.width}"
        zoom = f"-{self.zoom_percent}" if self.zoom_percent != 100 else ""
        return f"{self.language}-{self.look}{size}{zoom}"

    def wants(self, scene: str) -> bool:
        return not self.scenes or scene in self.scenes


GUIDE = (
    Shot("light"),
    Shot("dark", main=True),
    *(Shot(look, "nb", 150, main=True) for look in ("light", "dark")),
    *(
        Shot(look, language, zoom, main=True)
        for language in ("nn", "en")
        for look in ("light", "dark")
        for zoom in (100, 150)
    ),
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
            camera = Camera(app, hjemveien.window, hjemveien.work, folder)
            return tuple(path for shot in shots for path in camera.take(shot, files))
        finally:
            texts.set_language(spoken)
            if hjemveien.window is not None:
                hjemveien.window.close()
            hjemveien.close()


class Camera:
    """Walks the pages in one look after the other."""

    def __init__(self, app: QApplication, window: MainWindow, work: "Work", folder: Path) -> None:
        self.app = app
        self.window = window
        self.work = work
        self.folder = folder
        self.owner = QObject()

    def take(self, shot: Shot, files: Sequence[Path]) -> Iterator[Path]:
        self.settle()
        self.window.resize(shot.width, shot.height)
        theme().set_look(shot.look, shot.zoom_percent)
        self.window.speak(shot.language)
        for scene in scenes(self, files, shot.main):
            if shot.wants(scene):
                self.settle()
                yield self._save(f"{scene}-{shot.name}.png")

    def settle(self) -> None:
        """Until both threads have answered, and what their answers asked in turn."""
        for _round in range(ROUNDS):
            answers: list[str] = []
            self.work.ask(self.owner, lambda _session: "read", answers.append)
            self.work.aside(self.owner, lambda: "made", answers.append)
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
