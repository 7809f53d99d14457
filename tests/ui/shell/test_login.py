"""Logging in to a shared office: who somebody is and what she may comes from the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hjemveien.persistence.rights.roles import ROLES
from hjemveien.services import staffing
from hjemveien.services.office import me
from tests.databases import NOON
from tests.staffed import PASSWORD, Member, StaffedOffice
from ui.app import App
from ui.kit import FormField
from ui.settings import Settings
from ui.shell.login import LogIn
from ui.shell.own_password import NewPasswordSheet
from ui.shell.places import place_of
from ui.shell.window import MainWindow

WAIT_MS = 20_000


class Start:
    """A program that is started on a shared address, and waits to be logged in to."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app = app
        self.qtbot = qtbot

    def form(self) -> LogIn:
        start = self.app.start
        assert start is not None
        self.qtbot.addWidget(start)
        self.qtbot.waitUntil(lambda: start.isVisible() and start.isEnabled(), timeout=WAIT_MS)
        return start.findChildren(LogIn)[-1]

    def window(self) -> MainWindow:
        def furnished() -> bool:
            window = self.app.window
            return window is not None and window.is_furnished() and not self._busy()

        self.qtbot.waitUntil(furnished, timeout=WAIT_MS)
        window = self.app.window
        assert window is not None
        self.qtbot.addWidget(window)
        return window

    def _busy(self) -> bool:
        return self.app.work is None or self.app.work.busy()


@pytest.fixture
def start(settings: Settings, qtbot: QtBot) -> Iterator[Start]:
    app = App(settings, "whoever")
    yield Start(app, qtbot)
    if app.window is not None:
        app.window.close()
    app.close()


def logged_in(start: Start, office: StaffedOffice, member: Member) -> MainWindow:
    start.app.begin(office.address(member))
    form = start.form()
    form.password.setText(PASSWORD)
    form.submit()
    return start.window()


def test_a_password_is_asked_for_and_a_wrong_one_said_in_words(
    start: Start, staffed: StaffedOffice
) -> None:
    start.app.begin(staffed.address(staffed.members["Caseworker Test"]))
    form = start.form()
    assert form.problem.isHidden()
    assert QApplication.focusWidget() is form.password or not form.isActiveWindow()
    form.password.setText("not this one")
    form.submit()
    start.qtbot.waitUntil(lambda: not form.problem.isHidden(), timeout=WAIT_MS)
    assert "password" in form.problem.text.text()
    assert form.password.text() == ""
    form.password.setText(PASSWORD)
    form.submit()
    assert start.window().context.person.name == "Caseworker Test"


def test_where_the_computer_logs_in_by_itself_nothing_is_asked(
    start: Start, staffed: StaffedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    start.app.begin(staffed.address(staffed.members["Supervisor Test"]))
    person = start.window().context.person
    assert person.name == "Supervisor Test"
    assert person.may("caseworker")
    assert person.may("supervisor")
    assert not person.may("admin")


OF_CASES = ("my_day", "cases", "board", "waiting_list", "dwellings", "statistics", "reports")
PAGES_OF = {
    "caseworker": OF_CASES,
    "supervisor": (*OF_CASES, "intake", "notices"),
    "cleared": OF_CASES,
    "statistics": ("statistics",),
    "admin": ("administration",),
    "logreader": ("access_log",),
    "partner": ("shared_cases",),
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_own_pages(start: Start, staffed: StaffedOffice, role: str) -> None:
    window = logged_in(start, staffed, staffed.members[f"{role.title()} Test"])
    assert window.keys() == PAGES_OF[role]


def test_nobody_chooses_who_she_is_where_a_server_knows(
    start: Start, staffed: StaffedOffice
) -> None:
    window = logged_in(start, staffed, staffed.members["Caseworker Test"])
    window.menu.fill()
    assert "Who are you …" not in [action.text() for action in window.menu.menu.actions()]


def test_the_address_is_kept_and_the_password_is_not(
    start: Start, staffed: StaffedOffice, tmp_path: Path
) -> None:
    member = staffed.members["Caseworker Test"]
    logged_in(start, staffed, member)
    start.app.settings.save()
    kept = (tmp_path / "window.ini").read_text()
    assert member.login in kept
    assert PASSWORD not in kept
    assert place_of(start.app.settings.text("office")).login == member.login


def test_a_login_that_belongs_to_nobody_here_is_told_so(
    start: Start, staffed: StaffedOffice
) -> None:
    member = staffed.members["Caseworker Test"]
    with staffed.root.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE staff SET active = false")
    start.app.begin(staffed.address(member))
    form = start.form()
    form.password.setText(PASSWORD)
    form.submit()
    start.qtbot.waitUntil(lambda: not start.form().problem.isHidden(), timeout=WAIT_MS)
    assert member.login in start.form().problem.text.text()
    assert start.app.window is None


def test_the_server_says_who_is_logged_in(staffed: StaffedOffice) -> None:
    member = staffed.members["Cleared Test"]
    with staffed.as_(member).reading() as session:
        found = me(session)
    assert found is not None
    assert (found.login, found.name, found.staff_id) == (
        member.login, member.name, member.staff_id,
    )  # fmt: skip
    assert found.roles == {"caseworker", "cleared"}


def test_a_password_in_an_options_part_is_not_kept() -> None:
    place = place_of("postgresql://kari@db/office?password=x&sslmode=verify-full")
    assert place.address() == "postgresql+psycopg://kari@db/office?sslmode=verify-full"


def test_the_address_that_was_handed_out_may_be_pasted_whole(
    qtbot: QtBot, staffed: StaffedOffice
) -> None:
    form = LogIn()
    qtbot.addWidget(form)
    member = staffed.members["Caseworker Test"]
    form.server.setText(f" {staffed.address(member)}?sslmode=verify-full ")
    form.submit()
    url = staffed.root.engine.url
    assert form.server.text() == f"{url.host}:{url.port}"
    assert (form.database.text(), form.login.text()) == (url.database, member.login)
    assert form.wanted().address() == f"{staffed.address(member)}?sslmode=verify-full"


def test_of_several_hosts_all_are_taken_from_an_address(qtbot: QtBot) -> None:
    form = LogIn()
    qtbot.addWidget(form)
    form.server.setText("postgresql+psycopg://kari:hemmelig@/by?host=a%3A5433&host=b")
    form.submit()
    assert form.server.text() == "a:5433,b"
    assert form.wanted().address() == "postgresql+psycopg://kari@a:5433,b/by"


def test_an_empty_server_is_pointed_at_and_not_an_older_fault(qtbot: QtBot) -> None:
    form = LogIn()
    qtbot.addWidget(form)
    form.show_problem("The database does not accept this user name and password.")
    form.password.setText("not this one")
    form.submit()
    assert form.problem.isHidden()
    assert any(field.error() for field in form.findChildren(FormField))


def test_whoever_comes_in_by_a_first_password_is_asked_for_her_own_once(
    start: Start, staffed: StaffedOffice
) -> None:
    member = staffed.members["Caseworker Test"]
    with staffed.root.writing("Root", NOON) as session:
        given = staffing.give_password(session, member.login)
    start.app.begin(staffed.address(member))
    form = start.form()
    form.password.setText(given)
    form.submit()
    window = start.window()
    start.qtbot.waitUntil(lambda: bool(window.findChildren(NewPasswordSheet)), timeout=WAIT_MS)
    sheet = window.findChildren(NewPasswordSheet)[0]
    assert "somebody else has seen" in sheet.note.text()
    for field in (sheet.first, sheet.second):
        field.setText("en helt egen setning")
    sheet.main.click()
    start.qtbot.waitUntil(lambda: not window.findChildren(NewPasswordSheet), timeout=WAIT_MS)
    mine = staffed.as_(member, "en helt egen setning")
    with mine.reading() as session:
        assert not staffing.has_first_password(session)


def test_a_password_of_ones_own_is_left_in_peace(start: Start, staffed: StaffedOffice) -> None:
    window = logged_in(start, staffed, staffed.members["Caseworker Test"])
    assert window.findChildren(NewPasswordSheet) == []
