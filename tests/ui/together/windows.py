"""Real windows on a shared database, driven by hand and watched for silence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hjemveien.services.access import OpenCase
from hjemveien.services.views import CaseCard
from ui import office
from ui.app import App
from ui.case.panel import CasePanel
from ui.kit import TextArea
from ui.pages.cases import CasesPage
from ui.settings import Settings

D = TypeVar("D", bound=QDialog)
WAIT_MS = 90_000
LOOK_MS = 5
TYPE_MS = 80


class Pulse(QObject):
    """Beats in the window's own loop; `longest_ms` is the longest that it was silent."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._beat = monotonic()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def _note(self) -> None:
        now = monotonic()
        self.longest_ms = max(self.longest_ms, (now - self._beat) * 1000)
        self._beat = now


class Typist(QObject):
    """Writes into a field all the while, a letter at a time; `typed` is all of it."""

    LETTERS = "Møtte på kontoret. «Ja», sa hun – 100 %.\n"

    def __init__(self, field: TextArea) -> None:
        super().__init__()
        self.typed = ""
        self._field = field
        self._timer = QTimer(self, interval=TYPE_MS)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _type(self) -> None:
        letter = self.LETTERS[len(self.typed) % len(self.LETTERS)]
        self._field.insertPlainText(letter)
        self.typed += letter


class Sitter:
    """Somebody at a window of the real program."""

    def __init__(
        self, url: str, who: str, folder: Path, qtbot: QtBot, passphrase: str | None = None
    ) -> None:
        self._qtbot = qtbot
        settings = Settings(folder / f"{who}.ini")
        settings.keep("person", who)
        self.app = App(settings, who, data_dir=folder / who, first_page="cases")
        self.app.open(office.existing(url, passphrase))
        assert self.app.window is not None
        self.window = self.app.window
        self.until(lambda: self.app.following and not self.work.busy())

    @property
    def work(self) -> Any:
        return self.app.work

    @property
    def page(self) -> CasesPage:
        page = self.window.page("cases")
        assert isinstance(page, CasesPage)
        return page

    @property
    def panel(self) -> CasePanel:
        return self.page.panel

    def open_case(self, case_id: UUID) -> CaseCard:
        opened: list[None] = []
        wish = OpenCase(case_id, "own")
        self.work.open(self.window, wish, lambda _session: None, opened.append)
        self.until(lambda: opened)
        self.window.show_page("cases", case_id)
        self.until(lambda: self.panel.card() is not None and self.panel.case_id() == case_id)
        card = self.panel.card()
        assert card is not None
        return card

    def dialog(self, kind: type[D]) -> D:
        """The dialog of this kind that stands open, once there is one."""
        found: list[D] = []

        def look() -> bool:
            found[:] = [one for one in self.window.findChildren(kind) if one.isVisible()]
            return bool(found)

        self.until(look)
        return found[0]

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def leave(self) -> None:
        self.window.close()
        self.app.close()
        self.window.deleteLater()


@contextmanager
def sitting(
    url: str, who: str, folder: Path, qtbot: QtBot, passphrase: str | None = None
) -> Iterator[Sitter]:
    somebody = Sitter(url, who, folder, qtbot, passphrase)
    try:
        yield somebody
    finally:
        somebody.leave()
