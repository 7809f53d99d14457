"""The page of who administers an office: accounts, roles and names, and the office checked."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.errors import WrongKey
from hjemveien.services import moves, office
from hjemveien.services.colleagues import Colleague
from hjemveien.services.office import list_staff
from hjemveien.services.wishes import AssignCase
from tests.databases import NOON
from tests.services.making import new_case, writing
from tests.staffed import PASSWORD, StaffedOffice
from tests.ui.desk import Desk, Sit
from ui.administration.accounts import AccountSheet, CloseSheet, PasswordSheet
from ui.administration.colleague import ColleagueSheet, EditColleagueSheet
from ui.administration.leaving import LeaveSheet
from ui.administration.people import PeopleTab
from ui.administration.roles import RoleSheet, RolesTab
from ui.pages.administration import AdministrationPage
from ui.shell.context import Context
from ui.shell.own_password import NewPasswordSheet


def page_at(desk: Desk, key: str = "people") -> AdministrationPage:
    page = AdministrationPage(desk.context)
    desk.put(page, key)
    return page


def people_at(desk: Desk) -> PeopleTab:
    tab = page_at(desk).people
    desk.until(lambda: tab.model.rowCount() > 0)
    return tab


def give(desk: Desk, tab: PeopleTab, login: str, role: str) -> None:
    tab.add_account()
    sheet = desk.dialog(tab, AccountSheet)
    sheet.login.setText(login)
    sheet.name.setText("Ny Kollega")
    sheet.role.set_value(role)
    sheet.main.click()


def named(tab: PeopleTab, name: str) -> Colleague | None:
    return next((one for one in tab.model.rows() if one.name == name), None)


def test_somebody_new_gets_an_account_and_a_password_that_opens_the_office(
    sit: Sit, staffed: StaffedOffice
) -> None:
    desk = sit("Admin Test")
    tab = people_at(desk)
    before, login = tab.model.rowCount(), f"ny_{staffed.members['Admin Test'].login}"[:40]
    give(desk, tab, login, "caseworker")
    shown = desk.dialog(tab, PasswordSheet)
    url = staffed.root.engine.url.set(username=login, password=shown.shown.text())
    opened = open_database(url.render_as_string(hide_password=False))
    opened.close()
    shown.copy()
    assert QGuiApplication.clipboard().text() == shown.shown.text()
    shown.main.click()
    assert QGuiApplication.clipboard().text() == ""
    desk.until(lambda: tab.model.rowCount() == before + 1)
    tab.table.select_id(login)
    assert tab.close_button.isEnabled()
    tab.close_account()
    desk.dialog(tab, CloseSheet).main.click()
    desk.until(lambda: not tab.close_button.isEnabled())
    with staffed.root.reading() as session:
        connection = session.connection()
        (may,) = connection.exec_driver_sql(
            f"SELECT rolcanlogin FROM pg_roles WHERE rolname = '{login}'"
        ).one()
    assert not may


def test_what_somebody_leaves_behind_is_said_before_her_account_is_closed(
    sit: Sit, staffed: StaffedOffice
) -> None:
    who = staffed.members["Cleared Test"]
    for protection in ("none", "confidential"):
        case_id = new_case(staffed.root, "Etterlatt", protection=protection)
        with staffed.root.writing("Root", NOON) as session:
            moves.assign_case(session, AssignCase(case_id, who.staff_id))
    desk = sit("Admin Test")
    tab = people_at(desk)
    tab.table.select_id(who.login)
    tab.close_account()
    sheet = desk.dialog(tab, CloseSheet)
    desk.until(lambda: not sheet.left.isHidden())
    said = sheet.left.text.text()
    assert "2 open cases are still hers" in said
    assert "1 case is a protected household's" in said
    assert "Etterlatt" not in said
    desk.until(lambda: sheet.left.height() >= sheet.left.heightForWidth(sheet.left.width()))
    sheet.reject()


def test_a_login_that_cannot_be_is_said_under_the_field(sit: Sit) -> None:
    desk = sit("Admin Test")
    tab = people_at(desk)
    give(desk, tab, "Kari Solheim", "caseworker")
    sheet = desk.dialog(tab, AccountSheet)
    assert "Kari Solheim" in sheet.login_field.error()


def test_the_office_is_checked_and_each_line_is_shown(sit: Sit) -> None:
    desk = sit("Admin Test")
    tab = people_at(desk)
    tab.check()
    desk.until(lambda: tab.state.lines.count() > 3)
    assert tab.state.verdict.isVisible()


def test_an_administrator_renames_a_colleague(sit: Sit, staffed: StaffedOffice) -> None:
    desk = sit("Admin Test")
    tab = people_at(desk)
    tab.table.select_id(staffed.members["Caseworker Test"].login)
    tab.edit()
    sheet = desk.dialog(tab, EditColleagueSheet)
    sheet.fields["name"].field.setProperty("text", "Kari Nordmann")
    sheet.submit()
    desk.until(lambda: named(tab, "Kari Nordmann"))


def test_a_role_is_given_and_taken_one_at_a_time(sit: Sit, staffed: StaffedOffice) -> None:
    desk = sit("Admin Test")
    tab = page_at(desk, "roles").parts["roles"]
    assert isinstance(tab, RolesTab)
    desk.until(lambda: tab.model.rowCount() > 0)

    def held(role: str) -> set[str]:
        view = next(view for view in tab.model.rows() if view.code == role)
        return {one.name for one in view.people}

    tab.table.select_id("statistics")
    tab.give()
    sheet = desk.dialog(tab, RoleSheet)
    sheet.who.set_value(staffed.members["Caseworker Test"].login)
    sheet.submit()
    desk.until(lambda: "Caseworker Test" in held("statistics"))
    tab.take()
    sheet = desk.dialog(tab, RoleSheet)
    sheet.who.set_value(staffed.members["Caseworker Test"].login)
    sheet.submit()
    desk.until(lambda: "Caseworker Test" not in held("statistics"))
    assert "Caseworker Test" in held("caseworker")


def test_nobody_is_offered_her_own_role(sit: Sit) -> None:
    desk = sit("Admin Test")
    tab = page_at(desk, "roles").parts["roles"]
    assert isinstance(tab, RolesTab)
    desk.until(lambda: tab.model.rowCount() > 0)
    tab.table.select_id("admin")
    assert not tab.take_button.isEnabled()


def test_a_local_file_has_colleagues_by_name_and_no_accounts(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    assert local_database.kind == "local"
    desk = Desk(context, qtbot)
    tab = page_at(desk).people
    assert not tab.add_button.isVisible()
    assert not tab.state.isVisible()
    tab.add_colleague()
    sheet = desk.dialog(tab, ColleagueSheet)
    sheet.submit()
    assert sheet.fields[0].error()
    sheet.name.setText("Ola Prøve")
    sheet.submit()
    desk.until(lambda: tab.model.rowCount() == 1)
    assert tab.model.cell(0, 0).whole() == "Ola Prøve, OP"


def test_whoever_leaves_hands_over_her_cases(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    with writing(local_database) as session:
        leaves = office.add_staff(session, "Ola Prøve").created
        stays = office.add_staff(session, "Kari Prøve").created
    case_id = new_case(local_database)
    with writing(local_database) as session:
        moves.assign_case(session, AssignCase(case_id, leaves))
    desk = Desk(context, qtbot)
    tab = people_at(desk)
    assert leaves is not None
    assert stays is not None
    tab.select(leaves)
    tab.leave()
    sheet = desk.dialog(tab, LeaveSheet)
    assert sheet.model.rowCount() == 1
    sheet.receiver.set_value(stays)
    sheet.submit()
    desk.until(lambda: not _active(tab, "Ola Prøve"))
    moved = named(tab, "Kari Prøve")
    assert moved is not None
    assert moved.cases == 1
    assert tab.leave_button.isEnabled()


def _active(tab: PeopleTab, name: str) -> bool:
    found = named(tab, name)
    return found is not None and found.active


def test_ones_own_password_is_changed_and_the_window_goes_on(
    sit: Sit, staffed: StaffedOffice
) -> None:
    member, database = staffed.members["Caseworker Test"], staffed.root
    desk = sit("Caseworker Test")
    desk.context.password_changed = staffed.opened[-1].use_password
    host = QWidget()
    desk.qtbot.addWidget(host)
    sheet = NewPasswordSheet(desk.context, host)
    sheet.open()
    sheet.first.setText("kort")
    sheet.second.setText("kort")
    sheet.submit()
    assert "12" in sheet.fields[0].error()
    for field in (sheet.first, sheet.second):
        field.setText("en ny hest på stasjonen")
    with desk.qtbot.waitSignal(sheet.accepted, timeout=20_000):
        sheet.submit()
    staffed.opened[-1].engine.dispose()
    said: list[object] = []
    desk.context.work.ask(host, list_staff, said.append)
    desk.until(lambda: said)
    url = database.engine.url.set(username=member.login, password=PASSWORD)
    with pytest.raises(WrongKey):
        open_database(url.render_as_string(hide_password=False))
