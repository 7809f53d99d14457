"""What is sent before a server has proven who it is: nothing."""

import pytest

from hjemveien.persistence.addresses import checked, read_address
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.errors import Insecure
from tests.office.making import run
from tests.office.relay import Listener

# This machine by an address that is not a loopback one, as another machine would be.
ELSEWHERE = "0.0.0.0"


def test_a_server_without_tls_hears_no_name_and_no_password() -> None:
    with Listener() as server:
        address = f"postgresql+psycopg://kari:hunter2@{ELSEWHERE}:{server.port}/office"
        with pytest.raises(Insecure, match="No password was sent"):
            open_database(address)
    assert server.heard
    assert b"kari" not in server.heard
    assert b"hunter2" not in server.heard


@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-ca"])
def test_a_weaker_road_is_not_even_tried(mode: str) -> None:
    with Listener() as server:
        address = f"postgresql+psycopg://kari:hunter2@{ELSEWHERE}:{server.port}/office"
        with pytest.raises(Insecure, match="verify-full"):
            open_database(f"{address}?sslmode={mode}")
    assert server.heard == b""


def test_no_office_is_made_over_such_a_road() -> None:
    with Listener() as server:
        address = f"postgresql+psycopg://postgres:hunter2@{ELSEWHERE}:{server.port}/postgres"
        code, out, err = run(
            "office", "create", "--admin-url", address, "--database", "by", "--admin", "adm"
        )
    assert code != 0
    assert out == ""
    assert "No password was sent" in err
    assert b"hunter2" not in server.heard


def test_a_kerberos_ticket_is_no_way_around_tls() -> None:
    """With one libpq encrypts by Kerberos first, whatever sslmode says."""
    for asked in ("", "?gssencmode=require", "?gssencmode=prefer"):
        url = checked(read_address(f"postgresql+psycopg://kari@db.example/office{asked}"))
        assert (url.query["gssencmode"], url.query["sslmode"]) == ("disable", "verify-full")
