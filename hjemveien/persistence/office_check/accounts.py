"""Whoever can log in: staff as staff, with the roles that the office says, and no stranger."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from hjemveien.persistence.check import Finding
from hjemveien.persistence.rights.roles import ROLES, Roles
from hjemveien.texts import _, n_

_LOGINS = text(
    "SELECT r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls, "
    "r.rolreplication, coalesce(array_agg(g.rolname::text || CASE WHEN m.admin_option THEN '!' "
    "ELSE '' END) FILTER (WHERE g.rolname IS NOT NULL), '{}') "
    "FROM pg_roles r LEFT JOIN pg_auth_members m ON m.member = r.oid "
    "LEFT JOIN pg_roles g ON g.oid = m.roleid GROUP BY r.oid, r.rolname, r.rolcanlogin, "
    "r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls, r.rolreplication"
)
_STAFF = text("SELECT login, active, role, cleared FROM staff WHERE login IS NOT NULL")
_ROOTS = text(
    "SELECT r.rolname FROM pg_roles r WHERE r.rolsuper AND r.rolcanlogin AND r.oid <> 10 "
    "AND r.oid NOT IN (SELECT p.proowner FROM pg_proc p "
    "WHERE p.pronamespace = 'public'::regnamespace AND p.proname = 'add_staff')"
)
_MAY_CONNECT = text(
    "SELECT r.rolname FROM pg_roles r WHERE r.rolcanlogin AND NOT r.rolsuper "
    "AND has_database_privilege(r.oid, current_database(), 'CONNECT')"
)
# Of the whole server: each of them is a way around an office's roles.
_AROUND = (
    "pg_read_all_data",
    "pg_write_all_data",
    "pg_read_server_files",
    "pg_write_server_files",
    "pg_execute_server_program",
)
_ATTRIBUTES = ("SUPERUSER", "CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION")


@dataclass(frozen=True)
class _Login:
    """One role of the server; `groups` are those it is a direct member of."""

    name: str
    can_login: bool
    attributes: tuple[str, ...]
    groups: frozenset[str]
    passes_on: frozenset[str]


def findings(connection: Connection, roles: Roles) -> Iterator[Finding]:
    logins = {login.name: login for login in _logins(connection)}
    staff = {row[0]: tuple(row[1:]) for row in connection.execute(_STAFF)}
    wrong = [*_staff(logins, staff, roles), *_members(logins, staff, roles)]
    wrong += [*_strangers(connection, logins, staff, roles), *_powers(logins)]
    wrong += _roots(connection)
    subject = _("Accounts")
    if not wrong:
        count = sum(1 for active, *_more in staff.values() if active)
        yield Finding(subject, True, _("{n} people, as the office says.").format(n=count))
    for words in dict.fromkeys(wrong):
        yield Finding(subject, False, words)


def stranded(connection: Connection) -> Iterator[Finding]:
    """Protected households' cases that nobody who may open them has; how many, never which.

    Says nothing where the server's rights cannot answer: what is wrong with them is named already.
    """
    try:
        with connection.begin_nested():
            asked = connection.exec_driver_sql("SELECT public.stranded_cases()")
            count = int(asked.scalar_one())
    except DBAPIError:
        return
    subject = _("Protected households")
    if not count:
        yield Finding(subject, True, _("Each case is with somebody who can open it."))
        return
    words = n_(
        "{n} case is with nobody who can open it: a supervisor gives it to somebody cleared.",
        "{n} cases are with nobody who can open them: a supervisor gives them to somebody cleared.",
        count,
    )
    yield Finding(subject, False, words.format(n=count))


def _logins(connection: Connection) -> Iterator[_Login]:
    for name, can_login, *has, held in connection.execute(_LOGINS):
        pairs = zip(_ATTRIBUTES, has, strict=True)
        yield _Login(
            name,
            can_login,
            tuple(attribute for attribute, there in pairs if there),
            frozenset(group.rstrip("!") for group in held),
            frozenset(group.rstrip("!") for group in held if group.endswith("!")),
        )


def _staff(
    logins: dict[str, _Login], staff: dict[str, tuple[object, ...]], roles: Roles
) -> Iterator[str]:
    ours = {roles.name(role): role for role in ROLES}
    for name, (active, role, cleared) in sorted(staff.items()):
        login = logins.get(name)
        held = {ours[group] for group in login.groups if group in ours} if login else set()
        if not active:
            if login is not None and (login.can_login or held):
                yield _("{login} is closed in the office and open on the server.").format(
                    login=name
                )
        elif login is None or not login.can_login:
            yield _("{login} works here and cannot log in.").format(login=name)
        elif role not in held and not (role == "caseworker" and "cleared" in held):
            yield _("{login} is {role} in the office and not on the server.").format(
                login=name, role=role
            )
        elif bool(cleared) != ("cleared" in held):
            yield _("{login} is cleared in one of office and server alone.").format(login=name)


def _members(
    logins: dict[str, _Login], staff: dict[str, tuple[object, ...]], roles: Roles
) -> Iterator[str]:
    """Whoever is in a group of ours is known and is nothing else."""
    groups = set(roles.all())
    host = roles.name("backup")
    for login in sorted(logins.values(), key=lambda each: each.name):
        if login.name in groups or not login.groups & groups:
            continue
        if login.name not in staff and login.groups != {host}:
            yield _("{login} has roles of the office and is nobody in it.").format(login=login.name)
        for attribute in login.attributes:
            yield _("{login} has {attribute}.").format(login=login.name, attribute=attribute)
        for group in sorted(login.passes_on):
            yield _("{login} can pass {role} on.").format(login=login.name, role=group)
        allowed = {host} if login.name not in staff else {roles.name(role) for role in ROLES}
        for group in sorted(login.groups - allowed):
            yield _("{login} also is {role}.").format(login=login.name, role=group)


def _roots(connection: Connection) -> Iterator[str]:
    """Superusers who log in, but the server's first one and who set the office up."""
    for name in sorted(connection.execute(_ROOTS).scalars()):
        yield _(
            "{login} is a superuser of the server, and reads everything in every office."
        ).format(login=name)


def _strangers(
    connection: Connection,
    logins: dict[str, _Login],
    staff: dict[str, tuple[object, ...]],
    roles: Roles,
) -> Iterator[str]:
    host = roles.name("backup")
    for name in sorted(connection.execute(_MAY_CONNECT).scalars()):
        known = bool(staff.get(name, (False,))[0]) or logins[name].groups == {host}
        if not known:
            yield _("{login} can connect and is nobody in the office.").format(login=name)


def _powers(logins: dict[str, _Login]) -> Iterator[str]:
    """What on this server reaches into every office of it."""
    for login in sorted(logins.values(), key=lambda each: each.name):
        if "SUPERUSER" in login.attributes or login.name.startswith("pg_"):
            continue
        if "CREATEROLE" in login.attributes:
            yield _("{login} has {attribute}.").format(login=login.name, attribute="CREATEROLE")
        if "BYPASSRLS" in login.attributes and login.can_login:
            yield _("{login} has {attribute}.").format(login=login.name, attribute="BYPASSRLS")
        for group in sorted(login.groups & {*_AROUND, *_superusers(logins)}):
            yield _("{login} also is {role}.").format(login=login.name, role=group)


def _superusers(logins: dict[str, _Login]) -> set[str]:
    return {login.name for login in logins.values() if "SUPERUSER" in login.attributes}
