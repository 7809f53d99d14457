"""The roles of one office on the server: groups without login, each named after its database."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from hjemveien.domain.access import ROLES as PEOPLE
from hjemveien.domain.refusal import InvalidInput
from hjemveien.texts import _

# What a member of staff can be; `backup` belongs to a host and `owner`, `definer` to nobody.
ROLES = tuple(code for code, _title in PEOPLE)
NOT_PEOPLE = ("owner", "definer", "backup")
# Who is also something else: a supervisor does casework, and so does somebody cleared.
ALSO = {"supervisor": "caseworker", "cleared": "caseworker"}

_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


@dataclass(frozen=True)
class Roles:
    """Names of one office's groups: `prefix` is its database's name when the rights were made."""

    prefix: str

    def __getitem__(self, role: str) -> str:
        """The quoted name, for SQL."""
        return f'"{self.name(role)}"'

    def name(self, role: str) -> str:
        return f"{self.prefix}_{role}"

    def all(self) -> tuple[str, ...]:
        return tuple(self.name(role) for role in (*NOT_PEOPLE, *ROLES))


def checked_name(database: str) -> str:
    """A database's name that roles can be named after. Raises InvalidInput."""
    if not _NAME.fullmatch(database) or database.startswith("pg_"):
        raise InvalidInput(
            _(
                "{name} cannot be an office's database name: begin with a letter and use small "
                "letters, digits and _ only, at most 40, and not pg_ first."
            ).format(name=database)
        )
    return database


def prefix_of(connection: Connection) -> str | None:
    """The prefix that this database's roles have; None where no rights were ever made."""
    there = connection.exec_driver_sql("SELECT to_regclass('rights_manifest')").scalar()
    if there is None:
        return None
    asked = "SELECT value FROM rights_manifest WHERE key = 'prefix'"
    found = connection.exec_driver_sql(asked).scalar()
    return str(found) if found else None


def make_roles(connection: Connection, roles: Roles) -> None:
    """Make those that are not there. They log in nowhere and inherit nothing but casework."""
    known = connection.exec_driver_sql("SELECT rolname FROM pg_roles")
    there = {row[0] for row in known}
    for role in (*NOT_PEOPLE, *ROLES):
        if roles.name(role) not in there:
            connection.exec_driver_sql(f"CREATE ROLE {roles[role]} NOLOGIN")
    connection.exec_driver_sql(f"ALTER ROLE {roles['backup']} BYPASSRLS")
    for role, also in ALSO.items():
        connection.exec_driver_sql(f"GRANT {roles[also]} TO {roles[role]}")
