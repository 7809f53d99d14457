"""One member of a shared office at her window: a real login, a real door, pages to be looked at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from hjemveien.persistence.engine import Database
from hjemveien.services.office import list_staff, me
from tests.staffed import Member, StaffedOffice
from ui.case.reason import ReasonSheet
from ui.settings import Settings
from ui.shell.context import Context, DatabaseNote, person_logged_in
from ui.shell.page import Page
from ui.theme import theme
from ui.work import Work

WAIT_MS = 20_000
D = TypeVar("D", bound=QDialog)
Until = Callable[[Callable[[], object]], None]


class Desk:
    """What she sees, and a way to wait for it."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context = context
        self.qtbot = qtbot
        self.crashes: list[object] = []
        context.work.crashed.connect(self.crashes.append)

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()) or bool(self.crashes), timeout=WAIT_MS)
        assert not self.crashes, self.crashes

    def put(self, page: Page, argument: object = None) -> None:
        """Show the page as the window would."""
        self.qtbot.addWidget(page)
        theme().wear(page)
        self.context.work.changed.connect(page.hear)
        page.resize(1200, 760)
        page.show()
        page.arrive(argument)

    def dialog(self, page: QWidget, kind: type[D]) -> D:
        """The visible dialog of this kind, once it is there."""

        def shown() -> list[D]:
            return [each for each in page.window().findChildren(kind) if each.isVisible()]

        self.until(shown)
        return shown()[0]


def because(sheet: ReasonSheet, code: str = "cover") -> None:
    """Choose why, and go on."""
    sheet.choices[code].setChecked(True)
    sheet.submit()


Sit = Callable[[str], Desk]


@contextmanager
def desk_of(
    office: StaffedOffice, member: Member, settings: Settings, qtbot: QtBot
) -> Iterator[Desk]:
    database = office.as_(member)
    with database.reading() as session:
        found, staff = me(session), list_staff(session)
    assert found is not None
    person = person_logged_in(found, staff)
    work = Work(database, lambda: person.name, lambda: datetime.now(UTC))
    note = DatabaseNote("postgresql", "server/office", "Fjordby kommune")
    yield Desk(Context(work, settings, person, note), qtbot)
    work.close()


def written(root: Database) -> list[tuple[str, str]]:
    """What the access log says, oldest first: action, and code or purpose."""
    with root.reading() as session:
        rows = session.execute(
            text("SELECT action, reason_code || purpose FROM access_log ORDER BY at, id")
        )
        return [(row[0], row[1]) for row in rows if row[0] != "create_case"]
