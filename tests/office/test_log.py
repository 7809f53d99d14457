"""Nothing about a person comes into the server's own log, even where something goes wrong."""

from uuid import uuid4

import psycopg
import pytest

from hjemveien.cli import exits
from tests.office.conftest import Standing
from tests.office.making import run
from tests.office.test_cases import registered

NAME = "Loggestadsen"
# What may go wrong with a name in it: a bad value, a missing parent, a row twice, a bad cast.
MISHAPS = (
    ("SELECT 1/0 FROM (SELECT %s::text AS surname) x WHERE surname <> ''", (NAME,)),
    ("INSERT INTO household_member (surname) VALUES (%s)", (NAME,)),
    ("UPDATE person SET surname = %s WHERE false OR surname LIKE 'x' ESCAPE 'xx'", (NAME,)),
    ("INSERT INTO person (id, surname) VALUES (%s, %s)", (uuid4(), NAME)),
    ("INSERT INTO draft (id, subject, kind, content) VALUES (%s, %s, '', '')", (uuid4(), NAME)),
)


def log_of(standing: Standing) -> str:
    return (standing.made.server.process_file().parent.parent / "log").read_text(errors="replace")


def test_a_name_in_a_failing_statement_is_in_no_log(standing: Standing) -> None:
    registered(standing, "kari", NAME)
    address = standing.url("kari").replace("+psycopg", "", 1)
    with psycopg.connect(address, autocommit=True) as connection:
        for statement, values in MISHAPS:
            with pytest.raises(psycopg.Error):
                connection.execute(statement.encode(), values)
        with pytest.raises(psycopg.Error):
            connection.execute(f"SELECT nothing FROM person WHERE surname = '{NAME}'".encode())
    written = log_of(standing)
    assert "ERROR" in written
    assert NAME not in written


def test_staff_cannot_make_the_log_keep_more(standing: Standing) -> None:
    address = standing.url("kari").replace("+psycopg", "", 1)
    with (
        psycopg.connect(address, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SET log_statement = 'all'")


def test_a_log_that_keeps_more_is_found(standing: Standing) -> None:
    with standing.made.root() as connection:
        connection.execute("ALTER DATABASE standing SET log_min_error_statement = 'error'")
    code, out, _err = run("office", "check", "--database", standing.made.url())
    with standing.made.root() as connection:
        connection.execute("ALTER DATABASE standing SET log_min_error_statement = 'panic'")
    assert code == exits.FAILURE
    assert "log_min_error_statement = error" in out
