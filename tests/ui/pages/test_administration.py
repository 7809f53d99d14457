"""The page of who administers a shared office: accounts given and closed, the office checked."""

from PySide6.QtGui import QGuiApplication

from hjemveien.persistence.engine import open_database
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit
from ui.administration.accounts import AccountSheet, CloseSheet, PasswordSheet
from ui.pages.administration import AdministrationPage


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
