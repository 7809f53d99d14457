"""A backup host copies everything, and who does not see everything copies nothing."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hjemveien.cli import exits
from hjemveien.persistence import backup
from hjemveien.persistence.engine import open_database
from hjemveien.persistence.errors import WrongKey
from tests.databases import PASSPHRASE
from tests.office.conftest import Standing
from tests.office.making import remove, run, run_json
from tests.office.test_cases import registered
from tests.servers import PostgresServer

# Made anew by whatever restores them.
_MADE_ANEW = {"alembic_version", "schema_info", "rights_manifest"}


@dataclass(frozen=True)
class Host:
    login: str
    url: str


@pytest.fixture(scope="module")
def host(standing: Standing) -> Iterator[Host]:
    """The backup host of an office in which somebody is protected."""
    registered(standing, "kari")
    _case, number = registered(standing, "kari", "Skjulestad")
    words = ("protect", number, "strictly-confidential", "--reason", "Threats")
    assert run(*words, "--database", standing.url("kari"))[0] == exits.OK
    given = run("assign", number, "klara", "--database", standing.url("siri"))
    assert given[0] == exits.OK
    root = standing.made.server.url("standing")
    told = run_json("office", "backup-login", "host", "--database", root, "--json")
    yield Host("host", standing.made.url("host", told["password"]))
    with standing.made.root() as connection:
        connection.execute("DROP ROLE host")


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HJEMVEIEN_PASSPHRASE", PASSPHRASE)


def counted(url: str) -> dict[str, int]:
    """Rows of every table, as the superuser sees them."""
    database = open_database(url)
    with database.connecting() as connection:
        names = connection.exec_driver_sql(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).scalars()
        found = {
            name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
            for name in set(names) - _MADE_ANEW
        }
    database.close()
    return found


def test_its_backup_holds_every_row_and_is_put_back_whole(
    standing: Standing, host: Host, tmp_path: Path
) -> None:
    file = tmp_path / "b.hjemveien"
    code, _out, err = run("backup", "-o", str(file), "--database", host.url)
    assert code == exits.OK, err
    server = standing.made.server
    there = counted(server.url("standing"))
    assert backup.verify(file, PASSPHRASE).rows == there
    assert there["sealed_identity"] > 0
    again = server.create_database("again")
    code, _out, err = run("restore", str(file), "--database", again)
    assert code == exits.OK, err
    restored = counted(again)
    # What is chained on arrival is the restored database's own.
    assert restored.pop("audit_checkpoint") >= there.pop("audit_checkpoint")
    assert restored == there
    for words in (("check",), ("audit", "verify")):
        code, out, _err = run(*words, "--database", again)
        assert code == exits.OK, out
    remove(server, "again")


@pytest.mark.parametrize("login", ["kari", "siri", "klara", "stat", "logg", "standing_adm"])
def test_who_does_not_see_every_row_is_refused_in_words(
    standing: Standing, login: str, tmp_path: Path
) -> None:
    file = tmp_path / "b.hjemveien"
    code, _out, err = run("backup", "-o", str(file), "--database", standing.url(login))
    assert code == exits.NOT_ALLOWED
    assert "would not be whole" in err
    assert list(tmp_path.iterdir()) == []


def test_the_host_changes_nothing(host: Host) -> None:
    database = open_database(host.url)
    with database.connecting() as connection:
        verbs = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
        for verb in verbs:
            assert not connection.exec_driver_sql(
                "SELECT bool_or(has_table_privilege(c.oid, %s)) FROM pg_class c "
                "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace",
                (verb,),
            ).scalar_one()
    database.close()


def test_an_office_with_a_backup_host_is_as_it_should_be(standing: Standing, host: Host) -> None:
    code, out, _err = run("office", "check", "--database", standing.made.url())
    assert host.login not in out
    assert code == exits.OK, out


def test_pg_dump_copies_as_much_by_the_same_login(
    standing: Standing, host: Host, tmp_path: Path
) -> None:
    file = tmp_path / "office.dump"
    dumped = pg_dump(host.url, file)
    assert dumped.returncode == 0, dumped.stderr
    server = standing.made.server
    address = server.create_database("dumped", "template0").replace("+psycopg", "", 1)
    words = ("pg_restore", "--exit-on-error", "--no-owner", "-d", address, str(file))
    restored = subprocess.run(words, capture_output=True, text=True, check=False)
    assert restored.returncode == 0, restored.stderr
    assert counted(server.url("dumped")) == counted(server.url("standing"))
    server.drop_database("dumped")


def test_pg_dump_by_anybody_else_fails_instead_of_leaving_rows_out(
    standing: Standing, tmp_path: Path
) -> None:
    assert pg_dump(standing.url("siri"), tmp_path / "office.dump").returncode != 0


def pg_dump(url: str, file: Path) -> subprocess.CompletedProcess[str]:
    words = ("pg_dump", "-Fc", "-f", str(file), "-d", url.replace("+psycopg", "", 1))
    return subprocess.run(
        words, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}
    )


def test_the_same_command_gives_a_host_a_new_password(standing: Standing) -> None:
    words = ("office", "backup-login", "second", "--database")
    root = standing.made.server.url("standing")
    first, second = (run_json(*words, root, "--json")["password"] for _time in range(2))
    with pytest.raises(WrongKey):
        open_database(standing.made.url("second", first))
    open_database(standing.made.url("second", second)).close()
    with standing.made.root() as connection:
        connection.execute("DROP ROLE second")


@pytest.mark.parametrize("login", ["kari", "standing_caseworker", "postgres", "Host", "pg_host"])
def test_a_name_that_is_somebody_elses_is_refused(standing: Standing, login: str) -> None:
    root = standing.made.server.url("standing")
    code, out, _err = run("office", "backup-login", login, "--database", root)
    assert (code in (exits.USAGE, exits.FAILURE), out) == (True, "")


def test_an_administrator_of_the_office_cannot_make_one(standing: Standing) -> None:
    code, out, err = run("office", "backup-login", "mine", "--database", standing.made.url())
    assert (code, out) == (exits.NOT_ALLOWED, "")
    assert "superuser" in err


def test_on_another_server_people_get_their_accounts_anew(host: Host, tmp_path: Path) -> None:
    """A backup holds no passwords; what people were in the office is kept."""
    file = tmp_path / "b.hjemveien"
    assert run("backup", "-o", str(file), "--database", host.url)[0] == exits.OK
    with PostgresServer() as other:
        address = other.create_database("elsewhere")
        assert run("restore", str(file), "--database", address)[0] == exits.OK
        told = run_json(
            "office", "add-staff", "standing_adm", "--role", "admin", "--database", address,
            "--json",
        )  # fmt: skip
        root = other.url("elsewhere").split("@")[1]
        by_admin = f"postgresql+psycopg://standing_adm:{told['password']}@{root}"
        words = ("office", "add-staff", "klara", "--role", "cleared", "--database", by_admin)
        given = run_json(*words, "--json")
        open_database(f"postgresql+psycopg://klara:{given['password']}@{root}").close()
        code, out, _err = run("office", "check", "--database", by_admin)
    off = [line for line in out.splitlines() if line.startswith("✗")]
    missing = ("kari", "ola", "siri", "stat", "logg", "part")
    assert code == exits.FAILURE
    assert [line.split(": ")[1].split()[0] for line in off] == sorted(missing)
