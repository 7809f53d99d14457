"""Drives the real window of one member of a shared office, from the login to the answer on paper.

Run as a process of its own: `python -m tests.journey.driving_shared PART FOLDER ADDRESS`; the
password comes in the environment variable `PASSWORD`, as from somebody's head.
"""

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journey.driving import Driver, find
from ui.case.protect import ProtectDialog
from ui.case.reason import ReasonSheet
from ui.pages.access_log import AccessLogPage
from ui.pages.cases import CasesPage
from ui.pages.waiting_list import WaitingListPage
from ui.shell.login import LogIn

NOTE = "Avtalt besøk mandag"


def log_in(driver: Driver, address: str) -> None:
    driver.app.begin(address)
    form = driver.seen(LogIn)
    driver.until(form.isEnabled, "the server's question")
    for password in ("feil passord", os.environ["PASSWORD"]):
        form.password.setText(password)
        driver.click(form.main)
        driver.until(lambda: form.isEnabled() and (driver.app.window or form.problem.isVisible()),
                     "an answer to the login")  # fmt: skip
    driver.until(lambda: driver.app.window and driver.app.window.current_key(), "the window")


def caseworker(driver: Driver, number: str) -> None:
    """Opens a colleague's case with a reason, writes in it, and protects the household."""
    page: CasesPage = driver.page("cases")
    page.search.setFocus()
    QTest.keyClicks(page.search, number)
    driver.until(lambda: page.model.rowCount() == 1, "the case")
    page.table.select_first()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    sheet = driver.seen(ReasonSheet)
    driver.picture("reason")
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    panel: Any = page.panel
    driver.until(lambda: panel.card() is not None, "the open case")
    panel.overview.note.setText(NOTE)
    driver.click(panel.overview.save_button)
    driver.until(lambda: any(e.text == NOTE for e in panel.card().journal), "the note")
    listing: WaitingListPage = driver.page("waiting_list")
    driver.until(lambda: listing.model.rowCount() == 1, "the waiting list")
    listing.write(driver.folder / "list.pdf")
    driver.until((driver.folder / "list.pdf").exists, "the printed list")
    driver.page("cases")
    panel.tabs.setCurrentWidget(panel.household)
    driver.click(panel.household.protect_button)
    protect = driver.seen(ProtectDialog)
    protect.level.set_value("strictly_confidential")
    protect.reason.setText("Politiet har meldt fare")
    driver.click(protect.main)
    driver.until(lambda: panel.card() is None, "the case to go from the screen")


def cleared(driver: Driver, number: str) -> None:
    """Has been given the case: it opens without a question and says who it is when asked."""
    panel: Any = find(driver, number).panel
    assert panel.name.text() == "Skjermet"
    panel.tabs.setCurrentWidget(panel.household)
    driver.click(panel.household.reveal_button)
    driver.picture("protected")


def logreader(driver: Driver, number: str) -> None:
    """Answers the person it is about."""
    page: AccessLogPage = driver.page("access_log")
    page.words.setText(number)
    driver.click(page.find_button)
    driver.until(lambda: page.model.rowCount() >= 3, "who has opened it")
    driver.until(lambda: page.answer.outlet.paper, "the answer")
    page.answer.outlet.save(driver.folder / "answer.pdf")
    driver.until((driver.folder / "answer.pdf").exists, "the answer on paper")


if __name__ == "__main__":
    part, folder, address = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    somebody = Driver(folder)
    log_in(somebody, address)
    {"caseworker": caseworker, "cleared": cleared, "logreader": logreader}[part](
        somebody, os.environ["NUMBER"]
    )
    somebody.picture(part)
    somebody.end()
    print("done")
