"""Undo from the open case: an assignment and a ticked task, each back by an event of its own."""

from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services import office, writing
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import AddTask
from tests.services.making import new_case
from tests.services.making import writing as at_work
from tests.ui.desk import Until
from ui.case.assign import AssignDialog
from ui.kit import CheckField
from ui.pages.cases import CasesPage
from ui.shell.context import Context, Word
from ui.theme import theme


@pytest.fixture
def said(context: Context) -> list[Word]:
    words: list[Word] = []
    context.said.connect(words.append)
    return words


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> CasesPage:
    made = CasesPage(context)
    context.work.changed.connect(made.hear)
    qtbot.addWidget(made)
    theme().wear(made)
    made.resize(1200, 760)
    made.show()
    return made


def opened(page: CasesPage, case_id: UUID, until: Until) -> None:
    page.arrive(case_id)
    until(lambda: page.panel.card() is not None)


def card(page: CasesPage) -> CaseCard:
    found = page.panel.card()
    assert found is not None
    return found


def take_back(said: list[Word]) -> None:
    offered = [word for word in said if word.action]
    assert offered[-1].action == "Undo"
    assert offered[-1].run is not None
    offered[-1].run()


def test_an_assignment(
    page: CasesPage, local_database: Database, until: Until, said: list[Word]
) -> None:
    with at_work(local_database) as session:
        per = office.add_staff(session, "Per Prøve").created
    opened(page, new_case(local_database), until)
    until(lambda: page.panel._staff)
    page.panel.assign_button.click()
    dialog = next(each for each in page.findChildren(AssignDialog) if each.isVisible())
    dialog.worker.set_value(per)
    dialog.submit()
    until(lambda: card(page).caseworker)
    take_back(said)
    until(lambda: card(page).caseworker is None)
    assert [entry.kind for entry in card(page).journal].count("assigned") == 2


def test_a_ticked_task(
    page: CasesPage, local_database: Database, until: Until, said: list[Word]
) -> None:
    case_id = new_case(local_database)
    with at_work(local_database) as session:
        writing.add_task(session, AddTask(case_id, "Ring", date(2026, 11, 23)))
    opened(page, case_id, until)
    tick = next(each for each in page.panel.tasks.findChildren(CheckField) if each.text() == "Ring")
    tick.click()
    until(lambda: card(page).tasks[0].done_at)
    take_back(said)
    until(lambda: card(page).tasks[0].done_at is None)
    until(lambda: said[-1].text == "It is undone")
