"""Two programs on one database hear of each other's changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Thread

from sqlalchemy import text

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Household
from hjemveien.persistence.watch import Watcher, watch
from tests.databases import ACTOR, NOON

PATIENCE_SECONDS = 10


@contextmanager
def listening(watcher: Watcher) -> Iterator[Callable[[], None]]:
    """A thread that waits for news; what is handed out waits for the next piece of it."""
    stop, news = Event(), SimpleQueue[None]()

    def follow() -> None:
        while watcher.wait(stop):
            news.put(None)

    thread = Thread(target=follow)
    thread.start()
    try:
        yield lambda: news.get(timeout=PATIENCE_SECONDS)
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def save(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.add(Household())


def test_a_change_is_heard(database: Database) -> None:
    with listening(watch(database)) as next_news:
        next_news()
        save(database)
        next_news()
        save(database)
        next_news()


def test_a_lost_connection_is_made_again_and_asks_for_all(shared_database: Database) -> None:
    end_others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with listening(watch(shared_database)) as next_news:
        next_news()
        with shared_database.engine.begin() as connection:
            connection.execute(end_others)
        next_news()
        save(shared_database)
        next_news()


def test_a_notice_carries_a_topic_and_a_counter_alone(shared_database: Database) -> None:
    raw = shared_database.engine.raw_connection()
    listener = raw.driver_connection
    assert listener is not None
    listener.autocommit = True
    listener.execute("LISTEN hjemveien")
    with shared_database.writing(ACTOR, NOON) as session:
        session.add_all([Household(note="hemmelig"), Household(note="hemmelig")])
    (notice,) = listener.notifies(timeout=PATIENCE_SECONDS, stop_after=1)
    table, counter = notice.payload.split(":")
    assert table == "household"
    assert counter.isdigit()
    assert list(listener.notifies(timeout=0)) == []
    listener.execute("UNLISTEN hjemveien")
    listener.autocommit = False
    raw.close()
