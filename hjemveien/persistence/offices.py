"""All offices of one server, for an operator who looks after many municipalities."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence.engine import AskPassword, Database, open_database
from hjemveien.persistence.rights.roles import prefix_of
from hjemveien.texts import _

_DATABASES = (
    "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname"
)


@dataclass(frozen=True)
class Done:
    """What became of one office; `words` are fit to show."""

    name: str
    fine: bool
    words: str


def names(server: Database) -> tuple[str, ...]:
    """Every database in which an office's rights were once made, by name."""
    with server.connecting() as connection:
        found = list(connection.exec_driver_sql(_DATABASES).scalars())
    return tuple(name for name in found if _is_office(server, name))


def for_every(
    admin_url: str,
    do: Callable[[str, Database], Done],
    *,
    password: AskPassword | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Iterator[Done]:
    """Do it in one office after the other; what goes wrong in one does not stop the others."""
    server = open_database(admin_url, password=password)
    try:
        offices = names(server)
        for done, name in enumerate(offices, 1):
            yield _in_one(server, name, do)
            progress(done, len(offices))
    finally:
        server.close()


@contextmanager
def beside(server: Database, name: str) -> Iterator[Database]:
    """Another database of the same server, with the same login."""
    url = server.engine.url.set(database=name)
    database = open_database(url.render_as_string(hide_password=False))
    try:
        yield database
    finally:
        database.close()


def _is_office(server: Database, name: str) -> bool:
    with beside(server, name) as database, database.connecting() as connection:
        return prefix_of(connection) is not None


def _in_one(server: Database, name: str, do: Callable[[str, Database], Done]) -> Done:
    try:
        with beside(server, name) as database:
            return do(name, database)
    except Refusal as refusal:
        return Done(name, False, refusal.text)
    except Exception as error:  # one office's fault is told, and the next one is not left waiting
        said = str(error).splitlines()[:1]
        words = _("It went wrong, and nothing was changed there: {error}")
        return Done(name, False, words.format(error=" ".join([type(error).__name__, *said])))
