"""Min dag: ticked by keyboard and mouse, taken back, opened; alone, and as members of an office."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services import office, writing
from hjemveien.services.case_card import show_case
from hjemveien.services.wishes import AddTask
from tests.services.making import new_case
from tests.services.making import writing as at_work
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit, Until, because, written
from ui.case.reason import ReasonSheet
from ui.day.lines import Heading, Line
from ui.pages.my_day import MyDayPage
from ui.shell.context import Context, Person, Word
from ui.theme import theme

MONDAY = date(2026, 11, 23)


@pytest.fixture
def kari(local_database: Database, context: Context) -> UUID:
    with at_work(local_database) as session:
        made = office.add_staff(session, "Kari Test").created
    assert made is not None
    context.person = Person("Kari Test", made)
    return made


@pytest.fixture
def said(context: Context) -> list[Word]:
    words: list[Word] = []
    context.said.connect(words.append)
    return words


def task(database: Database, case_id: UUID, title: str, day: date | None = MONDAY) -> None:
    with at_work(database) as session:
        writing.add_task(session, AddTask(case_id, title, day))


def shown(page: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    theme().wear(page)
    page.resize(1200, 760)
    page.show()


def at_desk(context: Context, qtbot: QtBot) -> MyDayPage:
    page = MyDayPage(context)
    context.work.changed.connect(page.hear)
    shown(page, qtbot)
    page.arrive()
    return page


def said_lines(page: MyDayPage) -> list[str]:
    """Headings and what is to be done, in their order."""
    return [
        row.title() if isinstance(row, Heading) else row.item.title or row.item.kind
        for row in page.model.rows()
    ]


def test_what_is_mine_stands_under_its_day(
    context: Context, kari: UUID, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database, caseworker_id=kari, received_on=None)
    for title, days in (("Ring", -3), ("Skriv", 0), ("Besøk", 2), ("Møte", 9)):
        task(local_database, case_id, title, MONDAY + timedelta(days=days))
    page = at_desk(context, qtbot)
    until(lambda: page.model.rowCount())
    assert said_lines(page) == ["Overdue", "Ring", "Today", "Skriv", "This week", "Besøk"]
    until(lambda: page.left.text() == "1 later")
    page.later_button.click()
    until(lambda: page.model.rowCount() == 8)
    assert said_lines(page)[-2:] == ["Later", "Møte"]
    cells = [page.model.cell(1, column).whole() for column in range(5)]
    assert cells == [
        "Not done", "Ring", "Kari Prøvesen, 2026/00001 · 1 adult", "Application",
        "20.11.2026, 3 days late",
    ]  # fmt: skip


def test_space_ticks_and_undo_brings_it_back_with_both_in_the_journal(
    context: Context,
    kari: UUID,
    local_database: Database,
    qtbot: QtBot,
    until: Until,
    said: list[Word],
) -> None:
    case_id = new_case(local_database, caseworker_id=kari, received_on=None)
    for title in ("Ring", "Skriv"):
        task(local_database, case_id, title)
    page = at_desk(context, qtbot)
    until(lambda: page.model.rowCount() == 3)
    line = page.table.current_row()
    assert isinstance(line, Line)
    first = line.item.title
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    until(lambda: page.model.rowCount() == 2)
    after = page.table.current_row()
    assert isinstance(after, Line), "the next one is chosen, so that one can go on ticking"
    assert after.item.title != first
    assert (said[-1].text, said[-1].action) == ("The task is done", "Undo")
    assert said[-1].run is not None
    said[-1].run()
    until(lambda: page.model.rowCount() == 3)
    with local_database.reading() as session:
        kinds = [entry.kind for entry in show_case(session, case_id).journal]
    assert {"task_done", "task_reopened"} <= set(kinds)


def test_a_click_in_the_box_ticks_and_elsewhere_chooses(
    context: Context, kari: UUID, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    task(local_database, new_case(local_database, caseworker_id=kari, received_on=None), "Ring")
    page = at_desk(context, qtbot)
    until(lambda: page.model.rowCount() == 2)
    port, button = page.table.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(port, button, pos=page.table.visualRect(page.model.index(1, 1)).center())
    assert page.model.rowCount() == 2
    qtbot.mouseClick(port, button, pos=page.table.visualRect(page.model.index(1, 0)).center())
    until(lambda: page.model.rowCount() == 0)


def test_enter_opens_the_case_and_a_legal_deadline_is_not_ticked(
    context: Context, kari: UUID, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database, caseworker_id=kari, received_on=date(2026, 2, 2))
    page = at_desk(context, qtbot)
    until(lambda: page.model.rowCount() == 2)
    assert page.model.cell(1, 1).whole() == "Answer the application, Legal deadline"
    went: list[object] = []
    context.went.connect(lambda *where: went.append(where))
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went == [("cases", case_id)]
    assert not page.model.flags(page.model.index(1, 0)) & Qt.ItemFlag.ItemIsUserCheckable


def test_the_arrows_pass_over_headings(
    context: Context, kari: UUID, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    case_id = new_case(local_database, caseworker_id=kari, received_on=None)
    task(local_database, case_id, "Ring", MONDAY)
    task(local_database, case_id, "Skriv", MONDAY + timedelta(days=1))
    page = at_desk(context, qtbot)
    until(lambda: page.model.rowCount() == 4)
    for key, title in ((Qt.Key.Key_Down, "Skriv"), (Qt.Key.Key_Home, "Ring")):
        qtbot.keyClick(page.table, key)
        line = page.table.current_row()
        assert isinstance(line, Line)
        assert line.item.title == title


def test_a_case_that_is_nobodys_is_taken_from_the_list_and_given_back(
    context: Context,
    kari: UUID,
    local_database: Database,
    qtbot: QtBot,
    until: Until,
    said: list[Word],
) -> None:
    task(local_database, new_case(local_database, received_on=None), "Ingens")
    page = at_desk(context, qtbot)
    page.show_whose("unassigned")
    until(lambda: page.model.rowCount() == 2)
    page.take()
    until(lambda: page.model.rowCount() == 0)
    page.show_whose("mine")
    until(lambda: page.model.rowCount() == 2)
    assert said[-1].text == "1 case is given to Kari Test"
    assert said[-1].run is not None
    said[-1].run()
    until(lambda: page.model.rowCount() == 0)
    assert kari


def test_an_empty_day_says_why_and_offers_what_is_next(
    context: Context, kari: UUID, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    task(local_database, new_case(local_database, received_on=None), "Ingens")
    page = at_desk(context, qtbot)
    assert kari
    until(lambda: page.table._empty is not None)
    page.table._empty.action.click()  # type: ignore[union-attr]
    until(lambda: page.model.rowCount() == 2)
    assert page.whose() == "unassigned"


# In a shared office.


def day_at(desk: Desk, rows: int) -> MyDayPage:
    page = MyDayPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() == rows)
    return page


def test_the_list_is_told_to_the_log_and_ones_own_tick_opens_the_case(
    sit: Sit, staffed: StaffedOffice
) -> None:
    me = staffed.members["Caseworker Test"].staff_id
    task(staffed.root, new_case(staffed.root, caseworker_id=me, received_on=None), "Ring")
    desk = sit("Caseworker Test")
    page = day_at(desk, 2)
    assert not page.choices["everybody"].isVisible()
    assert written(staffed.root) == [("open_list", "my_day")]
    page.tick()
    desk.until(lambda: page.model.rowCount() == 0)
    assert ("open_case", "own") in written(staffed.root)


def test_a_supervisor_ticks_somebody_elses_task_with_a_reason_or_not_at_all(
    sit: Sit, staffed: StaffedOffice
) -> None:
    worker = staffed.members["Caseworker Test"].staff_id
    task(staffed.root, new_case(staffed.root, caseworker_id=worker, received_on=None), "Ring")
    desk = sit("Supervisor Test")
    page = day_at(desk, 0)
    page.show_whose("everybody")
    desk.until(lambda: page.model.rowCount() == 2)
    page.tick()
    desk.dialog(page, ReasonSheet).reject()
    line = page.model.row(1)
    assert isinstance(line, Line)
    assert not line.ticked
    page.tick()
    desk.until(lambda: [s for s in page.window().findChildren(ReasonSheet) if s.isVisible()])
    because(desk.dialog(page, ReasonSheet))
    desk.until(lambda: page.model.rowCount() == 0)
