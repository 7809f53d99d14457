"""Servers that leak past row security are refused, by whoever opens an office there."""

import re
from collections.abc import Iterator

import pytest

from hjemveien.persistence import versions
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.errors import OldServer
from tests.office.making import run
from tests.office.relay import Relay
from tests.servers import PostgresServer


@pytest.mark.parametrize("number", [150014, 150018, 160010, 170006, 180000, 190001])
def test_a_server_without_known_leaks_is_accepted(number: int) -> None:
    versions.check_version(number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (90624, "15 or newer"),
        (140022, "15 or newer"),
        (150002, "CVE-2023-2455, CVE-2023-39418, CVE-2024-10976, CVE-2025-8713"),
        (150003, r"\(CVE-2023-39418"),
        (150008, r"\(CVE-2024-10976, CVE-2025-8713"),
        (150013, r"\(CVE-2025-8713\). Upgrade it to 15.14"),
        (160009, "16.10"),
        (170000, r"\(CVE-2024-10976, CVE-2025-8713\). Upgrade it to 17.6"),
        (170005, "17.6"),
    ],
)
def test_a_server_that_leaks_is_refused_by_name(number: int, said: str) -> None:
    with pytest.raises(OldServer, match=said):
        versions.check_version(number)


def as_older(sent: bytes) -> bytes:
    """What the server says of itself, with the last release that leaks in place of its own."""
    return re.sub(
        rb"(server_version\0)(\d\d\.\d+)",
        lambda found: found[1] + b"15.13".ljust(len(found[2]), b" "),
        sent,
    )


@pytest.fixture
def older(postgres_server: PostgresServer) -> Iterator[Relay]:
    with Relay(postgres_server.port, as_older) as relay:
        yield relay


def test_every_client_refuses_to_open_an_office_there(
    older: Relay, shared_database: Database
) -> None:
    url = shared_database.engine.url.set(port=older.port)
    with pytest.raises(OldServer, match=r"CVE-2025-8713"):
        open_database(url.render_as_string(hide_password=False))


def test_no_office_is_made_there(older: Relay, postgres_server: PostgresServer) -> None:
    address = postgres_server.url("postgres").replace(
        f":{postgres_server.port}/", f":{older.port}/"
    )
    code, _out, err = run(
        "office", "create", "--admin-url", address, "--database", "older", "--admin", "adm"
    )
    assert code != 0
    assert "15.14" in err
