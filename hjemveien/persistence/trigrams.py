"""The local file's trigram index, while very many searched texts are written at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from hjemveien.persistence import audit_sqlite


@contextmanager
def written_at_once(connection: Connection) -> Iterator[None]:
    """Within it the index does not follow search_term; at the end it is made anew, all of it.

    Pays when a good part of the table is new: 100,000 texts take a third of the time. In the same
    transaction, so that nobody ever sees it lag behind. PostgreSQL gathers such writes by itself.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    for trigger in audit_sqlite.search_triggers():
        connection.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
    yield
    rebuild_search_index(connection)
    for trigger in audit_sqlite.search_triggers():
        connection.exec_driver_sql(trigger.create)


def rebuild_search_index(connection: Connection) -> None:
    """Make the trigram index anew from search_term; does nothing on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_trigram(search_trigram) VALUES ('rebuild')")
