"""Ctrl+K in the real window: actions, cases and pages, by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from hjemveien.persistence.engine import Database
from tests.services import making
from ui.pages.cases import CasesPage
from ui.palette.palette import CommandPalette
from ui.shell.context import Context
from ui.shell.window import MainWindow
from ui.theme import theme


@pytest.fixture
def window(context: Context, local_database: Database, qtbot: QtBot) -> MainWindow:
    making.listed_case(local_database, "Nygaard", given_name="Else")
    making.listed_case(local_database, "Skjulesen", protection="strictly_confidential")
    made = MainWindow(context.settings)
    made.furnish(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_page("cases")
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: not context.work.busy(), timeout=20_000)
    return made


def opened(window: MainWindow) -> CommandPalette:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.isVisible()
    assert QApplication.focusWidget() is window.finder.field
    return window.finder


def press(palette: CommandPalette, key: Qt.Key) -> None:
    QTest.keyClick(palette.field, key)


def chosen(palette: CommandPalette) -> str:
    return str(palette.list.currentIndex().data())


def test_every_action_is_found_in_it(window: MainWindow) -> None:
    palette = opened(window)
    titles = palette.titles()
    missing = [a.name() for a in window.registry.all() if a.name() not in titles]
    assert missing == [window.registry.group("find")[0].name()]


def test_a_page_is_gone_to_by_a_few_letters(window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "stati")
    assert chosen(palette) == "Statistics"
    press(palette, Qt.Key.Key_Return)
    assert window.current_key() == "statistics"
    assert palette.isHidden()


def test_what_stands_under_a_name_is_found_by_it(window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "settings")
    assert "Appearance: Dark" in palette.titles()


def test_an_action_is_done_after_the_palette_is_gone(window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "dark")
    press(palette, Qt.Key.Key_Return)
    assert theme().choice == "dark"


def test_a_case_is_found_by_name_and_opens(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "nygaa")
    qtbot.waitUntil(lambda: "Else Nygaard" in palette.titles(), timeout=10_000)
    press(palette, Qt.Key.Key_Return)
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.panel.card() is not None, timeout=10_000)
    opened(window)
    assert "Actions for Else Nygaard" in palette.titles()
    assert palette.titles()[:2] == ["Used lately", "Else Nygaard"]


def test_a_protected_household_is_found_by_number_and_named_protected(
    window: MainWindow, local_database: Database, qtbot: QtBot
) -> None:
    with local_database.reading() as session:
        wanted = text("SELECT number FROM case_now WHERE protected")
        number = str(session.execute(wanted).scalar_one())
    palette = opened(window)
    QTest.keyClicks(palette.field, number)
    qtbot.waitUntil(lambda: "Protected" in palette.titles(), timeout=10_000)
    assert "Skjulesen" not in " ".join(palette.titles())
    palette.field.setText("skjulesen")
    qtbot.waitUntil(lambda: not window.context.work.busy(), timeout=10_000)
    assert "Protected" not in palette.titles()


def test_arrows_move_the_choice_and_never_stop_at_a_heading(window: MainWindow) -> None:
    palette = opened(window)
    first = chosen(palette)
    press(palette, Qt.Key.Key_Up)
    last = chosen(palette)
    press(palette, Qt.Key.Key_Down)
    assert chosen(palette) == first
    seen = {chosen(palette)}
    for _step in range(len(palette.titles())):
        press(palette, Qt.Key.Key_Tab)
        seen.add(chosen(palette))
    assert last in seen
    assert not {"On this page", "Actions", "Go to page"} & seen


def test_escape_gives_the_keyboard_back(window: MainWindow) -> None:
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    page.table.setFocus()
    palette = opened(window)
    press(palette, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert QApplication.focusWidget() is page.table


def test_what_was_used_lately_comes_first_also_tomorrow(
    window: MainWindow, context: Context
) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "reports")
    press(palette, Qt.Key.Key_Return)
    again = CommandPalette(window.shell, context, window.registry, None)
    again.open()
    assert again.titles()[:2] == ["Used lately", "Reports"]
    again.close_it()


def test_no_case_is_written_into_the_settings(
    window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "nygaard")
    qtbot.waitUntil(lambda: "Else Nygaard" in palette.titles(), timeout=10_000)
    press(palette, Qt.Key.Key_Return)
    assert "case" not in context.settings.text("palette_recent").replace("cases", "")


def test_a_question_mark_shows_everything_that_has_keys(window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "?")
    titles = palette.titles()
    assert "New application" in titles
    assert "About Hjemveien" not in titles


def test_words_that_nothing_has_say_so(window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "qqqqzz")
    assert palette.nothing.isVisible()
    press(palette, Qt.Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize("zoom", [100, 200])
def test_it_lies_within_the_window(window: MainWindow, zoom: int) -> None:
    theme().set_zoom(zoom)
    palette = opened(window)
    assert window.shell.rect().contains(palette.card.geometry())
