"""Many municipalities on one server: a database each, all looked after with one command."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hjemveien.cli import exits
from hjemveien.persistence.backup import verify
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.errors import WrongKey
from tests.office.making import Made, add, create, remove, run, run_json
from tests.servers import PostgresServer

NAMES = ("bygd_a", "bygd_b", "by")
PASSPHRASE = "a horse at the station"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """One without anybody else's offices."""
    with PostgresServer() as found:
        yield found


@pytest.fixture(scope="module")
def offices(server: PostgresServer) -> dict[str, Made]:
    server.create_database("somebody_elses")
    return {name: create(server, name, f"adm.{name}") for name in NAMES}


def for_all(server: PostgresServer, *words: str) -> tuple[str, ...]:
    return (*words, "--all", "--admin-url", server.url("postgres"))


def test_without_an_office_there_is_nothing_to_look_after() -> None:
    with PostgresServer() as empty:
        code, _out, err = run(*for_all(empty, "office", "check"))
    assert code == exits.FAILURE
    assert "no office" in err


def test_all_are_checked_a_line_each(server: PostgresServer, offices: dict[str, Made]) -> None:
    code, out, err = run(*for_all(server, "office", "check"))
    assert (code, err) == (exits.OK, "")
    assert out.splitlines() == [f"✓ {name}: As it should be." for name in sorted(offices)]


def test_one_that_is_off_fails_and_does_not_stop_the_others(
    server: PostgresServer, offices: dict[str, Made]
) -> None:
    with offices["bygd_a"].root() as connection:
        connection.execute("GRANT SELECT ON person TO PUBLIC")
        told = run_json(*for_all(server, "office", "check", "--json"), code=exits.FAILURE)
        code, out, _err = run(*for_all(server, "office", "check"))
        connection.execute("REVOKE ALL ON person FROM PUBLIC")
    assert {each["database"]: each["fine"] for each in told["offices"]} == {
        "by": True, "bygd_a": False, "bygd_b": True
    }  # fmt: skip
    assert code == exits.FAILURE
    assert "table public.person" in out
    assert "✓ bygd_b" in out


def test_all_are_backed_up_and_each_file_holds_one(
    server: PostgresServer,
    offices: dict[str, Made],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HJEMVEIEN_PASSPHRASE", PASSPHRASE)
    folder = tmp_path / "copies"
    code, out, _err = run(*for_all(server, "backup", "-o", str(folder)))
    assert code == exits.OK
    assert [line.split(":")[0] for line in out.splitlines()] == [f"✓ {n}" for n in sorted(offices)]
    assert {verify(file, PASSPHRASE).rows["staff"] for file in folder.iterdir()} == {1}
    assert len(list(folder.iterdir())) == len(offices)


def test_all_are_upgraded_and_a_second_time_there_is_nothing_to_do(
    server: PostgresServer, offices: dict[str, Made]
) -> None:
    code, out, _err = run(*for_all(server, "migrate"))
    assert code == exits.OK
    assert out.splitlines() == [f"✓ {name}: Nothing to do." for name in sorted(offices)]


def test_all_needs_a_server(offices: dict[str, Made]) -> None:
    assert offices
    for words in (("office", "check"), ("migrate",), ("backup", "-o", "x")):
        code, _out, err = run(*words, "--all")
        assert (code, "--admin-url" in err) == (exits.USAGE, True)


def test_a_login_of_one_cannot_even_connect_to_another(offices: dict[str, Made]) -> None:
    """Names that begin alike are told apart too."""
    password = add(offices["by"], "kari", "supervisor")
    open_database(offices["by"].url("kari", password)).close()
    for name in ("bygd_a", "bygd_b"):
        with pytest.raises(WrongKey):
            open_database(offices["by"].url("kari", password).replace("/by", f"/{name}"))


def test_an_administrator_reaches_nobody_of_another_office(offices: dict[str, Made]) -> None:
    password = add(offices["bygd_a"], "ola", "caseworker")
    other = offices["bygd_b"]
    for words in (
        ("add-staff", "ola", "--role", "admin"),
        ("password", "ola"),
        ("revoke", "ola"),
    ):
        code, out, _err = run("office", *words, "--database", other.url())
        assert code != exits.OK
        assert out == ""
    open_database(offices["bygd_a"].url("ola", password)).close()


def test_an_office_whose_name_begins_anothers_takes_nothing_away(server: PostgresServer) -> None:
    """Groups of `by` and of `by_nord` begin alike."""
    first, second = create(server, "pre", "pre.adm"), create(server, "pre_fix", "fix.adm")
    add(second, "per", "caseworker")
    with first.root() as connection:
        connection.execute("INSERT INTO staff (id, name, login, role, active, name_key, initials, "
                           "cleared, row_version) SELECT gen_random_uuid(), 'Per', 'per', "
                           "'caseworker', true, 'per', 'P', false, 1 FROM (SELECT "
                           "set_config('hjemveien.actor', 'x', false), "
                           "set_config('hjemveien.at', now()::text, false)) told")  # fmt: skip
    assert run("office", "revoke", "per", "--database", first.url())[0] == exits.OK
    with second.root() as connection:
        held = connection.execute(
            "SELECT pg_has_role('per', 'pre_fix_caseworker', 'MEMBER')"
        ).fetchone()
    assert held == (True,)
    for made in (first, second):
        remove(server, made.name)


def test_a_server_that_is_gone_is_told(server: PostgresServer) -> None:
    address = server.url("postgres").replace(f":{server.port}/", ":1/")
    code, _out, _err = run("office", "check", "--all", "--admin-url", address)
    assert code == exits.UNREACHABLE


def test_databases_that_are_no_offices_are_left_alone(
    server: PostgresServer, offices: dict[str, Made]
) -> None:
    assert offices
    assert "somebody_elses" not in run(*for_all(server, "office", "check"))[1]
    with psycopg.connect(server.url("somebody_elses").replace("+psycopg", "")) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchone() == (0,)
