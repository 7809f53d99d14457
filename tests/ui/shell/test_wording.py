"""What the office calls its stages is shown on every page at once, and never under a dialog."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from hjemveien.domain import wording
from hjemveien.domain.pathway import stage_title
from hjemveien.persistence.engine import Database
from hjemveien.services import municipality, stage_settings
from hjemveien.services.change import Change
from hjemveien.services.office_editing import EditOffice
from tests.services.making import writing
from ui.kit import SheetDialog, Text, TextField, column
from ui.pages import PageEntry
from ui.shell.context import Context
from ui.shell.page import Page
from ui.shell.window import MainWindow
from ui.wording import OfficeWords

WAIT_MS = 20_000


class Stages(Page):
    """A page that writes a stage's title once, when it is built."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = Text(stage_title("vedtak"))
        self.note, self.other = TextField("Note"), TextField("Other")
        self.setLayout(column(self.title, self.note, self.other))


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(context.settings)
    qtbot.addWidget(window)
    window.furnish(context, (PageEntry("stages", "Stages", "users", Stages),))
    window.show_page("stages")
    window.show()
    yield window
    wording.use(wording.PLAIN)


def shown(window: MainWindow) -> str:
    page = window.page("stages")
    assert isinstance(page, Stages)
    return page.title.text()


def retitle(database: Database) -> Change:
    with writing(database) as session:
        wish = EditOffice("vedtak", {"nb": "A", "nn": "A", "en": "To be settled"}, _EMPTY)
        return stage_settings.edit_stage(session, wish)


_EMPTY = {"nb": "", "nn": "", "en": ""}


def test_a_new_title_is_shown_at_once(
    context: Context, window: MainWindow, local_database: Database, qtbot: QtBot
) -> None:
    words = OfficeWords(context, window)
    assert words.parent() is window
    context.work.changed.emit(retitle(local_database))
    qtbot.waitUntil(lambda: shown(window) == "To be settled", timeout=WAIT_MS)


def test_an_open_dialog_is_left_alone_until_it_is_closed(
    context: Context, window: MainWindow, local_database: Database, qtbot: QtBot
) -> None:
    OfficeWords(context, window)
    dialog = SheetDialog(window.page("stages"), "Asked", "Answer")
    dialog.open()
    context.work.changed.emit(retitle(local_database))
    qtbot.waitUntil(lambda: stage_title("vedtak") == "To be settled", timeout=WAIT_MS)
    assert (dialog.isVisible(), shown(window)) == (True, "For decision")
    dialog.reject()
    qtbot.waitUntil(lambda: shown(window) == "To be settled", timeout=WAIT_MS)


def test_what_is_being_typed_is_left_alone_until_it_is_left(
    context: Context, window: MainWindow, local_database: Database, qtbot: QtBot
) -> None:
    OfficeWords(context, window)
    page = window.page("stages")
    assert isinstance(page, Stages)
    with qtbot.waitActive(window):
        window.activateWindow()
    page.note.setFocus()
    page.note.setText("Ringte tilb")
    context.work.changed.emit(retitle(local_database))
    qtbot.waitUntil(lambda: stage_title("vedtak") == "To be settled", timeout=WAIT_MS)
    assert shown(window) == "For decision"
    page.other.setFocus()
    qtbot.waitUntil(lambda: shown(window) == "To be settled", timeout=WAIT_MS)


def test_the_offices_new_name_stands_on_the_rail(
    context: Context, window: MainWindow, local_database: Database, qtbot: QtBot
) -> None:
    OfficeWords(context, window)
    with writing(local_database) as session:
        wish = EditOffice("", {"name": "Nyby kommune"}, {"name": ""})
        change = municipality.edit_profile(session, wish)
    context.work.changed.emit(change)
    qtbot.waitUntil(lambda: context.database.office == "Nyby kommune", timeout=WAIT_MS)
