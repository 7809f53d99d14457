"""Kode 6 and 7 with the case open: said inside it to whoever asks, and nowhere else or after."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from hjemveien.services import moves
from hjemveien.services.wishes import AssignCase
from tests.services import making
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit
from tests.ui.reading import said_by
from ui import faults
from ui.case.answer import AnswerSheet
from ui.case.person import PersonDialog
from ui.case.quiet_clipboard import MARK
from ui.pages import pages_for
from ui.pages.cases import CasesPage
from ui.shell.dialogs import CrashSheet
from ui.shell.window import MainWindow
from ui.work import Session

SECRETS = ("skjulesen", "gretelise", "30837420136", "skjulgata")


def leaked(told: str) -> list[str]:
    return [secret for secret in SECRETS if secret in told.lower()]


@pytest.fixture
def secret(staffed: StaffedOffice) -> UUID:
    """A protected household that the cleared member has, beside an ordinary one."""
    making.new_case(staffed.root, "Prøvesen")
    case_id = making.new_case(
        staffed.root, "Skjulesen", given_name="Gretelise", id_number="30837420136",
        address="Skjulgata 7", protection="strictly_confidential",
    )  # fmt: skip
    with staffed.root.writing("Root", datetime.now(UTC)) as session:
        wish = AssignCase(case_id, staffed.members["Cleared Test"].staff_id)
        moves.assign_case(session, wish)
    return case_id


@pytest.fixture
def desk(sit: Sit) -> Desk:
    return sit("Cleared Test")


@pytest.fixture
def window(desk: Desk) -> MainWindow:
    made = MainWindow(desk.context.settings)
    made.furnish(desk.context, pages_for(desk.context.person))
    desk.qtbot.addWidget(made)
    with desk.qtbot.waitActive(made):
        made.show()
    return made


def opened(window: MainWindow, desk: Desk, case_id: UUID) -> CasesPage:
    window.show_page("cases", case_id)
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    desk.until(lambda: page.panel.card() is not None and page.model.rowCount() == 2)
    return page


def reveal(page: CasesPage, desk: Desk) -> None:
    page.panel.tabs.setCurrentWidget(page.panel.household)
    page.panel.household.reveal_button.click()
    desk.until(lambda: leaked(said_by(page.panel)))


def outside(window: MainWindow, page: CasesPage) -> str:
    """What the window says anywhere but in the open case."""
    inside = set(page.panel.findChildren(QWidget)) | {page.panel}
    return "\n".join(
        said_by(widget) for widget in window.findChildren(QWidget)
        if widget not in inside and not any(widget.isAncestorOf(part) for part in inside)
    )  # fmt: skip


def test_an_open_case_says_who_it_is_only_when_asked_and_only_inside(
    window: MainWindow, desk: Desk, secret: UUID
) -> None:
    page = opened(window, desk, secret)
    assert leaked(said_by(window)) == []
    reveal(page, desk)
    assert leaked(outside(window, page)) == []
    assert leaked(window.windowTitle()) == []
    assert "Prøvesen" in outside(window, page)


def test_when_it_is_left_nothing_says_it_any_more(
    window: MainWindow, desk: Desk, secret: UUID
) -> None:
    page = opened(window, desk, secret)
    reveal(page, desk)
    other = next(row for row in page.model.rows() if row.case_id != secret)
    page.table.select_id(other.case_id)
    desk.until(lambda: not leaked(said_by(window)))
    for entry in pages_for(desk.context.person):
        window.show_page(entry.key)
        desk.until(lambda: not desk.context.work.busy())
        assert leaked(said_by(window)) == [], entry.key


def test_its_dialogs_have_titles_and_file_names_that_name_nobody(
    window: MainWindow, desk: Desk, secret: UUID
) -> None:
    page = opened(window, desk, secret)
    reveal(page, desk)
    card = page.panel.card()
    assert card is not None
    page.panel.household._edit(card.members[0])
    dialog = desk.dialog(page, PersonDialog)
    assert leaked(dialog.windowTitle() + dialog.title.text()) == []
    dialog.reject()
    page.panel.tabs.setCurrentWidget(page.panel.access)
    desk.until(lambda: page.panel.access.model.rowCount() > 0)
    page.panel.access.tell()
    sheet = desk.dialog(page, AnswerSheet)
    desk.until(lambda: sheet.answer.outlet.paper is not None)
    sheet.answer.outlet.save_as()
    files = desk.dialog(page, QFileDialog)
    assert leaked(" ".join(files.selectedFiles())) == []
    files.reject()
    sheet.reject()


def test_what_is_copied_from_it_is_kept_from_histories_and_goes_with_it(
    window: MainWindow, desk: Desk, secret: UUID
) -> None:
    page = opened(window, desk, secret)
    clipboard = QApplication.clipboard()
    with desk.qtbot.waitActive(window):
        window.activateWindow()
    clipboard.setText("Gretelise Skjulesen")
    desk.until(lambda: clipboard.mimeData().hasFormat(MARK))
    assert clipboard.text() == "Gretelise Skjulesen"
    other = next(row for row in page.model.rows() if row.case_id != secret)
    page.table.select_id(other.case_id)
    assert clipboard.text() == ""
    clipboard.setText("Prøvesen")
    page.table.select_id(secret)
    assert clipboard.text() == "Prøvesen"
    assert not clipboard.mimeData().hasFormat(MARK)


def test_a_fault_with_the_name_in_it_is_reported_without(
    window: MainWindow, desk: Desk, secret: UUID, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opened(window, desk, secret)
    caplog.set_level(logging.DEBUG)
    faults.log_to(tmp_path)
    desk.context.work.crashed.connect(faults.write_down)

    def stumble(_session: Session) -> None:
        raise KeyError("Gretelise Skjulesen, Skjulgata 7")

    desk.context.work.do(window, stumble)
    desk.qtbot.waitUntil(lambda: bool(window.findChildren(CrashSheet)))
    assert leaked(said_by(window.findChildren(CrashSheet)[0])) == []
    written = (tmp_path / "hjemveien.log").read_text("utf-8")
    assert "KeyError" in written
    assert leaked(written + caplog.text) == []
    desk.crashes.clear()
