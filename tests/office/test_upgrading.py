"""Sixty computers are upgraded over weeks: every role goes on, and who is too old is told so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hjemveien.cli import exits
from hjemveien.persistence import schema
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.migrate import upgrade
from tests.databases import PASSPHRASE
from tests.office.conftest import Standing
from tests.office.making import add, create, remove, run
from tests.office.test_cases import registered
from tests.revisions import HEAD, NEXT, give_next_revision
from tests.servers import PostgresServer

STAFF = {"vera": ("caseworker",), "sofie": ("supervisor",), "stine": ("statistics",)}

# What an upgrade's first phase may do: only add, and only what has a value of its own.
EXPANDS = """
    op.add_column("person", sa.Column("called", sa.Text(), nullable=True))
    op.add_column("case_file", sa.Column("heat", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("case_now", sa.Column("heat", sa.Integer(), nullable=False, server_default="0"))
"""


@pytest.fixture(scope="module")
def upgraded(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """An office that the next program has upgraded, and people who still have this one."""
    made = create(postgres_server, "upgraded", "upgraded_adm")
    passwords = {login: add(made, login, *roles) for login, roles in STAFF.items()}
    office = Standing(made, {made.login: made.password, **passwords})
    registered(office, "vera", "Fraførsen")
    folder = tmp_path_factory.mktemp("next")
    with pytest.MonkeyPatch.context() as patch:
        give_next_revision(patch, folder / "migrations", EXPANDS)
        root = open_database(postgres_server.url("upgraded"))
        done = upgrade(root, PASSPHRASE, folder / "backups")
        root.close()
    schema.revisions.cache_clear()
    assert done is not None
    assert (done.before, done.after, schema.head()) == (HEAD, NEXT, HEAD)
    yield office
    remove(postgres_server, "upgraded")


def test_a_household_is_protected_and_back_with_the_previous_program(upgraded: Standing) -> None:
    _case_id, number = registered(upgraded, "vera", "Gjemtesen")
    words = ("protect", number, "confidential", "--reason", "Threats")
    assert run(*words, "--database", upgraded.url("vera"))[0] == exits.OK
    _code, out, _err = run("cases", "--json", "--database", upgraded.url("sofie"))
    assert number in out
    assert "Gjemtesen" not in out


def test_lists_and_figures_come_out_of_the_previous_program(
    upgraded: Standing, tmp_path: Path
) -> None:
    paper, sheet = str(tmp_path / "list.pdf"), str(tmp_path / "figures.xlsx")
    for login, words in (
        ("sofie", ("waitlist", "-o", paper)),
        ("sofie", ("statistics", "-o", sheet)),
        ("stine", ("statistics", "-o", f"{sheet}.xlsx")),
    ):
        code, _out, err = run(*words, "--database", upgraded.url(login))
        assert code == exits.OK, err


def test_the_administrator_goes_on_with_the_previous_program(upgraded: Standing) -> None:
    add(upgraded.made, "veslemoy", "caseworker")
    assert run("office", "revoke", "veslemoy", "--database", upgraded.made.url())[0] == exits.OK
    _code, out, _err = run("office", "check", "--database", upgraded.made.url())
    off = [line for line in out.splitlines() if not line.startswith("✓")]
    assert [line for line in off if "Protected households" not in line] == []


@pytest.fixture
def contracted(upgraded: Standing) -> Iterator[Standing]:
    """Later the next program takes something away, and says who may still come."""
    with upgraded.made.root() as connection:
        before = connection.execute("SELECT min_client FROM schema_info").fetchone()
        connection.execute("UPDATE schema_info SET min_client = '99.0.0'")
    yield upgraded
    with upgraded.made.root() as connection:
        connection.execute("UPDATE schema_info SET min_client = %s", before)


@pytest.mark.parametrize("words", [("cases",), ("migrate",), ("office", "staff"), ("waitlist",)])
def test_a_program_that_is_too_old_is_refused_in_words(
    contracted: Standing, words: tuple[str, ...], tmp_path: Path
) -> None:
    more = ("-o", str(tmp_path / "list.pdf")) if words == ("waitlist",) else ()
    code, out, err = run(*words, *more, "--database", contracted.url("vera"))
    assert (code, out) == (exits.NEWER_SCHEMA, "")
    assert "Install that version" in err
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_is_ahead_waits_for_the_upgrade(
    standing: Standing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_next_revision(monkeypatch, tmp_path / "migrations")
    code, out, err = run("cases", "--database", standing.url("kari"))
    monkeypatch.undo()
    schema.revisions.cache_clear()
    assert (code, out) == (exits.FAILURE, "")
    assert "hjemveien migrate" in err
