"""Long work that somebody stops: all is as before, no half file, and it may be begun again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hjemveien.persistence import backup
from hjemveien.persistence.engine import Database
from hjemveien.services import changes
from tests.databases import PASSPHRASE
from tests.services.making import listed_case
from tests.ui.desk import Until
from ui.kit import EmptyState, ProgressBanner
from ui.office import Office
from ui.pages.intake import IntakePage
from ui.pages.reports import ReportsPage
from ui.pages.statistics import StatisticsPage
from ui.pages.waiting_list import WaitingListPage
from ui.shell.backing_up import BackUpSheet, backup_actions
from ui.shell.context import Context
from ui.shell.page import Page
from ui.shell.window import MainWindow
from ui.theme import theme

DATA = Path(__file__).resolve().parents[2] / "data" / "office-a"
WAIT_MS = 20_000
DIRECT = Qt.ConnectionType.DirectConnection


@contextmanager
def stopped_at_its_first_step(context: Context, progress: ProgressBanner) -> Iterator[None]:
    """What is begun within is cancelled, by its own button's way, when it first says how far."""
    gate = Event()
    context.work.aside(context, lambda: gate.wait(WAIT_MS / 1000))
    yield
    ticket = progress._ticket
    assert ticket is not None
    assert ticket.watcher is not None
    ticket.watcher.progress.connect(lambda *_said: ticket.cancel(), DIRECT)
    gate.set()


def put(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    theme().wear(page)
    page.resize(1200, 760)
    page.show()
    page.arrive()


def idle(context: Context) -> Callable[[], object]:
    return lambda: not context.work.busy()


def test_a_stopped_import_writes_nothing_and_may_be_begun_again(
    context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    page = IntakePage(context)
    put(page, qtbot)
    page.read([DATA / "venteliste.xlsx"])
    until(page.take_button.isVisible)
    with stopped_at_its_first_step(context, page.progress):
        page.take()
    until(idle(context))
    with local_database.reading() as session:
        assert changes.now_token(session) == 0
    assert page.take_button.isEnabled()
    page.take()
    until(lambda: not page.take_button.isVisible())
    with local_database.reading() as session:
        assert changes.now_token(session) > 0


def test_files_whose_reading_is_stopped_leave_the_page_as_it_was(
    context: Context, qtbot: QtBot, until: Until
) -> None:
    page = IntakePage(context)
    put(page, qtbot)
    with stopped_at_its_first_step(context, page.progress):
        page.read([DATA / "venteliste.xlsx"])
    until(idle(context))
    assert page.empty.isVisible()
    assert not page.take_button.isEnabled()


def test_a_stopped_report_is_no_crash_leaves_nothing_to_print_and_is_offered_again(
    context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    listed_case(local_database)
    page = ReportsPage(context)
    put(page, qtbot)
    until(page.pdf)
    with stopped_at_its_first_step(context, page.progress):
        page.arrive("statistics")
    until(idle(context))
    assert not page.pdf()
    assert not page.print_button.isEnabled()
    again = page.preview.empty
    assert isinstance(again, EmptyState)
    assert again.isVisible()
    again.action.click()
    until(page.print_button.isEnabled)


def test_a_stopped_export_of_figures_leaves_no_file(
    context: Context, qtbot: QtBot, until: Until, tmp_path: Path
) -> None:
    page = StatisticsPage(context)
    put(page, qtbot)
    until(lambda: page.blocks.rowCount() > 10)
    folder = tmp_path / "out"
    folder.mkdir()
    with stopped_at_its_first_step(context, page.progress):
        page.export(folder / "figures.xlsx")
    until(idle(context))
    assert list(folder.iterdir()) == []


def test_a_stopped_waiting_list_leaves_the_older_file(
    context: Context, local_database: Database, qtbot: QtBot, until: Until, tmp_path: Path
) -> None:
    for number in range(3):
        listed_case(local_database, f"Søker {number}")
    page = WaitingListPage(context)
    put(page, qtbot)
    until(lambda: page.model.rowCount() == 3)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "list.pdf").write_bytes(b"older")
    with stopped_at_its_first_step(context, page.progress):
        page.write(folder / "list.pdf")
    until(idle(context))
    assert [path.name for path in folder.iterdir()] == ["list.pdf"]
    assert (folder / "list.pdf").read_bytes() == b"older"


@pytest.fixture
def sheet(context: Context, local_database: Database, qtbot: QtBot) -> BackUpSheet:
    """The sheet of an office with a case in it."""
    listed_case(local_database)
    context.back_up = Office("local", "office.db", lambda: local_database).back_up
    page = WaitingListPage(context)
    put(page, qtbot)
    shown = BackUpSheet(context, page)
    shown.show()
    return shown


def test_a_backup_is_made_and_checked_while_the_window_is_used(
    sheet: BackUpSheet, context: Context, until: Until, tmp_path: Path
) -> None:
    assert not sheet.isModal()
    target = tmp_path / "backup.hjemveien"
    sheet.write(target)
    until(sheet.done_banner.isVisible)
    assert sheet.main.isEnabled()
    assert backup.verify(target, PASSPHRASE).rows["case_file"] == 1
    assert [action.key for action in backup_actions(context, sheet)] == ["back_up"]


def test_a_stopped_backup_leaves_the_older_one_alone(
    sheet: BackUpSheet, context: Context, until: Until, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "backup.hjemveien"
    target.write_bytes(b"older")
    with stopped_at_its_first_step(context, sheet.progress):
        sheet.write(target)
    until(idle(context))
    assert [path.name for path in folder.iterdir()] == ["backup.hjemveien"]
    assert target.read_bytes() == b"older"
    assert sheet.main.isEnabled()
    assert "Cancelled" in sheet.done_banner.text.text()


def test_a_backup_that_cannot_be_written_says_why(
    sheet: BackUpSheet, until: Until, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    sheet.write(tmp_path / "file" / "backup.hjemveien")
    until(sheet.refusal.isVisible)
    assert sheet.main.isEnabled()


def test_a_shared_office_offers_no_backup_from_here(context: Context, qtbot: QtBot) -> None:
    page = WaitingListPage(context)
    qtbot.addWidget(page)
    assert backup_actions(context, page) == ()


def test_the_menus_offer_it_where_the_office_is_a_file_here(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    context.back_up = Office("local", "office.db", lambda: local_database).back_up
    window = MainWindow(context.settings)
    window.furnish(context)
    qtbot.addWidget(window)
    window.show()
    assert window.registry.run("back_up")
    assert [each for each in window.findChildren(BackUpSheet) if each.isVisible()]
