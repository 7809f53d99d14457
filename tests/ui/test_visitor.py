"""Besøksmodus: on no page, in no palette and in no list is anybody named but the open case."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from tests.services import making
from tests.ui.reading import said_by
from ui.kit import ListTable
from ui.pages import PAGES
from ui.pages.cases import CasesPage
from ui.shell.context import Context
from ui.shell.window import MainWindow

NAMES = ("nygaard", "gretelise", "30837420136")


@pytest.fixture
def visited(local_database: Database) -> UUID:
    """The case whose household sits in the office; others are in the lists."""
    who = {"given_name": "Gretelise", "id_number": "30837420136", "address": "Nygaardsgata 7"}
    making.listed_case(local_database, "Nygaard", **who)
    making.listed_case(local_database, "Nygaard", given_name="Gretelise")
    return making.listed_case(local_database, "Prøvesen", given_name="Ola")


@pytest.fixture
def window(context: Context, visited: UUID, qtbot: QtBot) -> MainWindow:
    made = MainWindow(context.settings)
    made.furnish(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_page("cases", visited)
    with qtbot.waitActive(made):
        made.show()
    settle(made, qtbot)
    return made


def settle(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.context.work.busy(), timeout=20_000)
    QApplication.processEvents()


def begin(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.context.visiting
    settle(window, qtbot)


def named(told: str) -> list[str]:
    folded = told.lower()
    return [name for name in NAMES if name in folded]


def test_no_page_names_anybody_but_the_open_case(window: MainWindow, qtbot: QtBot) -> None:
    assert "Gretelise Nygaard" in said_by(window)
    begin(window, qtbot)
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.panel.card() is not None, timeout=10_000)
    assert "Ola Prøvesen" in said_by(window)
    for entry in PAGES:
        window.show_page(entry.key)
        settle(window, qtbot)
        assert named(said_by(window)) == [], entry.key
        for table in window.findChildren(ListTable):
            table.selectAll()
            assert named(table.chosen_as_tsv()) == [], entry.key


def test_arrows_through_the_list_show_nobody(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    for row in range(page.model.rowCount()):
        page.table.setCurrentIndex(page.model.index(row, 0))
        settle(window, qtbot)
        assert named(said_by(window)) == []


def test_the_palette_finds_cases_and_names_none(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    window.finder.open()
    QTest.keyClicks(window.finder.field, "nygaard")
    qtbot.waitUntil(lambda: "Name hidden" in window.finder.titles(), timeout=10_000)
    assert named(" ".join(window.finder.titles())) == []
    window.finder.close_it()


def test_what_was_searched_for_and_used_before_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    window.finder.open()
    QTest.keyClicks(window.finder.field, "nygaard")
    qtbot.waitUntil(lambda: "Gretelise Nygaard" in window.finder.titles(), timeout=10_000)
    QTest.keyClick(window.finder.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    page.search.setText("nygaard")
    settle(window, qtbot)
    window.show_page("statistics")
    begin(window, qtbot)
    window.finder.open()
    assert named(" ".join(window.finder.titles())) == []
    window.finder.close_it()
    window.show_page("cases")
    settle(window, qtbot)
    shown = window.page("cases")
    assert isinstance(shown, CasesPage)
    assert shown.search.text() == ""


def test_it_is_marked_all_the_time_and_ends_where_it_is_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.status.visit.isHidden()
    begin(window, qtbot)
    assert window.status.visit.isVisible()
    assert window.status.visit.height() >= 24
    assert "names are hidden" in window.status.visit.accessibleName()
    window.status.visit.click()
    settle(window, qtbot)
    assert not window.context.visiting
    assert window.status.visit.isHidden()
    assert "Gretelise Nygaard" in said_by(window)
