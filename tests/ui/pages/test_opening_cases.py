"""Opening cases at the window of a shared office: what is asked, what is written, what is shown."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import text

from hjemveien.services import moves, writing
from hjemveien.services.access import OpenCase, open_case
from hjemveien.services.change import Change
from hjemveien.services.wishes import AssignCase, WriteNote
from tests.services import making
from tests.staffed import Member, StaffedOffice
from tests.ui.desk import Desk, Sit, because, written
from ui.case.prioritise import PriorityDialog
from ui.case.reason import GlassSheet, ReasonSheet
from ui.pages.cases import CasesPage
from ui.pages.waiting_list import WaitingListPage


def cases_at(desk: Desk) -> CasesPage:
    page = CasesPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() > 0)
    return page


def others_case(office: StaffedOffice, surname: str = "Prøvesen", **wish: object) -> UUID:
    """A case that the supervisor has."""
    worker = office.members["Supervisor Test"].staff_id
    return making.new_case(office.root, surname, caseworker_id=worker, **wish)


def give(office: StaffedOffice, case_id: UUID, member: Member | None) -> None:
    with office.root.writing("Root", datetime.now(UTC)) as session:
        staff_id = member.staff_id if member else None
        moves.assign_case(session, AssignCase(case_id, staff_id))


def protected_case(office: StaffedOffice) -> UUID:
    return making.new_case(office.root, "Hemmelig", protection="strictly_confidential")


def test_the_arrows_show_the_register_and_write_nothing(sit: Sit, staffed: StaffedOffice) -> None:
    others_case(staffed)
    page = cases_at(sit("Caseworker Test"))
    page.table.select_first()
    assert page.panel.preview_name.text() == "Kari Prøvesen"
    assert page.panel.card() is None
    assert written(staffed.root) == []


def test_somebody_elses_case_is_opened_by_keyboard_with_a_reason_that_is_remembered(
    sit: Sit, staffed: StaffedOffice
) -> None:
    first, second = others_case(staffed, "En"), others_case(staffed, "To")
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    page.table.select_id(first)
    desk.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    sheet = desk.dialog(page, ReasonSheet)
    desk.qtbot.keyClick(sheet.choices["cover"], Qt.Key.Key_Down)
    assert sheet.code() == "cover"
    desk.qtbot.keyClick(sheet.choices["cover"], Qt.Key.Key_Down)
    assert sheet.code() == "contact"
    desk.qtbot.keyClick(sheet, Qt.Key.Key_Return)
    desk.until(lambda: page.panel.card() is not None)
    page.arrive(second)
    again = desk.dialog(page, ReasonSheet)
    assert again.choices["contact"].hasFocus()
    assert again.code() == ""
    desk.qtbot.keyClick(again.choices["contact"], Qt.Key.Key_Down)
    desk.qtbot.keyClick(again, Qt.Key.Key_Return)
    desk.until(lambda: page.panel.case_id() == second)
    assert written(staffed.root) == [("open_case", "contact")] * 2


def test_no_reason_is_chosen_for_anybody_and_enter_alone_opens_nothing(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = others_case(staffed)
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    page.arrive(case_id)
    sheet = desk.dialog(page, ReasonSheet)
    assert sheet.code() == ""
    desk.qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert "choose why" in sheet.reason.error()
    assert page.panel.card() is None
    assert written(staffed.root) == []
    desk.qtbot.keyClick(sheet.choices["cover"], Qt.Key.Key_M)
    assert sheet.code() == "meeting"
    desk.qtbot.keyClick(sheet, Qt.Key.Key_Return)
    desk.until(lambda: page.panel.card() is not None)
    assert written(staffed.root) == [("open_case", "meeting")]


def test_without_a_reason_nothing_is_opened_and_the_list_is_there(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = others_case(staffed)
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    page.arrive(case_id)
    desk.dialog(page, ReasonSheet).reject()
    assert page.panel.card() is None
    assert written(staffed.root) == []
    page.arrive(case_id)
    sheet = desk.dialog(page, ReasonSheet)
    sheet.choices["written"].setChecked(True)
    sheet.submit()
    assert "must be written" in sheet.findChildren(QLabel)[-1].text() or not sheet.isHidden()
    sheet.words.setText("Vakt i helgen")
    sheet.submit()
    desk.until(lambda: page.panel.card() is not None)
    assert written(staffed.root) == [("open_case", "written")]


def test_ones_own_case_opens_at_once_and_again_without_a_new_line(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = making.new_case(staffed.root)
    give(staffed, case_id, staffed.members["Caseworker Test"])
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    for _time in range(2):
        page.arrive(case_id)
        desk.until(lambda: page.panel.card() is not None)
        page.panel.preview(page.model.row(0))
    assert written(staffed.root) == [("open_case", "own")]


def test_what_others_write_is_shown_without_a_new_line(sit: Sit, staffed: StaffedOffice) -> None:
    case_id = making.new_case(staffed.root)
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    page.arrive(case_id)
    desk.until(lambda: page.panel.card() is not None)
    with staffed.root.writing("Siv Annen", datetime.now(UTC)) as session:
        change = writing.write_note(session, WriteNote(case_id, "Fra en annen"))
    page.hear(change)
    desk.until(lambda: any(e.text == "Fra en annen" for e in page.panel.card().journal))  # type: ignore[union-attr]
    assert written(staffed.root) == [("open_case", "unassigned")]


def test_a_protected_household_is_not_there_for_an_ordinary_caseworker(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = protected_case(staffed)
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    answers = []
    for wanted in (case_id, uuid4()):
        page.arrive(wanted)
        desk.until(lambda: page.panel.stack.currentWidget() is page.panel.declined)
        answers.append(page.panel.declined.title.text())
        page.panel.preview(page.model.row(0))
    assert answers[0] == answers[1]
    assert "no such case" in answers[0]
    assert written(staffed.root) == []


def test_the_glass_is_broken_with_a_written_reason_and_the_supervisors_are_told(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = protected_case(staffed)
    desk = sit("Cleared Test")
    page = cases_at(desk)
    page.arrive(case_id)
    sheet = desk.dialog(page, GlassSheet)
    sheet.submit()
    assert not page.panel.card()
    sheet.words.setText("Politiet ringer, fare for Hemmelig")
    sheet.submit()
    desk.until(lambda: page.panel.card() is not None)
    assert written(staffed.root) == [("break_glass", "written")]
    with staffed.root.reading() as session:
        told = session.execute(text("SELECT kind, text FROM notice WHERE kind = 'break_glass'"))
        kind, words = told.one()
    assert kind == "break_glass"
    assert words.startswith("Politiet ringer, fare for")
    assert "Hemmelig" not in words


def test_a_case_that_is_taken_from_her_goes_from_the_screen(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = making.new_case(staffed.root)
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    page.arrive(case_id)
    desk.until(lambda: page.panel.card() is not None)
    with staffed.root.writing("Root", datetime.now(UTC)) as session:
        session.execute(
            text(
                "INSERT INTO partiality_lock (id, case_id, staff_id, reason, set_at, set_by,"
                " row_version) VALUES (:id, :case, :staff, '', now(), 'Root', 1)"
            ),
            {
                "id": uuid4(), "case": case_id,
                "staff": staffed.members["Caseworker Test"].staff_id,
            },
        )  # fmt: skip
    page.hear(Change(frozenset({"case"}), frozenset({case_id})))
    desk.until(lambda: page.panel.card() is None)
    assert page.panel.stack.currentWidget() is page.panel.declined


def test_nothing_is_left_of_a_protected_case_that_was_open(
    sit: Sit, staffed: StaffedOffice
) -> None:
    secret = protected_case(staffed)
    other = making.new_case(staffed.root, "Annen")
    give(staffed, secret, staffed.members["Cleared Test"])
    desk = sit("Cleared Test")
    page = cases_at(desk)
    page.arrive(secret)
    desk.until(lambda: page.panel.card() is not None)
    page.panel.household._reveal()
    assert any("Hemmelig" in label.text() for label in page.findChildren(QLabel))
    page.table.select_id(other)
    desk.until(lambda: not any("Hemmelig" in label.text() for label in page.findChildren(QLabel)))


def test_a_class_set_from_the_waiting_list_opens_the_case_first(
    sit: Sit, staffed: StaffedOffice
) -> None:
    worker = staffed.members["Supervisor Test"].staff_id
    making.listed_case(staffed.root, "Ventesen", caseworker_id=worker)
    desk = sit("Caseworker Test")
    listing = WaitingListPage(desk.context)
    desk.put(listing)
    desk.until(lambda: listing.model.rowCount() == 1)
    listing.detail.class_button.click()
    because(desk.dialog(listing, ReasonSheet))
    dialog = desk.dialog(listing, PriorityDialog)
    dialog.chosen.set_value(1)
    dialog.reason.setText("Barn")
    with desk.qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.submit()
    assert ("open_case", "cover") in written(staffed.root)
    desk.until(lambda: listing.model.row(0).priority_class == 1)


def test_the_ticket_of_another_window_is_as_good(sit: Sit, staffed: StaffedOffice) -> None:
    case_id = others_case(staffed)
    database = staffed.as_(staffed.members["Caseworker Test"])
    with database.writing("Caseworker Test", datetime.now(UTC)) as session:
        open_case(session, OpenCase(case_id, "meeting"))
    desk = sit("Caseworker Test")
    page = cases_at(desk)
    page.arrive(case_id)
    desk.until(lambda: page.panel.card() is not None)
    assert written(staffed.root) == [("open_case", "meeting")]
