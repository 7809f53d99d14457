"""Every page, in the real window on an empty office: named, reachable, large enough, unclipped."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QHeaderView, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.texts import LANGUAGES, set_language
from ui.kit import Elided, Text
from ui.pages import PAGES
from ui.shell.context import Context
from ui.shell.window import MainWindow
from ui.theme import theme

# Parts that Qt makes within its own widgets, and that carry their owner's name.
QTS_OWN = (QHeaderView, QScrollBar)


def shown(context: Context, qtbot: QtBot, key: str) -> MainWindow:
    window = MainWindow(context.settings)
    window.furnish(context)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_page(key)
    window.show()
    qtbot.waitUntil(lambda: not context.work.busy(), timeout=20_000)
    QApplication.processEvents()
    return window


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_every_part_one_can_reach_has_a_name_and_room(
    context: Context, qtbot: QtBot, faults: Callable[[], list[object]], key: str, zoom: int
) -> None:
    theme().set_zoom(zoom)
    window = shown(context, qtbot, key)
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QTS_OWN) or not _stops_tab(widget):
            continue
        assert widget.accessibleName(), f"{widget} on {key} has no name"
        assert min(widget.width(), widget.height()) >= 24, f"{widget} on {key} is too small"
    assert window.width() <= 1366
    assert window.height() <= 768
    assert not faults()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_no_text_is_cut_in_any_language(
    context: Context, qtbot: QtBot, key: str, language: str, zoom: int
) -> None:
    set_language(language)
    theme().set_zoom(zoom)
    window = shown(context, qtbot, key)

    def nothing_is_cut() -> None:
        assert not [_words(part) for part in window.findChildren(QWidget) if _is_cut(part)]

    # A layout that grows with its words settles in a few rounds of events.
    qtbot.waitUntil(nothing_is_cut, timeout=2000)


def _is_cut(widget: QWidget) -> bool:
    if not widget.isVisible() or isinstance(widget, Elided):
        return False
    if isinstance(widget, QPushButton):
        return bool(widget.text()) and widget.width() < widget.sizeHint().width()
    if not isinstance(widget, Text) or not widget.text():
        return False
    if widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    return widget.width() < widget.sizeHint().width()


def _words(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.property('text')}”"


def _stops_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & 1)
