"""Import as it is looked at: numbers that can be read, cells that lead on, pairs to answer."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk import Sit, Until
from tests.ui.reading import said_by
from tests.ui.walk.cut import cut_texts
from tests.ui.walk.findings import described
from ui.intake.row_sheet import RowSheet
from ui.kit import Banner, Tile
from ui.pages.intake import IntakePage
from ui.shell.context import Context, Word
from ui.theme import theme

DATA = Path(__file__).resolve().parents[2] / "data" / "office-a"
FILES = (DATA / "venteliste.xlsx", DATA / "boliger_kobo.csv")
WAIT_MS = 20_000


@pytest.fixture
def page(context: Context, qtbot: QtBot, until: Until) -> IntakePage:
    """The page with an office's own files, understood and not read in."""
    made = IntakePage(context)
    qtbot.addWidget(made)
    theme().wear(made)
    context.work.changed.connect(made.hear)
    made.resize(1200, 820)
    made.show()
    made.arrive()
    made.read(FILES)
    until(made.take_button.isVisible)
    until(lambda: not context.work.busy())
    return made


@pytest.mark.parametrize("zoom", [100, 150])
def test_no_number_of_the_account_is_cut(page: IntakePage, until: Until, zoom: int) -> None:
    theme().set_look("light", zoom)
    page.read(FILES)
    until(lambda: not page.context.work.busy())
    QApplication.processEvents()
    assert page.findChildren(Tile)
    assert not [(described(widget), trouble) for widget, trouble in cut_texts(page)]


def test_the_tab_of_pairs_agrees_with_the_number_before_and_after(
    page: IntakePage, until: Until
) -> None:
    page.tabs.setCurrentWidget(page.suspects)
    until(lambda: "decided here after" in said_by(page.suspects))
    assert "7 cases" in said_by(page.suspects)
    page.take()
    until(lambda: not page.take_button.isVisible())
    page.tabs.setCurrentWidget(page.suspects)
    until(lambda: "is kept and" in said_by(page.suspects))
    assert "decided here after" not in said_by(page.suspects)


def test_which_case_was_kept_is_said(page: IntakePage, until: Until) -> None:
    said: list[Word] = []
    page.context.said.connect(said.append)
    page.take()
    until(lambda: not page.take_button.isVisible())
    page.tabs.setCurrentWidget(page.suspects)
    until(lambda: page.suspects._found)
    first = next(iter(page.suspects._found or ()))
    page.suspects._answer(first, "same")
    until(lambda: "is closed as registered twice" in said[-1].text)
    assert said[-1].text.startswith(first.first.number)


def test_whoever_is_not_cleared_is_told_how_many_households_are_held_back(sit: Sit) -> None:
    desk = sit("Supervisor Test")
    page = IntakePage(desk.context)
    desk.put(page)
    page.read([FILES[0]])
    desk.until(page.take_button.isVisible)
    assert not page.numbers.held_back.isVisible()
    protected = [each for each in page._reading.households if each.protection != "none"]  # type: ignore[union-attr]
    assert protected
    page.take()
    desk.until(lambda: not page.take_button.isVisible())
    assert page.numbers.held_back.text.text().startswith(f"{len(protected)} protected household")
    told = said_by(page.numbers)
    assert not [each for each in protected if each.applicant.surname in told]


def test_a_cell_leads_to_its_row_and_once_read_in_to_the_case(
    page: IntakePage, until: Until, qtbot: QtBot
) -> None:
    asked = next(each for each in page.problems.model.rows() if each.sheet == "Venteliste")
    page.problems.opened.emit(asked)
    sheet = page.findChildren(RowSheet)[0]
    assert f"row {asked.row}" in sheet.title.text()
    assert asked.saw in said_by(sheet)
    sheet.accept()
    page.take()
    until(lambda: not page.take_button.isVisible())
    with qtbot.waitSignal(page.context.went, timeout=WAIT_MS) as went:
        page.tabs.setCurrentWidget(page.problems)
        page.problems.table.select_id(id(asked))
        page.problems.opened.emit(asked)
    assert went.args[0] == "cases"


def test_a_row_of_somebody_protected_is_not_repeated(page: IntakePage) -> None:
    reading = page._reading
    assert reading is not None
    keys = {each.key for each in reading.households if each.protection != "none"}
    page.problems.show_only("ask")
    shown = [each for each in page.problems.model.rows() if each.household in keys]
    assert shown
    assert {each.saw for each in shown} == {"Protected"}
    page._open_cell(shown[0])
    assert "look in the file itself" in said_by(page.findChildren(RowSheet)[0])


def test_a_column_that_loses_its_meaning_to_another_is_told(page: IntakePage, until: Until) -> None:
    page.tabs.setCurrentWidget(page.columns_view)
    page.columns_view._choose("Gml. ref", "identity")
    until(lambda: shown_banners(page))
    banner = shown_banners(page)[0]
    assert "“Fødselsnr” is not read any more: “Gml. ref”" in banner.text.text()
    banner.action.click()
    until(lambda: "is not read any more" not in said_by(page.columns_view))


def shown_banners(page: IntakePage) -> list[Banner]:
    return [each for each in page.columns_view.findChildren(Banner) if each.isVisible()]


def test_files_that_speak_for_no_day_are_not_read_in(page: IntakePage, until: Until) -> None:
    page.day.setText("tull")
    page.day.returnPressed.emit()
    assert page.as_of.error()
    assert not page.take_button.isEnabled()
    page.take()
    assert not page.context.work.busy()
    page.day.setText("27.2.2026")
    page.day.returnPressed.emit()
    until(page.take_button.isEnabled)
    assert not page.as_of.error()
