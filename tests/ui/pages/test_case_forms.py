"""A case's forms say what is wrong by its field before anything is sent."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services import case_card
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import AddTask, NewPerson
from hjemveien.services.writing import add_task
from tests.services.making import A_NUMBER, new_case
from tests.services.making import writing as at_work
from ui.case.application import ApplicationDialog
from ui.case.decide import DecisionDialog
from ui.case.household import HouseholdTab
from ui.case.leave import LeaveDialog
from ui.case.member import MemberDialog
from ui.case.overview import OverviewTab
from ui.case.person import PersonDialog
from ui.case.register import RegisterDialog
from ui.kit import Button, IconButton
from ui.shell.context import Context


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    """What the forms stand over."""
    made = QWidget()
    made.resize(1200, 760)
    qtbot.addWidget(made)
    return made


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def test_somebody_is_added_by_name_or_a_child_by_its_year(
    context: Context, local_database: Database, desk: QWidget
) -> None:
    form = MemberDialog(context, card(local_database, new_case(local_database)), desk)
    form.submit()
    assert form.fields["surname"].error()
    form.role.set_value("child")
    form.year.setValue(2019)
    assert form.fields["surname"].validate()


def test_a_date_received_of_another_century_is_pointed_out(context: Context, desk: QWidget) -> None:
    form = RegisterDialog(context, (), desk)
    form.received.set_day(date(1899, 1, 1))
    form.postcode.setText("99")
    form.submit()
    assert "1990" in form.fields["received_on"].error()
    assert form.fields["postcode"].error()


def test_what_an_import_left_wrong_does_not_stop_another_field(
    context: Context, local_database: Database, desk: QWidget
) -> None:
    shown = card(local_database, new_case(local_database))
    form = PersonDialog(context, shown, shown.members[0], desk)
    form.seen["postcode"] = "99"
    form.texts["postcode"].setText("99")
    assert form.fields["postcode"].validate()
    form.texts["postcode"].setText("999")
    form.texts["email"].setText("ikke en epost")
    assert not form.fields["postcode"].validate()
    assert not form.fields["email"].validate()


def test_a_known_number_says_whose_it_is_and_asks_before_registering(
    context: Context, local_database: Database, desk: QWidget, qtbot: QtBot
) -> None:
    case_id = new_case(local_database, id_number=A_NUMBER)
    form = RegisterDialog(context, (), desk)
    form.open()
    form.surname.setText("Prøvesen")
    form.number.setText(A_NUMBER)
    qtbot.waitUntil(form.same.isVisible)
    assert "Kari Prøvesen (2026/00001)" in form.same.text.text()
    form.submit()
    qtbot.waitUntil(lambda: form.main.text() == "Register anyway")
    assert form.focusWidget() is form.same.action
    with qtbot.waitSignal(form.registered):
        form.submit()
    assert card(local_database, case_id).duplicates


def test_another_number_asks_anew(
    context: Context, local_database: Database, desk: QWidget, qtbot: QtBot
) -> None:
    new_case(local_database, id_number=A_NUMBER)
    form = RegisterDialog(context, (), desk)
    form.open()
    form.surname.setText("Prøvesen")
    form.number.setText(A_NUMBER)
    form.submit()
    qtbot.waitUntil(lambda: form.main.text() == "Register anyway")
    form.number.setText("")
    assert form.main.text() == "Register application"
    assert not form.same.isVisible()


def test_open_leads_to_the_case_that_is_there(
    context: Context, local_database: Database, desk: QWidget, qtbot: QtBot
) -> None:
    case_id = new_case(local_database, id_number=A_NUMBER)
    form = RegisterDialog(context, (), desk)
    form.open()
    form.number.setText(A_NUMBER)
    qtbot.waitUntil(form.same.isVisible)
    with qtbot.waitSignal(context.went) as went:
        form.same.action.click()
    assert case_id in went.args


def test_a_member_registered_by_mistake_is_shown_no_more(
    context: Context, local_database: Database, desk: QWidget, qtbot: QtBot
) -> None:
    case_id = new_case(local_database, others=(NewPerson("co_applicant", "Feil"),))
    shown = card(local_database, case_id)
    form = LeaveDialog(context, shown, shown.members[-1], "Feil", desk)
    form.open()
    form.why.set_value("mistake")
    assert not form.fields["day"].isVisible()
    with qtbot.waitSignal(context.said):
        form.submit()
    tab = HouseholdTab(context)
    qtbot.addWidget(tab)
    tab.show_card(card(local_database, case_id))
    assert "Feil" not in [label.text() for label in tab.findChildren(QLabel)]


def test_what_is_written_briefly_has_one_name_and_is_in_the_overview(
    context: Context, local_database: Database, desk: QWidget, qtbot: QtBot
) -> None:
    shown = card(local_database, new_case(local_database, note="Bor på sofaen hos en venn."))
    forms = RegisterDialog(context, (), desk), ApplicationDialog(context, shown, desk)
    (name,) = {form.fields["note"].label.text() for form in forms}
    tab = OverviewTab(context)
    qtbot.addWidget(tab)
    tab.show_card(shown)
    said = [label.text() for label in tab.findChildren(QLabel)]
    assert "Bor på sofaen hos en venn." in said
    assert name in said


def test_the_number_suggests_a_birth_date_that_may_be_changed(
    context: Context, desk: QWidget
) -> None:
    form = RegisterDialog(context, (), desk)
    form.number.setText(A_NUMBER)
    suggested = form.born.day()
    assert suggested is not None
    assert (suggested.day, suggested.year % 100) == (30, 74)
    form.number.setText("")
    form.born.set_day(date(1970, 2, 3))
    form.number.setText(A_NUMBER)
    assert form.born.day() == date(1970, 2, 3)
    form.born.set_day(date(2031, 1, 1))
    assert not form.fields["birth_date"].validate()


def test_either_name_is_enough_and_the_form_says_so(context: Context, desk: QWidget) -> None:
    form = RegisterDialog(context, (), desk)
    said = [label.text() for label in form.findChildren(QLabel)]
    assert "Write at least one of the names." in said
    form.surname.setText("Prøvesen")
    assert form.fields["given_name"].validate()


def test_the_longest_name_leaves_the_buttons_in_their_place(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    case_id = new_case(local_database, "Æ" * 200, others=(NewPerson("other", "Ø" * 200),))
    tab = HouseholdTab(context)
    qtbot.addWidget(tab)
    tab.show_card(card(local_database, case_id))
    tab.resize(420, 600)
    tab.show()
    buttons = (*tab.findChildren(Button), *tab.findChildren(IconButton))
    words = ("Edit ", "leaves the household")
    named = [b for b in buttons if any(word in b.accessibleName() for word in words)]
    shown = {b for b in named if b.isVisibleTo(tab)}
    assert len(shown) == 3
    assert all(b.mapTo(tab, b.rect().topRight()).x() < tab.width() for b in shown)


def test_the_task_of_writing_the_decision_is_done_by_registering_it(
    context: Context, local_database: Database, desk: QWidget, qtbot: QtBot
) -> None:
    case_id = new_case(local_database)
    with at_work(local_database) as session:
        for title in ("Skriv vedtak", "Ring søkeren"):
            add_task(session, AddTask(case_id, title))
    form = DecisionDialog(context, card(local_database, case_id), desk)
    form.open()
    assert {tick.text(): tick.isChecked() for tick in form.ticks.values()} == {
        "Skriv vedtak": True, "Ring søkeren": False,
    }  # fmt: skip
    form.outcome.set_value("granted")
    form.basis.setText("boligsosialloven § 7")
    form.reasons.setText("Vurdert.")
    with qtbot.waitSignal(context.said):
        form.submit()
    done = {task.title for task in card(local_database, case_id).tasks if task.done_at}
    assert done == {"Skriv vedtak"}


def test_while_a_visitor_looks_on_the_notice_names_nobody(
    context: Context, local_database: Database, desk: QWidget, qtbot: QtBot
) -> None:
    new_case(local_database, id_number=A_NUMBER)
    context.receive_visitor(True)
    form = RegisterDialog(context, (), desk)
    form.open()
    form.surname.setText("Prøvesen")
    form.number.setText(A_NUMBER)
    form.submit()
    qtbot.waitUntil(lambda: form.main.text() == "Register anyway")
    assert "2026/00001" in form.same.text.text()
    assert "Kari" not in form.same.text.text()
