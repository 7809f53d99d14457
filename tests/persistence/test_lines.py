"""Silent servers: whoever waits on one is told that it is lost, and when it is there again."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Thread

import pytest
from sqlalchemy import text

from hjemveien.persistence import engine, watch
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.errors import Lost, Unreachable
from hjemveien.persistence.migrate import migrate
from hjemveien.persistence.tables import Household
from hjemveien.persistence.watch import ServerWatcher
from tests.databases import ACTOR, NOON, no_backup
from tests.proxies import Road
from tests.replicas import Pair
from tests.servers import PostgresServer

PATIENCE_SECONDS = 30


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "ASK_SECONDS", 0.2)
    monkeypatch.setattr(watch, "ANSWER_SECONDS", 1.0)
    monkeypatch.setitem(engine._ALIVE, "connect_timeout", 2)


@pytest.fixture
def road(shared_database: Database) -> Iterator[Road]:
    port = shared_database.engine.url.port
    assert port is not None
    with Road(port) as road:
        yield road


@pytest.fixture
def far(shared_database: Database, road: Road) -> Iterator[Database]:
    """The same office at the end of that road."""
    url = road.through(shared_database.engine.url.render_as_string(hide_password=False))
    database = open_database(url)
    yield database
    database.close()


@contextmanager
def heart(database: Database) -> Iterator[Callable[[], bool]]:
    """A watcher at work; what is handed out waits for what it tells next."""
    stop, told = Event(), SimpleQueue[bool]()
    watcher = ServerWatcher(database, told.put)

    def follow() -> None:
        while watcher.wait(stop):
            pass

    thread = Thread(target=follow)
    thread.start()
    try:
        yield lambda: told.get(timeout=PATIENCE_SECONDS)
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def test_whoever_waits_in_silence_is_told_and_so_is_the_return(far: Database, road: Road) -> None:
    def ask() -> None:
        with far.reading() as session:
            road.block()
            session.execute(text("SELECT 1"))

    with heart(far) as told, ThreadPoolExecutor(1) as pool:
        assert told() is True
        waiting = pool.submit(ask)
        with pytest.raises(Lost):
            waiting.result(PATIENCE_SECONDS)
        assert told() is False
        road.open()
        while not told():
            pass
        with far.reading() as session:
            assert session.scalar(text("SELECT 1")) == 1


def test_one_ended_connection_is_no_lost_server(far: Database, shared_database: Database) -> None:
    end_listener = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%' "
        "AND datname = current_database()"
    )
    with heart(far) as told:
        assert told() is True
        with far.reading() as session:
            session.execute(text("SELECT 1"))
            with shared_database.engine.begin() as connection:
                assert connection.execute(end_listener).all()
            assert told() is False  # it says so itself: 57P01
            assert told() is True
            assert session.scalar(text("SELECT 2")) == 2


def test_a_connection_that_may_be_dead_is_looked_at_before_it_is_used(
    shared_database: Database,
) -> None:
    # With a time it waits until they are gone.
    end_others = text(
        "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    other = open_database(shared_database.engine.url.render_as_string(hide_password=False))
    with shared_database.engine.begin() as connection:
        assert all(connection.execute(end_others).scalars())
    with other.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
    other.close()


def test_a_server_without_a_free_connection_is_waited_for(shared_database: Database) -> None:
    with shared_database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE crowded LOGIN CONNECTION LIMIT 1 PASSWORD 'x'")
        connection.exec_driver_sql("GRANT CONNECT ON DATABASE office TO crowded")
    url = shared_database.engine.url.set(username="crowded", password="x")
    first = open_database(url.render_as_string(hide_password=False))
    try:
        with first.connecting(), pytest.raises(Unreachable):
            open_database(url.render_as_string(hide_password=False))
        with first.connecting(), pytest.raises(Lost), first.connecting():
            pass
    finally:
        first.close()
        with shared_database.engine.begin() as connection:
            connection.exec_driver_sql("REVOKE CONNECT ON DATABASE office FROM crowded")
            connection.exec_driver_sql("DROP ROLE crowded")


@pytest.mark.slow
def test_writing_to_what_has_become_a_standby_is_a_lost_server() -> None:
    with Pair() as pair:
        made = open_database(pair.primary.create_database("office"))
        migrate(made, no_backup)
        made.close()
        pair.follow()
        assert isinstance(pair.standby, PostgresServer)
        behind = open_database(pair.standby.url("office"))
        with pytest.raises(Lost), behind.writing(ACTOR, NOON) as session:
            session.add(Household())
        behind.close()
        both = open_database(pair.url("office"))
        with both.writing(ACTOR, NOON) as session:
            session.add(Household())
        both.close()
