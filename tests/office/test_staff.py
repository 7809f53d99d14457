"""Accounts: made, given roles, closed; by the administrator and by nobody else."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from hjemveien.cli import exits
from hjemveien.domain.access import ROLES
from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.errors import NoPassword, WrongKey
from hjemveien.services import staffing
from hjemveien.services.roles import my_roles
from tests.databases import NOON
from tests.office.conftest import Standing
from tests.office.making import Made, add, create, remove, run, run_json
from tests.servers import PostgresServer


@pytest.fixture(scope="module")
def office(postgres_server: PostgresServer) -> Iterator[Made]:
    yield create(postgres_server, "accounts", "boss")
    remove(postgres_server, "accounts")


def held(url: str) -> frozenset[str]:
    database = open_database(url)
    with database.reading() as session:
        roles = my_roles(session)
    database.close()
    return roles


@pytest.mark.parametrize("role", [code for code, _title in ROLES])
def test_somebody_gets_an_account_in_each_role(office: Made, role: str) -> None:
    told = run_json(
        "office", "add-staff", f"is.{role}", "--role", role, "--database", office.url(), "--json"
    )
    assert (told["login"], told["role"]) == (f"is.{role}", role)
    also = {"caseworker"} if role in ("supervisor", "cleared") else set()
    assert held(office.url(told["login"], told["password"])) == {role} | also


def test_another_role_is_added_without_a_password(office: Made) -> None:
    password = add(office, "two", "caseworker", "logreader")
    assert held(office.url("two", password)) == {"caseworker", "logreader"}
    code, out, err = run(
        "office", "add-staff", "two", "--role", "statistics", "--database", office.url()
    )
    assert (code, password in out) == (exits.OK, False)
    assert "had an account already" in err


def test_one_role_is_taken_and_the_others_stay(office: Made) -> None:
    password = add(office, "both", "admin", "caseworker", "cleared")
    told = run_json(
        "office", "take-role", "both", "--role", "cleared", "--database", office.url(), "--json"
    )
    assert (told["login"], told["role"]) == ("both", "cleared")
    assert held(office.url("both", password)) == {"admin", "caseworker"}
    run_json("office", "take-role", "both", "--role", "admin", "--database", office.url(), "--json")
    with office.root() as connection:
        known = connection.execute("SELECT role, cleared FROM staff WHERE login = 'both'")
        assert known.fetchall() == [("caseworker", False)]
        told_of = connection.execute(
            "SELECT text FROM notice WHERE kind = 'role_taken' ORDER BY at"
        )
        assert told_of.fetchall() == [("both cleared",), ("both admin",)]
    code, _out, err = run("office", "check", "--database", office.url())
    assert "both" not in err, (code, err)


def test_the_only_role_and_ones_own_stay(office: Made) -> None:
    add(office, "single", "caseworker")
    for login, role, words, ended in (
        ("single", "caseworker", "only role", exits.FAILURE),
        ("boss", "admin", "another administrator", exits.NOT_ALLOWED),
        ("single", "admin", "does not have this role", exits.FAILURE),
        ("nobody", "admin", "no account nobody here", exits.FAILURE),
    ):
        code, _out, err = run(
            "office", "take-role", login, "--role", role, "--database", office.url()
        )
        assert code == ended
        assert words in err


def test_a_role_of_the_server_is_no_account_to_add_to(office: Made) -> None:
    refused = (
        ("postgres", "exists on the server already", exits.FAILURE),
        ("accounts_caseworker", "own group", exits.USAGE),
        ("Kari Nordmann", "cannot be a login", exits.USAGE),
    )
    for login, words, ended in refused:
        code, out, err = run(
            "office", "add-staff", login, "--role", "admin", "--database", office.url()
        )
        assert (code, out) == (ended, "")
        assert words in err


@pytest.mark.parametrize("login", ["kari", "siri", "klara", "stat", "logg", "part"])
def test_nobody_but_an_administrator_makes_accounts(standing: Standing, login: str) -> None:
    for words in (
        ("add-staff", "mine", "--role", "admin"),
        ("add-staff", login, "--role", "cleared"),
        ("password", "standing_adm"),
        ("revoke", "ola"),
        ("take-role", "standing_adm", "--role", "admin"),
    ):
        code, out, err = run("office", *words, "--database", standing.url(login))
        assert (code, out) == (exits.NOT_ALLOWED, "")
        assert "role does not let you" in err


def test_somebody_revoked_is_out_at_once_and_for_good(office: Made) -> None:
    password = add(office, "gone", "caseworker")
    address = office.url("gone", password)
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as held_open:
        told = run_json("office", "revoke", "gone", "--database", office.url(), "--json")
        assert told == {
            "schema_version": 1, "login": "gone", "connections_ended": 1, "cases": 0,
            "protected_cases": 0,
        }  # fmt: skip
        with pytest.raises(psycopg.OperationalError):
            held_open.execute("SELECT 1")
    with pytest.raises(WrongKey):
        open_database(address)
    found = {each["login"]: each for each in listed(office)}
    assert (found["gone"]["active"], found["gone"]["roles"]) == (False, [])


def test_somebody_revoked_comes_back_with_the_roles_given(office: Made) -> None:
    old = add(office, "back", "supervisor", "logreader", "cleared")
    run_json("office", "revoke", "back", "--database", office.url(), "--json")
    words = ("office", "add-staff", "back", "--database", office.url(), "--json", "--role")
    told = run_json(*words, "cleared")
    assert told["password"] not in (None, old)
    with pytest.raises(WrongKey):
        open_database(office.url("back", old))
    assert held(office.url("back", told["password"])) == {"caseworker", "cleared"}
    assert run_json(*words, "statistics")["password"] is None
    with office.root() as connection:
        known = connection.execute("SELECT name, active, cleared FROM staff WHERE login = 'back'")
        assert known.fetchall() == [("Back Prøve", True, True)]
    _code, out, _err = run("office", "check", "--database", office.url())
    assert "back" not in out


def test_a_role_alone_takes_nobody_back_in(office: Made) -> None:
    add(office, "shut", "caseworker")
    run_json("office", "revoke", "shut", "--database", office.url(), "--json")
    database = open_database(office.url())
    with pytest.raises(Refusal, match="closed meanwhile"), database.writing("b", NOON) as session:
        staffing.add_role(session, "shut", "logreader")
    database.close()
    assert {each["login"]: each["active"] for each in listed(office)}["shut"] is False


def test_whoever_was_never_of_this_office_does_not_come_back(office: Made) -> None:
    with office.root() as connection:
        connection.execute("CREATE ROLE foreigner NOLOGIN")
        code, _out, _err = run(
            "office", "add-staff", "foreigner", "--role", "admin", "--database", office.url()
        )
        connection.execute("DROP ROLE foreigner")
    assert code != exits.OK


def listed(office: Made) -> list[dict[str, object]]:
    found = run_json("office", "staff", "--database", office.url(), "--json")["staff"]
    assert isinstance(found, list)
    return found


def test_the_last_administrator_cannot_shut_herself_out(office: Made) -> None:
    code, _out, err = run("office", "revoke", "boss", "--database", office.url())
    assert code == exits.NOT_ALLOWED
    assert "another administrator" in err


def test_a_forgotten_password_is_replaced(office: Made) -> None:
    old = add(office, "forgot", "caseworker")
    told = run_json("office", "password", "forgot", "--database", office.url(), "--json")
    with pytest.raises(WrongKey):
        open_database(office.url("forgot", old))
    assert held(office.url("forgot", told["password"])) == {"caseworker"}
    code, _out, _err = run("office", "password", "nobody", "--database", office.url())
    assert code == exits.FAILURE


def test_one_changes_ones_own_password(office: Made) -> None:
    old = add(office, "self", "partner")
    database = open_database(office.url("self", old))
    with pytest.raises(InvalidInput), database.writing("self", NOON) as session:
        staffing.change_own_password(session, "short")
    with database.writing("self", NOON) as session:
        staffing.change_own_password(session, "a horse at the station, 100% 'mine'")
    database.close()
    with pytest.raises(WrongKey):
        open_database(office.url("self", old))


def test_whoever_is_known_by_name_gets_the_account(office: Made) -> None:
    database = open_database(office.server.url(office.name))
    with database.writing("boss", NOON) as session:
        from hjemveien.services import office as offices

        known = offices.add_staff(session, "Berit Kjent", "BK").created
    database.close()
    run_json(
        "office", "add-staff", "berit", "--role", "caseworker", "--name", "Berit Kjent",
        "--database", office.url(), "--json",
    )  # fmt: skip
    with office.root() as connection:
        found = connection.execute("SELECT id, initials FROM staff WHERE login = 'berit'")
        assert found.fetchall() == [(known, "BK")]


def test_a_local_file_has_no_accounts() -> None:
    code, _out, err = run("office", "staff", "--database", "nothing.db")
    assert code == exits.USAGE
    assert "shared office" in err


def test_a_password_comes_by_the_means_of_libpq(
    office: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoPassword, match="PGPASSWORD"):
        open_database(office.address)
    monkeypatch.setenv("HJEMVEIEN_PASSPHRASE", office.password)
    code, _out, err = run("office", "staff", "--database", office.address)
    assert code == exits.NOT_ALLOWED
    assert "PGPASSWORD" in err
    monkeypatch.setenv("PGPASSWORD", office.password)
    code, _out, _err = run("office", "staff", "--database", office.address)
    assert code == exits.OK


def test_ones_own_new_password_is_typed_and_not_taken_from_anywhere(
    office: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", office.password)
    code, out, err = run("office", "password", "--database", office.address)
    assert (code, out) == (exits.USAGE, "")
    assert "typed twice" in err
    assert "PGPASSWORD" not in err


def test_a_password_is_asked_for_where_none_is_found(office: Made) -> None:
    asked: list[str] = []

    def ask(place: str) -> str:
        asked.append(place)
        return office.password

    open_database(office.address, password=ask).close()
    assert asked == [f"postgresql+psycopg://boss@127.0.0.1:{office.server.port}/accounts"]
    open_database(office.url(), password=ask).close()
    assert len(asked) == 1


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_whoever_sits_at_a_terminal_is_asked(office: Made) -> None:
    ours, theirs = os.openpty()
    command = (sys.executable, "-m", "hjemveien", "--lang", "en", "office", "staff", "--json")
    environment = {n: v for n, v in os.environ.items() if not n.startswith("PG")}
    running = subprocess.Popen(
        (*command, "--database", office.address),
        stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, env=environment,
        start_new_session=True, text=True,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while b"Password for" not in said:
        said += os.read(ours, 1024)
    os.write(ours, f"{office.password}\n".encode())
    out, _nothing = running.communicate(timeout=60)
    os.close(ours)
    assert running.returncode == exits.OK
    assert "boss" in out
    assert office.password not in out
