"""A filled-in schema for each test, on an encrypted file and on a real server, copied cheaply."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from hjemveien.persistence.engine import Database, create_local, open_database, opened
from hjemveien.persistence.keys import FileKey
from hjemveien.persistence.migrate import migrate
from tests.servers import PostgresServer
from tests.staffed import StaffedOffice, staffed_office

PASSPHRASE = "a horse at the station"
ACTOR = "Kari Test"
NOON = datetime(2026, 2, 27, 12, 0, tzinfo=UTC)
TEMPLATE = "template_office"

# Past the audit and the foreign keys, as only a superuser's session can.
EMPTY = """
DO $$
DECLARE
    name text;
    filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN
        SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('alembic_version', 'schema_info', 'rights_manifest')
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || quote_ident(name) || ')' INTO filled;
        IF filled THEN EXECUTE 'DELETE FROM ' || quote_ident(name); END IF;
    END LOOP;
    PERFORM setval('audit_event_number_seq', 1, false);
END $$
"""


@pytest.fixture(scope="session")
def local_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FileKey]:
    """An empty office in a file, and its key: a copy opens without asking the passphrase."""
    path = tmp_path_factory.mktemp("template") / "office.db"
    database = create_local(path, PASSPHRASE)
    migrate(database, no_backup)
    key = database.key
    database.close()
    assert key is not None
    return path, key


@pytest.fixture(scope="session")
def shared_template(postgres_server: PostgresServer) -> str:
    """The name of an empty office on the server."""
    database = open_database(postgres_server.create_database(TEMPLATE))
    migrate(database, no_backup)
    database.close()
    return TEMPLATE


@pytest.fixture(params=["local", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty office of the test's own; the test runs once on each engine."""
    name = "local_database" if request.param == "local" else "shared_database"
    found = request.getfixturevalue(name)
    assert isinstance(found, Database)
    return found


@pytest.fixture
def local_database(tmp_path: Path, local_template: tuple[Path, FileKey]) -> Iterator[Database]:
    template, key = local_template
    path = tmp_path / "office.db"
    for suffix in ("", ".key"):
        shutil.copy2(f"{template}{suffix}", f"{path}{suffix}")
    database = opened(path, key)
    yield database
    database.close()


@pytest.fixture(scope="session")
def shared_office(postgres_server: PostgresServer, shared_template: str) -> str:
    """The address of the one office that tests take turns in."""
    return postgres_server.create_database("office", shared_template)


@pytest.fixture
def shared_database(shared_office: str) -> Iterator[Database]:
    """Emptied after each test, which takes a tenth of the time of making a new one."""
    database = open_database(shared_office)
    yield database
    with database.engine.begin() as connection:
        connection.exec_driver_sql(EMPTY)
    database.close()


@pytest.fixture
def staffed(shared_database: Database) -> Iterator[StaffedOffice]:
    """An empty shared office with somebody of each role in it."""
    with staffed_office(shared_database) as office:
        yield office


@pytest.fixture
def own_shared_database(
    postgres_server: PostgresServer, shared_template: str
) -> Iterator[Database]:
    """For a test that changes the schema itself."""
    name = f"office_{uuid4().hex}"
    database = open_database(postgres_server.create_database(name, shared_template))
    yield database
    database.close()
    postgres_server.drop_database(name)


def no_backup(revision: str) -> Path:
    raise AssertionError(f"an empty database needs no backup, and {revision} is not empty")
