"""One office that was set up by commands and is shared by the tests that put it back in order."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from hjemveien.persistence.engine import Database, open_database
from tests.office.making import Made, add, create, remove
from tests.servers import PostgresServer

STAFF = {
    "kari": ("caseworker",),
    "ola": ("caseworker",),
    "siri": ("supervisor",),
    "klara": ("cleared",),
    "stat": ("statistics",),
    "logg": ("logreader",),
    "part": ("partner",),
}


@dataclass(frozen=True)
class Standing:
    """An office with somebody in every role; `passwords` by login."""

    made: Made
    passwords: dict[str, str]

    def url(self, login: str) -> str:
        return self.made.url(login, self.passwords[login])

    def open(self, login: str) -> Database:
        return open_database(self.url(login))


@pytest.fixture(scope="session")
def standing(postgres_server: PostgresServer) -> Iterator[Standing]:
    made = create(postgres_server, "standing", "standing_adm")
    passwords = {login: add(made, login, *roles) for login, roles in STAFF.items()}
    yield Standing(made, {made.login: made.password, **passwords})
    remove(postgres_server, "standing")
