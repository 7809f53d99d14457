"""Check says what is fine, and finds what was done behind the audit's back."""

import pytest
from sqlalchemy import text

from hjemveien.persistence import cipher
from hjemveien.persistence.check import check
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.tables import Household, Person
from tests.databases import ACTOR, NOON
from tests.servers import PostgresServer


def fill(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.add_all([Person(surname="Prøvesen"), Person(surname="Testmann"), Household()])
        session.flush()
        session.execute(text("UPDATE person SET phone = '1' WHERE surname = 'Testmann'"))
        session.execute(text("DELETE FROM household"))


def wrong(database: Database) -> dict[str, str]:
    return {found.subject: found.words for found in check(database) if not found.fine}


def test_a_whole_database_is_found_fine(database: Database) -> None:
    assert wrong(database) == {}
    fill(database)
    assert wrong(database) == {}


@pytest.mark.parametrize(
    ("statement", "subject", "words"),
    [
        ("UPDATE person SET surname = 'x' WHERE phone = '1'", "Rows and audit", "person (1)"),
        ("DELETE FROM person WHERE phone = '1'", "Rows gone or added", "person (-1)"),
        ("DELETE FROM audit_event WHERE operation = 'insert'", "Rows and audit", "person (1)"),
    ],
)
def test_what_was_done_behind_the_audit_is_found(
    database: Database, statement: str, subject: str, words: str
) -> None:
    """By its owner, who can always switch triggers off: then it shows afterwards."""
    fill(database)
    behind(database, statement)
    assert wrong(database)[subject] == words


def behind(database: Database, statement: str) -> None:
    """Run it with the triggers off, as only the file's owner or a superuser can."""
    if database.kind == "postgresql":
        with database.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(statement))
        return
    assert database.path is not None
    assert database.key is not None
    foreign = cipher.keyed(database.path, database.key)
    kept = foreign.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    foreign.execute("BEGIN IMMEDIATE")
    for name, _sql in kept:
        foreign.execute(f"DROP TRIGGER {name}")
    foreign.execute(statement)
    for _name, sql in kept:
        foreign.execute(sql)
    foreign.execute("COMMIT")
    foreign.close()


def test_a_missing_trigger_is_named(local_database: Database) -> None:
    with local_database.connecting(writes=True) as connection:
        connection.execute(text("DROP TRIGGER task_deleted"))
    assert wrong(local_database) == {"Triggers": "task.task_deleted"}


def test_a_database_without_tables_is_told_so(postgres_server: PostgresServer) -> None:
    empty = open_database(postgres_server.create_database("nothing_yet"))
    assert wrong(empty) == {"Schema": "There are no tables yet."}
    empty.close()
    postgres_server.drop_database("nothing_yet")
