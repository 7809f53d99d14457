"""The server that the tests start is a real one, in the offices' locale, and leaves nothing."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import servers
from tests.servers import PostgresServer, VirtualScreen

OWNER = """
import sys
from tests.servers import PostgresServer
server = PostgresServer()
server.start()
print(server.url("postgres"), flush=True)
sys.stdin.read()
"""


def ask(url: str, question: str) -> object:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def test_the_server_folds_norwegian_letters(postgres_server: PostgresServer) -> None:
    assert ask(postgres_server.url("postgres"), "SELECT lower('ÆØÅ')") == "æøå"


def test_a_database_copies_its_template(postgres_server: PostgresServer) -> None:
    pattern = postgres_server.create_database("ground pattern")
    with psycopg.connect(pattern.replace("+psycopg", "").replace(" ", "%20")) as connection:
        connection.execute("CREATE TABLE homes AS SELECT 3 AS rooms")
    copy = postgres_server.create_database("ground_copy", template="ground pattern")
    assert ask(copy, "SELECT rooms FROM homes") == 3
    postgres_server.drop_database("ground_copy")
    postgres_server.drop_database("ground pattern")


def test_a_machine_without_the_server_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(servers, "PROGRAMS", Path("/nowhere"))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(servers.ServerMissingError, match="apt-get install postgresql"):
        PostgresServer().start()


def test_a_window_opens_on_the_virtual_screen(virtual_screen: VirtualScreen) -> None:
    window = (
        "from PySide6.QtWidgets import QApplication, QWidget;"
        "app = QApplication([]); w = QWidget(); w.show(); app.processEvents();"
        "print(app.platformName(), app.primaryScreen().size().width())"
    )
    shown = subprocess.run(
        (sys.executable, "-c", window),
        env={**os.environ, "DISPLAY": virtual_screen.display, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == ["xcb", "1600"]


@pytest.mark.slow
def test_the_server_and_its_files_go_when_its_owner_is_killed() -> None:
    with start_owner() as owner:
        assert owner.stdout is not None
        assert owner.stderr is not None
        url = owner.stdout.readline().strip()
        folder = Path(str(ask(url, "SHOW data_directory"))).parent
        owner.kill()
        owner.stderr.read()  # the watching shell holds the other end until it is done
    with pytest.raises(psycopg.OperationalError):
        ask(url, "SELECT 1")
    assert not folder.exists()


def start_owner() -> subprocess.Popen[str]:
    return subprocess.Popen(
        (sys.executable, "-c", OWNER),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
