"""The work list's filters as a caseworker meets them: chips, menus of columns, the keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services import writing
from hjemveien.services.case_filter import CaseFilter
from hjemveien.services.wishes import AddTask
from tests.services import making
from tests.services.making import TODAY, move, new_case
from tests.ui.desk import Until
from ui.pages.cases import CasesPage
from ui.shell.context import Context
from ui.theme import theme
from ui.worklist import filters
from ui.worklist.period import PeriodSheet

WAIT_MS = 20_000


@pytest.fixture
def page(context: Context, local_database: Database, qtbot: QtBot, until: Until) -> CasesPage:
    """Three cases: one mapped and late, two that nobody knows the day of."""
    late = new_case(local_database, "Sen", received_on=TODAY - timedelta(days=3))
    move(local_database, late, "kartlegging")
    with making.writing(local_database) as session:
        writing.add_task(session, AddTask(late, "Ring", TODAY - timedelta(days=1)))
    for surname in ("Ny", "Annen"):
        new_case(local_database, surname, received_on=None)
    made = CasesPage(context)
    qtbot.addWidget(made)
    theme().wear(made)
    made.resize(1200, 760)
    made.show()
    made.arrive()
    until(lambda: made.model.total == 3)
    return made


def choose(menu: QMenu, *texts: str) -> None:
    """Follow the texts down the menu, which is filled as it opens, and choose the last."""
    menu.aboutToShow.emit()
    for text in texts[:-1]:
        deeper = next(a for a in menu.actions() if a.text() == text).menu()
        assert isinstance(deeper, QMenu)
        menu = deeper
    next(action for action in menu.actions() if action.text() == texts[-1]).trigger()


def chip_texts(page: CasesPage) -> list[str]:
    return [chip.text().strip() for chip in page.chips.chips()]


def test_a_filter_is_added_from_the_menu_and_taken_away_by_its_chip(
    page: CasesPage, until: Until
) -> None:
    menu = page.filters.button.menu()
    choose(menu, "Deadline", "Overdue")
    until(lambda: page.model.total == 1)
    choose(menu, "Stage", "Assessment")
    assert chip_texts(page) == ["Stage: Assessment", "Deadline: overdue"]
    for chip in page.chips.chips():
        chip.click()
    until(lambda: page.model.total == 3)
    assert chip_texts(page) == []


def test_a_columns_menu_filters_by_that_column(page: CasesPage, until: Until) -> None:
    def offered(column: str) -> list[str]:
        return [choice.text for choice in page.table._of_column(column)]  # type: ignore[misc]

    assert "Filter by this column" in offered("deadline")
    assert "Filter by this column" not in offered("task")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    choose(page.table.menu, "Deadline", "Filter by this column", "Overdue")
    page.table.menu.close()
    until(lambda: page.model.total == 1)


def test_a_period_of_ones_own_is_asked_for(page: CasesPage, until: Until) -> None:
    choose(page.filters.button.menu(), "Received", "Between two days …")
    sheet = next(each for each in page.window().findChildren(PeriodSheet) if each.isVisible())
    sheet.last.setText("1.1.2020")
    sheet.submit()
    assert sheet.isVisible()
    sheet.first.setText("26.2.2026")
    sheet.last.setText("280226")
    sheet.submit()
    until(lambda: page.model.total == 2)
    assert chip_texts(page) == ["Received: 26.02.2026–28.02.2026"]


def test_mine_and_unassigned_together_are_both(page: CasesPage, until: Until) -> None:
    menu = page.filters.button.menu()
    choose(menu, "Caseworker", "Mine")
    until(lambda: page.model.total == 0)
    choose(menu, "Caseworker", "Not assigned")
    until(lambda: page.model.total == 3)
    assert chip_texts(page) == ["Mine", "Not assigned"]


def test_nothing_found_says_so_and_clears_with_one_action(page: CasesPage, until: Until) -> None:
    page._refilter(CaseFilter(marks=("protected",), include_closed=False))
    until(lambda: page.model.total == 0)
    page._clear()
    until(lambda: page.model.total == 3)


def test_every_part_of_a_filter_goes_in_and_out_by_its_key() -> None:
    wanted = CaseFilter(include_closed=False)
    keys = (
        "stage:soknad", "worker:mine", "worker:nobody", "deadline:week", "received:year",
        "class:1", "mark:children", "closed:",
    )  # fmt: skip
    for key in keys:
        wanted = filters.toggled(wanted, key)
    assert filters.keys_of(wanted) == keys
    for key in keys:
        wanted = filters.toggled(wanted, key)
    assert wanted == CaseFilter(include_closed=False)
