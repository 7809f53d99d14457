"""Opening cases and lists from the window, on a shared office with real accounts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from hjemveien.domain.refusal import ReasonNeeded, Refusal
from hjemveien.persistence.engine import Database
from hjemveien.services import access, case_card, waiting_list, writing
from hjemveien.services.access import OpenCase
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import AddTask, FinishTask, WriteNote
from tests.services import making
from tests.staffed import StaffedOffice
from ui.openings import listing
from ui.work import Work

WAIT_MS = 20_000


@contextmanager
def at_work(database: Database, name: str = "Kari Test") -> Iterator[Work]:
    door = Work(database, lambda: name, lambda: datetime.now(UTC))
    yield door
    door.close()


class Asking(QObject):
    """Opens a case through a window's door and waits for the answer."""

    def __init__(self, work: Work, qtbot: QtBot) -> None:
        super().__init__()
        self.work = work
        self.qtbot = qtbot

    def answer(self, send: Callable[..., object]) -> Any:
        told: list[Any] = []
        send(told.append, told.append)
        self.qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
        return told[0]

    def open(self, case_id: UUID, code: str = "", why: str = "") -> Any:
        wish = OpenCase(case_id, code, why)
        return self.answer(
            lambda done, failed: self.work.open(
                self, wish, lambda session: case_card.show_case(session, case_id), done, failed
            )
        )

    def note(self, case_id: UUID) -> Any:
        wish = WriteNote(case_id, "Ringt", entry_id=uuid4())
        return self.answer(
            lambda done, failed: self.work.do(
                self, lambda session: writing.write_note(session, wish), done, failed
            )
        )

    def waiting(self) -> Any:
        today = datetime.now(UTC).date()
        return self.answer(
            lambda done, failed: self.work.ask(
                self, lambda session: waiting_list.waiting_list(session, today), done, failed,
                listing=listing("waiting_list", kind="working"),
            )
        )  # fmt: skip


def written(root: Database) -> list[tuple[str, str]]:
    """What the access log says, oldest first: action and code or purpose."""
    with root.reading() as session:
        rows = session.execute(
            text("SELECT action, reason_code || purpose FROM access_log ORDER BY at, id")
        )
        return [(row[0], row[1]) for row in rows if row[0] != "create_case"]


def let_lapse(root: Database) -> None:
    """As if nine hours had passed since everything was opened."""
    with root.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE access_log SET at = at - interval '9 hours'")


@pytest.fixture
def asking(staffed: StaffedOffice, qtbot: QtBot) -> Iterator[Asking]:
    with at_work(staffed.as_(staffed.members["Caseworker Test"])) as work:
        yield Asking(work, qtbot)


def test_a_case_nobody_has_opens_at_once_and_is_logged_once(
    asking: Asking, staffed: StaffedOffice
) -> None:
    case_id = making.new_case(staffed.root)
    assert isinstance(asking.open(case_id), CaseCard)
    assert isinstance(asking.open(case_id), CaseCard)
    assert written(staffed.root) == [("open_case", "unassigned")]


def test_somebody_elses_case_is_opened_with_a_reason(
    asking: Asking, staffed: StaffedOffice
) -> None:
    other = staffed.members["Supervisor Test"]
    case_id = making.new_case(staffed.root, caseworker_id=other.staff_id)
    assert isinstance(asking.open(case_id), ReasonNeeded)
    assert written(staffed.root) == []
    assert isinstance(asking.open(case_id, "cover"), CaseCard)
    assert written(staffed.root) == [("open_case", "cover")]


def test_a_save_after_the_opening_lapsed_opens_anew_for_the_same_reason(
    asking: Asking, staffed: StaffedOffice
) -> None:
    other = staffed.members["Supervisor Test"]
    case_id = making.new_case(staffed.root, caseworker_id=other.staff_id)
    asking.open(case_id, "cover")
    let_lapse(staffed.root)
    assert not isinstance(asking.note(case_id), Refusal)
    assert written(staffed.root) == [("open_case", "cover")] * 2


def test_a_task_ticked_after_the_opening_lapsed_is_ticked(
    asking: Asking, staffed: StaffedOffice
) -> None:
    case_id = making.new_case(staffed.root)
    with making.writing(staffed.root) as session:
        task_id = writing.add_task(session, AddTask(case_id, "Ring")).created
    assert task_id is not None
    asking.open(case_id)
    let_lapse(staffed.root)
    wish = FinishTask(task_id, case_id=case_id)
    answer = asking.answer(
        lambda done, failed: asking.work.do(
            asking, lambda session: writing.finish_task(session, wish), done, failed
        )
    )
    assert not isinstance(answer, Refusal)


def test_a_case_that_was_never_opened_is_not_opened_by_a_save(
    asking: Asking, staffed: StaffedOffice
) -> None:
    assert isinstance(asking.note(making.new_case(staffed.root)), Refusal)
    assert written(staffed.root) == []


def test_a_list_is_read_with_its_purpose_and_written_once(
    asking: Asking, staffed: StaffedOffice
) -> None:
    making.listed_case(staffed.root, "Ventesen")
    assert [row.surname for row in asking.waiting().rows] == ["Ventesen"]
    assert [row.surname for row in asking.waiting().rows] == ["Ventesen"]
    assert written(staffed.root) == [("open_list", "waiting_list")]


def test_a_list_whose_opening_is_gone_is_opened_again_and_not_empty(
    asking: Asking, staffed: StaffedOffice
) -> None:
    making.listed_case(staffed.root, "Ventesen")
    asking.waiting()
    let_lapse(staffed.root)
    assert [row.surname for row in asking.waiting().rows] == ["Ventesen"]


def test_on_a_local_file_the_same_is_written(local_database: Database, qtbot: QtBot) -> None:
    case_id = making.new_case(local_database)
    with at_work(local_database, "Siv Annen") as work:
        asking = Asking(work, qtbot)
        asking.open(case_id)
        asking.open(case_id)
    with local_database.reading() as session:
        log = access.log_of_case(session, case_id)
    assert [(row.action, row.name) for row in log] == [
        ("open_case", "Siv Annen"), ("create_case", "Kari Test"),
    ]  # fmt: skip
