"""Every action is in a menu, on every page; no shortcut twice, none that types a letter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from hjemveien.texts import LANGUAGES, set_language
from ui.pages import PAGES
from ui.shell.context import Context
from ui.shell.menu_bar import MENUS
from ui.shell.window import MainWindow


def shown(context: Context, qtbot: QtBot, key: str) -> MainWindow:
    window = MainWindow(context.settings)
    window.furnish(context)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_page(key)
    with qtbot.waitActive(window):
        window.show()
    return window


def in_menus(window: MainWindow) -> list[QAction]:
    bar = window.shell.menu_bar
    for key, _title in MENUS:
        bar.fill(key)
    return [action for menu in bar.menus.values() for action in leaves(menu)]


def leaves(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += leaves(inner) if isinstance(inner, QMenu) else [action]
    return [action for action in found if not action.isSeparator()]


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_every_action_of_every_page_is_in_a_menu(context: Context, qtbot: QtBot, key: str) -> None:
    window = shown(context, qtbot, key)
    texts = sorted(action.text().split("\t")[0] for action in in_menus(window))
    assert texts == sorted(action.title.replace("&", "&&") for action in window.registry.all())


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_no_shortcut_is_there_twice_or_types_a_letter(
    context: Context, qtbot: QtBot, key: str
) -> None:
    window = shown(context, qtbot, key)
    bound = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert len(bound) == len(set(bound))
    assert not [keys for keys in bound if "Ctrl+Alt" in keys or "Alt+Ctrl" in keys]
    standard = {QKeySequence(keys).toString() for keys in ("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A")}
    assert not standard & set(bound)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_menu_has_a_letter_of_its_own(context: Context, qtbot: QtBot, language: str) -> None:
    set_language(language)
    window = shown(context, qtbot, "cases")
    letters = [
        menu.title().partition("&")[2][:1].lower() for menu in window.shell.menu_bar.menus.values()
    ]
    assert all(letters)
    assert len(letters) == len(set(letters))


def test_a_new_application_is_begun_from_any_page(context: Context, qtbot: QtBot) -> None:
    window = shown(context, qtbot, "statistics")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "cases"
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "New application"
    dialog.close()


@pytest.mark.parametrize("page", ["administration", "dwellings"])
def test_the_key_of_a_new_application_means_nothing_else_anywhere(
    context: Context, qtbot: QtBot, page: str
) -> None:
    window = shown(context, qtbot, page)
    assert meant(window, "Ctrl+N") == ["new_application"]
    assert meant(window, "Ctrl+Shift+N") == [window.registry.group("page")[0].key]


def test_the_page_that_has_a_use_for_a_shortcut_keeps_it(context: Context, qtbot: QtBot) -> None:
    window = shown(context, qtbot, "dwellings")
    assert meant(window, "Ctrl+F") == ["search_dwellings"]
    assert "search_cases" in [action.key for action in window.registry.all()]


def meant(window: MainWindow, shortcut: str) -> list[str]:
    return [action.key for action in window.registry.all() if action.shortcut == shortcut]


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
def test_f10_opens_the_first_menu(context: Context, qtbot: QtBot) -> None:
    window = shown(context, qtbot, "cases")
    QTest.keyClick(window, Qt.Key.Key_F10)
    menu = window.shell.menu_bar.menus["file"]
    qtbot.waitUntil(menu.isVisible)
    menu.close()


def test_copy_from_the_menu_is_for_the_part_with_the_focus(context: Context, qtbot: QtBot) -> None:
    window = shown(context, qtbot, "cases")
    window.registry.run("search_cases")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Prøve"[:2])
    assert window.registry.run("select_all")
    assert window.registry.run("copy")
    assert QApplication.clipboard().text() == "Pr"


def test_a_locked_window_opens_no_menu(context: Context, qtbot: QtBot) -> None:
    window = shown(context, qtbot, "cases")
    window.registry.pause(True)
    assert not window.menuBar().isEnabled()
    window.registry.pause(False)
    assert window.menuBar().isEnabled()


def test_shift_f6_goes_back(context: Context, qtbot: QtBot) -> None:
    window = shown(context, qtbot, "cases")
    before = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is not before
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is before
