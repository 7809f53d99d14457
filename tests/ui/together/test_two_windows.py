"""Two people at two windows on one server: each sees what the other does, and is left in peace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services.change import Change
from tests.services.making import new_case
from tests.staffed import PASSWORD, Member, StaffedOffice, staffed_office
from tests.ui.together.windows import Sitter, sitting
from ui.case.application import ApplicationDialog
from ui.case.conflict import ConflictDialog
from ui.case.move import MoveDialog

pytestmark = pytest.mark.slow


@pytest.fixture
def office(shared_database: Database) -> Iterator[StaffedOffice]:
    with staffed_office(shared_database) as found:
        yield found


def url(office: StaffedOffice, member: Member) -> str:
    made = office.root.engine.url.set(username=member.login, password=PASSWORD)
    return made.render_as_string(hide_password=False)


@pytest.fixture
def siv(office: StaffedOffice, tmp_path: Path, qtbot: QtBot) -> Iterator[Sitter]:
    member = office.add("Siv Her", "caseworker")
    with sitting(url(office, member), member.name, tmp_path, qtbot) as somebody:
        yield somebody


@pytest.fixture
def per(office: StaffedOffice, tmp_path: Path, qtbot: QtBot) -> Iterator[Sitter]:
    member = office.add("Per Der", "caseworker")
    with sitting(url(office, member), member.name, tmp_path, qtbot) as somebody:
        yield somebody


def test_who_else_has_the_case_open_is_said_and_reloads_no_list(
    office: StaffedOffice, siv: Sitter, per: Sitter
) -> None:
    case_id = new_case(office.root)
    siv.open_case(case_id)
    siv.until(lambda: siv.page.model.rowCount() == 1 and not siv.work.busy())
    # News comes in order: once Per was seen to come and go, no older news is on its way.
    per.open_case(case_id)
    siv.until(siv.panel.others.isVisible)
    per.window.show_page("waiting_list")
    siv.until(lambda: not siv.panel.others.isVisible() and not siv.work.busy())
    loaded: list[int] = []
    changed: list[Change] = []
    siv.page.model.loaded.connect(lambda: loaded.append(1))
    siv.work.changed.connect(changed.append)
    per.open_case(case_id)
    siv.until(siv.panel.others.isVisible)
    assert siv.panel.others.text() == "Per Der is here too"
    per.until(per.panel.others.isVisible)
    assert per.panel.others.text() == "Siv Her is here too"
    per.window.show_page("waiting_list")
    siv.until(lambda: not siv.panel.others.isVisible())
    assert loaded == []
    assert changed == []


def test_a_window_that_closes_leaves_the_case(
    office: StaffedOffice, siv: Sitter, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = new_case(office.root)
    siv.open_case(case_id)
    member = office.add("Kari Kort", "caseworker")
    with sitting(url(office, member), member.name, tmp_path, qtbot) as kari:
        kari.open_case(case_id)
        siv.until(siv.panel.others.isVisible)
    siv.until(lambda: not siv.panel.others.isVisible())


def test_anothers_change_appears_and_disturbs_nothing(
    office: StaffedOffice, siv: Sitter, per: Sitter
) -> None:
    mine = new_case(office.root, "Min")
    others = [new_case(office.root, f"Annen {number}") for number in range(3)]
    siv.open_case(mine)
    siv.until(lambda: siv.page.model.rowCount() == 4)
    assert siv.page.table.select_id(mine)
    note, search = siv.panel.overview.note, siv.page.search
    note.setText("Halv setning")
    note.moveCursor(QTextCursor.MoveOperation.Start)
    note.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    siv.panel.tasks.title.setText("Ring om")
    search.setFocus()
    per.open_case(mine)
    per.panel.next_step()
    move = per.dialog(MoveDialog)
    move.reason.setText("Komplett")
    move.submit()
    siv.until(lambda: siv.panel.card().stage == "kartlegging")  # type: ignore[union-attr]
    per.open_case(others[0])
    per.panel.overview.note.setText("Et annet sted")
    per.panel.overview.save_button.click()
    per.until(lambda: per.panel.overview.note.text() == "")
    siv.until(lambda: not siv.work.busy())
    assert note.text() == "Halv setning"
    assert note.textCursor().selectedText() == "Halv"
    assert siv.panel.tasks.title.text() == "Ring om"
    chosen = siv.page.table.current_row()
    assert chosen is not None
    assert chosen.case_id == mine
    assert search.hasFocus() or not siv.window.isActiveWindow()


def test_two_edit_one_field_and_both_values_are_shown_with_their_authors(
    office: StaffedOffice, siv: Sitter, per: Sitter
) -> None:
    case_id = new_case(office.root)
    for somebody in (siv, per):
        somebody.open_case(case_id)
        somebody.panel.overview.edit_button.click()
        somebody.dialog(ApplicationDialog)
    first, second = siv.dialog(ApplicationDialog), per.dialog(ApplicationDialog)
    first.reason.setText("Oppsagt")
    first.submit()
    siv.until(lambda: siv.panel.card().application.reason == "Oppsagt")  # type: ignore[union-attr]
    second.reason.setText("Brann")
    second.remark.setText("Ønsker sentrum")
    second.submit()
    asked = per.dialog(ConflictDialog)
    assert asked.isVisible()
    _name, mine = asked._mine[0]
    assert mine.text() == "Yours: Brann"
    asked.submit()
    siv.until(lambda: siv.panel.card().application.note == "Ønsker sentrum")  # type: ignore[union-attr]
    assert siv.panel.card().application.reason == "Oppsagt"  # type: ignore[union-attr]
