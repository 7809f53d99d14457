"""One filled office for all tests of the rights, and another in the same cluster."""

from collections.abc import Iterator

import pytest

from tests.rights.office import ABROAD, NAME, STAFF, Office, fill, make_office
from tests.servers import PostgresServer


@pytest.fixture(scope="session")
def rights_server() -> Iterator[PostgresServer]:
    """A cluster of their own: accounts belong to the whole cluster, and so would get in the way."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session")
def abroad(rights_server: PostgresServer) -> Iterator[Office]:
    """Another municipality's office, with one caseworker."""
    made = make_office(rights_server, ABROAD, {"abr": ("caseworker",)})
    yield made
    made.close()


@pytest.fixture(scope="session")
def office(
    rights_server: PostgresServer,
    abroad: Office,  # noqa: ARG001 - there, so that its groups and accounts are
) -> Iterator[Office]:
    """What it holds stays: a test rolls back what it does, or makes a copy."""
    made = make_office(rights_server, NAME, STAFF)
    fill(made)
    yield made
    made.close()
