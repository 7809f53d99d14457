"""What goes across cases is written before it is read, and what leaves before it goes."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from hjemveien.persistence.engine import Database
from tests.services import making
from tests.services.homes import dwelling, lease
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit, written
from ui.case.register import RegisterDialog
from ui.pages.cases import CasesPage
from ui.pages.dwellings import DwellingsPage
from ui.pages.intake import IntakePage
from ui.pages.reports import ReportsPage
from ui.pages.statistics import StatisticsPage
from ui.pages.waiting_list import WaitingListPage

DATA = Path(__file__).resolve().parents[2] / "data" / "office-a"


def details(root: Database, action: str) -> list[dict[str, Any]]:
    with root.reading() as session:
        asked = text("SELECT detail FROM access_log WHERE action = :action ORDER BY at")
        return [row[0] for row in session.execute(asked, {"action": action})]


def list_at(desk: Desk, rows: int) -> WaitingListPage:
    page = WaitingListPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() == rows)
    return page


def test_the_waiting_list_is_opened_and_a_print_told_with_its_rows(
    sit: Sit, staffed: StaffedOffice, tmp_path: Path
) -> None:
    for surname in ("En", "To"):
        making.listed_case(staffed.root, surname)
    desk = sit("Caseworker Test")
    page = list_at(desk, 2)
    page.write(tmp_path / "list.pdf")
    desk.until((tmp_path / "list.pdf").exists)
    page.write(tmp_path / "list.xlsx")
    desk.until((tmp_path / "list.xlsx").exists)
    assert written(staffed.root) == [
        ("open_list", "waiting_list"), ("print", "waiting_list"), ("export", "waiting_list"),
    ]  # fmt: skip
    assert details(staffed.root, "print")[0]["rows"] == 2
    assert details(staffed.root, "open_list")[0]["kind"] == "working"


def test_nothing_is_written_to_a_file_that_the_log_was_not_told_of(
    sit: Sit, staffed: StaffedOffice, tmp_path: Path
) -> None:
    making.listed_case(staffed.root, "En")
    desk = sit("Caseworker Test")
    page = list_at(desk, 1)
    with staffed.root.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE staff SET active = false")
    refused: list[object] = []
    desk.context.warned.connect(refused.append)
    page.write(tmp_path / "list.pdf")
    desk.until(lambda: refused)
    assert not (tmp_path / "list.pdf").exists()


def test_copying_one_row_is_nothing_and_several_are_an_export(
    sit: Sit, staffed: StaffedOffice
) -> None:
    for surname in ("En", "To"):
        making.new_case(staffed.root, surname)
    making.new_case(staffed.root, "Hemmelig", protection="strictly_confidential")
    desk = sit("Cleared Test")
    page = CasesPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() == 3)
    page.table.select_first()
    desk.qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().count("\n") == 0
    assert written(staffed.root) == []
    page.table.selectAll()
    desk.qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: QApplication.clipboard().text().count("\n") == 2)
    copied = QApplication.clipboard().text()
    assert "Kari En" in copied
    assert "Protected" in copied
    assert "Hemmelig" not in copied
    assert written(staffed.root) == [("export", "work_list")]
    assert details(staffed.root, "export")[0]["rows"] == 3


def test_the_register_of_dwellings_is_opened_and_what_is_copied_told(
    sit: Sit, staffed: StaffedOffice
) -> None:
    for surname in ("En", "To"):
        case_id = making.listed_case(staffed.root, surname)
        lease(staffed.root, dwelling(staffed.root, let=True), case_id=case_id)
    desk = sit("Caseworker Test")
    page = DwellingsPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() == 2)
    assert written(staffed.root) == [("open_list", "dwellings")]
    page.table.selectAll()
    desk.qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: ("export", "dwellings") in written(staffed.root))
    assert details(staffed.root, "export")[0]["rows"] == 2


def test_a_search_that_has_settled_is_told_with_a_count_and_no_word(
    sit: Sit, staffed: StaffedOffice
) -> None:
    for surname in ("Fjell", "Fjord", "Vik"):
        making.new_case(staffed.root, surname)
    desk = sit("Caseworker Test")
    page = CasesPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() == 3)
    with desk.qtbot.waitSignal(page._settled.timeout, timeout=10_000):
        desk.qtbot.keyClicks(page.search, "fj")
    desk.until(lambda: written(staffed.root))
    assert written(staffed.root) == [("search", "work_list")]
    assert details(staffed.root, "search") == [{"rows": 2}]


def test_opening_a_result_settles_the_search(sit: Sit, staffed: StaffedOffice) -> None:
    making.new_case(staffed.root, "Fjell")
    desk = sit("Caseworker Test")
    page = CasesPage(desk.context)
    desk.put(page)
    desk.qtbot.keyClicks(page.search, "fjell")
    desk.until(page._settled.isActive)
    desk.until(lambda: page.model.rowCount() == 1)
    page.table.select_first()
    desk.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    desk.until(lambda: page.panel.card() is not None)
    assert written(staffed.root) == [("search", "work_list"), ("open_case", "unassigned")]


def test_looking_for_the_same_number_is_a_search_too(sit: Sit, staffed: StaffedOffice) -> None:
    making.new_case(staffed.root, id_number=making.A_NUMBER)
    desk = sit("Caseworker Test")
    page = CasesPage(desk.context)
    desk.put(page)
    page.register()
    form = desk.dialog(page, RegisterDialog)
    form.number.setText(making.A_NUMBER)
    form.number.left.emit()
    desk.until(lambda: not form.same.isHidden())
    desk.until(lambda: written(staffed.root))
    assert written(staffed.root) == [("search", "same_number")]
    form.reject()


def test_figures_and_the_list_behind_a_number_are_read_with_their_purpose(
    sit: Sit, staffed: StaffedOffice, tmp_path: Path
) -> None:
    making.listed_case(staffed.root, "Ny")
    desk = sit("Caseworker Test")
    page = StatisticsPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.blocks.rowCount() > 10)
    page.open_number("On the waiting list", ("waiting_list", "as_of", "total"))
    desk.until(lambda: page.behind_rows.rowCount() == 1)
    page.export(tmp_path / "figures.json")
    desk.until((tmp_path / "figures.json").exists)
    assert [row for row in written(staffed.root) if row[0] != "open_case"] == [
        ("open_list", "statistics"), ("open_list", "behind_number"), ("export", "statistics"),
    ]  # fmt: skip


def test_the_role_statistics_sees_counts_and_no_list(
    sit: Sit, staffed: StaffedOffice, tmp_path: Path
) -> None:
    making.listed_case(staffed.root, "Ny")
    desk = sit("Statistics Test")
    page = StatisticsPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.blocks.rowCount() == 9)
    page.open_number("x", ("by_stage", "venteliste"))
    assert not page.behind_list.isVisible()
    page.export(tmp_path / "figures.xlsx")
    desk.until((tmp_path / "figures.xlsx").exists)
    assert written(staffed.root) == [("export", "statistics")]


def test_a_report_is_read_saved_and_printed_by_the_log(
    sit: Sit, staffed: StaffedOffice, tmp_path: Path
) -> None:
    making.listed_case(staffed.root, "Ny")
    desk = sit("Caseworker Test")
    page = ReportsPage(desk.context)
    desk.put(page)
    desk.until(page.pdf)
    page.save(tmp_path / "list.pdf")
    desk.until((tmp_path / "list.pdf").exists)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.outlet.print_on(printer)
    desk.until((tmp_path / "printed.pdf").exists)
    assert written(staffed.root) == [
        ("open_list", "report"), ("export", "waiting_list"), ("print", "waiting_list"),
    ]  # fmt: skip
    assert details(staffed.root, "print")[0]["rows"] == 1


@pytest.mark.parametrize("who", ["Supervisor Test", "Cleared Test"])
def test_an_import_is_opened_by_a_supervisor_and_refused_to_others(
    sit: Sit, staffed: StaffedOffice, who: str
) -> None:
    desk = sit(who)
    page = IntakePage(desk.context)
    desk.put(page)
    page.read([DATA / "venteliste.xlsx"])
    desk.until(lambda: page.take_button.isVisible() or not page.refusal.isHidden())
    if who == "Cleared Test":
        assert written(staffed.root) == []
        return
    page.take_button.click()
    desk.until(lambda: not page.take_button.isVisible())
    page.tabs.setCurrentWidget(page.suspects)
    desk.until(lambda: ("open_wide", "duplicates") in written(staffed.root))
    assert ("open_wide", "import") in written(staffed.root)
