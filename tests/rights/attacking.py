"""Tries an attack, with a real login or as root who takes on one, and tells what it came to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg

from tests.rights.asking import FORGET, NOTE, being
from tests.rights.attack import NOTHING, Attack
from tests.rights.office import ACTING, CASES, PROTECTED, SECRET, STAFF, case_id, key, staff_id
from tests.rights.probing import Connection

SOMETHING = "something"


@dataclass(frozen=True)
class _Of:
    """In a statement: a case's id, or with a table's name that table's row of it."""

    case: str

    def __format__(self, _spec: str) -> str:
        return str(case_id(self.case))

    def __getattr__(self, table: str) -> str:
        return str(key(self.case, table))


def spelled(attack: Attack, protected_row: str) -> tuple[str, ...]:
    """The statements with the keys in their places."""
    known: dict[str, Any] = {case: _Of(case) for case in CASES}
    known |= {login: staff_id(login) for login in STAFF}
    known |= {"me": staff_id(attack.who), "secret": SECRET["surname"]}
    known |= {"protected_row": protected_row}
    return tuple(statement.format(**known) for statement in attack.statements)


def protected_row(root: Connection) -> str:
    """What the work list holds of the protected case, for whoever wants to say it otherwise."""
    query = "SELECT to_jsonb(n) FROM case_now n WHERE case_id = %s"
    found = root.execute(query, (case_id("protected"),)).fetchone()
    assert found is not None
    return json.dumps(found[0])


def give_tickets(root: Connection, attack: Attack) -> None:
    """In place of all others. They count once they are committed, or were another's to write."""
    root.execute(FORGET)
    for login, action, case in _tickets(attack):
        root.execute(NOTE, (uuid4(), login, action, case and case_id(case)))


def _tickets(attack: Attack) -> Iterator[tuple[str, str, str | None]]:
    for ticket in attack.tickets:
        login, _colon, case = ticket.rpartition(":")
        if case in ("wide", "list"):
            yield attack.who, f"open_{case}", None
        elif case == "glass":
            for each in PROTECTED:
                yield attack.who, "break_glass", each
        else:
            yield login or attack.who, "open_case", case


def by_login(connection: Connection, attack: Attack, row: str) -> str:
    """What it comes to on the person's own connection; nothing stays of it."""
    try:
        connection.execute(ACTING, {"actor": attack.who})
        return outcome_of(connection, spelled(attack, row))
    finally:
        connection.rollback()


def as_root(root: Connection, attack: Attack, row: str) -> str:
    """The same within root's transaction, which goes on afterwards as it was."""
    root.execute("SAVEPOINT attack")
    give_tickets(root, attack)
    with being(root, attack.who):
        found = outcome_of(root, spelled(attack, row))
        root.execute("ROLLBACK TO attack")
    return found


def outcome_of(connection: Connection, statements: tuple[str, ...]) -> str:
    """Of the last statement: its SQLSTATE, NOTHING or SOMETHING. An earlier error says "early"."""
    for number, statement in enumerate(statements, start=1):
        try:
            found = _done(connection, statement)
        except psycopg.Error as error:
            early = "" if number == len(statements) else "early "
            return f"{early}{error.sqlstate}"
    return SOMETHING if found else NOTHING


def _done(connection: Connection, statement: str) -> bool:
    """Whether anything came back or was changed; empty values are nothing."""
    with connection.cursor() as cursor:
        if statement.startswith("COPY (") or statement.endswith("TO STDOUT"):
            with cursor.copy(statement) as copy:
                return any(bytes(part).strip() for part in copy)
        cursor.execute(statement)
        if cursor.description is None:
            return cursor.rowcount > 0
        return any(value not in (None, "", []) for row in cursor.fetchall() for value in row)
