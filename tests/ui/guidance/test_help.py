"""F1 tells about the page that is shown, in each language, with the shortcuts it really has."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hjemveien.texts import LANGUAGES, set_language
from tests.ui.reading import said_by
from ui.guidance.texts import help_for
from ui.pages import PAGES
from ui.shell.context import Context
from ui.shell.dialogs import ShortcutSheet
from ui.shell.window import MainWindow


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> MainWindow:
    made = MainWindow(context.settings)
    made.furnish(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_page("cases")
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_every_page_has_a_purpose_and_what_can_be_done(key: str, language: str) -> None:
    set_language(language)
    found = help_for(key)
    assert found is not None
    assert 20 < len(found.purpose) < 200
    assert 1 <= len(found.doings) <= 5


def test_the_languages_tell_the_same() -> None:
    counted = set()
    for language in LANGUAGES:
        set_language(language)
        told = (help_for(entry.key) for entry in PAGES)
        counted.add(tuple(len(found.doings) for found in told if found))
    assert len(counted) == 1


def test_f1_opens_it_and_escape_gives_the_keyboard_back(window: MainWindow) -> None:
    before = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.shell.help.isVisible()
    assert QApplication.focusWidget() is window.shell.help
    assert "Ctrl+N" in said_by(window.shell.help)
    QTest.keyClick(window.shell.help, Qt.Key.Key_Escape)
    assert window.shell.help.isHidden()
    assert QApplication.focusWidget() is before


def test_it_follows_to_another_page(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.show_page("waiting_list")
    set_language("en")
    told = help_for("waiting_list")
    assert told is not None
    assert told.purpose in said_by(window.shell.help)


def test_a_question_mark_shows_every_shortcut(window: MainWindow) -> None:
    window.registry.run("page.statistics")
    window.rail.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Question)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ShortcutSheet)
    sheet.close()


def test_it_takes_no_room_from_the_page(window: MainWindow) -> None:
    before = window.page("cases").width()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.page("cases").width() == before
    assert window.shell.help.geometry().right() <= window.shell.width()
