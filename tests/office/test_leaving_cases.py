"""Whoever is closed, or is no longer cleared, leaves cases behind: counted, and never named."""

from collections.abc import Iterator

import pytest

from hjemveien.cli import exits
from tests.office.conftest import Standing
from tests.office.making import add, create, remove, run, run_json
from tests.office.test_cases import registered
from tests.servers import PostgresServer

STAFF = {"siri": "supervisor", "klara": "cleared", "kim": "cleared", "ola": "caseworker"}


@pytest.fixture(scope="module")
def office(postgres_server: PostgresServer) -> Iterator[Standing]:
    made = create(postgres_server, "leaving", "leaving_adm")
    passwords = {f"{who}.l": add(made, f"{who}.l", role) for who, role in STAFF.items()}
    yield Standing(made, {made.login: made.password, **passwords})
    remove(postgres_server, "leaving")


def protect(office: Standing, number: str) -> None:
    words = ("protect", number, "confidential", "--reason", "Threats")
    assert run(*words, "--database", office.url("siri.l"))[0] == exits.OK


def assign(office: Standing, number: str, to: str) -> None:
    code, _out, err = run("assign", number, to, "--database", office.url("siri.l"))
    assert code == exits.OK, err


def check(office: Standing) -> tuple[int, str]:
    code, out, _err = run("office", "check", "--database", office.url("leaving_adm"))
    return code, out


def test_whoever_is_no_longer_cleared_leaves_protected_cases(office: Standing) -> None:
    _case_id, number = registered(office, "siri.l", "Gjemmesen")
    protect(office, number)
    code, out = check(office)
    assert (code, "1 case is with nobody who can open it" in out) == (exits.FAILURE, True)
    assign(office, number, "klara.l")
    assert check(office)[0] == exits.OK
    add(office.made, "both.l", "cleared", "caseworker")
    assign(office, number, "both.l")
    words = ("office", "take-role", "both.l", "--role", "cleared")
    code, out, err = run(*words, "--database", office.url("leaving_adm"))
    assert code == exits.OK
    assert "1 case is a protected household's" in err
    assert "Gjemmesen" not in out + err
    assert number not in out + err
    assert check(office)[0] == exits.FAILURE
    assign(office, number, "kim.l")
    assert check(office)[0] == exits.OK


def test_whoever_is_closed_leaves_all_her_cases(office: Standing) -> None:
    numbers = [registered(office, "ola.l", name)[1] for name in ("En", "To")]
    for number in numbers:
        assign(office, number, "klara.l")
    protect(office, numbers[0])
    words = ("office", "revoke", "klara.l", "--database", office.url("leaving_adm"))
    told = run_json(*words, "--json")
    assert (told["cases"], told["protected_cases"]) == (2, 1)
    _code, _out, err = run(*words)
    assert "2 open cases are still hers" in err
    assert "1 case is a protected household's" in err
