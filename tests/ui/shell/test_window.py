"""The window: pages, shortcuts, words, languages, looks, and coming back where it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hjemveien import texts
from hjemveien.domain.refusal import Refusal
from hjemveien.services.change import Change
from hjemveien.texts import mark
from ui.kit import Text, TextField, column
from ui.lanes import CrashReport
from ui.pages import PAGES, PageEntry
from ui.shell.actions import Action, Actions
from ui.shell.context import Context, Person
from ui.shell.dialogs import CrashSheet, ShortcutSheet
from ui.shell.geometry import inside
from ui.shell.page import Page
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.work import Session


class Notes(Page):
    """A page with a field, which notes what it is told."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.field = TextField("Note")
        self.arrived: list[object] = []
        self.heard: list[Change] = []
        self.done = 0
        self.setLayout(column(self.field, None))

    def arrive(self, argument: object = None) -> None:
        self.arrived.append(argument)
        self.count_changed.emit("128")

    def hear(self, change: Change) -> None:
        self.heard.append(change)

    def offered(self) -> tuple[Action, ...]:
        return (Action("new", "New", self.act, "Ctrl+N", "plus", top=True, primary=True),)

    def act(self) -> None:
        self.done += 1

    def remember(self) -> object:
        return self.field.text()

    def recall(self, remembered: object) -> None:
        self.field.setText(str(remembered))


class Quiet(Page):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setLayout(column(Text("Nothing here")))


ENTRIES = (
    PageEntry("notes", mark("Cases"), "users", Notes),
    PageEntry("quiet", mark("Statistics"), "chart-column", Quiet),
)


def furnished(context: Context) -> MainWindow:
    made = MainWindow(context.settings)
    made.furnish(context, ENTRIES)
    return made


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    made = furnished(context)
    qtbot.addWidget(made)
    made.show_page("notes", "argument")
    with qtbot.waitActive(made):
        made.show()
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.close()


def notes_of(window: MainWindow) -> Notes:
    page = window.page("notes")
    assert isinstance(page, Notes)
    return page


def press(window: MainWindow, key: str) -> None:
    assert window.registry.run(key)


def test_a_page_is_made_when_first_visited_and_told_why(window: MainWindow) -> None:
    assert notes_of(window).arrived == ["argument"]
    assert window.top.title.text() == "Cases"
    assert window.top.count.text() == "128"
    window.context.go("quiet")
    assert window.current_key() == "quiet"
    assert window.top.count.text() == ""
    window.context.go("notes", 7)
    assert notes_of(window).arrived == ["argument", 7]


def test_the_keyboard_follows_to_the_page(window: MainWindow) -> None:
    assert QApplication.focusWidget() is notes_of(window).field


def test_pages_have_numbers_and_a_page_brings_its_own_actions(window: MainWindow) -> None:
    press(window, "page.quiet")
    assert window.current_key() == "quiet"
    assert not window.registry.run("new")
    press(window, "page.notes")
    press(window, "new")
    assert notes_of(window).done == 1


def test_f6_walks_through_the_parts_and_comes_back(window: MainWindow) -> None:
    field = notes_of(window).field
    seen: list[QWidget | None] = []
    for _step in range(3):
        press(window, "panes")
        seen.append(QApplication.focusWidget())
    assert seen[-1] is field
    assert len(set(seen)) == 3


def test_no_shortcut_is_given_twice(window: MainWindow) -> None:
    twice = Action("other", "Other", lambda: None, "Ctrl+1")
    with pytest.raises(ValueError, match=r"Ctrl\+1"):
        window.registry.set_group("page", "Page", (twice,))


def test_no_shortcut_uses_the_key_for_special_letters(window: MainWindow) -> None:
    for action in window.registry.all():
        assert "Ctrl+Alt" not in action.shortcut
        assert "Alt+Ctrl" not in action.shortcut


def test_every_action_with_a_shortcut_is_on_the_sheet(window: MainWindow) -> None:
    sheet = ShortcutSheet(window, window.registry)
    words = {label.text() for label in sheet.findChildren(Text)}
    shown = [action for action in window.registry.all() if action.keys()]
    assert len(shown) > 15
    for action in shown:
        assert action.name() in words
    sheet.close()


def test_undo_is_offered_and_taken_back_by_its_shortcut(window: MainWindow) -> None:
    undone: list[int] = []
    window.context.undoable("Moved", lambda: undone.append(1))
    assert window.toast.isVisible()
    assert window.toast.action.text() == "Undo"
    press(window, "undo")
    assert undone == [1]


def test_a_refusal_nobody_took_becomes_a_banner(window: MainWindow, qtbot: QtBot) -> None:
    def no(_session: Session) -> None:
        raise Refusal("Not so.")

    window.context.work.do(window, no)
    qtbot.waitUntil(lambda: window.banner.isVisible())
    assert window.banner.text.text() == "Not so."


def test_a_fault_of_ours_is_shown_with_what_may_be_copied(window: MainWindow, qtbot: QtBot) -> None:
    def stumble(_session: Session) -> None:
        raise KeyError("Testperson")

    window.context.work.do(window, stumble)
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashSheet)))
    sheet = window.findChildren(CrashSheet)[0]
    shown = " ".join(field.text() for field in sheet.findChildren(Text))
    assert "Something went wrong" in shown
    assert "Testperson" not in shown


def test_what_changed_is_told_to_every_page_that_is_there(window: MainWindow) -> None:
    change = Change(frozenset({"case"}))
    window.context.work.changed.emit(change)
    assert notes_of(window).heard == [change]


def test_another_language_at_once_and_nothing_typed_is_lost(window: MainWindow) -> None:
    notes_of(window).field.setText("half a sentence")
    before = notes_of(window)
    window.speak("nb")
    assert texts.language() == "nb"
    assert notes_of(window) is not before
    assert notes_of(window).field.text() == "half a sentence"
    assert window.context.settings.language == "nb"


def test_the_look_and_the_zoom_are_kept(window: MainWindow) -> None:
    window.menu.look_chosen.emit("dark")
    press(window, "larger")
    assert window.context.settings.look == "dark"
    assert window.context.settings.zoom_percent == 110


@pytest.mark.parametrize("zoom", [100, 125, 150, 200])
def test_it_fits_a_small_screen(window: MainWindow, zoom: int) -> None:
    theme().set_zoom(zoom)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert window.width() <= 1366
    assert window.height() <= 768


def test_the_rail_is_narrow_on_a_narrow_window(window: MainWindow) -> None:
    window.resize(1300, 700)
    assert window.rail.width() == 240
    window.resize(900, 700)
    assert window.rail.width() == 60


def test_the_title_names_nobody(window: MainWindow) -> None:
    assert window.windowTitle() == "Hjemveien"


def test_the_menu_offers_every_look_language_and_size(window: MainWindow) -> None:
    window.menu.fill()
    words = [
        action.text()
        for menu in window.menu.menu.findChildren(type(window.menu.menu))
        for action in menu.actions()
    ]
    for word in ("Dark", "High contrast", "Nynorsk", "English", "150 %"):
        assert word in words


def test_who_sits_here_is_shown_and_kept(window: MainWindow) -> None:
    window.context.person = Person("Kari Test")
    window.shell._choose_person(Person("Ola Prøve"))
    assert window.context.person.name == "Ola Prøve"
    assert window.context.settings.text("person") == "Ola Prøve"


def test_every_focusable_part_has_a_name_and_room_for_a_finger(window: MainWindow) -> None:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy().value and not _within(widget):
            assert widget.accessibleName(), widget
            assert min(widget.width(), widget.height()) >= 24, widget


def _within(widget: QWidget) -> bool:
    """Parts of Qt's own making inside a field."""
    return isinstance(widget, QLineEdit) and not widget.accessibleName()


def test_a_window_from_a_screen_that_is_gone_comes_into_view() -> None:
    room = QRect(0, 0, 1366, 768)
    assert inside(QRect(3000, 50, 800, 600), room) == QRect(566, 50, 800, 600)
    assert inside(QRect(-500, -500, 800, 600), room) == QRect(0, 0, 800, 600)
    assert inside(QRect(0, 0, 4000, 3000), room) == room


def test_it_comes_back_where_it_was(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    window.setGeometry(20, 30, 780, 500)
    window.close()
    assert context.settings.geometry != QByteArray()
    again = furnished(context)
    qtbot.addWidget(again)
    assert again.size().width() == 780


def test_the_real_pages_are_on_the_rail_in_their_order() -> None:
    keys = [entry.key for entry in PAGES]
    assert keys == [
        "my_day",
        "cases",
        "board",
        "waiting_list",
        "dwellings",
        "statistics",
        "reports",
        "intake",
        "notices",
        "access_log",
        "shared_cases",
        "administration",
    ]


def test_a_crash_report_has_no_folder_names_of_the_user() -> None:
    report = CrashReport("builtins.KeyError", ("ui/work.py:1 run",))
    assert "Hjemveien" in report.text()


def test_a_registry_forgets_a_group(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    registry = Actions(widget)
    registry.set_group("a", "A", (Action("one", "One", lambda: None, "Ctrl+J"),))
    registry.remove_group("a")
    assert registry.all() == ()
    assert not widget.actions()


def test_the_bare_window_is_painted_before_it_is_furnished(context: Context, qtbot: QtBot) -> None:
    bare = MainWindow(context.settings)
    qtbot.addWidget(bare)
    bare.show()
    picture = bare.grab().toImage()
    assert picture.pixelColor(10, 100) != picture.pixelColor(600, 100)
    bare.furnish(context, ENTRIES)
    assert bare.is_furnished()


def test_undo_says_when_there_is_nothing_to_undo(window: MainWindow) -> None:
    window.context.undoable("Done", lambda: None)
    assert window.registry.run("undo")
    assert window.shell.toast.isHidden()
    assert window.registry.run("undo")
    assert "nothing to undo" in window.shell.toast.text.text()
