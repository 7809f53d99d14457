"""What the IT department's page says to type is what the program and the server understand."""

import shlex
import shutil
from pathlib import Path

import psycopg
import pytest

from hjemveien import texts
from hjemveien.cli import parser
from hjemveien.persistence.addresses import checked, read_address
from hjemveien.persistence.rights import quiet
from hjemveien.persistence.versions import LEAKS, least_of
from tests.office.papers import Authority, drawer, hand_over
from tests.servers import FORGETFUL, PostgresServer

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("it.nb.md", "it.en.md")


def blocks(page: str) -> list[str]:
    """The indented parts, each a text of its own."""
    found, lines = [], []
    for line in [*(DOCS / page).read_text("utf-8").splitlines(), ""]:
        if line.startswith("    "):
            lines.append(line[4:])
        elif lines:
            found.append("\n".join(lines))
            lines = []
    return found


def typed(page: str) -> list[str]:
    lines = [line for block in blocks(page) for line in block.splitlines()]
    return [line for line in lines if line.startswith("hjemveien ")]


def hba(page: str) -> list[str]:
    """Its lines without what they are for."""
    block = next(block for block in blocks(page) if block.startswith("# pg_hba.conf"))
    return [line for line in block.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_can_be_typed(page: str) -> None:
    texts.set_language("en")
    commands = typed(page)
    assert len(commands) > 10
    for line in commands:
        parsed = parser.build().parse_args(shlex.split(line)[1:])
        for address in (parsed.database, getattr(parsed, "admin_url", None)):
            if address and "://" in address:
                assert checked(read_address(address), {}).query["sslmode"] == "verify-full"


@pytest.mark.parametrize("guide", ["guide.nb.md", "guide.en.md"])
def test_every_command_is_named_in_the_guide(guide: str) -> None:
    told = (DOCS / guide).read_text("utf-8")
    assert [m.NAME for m in parser.command_modules() if f"`{m.NAME}`" not in told] == []


def test_both_pages_say_the_same_to_type() -> None:
    ours, theirs = PAGES
    assert typed(ours) == typed(theirs)
    assert hba(ours) == hba(theirs)


@pytest.mark.parametrize("page", PAGES)
def test_every_leak_and_setting_is_named(page: str) -> None:
    told = (DOCS / page).read_text("utf-8")
    for leak in LEAKS:
        assert leak.cve in told
    for major in (15, 16, 17):
        assert f"{major}.{least_of(major)}" in told
    for name in ("log_statement", "log_min_error_statement", "log_error_verbosity"):
        assert f"`{name}` {dict(quiet.SETTINGS)[name]}" in told


def test_a_server_understands_who_is_let_in() -> None:
    folder = drawer()
    ident = next(block for block in blocks(PAGES[0]) if block.startswith("# pg_ident.conf"))
    (folder / "ident.conf").write_text(f"{ident}\n")
    # The test itself comes by a password and in plain text.
    ours = "host postgres postgres 127.0.0.1/32 scram-sha-256"
    (folder / "hba.conf").write_text("\n".join([ours, *hba(PAGES[0])]) + "\n")
    authority = Authority(folder, "kommune")
    paper = authority.server("localhost")
    hand_over(paper.key)
    told = {
        "hba_file": folder / "hba.conf", "ident_file": folder / "ident.conf", "ssl": "on",
        "ssl_cert_file": paper.certificate, "ssl_key_file": paper.key,
        "ssl_ca_file": authority.root,
    }  # fmt: skip
    settings = {**FORGETFUL, **{name: str(value) for name, value in told.items()}}
    with PostgresServer(settings) as server:
        address = server.url("postgres").replace("+psycopg", "", 1)
        with psycopg.connect(address, autocommit=True) as connection:
            rules = connection.execute("SELECT error FROM pg_hba_file_rules").fetchall()
            maps = connection.execute("SELECT error FROM pg_ident_file_mappings").fetchall()
    shutil.rmtree(folder)
    assert len(rules) == 1 + len(hba(PAGES[0]))
    assert len(maps) == 1
    assert {row[0] for row in (*rules, *maps)} == {None}
