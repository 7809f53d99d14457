"""What was being typed into any form comes back after a crash, and asks before it wins."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services import case_card, editing
from hjemveien.services.wishes import EditRecord
from tests.databases import PASSPHRASE
from tests.services import making
from tests.services.making import new_case
from tests.ui.together.windows import Sitter, sitting
from ui.case.application import ApplicationDialog
from ui.case.conflict import ConflictDialog
from ui.case.decide import DecisionDialog
from ui.case.move import MoveDialog
from ui.case.prioritise import PriorityDialog
from ui.case.register import RegisterDialog


@pytest.fixture
def sitter(local_database: Database, tmp_path: Path, qtbot: QtBot) -> Iterator[Sitter]:
    place = str(local_database.path)
    with sitting(place, "Kari Test", tmp_path / "kari", qtbot, PASSPHRASE) as somebody:
        yield somebody


def crash(sitter: Sitter, dialog: QDialog, qtbot: QtBot) -> None:
    """Once its draft is kept the dialog is gone, without anybody having closed it."""
    sitter.until(lambda: "Draft saved" in dialog.draft._state.text())  # type: ignore[attr-defined]
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()


def test_half_a_decision_comes_back_with_half_a_date(
    sitter: Sitter, local_database: Database, qtbot: QtBot
) -> None:
    sitter.open_case(new_case(local_database))
    sitter.panel.decisions.decide()
    first = sitter.dialog(DecisionDialog)
    first.outcome.set_value("granted")
    first.day.setText("23.1")
    first.reasons.setText("Vilkårene er")
    crash(sitter, first, qtbot)
    sitter.panel.decisions.decide()
    again = sitter.dialog(DecisionDialog)
    sitter.until(lambda: again.reasons.text() == "Vilkårene er")
    assert again.outcome.value() == "granted"
    assert again.day.text() == "23.1"


def test_a_cancelled_form_begins_anew(
    sitter: Sitter, local_database: Database, qtbot: QtBot
) -> None:
    sitter.open_case(new_case(local_database))
    sitter.panel.decisions.prioritise()
    first = sitter.dialog(PriorityDialog)
    first.reason.setText("Angrer")
    sitter.until(lambda: "Draft saved" in first.draft._state.text())
    with qtbot.waitSignal(first.destroyed):
        first.reject()
    sitter.panel.decisions.prioritise()
    again = sitter.dialog(PriorityDialog)
    sitter.until(lambda: not sitter.work.busy())
    assert again.reason.text() == ""


def test_ticks_come_back_too(sitter: Sitter, local_database: Database, qtbot: QtBot) -> None:
    sitter.open_case(new_case(local_database))
    sitter.panel.decisions.prioritise()
    first = sitter.dialog(PriorityDialog)
    code = next(iter(first.factors))
    first.factors[code].setChecked(True)
    crash(sitter, first, qtbot)
    sitter.panel.decisions.prioritise()
    again = sitter.dialog(PriorityDialog)
    sitter.until(again.factors[code].isChecked)


def test_a_saved_form_leaves_no_draft(
    sitter: Sitter, local_database: Database, qtbot: QtBot
) -> None:
    sitter.open_case(new_case(local_database))
    sitter.panel.next_step()
    move = sitter.dialog(MoveDialog)
    move.reason.setText("Komplett")
    sitter.until(lambda: "Draft saved" in move.draft._state.text())
    with qtbot.waitSignal(move.destroyed):
        move.submit()
    sitter.panel.change_stage()
    again = sitter.dialog(MoveDialog)
    sitter.until(lambda: not sitter.work.busy())
    assert again.reason.text() == ""


def test_a_new_application_is_kept_though_it_was_cancelled(sitter: Sitter, qtbot: QtBot) -> None:
    sitter.page.register()
    first = sitter.dialog(RegisterDialog)
    first.given.setText("Solv")
    first.child_count.setValue(2)
    sitter.until(lambda: "Draft saved" in first.draft._state.text())
    with qtbot.waitSignal(first.destroyed):
        first.reject()
    sitter.page.register()
    again = sitter.dialog(RegisterDialog)
    sitter.until(lambda: again.given.text() == "Solv")
    assert again.child_count.value() == 2
    again.surname.setText("Prøvesen")
    again.submit()
    sitter.until(lambda: sitter.panel.card() is not None)
    sitter.page.register()
    third = sitter.dialog(RegisterDialog)
    sitter.until(lambda: not sitter.work.busy())
    assert third.given.text() == ""


def test_an_edit_that_comes_back_asks_about_what_was_saved_meanwhile(
    sitter: Sitter, local_database: Database, qtbot: QtBot
) -> None:
    case_id = new_case(local_database)
    sitter.open_case(case_id)
    sitter.panel.overview.edit_button.click()
    first = sitter.dialog(ApplicationDialog)
    first.reason.setText("Min grunn")
    crash(sitter, first, qtbot)
    somebody_edits(local_database, case_id)
    sitter.until(lambda: sitter.panel.card().application.reason == "Deres grunn")  # type: ignore[union-attr]
    sitter.panel.overview.edit_button.click()
    again = sitter.dialog(ApplicationDialog)
    sitter.until(lambda: again.reason.text() == "Min grunn")
    again.submit()
    conflict = sitter.dialog(ConflictDialog)
    _name, mine = conflict._mine[0]
    assert mine.text() == "Yours: Min grunn"
    mine.setChecked(True)
    conflict.submit()
    sitter.until(lambda: sitter.panel.card().application.reason == "Min grunn")  # type: ignore[union-attr]


def somebody_edits(database: Database, case_id: UUID) -> None:
    with database.reading() as session:
        seen = case_card.show_case(session, case_id).application
    assert seen is not None
    wish = EditRecord(
        "application", seen.application_id, case_id, seen.version, {"reason": "Deres grunn"}, {}
    )
    with making.writing(database, "Siv Annen") as session:
        editing.edit_record(session, wish)


def test_half_a_task_and_half_a_note_belong_to_their_case(
    sitter: Sitter, local_database: Database
) -> None:
    first, other = new_case(local_database, "En"), new_case(local_database, "To")
    sitter.open_case(first)
    sitter.panel.tasks.title.setText("Ring")
    sitter.panel.overview.note.setText("Halvt")
    sitter.open_case(other)
    sitter.until(lambda: sitter.panel.tasks.card.case_id == other)  # type: ignore[union-attr]
    assert sitter.panel.tasks.title.text() == ""
    sitter.open_case(first)
    sitter.until(lambda: sitter.panel.tasks.title.text() == "Ring")
    sitter.until(lambda: sitter.panel.overview.note.text() == "Halvt")
    sitter.panel.tasks.add_button.click()
    sitter.until(lambda: sitter.panel.card().tasks)  # type: ignore[union-attr]
    sitter.until(lambda: sitter.panel.tasks.title.text() == "")


def test_what_is_typed_in_the_last_second_is_kept_when_the_window_closes(
    local_database: Database, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id, place = new_case(local_database), str(local_database.path)
    with sitting(place, "Kari Test", tmp_path / "a", qtbot, PASSPHRASE) as somebody:
        somebody.open_case(case_id)
        somebody.until(lambda: not somebody.work.busy())
        somebody.panel.overview.note.setText("I siste sekund")
    with sitting(place, "Kari Test", tmp_path / "a", qtbot, PASSPHRASE) as somebody:
        somebody.open_case(case_id)
        somebody.until(lambda: somebody.panel.overview.note.text() == "I siste sekund")
