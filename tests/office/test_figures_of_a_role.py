"""The role statistics gets the supervisor's figures of today, and of no other day."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hjemveien.cli import exits
from tests.office.conftest import Standing
from tests.office.making import add, create, remove, run
from tests.office.test_cases import registered
from tests.servers import PostgresServer

DOUBLE = """
    SELECT set_config('hjemveien.actor', 'x', false),
        set_config('hjemveien.at', now()::text, false);
    INSERT INTO duplicate_suggestion
        (id, kind, first_case_id, second_case_id, reasons, state, row_version)
    VALUES (gen_random_uuid(), 'case', '{first}', '{second}', '[]', 'open', 1)
"""


@pytest.fixture(scope="module")
def office(postgres_server: PostgresServer) -> Iterator[Standing]:
    made = create(postgres_server, "counting", "count_adm")
    staff = {"cora": "supervisor", "stella": "statistics"}
    passwords = {login: add(made, login, role) for login, role in staff.items()}
    standing = Standing(made, passwords)
    cases = [registered(standing, "cora", f"Prøve{n}") for n in "abcdef"]
    words = ("protect", cases[0][1], "confidential", "--reason", "Threats")
    assert run(*words, "--database", standing.url("cora"))[0] == exits.OK
    with made.root() as connection:
        connection.execute(DOUBLE.format(first=cases[1][0], second=cases[2][0]).encode())
    yield standing
    remove(postgres_server, "counting")


def figures(office: Standing, login: str, file: Path, *words: str) -> dict[str, Any]:
    code, _out, err = run("statistics", "-o", str(file), *words, "--database", office.url(login))
    assert code == exits.OK, err
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def test_both_count_the_same_today(office: Standing, tmp_path: Path) -> None:
    theirs = figures(office, "stella", tmp_path / "s.json")
    hers = figures(office, "cora", tmp_path / "c.json")["by_stage"]
    stock = {stage: line["stock"] for stage, line in hers.items() if line["stock"]}
    assert theirs["by_stage"] == stock
    assert sum(stock.values()) == 5
    assert "as of" in theirs["definitions"]["by_stage"]


def test_another_day_is_refused_to_the_role(office: Standing, tmp_path: Path) -> None:
    file, today = tmp_path / "x.json", date.today()  # noqa: DTZ011 - as the command asks
    yesterday = (today - timedelta(1)).isoformat()
    for words in (("--as-of", yesterday), ("--from", yesterday), ("--to", yesterday)):
        code, _out, err = run(
            "statistics", "-o", str(file), *words, "--database", office.url("stella")
        )
        assert (code, file.exists()) == (exits.USAGE, False)
        assert "counts as of today" in err
    figures(office, "stella", file, "--as-of", today.isoformat())
    figures(office, "cora", file, "--as-of", yesterday)
