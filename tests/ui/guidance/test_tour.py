"""The tour points at real parts of the window and is walked by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.guidance.tour import Tour
from ui.pages.cases import CasesPage
from ui.shell.context import Context
from ui.shell.window import MainWindow
from ui.theme import theme


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> MainWindow:
    made = MainWindow(context.settings)
    made.furnish(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_page("statistics")
    with qtbot.waitActive(made):
        made.show()
    return made


def begun(window: MainWindow) -> Tour:
    assert window.registry.run("tour")
    tour = window.shell.tour
    assert tour.isVisible()
    return tour


def press(key: Qt.Key) -> None:
    part = QApplication.focusWidget()
    assert part is not None
    QTest.keyClick(part, key)


def test_it_points_at_parts_that_are_there_one_after_the_other(window: MainWindow) -> None:
    tour, seen = begun(window), []
    while tour.isVisible():
        target = tour.target()
        assert target is not None
        assert target.isVisible()
        assert window.rect().contains(tour.card.geometry())
        seen.append(target)
        press(Qt.Key.Key_Return)
    assert 5 <= len(seen) <= 8
    assert len(set(map(id, seen))) == len(seen)


def test_it_takes_one_to_the_page_it_speaks_of(window: MainWindow) -> None:
    tour = begun(window)
    assert window.current_key() == "cases"
    press(Qt.Key.Key_Right)
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    assert tour.target() is page.search


def test_one_can_go_back_and_end_it(window: MainWindow) -> None:
    tour = begun(window)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left)
    assert tour.at() == 0
    assert not tour.back.isEnabled()
    press(Qt.Key.Key_Escape)
    assert tour.isHidden()


def test_tab_stays_among_its_buttons(window: MainWindow) -> None:
    tour = begun(window)
    press(Qt.Key.Key_Right)
    for button in (tour.back, tour.stop, tour.forward):
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_its_words_are_not_cut(window: MainWindow, zoom: int) -> None:
    theme().set_zoom(zoom)
    tour = begun(window)
    while tour.isVisible():
        assert tour.text.height() >= tour.text.heightForWidth(tour.text.width())
        assert window.rect().contains(tour.card.geometry())
        press(Qt.Key.Key_Return)
