"""An operator of fifty municipalities: made, filled, upgraded and checked on one server."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import pytest

from hjemveien.cli import exits
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.errors import WrongKey
from hjemveien.services.register import register_application
from hjemveien.services.wishes import NewApplication, NewPerson
from tests.databases import NOON, PASSPHRASE
from tests.office.making import Made, add, create, run, run_json
from tests.servers import PostgresServer

FIFTY = 50
CASES = 5


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    with PostgresServer() as found:
        yield found


@pytest.fixture
def stopwatch(capsys: pytest.CaptureFixture[str]) -> Callable[[str, float], None]:
    """Says what a step took, for benchmarks/RESULTS.md."""

    def say(step: str, began: float) -> None:
        with capsys.disabled():
            print(f"\n{step}: {perf_counter() - began:.0f} s", end="")

    return say


def filled(made: Made) -> str:
    """A few cases by somebody who works there; her password."""
    login = f"{made.name}.kari"
    password = add(made, login, "caseworker")
    database = open_database(made.url(login, password))
    for number in range(CASES):
        wish = NewApplication(
            applicant=NewPerson(surname=f"Prøve {number}"), received_on=date(2026, 2, 1)
        )
        with database.writing(login, NOON, uuid4()) as session:
            register_application(session, wish)
    database.close()
    return password


def for_all(server: PostgresServer, *words: str) -> tuple[str, ...]:
    return (*words, "--all", "--admin-url", server.url("postgres"))


@pytest.mark.endurance
def test_fifty_offices_are_looked_after_at_once(
    server: PostgresServer,
    next_revision: Callable[..., None],
    stopwatch: Callable[[str, float], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    began = perf_counter()
    offices = [create(server, f"bygd_{n:02}", f"bygd{n:02}.adm") for n in range(FIFTY)]
    stopwatch("made", began)
    began = perf_counter()
    passwords = {made.name: filled(made) for made in offices}
    stopwatch("filled", began)
    next_revision()
    monkeypatch.setenv("HJEMVEIEN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    began = perf_counter()
    code, out, err = run(*for_all(server, "migrate"))
    stopwatch("backed up and upgraded", began)
    assert (code, out.count("brought up to date")) == (exits.OK, FIFTY), err
    assert len(list(tmp_path.rglob("before-upgrade*"))) == FIFTY
    began = perf_counter()
    told = run_json(*for_all(server, "office", "check", "--json"))
    stopwatch("checked", began)
    assert [each["fine"] for each in told["offices"]] == [True] * FIFTY
    nobody_crosses(offices, passwords)


def nobody_crosses(offices: list[Made], passwords: dict[str, str]) -> None:
    """Each login opens its own office and not the next one."""
    for made, other in zip(offices, [*offices[1:], offices[0]], strict=True):
        login = f"{made.name}.kari"
        own = made.url(login, passwords[made.name])
        open_database(own).close()
        with pytest.raises(WrongKey):
            open_database(own.replace(f"/{made.name}", f"/{other.name}"))
