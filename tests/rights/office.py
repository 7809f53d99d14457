"""An office on a real server, with people of every role and a row of everything in every table.

Each of the cases stands for what somebody can be to it. Every table has a row for each of them, by
a key that can be worked out, so that a test can tell whose row it saw.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import Column, Table, Uuid
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary, Numeric

from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.migrate import migrate
from hjemveien.persistence.rights.roles import ROLES
from hjemveien.persistence.tables import Base
from tests.databases import no_backup
from tests.servers import PostgresServer

NAME = "rights_office"
ABROAD = "rights_abroad"
PASSWORD = "twelve letters"
_KEYS = UUID("5a0b9c1e-3a52-4c11-9f0e-2f9d7f6f0b11")

# Whose case it is, and what is special about it.
CASES: Mapping[str, str] = {
    "own": "kari's",
    "other": "ola's, a colleague's",
    "protected": "a strictly confidential household, assigned to cle, who is cleared",
    "foreign": "a confidential household, assigned to cli, who is cleared as well",
    "locked": "ola's; kari, sup, cle and both are kept out of it by a partiality lock",
    "shared": "ola's, shared with par, the partner",
}
PROTECTED = ("protected", "foreign")

# Login → roles. `rev` has been revoked, and `abr` works in another office of the same cluster.
STAFF: Mapping[str, tuple[str, ...]] = {
    "kari": ("caseworker",),
    "ola": ("caseworker",),
    "cle": ("cleared",),
    "cli": ("cleared",),
    "sup": ("supervisor",),
    "both": ("supervisor", "cleared"),
    "adm": ("admin",),
    "sta": ("statistics",),
    "log": ("logreader",),
    "par": ("partner",),
    "rev": ("caseworker",),
}
LOCKED_OUT = ("kari", "sup", "cle", "both")
_WORKERS = {"own": "kari", "protected": "cle", "foreign": "cli"}

# What nobody but the cleared may find anywhere: planted in every free text of protected cases.
SECRET = {
    "surname": "Zakariassenheim",
    "given_name": "Quintessa",
    "id_number": "30837420136",
    "phone": "91929394",
    "address": "Skjulestien 47",
    "email": "quintessa@skjul.example",
    "postcode": "9999",
}
_CODES = {
    "stage": "soknad", "kind": "new", "situation": "ute", "outcome": "granted",
    "role": "applicant", "main_group": "ukjent", "answer": "unanswered", "state": "open",
    "id_kind": "none", "severity": "ask", "aspect": "condition", "page": "cases",
    "action": "search", "became": "case", "list_name": "channels", "media_type": "text/plain",
    "sha256": "0" * 64, "track": "municipal_housing",
}  # fmt: skip
TODAY = date(2026, 2, 27)


def key(case: str, table: str) -> UUID:
    """The key of this case's row in this table."""
    return uuid5(_KEYS, f"{case}/{table}")


def case_id(case: str) -> UUID:
    return key(case, "case_file")


def staff_id(login: str) -> UUID:
    return key(login, "staff")


@dataclass
class Office:
    """Where it is, and how its people come in."""

    server: PostgresServer
    name: str
    prefix: str
    staff: tuple[str, ...]
    _open: list[Database] = field(default_factory=list)

    def address(self, login: str, database: str = "") -> str:
        where = f"127.0.0.1:{self.server.port}/{database or self.name}"
        return f"postgresql://{login}:{PASSWORD.replace(' ', '%20')}@{where}"

    def connect(self, login: str, database: str = "") -> psycopg.Connection[tuple[Any, ...]]:
        """As this person, the way psql would; to be closed by whoever asked."""
        return psycopg.connect(self.address(login, database))

    def root(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self.server.url(self.name).replace("+psycopg", "", 1))

    def database(self, login: str) -> Database:
        """As this person, the way the program does."""
        address = self.address(login).replace("postgresql:", "postgresql+psycopg:", 1)
        found = open_database(address)
        self._open.append(found)
        return found

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    def copy(self, name: str) -> "Office":
        """The same office again, for a test that changes it; to be dropped by whoever asked."""
        self.server.create_database(name, self.name)
        made = Office(self.server, name, self.prefix, self.staff)
        everybody = ", ".join(f'"{self.prefix}_{role}"' for role in ROLES)
        with made.root() as root:  # what may be done with a database is not copied with it
            root.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
            root.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {everybody}')
        return made

    def drop(self) -> None:
        self.close()
        self.server.drop_database(self.name)


def make_office(server: PostgresServer, name: str, staff: Mapping[str, tuple[str, ...]]) -> Office:
    """An office with its people, and nothing else in it."""
    database = open_database(server.create_database(name))
    migrate(database, no_backup)
    database.close()
    office = Office(server, name, name, tuple(staff))
    with office.root() as root:
        for login, roles in staff.items():
            for role in roles:
                add_staff(root, login, role)
    return office


def add_staff(root: psycopg.Connection[Any], login: str, role: str) -> None:
    verifier = root.pgconn.encrypt_password(PASSWORD.encode(), login.encode(), b"scram-sha-256")
    root.execute(ACTING, {"actor": "setting up"})
    root.execute(
        "SELECT add_staff(%s, %s, %s, %s, %s, %s, %s)",
        (staff_id(login), login, role, verifier.decode(), known_as(login), login.upper(), login),
    )


def known_as(login: str) -> str:
    return f"{login.title()} Ansatt"


ACTING = (
    "SELECT set_config('hjemveien.actor', %(actor)s, true), "
    "set_config('hjemveien.at', now()::text, true)"
)


def fill(office: Office) -> None:
    """A row of every table for each case, as the set-up would write them: past all rights."""
    with office.root() as root:
        root.execute(ACTING, {"actor": "setting up"})
        for table in Base.metadata.sorted_tables:
            for case in CASES:
                for row in rows_of(table, case):
                    _insert(root, table, row)
        root.execute("SELECT revoke_staff('rev')")


# Written by triggers, by the set-up itself or by the staff's own doors.
MADE_ALREADY = frozenset(
    "audit_event audit_payload sealed_payload schema_info rights_manifest staff".split()
)
# One row for the whole office: who sees one sees all.
WHOLE = frozenset(
    "municipality team code_list dwelling dwelling_period source_file audit_checkpoint "
    "audit_erasure".split()
)


def rows_of(table: Table, case: str) -> Iterator[dict[str, Any]]:
    """What stands in this table about this case."""
    if table.name in MADE_ALREADY or (table.name in WHOLE and case != "own"):
        return
    if table.name == "partiality_lock" and case == "locked":
        for login in LOCKED_OUT:
            who = {"id": key(f"{case}/{login}", table.name), "staff_id": staff_id(login)}
            yield {**_row(table, case), **who, "lifted_at": None}
        return
    yield _row(table, case)


def _row(table: Table, case: str) -> dict[str, Any]:
    plain = {column.name: _value(table, column, case) for column in table.columns}
    return {**plain, **_special(case).get(table.name, {})}


def _special(case: str) -> dict[str, dict[str, Any]]:
    """Where a row has to say something particular."""
    protection = {"protected": "strictly_confidential", "foreign": "confidential"}.get(case, "none")
    worker = _WORKERS.get(case, "ola")
    emptied = "surname given_name phone email address postcode name_key"
    empty = dict.fromkeys(emptied.split(), "")
    named = {"surname": f"Navn{case}", "given_name": "Kari", "id_number": f"{abs(hash_of(case))}"}
    return {
        "household": {"protection": protection},
        "municipality": {"settings": Jsonb({})},
        "person": {**empty, "id_number": None} if case in PROTECTED else {**named},
        "sealed_identity": {**SECRET, "search_text": " ".join(SECRET.values()).lower()},
        "case_file": {
            "number": f"2026/{list(CASES).index(case):05d}",
            "caseworker_id": staff_id(worker),
            "coordinator_id": None,
            "closing": None,
            "allocated_dwelling": "",
            "moved_in_counts_from": None,
            "closed_counts_from": None,
        },
        "case_now": {
            "number": f"2026/{list(CASES).index(case):05d}",
            "name": "" if case in PROTECTED else f"Kari Navn{case}",
            "name_key": "~",
            "protected": case in PROTECTED,
            "caseworker_id": staff_id(worker),
            "caseworker": known_as(worker),
            "next_task": "",
            "closed": False,
            "duplicate": False,
        },
        "tenancy": {
            "household_id": None if case in PROTECTED else key(case, "household"),
            "case_id": None if case in PROTECTED else case_id(case),
            "tenant_id_number": None if case in PROTECTED else "30837420136",
        },
        "stage_interval": {"ended_on": None},
        "household_member": {"valid_to": None},
        "source_row": {"cells": None, "unread": None} if case in PROTECTED else {},
        "source_problem": {"saw": "", "did": "", "cell": None} if case in PROTECTED else {},
        "search_term": {"text": _found_by(case), "doc_number": 1000 + list(CASES).index(case)},
        "search_word": {"word": _found_by(case).split()[0]},
        "partiality_lock": {"staff_id": staff_id("rev"), "lifted_at": _moment()},
        "case_share": {
            "staff_id": staff_id("par" if case in ("shared", *PROTECTED) else "rev"),
            "until": None,
            "revoked_at": None,
        },
        "access_log": {"login": "nobody", "staff_id": None, "transaction": 1},
        "presence": {"login": "kari", "name": known_as("kari")},
        "draft": {"login": "kari", "owner": known_as("kari"), "subject": str(case_id(case))},
        "saved_operation": {"login": "kari"},
        "saved_view": {"owner": {"own": "", "other": "kari"}.get(case, "ola")},
        "duplicate_suggestion": {
            "first_case_id": case_id(case),
            "second_case_id": case_id("other" if case == "own" else "own"),
        },
        "notice": {"kind": "protection", "text": "confidential", "by": known_as("ola")},
        "temporary_stay": {"countable": True},
    }


def hash_of(case: str) -> int:
    return 10_000_000_000 + list(CASES).index(case)


def _found_by(case: str) -> str:
    number = f"2026/{list(CASES).index(case):05d}"
    return number if case in PROTECTED else f"{number} kari navn{case}"


def _moment() -> datetime:
    return datetime(2026, 2, 27, 12, tzinfo=UTC)


def _value(table: Table, column: Column[Any], case: str) -> Any:
    for foreign in column.foreign_keys:
        target = foreign.column.table.name
        if target == "staff":
            return staff_id("ola")
        return key("own" if target in WHOLE else case, target)
    kind = column.type
    if isinstance(kind, Uuid):
        known = {"household_id": "household", "case_id": "case_file"}.get(column.name, table.name)
        return key(case, known)
    if isinstance(kind, Date):
        return TODAY - timedelta(days=10)
    if isinstance(kind, DateTime) or column.name.endswith("_at") or column.name == "at":
        return _moment()
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer | Numeric | Float):
        return 1
    if isinstance(kind, LargeBinary):
        return b"paper"
    if isinstance(kind, JSON):
        return Jsonb([_text(column, case)])
    return _text(column, case)


def _text(column: Column[Any], case: str) -> str:
    """In a protected case every free text tells who it is about."""
    if column.name in _CODES:
        return _CODES[column.name]
    if case in PROTECTED:
        return f"{SECRET['given_name']} {SECRET['surname']} {case}"
    return f"{case} {column.name}"


def _insert(root: psycopg.Connection[Any], table: Table, row: Mapping[str, Any]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    places = sql.SQL(", ").join(sql.Placeholder() * len(row))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})")
    root.execute(statement.format(sql.Identifier(table.name), names, places), list(row.values()))
