"""Holds a shared office against what it should be: server, road, rights, triggers and accounts.

Asks only what an administrator's own login may ask; a superuser is told more. What is off is named.
"""

from sqlalchemy import URL, Connection

from hjemveien.domain.refusal import NotAllowed
from hjemveien.persistence import audit
from hjemveien.persistence.check import Finding
from hjemveien.persistence.engine import Database
from hjemveien.persistence.office_check import accounts, made, server
from hjemveien.persistence.rights.roles import Roles, prefix_of
from hjemveien.texts import _


def check_office(database: Database) -> tuple[Finding, ...]:
    """A line for each question that is fine, and one for each thing that is not."""
    with database.connecting() as connection:
        return check_through(connection, database.engine.url)


def check_through(connection: Connection, url: URL) -> tuple[Finding, ...]:
    """The same of the moment that a connection sees; `url` is the road that it came."""
    return (*rights_through(connection, url), *accounts.stranded(connection))


def check_rights(database: Database) -> tuple[Finding, ...]:
    """The same of what a person with the server's password can mend, and of no case."""
    with database.connecting() as connection:
        return rights_through(connection, database.engine.url)


def check_made(database: Database) -> tuple[Finding, ...]:
    """Of those what this program makes: no server, and no person. Raises NotAllowed."""
    with database.connecting() as connection:
        return (*made.findings(connection, _roles(connection)), *_triggers(connection))


def rights_through(connection: Connection, url: URL) -> tuple[Finding, ...]:
    roles = _roles(connection)
    return (
        *server.findings(connection, url),
        *made.findings(connection, roles),
        *_triggers(connection),
        *accounts.findings(connection, roles),
    )


def _roles(connection: Connection) -> Roles:
    """Raises NotAllowed for a database that is no office."""
    prefix = prefix_of(connection)
    if prefix is None:
        raise NotAllowed(
            _("No rights were ever made in this database: “hjemveien office create” makes them.")
        )
    return Roles(prefix)


def _triggers(connection: Connection) -> list[Finding]:
    subject = _("Audit's triggers")
    wrong = audit.differences(connection)
    if not wrong:
        return [Finding(subject, True, _("As this program makes them."))]
    words = _("{name} is missing, foreign, switched off or changed.")
    return [Finding(subject, False, words.format(name=name)) for name in wrong]
