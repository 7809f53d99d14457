"""Opens what is to be open, the way people do or past all rights, and asks the whole matrix."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import Table

from hjemveien.persistence.rights.rules import tables as all_tables
from tests.rights.office import ACTING, Office, case_id
from tests.rights.probing import (
    HELPER,
    OTHERS,
    STATES,
    WORK,
    Answers,
    Connection,
    Rows,
    ask,
    listed,
    openable,
)

FORGET = "DELETE FROM access_log WHERE transaction <> 1 OR login <> 'nobody'"
NOTE = (
    "INSERT INTO access_log (id, at, login, name, action, case_id, reason_code, reason, purpose, "
    "detail, transaction) VALUES (%s, clock_timestamp(), %s, '', %s, %s, '', '', '', '{}', 1)"
)


def tickets(login: str, state: str) -> Iterator[tuple[str, str | None]]:
    """What this state of things is made of: action and case."""
    if state in ("wide", "listed"):
        yield {"wide": "open_wide", "listed": "open_list"}[state], None
    for case in sorted(openable(login, state)):
        yield ("break_glass" if state == "glass" else "open_case"), case


def ask_by_login(office: Office) -> Answers:
    """With real logins and committed tickets that the doors gave. The office must be a copy."""
    answers: Answers = {}
    with office.root() as root:
        root.execute(HELPER)
        root.commit()
        rows = Rows(root, all_tables())
        for login, states in STATES.items():
            if login == "rev":
                continue
            for state in (*states, "listed"):
                root.execute(FORGET)
                root.commit()
                with office.connect(login) as connection:
                    if login in WORK:
                        _open(connection, login, state)
                    answers |= _asked(connection, login, state, all_tables(), rows)
                    connection.rollback()
    return answers


def _open(connection: Connection, login: str, state: str) -> None:
    connection.execute(ACTING, {"actor": login})
    for action, case in tickets(login, state):
        if case is None:
            connection.execute(f"SELECT {action}(%s, 'trial', '{{}}')", (uuid4(),))
        else:
            connection.execute(
                "SELECT open_case(%s, %s, 'cover', 'because', %s)",
                (uuid4(), case_id(case), action == "break_glass"),
            )
    connection.commit()


def _asked(
    connection: Connection,
    login: str,
    state: str,
    tables: Sequence[Table],
    rows: Rows,
    *,
    lists: bool = True,
) -> Answers:
    if state == "listed":
        return listed(connection, login, state, rows)
    answers = ask(connection, login, state, tables, rows)
    if state == "closed" and lists:
        answers |= listed(connection, login, state, rows)
    return answers


def ask_as(root: Connection, rows: Rows, tables: Sequence[Table], *, lists: bool = True) -> Answers:
    """The same inside one transaction of root's, who takes on each login in turn."""
    answers: Answers = {}
    for login in (*WORK, *OTHERS):
        for state in (*STATES[login], *(("listed",) if lists else ())):
            root.execute(FORGET)
            for action, case in tickets(login, state):
                root.execute(NOTE, (uuid4(), login, action, case and case_id(case)))
            with being(root, login):
                answers |= _asked(root, login, state, tables, rows, lists=lists)
    return answers


@contextmanager
def being(root: Connection, login: str) -> Iterator[None]:
    """Within it the session is this person's in every respect but that root lent it."""
    root.execute(f'SET LOCAL SESSION AUTHORIZATION "{login}"')
    yield  # after an error the transaction is rolled back, and this with it
    root.execute("RESET SESSION AUTHORIZATION")


@contextmanager
def trying(office: Office) -> Iterator[Connection]:
    """Root's connection with the helper on it; all that is done there is rolled back."""
    with office.root() as root:
        root.execute(ACTING, {"actor": "trying"})
        root.execute(HELPER)
        yield root
        root.rollback()
