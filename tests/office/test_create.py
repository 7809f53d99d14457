"""An office is made whole on a bare server, or not at all."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from hjemveien.cli import exits
from hjemveien.persistence import schema
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.migrate import read
from hjemveien.services.roles import my_roles
from tests.office.making import Made, create, databases, remove, roles, run, run_json
from tests.servers import PostgresServer

NAME = "made_here"


@pytest.fixture
def bare(postgres_server: PostgresServer) -> Iterator[PostgresServer]:
    """A server without the office that the test is going to make."""
    yield postgres_server
    remove(postgres_server, NAME)


def words(server: PostgresServer, *more: str) -> tuple[str, ...]:
    return (
        "office", "create", "--admin-url", server.url("postgres"), "--database", NAME,
        "--admin", "first", *more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(postgres_server: PostgresServer) -> Iterator[Made]:
    yield create(postgres_server, "made_once", "once")
    remove(postgres_server, "made_once")


def test_the_first_administrator_can_log_in_and_is_nothing_else(made: Made) -> None:
    database = open_database(made.url())
    with database.reading() as session:
        assert my_roles(session) == {"admin"}
    assert read(database).revision == schema.head()
    database.close()


def test_what_is_printed_is_a_contract(bare: PostgresServer) -> None:
    told = run_json(*words(bare, "--municipality", "Prøvebygd", "--json"))
    assert told.keys() == {"schema_version", "database", "login", "password", "address"}
    assert (told["database"], told["login"]) == (NAME, "first")
    assert told["address"] == f"postgresql+psycopg://first@127.0.0.1:{bare.port}/{NAME}"
    assert len(told["password"]) == 24
    with psycopg.connect(bare.url(NAME).replace("+psycopg", "")) as root:
        assert root.execute("SELECT name FROM municipality").fetchall() == [("Prøvebygd",)]


def test_no_password_reaches_the_server(made: Made) -> None:
    with made.root() as connection:
        kept = connection.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = 'once'"
        ).fetchone()
    assert kept is not None
    assert kept[0].startswith("SCRAM-SHA-256$")


def test_the_locale_folds_norwegian_letters(made: Made) -> None:
    with made.root() as connection:
        found = connection.execute(
            "SELECT pg_encoding_to_char(encoding), daticulocale, lower('ÅØÆ'), 'å' < 'ø' "
            "FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert found == ("UTF8", "nb-NO", "åøæ", False)


def test_a_name_that_is_taken_is_refused_and_left_alone(made: Made) -> None:
    there = roles(made.server)
    code, out, err = run(
        "office", "create", "--admin-url", made.server.url("postgres"), "--database", made.name,
        "--admin", "first",
    )  # fmt: skip
    assert (code, out) == (exits.FAILURE, "")
    assert f"already has a database {made.name}" in err
    assert roles(made.server) == there
    open_database(made.url()).close()


def test_a_role_that_is_taken_is_refused_and_left_alone(bare: PostgresServer) -> None:
    before = roles(bare)
    with psycopg.connect(bare.url("postgres").replace("+psycopg", ""), autocommit=True) as root:
        root.execute("CREATE ROLE first NOLOGIN")
        code, _out, err = run(*words(bare))
        assert (code, NAME in databases(bare)) == (exits.FAILURE, False)
        assert "first" in err
        assert roles(bare) == before | {"first"}
        root.execute("DROP ROLE first")


@pytest.mark.parametrize("name", ["Stor", "1by", "by-en", "by;drop", "pg_by", "x" * 41])
def test_a_name_that_roles_cannot_have_is_refused(
    postgres_server: PostgresServer, name: str
) -> None:
    before = databases(postgres_server), roles(postgres_server)
    code, _out, err = run(
        "office", "create", "--admin-url", postgres_server.url("postgres"),
        "--database", name, "--admin", "first",
    )  # fmt: skip
    assert code == exits.USAGE
    assert "cannot be an office's database name" in err
    assert (databases(postgres_server), roles(postgres_server)) == before


@pytest.mark.parametrize("login", ["Adm", "pg_adm", "a b", "x" * 60, "adm\n", "by_admin"])
def test_a_login_that_cannot_be_is_refused_before_anything_is_made(
    postgres_server: PostgresServer, login: str
) -> None:
    before = databases(postgres_server), roles(postgres_server)
    code, _out, err = run(
        "office", "create", "--admin-url", postgres_server.url("postgres"),
        "--database", NAME, "--admin", login,
    )  # fmt: skip
    assert code == exits.USAGE
    assert "cannot be a login" in err
    assert (databases(postgres_server), roles(postgres_server)) == before


# What in turn stands in the way, once the database itself has been made.
OBSTACLES = (
    "CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS "
    "$$ BEGIN IF tg_tag = '{tag}' THEN RAISE EXCEPTION 'stopped'; END IF; END $$",
    "CREATE EVENT TRIGGER stop ON ddl_command_start EXECUTE FUNCTION stop()",
)


@pytest.mark.parametrize("tag", ["CREATE POLICY", "CREATE VIEW", "CREATE TRIGGER"])
def test_what_fails_half_way_leaves_nothing(
    bare: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    tag: str,
) -> None:
    """The new database is copied from one in which a step of the upgrade is forbidden."""
    from hjemveien.persistence import founding

    before = databases(bare), roles(bare)
    bare.create_database("obstacles", "template0")
    with psycopg.connect(bare.url("obstacles").replace("+psycopg", ""), autocommit=True) as root:
        for statement in OBSTACLES:
            root.execute(statement.replace("{tag}", tag).encode())
    monkeypatch.setattr(founding, "LOCALE", "TEMPLATE obstacles")
    with pytest.raises(Exception, match="stopped"):
        run(*words(bare))
    bare.drop_database("obstacles")
    assert (databases(bare), roles(bare)) == before


def test_only_a_superuser_sets_an_office_up(bare: PostgresServer) -> None:
    before = databases(bare)
    address = bare.url("postgres")
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as root:
        root.execute("CREATE ROLE half LOGIN CREATEROLE CREATEDB PASSWORD 'half'")
        password = address.split(":")[2].split("@")[0]
        half = address.replace(f"postgres:{password}@", "half:half@")
        code, _out, err = run(
            "office", "create", "--admin-url", half, "--database", NAME, "--admin", "first"
        )
        root.execute(sql.SQL("DROP ROLE half"))
    assert (code, databases(bare)) == (exits.NOT_ALLOWED, before)
    assert "CREATEROLE" in err
