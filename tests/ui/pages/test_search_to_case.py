"""From what is typed in the search to the right case, and never to the wrong one."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from tests.services.making import new_case
from tests.ui.desk import Until
from ui.pages.cases import CasesPage
from ui.shell.context import Context
from ui.theme import theme


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> CasesPage:
    page = CasesPage(context)
    qtbot.addWidget(page)
    theme().wear(page)
    context.work.changed.connect(page.hear)
    page.resize(1200, 760)
    page.show()
    page.arrive()
    return page


def test_enter_opens_the_only_one_that_is_found(
    page: CasesPage, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database, "Testrud")
    new_case(local_database, "Prøvesen")
    qtbot.keyClicks(page.search, "testr")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    until(lambda: page.panel.case_id() == case_id)


def test_enter_stands_on_the_first_of_several_and_opens_none(
    page: CasesPage, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    new_case(local_database, "Testrud")
    new_case(local_database, "Testheim")
    qtbot.keyClicks(page.search, "test")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    until(lambda: page.table.current_row() is not None)
    assert page.table.hasFocus()
    assert page.panel.case_id() is None
    assert page.panel.stack.currentWidget() is page.panel.preview_part


def test_the_arrow_leads_from_the_search_into_the_list(
    page: CasesPage, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database)
    until(lambda: page.model.total == 0)
    page.arrive()
    until(lambda: page.model.rowCount() == 1)
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    row = page.table.current_row()
    assert row is not None
    assert row.case_id == case_id
    assert page.panel.case_id() is None


def test_a_case_that_the_search_does_not_find_is_put_away(
    page: CasesPage, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    first = new_case(local_database, "Testrud")
    new_case(local_database, "Prøvesen")
    page.arrive(first)
    until(lambda: page.panel.card() is not None)
    qtbot.keyClicks(page.search, "prøve")
    until(lambda: page.model.rowCount() == 1 and not page.model.waits())
    assert page.panel.card() is None
    assert page.panel.stack.currentWidget() is page.panel.nothing
    assert "write_note" not in [action.key for action in page.offered()]


def test_a_case_that_the_search_finds_stays(
    page: CasesPage, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database, "Testrud")
    new_case(local_database, "Prøvesen")
    page.arrive(case_id)
    until(lambda: page.panel.card() is not None)
    qtbot.keyClicks(page.search, "testr")
    until(lambda: page.model.rowCount() == 1 and not page.model.waits())
    assert page.panel.case_id() == case_id


def test_undo_in_the_search_brings_no_old_search_back(
    page: CasesPage, local_database: Database, qtbot: QtBot
) -> None:
    new_case(local_database)
    qtbot.keyClicks(page.search, "test")
    page.search.clear_search()
    taken = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    taken.ignore()
    page.search.event(taken)
    assert not taken.isAccepted()


def test_ctrl_enter_in_a_note_saves_it(
    page: CasesPage, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database)
    page.arrive(case_id)
    until(lambda: page.panel.card() is not None)
    note = page.panel.overview.note
    qtbot.keyClicks(note, "Ringte tilbake.")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not note.text())
    until(lambda: "Ringte tilbake." in written(page))


def written(page: CasesPage) -> list[str]:
    card = page.panel.card()
    return [entry.text for entry in card.journal] if card is not None else []
