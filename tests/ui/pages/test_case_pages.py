"""The pages as a caseworker meets them: on a real encrypted office, with another person in it."""

from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.persistence.watch import watch
from hjemveien.services import case_card, changes, editing, moves
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import EditRecord, MoveCase
from tests.services import making
from tests.services.making import listed_case, new_case
from tests.ui.desk import Until
from tests.ui.reading import said_by
from ui.case.application import ApplicationDialog
from ui.case.conflict import ConflictDialog
from ui.case.decide import DecisionDialog
from ui.case.move import MoveDialog
from ui.case.overview import EVENTS
from ui.case.prioritise import PriorityDialog
from ui.case.register import RegisterDialog
from ui.kit import ComboField
from ui.pages.cases import CasesPage
from ui.pages.intake import IntakePage
from ui.pages.reports import ReportsPage
from ui.pages.statistics import StatisticsPage
from ui.pages.waiting_list import WaitingListPage
from ui.shell.context import Context, Word
from ui.shell.page import Page
from ui.theme import theme
from ui.work import Session, Work

DATA = Path(__file__).resolve().parents[2] / "data" / "office-a"
WAIT_MS = 20_000
D = TypeVar("D", bound=QDialog)


def put(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    theme().wear(page)
    page.context.work.changed.connect(page.hear)
    page.resize(1200, 760)
    page.show()
    page.arrive()


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> CasesPage:
    made = CasesPage(context)
    put(made, qtbot)
    return made


def opened(page: CasesPage, case_id: UUID, until: Until) -> CaseCard:
    page.arrive(case_id)
    until(lambda: page.panel.card() is not None)
    card = page.panel.card()
    assert card is not None
    return card


def dialog(page: QWidget, kind: type[D]) -> D:
    return next(found for found in page.window().findChildren(kind) if found.isVisible())


def test_an_empty_office_says_why_and_offers_one_action(page: CasesPage, until: Until) -> None:
    until(lambda: page.model.total == 0)
    assert page.table.rows_model.rowCount() == 0


def test_the_list_filters_as_one_types(
    page: CasesPage, local_database: Database, until: Until, qtbot: QtBot
) -> None:
    for surname in ("Fjell", "Fjord", "Vik"):
        new_case(local_database, surname)
    page.arrive()
    until(lambda: page.model.rowCount() == 3)
    qtbot.keyClicks(page.search, "fjo")
    until(lambda: page.model.rowCount() == 1)
    assert page.model.row(0).name == "Kari Fjord"


def test_an_arrow_shows_the_register_and_enter_opens_the_content(
    page: CasesPage, local_database: Database, until: Until, qtbot: QtBot
) -> None:
    new_case(local_database)
    page.arrive()
    until(lambda: page.model.rowCount() == 1)
    page.table.select_first()
    assert page.panel.card() is None
    assert page.panel.preview_name.text() == "Kari Prøvesen"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    until(lambda: page.panel.card() is not None)


def test_a_refused_move_stays_open_with_its_words_and_what_was_typed(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    opened(page, new_case(local_database), until)
    page.panel.change_stage()
    move = dialog(page, MoveDialog)
    move.stage.set_value("venteliste")
    move.reason.setText("Haster")
    move.submit()
    until(lambda: not move.refusal.isHidden())
    assert "positive decision" in move.refusal.text.text()
    assert move.reason.text() == "Haster"
    move.leave()
    page.panel.change_stage()
    again = dialog(page, MoveDialog)
    until(lambda: again.reason.text() == "Haster")
    again.reject()


def test_what_was_begun_for_one_stage_is_not_given_to_another(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    opened(page, new_case(local_database), until)
    page.panel.change_stage()
    move = dialog(page, MoveDialog)
    move.stage.set_value("innflytting")
    move.reason.setText("Flytter inn")
    move.leave()
    page.panel.next_step()
    following = dialog(page, MoveDialog)
    until(lambda: not page.context.work.busy())
    assert (following.stage.value(), following.reason.text()) == ("kartlegging", "")
    following.reject()


def test_a_task_is_added_from_the_field_of_its_day(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    opened(page, new_case(local_database), until)
    tasks = page.panel.tasks
    tasks.title.setText("Ring søker")
    tasks.due.setText("i mårra")
    tasks.due.returnPressed.emit()
    assert tasks.due_field.error()
    tasks.due.setText("i morgen")
    tasks.due.returnPressed.emit()
    until(lambda: [task.title for task in shown(page).tasks] == ["Ring søker"])
    assert not tasks.due_field.error()


def shown(page: CasesPage) -> CaseCard:
    card = page.panel.card()
    assert card is not None
    return card


def test_a_move_can_be_undone(
    page: CasesPage, context: Context, local_database: Database, until: Until
) -> None:
    said: list[Word] = []
    context.said.connect(said.append)
    opened(page, new_case(local_database), until)
    page.panel.next_step()
    move = dialog(page, MoveDialog)
    move.reason.setText("Komplett")
    move.submit()
    until(lambda: page.panel.card().stage == "kartlegging")  # type: ignore[union-attr]
    undo = said[-1].run
    assert undo is not None
    undo()
    until(lambda: page.panel.card().stage == "soknad")  # type: ignore[union-attr]


def test_half_a_note_is_there_again_after_another_case(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    first, other = new_case(local_database, "En"), new_case(local_database, "To")
    opened(page, first, until)
    page.panel.overview.note.setText("Halvferdig tanke")
    opened(page, other, until)
    until(lambda: page.panel.overview.card.case_id == other)  # type: ignore[union-attr]
    assert page.panel.overview.note.text() == ""
    page.arrive(first)
    until(lambda: page.panel.overview.note.text() == "Halvferdig tanke")


def test_the_journal_shows_the_kind_that_is_chosen(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    opened(page, new_case(local_database), until)
    overview = page.panel.overview
    overview.note.setText("Ringte tilbake.")
    overview.kind.set_value("phone")
    overview.save_button.click()
    until(lambda: "Ringte tilbake." in said_by(overview.journal))
    everything = said_by(overview.journal)
    choose(overview.journal_kind, "phone")
    assert said_by(overview.journal).count("Ringte tilbake.") == 1
    assert len(said_by(overview.journal)) < len(everything)
    choose(overview.journal_kind, "meeting")
    assert "Ringte" not in said_by(overview.journal)
    choose(overview.journal_kind, EVENTS)
    assert "Ringte" not in said_by(overview.journal)
    assert said_by(overview.journal).strip()
    choose(overview.journal_kind, None)
    assert said_by(overview.journal) == everything


def choose(field: ComboField, value: object) -> None:
    field.set_value(value)
    field.chosen.emit(value)


def test_a_saved_note_leaves_the_field_empty(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    opened(page, new_case(local_database), until)
    page.panel.overview.note.setText("Avtalt besøk")
    page.panel.overview.save_button.click()
    until(lambda: page.panel.overview.note.text() == "")
    until(lambda: any(e.text == "Avtalt besøk" for e in page.panel.card().journal))  # type: ignore[union-attr]


def test_a_class_without_a_reason_is_asked_for_one(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    opened(page, new_case(local_database), until)
    page.panel.decisions.prioritise()
    priority = dialog(page, PriorityDialog)
    priority.chosen.set_value(1)
    priority.submit()
    assert "Reason" in priority.fields["reason"].error()
    priority.reject()


def test_a_decision_lacking_its_basis_points_at_the_field(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    opened(page, new_case(local_database), until)
    page.panel.decisions.decide()
    decision = dialog(page, DecisionDialog)
    decision.outcome.set_value("refused")
    decision.reasons.setText("Vilkårene er ikke oppfylt")
    decision.submit()
    assert decision.fields["legal_basis"].error()
    assert decision.reasons.text() == "Vilkårene er ikke oppfylt"
    decision.reject()


def test_two_people_on_one_field_are_shown_both_values(
    page: CasesPage, context: Context, local_database: Database, until: Until
) -> None:
    card = opened(page, new_case(local_database), until)
    assert card.application is not None
    form = ApplicationDialog(context, card, page)
    form.open()
    form.reason.setText("Min grunn")
    seen = card.application
    other = EditRecord(
        "application", seen.application_id, card.case_id, seen.version,
        {"reason": "Hennes grunn"}, {"reason": seen.reason},
    )  # fmt: skip
    with making.writing(local_database, "Siv Først") as session:
        editing.edit_record(session, other)
    form.submit()
    until(lambda: form.findChildren(ConflictDialog))
    conflict = form.findChildren(ConflictDialog)[0]
    name, mine = conflict._mine[0]
    assert (name, mine.text()) == ("reason", "Yours: Min grunn")
    mine.setChecked(True)
    conflict.submit()
    until(lambda: page.panel.card().application.reason == "Min grunn")  # type: ignore[union-attr]


def test_another_windows_change_appears_by_itself(
    page: CasesPage, context: Context, local_database: Database, until: Until
) -> None:
    case_id = new_case(local_database)
    opened(page, case_id, until)
    asked = []

    def news(session: Session, token: int | None) -> tuple[Change | None, int]:
        asked.append(token)
        if token is None:
            return None, changes.now_token(session)
        found = changes.changes_since(session, token)
        return found.change, found.token

    context.work.watch(watch(local_database).wait, news)
    until(lambda: asked)
    with making.writing(local_database, "Siv Annen") as session:
        moves.move_case(session, MoveCase(case_id, "kartlegging", "Fra det andre vinduet"))
    until(lambda: page.panel.card().stage == "kartlegging")  # type: ignore[union-attr]


def test_a_new_application_points_at_what_is_missing_and_is_registered(
    page: CasesPage, until: Until
) -> None:
    page.register()
    form = dialog(page, RegisterDialog)
    form.received.set_day(making.TODAY + timedelta(days=400))
    form.submit()
    assert form.fields["given_name"].error()
    assert form.fields["received_on"].error()
    form.given.setText("Solveig")
    form.surname.setText("Prøvesen")
    form.received.set_day(making.TODAY)
    form.submit()
    until(lambda: page.panel.card() is not None)
    card = page.panel.card()
    assert card is not None
    assert card.members[0].name == "Solveig Prøvesen"


def test_a_protected_household_is_called_that_until_somebody_asks(
    page: CasesPage, local_database: Database, until: Until
) -> None:
    case_id = new_case(local_database, "Hemmelig", protection="strictly_confidential")
    opened(page, case_id, until)
    assert page.panel.name.text() == "Protected"
    said = [label.text() for label in page.panel.household.findChildren(QLabel)]
    assert not [text for text in said if "Hemmelig" in text]


def test_the_two_waiting_lists_are_a_click_apart(
    context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    listed_case(local_database, "Ny", priority_class=1)
    listed_case(local_database, "Bytte", lived_in_municipal=True)
    listing = WaitingListPage(context)
    put(listing, qtbot)
    until(lambda: listing.model.rowCount() == 2)
    listing.kostra.click()
    until(lambda: listing.model.rowCount() == 1)
    assert not listing.left_out.isHidden()


def test_the_preview_is_what_is_saved(
    context: Context, local_database: Database, qtbot: QtBot, until: Until, tmp_path: Path
) -> None:
    listed_case(local_database)
    reports = ReportsPage(context)
    put(reports, qtbot)
    until(reports.pdf)
    reports.save(tmp_path / "list.pdf")
    until((tmp_path / "list.pdf").exists)
    assert (tmp_path / "list.pdf").read_bytes() == reports.pdf()


def test_a_number_opens_the_list_behind_it(
    context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    listed_case(local_database, "Ny")
    figures = StatisticsPage(context)
    put(figures, qtbot)
    until(lambda: figures.blocks.rowCount() > 10)
    figures.open_number("På venteliste", ("waiting_list", "as_of", "total"))
    until(lambda: figures.behind_rows.rowCount() == 1)
    assert figures.behind_rows.row(0).title == "Kari Ny"


def test_files_are_looked_at_before_anything_is_written(
    context: Context, local_database: Database, qtbot: QtBot, until: Until
) -> None:
    intake = IntakePage(context)
    put(intake, qtbot)
    intake.read([DATA / "venteliste.xlsx"])
    until(intake.take_button.isVisible)
    with local_database.reading() as session:
        assert changes.now_token(session) == 0
    intake.take_button.click()
    until(lambda: not intake.take_button.isVisible())
    intake.read([DATA / "venteliste.xlsx"])
    until(lambda: "before" in intake.note.text())


def test_a_broken_file_is_refused_in_one_sentence(
    context: Context, qtbot: QtBot, until: Until, tmp_path: Path
) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    intake = IntakePage(context)
    put(intake, qtbot)
    intake.read([tmp_path / "broken.xlsx"])
    until(lambda: not intake.refusal.isHidden())
    assert "broken.xlsx" in intake.refusal.text.text()


def test_the_case_is_the_same_seen_from_the_service(
    page: CasesPage, local_database: Database, until: Until, work: Work
) -> None:
    case_id = new_case(local_database)
    shown = opened(page, case_id, until)
    with local_database.reading() as session:
        assert case_card.show_case(session, case_id) == shown
    assert not work.busy()
