"""Sessions, addresses, and what is said when the database does not answer."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence import addresses
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.errors import Insecure, Unreachable, WrongKey
from hjemveien.persistence.tables import Household
from tests.databases import ACTOR, NOON, PASSPHRASE
from tests.servers import PostgresServer


def households(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Household)) or 0


def test_a_session_knows_who_acts_when_and_for_which_save(database: Database) -> None:
    save = uuid4()
    with database.writing(ACTOR, NOON, save) as session:
        assert session.info == {"actor": ACTOR, "at": NOON, "operation_id": save}


def test_a_dry_run_is_rolled_back(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.add(Household())
        session.flush()
        session.rollback()
    assert households(database) == 0


def test_a_savepoint_undoes_its_part_alone(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.add(Household())
        session.flush()
        with session.begin_nested() as part:
            session.add(Household())
            session.flush()
            part.rollback()
    assert households(database) == 1


def test_reading_keeps_nothing(local_database: Database) -> None:
    with local_database.reading() as session:
        session.execute(text("DELETE FROM schema_info"))
    with local_database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM schema_info")) == 1


def test_a_shared_database_refuses_a_write_while_reading(shared_database: Database) -> None:
    with pytest.raises(DBAPIError), shared_database.reading() as session:
        session.execute(text("DELETE FROM schema_info"))


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.reading() as session:
        before = session.scalar(select(func.count()).select_from(Household))
        with database.writing(ACTOR, NOON) as other:
            other.add(Household())
        assert session.scalar(select(func.count()).select_from(Household)) == before
    assert households(database) == 1


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(DBAPIError), database.writing(ACTOR, NOON) as session:
        session.execute(
            text(
                "INSERT INTO household_member (id, household_id, role, valid_from, note, "
                "row_version) VALUES (:id, :other, 'applicant', '2026-01-01', '', 1)"
            ),
            {"id": uuid4().hex, "other": uuid4().hex},
        )


def test_what_it_uses_is_told_without_a_password(database: Database) -> None:
    told = dict(database.describe())
    assert told["kind"] == database.kind
    password = database.engine.url.password
    assert password is None or password not in str(told)


def test_the_file_survives_a_power_cut(local_database: Database) -> None:
    with local_database.connecting() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }


def test_a_wrong_password_is_told_from_a_missing_server(shared_database: Database) -> None:
    url = shared_database.engine.url
    wrong = url.set(password="not this one").render_as_string(hide_password=False)
    with pytest.raises(WrongKey) as refused:
        open_database(wrong)
    assert "not this one" not in str(refused.value)
    gone = url.set(port=1).render_as_string(hide_password=False)
    with pytest.raises(Unreachable) as unreachable:
        open_database(gone)
    assert str(url.password) not in str(unreachable.value)


@pytest.mark.parametrize(
    ("what", "changed", "words"),
    [
        ("database", {"database": "nothing_here"}, "has no database of the name in"),
        ("port", {"port": 1}, "No database server listens at"),
        ("host", {"host": "nowhere.invalid", "query": {"sslmode": "verify-full"}},
         "No computer is known by the name in"),
        ("password", {"password": "not this one"}, "does not accept this user name"),
    ],
)  # fmt: skip
def test_each_fault_on_the_way_has_words_of_its_own(
    shared_database: Database, what: str, changed: dict[str, Any], words: str
) -> None:
    url = shared_database.engine.url.set(**changed)
    with pytest.raises(Refusal) as refused:
        open_database(url.render_as_string(hide_password=False))
    assert words in refused.value.text, what
    assert str(url.password) not in refused.value.text


def test_of_several_hosts_the_one_that_answers_is_used(shared_database: Database) -> None:
    whole = shared_database.engine.url.render_as_string(hide_password=False)
    found = open_database(whole.replace("@127.0.0.1:", "@127.0.0.1:1,127.0.0.1:"))
    assert households(found) == 0
    found.close()


def test_a_server_without_tls_gets_no_password_where_tls_was_asked_for(
    shared_database: Database,
) -> None:
    whole = shared_database.engine.url.render_as_string(hide_password=False)
    with pytest.raises(Insecure, match="does not prove"):
        open_database(f"{whole}?sslmode=verify-full&sslrootcert=system")


@pytest.mark.slow
def test_a_server_that_dies_is_said_in_words_and_found_again() -> None:
    with PostgresServer() as server:
        database = open_database(server.create_database("office"))
        with database.connecting() as connection:
            connection.execute(text("SELECT 1"))
        server.stop()
        with pytest.raises(Unreachable), database.connecting() as connection:
            connection.execute(text("SELECT 1"))
        database.close()


OPEN_AND_READ = """
import sys
from pathlib import Path
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.migrate import make_ready
from hjemveien.persistence.tables import Household
from sqlalchemy import select
database = open_database(Path(sys.argv[1]), sys.argv[2])
make_ready(database)
with database.reading() as session:
    session.execute(select(Household)).all()
database.close()
print(*sorted(set(sys.modules) & set("alembic psycopg reportlab xlsxwriter PySide6".split())))
"""


def test_opening_an_office_loads_nothing_that_only_others_need(local_database: Database) -> None:
    """The first painted list waits for what is imported here."""
    local_database.close()
    command = (sys.executable, "-c", OPEN_AND_READ, str(local_database.path), PASSPHRASE)
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


REMOTE = "postgresql+psycopg://kari:secret@db.kommune.example/hjemveien"


def test_another_machine_is_reached_with_verified_tls_only() -> None:
    url = addresses.checked(addresses.read_address(REMOTE), {})
    assert url.query["sslmode"] == "verify-full"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_weaker_roads_are_refused_before_a_password_is_sent(mode: str) -> None:
    with pytest.raises(Insecure):
        open_database(f"{REMOTE}?sslmode={mode}")
    with pytest.raises(Insecure):
        addresses.checked(addresses.read_address(REMOTE), {"PGSSLMODE": mode})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://kari:secret@127.0.0.1,db.kommune.example/x?sslmode=prefer",
        "postgresql://kari:secret@/x?host=127.0.0.1&host=db.kommune.example&sslmode=prefer",
        "postgresql://kari:secret@localhost/x?hostaddr=192.0.2.1",
        "postgresql://kari:secret@localhost/x?service=other",
    ],
)
def test_a_hidden_host_is_found(address: str) -> None:
    with pytest.raises(Insecure):
        addresses.checked(addresses.read_address(address), {})


@pytest.mark.parametrize(
    "address",
    ["postgresql://kari:secret@h:port/x", "mysql://kari:secret@localhost/x", "postgresql:secret"],
)
def test_an_unreadable_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(Unreachable) as refused:
        addresses.read_address(address)
    assert "sec" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "/run/postgresql", ""])
def test_this_machine_needs_no_tls(host: str) -> None:
    assert addresses.is_loopback(host)


def test_a_moment_keeps_its_meaning_on_both_engines(database: Database) -> None:
    """A zone of the client's own changes nothing: the moment is stored in UTC."""
    moment = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    with database.writing(ACTOR, moment.astimezone()) as session:
        session.add(Household())
    with database.reading() as session:
        stored = session.execute(text("SELECT at FROM audit_event")).scalar_one()
        assert str(stored).startswith("2026-07-01 08:30")
