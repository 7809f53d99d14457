"""Drives the real window like hands would: clicks, keys, and waiting for what can be seen.

Run as a process of its own: `python -m tests.journey.driving first|second FOLDER`.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hjemveien.texts import set_language
from ui.app import App, application
from ui.case.move import MoveDialog
from ui.case.prioritise import PriorityDialog
from ui.pages.cases import CasesPage
from ui.pages.intake import IntakePage
from ui.pages.statistics import StatisticsPage
from ui.pages.waiting_list import WaitingListPage
from ui.settings import Settings
from ui.shell.passphrase import ChoosePassphrase, EnterPassphrase
from ui.shell.welcome import ChoiceButton

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 60_000
PASSPHRASE = "en hest på stasjonen"
DATA = Path(__file__).resolve().parents[1] / "data" / "office-a"
SOMEBODY = "2025/242-3"
NOTE = "Avtalt ny samtale tirsdag kl. 09:00"


class Driver:
    """Knows the running program and never sleeps: it waits until something is so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        set_language("nb")
        settings = Settings(folder / "window.ini")
        self.qt: QApplication = application(settings)
        self.app = App(settings, "Kari Reise")

    def until(self, condition: Callable[[], Any], what: str) -> Any:
        late = QTimer(singleShot=True, interval=PATIENCE_MS)
        tick = QTimer(interval=20)
        late.start()
        tick.start()
        while not (found := condition()):
            if not late.isActive():
                self.picture("late")
                raise SystemExit(f"waited in vain for {what}")
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return found

    def picture(self, name: str) -> None:
        for window in self.qt.topLevelWidgets():
            if window.isVisible():
                window.grab().save(str(self.folder / f"{name}.png"))

    def seen(self, kind: type[W]) -> W:
        """The visible widget of this kind, once there is one."""

        def look() -> W | None:
            for window in self.qt.topLevelWidgets():
                for widget in (window, *window.findChildren(kind)):
                    if isinstance(widget, kind) and widget.isVisible():
                        return widget
            return None

        return self.until(look, kind.__name__)  # type: ignore[no-any-return]

    def click(self, button: QPushButton) -> None:
        self.until(button.isEnabled, button.text())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def page(self, key: str) -> Any:
        window = self.app.window
        assert window is not None
        window.show_page(key)
        return self.until(lambda: window.page(key), key)

    def end(self) -> None:
        assert self.app.window is not None
        self.app.window.close()
        self.app.close()


def first(folder: Path) -> None:
    """From the first start to a filled office with work done in it."""
    driver = Driver(folder)
    driver.app.begin(str(folder / "office.db"))
    begin(driver)
    take_in(driver)
    work_on_a_case(driver)
    print_and_export(driver)
    driver.picture("first")
    driver.end()


def begin(driver: Driver) -> None:
    driver.seen(ChoiceButton)
    empty = [b for b in driver.app.start.findChildren(ChoiceButton) if b.isVisible()]  # type: ignore[union-attr]
    driver.click(next(b for b in empty if "tomt" in b.accessibleName()))
    choose = driver.seen(ChoosePassphrase)
    choose.first.setText(PASSPHRASE)
    choose.second.setText(PASSPHRASE)
    driver.click(choose.main)
    driver.until(lambda: driver.app.window and driver.app.window.current_key(), "the window")


def take_in(driver: Driver) -> None:
    page: IntakePage = driver.page("intake")
    page.read([DATA / "venteliste.xlsx", DATA / "boliger_kobo.csv"])
    driver.until(page.take_button.isVisible, "what was understood")
    driver.click(page.take_button)
    driver.until(lambda: not page.take_button.isVisible(), "the import")


def find(driver: Driver, words: str) -> CasesPage:
    page: CasesPage = driver.page("cases")
    page.search.setFocus()
    QTest.keyClicks(page.search, words)
    driver.until(lambda: page.model.rowCount() == 1, f"the case {words}")
    page.table.select_first()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    driver.until(lambda: page.panel.card() is not None, "the open case")
    return page


def work_on_a_case(driver: Driver) -> None:
    panel: Any = find(driver, SOMEBODY).panel
    panel.next_step()
    move = driver.seen(MoveDialog)
    move.reason.setText("Søknaden er komplett")
    driver.click(move.main)
    driver.until(lambda: panel.card().stage == "kartlegging", "the move")
    panel.write_note()
    panel.overview.note.setText(NOTE)
    driver.click(panel.overview.save_button)
    driver.until(lambda: any(e.text == NOTE for e in panel.card().journal), "the note")
    panel.decisions.prioritise()
    priority = driver.seen(PriorityDialog)
    priority.chosen.set_value(1)
    priority.reason.setText("Barn uten bolig")
    driver.click(priority.main)
    driver.until(
        lambda: panel.card().priority and panel.card().priority.priority_class == 1, "the class"
    )


def print_and_export(driver: Driver) -> None:
    listing: WaitingListPage = driver.page("waiting_list")
    driver.until(lambda: listing.model.rowCount() > 50, "the waiting list")
    listing.write(driver.folder / "list.pdf")
    driver.until((driver.folder / "list.pdf").exists, "the printed list")
    figures: StatisticsPage = driver.page("statistics")
    driver.until(lambda: figures.blocks.rowCount() > 10, "the figures")
    figures.export(driver.folder / "figures.xlsx")
    driver.until((driver.folder / "figures.xlsx").exists, "the exported figures")


def second(folder: Path) -> None:
    """Another day: the passphrase, and everything is there."""
    driver = Driver(folder)
    driver.app.begin(str(folder / "office.db"))
    enter = driver.seen(EnterPassphrase)
    enter.field.setText(PASSPHRASE)
    driver.click(enter.main)
    driver.until(lambda: driver.app.window and driver.app.window.current_key(), "the window")
    card = find(driver, SOMEBODY).panel.card()
    assert card is not None
    assert card.stage == "kartlegging"
    assert any(entry.text == NOTE for entry in card.journal)
    assert card.priority is not None
    assert card.priority.priority_class == 1
    driver.picture("second")
    driver.end()


if __name__ == "__main__":
    {"first": first, "second": second}[sys.argv[1]](Path(sys.argv[2]))
    print("done")
