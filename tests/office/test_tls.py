"""A server that proves who it is, and people who prove it twice."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.errors import Insecure, WrongKey
from hjemveien.persistence.office_check import server
from tests.office.making import Made, add, create, run
from tests.office.papers import Authority, Paper, drawer, hand_over
from tests.servers import FORGETFUL, PostgresServer

# This machine by an address that is not a loopback one, as another machine would be.
ELSEWHERE = "0.0.0.0"
# Asked to listen to another machine too, on an address that no machine has.
LISTENS = {"listen_addresses": "127.0.0.1,192.0.2.1"}
# Kari proves herself twice; the server's own administrator is let in from this machine alone.
HBA = """
hostssl secured kari     127.0.0.1/32 scram-sha-256 clientcert=verify-full
hostssl secured gudrun   127.0.0.1/32 gss include_realm=0
hostssl secured all      127.0.0.1/32 scram-sha-256
host    all     postgres 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Secured:
    """An office on a server with TLS; the municipality's authority, and somebody else's."""

    made: Made
    ours: Authority
    theirs: Authority
    kari: Paper
    passwords: dict[str, str]

    def url(self, login: str, host: str, **more: object) -> str:
        return address(self.made, login, self.passwords.get(login, "wrong"), host, **more)

    def trusted(self, login: str, host: str, **more: object) -> str:
        return self.url(login, host, sslrootcert=self.ours.root, **more)


def address(made: Made, login: str, password: str, host: str, **more: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    port = made.server.port
    return f"postgresql+psycopg://{login}:{password}@{host}:{port}/{made.name}?{query}"


@pytest.fixture(scope="module")
def secured() -> Iterator[Secured]:
    folder = drawer()
    ours, theirs = Authority(folder, "kommune"), Authority(folder, "other")
    paper = ours.server("localhost", ELSEWHERE)
    hand_over(paper.key)
    (folder / "hba.conf").write_text(HBA)
    with PostgresServer(settings(folder, ours, paper)) as own:
        made = create(own, "secured", "secured_adm")
        root = {"sslmode": "verify-full", "sslrootcert": ours.root}
        by_tls = Made(
            own, made.name, made.login, made.password,
            address(made, made.login, made.password, "localhost", **root).replace(
                f":{made.password}", "", 1
            ),
        )  # fmt: skip
        passwords = {login: add(by_tls, login, "caseworker") for login in ("kari", "ola")}
        passwords[made.login] = made.password
        yield Secured(made, ours, theirs, ours.person("kari"), passwords)
    shutil.rmtree(folder)


def settings(folder: Path, ours: Authority, paper: Paper) -> dict[str, str]:
    return {
        **FORGETFUL,
        **LISTENS,
        "ssl": "on",
        "ssl_cert_file": str(paper.certificate),
        "ssl_key_file": str(paper.key),
        "ssl_ca_file": str(ours.root),
        "hba_file": str(folder / "hba.conf"),
    }


def encrypted(database: Database) -> bool:
    """Whether this very connection is, as the server sees it."""
    with database.connecting() as connection:
        asked = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        return bool(connection.exec_driver_sql(asked).scalar_one())


@pytest.mark.parametrize("host", ["localhost", ELSEWHERE])
def test_a_server_that_proves_its_name_is_opened(secured: Secured, host: str) -> None:
    more = {} if host == ELSEWHERE else {"sslmode": "verify-full"}
    database = open_database(secured.trusted("ola", host, **more))
    assert encrypted(database)
    database.close()


def test_the_root_certificate_may_stand_in_the_environment(
    secured: Secured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSSLROOTCERT", str(secured.ours.root))
    database = open_database(secured.url("ola", ELSEWHERE))
    assert encrypted(database)
    database.close()


@pytest.mark.parametrize("login", ["ola", "nobody"])
def test_a_server_of_another_authority_is_not_told_a_password(secured: Secured, login: str) -> None:
    """A wrong password would be refused as such, had it been sent."""
    root = secured.theirs.root
    with pytest.raises(Insecure, match="No password was sent"):
        open_database(secured.url(login, ELSEWHERE, sslrootcert=root))
    with pytest.raises(Insecure):
        open_database(secured.url(login, "localhost", sslmode="verify-full", sslrootcert=root))


def test_the_system_does_not_trust_our_own_authority(secured: Secured) -> None:
    with pytest.raises(Insecure, match="No password was sent"):
        open_database(secured.url("nobody", ELSEWHERE))


def test_a_certificate_for_another_name_is_not_enough(secured: Secured) -> None:
    with pytest.raises(Insecure, match="No password was sent"):
        open_database(secured.trusted("nobody", "127.0.0.1", sslmode="verify-full"))


def test_the_right_server_hears_a_wrong_password(secured: Secured) -> None:
    with pytest.raises(WrongKey, match="user name and password"):
        open_database(secured.trusted("nobody", ELSEWHERE))


def test_a_road_in_plain_text_is_closed_by_the_server_too(secured: Secured) -> None:
    with pytest.raises(WrongKey, match="pg_hba"):
        open_database(secured.url("ola", "127.0.0.1", sslmode="disable"))


def test_no_office_is_made_on_a_server_of_another_authority(secured: Secured) -> None:
    where = secured.url("postgres", ELSEWHERE, sslrootcert=secured.theirs.root)
    words = ("office", "create", "--admin-url", where, "--database", "by", "--admin", "adm")
    code, out, err = run(*words)
    assert code != 0
    assert out == ""
    assert "No password was sent" in err


def test_somebody_proves_it_twice_password_and_certificate(secured: Secured) -> None:
    own = {"sslcert": secured.kari.certificate, "sslkey": secured.kari.key}
    database = open_database(secured.trusted("kari", ELSEWHERE, **own))
    assert encrypted(database)
    database.close()


def test_the_password_alone_does_not_let_in_who_needs_a_certificate(secured: Secured) -> None:
    with pytest.raises(WrongKey, match="certificate of your own"):
        open_database(secured.trusted("kari", ELSEWHERE))


def test_the_certificate_alone_does_not_either(secured: Secured) -> None:
    own = {"sslcert": secured.kari.certificate, "sslkey": secured.kari.key}
    url = secured.trusted("kari", ELSEWHERE, **own)
    with pytest.raises(WrongKey, match="user name and password"):
        open_database(url.replace(secured.passwords["kari"], "wrong", 1))


@pytest.mark.parametrize("whose", ["colleague", "other"])
def test_anothers_certificate_is_no_proof(secured: Secured, whose: str) -> None:
    authority = secured.ours if whose == "colleague" else secured.theirs
    paper = authority.person("ola" if whose == "colleague" else "kari")
    own = {"sslcert": paper.certificate, "sslkey": paper.key}
    with pytest.raises(WrongKey):
        open_database(secured.trusted("kari", ELSEWHERE, **own))


def test_somebody_without_a_ticket_is_told_so(
    secured: Secured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A password does not help where the server asks for Kerberos."""
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path}/no-tickets")
    with pytest.raises(WrongKey, match="Kerberos"):
        open_database(secured.trusted("gudrun", ELSEWHERE))


def found(address: str) -> dict[str, bool]:
    """What the check says of the server itself."""
    database = open_database(address)
    with database.connecting() as connection:
        lines = {f"{each.subject}: {each.words}": each.fine for each in server.findings(
            connection, database.engine.url
        )}  # fmt: skip
    database.close()
    return lines


def test_the_check_is_content_with_a_server_that_listens_to_others_by_tls(
    secured: Secured,
) -> None:
    lines = found(secured.trusted(secured.made.login, ELSEWHERE))
    assert lines["The server listens: To others, with TLS."]
    assert lines["Road to the server: Encrypted (TLS)."]


def test_the_check_finds_a_server_that_listens_to_others_in_plain_text() -> None:
    with PostgresServer({**FORGETFUL, **LISTENS}) as plain:
        lines = found(plain.url("postgres"))
    assert not lines["The server listens: To others (127.0.0.1,192.0.2.1), without TLS."]
