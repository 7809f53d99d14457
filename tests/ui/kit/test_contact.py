"""What is asked while the database does not answer waits in its order and is sent by itself."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import lost
from hjemveien.persistence.tables import Household, SavedOperation
from hjemveien.services.change import Change
from tests.ui.conftest import NOON
from ui.work import EVERYTHING, Work

CHANGE = Change(frozenset({"case"}))


class Broken:
    """A wish that meets a lost connection until `mend` is set; counts how often it was sent."""

    def __init__(self) -> None:
        self.mend = Event()
        self.sent = 0

    def __call__(self, session: Session) -> Change:
        self.sent += 1
        session.add(Household())
        session.flush()
        if not self.mend.is_set():
            raise lost()
        return CHANGE


def households(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Household)) or 0


def keys(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(SavedOperation)) or 0


def test_a_save_waits_for_the_contact_and_is_done_once(
    work: Work, local_database: Database, qtbot: QtBot
) -> None:
    wish, done = Broken(), list[Change]()
    with qtbot.waitSignal(work.contact.changed) as told:
        work.do(work, wish, done.append)
    assert told.args == [False]
    assert not work.contact.answers()
    wish.mend.set()
    qtbot.waitUntil(lambda: bool(done))
    assert done == [CHANGE]
    assert wish.sent >= 3
    assert households(local_database) == keys(local_database) == 1


def test_one_broken_connection_is_made_again_without_a_word(work: Work, qtbot: QtBot) -> None:
    said, done, tries = list[bool](), list[int](), list[int]()
    work.contact.changed.connect(said.append)

    def once(_session: Session) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise lost()
        return 7

    work.ask(work, once, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == [7]
    assert said == []


def test_everything_waits_in_its_order_and_pages_ask_again(work: Work, qtbot: QtBot) -> None:
    wish, order, heard = Broken(), list[str](), list[Change]()
    work.changed.connect(heard.append)
    work.do(work, wish, lambda _change: order.append("save"))
    work.ask(work, lambda _session: None, lambda _none: order.append("read"))
    qtbot.waitUntil(lambda: not work.contact.answers())
    assert order == []
    work.contact.tell(True)
    wish.mend.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["save", "read"]
    qtbot.waitUntil(lambda: EVERYTHING in heard and CHANGE in heard)


def test_a_save_is_sent_also_when_its_dialog_was_closed(
    work: Work, local_database: Database, qtbot: QtBot
) -> None:
    owner, wish, heard = QObject(), Broken(), list[Change]()
    work.changed.connect(heard.append)
    work.do(owner, wish)
    qtbot.waitUntil(lambda: not work.contact.answers())
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    wish.mend.set()
    qtbot.waitUntil(lambda: CHANGE in heard)
    assert households(local_database) == 1


def test_a_read_that_nobody_waits_for_any_more_is_given_up(work: Work, qtbot: QtBot) -> None:
    owner, asked, after = QObject(), list[int](), list[int]()

    def never(_session: Session) -> None:
        asked.append(1)
        raise lost()

    work.ask(owner, never)
    qtbot.waitUntil(lambda: not work.contact.answers())
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    work.ask(work, lambda _session: 1, after.append)
    qtbot.waitUntil(lambda: after == [1])


def test_a_later_draft_stands_in_for_one_that_waits(work: Work, qtbot: QtBot) -> None:
    go, kept = Event(), list[str]()

    def keeping(text: str) -> Callable[[Session], None]:
        def keep(_session: Session) -> None:
            if not go.is_set():
                raise lost()
            kept.append(text)

        return keep

    done: list[None] = []
    for text in ("a", "ab", "abc"):
        work.keep(work, keeping(text), done.append, key="draft")
    qtbot.waitUntil(lambda: not work.contact.answers())
    go.set()
    qtbot.waitUntil(lambda: bool(done))
    assert kept == ["abc"]


def test_an_answer_from_before_the_loss_is_no_contact(work: Work, qtbot: QtBot) -> None:
    """It was read; only the end of its transaction met the silence, which the pool passes over."""
    begun, go, done = Event(), Event(), list[int]()

    def read(_session: Session) -> int:
        begun.set()
        assert go.wait(5)
        return 1

    work.ask(work, read, done.append)
    qtbot.waitUntil(begun.is_set)
    work.contact.tell(False)
    go.set()
    qtbot.waitUntil(lambda: done == [1])
    assert not work.contact.answers()
    work.ask(work, lambda _session: 2, done.append)
    qtbot.waitUntil(lambda: done == [1, 2])
    assert work.contact.answers()


def test_closing_without_contact_waits_for_nothing(local_database: Database, qtbot: QtBot) -> None:
    door = Work(local_database, lambda: "Kari Test", lambda: NOON)
    wish, other = Broken(), Broken()
    other.mend.set()
    door.do(door, wish)
    door.do(door, other)
    qtbot.waitUntil(lambda: not door.contact.answers())
    door.close()
    assert other.sent == 0
    assert households(local_database) == 0
