"""A shared office with people of each role in it, each with an account of her own on the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import text

from hjemveien.domain.sorting import sort_key
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.rights.roles import ROLES

PASSWORD = "en hest på stasjonen"


@dataclass(frozen=True)
class Member:
    """Somebody who works here: what she is called, and what she logs in as."""

    login: str
    name: str
    staff_id: UUID


@dataclass
class StaffedOffice:
    """`root` sets up and looks at everything; `as_` gives the database as one member sees it."""

    root: Database
    opened: list[Database] = field(default_factory=list)
    members: dict[str, Member] = field(default_factory=dict)

    def add(self, name: str, *roles: str) -> Member:
        """Somebody with these roles; the login is hers in this office alone."""
        member = Member(f"{name.split()[0].lower()}_{uuid4().hex[:8]}", name, uuid4())
        for role in roles:
            self._give(member, role)
        self.members[name] = member
        return member

    def address(self, member: Member) -> str:
        """Where she logs in, without her password."""
        url = self.root.engine.url
        return f"{url.drivername}://{member.login}@{url.host}:{url.port}/{url.database}"

    def as_(self, member: Member, password: str = PASSWORD) -> Database:
        url = self.root.engine.url.set(username=member.login, password=password)
        database = open_database(url.render_as_string(hide_password=False))
        self.opened.append(database)
        return database

    def close(self) -> None:
        for database in self.opened:
            database.close()
        with self.root.engine.begin() as connection:
            for member in self.members.values():
                connection.exec_driver_sql(f'DROP ROLE IF EXISTS "{member.login}"')

    def _give(self, member: Member, role: str) -> None:
        with self.root.writing("Root", datetime.now(UTC)) as session:
            raw = session.connection().connection.driver_connection
            assert raw is not None
            verifier = raw.pgconn.encrypt_password(
                PASSWORD.encode(), member.login.encode(), b"scram-sha-256"
            ).decode()
            session.execute(
                text("SELECT add_staff(:key, :login, :role, :verifier, :name, :letters, :sorted)"),
                {
                    "key": member.staff_id, "login": member.login, "role": role,
                    "verifier": verifier, "name": member.name,
                    "letters": "".join(part[0] for part in member.name.split()),
                    "sorted": sort_key(member.name),
                },
            )  # fmt: skip
            # Nobody here is asked for a password of her own, but where that is the test.
            session.execute(text(f'COMMENT ON ROLE "{member.login}" IS NULL'))


@contextmanager
def staffed_office(root: Database) -> Iterator[StaffedOffice]:
    """One member a role, named after it: Caseworker Test, Supervisor Test …"""
    office = StaffedOffice(root)
    try:
        for role in ROLES:
            office.add(f"{role.title()} Test", role)
        yield office
    finally:
        office.close()
