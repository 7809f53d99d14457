"""Kept filters and recently opened cases, on the rail and above the list, as people meet them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services.case_filter import CaseFilter
from hjemveien.services.change import Change
from tests.services.making import TODAY, new_case
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit, Until
from tests.ui.reading import said_by
from ui.pages.cases import CasesPage
from ui.shell.context import Context, Word
from ui.shell.rail import RailButton
from ui.shell.rail_lists import RailLists, count_text
from ui.shell.window import MainWindow
from ui.worklist.kept import KeepSheet

WAIT_MS = 20_000


@pytest.fixture
def window(context: Context, local_database: Database, qtbot: QtBot, until: Until) -> MainWindow:
    for surname in ("En", "To"):
        new_case(local_database, surname, received_on=TODAY - timedelta(days=3))
    return furnished(context, qtbot, until)


def furnished(context: Context, qtbot: QtBot, until: Until) -> MainWindow:
    made = MainWindow(context.settings)
    made.furnish(context)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    made.show_page("cases")
    page = page_of(made)
    until(lambda: page.model.total is not None)
    return made


def page_of(window: MainWindow) -> CasesPage:
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    return page


def lists_of(window: MainWindow) -> RailLists:
    return window.shell.rail_lists


def shown(window: MainWindow) -> dict[str, str]:
    """What stands on the rail below the pages, and its count."""
    buttons = window.rail.findChildren(RailButton)
    return {each._title: each._count for each in buttons if each not in pages(window)}


def pages(window: MainWindow) -> list[RailButton]:
    return list(window.rail._buttons.values())


def keep(window: MainWindow, until: Until, name: str, **wanted: object) -> None:
    """Filter, save under a name, and wait until it stands on the rail."""
    page = page_of(window)
    page._refilter(CaseFilter(include_closed=False, **wanted))  # type: ignore[arg-type]
    page._keep()
    sheet = next(each for each in window.findChildren(KeepSheet) if each.isVisible())
    sheet.name.setText(name)
    sheet.submit()
    until(lambda: shown(window).get(name))


def test_a_kept_filter_stands_on_the_rail_with_its_count_and_shows_its_list(
    window: MainWindow, until: Until, local_database: Database
) -> None:
    keep(window, until, "Alle nye", stages=("soknad",))
    assert shown(window) == {"Alle nye": "2"}
    page = page_of(window)
    page._clear()
    until(lambda: page.chips.chips() == ())
    lists_of(window).button_of(lists_of(window).views[0].view_id).click()
    until(lambda: [chip.text().strip() for chip in page.chips.chips()] == ["Stage: Application"])
    new_case(local_database, "Tre")
    window.context.work.changed.emit(Change(frozenset({"case"})))
    until(lambda: shown(window) == {"Alle nye": "3"})


def test_it_is_renamed_and_removed_from_its_menu_and_comes_back(
    window: MainWindow, until: Until
) -> None:
    said: list[Word] = []
    window.context.said.connect(said.append)
    keep(window, until, "Først")
    button = lists_of(window).button_of(lists_of(window).views[0].view_id)
    QTest.keyClick(button, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    choose(button.menu_of_choices, "Change the name …")
    sheet = next(each for each in window.findChildren(KeepSheet) if each.isVisible())
    assert sheet.name.text() == "Først"
    sheet.name.setText("Etterpå")
    sheet.submit()
    until(lambda: "Etterpå" in shown(window))
    renamed = said[-1].run
    assert renamed is not None
    renamed()
    until(lambda: "Først" in shown(window))
    keep_again(window, until, "Etterpå")
    menu = page_of(window).keep_button.menu()
    page_of(window)._show_kept(lists_of(window).views[0])
    menu.aboutToShow.emit()
    choose(menu, "Remove “Etterpå”")
    until(lambda: shown(window) == {})
    undo = said[-1].run
    assert undo is not None
    undo()
    until(lambda: "Etterpå" in shown(window))


def keep_again(window: MainWindow, until: Until, name: str) -> None:
    """Give the one kept filter another name."""
    lists = lists_of(window)
    KeepSheet(window.context, window, lists.views[0].shown, lists.views[0]).open()
    sheet = next(each for each in window.findChildren(KeepSheet) if each.isVisible())
    sheet.name.setText(name)
    sheet.submit()
    until(lambda: name in shown(window))


def choose(menu: QMenu, wanted: str) -> None:
    next(action for action in menu.actions() if action.text() == wanted).trigger()
    menu.close()


def test_a_taken_name_is_said_under_the_field(window: MainWindow, until: Until) -> None:
    keep(window, until, "Mitt")
    page = page_of(window)
    page._keep()
    sheet = next(each for each in window.findChildren(KeepSheet) if each.isVisible())
    sheet.name.setText("Mitt")
    sheet.submit()
    until(lambda: "taken" in said_by(sheet))
    sheet.reject()


def test_the_palette_and_a_menu_find_it_by_its_name(window: MainWindow, until: Until) -> None:
    keep(window, until, "Alle nye", stages=("soknad",))
    page = page_of(window)
    page._clear()
    view = lists_of(window).views[0]
    assert window.registry.run(f"filter.{view.view_id}")
    until(lambda: len(page.chips.chips()) == 1)


def test_what_is_shown_now_takes_the_kept_filters_place(window: MainWindow, until: Until) -> None:
    keep(window, until, "Mitt")
    page = page_of(window)
    page.arrive(lists_of(window).views[0])
    page._refilter(CaseFilter(deadlines=("none",), include_closed=False))
    menu = page.keep_button.menu()
    menu.aboutToShow.emit()
    choose(menu, "Let “Mitt” be what is shown now")
    until(lambda: lists_of(window).views[0].shown.wanted.deadlines == ("none",))


def test_an_opened_case_is_found_again_on_the_rail(
    window: MainWindow, until: Until, local_database: Database
) -> None:
    del local_database
    page = page_of(window)
    until(lambda: page.model.rowCount() == 2)
    page._opened(page.model.row(1))
    name = page.model.row(1).name
    until(lambda: name in shown(window))
    assert name not in str(window.context.settings.__dict__)


def test_somebody_protected_is_never_on_the_rail(
    window: MainWindow, until: Until, local_database: Database
) -> None:
    hidden = new_case(local_database, "Skjulesen", protection="confidential")
    page = page_of(window)
    page.arrive(hidden)
    until(lambda: page.panel.case_id() == hidden)
    until(lambda: page.model.total == 3)
    plain = next(row for row in page.model.rows() if not row.protected)
    page._opened(plain)
    until(lambda: shown(window) == {plain.name: ""})


def test_with_a_visitor_here_the_opened_are_numbers(window: MainWindow, until: Until) -> None:
    page = page_of(window)
    until(lambda: page.model.rowCount() == 2)
    case = page.model.row(0)
    page._opened(case)
    until(lambda: case.name in shown(window))
    window.shell.receive_visitor()
    until(lambda: shown(window) == {case.number: ""})


def test_a_large_count_is_told_to_be_more() -> None:
    assert count_text(999) == "999"
    assert count_text(1000) == "999+"


def test_a_long_name_is_cut_and_told_whole(window: MainWindow, until: Until) -> None:
    keep(window, until, "Barnefamilier som venter på tilrettelagt bolig i sentrum")
    button = lists_of(window).button_of(lists_of(window).views[0].view_id)
    until(lambda: button.text().endswith("…"))  # once it has its place
    assert button.toolTip() == "Barnefamilier som venter på tilrettelagt bolig i sentrum"


def desk_window(desk: Desk) -> MainWindow:
    return furnished(desk.context, desk.qtbot, desk.until)


def test_in_a_shared_office_a_supervisor_keeps_for_all(sit: Sit, staffed: StaffedOffice) -> None:
    new_case(staffed.root, "En")
    lead = sit("Supervisor Test")
    at_lead = desk_window(lead)
    page = page_of(at_lead)
    page._keep()
    sheet = next(each for each in at_lead.findChildren(KeepSheet) if each.isVisible())
    sheet.name.setText("Hele kontorets")
    sheet.for_all.setChecked(True)
    sheet.submit()
    lead.until(lambda: shown(at_lead).get("Hele kontorets"))
    kari = sit("Caseworker Test")
    at_kari = desk_window(kari)
    kari.until(lambda: shown(at_kari).get("Hele kontorets") == "1")
    button = lists_of(at_kari).button_of(lists_of(at_kari).views[0].view_id)
    QTest.keyClick(button, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert [each.text() for each in button.menu_of_choices.actions()] == ["Show it"]
    button.menu_of_choices.close()
    page_of(at_kari)._keep()
    hers = next(each for each in at_kari.findChildren(KeepSheet) if each.isVisible())
    assert hers.for_all.isHidden()
    hers.reject()
