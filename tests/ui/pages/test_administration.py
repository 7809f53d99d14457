"""The page of who administers a shared office: accounts given and closed, the office checked."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.errors import WrongKey
from hjemveien.services.office import Profile, list_staff, profile
from tests.staffed import PASSWORD, StaffedOffice
from tests.ui.desk import Desk, Sit
from ui.administration.accounts import AccountSheet, CloseSheet, PasswordSheet
from ui.administration.office import ColleagueSheet, ProfileSheet
from ui.pages.administration import AdministrationPage
from ui.shell.context import Context
from ui.shell.own_password import NewPasswordSheet


def page_at(desk: Desk) -> AdministrationPage:
    page = AdministrationPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() > 0)
    return page


def give(desk: Desk, page: AdministrationPage, login: str, role: str) -> None:
    page.add_account()
    sheet = desk.dialog(page, AccountSheet)
    sheet.login.setText(login)
    sheet.name.setText("Ny Kollega")
    sheet.role.set_value(role)
    sheet.main.click()


def test_somebody_new_gets_an_account_and_a_password_that_opens_the_office(
    sit: Sit, staffed: StaffedOffice
) -> None:
    desk = sit("Admin Test")
    page = page_at(desk)
    before, login = page.model.rowCount(), f"ny_{staffed.members['Admin Test'].login}"[:40]
    give(desk, page, login, "caseworker")
    shown = desk.dialog(page, PasswordSheet)
    url = staffed.root.engine.url.set(username=login, password=shown.shown.text())
    opened = open_database(url.render_as_string(hide_password=False))
    opened.close()
    shown.copy()
    assert QGuiApplication.clipboard().text() == shown.shown.text()
    shown.main.click()
    assert QGuiApplication.clipboard().text() == ""
    desk.until(lambda: page.model.rowCount() == before + 1)
    page.table.select_id(login)
    assert page.close_button.isEnabled()
    page.close_account()
    desk.dialog(page, CloseSheet).main.click()
    desk.until(lambda: not page.close_button.isEnabled())
    with staffed.root.reading() as session:
        connection = session.connection()
        (may,) = connection.exec_driver_sql(
            f"SELECT rolcanlogin FROM pg_roles WHERE rolname = '{login}'"
        ).one()
    assert not may


def test_a_login_that_cannot_be_is_said_under_the_field(sit: Sit) -> None:
    desk = sit("Admin Test")
    page = page_at(desk)
    give(desk, page, "Kari Solheim", "caseworker")
    sheet = desk.dialog(page, AccountSheet)
    assert "Kari Solheim" in sheet.login_field.error()


def test_the_office_is_checked_and_each_line_is_shown(sit: Sit) -> None:
    desk = sit("Admin Test")
    page = page_at(desk)
    page.check()
    desk.until(lambda: page.state.lines.count() > 3)
    assert page.state.verdict.isVisible()


def test_a_local_file_has_colleagues_by_name_and_no_accounts(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    assert local_database.kind == "local"
    desk = Desk(context, qtbot)
    page = AdministrationPage(context)
    desk.put(page)
    assert not page.add_button.isVisible()
    assert not page.state.isVisible()
    page.add_colleague()
    sheet = desk.dialog(page, ColleagueSheet)
    sheet.submit()
    assert sheet.fields[0].error()
    sheet.name.setText("Ola Prøve")
    sheet.submit()
    desk.until(lambda: page.model.rowCount() == 1)
    assert page.model.cell(0, 0).whole() == "Ola Prøve, OP"


def test_the_municipality_is_named(sit: Sit, staffed: StaffedOffice) -> None:
    desk = sit("Admin Test")
    page = page_at(desk)
    page.edit_profile()
    sheet = desk.dialog(page, ProfileSheet)
    sheet.name.setText("Fjordby kommune")
    sheet.number.setText("99")
    sheet.submit()
    assert "four digits" in sheet.fields[1].error()
    sheet.number.setText("9907")
    with desk.qtbot.waitSignal(sheet.accepted, timeout=20_000):
        sheet.submit()
    with staffed.root.reading() as session:
        assert profile(session) == Profile("Fjordby kommune", "9907", False)


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
