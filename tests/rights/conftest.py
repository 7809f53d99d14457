"""One filled office for all tests of the rights, and another in the same cluster."""

from collections.abc import Iterator

import pytest

from tests.rights.office import ABROAD, NAME, STAFF, Office, fill, make_office
from tests.servers import PostgresServer


@pytest.fixture(scope="session")
def abroad(postgres_server: PostgresServer) -> Office:
    """Another municipality's office, with one caseworker."""
    return make_office(postgres_server, ABROAD, {"abr": ("caseworker",)})


@pytest.fixture(scope="session")
def office(postgres_server: PostgresServer, abroad: Office) -> Iterator[Office]:
    """What it holds stays: a test rolls back what it does, or makes a copy."""
    made = make_office(postgres_server, NAME, STAFF)
    fill(made)
    yield made
    made.close()
    abroad.close()
