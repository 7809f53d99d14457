"""What the office decides about itself, tab by tab, in a real window."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hjemveien.domain.pictures import plain_picture
from hjemveien.domain.refusal import InvalidInput
from hjemveien.persistence.engine import Database
from hjemveien.services import municipality, office_settings, stage_settings
from hjemveien.services.municipality import LOGO_BYTES
from hjemveien.services.office_editing import EditOffice
from tests.services.making import writing
from tests.ui.desk import Desk, Sit
from ui.administration.codes import ChangeCodeSheet, CodeSheet, CodesTab
from ui.administration.letterhead import HeadSheet, LetterHeadTab
from ui.administration.logo import read_logo
from ui.administration.profile import ProfileSheet, ProfileTab
from ui.administration.stages import StageSheet, StagesTab
from ui.administration.tab import AdminTab
from ui.administration.teams import TeamSheet, TeamsTab
from ui.case.conflict import ConflictDialog
from ui.kit import CheckField, SpinField, TextArea, TextField
from ui.pages.administration import AdministrationPage
from ui.shell.context import Context

T = TypeVar("T", bound=AdminTab)


@pytest.fixture
def desk(context: Context, qtbot: QtBot) -> Desk:
    return Desk(context, qtbot)


def tab_at(desk: Desk, kind: type[T]) -> T:
    page = AdministrationPage(desk.context)
    desk.put(page, kind.KEY)
    tab = page.part()
    assert isinstance(tab, kind)
    return tab


def type_into(field: object, text: str) -> None:
    assert isinstance(field, TextField | TextArea)
    field.setText(text)


def test_a_stage_gets_a_title_and_a_target(desk: Desk, local_database: Database) -> None:
    tab = tab_at(desk, StagesTab)
    desk.until(lambda: tab.model.rowCount() == 9)
    tab.table.select_id("venteliste")
    tab.edit()
    sheet = desk.dialog(tab, StageSheet)
    type_into(sheet.fields["en"].field, "In line")
    days = sheet.fields["target_days"].field
    assert isinstance(days, SpinField)
    days.setValue(90)
    with desk.qtbot.waitSignal(sheet.accepted, timeout=20_000):
        sheet.submit()
    desk.until(lambda: "90" in tab.model.cell(tab.model.row_of("venteliste"), 2).text)
    with local_database.reading() as session:
        assert office_settings.stage_targets(session)["venteliste"] == 90


def test_a_target_below_nothing_is_refused_and_not_read_as_another(desk: Desk) -> None:
    tab = tab_at(desk, StagesTab)
    desk.until(lambda: tab.model.rowCount() == 9)
    tab.edit()
    sheet = desk.dialog(tab, StageSheet)
    days = sheet.fields["target_days"].field
    assert isinstance(days, SpinField)
    days.selectAll()
    desk.qtbot.keyClicks(days, "-5")
    sheet.submit()
    assert "from 1 to" in sheet.fields["target_days"].error()
    days.selectAll()
    desk.qtbot.keyClick(days, Qt.Key.Key_Delete)
    assert sheet.fields["target_days"].validate()


def test_a_title_that_is_taken_is_said_under_its_field(desk: Desk) -> None:
    tab = tab_at(desk, StagesTab)
    desk.until(lambda: tab.model.rowCount() == 9)
    tab.edit()
    sheet = desk.dialog(tab, StageSheet)
    type_into(sheet.fields["en"].field, "Waiting list")
    sheet.submit()
    desk.until(lambda: sheet.fields["en"].error())
    assert sheet.summary.isVisible()


def test_two_administrators_are_shown_both_values(desk: Desk, local_database: Database) -> None:
    tab = tab_at(desk, StagesTab)
    desk.until(lambda: tab.model.rowCount() == 9)
    tab.table.select_id("soknad")
    tab.edit()
    sheet = desk.dialog(tab, StageSheet)
    with writing(local_database, "Ola Annen") as session:
        wish = EditOffice("soknad", {"target_days": 10}, {"target_days": 7})
        stage_settings.edit_stage(session, wish)
    days = sheet.fields["target_days"].field
    assert isinstance(days, SpinField)
    days.setValue(5)
    sheet.submit()
    conflict = desk.dialog(sheet, ConflictDialog)
    conflict._mine[0][1].setChecked(True)
    with desk.qtbot.waitSignal(sheet.accepted, timeout=20_000):
        conflict.submit()
    with local_database.reading() as session:
        assert office_settings.stage_targets(session)["soknad"] == 5


def test_a_team_is_made_and_renamed(desk: Desk) -> None:
    tab = tab_at(desk, TeamsTab)
    tab.add()
    sheet = desk.dialog(tab, TeamSheet)
    sheet.submit()
    assert sheet.name_field.error()
    sheet.name.setText("Nord")
    sheet.submit()
    desk.until(lambda: tab.model.rowCount() == 1)
    tab.table.select_first()
    tab.edit()
    sheet = desk.dialog(tab, TeamSheet)
    sheet.name.setText("Team nord")
    sheet.submit()
    desk.until(lambda: tab.model.cell(0, 0).text == "Team nord")


def test_an_open_list_gets_a_code_which_is_then_hidden(desk: Desk) -> None:
    tab = tab_at(desk, CodesTab)
    desk.until(lambda: tab.model.rowCount() == 4)
    tab.add()
    sheet = desk.dialog(tab, CodeSheet)
    type_into(sheet.fields["nb"].field, "I servicetorget")
    sheet.submit()
    desk.until(lambda: tab.model.rowCount() == 5)
    assert tab.table.select_id(tab.model.row(4).code)
    tab.edit()
    change = desk.dialog(tab, ChangeCodeSheet)
    type_into(change.fields["valid_to"].field, "1.1.2026")
    change.submit()
    desk.until(lambda: tab.model.row(4).valid_to is not None)
    assert tab.model.row(4).hidden(desk.context.today())


def test_codes_move_among_each_other(desk: Desk) -> None:
    tab = tab_at(desk, CodesTab)
    desk.until(lambda: tab.model.rowCount() == 4)
    last = tab.model.row(3).code
    tab.table.select_id(last)
    tab.shift(-1)
    desk.until(lambda: tab.model.row(2).code == last)


def test_a_page_built_anew_is_where_it_was(desk: Desk) -> None:
    page = AdministrationPage(desk.context)
    desk.put(page, "codes")
    tab = page.parts["codes"]
    assert isinstance(tab, CodesTab)
    tab.chosen.set_value("groups")
    tab.read()
    desk.until(lambda: tab.model.rowCount() == 8)
    tab.table.select_id("rop")
    again = AdministrationPage(desk.context)
    again.recall(page.remember())
    desk.put(again)
    found = again.part()
    assert isinstance(found, CodesTab)
    desk.until(lambda: found.model.rowCount() == 8)
    row = found.table.current_row()
    assert row is not None
    assert row.code == "rop"


def test_a_list_that_figures_rest_on_is_closed_and_says_why(desk: Desk) -> None:
    tab = tab_at(desk, CodesTab)
    tab.chosen.set_value("groups")
    tab.read()
    desk.until(lambda: tab.model.rowCount() == 8)
    assert not tab.add_button.isVisible()
    assert "KOSTRA" in tab.rests.text.text()


def test_the_municipality_is_named(desk: Desk, local_database: Database) -> None:
    tab = tab_at(desk, ProfileTab)
    tab.edit()
    sheet = desk.dialog(tab, ProfileSheet)
    type_into(sheet.fields["name"].field, "Fjordby kommune")
    type_into(sheet.fields["number"].field, "99")
    sheet.submit()
    assert "four digits" in sheet.fields["number"].error()
    type_into(sheet.fields["number"].field, "9907")
    weighs = sheet.fields["received"].field
    assert isinstance(weighs, CheckField)
    weighs.setChecked(True)
    with desk.qtbot.waitSignal(sheet.accepted, timeout=20_000):
        sheet.submit()
    with local_database.reading() as session:
        shown = municipality.show_profile(session)
    assert (shown.name, shown.number, shown.weigh) == (
        "Fjordby kommune", "9907", frozenset({"received"}),
    )  # fmt: skip


def test_the_letter_head_is_shown_as_it_is_printed(desk: Desk, tmp_path: Path) -> None:
    tab = tab_at(desk, LetterHeadTab)
    tab.edit()
    sheet = desk.dialog(tab, HeadSheet)
    type_into(sheet.fields["address"].field, "Storgata 1\n1707 Fjordby")
    sheet.submit()
    picture = tmp_path / "logo.png"
    QImage(400, 100, QImage.Format.Format_ARGB32).save(str(picture))
    desk.until(lambda: not sheet.isVisible())
    tab.take_logo(picture)
    desk.until(lambda: tab.remove_button.isVisible() and tab.preview.page_count() == 1)
    tab.remove_logo()
    desk.until(lambda: not tab.remove_button.isVisible())


@pytest.mark.parametrize("name", ["logo.png", "logo.svg"])
def test_a_logo_becomes_the_one_kind_that_is_printed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("svg"):
        path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10">'
                        '<rect width="40" height="10" fill="#0B5A70"/></svg>')  # fmt: skip
    else:
        QImage(3000, 800, QImage.Format.Format_RGB32).save(str(path))
    data = read_logo(path)
    picture = plain_picture(data)
    assert picture is not None
    assert len(data) <= LOGO_BYTES
    assert picture.width >= picture.height * 3


@pytest.mark.parametrize(
    "drawn",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://example.org/x.png"/>',
        '<rect style="fill:url(http://example.org/x)"/>',
    ],
)
def test_a_drawing_that_reaches_out_is_refused(tmp_path: Path, drawn: str) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">{drawn}</svg>')
    with pytest.raises(InvalidInput):
        read_logo(path)


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"GIF89a")
    with pytest.raises(InvalidInput):
        read_logo(path)


def test_an_administrator_of_a_shared_office_does_the_same(sit: Sit) -> None:
    desk = sit("Admin Test")
    tab = tab_at(desk, StagesTab)
    desk.until(lambda: tab.model.rowCount() == 9)
    tab.edit()
    sheet = desk.dialog(tab, StageSheet)
    type_into(sheet.fields["en"].field, "First contact")
    with desk.qtbot.waitSignal(sheet.accepted, timeout=20_000):
        sheet.submit()
    desk.until(lambda: tab.model.row(0).words.en == "First contact")
