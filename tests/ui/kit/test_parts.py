"""Banners, toasts, tiles, steps, dialogs, and the looks they wear."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.domain.refusal import Refusal
from ui.kit import (
    Banner,
    Button,
    ChipBar,
    JournalItem,
    JournalView,
    KeyValueGrid,
    Pill,
    SheetDialog,
    SplitPane,
    Step,
    StepsBar,
    Text,
    TextField,
    Tile,
    Toast,
)
from ui.kit.gallery import BOARDS, paint_all
from ui.kit.toast import UNDO_MS
from ui.theme import theme


def test_what_people_typed_is_never_read_as_markup(qtbot: QtBot) -> None:
    journal, facts = JournalView(), KeyValueGrid()
    journal.set_items((JournalItem("<b>x", "<i>y", "<img src=z>"),))
    facts.set_values((("Name", "<b>x"),))
    for widget in (journal, facts, Banner("info", "<b>x"), Tile("<b>x", "<i>1")):
        qtbot.addWidget(widget)
        for label in widget.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()


def test_an_ampersand_in_a_button_is_a_letter(qtbot: QtBot) -> None:
    button = Button("Berg & Dal")
    qtbot.addWidget(button)
    assert button.text() == "Berg && Dal"
    assert button.accessibleName() == "Berg & Dal"


def test_undo_stays_for_twenty_seconds_and_works_once(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(600, 400)
    qtbot.addWidget(host)
    host.show()
    toast = Toast(host)
    undone: list[int] = []
    toast.say("Moved", "Undo", lambda: undone.append(1))
    assert toast.isVisible()
    assert toast.timer.interval() == UNDO_MS == 20_000
    assert toast.act()
    assert not toast.act()
    assert undone == [1]
    assert not toast.isVisible()


def test_the_pathway_is_read_aloud() -> None:
    steps = StepsBar()
    steps.set_steps(
        (
            Step("Application", "inbox", "behind"),
            Step("Waiting list", "hourglass", "here"),
            Step("Offer", "key-round", "next"),
        )
    )
    spoken = steps.accessibleDescription()
    assert spoken == "Behind: Application. Here: Waiting list. Next: Offer"


def test_a_tile_says_its_number_and_opens_its_list(qtbot: QtBot) -> None:
    opened: list[int] = []
    tile = Tile("On the list", "31", opened=lambda: opened.append(1))
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "On the list, 31"
    tile.click()
    assert opened == [1]


def test_chips_are_removed_one_by_one(qtbot: QtBot) -> None:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.set_chips((("mine", "Mine"), ("due", "Due")))
    second = bar.findChildren(Button)[1]
    with qtbot.waitSignal(bar.removed) as told:
        second.click()
    assert told.args == ["due"]


class Sheet(SheetDialog):
    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Move the case", "Move")
        self.submitted = 0
        self.field = TextField("Reason")
        self.body.addWidget(self.field)

    def submit(self) -> None:
        self.submitted += 1


def opened_sheet(qtbot: QtBot) -> Sheet:
    sheet = Sheet(None)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.open()
    return sheet


def test_enter_in_a_field_does_the_main_thing_and_on_a_button_what_that_says(
    qtbot: QtBot,
) -> None:
    sheet = opened_sheet(qtbot)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.submitted == 1
    QTest.keyClick(sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.submitted == 2
    sheet.cancel.setFocus()
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(sheet.cancel, Qt.Key.Key_Return)
    assert sheet.submitted == 2


def test_escape_asks_once_where_something_typed_would_be_lost(qtbot: QtBot) -> None:
    sheet = opened_sheet(qtbot)
    QTest.keyClicks(sheet.field, "Half a reason")
    QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "not saved" in sheet.refusal.text.text()
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(sheet.field, Qt.Key.Key_Escape)


def test_the_cross_of_a_window_leaves_as_escape_does(qtbot: QtBot) -> None:
    sheet = opened_sheet(qtbot)
    QTest.keyClicks(sheet.field, "Half a reason")
    assert not sheet.close()
    assert sheet.close()


def test_a_kept_draft_is_nothing_lost(qtbot: QtBot) -> None:
    sheet = opened_sheet(qtbot)
    sheet.keeps_draft = True
    QTest.keyClicks(sheet.field, "Half a reason")
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(sheet.field, Qt.Key.Key_Escape)


def test_tab_goes_through_the_fields_before_the_buttons(qtbot: QtBot) -> None:
    sheet = opened_sheet(qtbot)
    assert sheet.focusWidget() is sheet.field
    QTest.keyClick(sheet.field, Qt.Key.Key_Tab)
    assert sheet.focusWidget() is sheet.main
    QTest.keyClick(sheet.main, Qt.Key.Key_Tab)
    assert sheet.focusWidget() is sheet.cancel


def test_escape_leaves_a_dialog(qtbot: QtBot) -> None:
    sheet = opened_sheet(qtbot)
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(sheet.field, Qt.Key.Key_Escape)


def test_a_refusal_is_shown_in_the_dialog_which_stays(qtbot: QtBot) -> None:
    sheet = opened_sheet(qtbot)
    sheet.set_busy(True)
    sheet.show_refusal(Refusal("A decision is missing."))
    assert sheet.isVisible()
    assert sheet.refusal.text.text() == "A decision is missing."
    assert sheet.main.isEnabled()


def test_a_narrow_page_shows_the_list_or_the_detail(qtbot: QtBot) -> None:
    pane = SplitPane(Text("list"), Text("detail"))
    qtbot.addWidget(pane)
    pane.resize(1200, 400)
    pane.show()
    assert pane.listing.isVisible()
    assert pane.detail.isVisible()
    pane.resize(700, 400)
    assert pane.listing.isVisible()
    assert not pane.detail.isVisible()
    pane.show_detail()
    assert pane.detail.isVisible()
    assert not pane.listing.isVisible()
    assert pane.in_detail()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_a_pill_is_painted_in_the_colours_promised(qtbot: QtBot, look: str) -> None:
    theme().set_choice(look)
    pill = Pill("Waiting", "warning")
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    picture = pill.grab().toImage()
    ground = picture.pixelColor(6, picture.height() // 2).name().upper()
    assert ground == theme().pill("warning").fill.upper()


def test_an_icon_follows_the_set_of_colours() -> None:
    light = theme().pixmap("check").toImage()
    theme().set_choice("dark")
    assert theme().pixmap("check").toImage() != light


def test_an_icon_that_was_not_bundled_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        theme().pixmap("no-such-icon")


def test_the_gallery_paints_every_board_in_every_set(tmp_path: Path) -> None:
    pictures = paint_all(tmp_path)
    assert len(pictures) == 3 * len(BOARDS)
    assert all(path.stat().st_size > 1000 for path in pictures)


def test_zoom_goes_by_steps_and_stays_within_bounds() -> None:
    theme().zoom_by(+1)
    assert theme().zoom_percent == 110
    theme().set_zoom(500)
    assert theme().zoom_percent == 200
    theme().zoom_by(+1)
    assert theme().zoom_percent == 200
    theme().set_zoom(10)
    assert theme().zoom_percent == 80


def test_facts_stand_in_two_columns_where_there_is_room(qtbot: QtBot) -> None:
    facts = KeyValueGrid()
    qtbot.addWidget(facts)
    facts.set_values(tuple((f"Word {n}", f"Value {n}") for n in range(6)))
    facts.resize(400, 300)
    facts.show()
    assert lefts(facts, "Value") == {facts.findChildren(QLabel)[1].x()}
    facts.resize(1000, 300)
    qtbot.waitUntil(lambda: len(lefts(facts, "Value")) == 2)
    facts.resize(400, 300)
    qtbot.waitUntil(lambda: len(lefts(facts, "Value")) == 1)


def lefts(facts: KeyValueGrid, words: str) -> set[int]:
    return {label.x() for label in facts.findChildren(QLabel) if label.text().startswith(words)}
