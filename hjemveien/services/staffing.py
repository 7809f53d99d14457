"""Accounts of a shared office: made, given roles and taken away, by whoever administers it."""

import re
import secrets
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import InvalidInput, NotFound, Refusal
from hjemveien.domain.sorting import sort_key
from hjemveien.persistence import verifiers
from hjemveien.persistence.rights.doors import NOT_THERE
from hjemveien.persistence.rights.roles import ROLES
from hjemveien.persistence.rights.staffing import GROUP, LOGIN
from hjemveien.persistence.tables import Staff
from hjemveien.services import server
from hjemveien.services.office import initials_of
from hjemveien.services.rows import rows
from hjemveien.texts import _, n_, number_text

# Without letters that look like others. 20 of them are 99 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 5, 4
LEAST_LETTERS = 12


@dataclass(frozen=True)
class AddStaff:
    """`staff_id` is somebody known by name who had no account; otherwise somebody new."""

    login: str
    role: str
    name: str = ""
    initials: str = ""
    staff_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Account:
    """`roles` are the server's own; empty for somebody revoked."""

    login: str
    name: str
    initials: str
    active: bool
    roles: tuple[str, ...]


@dataclass(frozen=True)
class HeldCases:
    """Open cases of somebody, and how many of them are protected: nobody else can open those."""

    cases: int = 0
    protected: int = 0


def new_password() -> str:
    """A strong one that can be read aloud: abcd-efgh-…"""
    groups = ("".join(secrets.choice(_LETTERS) for _n in range(_GROUP)) for _g in range(_GROUPS))
    return "-".join(groups)


def add_staff(session: Session, wish: AddStaff) -> str | None:
    """Give somebody an account, or one that is there another role; its first password, shown once.

    Whoever was revoked comes back with this role and a new password. None where the account was
    there and open. The server gets a verifier, never the password.
    Raises InvalidInput for a login or role that cannot be, NotAllowed for who is no administrator.
    """
    check(wish)
    password = new_password()
    name = wish.name.strip() or wish.login
    made = server.call(
        session,
        func.add_staff(
            wish.staff_id,
            wish.login,
            wish.role,
            _verifier(session, wish.login, password),
            name,
            wish.initials.strip() or initials_of(name),
            sort_key(name),
        ),
    )
    return password if made else None


def add_role(session: Session, login: str, role: str) -> None:
    """Another role for an account that is open. Raises Refusal where it was closed meanwhile."""
    if add_staff(session, AddStaff(login, role)) is not None:
        raise Refusal(
            _(
                "The account was closed meanwhile, so no role was given. “Give account” takes the "
                "person in again."
            )
        )


def take_role(session: Session, login: str, role: str) -> None:
    """Take one role and leave the others. Raises NotFound.

    InvalidInput for the only one and for one that is not held; nobody takes her own: NotAllowed, as
    for who is no administrator.
    """
    check(AddStaff(login, role))
    _call(session, func.take_role(login, role), login)


def give_password(session: Session, login: str) -> str:
    """A new password in place of a forgotten one, shown once. Raises NotFound."""
    password = new_password()
    _call(session, func.new_password(login, _verifier(session, login, password)), login)
    return password


def change_own_password(session: Session, password: str) -> None:
    """Raises InvalidInput for one that is too short."""
    if len(password) < LEAST_LETTERS:
        raise InvalidInput(
            _("A password has at least {n} letters. Nothing was changed.").format(n=LEAST_LETTERS)
        )
    login = str(session.scalar(select(func.session_user())))
    # A statement of this kind takes no parameters; a verifier is letters of base64 and a few signs.
    made = _verifier(session, login, password)
    session.connection().exec_driver_sql(f"ALTER ROLE CURRENT_USER PASSWORD '{made}'")


def has_first_password(session: Session) -> bool:
    """Whether one came in by a password that somebody else gave and has seen."""
    raw: Any = session.connection().connection.driver_connection
    return bool(raw.pgconn.used_password) and bool(server.call(session, func.has_first_password()))


def revoke(session: Session, login: str) -> None:
    """Close the account and take its roles. Commit it, then `end_connections`. Raises NotFound."""
    _call(session, func.revoke_staff(login), login)


def held_cases(session: Session, login: str) -> HeldCases:
    """Counts alone: whoever administers accounts sees no case."""
    door = func.held_cases(login).table_valued("cases", "alone")
    cases, protected = session.execute(select(door.c.cases, door.c.alone)).one()
    return HeldCases(cases, protected)


def what_becomes_of(held: HeldCases, *, protected_alone: bool = False) -> tuple[str, ...]:
    """What there is to do with the cases of somebody who leaves, a sentence each; by number only.

    `protected_alone` is for somebody who is no longer cleared and keeps the others.
    """
    found = []
    if held.cases and not protected_alone:
        words = n_(
            "{n} open case is still hers: a supervisor gives it to somebody else, on the page "
            "Cases or by “hjemveien assign”.",
            "{n} open cases are still hers: a supervisor gives them to others, on the page Cases "
            "or by “hjemveien assign”.",
            held.cases,
        )
        found.append(words.format(n=number_text(held.cases)))
    if held.protected:
        words = n_(
            "{n} case is a protected household's, and nobody else can open it: a supervisor gives "
            "it to somebody cleared.",
            "{n} cases are protected households', and nobody else can open them: a supervisor "
            "gives them to somebody cleared.",
            held.protected,
        )
        found.append(words.format(n=number_text(held.protected)))
    return tuple(found)


def end_connections(session: Session, login: str) -> int:
    """End what somebody revoked has open; how many there were."""
    return int(_call(session, func.end_connections(login), login))


def list_accounts(session: Session) -> tuple[Account, ...]:
    """Everybody who has or had an account, by name, with the server's own roles."""
    held: dict[UUID, list[str]] = {}
    table = func.staff_roles().table_valued("staff_id", "account", "role")
    for staff_id, _login, role in session.execute(select(table)):
        held.setdefault(staff_id, []).append(role)
    columns = (Staff.id, Staff.login, Staff.name, Staff.initials, Staff.active)
    known = select(*columns).where(Staff.login.is_not(None)).order_by(Staff.name_key, Staff.id)
    return tuple(
        Account(login, name, initials, active, tuple(held.get(staff_id, ())))
        for staff_id, login, name, initials, active in rows(session, known)
    )


def known_by_name(session: Session, wish: AddStaff) -> AddStaff:
    """The same wish for somebody of this name who works here and has no account yet."""
    if not wish.name.strip():
        return wish
    same = (Staff.name_key == sort_key(wish.name), Staff.login.is_(None), Staff.active)
    found = list(session.scalars(select(Staff.id).where(*same).limit(2)))
    return replace(wish, staff_id=found[0]) if len(found) == 1 else wish


def check(wish: AddStaff) -> None:
    if wish.role not in ROLES:
        raise InvalidInput(
            _("There is no role {role}. Choose one of {roles}.").format(
                role=wish.role, roles=", ".join(ROLES)
            )
        )
    if not re.fullmatch(LOGIN, wish.login) or wish.login.startswith("pg_"):
        raise InvalidInput(
            _(
                "{login} cannot be a login: begin with a letter and use small letters, digits, "
                "dot, dash and _ only, at most 48."
            ).format(login=wish.login)
        )
    if re.search(GROUP, wish.login):
        raise InvalidInput(
            _("{login} cannot be a login: it ends like the name of an office's own group.").format(
                login=wish.login
            )
        )


def _call(session: Session, door: Any, login: str) -> Any:
    """A door's answer; where it says that nobody is there, that is said of an account."""
    try:
        return server.call(session, door)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != NOT_THERE:
            raise
        text = _("There is no account {login} here that you can change.")
        raise NotFound(text.format(login=login)) from error


def _verifier(session: Session, login: str, password: str) -> str:
    return verifiers.verifier(session.connection(), login, password)
