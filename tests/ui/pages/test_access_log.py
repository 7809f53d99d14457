"""Who has opened a case: in the case itself, and for whoever answers the person it is about."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services.access import OpenCase, open_case
from tests.reports.paper.reading import page_texts
from tests.services import making
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit, written
from ui.case.answer import AnswerSheet
from ui.pages.access_log import AccessLogPage
from ui.pages.cases import CasesPage
from ui.shell.context import Context


def opened_case(office: StaffedOffice, **wish: str) -> UUID:
    """A case that the supervisor has and the caseworker has opened."""
    worker = office.members["Supervisor Test"].staff_id
    case_id = making.new_case(office.root, caseworker_id=worker, **wish)
    with office.as_(office.members["Caseworker Test"]).writing("x", datetime.now(UTC)) as session:
        open_case(session, OpenCase(case_id, "cover", "Ferie"))
    return case_id


def number_of(office: StaffedOffice, case_id: UUID) -> str:
    from hjemveien.persistence.tables import CaseFile

    with office.root.reading() as session:
        return session.get_one(CaseFile, case_id).number


def test_a_case_tells_who_has_opened_it_and_why(sit: Sit, staffed: StaffedOffice) -> None:
    case_id = opened_case(staffed)
    desk = sit("Supervisor Test")
    page = CasesPage(desk.context)
    desk.put(page, case_id)
    desk.until(lambda: page.panel.card() is not None)
    page.panel.tabs.setCurrentWidget(page.panel.access)
    desk.until(lambda: page.panel.access.model.rowCount() == 3)
    rows = [
        [page.panel.access.model.cell(row, column).whole() for column in range(3)]
        for row in range(3)
    ]
    assert rows[0][0].startswith("Supervisor Test, ")
    assert rows[0][1:] == ["Opened", "Own case"]
    assert rows[1][0].startswith("Caseworker Test, ")
    assert rows[1][1:] == ["Opened", "I cover for the caseworker: Ferie"]


def test_the_answer_is_made_from_the_case_and_told_when_it_goes(
    sit: Sit, staffed: StaffedOffice, tmp_path: Path
) -> None:
    case_id = opened_case(staffed)
    desk = sit("Supervisor Test")
    page = CasesPage(desk.context)
    desk.put(page, case_id)
    desk.until(lambda: page.panel.card() is not None)
    page.panel.tabs.setCurrentWidget(page.panel.access)
    desk.until(lambda: page.panel.access.model.rowCount() == 3)
    page.panel.access.tell()
    sheet = desk.dialog(page, AnswerSheet)
    desk.until(lambda: sheet.answer.outlet.paper is not None)
    sheet.answer.outlet.save(tmp_path / "answer.pdf")
    desk.until((tmp_path / "answer.pdf").exists)
    told = "".join(page_texts((tmp_path / "answer.pdf").read_bytes()))
    assert "Caseworker Test, caseworker" in told
    assert written(staffed.root)[-1] == ("export", "access_log")
    sheet.reject()


def test_the_reader_of_the_log_finds_a_case_by_its_number_and_is_written_down(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = opened_case(staffed)
    desk = sit("Logreader Test")
    page = AccessLogPage(desk.context)
    desk.put(page)
    page.words.setText(number_of(staffed, case_id))
    page.look_up()
    desk.until(lambda: page.model.rowCount() == 2)
    desk.until(lambda: page.answer.outlet.paper is not None)
    assert written(staffed.root)[-1] == ("search", "access_log")
    assert number_of(staffed, case_id) not in page.answer.outlet.paper.name  # type: ignore[union-attr]


def test_by_identity_number_all_cases_of_a_person_are_found(
    sit: Sit, staffed: StaffedOffice
) -> None:
    opened_case(staffed, id_number=making.A_NUMBER)
    desk = sit("Logreader Test")
    page = AccessLogPage(desk.context)
    desk.put(page)
    page.words.setText(f"{making.A_NUMBER[:6]} {making.A_NUMBER[6:]}")
    page.look_up()
    desk.until(lambda: page.model.rowCount() == 2)


def test_a_number_that_is_no_case_is_said_and_shows_nothing(
    sit: Sit, staffed: StaffedOffice
) -> None:
    opened_case(staffed)
    desk = sit("Logreader Test")
    page = AccessLogPage(desk.context)
    desk.put(page)
    page.words.setText("1999/99999")
    page.look_up()
    desk.until(lambda: not page.refusal.isHidden())
    assert page.model.rowCount() == 0
    assert not page.answer.print_button.isEnabled()


def test_reasons_about_the_protected_are_withheld_and_the_paper_says_so(
    sit: Sit, staffed: StaffedOffice, tmp_path: Path
) -> None:
    case_id = making.new_case(staffed.root, "Hemmelig", protection="strictly_confidential")
    with staffed.as_(staffed.members["Cleared Test"]).writing("x", datetime.now(UTC)) as session:
        open_case(session, OpenCase(case_id, "written", "Ringt fra krisesenteret", glass=True))
    desk = sit("Logreader Test")
    page = AccessLogPage(desk.context)
    desk.put(page)
    page.words.setText(number_of(staffed, case_id))
    page.look_up()
    desk.until(lambda: page.answer.outlet.paper is not None)
    assert "withheld" in page.model.cell(0, 4).text
    page.answer.outlet.save(tmp_path / "answer.pdf")
    desk.until((tmp_path / "answer.pdf").exists)
    told = " ".join(" ".join(page_texts((tmp_path / "answer.pdf").read_bytes())).split())
    assert "1 reason is withheld here" in told
    assert "krisesenteret" not in told


def test_on_a_local_file_the_log_is_found_too(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    case_id = making.new_case(local_database, id_number=making.A_NUMBER)
    with local_database.writing("Siv Annen", datetime.now(UTC)) as session:
        open_case(session, OpenCase(case_id))
    desk = Desk(context, qtbot)
    page = AccessLogPage(context)
    desk.put(page)
    page.words.setText(making.A_NUMBER)
    page.look_up()
    desk.until(lambda: page.model.rowCount() == 2)
    assert page.model.cell(0, 2).text == "Siv Annen"
