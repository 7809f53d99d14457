"""The board: cards moved by keys, by a drop and by name, or refused in words; alone and shared."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hjemveien.domain import pathway
from hjemveien.persistence.engine import Database
from hjemveien.services import case_card
from hjemveien.services.views import CaseCard
from tests.services.making import new_case
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit, Until, because, written
from ui.board.column import CARD, StageColumn
from ui.board.refused import RefusedSheet
from ui.case.assign import AssignDialog
from ui.case.move import MoveDialog
from ui.case.reason import ReasonSheet
from ui.kit import Text
from ui.pages.board import BoardPage
from ui.shell.context import Context, Word
from ui.theme import theme

ALT = Qt.KeyboardModifier.AltModifier
D = TypeVar("D", bound=QWidget)


@pytest.fixture
def page(context: Context, qtbot: QtBot, faults: Callable[[], list[object]]) -> BoardPage:
    made = BoardPage(context)
    assert not faults()
    context.work.changed.connect(made.hear)
    qtbot.addWidget(made)
    theme().wear(made)
    made.resize(1200, 760)
    made.show()
    return made


def column_of(page: BoardPage, stage: str) -> StageColumn:
    return page.columns[pathway.ORDER[stage]]


def shown(page: BoardPage, stage: str, until: Until, many: int = 1) -> StageColumn:
    page.arrive()
    found = column_of(page, stage)
    until(lambda: found.model.rowCount() == many)
    found.view.setFocus()
    found.view.choose(0)
    return found


def dialog(page: QWidget, kind: type[D], until: Until) -> D:
    def visible() -> list[D]:
        return [each for each in page.window().findChildren(kind) if each.isVisible()]

    until(visible)
    return visible()[0]


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def test_a_card_says_who_which_how_many_and_until_when(
    page: BoardPage, local_database: Database, until: Until
) -> None:
    new_case(local_database)
    found = shown(page, "soknad", until)
    told = found.model.cell(0, 0).whole()
    assert told.startswith("Kari Prøvesen, 2026/00001 · 1 adult · Deadline ")
    assert told.endswith("Not assigned")
    until(lambda: found.count.text() == "1")
    assert found.target.text() == "target 7 days"
    assert found.view.accessibleName() == "Application, 1 case"


def test_alt_and_an_arrow_asks_for_the_reason_and_the_card_follows_with_the_keyboard(
    page: BoardPage, context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    said: list[Word] = []
    context.said.connect(said.append)
    case_id = new_case(local_database)
    found = shown(page, "soknad", until)
    qtbot.keyClick(found.view, Qt.Key.Key_Right, ALT)
    move = dialog(page, MoveDialog, until)
    assert move.stage.value() == "kartlegging"
    assert move.focusWidget() is move.reason
    move.reason.setText("Komplett")
    move.submit()
    there = column_of(page, "kartlegging")
    until(lambda: there.view.current_row() is not None)
    assert found.model.rowCount() == 0
    assert said[-1].action == "Undo"
    assert said[-1].run is not None
    said[-1].run()
    until(lambda: found.model.rowCount() == 1)
    moves = [entry.data for entry in card(local_database, case_id).journal if entry.kind == "moved"]
    assert {"from": "soknad", "to": "kartlegging"} in moves
    assert {"from": "kartlegging", "to": "soknad"} in moves


def test_a_refused_drop_says_why_and_the_card_has_stayed(
    page: BoardPage, local_database: Database, until: Until
) -> None:
    case_id = new_case(local_database)
    found = shown(page, "soknad", until)
    drop(column_of(page, "venteliste"), case_id)
    sheet = dialog(page, RefusedSheet, until)
    words = " ".join(text.text() for text in sheet.findChildren(Text))
    assert "A positive decision must be registered first." in words
    assert found.model.rowCount() == 1
    assert card(local_database, case_id).stage == "soknad"


def drop(column: StageColumn, case_id: UUID) -> None:
    """What the view is told when a card is let go over it."""
    data = QMimeData()
    data.setData(CARD, case_id.bytes)
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    column.view.dropEvent(event)


def test_what_is_dragged_is_the_key_of_the_case_and_nobodys_name(
    page: BoardPage, local_database: Database, until: Until
) -> None:
    case_id = new_case(local_database)
    found = shown(page, "soknad", until)
    data = found.model.mimeData([found.model.index(0, 0)])
    assert data.formats() == [CARD]
    assert data.data(CARD).data() == case_id.bytes


def test_a_drop_on_the_next_stage_opens_the_dialog_and_cancelling_leaves_all_as_it_was(
    page: BoardPage, local_database: Database, until: Until
) -> None:
    case_id = new_case(local_database)
    found = shown(page, "soknad", until)
    drop(column_of(page, "kartlegging"), case_id)
    move = dialog(page, MoveDialog, until)
    move.reject()
    assert found.model.rowCount() == 1
    assert card(local_database, case_id).stage == "soknad"


def test_the_button_asks_where_to_and_arrows_walk_between_columns(
    page: BoardPage, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    first = new_case(local_database, "En")
    new_case(local_database, "To", enquiry_only=True)
    enquiry = shown(page, "henvendelse", until)
    application = column_of(page, "soknad")
    until(lambda: application.model.rowCount() == 1)
    qtbot.keyClick(enquiry.view, Qt.Key.Key_Right)
    chosen = application.view.current_row()
    assert chosen is not None
    assert chosen.case_id == first
    page.change_stage()
    move = dialog(page, MoveDialog, until)
    assert move.stage.value() == "kartlegging"
    move.reject()


def test_a_card_held_at_the_edge_brings_the_next_columns_into_view(
    page: BoardPage, local_database: Database, until: Until
) -> None:
    new_case(local_database)
    shown(page, "soknad", until)
    bar = page.area.horizontalScrollBar()
    before = bar.value()
    page.edges.step(page.area.width() // 2)
    assert bar.value() == before
    page.edges.step(page.area.width() - 5)
    assert bar.value() > before
    page.edges.step(5)
    assert bar.value() == before


def test_enter_opens_the_case(
    page: BoardPage, context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database)
    found = shown(page, "soknad", until)
    went: list[object] = []
    context.went.connect(lambda *where: went.append(where))
    qtbot.keyClick(found.view, Qt.Key.Key_Return)
    assert went == [("cases", case_id)]


def test_an_empty_board_says_why(page: BoardPage, until: Until) -> None:
    page.arrive()
    until(page.empty.isVisible)
    assert not page.area.isVisible()


# In a shared office.


def board_at(desk: Desk, stage: str) -> tuple[BoardPage, StageColumn]:
    page = BoardPage(desk.context)
    desk.put(page)
    found = column_of(page, stage)
    desk.until(lambda: found.model.rowCount() == 1)
    found.view.setFocus()
    found.view.choose(0)
    return page, found


def test_looking_writes_nothing_and_moving_anothers_case_asks_for_a_reason(
    sit: Sit, staffed: StaffedOffice
) -> None:
    theirs = staffed.members["Supervisor Test"].staff_id
    new_case(staffed.root, caseworker_id=theirs)
    desk = sit("Caseworker Test")
    page, found = board_at(desk, "soknad")
    assert written(staffed.root) == []
    desk.qtbot.keyClick(found.view, Qt.Key.Key_Right, ALT)
    because(desk.dialog(page, ReasonSheet))
    move = desk.dialog(page, MoveDialog)
    move.reason.setText("Vikar")
    move.submit()
    desk.until(lambda: column_of(page, "kartlegging").model.rowCount() == 1)
    assert [action for action, _code in written(staffed.root)] == ["open_case"]


def test_a_protected_household_is_a_card_without_a_name_that_others_cannot_move(
    sit: Sit, staffed: StaffedOffice
) -> None:
    new_case(staffed.root, "Skjult", protection="strictly_confidential")
    desk = sit("Caseworker Test")
    warned: list[Word] = []
    desk.context.warned.connect(warned.append)
    _page, found = board_at(desk, "soknad")
    assert found.model.cell(0, 0).text == "Protected"
    desk.qtbot.keyClick(found.view, Qt.Key.Key_Right, ALT)
    desk.until(lambda: warned)
    assert found.model.rowCount() == 1


def test_a_case_is_given_away_and_taken_back(sit: Sit, staffed: StaffedOffice) -> None:
    me, per = staffed.members["Caseworker Test"], staffed.members["Supervisor Test"]
    case_id = new_case(staffed.root, caseworker_id=me.staff_id)
    desk = sit("Caseworker Test")
    said: list[Word] = []
    desk.context.said.connect(said.append)
    page, found = board_at(desk, "soknad")
    desk.until(lambda: page._staff)
    page.assign()
    sheet = desk.dialog(page, AssignDialog)
    sheet.worker.set_value(per.staff_id)
    sheet.submit()
    desk.until(lambda: found.model.row(0).caseworker_id == per.staff_id)
    assert said[-1].text == "1 case is given to Supervisor Test"
    assert said[-1].run is not None
    said[-1].run()
    desk.until(lambda: found.model.row(0).caseworker_id == me.staff_id)
    given = [
        entry.data for entry in card(staffed.root, case_id).journal if entry.kind == "assigned"
    ]
    assert {"from": me.name, "to": per.name} in given
    assert {"from": per.name, "to": me.name} in given
