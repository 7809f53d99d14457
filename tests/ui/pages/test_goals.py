"""The household's goals in the open case: said, ticked by each, and beside the pathway."""

from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, select

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Draft, Need
from hjemveien.services import case_card, goals
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import AddStep, SetGoal
from tests.services.making import new_case
from tests.services.making import writing as at_work
from tests.ui.desk import Until
from ui.case.goals import EditGoalDialog, GoalDialog, StepDialog
from ui.case.need import NeedDialog
from ui.kit import Button, CheckField
from ui.pages.cases import CasesPage
from ui.shell.context import Context, Word
from ui.theme import theme

WANTED = "En leilighet der hunden kan bo."


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> CasesPage:
    made = CasesPage(context)
    context.work.changed.connect(made.hear)
    qtbot.addWidget(made)
    theme().wear(made)
    made.resize(1200, 760)
    made.show()
    return made


@pytest.fixture
def case_id(page: CasesPage, local_database: Database, until: Until) -> UUID:
    made = new_case(local_database)
    page.arrive(made)
    until(lambda: page.panel.card() is not None)
    return made


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def say(database: Database, case_id: UUID) -> UUID:
    with at_work(database) as session:
        change = goals.set_goal(session, SetGoal(case_id, WANTED))
    assert change.created is not None
    with at_work(database) as session:
        goals.add_step(session, AddStep(case_id, change.created, "Spørre utleierne", "Jeg selv"))
    return change.created


def shown(page: CasesPage, database: Database, case_id: UUID, until: Until) -> None:
    """Saved elsewhere; the page hears of it."""
    page.panel._ask()
    until(lambda: page.panel.card() == card(database, case_id))
    page.panel.show_goals()


def ticks(page: CasesPage, start: str) -> list[CheckField]:
    all_of_them = page.panel.goals.findChildren(CheckField)
    return [t for t in all_of_them if t.isVisible() and t.accessibleName().startswith(start)]


def buttons(page: CasesPage, name: str) -> list[Button]:
    all_of_them = page.panel.goals.findChildren(Button)
    return [b for b in all_of_them if b.isVisible() and b.accessibleName() == name]


def test_the_way_home_asks_what_the_household_wants_and_then_shows_it(
    page: CasesPage, local_database: Database, case_id: UUID, until: Until, qtbot: QtBot
) -> None:
    assert page.panel.wanted.accessibleName() == "What does the household want itself?"
    page.panel.wanted.click()
    assert page.panel.tabs.currentWidget() is page.panel.goals
    page.panel.goals.new_button.click()
    form = page.panel.goals.findChild(GoalDialog)
    assert form is not None
    form.submit()
    assert form.fields["words"].error()
    form.words.setText(WANTED)
    with qtbot.waitSignal(form.accepted):
        form.submit()
    until(lambda: WANTED in page.panel.wanted.accessibleName())
    assert [goal.words for goal in card(local_database, case_id).goals] == [WANTED]


def test_each_ticks_by_itself_and_undo_takes_it_back(
    page: CasesPage, local_database: Database, case_id: UUID, until: Until, context: Context
) -> None:
    said: list[Word] = []
    context.said.connect(said.append)
    say(local_database, case_id)
    shown(page, local_database, case_id, until)
    assert "0 of 1 steps done" in page.panel.wanted.accessibleName()
    until(lambda: ticks(page, "Done, says the household"))
    ticks(page, "Done, says the household")[0].click()
    until(lambda: "1 of 1 steps done" in page.panel.wanted.accessibleName())
    until(lambda: ticks(page, "Reached, we say"))
    ticks(page, "Reached, we say")[0].click()
    until(lambda: card(local_database, case_id).goals[0].office_done_by is not None)
    assert not card(local_database, case_id).goals[0].reached
    until(lambda: len([word for word in said if word.action]) == 2)
    assert said[-1].run is not None
    said[-1].run()
    until(lambda: card(local_database, case_id).goals[0].office_done_by is None)


def test_a_goal_gets_steps_is_worded_anew_and_let_go(
    page: CasesPage, local_database: Database, case_id: UUID, until: Until, qtbot: QtBot
) -> None:
    say(local_database, case_id)
    shown(page, local_database, case_id, until)
    until(lambda: buttons(page, "New step …"))
    buttons(page, "New step …")[0].click()
    step = page.panel.goals.findChild(StepDialog)
    assert step is not None
    step.words.setText("Skaffe attest")
    with qtbot.waitSignal(step.accepted):
        step.submit()
    until(lambda: len(card(local_database, case_id).goals[0].steps) == 2)
    until(lambda: "0 of 2 steps" in page.panel.wanted.accessibleName())
    until(lambda: buttons(page, "Edit …"))
    buttons(page, "Edit …")[-1].click()
    edit = page.panel.goals.findChild(EditGoalDialog)
    assert edit is not None
    edit.words.setText("Et hus med hage.")
    with qtbot.waitSignal(edit.accepted):
        edit.submit()
    until(lambda: "hage" in page.panel.wanted.accessibleName())
    until(lambda: buttons(page, "No goal any more"))
    buttons(page, "No goal any more")[0].click()
    until(lambda: page.panel.wanted.accessibleName() == "What does the household want itself?")
    until(lambda: buttons(page, "A goal again"))


def test_the_need_is_edited_from_the_case(
    page: CasesPage, local_database: Database, case_id: UUID, qtbot: QtBot, until: Until
) -> None:
    page.panel.overview.need_button.click()
    form = page.panel.overview.findChild(NeedDialog)
    assert form is not None
    form.least.setValue(3)
    form.most.setValue(2)
    form.submit()
    assert form.fields["rooms_max"].error()
    form.most.setValue(4)
    form.ticks["wheelchair"].setChecked(True)
    with qtbot.waitSignal(form.accepted):
        form.submit()
    need = card(local_database, case_id).need
    assert need is not None
    assert (need.rooms_min, need.rooms_max, need.wheelchair) == (3, 4, True)
    until(lambda: page.panel.card() == card(local_database, case_id))
    told = [label.text() for label in page.panel.overview.facts.findChildren(QLabel)]
    assert "3 to 4 rooms, wheelchair" in told


def test_half_a_step_is_kept_as_a_draft_about_its_case_and_comes_back(
    page: CasesPage, local_database: Database, case_id: UUID, until: Until
) -> None:
    goal_id = say(local_database, case_id)
    shown(page, local_database, case_id, until)
    until(lambda: buttons(page, "New step …"))
    buttons(page, "New step …")[0].click()
    first = page.panel.goals.findChild(StepDialog)
    assert first is not None
    first.words.setText("Halvferdig")
    first.leave()

    def kept() -> set[tuple[str, str]]:
        with local_database.reading() as session:
            return {(row[0], row[1]) for row in session.execute(select(Draft.form, Draft.subject))}

    until(lambda: (f"step:{goal_id}", str(case_id)) in kept())
    again = StepDialog(page.context, card(local_database, case_id),
                       card(local_database, case_id).goals[0], page)  # fmt: skip
    again.open()
    until(lambda: again.words.text() == "Halvferdig")


def test_a_first_need_is_written_once(
    page: CasesPage, local_database: Database, case_id: UUID, qtbot: QtBot
) -> None:
    """As in a case that was read in from a file which told nothing of it."""
    with at_work(local_database) as session:
        session.execute(delete(Need).where(Need.case_id == case_id))
    lacking = card(local_database, case_id)
    assert lacking.need is None
    first, second = (NeedDialog(page.context, lacking, page) for _time in range(2))
    for form, rooms in ((first, 2), (second, 5)):
        form.open()
        form.least.setValue(rooms)
    with qtbot.waitSignal(first.accepted):
        first.submit()
    second.submit()
    qtbot.waitUntil(lambda: second.refusal.isVisible(), timeout=20_000)
    need = card(local_database, case_id).need
    assert need is not None
    assert need.rooms_min == 2
