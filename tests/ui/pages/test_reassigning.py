"""Many cases chosen and given away from the list: by the mouse, by keys, with Undo, and copied."""

from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services.moves import assign_case
from hjemveien.services.office import add_staff
from hjemveien.services.wishes import AssignCase
from tests.services import making
from tests.services.making import new_case
from tests.staffed import StaffedOffice
from tests.ui.desk import Sit, Until, written
from tests.ui.reading import said_by
from ui.pages.cases import CasesPage
from ui.shell.context import Context, Person, Word
from ui.theme import theme
from ui.worklist.reassign import ReassignSheet
from ui.worklist.workers import NOBODY

WAIT_MS = 20_000
KARI, OLA = uuid4(), uuid4()


@pytest.fixture
def page(context: Context, local_database: Database, qtbot: QtBot, until: Until) -> CasesPage:
    with making.writing(local_database) as session:
        add_staff(session, "Kari Test", staff_id=KARI)
        add_staff(session, "Ola Test", staff_id=OLA)
    cases = [new_case(local_database, surname) for surname in ("En", "To", "Tre")]
    with making.writing(local_database) as session:
        assign_case(session, AssignCase(cases[0], KARI))
    context.person = Person("Kari Test", KARI)
    made = CasesPage(context)
    qtbot.addWidget(made)
    theme().wear(made)
    context.work.changed.connect(made.hear)
    made.resize(1200, 760)
    with qtbot.waitActive(made):
        made.show()
    made.arrive()
    until(lambda: made.model.total == 3)
    until(lambda: made._staff)
    return made


def workers(page: CasesPage) -> list[str]:
    return sorted(row.caseworker for row in page.model.rows())


def sheet_of(page: CasesPage) -> ReassignSheet:
    return next(each for each in page.findChildren(ReassignSheet) if each.isVisible())


def test_all_that_are_chosen_go_to_one_and_undo_gives_each_back(
    page: CasesPage, until: Until
) -> None:
    said: list[Word] = []
    page.context.said.connect(said.append)
    page.table.selectAll()
    page.assign()
    sheet = sheet_of(page)
    assert sheet.title.text() == "Assign 3 cases"
    sheet.worker.set_value(OLA)
    sheet.words.setText("Ferie")
    sheet.submit()
    until(lambda: workers(page) == ["Ola Test"] * 3)
    assert said[-1].text == "3 cases are given to Ola Test"
    assert len(page.table.selected_rows()) == 3
    undo = said[-1].run
    assert undo is not None
    undo()
    until(lambda: workers(page) == ["", "", "Kari Test"])


def test_nobody_is_chosen_at_first_and_the_button_alone_gives_no_case_away(
    page: CasesPage, until: Until
) -> None:
    page.table.selectAll()
    page.assign()
    sheet = sheet_of(page)
    sheet.submit()
    assert "choose who" in sheet.to_whom.error()
    assert sheet.isVisible()
    until(lambda: not page.context.work.busy())
    assert workers(page) == ["", "", "Kari Test"]


def test_to_take_cases_from_everybody_is_a_choice_of_its_own(page: CasesPage, until: Until) -> None:
    said: list[Word] = []
    page.context.said.connect(said.append)
    page.table.selectAll()
    page.assign()
    sheet = sheet_of(page)
    sheet.worker.set_value(NOBODY)
    sheet.submit()
    until(lambda: workers(page) == [""] * 3)
    assert said[-1].text == "3 cases are no longer assigned to anybody"


def test_beside_each_name_stands_how_much_she_has(page: CasesPage, until: Until) -> None:
    page.table.selectAll()
    page.assign()
    worker = sheet_of(page).worker
    until(lambda: "open case" in worker.itemText(1))
    assert [worker.itemText(n) for n in range(worker.count())] == [
        "Choose who", "Kari Test · 1 open case, 1 overdue", "Ola Test · 0 open cases",
        "Not assigned · 2 open cases, 2 overdue",
    ]  # fmt: skip


def test_the_case_beside_the_list_has_its_new_caseworker_too(page: CasesPage, until: Until) -> None:
    row = next(n for n in range(3) if not page.model.row(n).caseworker)
    page.table.select_id(page.model.row(row).case_id)
    page._take()
    until(lambda: workers(page) == ["", "Kari Test", "Kari Test"])
    assert "Kari Test" in said_by(page.panel.preview_part)


def test_the_keys_open_a_menu_from_which_i_take_a_case(page: CasesPage, until: Until) -> None:
    row = next(n for n in range(3) if not page.model.row(n).caseworker)
    page.table.select_id(page.model.row(row).case_id)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    texts = [action.text() for action in page.table.menu.actions()]
    assert texts == ["Open the case", "Assign to me", "Assign …", "", "Copy"]
    page.table.menu.actions()[1].trigger()
    page.table.menu.close()
    until(lambda: workers(page) == ["", "Kari Test", "Kari Test"])


def test_it_is_said_how_many_are_chosen(page: CasesPage) -> None:
    said: list[str] = []
    page.status_changed.connect(said.append)
    page.table.selectAll()
    assert said[-1] == "3 cases · 3 chosen"
    page.table.select_first()
    assert said[-1] == "3 cases"


def test_several_copied_rows_are_told_to_the_log_before_they_are_there(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    until(lambda: QGuiApplication.clipboard().text())
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3
    assert ("export", "work_list") in written(local_database)


def test_in_a_narrow_window_the_case_is_a_page_with_a_way_back(
    page: CasesPage, until: Until
) -> None:
    page.resize(800, 600)
    assert page.split.narrow
    page.table.select_first()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    until(lambda: page.panel.card() is not None)
    assert not page.table.isVisible()
    assert page.panel.back.text() == "Back to the list"
    QTest.keyClick(page.panel, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    until(lambda: page.panel.isVisible())
    page.panel.back.click()
    assert page.table.isVisible()


def given_to(office: StaffedOffice, case_id: UUID, name: str) -> None:
    with making.writing(office.root) as session:
        assign_case(session, AssignCase(case_id, office.members[name].staff_id))


def test_in_a_shared_office_what_is_not_mine_to_give_is_named(
    sit: Sit, staffed: StaffedOffice
) -> None:
    for name in ("Caseworker Test", "Supervisor Test"):
        given_to(staffed, new_case(staffed.root, name.split()[0]), name)
    given_to(
        staffed, new_case(staffed.root, "Skjulesen", protection="confidential"), "Cleared Test"
    )
    desk = sit("Caseworker Test")
    warned: list[Word] = []
    said: list[Word] = []
    desk.context.warned.connect(warned.append)
    desk.context.said.connect(said.append)
    page = CasesPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.total == 3)
    desk.until(lambda: page._staff)
    page.table.selectAll()
    page.assign()
    sheet = sheet_of(page)
    sheet.worker.set_value(staffed.members["Supervisor Test"].staff_id)
    sheet.submit()
    desk.until(lambda: warned)
    assert said[-1].text == "1 case is given to Supervisor Test"
    assert warned[-1].text.startswith("2 cases were not assigned:\n")
    assert len(warned[-1].text.splitlines()) == 3
    assert "Skjulesen" not in warned[-1].text + said_by(page)
    desk.until(lambda: "Caseworker Test" not in held(page))
    undo = said[-1].run
    assert undo is not None
    undo()
    desk.until(lambda: "Caseworker Test" in held(page))


def held(page: CasesPage) -> list[str]:
    return [row.caseworker for row in page.model.rows()]
