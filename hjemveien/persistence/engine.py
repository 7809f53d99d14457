"""Opens a database, local or shared, and hands out sessions that say who writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hmac import compare_digest
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence import acting, addresses, cipher, errors, lines, local_file
from hjemveien.persistence.keys import FileKey, Passphrase, given
from hjemveien.persistence.lines import Lines
from hjemveien.persistence.versions import check_version
from hjemveien.texts import _

Kind = Literal["local", "postgresql"]
InWords = Callable[[DBAPIError], Refusal | None]
# Shown the address, returns what is typed.
AskPassword = Callable[[str], str]
CONNECT_SECONDS = 5

# A dead connection is noticed within ten seconds; the system's own defaults take minutes.
_ALIVE: dict[str, str | int] = {
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 6000,
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "hjemveien",
    # The server lets go as soon, or what a lost client had begun would stand in others' way.
    "options": "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2 "
    "-c tcp_user_timeout=6000 -c idle_in_transaction_session_timeout=120000",
}


class Database:
    """An open database: sessions for reading and for writing, each in one transaction."""

    def __init__(
        self, kind: Kind, engine: Engine, place: str, path: Path | None, key: FileKey | None
    ) -> None:
        self.kind: Kind = kind
        self.engine = engine
        self.place = place
        self.path = path
        self.key = key
        self._password: str | None = None
        self._lines = Lines(engine) if kind == "postgresql" else None
        self._reading = engine.execution_options(**_READ_OPTIONS[kind])
        self._writing = engine.execution_options(hjemveien_writes=True)

    @contextmanager
    def reading(self, *, listed: bool = False) -> Iterator[Session]:
        """A session that sees one moment of the database and is rolled back at its end.

        `listed` is for lists on a shared database: the tables without what no list shows, once the
        list has been opened (see services.access).
        """
        with self._told_in_words(), Session(self._reading, autoflush=False) as session:
            if listed and self.kind == "postgresql":
                session.connection().exec_driver_sql("SET LOCAL search_path = listing, public")
            yield session

    @contextmanager
    def writing(
        self, actor: str, at: datetime, operation_id: UUID | None = None
    ) -> Iterator[Session]:
        """A session that commits at the end, or nothing at all. `at` is an aware moment.

        `session.info` holds actor, at and operation_id, as do all rows of the audit it causes.
        """
        info = {"actor": actor, "at": at, "operation_id": operation_id}
        with (
            self._told_in_words(errors.while_writing),
            Session(self._writing, info=info) as session,
            session.begin(),
        ):
            session.info["actor"] = acting.begin(session.connection(), actor, at, operation_id)
            yield session

    @contextmanager
    def connecting(self, *, writes: bool = False) -> Iterator[Connection]:
        """A bare connection in one transaction, for the database's own housekeeping."""
        with self.connected(writes=writes) as connection, connection.begin():
            yield connection

    @contextmanager
    def connected(self, *, writes: bool = False) -> Iterator[Connection]:
        """The same before its transaction has begun."""
        engine = self._writing if writes else self._reading
        with self._told_in_words(), engine.connect() as connection:
            yield connection

    def apart(self, **changed: str) -> Any:
        """A connection of the driver's own, outside the pool and its habits; for a server."""
        import psycopg

        arguments, named = self.engine.dialect.create_connect_args(self.engine.url)
        asked: dict[str, Any] = {**_added(self.engine.url), **named}
        if self._password is not None:
            asked["password"] = self._password
        asked |= changed
        return psycopg.connect(*arguments, autocommit=True, **asked)

    def hang_up(self) -> None:
        """End every connection to a server that does not answer: what waits there has lost it."""
        if self._lines is not None:
            self._lines.hang_up()

    def opens_with(self, secret: str) -> bool:
        """Whether whoever types this opens it: the file's passphrase, or the login's password.

        Where the server lets in without a password it is the one of this computer's own login. A
        server that does not answer is believed to say what it said when it was opened. Raises
        CannotAsk where a computer does not tell.
        """
        if self.path is not None:
            return self._unlocked_by(self.path, secret)
        try:
            return self._let_in_by(secret)
        except errors.WrongKey:
            return False
        except errors.Unreachable:
            known = self._password or self.engine.url.password
            return known is not None and compare_digest(known.encode(), secret.encode())

    def use_password(self, password: str) -> None:
        """Make connections to a shared database with another password from now on."""
        if self._password is None:
            event.listen(self.engine, "do_connect", self._give_password)
        self._password = password

    def _give_password(
        self, _dialect: object, _record: object, _args: object, wanted: dict[str, Any]
    ) -> None:
        wanted["password"] = self._password

    def close(self) -> None:
        self.engine.dispose()

    def describe(self) -> tuple[tuple[str, str], ...]:
        """What `check` prints of it: kind, place, engine's version. Never a password."""
        with self.connecting() as connection:
            query = "SELECT sqlite_version()" if self.kind == "local" else "SHOW server_version"
            version = str(connection.exec_driver_sql(query).scalar_one())
            cipher_version = self._cipher_version(connection)
        return (
            ("kind", self.kind),
            ("place", self.place),
            ("engine", version),
            *((("cipher", cipher_version),) if cipher_version else ()),
        )

    def _unlocked_by(self, path: Path, passphrase: str) -> bool:
        try:
            return local_file.unlock(path, passphrase) == self.key
        except errors.WrongKey:
            return False

    def _let_in_by(self, password: str) -> bool:
        import psycopg

        from hjemveien.persistence.system_login import is_password_here

        try:
            connection = self.apart(password=password)
        except psycopg.Error as error:
            told = errors.in_words(DBAPIError("", None, error))
            raise (told or errors.lost()) from error
        asked = bool(connection.pgconn.used_password)
        connection.close()
        # Let in without being asked: the password says nothing of the person.
        return asked or is_password_here(password)

    def _cipher_version(self, connection: Connection) -> str:
        if self.kind != "local":
            return ""
        return str(connection.exec_driver_sql("PRAGMA cipher_version").scalar_one())

    @contextmanager
    def _told_in_words(self, in_words: InWords = errors.in_words) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            refusal = in_words(error)
            if refusal is None:
                raise
            raise refusal from error


_READ_OPTIONS: dict[Kind, dict[str, Any]] = {
    "local": {},
    # Several statements see one moment, and the server itself refuses a write.
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def open_database(
    address: str | Path, passphrase: Passphrase = None, *, password: AskPassword | None = None
) -> Database:
    """Open a local file or a `postgresql+psycopg://` address; asks for a passphrase only locally.

    `password` is asked where the server wants one and libpq finds none (PGPASSWORD, ~/.pgpass).
    Raises Unreachable, WrongKey, Damaged, Insecure. Looks at no tables: see migrate.
    """
    if isinstance(address, str) and addresses.is_shared(address):
        return _open_shared(addresses.checked(addresses.read_address(address)), password)
    path = Path(address)
    if not path.exists():
        raise errors.Unreachable(_("There is no database at {path}.").format(path=path))
    typed = given(passphrase)
    if typed is None:
        raise errors.WrongKey(_("The database is encrypted: its passphrase is needed."))
    return opened(path, local_file.unlock(path, typed))


def create_local(path: Path, passphrase: str) -> Database:
    """Make an empty encrypted file and open it; its tables come with `migrate`."""
    return opened(path, local_file.create(path, passphrase))


def opened(path: Path, key: FileKey) -> Database:
    """A local database whose key is already known."""
    engine = _local_engine(path, key)
    database = Database("local", engine, str(path), path, key)
    _try(database)
    return database


def _open_shared(url: URL, password: AskPassword | None) -> Database:
    try:
        return _connected(url)
    except errors.NoPassword:
        if password is None:
            raise
        return _connected(url.set(password=password(addresses.shown(url))))


def _connected(url: URL) -> Database:
    engine = create_engine(
        url,
        connect_args=_added(url),
        pool_size=5,
        pool_timeout=CONNECT_SECONDS,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _check_version)
    lines.watch_for_dead(engine)
    database = Database("postgresql", engine, addresses.shown(url), None, None)
    _try(database)
    return database


def _check_version(connection: Any, _record: object) -> None:
    """Every connection's, for the next may be to another host."""
    try:
        check_version(connection.info.server_version)
    except BaseException:
        connection.close()
        raise


def _added(url: URL) -> dict[str, str | int]:
    """What the address does not say itself: of several hosts, the one that accepts writes."""
    several = len(addresses.hosts(url)) > 1
    arguments = _ALIVE | ({"target_session_attrs": "read-write"} if several else {})
    return {name: value for name, value in arguments.items() if name not in url.query}


def _local_engine(path: Path, key: FileKey) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=cipher.DRIVER,
        creator=lambda: cipher.connect(path, key),
        poolclass=QueuePool,
        pool_size=5,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _register)
    event.listen(engine, "checkin", _forget)
    event.listen(engine, "begin", _begin)
    return engine


def _register(connection: cipher.Connection, record: object) -> None:
    acting.remember(record, acting.register(connection))


def _forget(_connection: cipher.Connection, record: object) -> None:
    acting.forget(record)


def _begin(connection: Connection) -> None:
    """A deferred transaction fails at once when another writes; an immediate one waits its turn."""
    writes = connection.get_execution_options().get("hjemveien_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _try(database: Database) -> None:
    """The first question decides whether it is there and opens."""
    try:
        with database.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError as error:
        database.close()
        found = errors.in_words(error)
        if found is None or isinstance(found, errors.Lost):
            found = errors.not_opened(database.place, error)
        raise found from error
    except BaseException:
        database.close()
        raise
