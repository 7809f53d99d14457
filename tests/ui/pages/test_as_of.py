"""A day that cannot be read shows, counts, writes and prints nothing, and never another day's."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from tests.services.making import TODAY, listed_case
from tests.ui.desk import Until
from ui.kit import DateField
from ui.pages.reports import ReportsPage
from ui.pages.statistics import StatisticsPage
from ui.pages.waiting_list import WaitingListPage
from ui.shell.context import Context
from ui.shell.page import Page
from ui.theme import theme

WAIT_MS = 20_000
WRONG = ("tull", "31.02.2026", "", "1.1.2031")


def put(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    theme().wear(page)
    page.resize(1200, 760)
    page.show()
    page.arrive()


def write(field: DateField, text: str) -> None:
    """As somebody types it and presses Enter."""
    field.setText(text)
    field.returnPressed.emit()


@pytest.fixture
def listing(
    context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> WaitingListPage:
    listed_case(local_database, "Ny")
    page = WaitingListPage(context)
    put(page, qtbot)
    until(lambda: page.model.rowCount() == 1)
    return page


@pytest.mark.parametrize("text", WRONG)
def test_a_waiting_list_of_no_day_is_neither_shown_nor_written(
    listing: WaitingListPage, text: str, tmp_path: Path
) -> None:
    write(listing.day, text)
    assert "As of" in listing.as_of.error()
    assert listing.model.rowCount() == 0
    listing.save_as()
    assert not listing.findChildren(QFileDialog)
    listing.write(tmp_path / "list.csv")
    assert not listing.context.work.busy()
    assert not (tmp_path / "list.csv").exists()


def test_a_day_to_come_is_refused_in_words(listing: WaitingListPage) -> None:
    write(listing.day, (listing.context.today() + timedelta(days=1)).strftime("%d.%m.%Y"))
    assert "has not come yet" in listing.as_of.error()


def test_a_day_still_being_typed_is_taken_before_anything_is_saved(
    listing: WaitingListPage,
) -> None:
    listing.day.setText("tull")
    listing.save_as()
    assert listing.as_of.error()
    assert not listing.findChildren(QFileDialog)


def test_the_day_takes_no_room_from_the_list(listing: WaitingListPage) -> None:
    assert listing.as_of.height() <= theme().px(40)
    assert listing.table.y() < theme().px(160)


def test_with_a_day_again_its_list_is_there(listing: WaitingListPage, until: Until) -> None:
    write(listing.day, "tull")
    write(listing.day, TODAY.strftime("%d.%m.%Y"))
    until(lambda: listing.model.rowCount() == 1)
    assert not listing.as_of.error()


def test_beside_the_list_stands_nobody_of_another_day(
    listing: WaitingListPage, qtbot: QtBot
) -> None:
    assert listing.detail.name.isVisible()
    with qtbot.waitSignal(listing.status_changed, timeout=WAIT_MS, check_params_cb=bool):
        write(listing.day, (TODAY - timedelta(days=300)).strftime("%d.%m.%Y"))
    assert listing.model.rowCount() == 0
    assert not listing.detail.name.isVisible()


@pytest.mark.parametrize("text", WRONG)
def test_figures_of_no_day_are_neither_shown_nor_exported(
    context: Context, qtbot: QtBot, until: Until, tmp_path: Path, text: str
) -> None:
    page = StatisticsPage(context)
    put(page, qtbot)
    until(lambda: page.list.current_row() is not None)
    write(page.day, text)
    assert page.as_of.error()
    assert page.stack.currentWidget() is page.no_period
    page.export(tmp_path / "figures.csv")
    page.export_as()
    assert not page.findChildren(QFileDialog)
    until(lambda: not context.work.busy())
    assert not (tmp_path / "figures.csv").exists()


def test_a_period_that_begins_after_its_end_is_refused(
    context: Context, qtbot: QtBot, until: Until
) -> None:
    page = StatisticsPage(context)
    put(page, qtbot)
    write(page.day, "1.2.2026")
    write(page.start, "1.3.2026")
    assert "From" in page.begins.error()
    write(page.start, "")
    until(lambda: page.stack.currentWidget() is page.tabs)
    assert not page.begins.error()


@pytest.mark.parametrize("text", WRONG)
def test_a_report_of_no_day_is_not_there_to_be_printed(
    context: Context, local_database: Database, qtbot: QtBot, until: Until, text: str
) -> None:
    listed_case(local_database, "Ny")
    page = ReportsPage(context)
    put(page, qtbot)
    until(page.pdf)
    page.day.setText(text)
    page.save_as()
    assert page.as_of.error()
    assert not page.pdf()
    assert not page.findChildren(QFileDialog)
