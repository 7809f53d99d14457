"""The login of a backup host: it copies everything, for row security does not cut it short.

Being exempt is an attribute, and members do not inherit attributes. So the login itself has none,
and takes the office's backup group as its role whenever it comes to this one database.
"""

import re
import secrets

from sqlalchemy import Connection, text

from hjemveien.domain.refusal import InvalidInput, NotAllowed
from hjemveien.persistence import errors, verifiers
from hjemveien.persistence.engine import Database
from hjemveien.persistence.rights.roles import Roles, prefix_of
from hjemveien.persistence.rights.staffing import LOGIN
from hjemveien.texts import _

_CONNECTIONS = 4
_BYTES = 24
_GROUPS = text(
    "SELECT coalesce(array_agg(g.rolname::text) FILTER (WHERE g.rolname IS NOT NULL), '{}') "
    "FROM pg_roles r LEFT JOIN pg_auth_members m ON m.member = r.oid "
    "LEFT JOIN pg_roles g ON g.oid = m.roleid WHERE r.rolname = :login GROUP BY r.oid"
)


def give_backup_login(database: Database, login: str) -> str:
    """Make the login, or give it a new password; the password, which is kept nowhere.

    Raises NotAllowed for anybody but a superuser, InvalidInput for a name that is somebody else's.
    """
    if not re.fullmatch(LOGIN, login) or login.startswith("pg_"):
        raise InvalidInput(
            _(
                "{login} cannot be a login: begin with a letter and use small letters, digits, "
                "dot, dash and _ only, at most 48."
            ).format(login=login)
        )
    password = secrets.token_urlsafe(_BYTES)
    with database.connecting(writes=True) as connection:
        _give(connection, login, verifiers.verifier(connection, login, password))
    return password


def _give(connection: Connection, login: str, verifier: str) -> None:
    prefix = prefix_of(connection)
    if prefix is None or connection.exec_driver_sql("SHOW is_superuser").scalar_one() != "on":
        raise NotAllowed(
            _(
                "Only a superuser of the server makes a backup host's login: it reads everything "
                "in the office."
            )
        )
    group = Roles(prefix)["backup"]
    held = connection.execute(_GROUPS, {"login": login}).scalar()
    if held is None:
        connection.exec_driver_sql(
            f'CREATE ROLE "{login}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION '
            f"NOBYPASSRLS CONNECTION LIMIT {_CONNECTIONS}"
        )
        connection.exec_driver_sql(f'GRANT {group} TO "{login}"')
    elif held != [Roles(prefix).name("backup")]:
        raise errors.refused_by_door("HJ409")
    here = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    for statement in (
        f"ALTER ROLE \"{login}\" PASSWORD '{verifier}'",
        f'ALTER ROLE "{login}" IN DATABASE {here} SET role = {group}',
    ):
        connection.exec_driver_sql(statement)
