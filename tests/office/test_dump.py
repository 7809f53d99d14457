"""An office that was copied by pg_dump is put back by pg_restore, and made whole by one command."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from hjemveien.cli import exits
from tests.office.conftest import Standing
from tests.office.making import add, create, remove, run
from tests.office.test_cases import registered
from tests.servers import PostgresServer

NAME = "dumped"


@pytest.fixture(scope="module")
def office(postgres_server: PostgresServer) -> Iterator[Standing]:
    made = create(postgres_server, NAME, "dump_adm")
    passwords = {"dora": add(made, "dora", "supervisor"), made.login: made.password}
    yield Standing(made, passwords)
    remove(postgres_server, NAME)


def done(*words: str) -> None:
    run_so = subprocess.run(
        words, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}
    )
    assert run_so.returncode == 0, run_so.stderr


def plain(address: str) -> str:
    return address.replace("+psycopg", "", 1)


def restored(office: Standing, other: PostgresServer, folder: Path) -> str:
    """By the words of the page for the IT department; the new address of the superuser."""
    there, here = office.made.server, plain(other.url("postgres"))
    roles, file = str(folder / "roles.sql"), str(folder / "office.dump")
    done("pg_dumpall", "--roles-only", "-f", roles, "-d", plain(there.url("postgres")))
    done("pg_dump", "-Fc", "-f", file, "-d", plain(there.url(NAME)))
    kept = [line for line in Path(roles).read_text().splitlines() if "ROLE postgres" not in line]
    Path(roles).write_text("\n".join(kept))
    done("psql", "-q", "-d", here, "-f", roles)
    done(
        "createdb", "-T", "template0", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu",
        "--icu-locale=nb-NO", "--maintenance-db", here, NAME,
    )  # fmt: skip
    done("pg_restore", "--exit-on-error", "-d", plain(other.url(NAME)), file)
    return other.url(NAME)


def test_it_is_whole_again_after_the_repair(office: Standing, tmp_path: Path) -> None:
    registered(office, "dora", "Kopiert")
    with PostgresServer() as other:
        address = restored(office, other, tmp_path)
        assert run("office", "check", "--database", address)[0] == exits.FAILURE
        code, _out, err = run("office", "repair", "--database", address)
        assert code == exits.OK, err
        code, out, _err = run("office", "check", "--database", address)
        assert code == exits.OK, out
        assert run("audit", "verify", "--database", address)[0] == exits.OK
        hers = office.url("dora").rpartition("@")[0] + "@" + address.rpartition("@")[2]
        _code, out, _err = run("cases", "--database", hers)
        assert "Kopiert" in out


def test_a_copy_beside_its_office_is_left_alone(office: Standing, tmp_path: Path) -> None:
    server, file = office.made.server, str(tmp_path / "office.dump")
    done("pg_dump", "-Fc", "-f", file, "-d", plain(server.url(NAME)))
    address = server.create_database("beside", "template0")
    done("pg_restore", "--exit-on-error", "-d", plain(address), file)
    code, _out, err = run("office", "repair", "--database", address)
    server.drop_database("beside")
    assert code == exits.NOT_ALLOWED
    assert f"belong to the database {NAME} too" in err
    assert run("office", "check", "--database", server.url(NAME))[0] == exits.OK
