"""Makes a shared office on a bare server, whole or not at all: database, groups, schema, rights."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DBAPIError

from hjemveien.domain.refusal import InTheWay, NotAllowed
from hjemveien.persistence import migrate, offices
from hjemveien.persistence.engine import AskPassword, Database, open_database
from hjemveien.persistence.rights.roles import Roles, checked_name
from hjemveien.texts import _

# Plain C folds no Å, and its trigrams would drop it; ICU sorts alike on every system.
LOCALE = (
    "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'nb-NO' LOCALE 'C.UTF-8'"
)
# What of the administrator's own address is everybody's: how the server is found and proven.
_FOR_ALL = ("host", "port", "sslmode", "sslrootcert", "target_session_attrs", "krbsrvname")


@contextmanager
def founded(
    admin_url: str, name: str, login: str, *, password: AskPassword | None = None
) -> Iterator[Database]:
    """The new office's database, opened as the server's administrator. What fails is taken back.

    `login` is going to be the first administrator's. Raises InTheWay where a database or role
    has such a name already, NotAllowed for anybody but a superuser, OldServer, Insecure.
    """
    roles = Roles(checked_name(name))
    server = open_database(admin_url, password=password)
    try:
        with _autocommitting(server) as connection:
            _check_superuser(connection)
            _check_free(connection, name, (*roles.all(), login))
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" {LOCALE}')
        try:
            with offices.beside(server, name) as database:
                migrate.migrate(database, _nothing_to_copy)
                yield database
        except BaseException:
            _take_back(server, name, (*roles.all(), login))
            raise
    finally:
        server.close()


def address_for(database: Database, login: str) -> str:
    """The office's address for somebody with this login; without any password."""
    made = database.engine.url
    kept = {name: value for name, value in made.query.items() if name in _FOR_ALL}
    url = URL.create(made.drivername, login, None, made.host, made.port, made.database, query=kept)
    return url.render_as_string(hide_password=False)


@contextmanager
def _autocommitting(server: Database) -> Iterator[Connection]:
    """Databases are made outside of transactions."""
    with server.engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


def _check_superuser(connection: Connection) -> None:
    if connection.exec_driver_sql("SHOW is_superuser").scalar_one() != "on":
        raise NotAllowed(
            _(
                "An office is set up by a superuser of the server. CREATEROLE is not enough, and "
                "nobody should have it: on PostgreSQL 15 it reaches the operating system."
            )
        )


def _check_free(connection: Connection, name: str, roles: tuple[str, ...]) -> None:
    asked = text("SELECT datname FROM pg_database WHERE datname = :name")
    if connection.execute(asked, {"name": name}).first():
        raise InTheWay(
            _("The server already has a database {name}; it was left as it is.").format(name=name)
        )
    asked = text("SELECT rolname FROM pg_roles WHERE rolname = ANY (:names) ORDER BY rolname")
    taken = list(connection.execute(asked, {"names": list(roles)}).scalars())
    if taken:
        raise InTheWay(
            _("The server already has roles of these names; they were left alone: {roles}.").format(
                roles=", ".join(taken)
            )
        )


def _take_back(server: Database, name: str, roles: tuple[str, ...]) -> None:
    """None of the roles was there before: that is checked first."""
    with suppress(DBAPIError), _autocommitting(server) as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        for role in roles:
            connection.exec_driver_sql(f'DROP ROLE IF EXISTS "{role}"')


def _nothing_to_copy(revision: str) -> Path:
    raise AssertionError(f"a new database cannot hold {revision}")
