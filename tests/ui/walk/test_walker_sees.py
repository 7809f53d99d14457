"""The walker can find what it looks for: each check is shown something bad, and something good."""

from collections.abc import Iterable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.walk.contrast import faint, ringless
from tests.ui.walk.cut import cut_texts, outside
from tests.ui.walk.findings import Combination, Trouble, findings
from tests.ui.walk.keys import shared_keys
from tests.ui.walk.names import too_small, unnamed
from tests.ui.walk.order import against_the_eye
from ui.kit import (
    Elided,
    NameButton,
    Pill,
    Tabs,
    Text,
    TextField,
    column,
    row,
    scrolling,
)
from ui.theme import theme


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """An empty window, dressed and active."""
    window = QWidget()
    window.setProperty("look", "page")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    qtbot.addWidget(window)
    theme().wear(window)
    window.resize(400, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def put(place: QWidget, widget: QWidget, *geometry: int) -> QWidget:
    widget.setParent(place)
    widget.setGeometry(*(geometry or (20, 20, 200, 40)))
    widget.show()
    return widget


def told(troubles: Iterable[Trouble]) -> str:
    return "\n".join(trouble for _widget, trouble in troubles)


def test_a_finding_names_page_language_size_look_and_widget(place: QWidget) -> None:
    small = QToolButton()
    small.setText("Save")
    put(place, small, 0, 0, 90, 20)
    found = findings("cases", Combination("nb", 150, "dark"), too_small(place))
    assert [str(one) for one in found] == [
        "cases (nb 150 % dark): QToolButton in QWidget “Save”: is 90 × 20 px"
    ]


def test_a_field_without_a_name_is_found(place: QWidget) -> None:
    put(place, QLineEdit())
    assert told(unnamed(place)) == "has no accessible name"


def test_something_that_says_not_what_it_is_is_found(place: QWidget) -> None:
    silent = QWidget()
    silent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    silent.setAccessibleName("A board of our own")
    put(place, silent)
    assert told(unnamed(place)) == "has no role"


def test_a_button_too_narrow_for_its_words_is_found(place: QWidget) -> None:
    put(place, QPushButton("A long row of words"), 20, 20, 60, 40)
    assert "is cut" in told(cut_texts(place))


def test_a_label_too_low_for_its_lines_is_found(place: QWidget) -> None:
    put(place, Text("Many words that need more than one line here", wraps=True), 0, 0, 80, 20)
    assert "is cut (high)" in told(cut_texts(place))


def test_a_choice_and_a_hint_too_long_for_their_fields_are_found(place: QWidget) -> None:
    choice = QComboBox()
    choice.addItem("Somewhere quite far away")
    put(place, choice, 0, 0, 80, 32)
    field = QLineEdit()
    field.setPlaceholderText("Write what happened or was agreed")
    put(place, field, 0, 60, 90, 32)
    assert told(cut_texts(place)).count("is cut") == 2


def test_a_title_too_long_for_its_column_is_found(place: QWidget) -> None:
    table, title = QTableWidget(1, 1), QTableWidgetItem("A rather long title")
    table.setHorizontalHeaderItem(0, title)
    put(place, table, 0, 0, 300, 200)
    table.setColumnWidth(0, 60)
    assert "A rather long title" in told(cut_texts(place))
    title.setToolTip("A rather long title")
    assert told(cut_texts(place)) == ""


def test_a_cut_pill_tells_the_whole_and_one_that_does_not_is_found(place: QWidget) -> None:
    pill = put(place, Pill("Decided in committee"), 0, 0, 60, 24)
    assert told(cut_texts(place)) == ""
    pill.setToolTip("")
    assert "is cut" in told(cut_texts(place))


def test_a_name_too_long_for_its_link_ends_in_dots_with_the_whole_in_the_tip(
    place: QWidget,
) -> None:
    name = NameButton("Bolette & Berit Bjørkelundsmoen", "users")
    put(place, name, 0, 0, 120, 32)
    assert name.text().endswith("…")
    assert name.sizeHint().width() > 120
    assert told(cut_texts(place)) == ""
    name.setToolTip("")
    assert "no tool tip" in told(cut_texts(place))
    name.setFixedWidth(400)
    assert name.text() == "Bolette && Berit Bjørkelundsmoen"


def test_an_elided_text_without_the_whole_is_found(place: QWidget) -> None:
    text = put(place, Elided("A name that goes on and on and on"), 0, 0, 60, 24)
    assert told(cut_texts(place)) == ""
    text.setToolTip("")
    assert "no tool tip" in told(cut_texts(place))


def test_what_reaches_beyond_its_window_or_area_is_found(place: QWidget) -> None:
    put(place, QPushButton("Far right"), 350, 20, 90, 40)
    wide = QLabel("a wide text " * 20)
    area = scrolling(QWidget())
    wide.setParent(area.widget())
    put(place, area, 0, 100, 200, 100)
    wide.show()
    assert told(outside(place)).count("across") == 2


def test_a_row_of_tabs_that_is_cut_is_found(place: QWidget) -> None:
    tabs = Tabs("Parts")
    for title in ("Overview of all", "Tasks for all", "Household of all", "Decisions of all"):
        tabs.addTab(QWidget(), title)
    tabs.setUsesScrollButtons(False)
    put(place, tabs, 0, 0, 150, 100)
    assert "tabs reach" in told(cut_texts(place))


def test_faint_words_faint_pills_and_faint_edges_are_found(place: QWidget) -> None:
    words = put(place, QLabel("Hardly to be read"))
    words.setStyleSheet("color: #c8ccd0")
    field = put(place, QLineEdit(), 20, 80, 200, 32)
    field.setStyleSheet("border: 1px solid #eef0f2")
    assert "text has a contrast of 1." in told(faint(place))
    assert "its edge has a contrast of 1." in told(faint(place))


def test_a_pill_is_held_to_seven(place: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    pill = Pill("Waiting list", "info")
    put(place, pill, 20, 20, 200, 24)
    assert told(faint(place)) == ""
    paler = type(theme().pill("info"))("#E3EEFB", "#5B7FB0", "#2F6FBF")
    monkeypatch.setitem(theme().tokens.pills, "info", paler)
    pill.set_pill("Waiting list", "info")
    assert "a pill has a contrast of" in told(faint(place))


def test_a_button_that_hides_its_focus_is_found(place: QWidget) -> None:
    put(place, TextField("A field"), 20, 20, 200, 32)
    assert told(ringless(place, set())) == ""
    shy = put(place, QPushButton("Shy"), 20, 80, 200, 32)
    shy.setStyleSheet("QPushButton { border: none; background: white; outline: none }")
    assert "shows no focus" in told(ringless(place, set()))


def test_tab_against_the_eye_is_found(place: QWidget) -> None:
    first, second, third = (TextField(name) for name in ("One", "Two", "Three"))
    place.setLayout(column(row(first, second), third))
    QApplication.processEvents()
    assert told(against_the_eye([place])) == ""
    QWidget.setTabOrder(second, first)
    QWidget.setTabOrder(first, third)
    assert "comes after TextField “Three”" in told(against_the_eye([place]))


def test_a_key_for_two_things_is_found(place: QWidget) -> None:
    action = QAction("Save", place)
    action.setShortcut(QKeySequence("Ctrl+S"))
    place.addAction(action)
    QShortcut(QKeySequence("Ctrl+S"), place)
    menu = QMenu(place)
    menu.addAction("&Open")
    menu.addAction("&Order")
    said = told(shared_keys(place))
    assert "Ctrl+S is a shortcut of" in said
    assert "o is underlined of" in said
