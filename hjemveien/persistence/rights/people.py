"""Brings the server's logins to what the office says of its people: never more than it says.

A login that somebody closed stays closed, and whoever is missing on this server gets no account
here: both are an administrator's to decide. Powers of somebody who is nobody here are the server's.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from hjemveien.persistence.rights.roles import ROLES, Roles

_POWERS = "NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS NOREPLICATION"
_MEMBERS = text(
    "SELECT m.rolname, g.rolname, a.admin_option FROM pg_auth_members a "
    "JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member "
    "WHERE m.rolname <> ALL (:groups) AND (g.rolname = ANY (:groups) OR m.rolname = ANY (:staff))"
)
_STAFF = text("SELECT login, active, role, cleared FROM staff WHERE login IS NOT NULL")
_LOGINS = text("SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname = ANY (:names)")


def settle(connection: Connection, roles: Roles) -> None:
    """By a superuser, after `install`."""
    for statement in list(_statements(connection, roles)):
        connection.exec_driver_sql(statement)


def _statements(connection: Connection, roles: Roles) -> Iterator[str]:
    staff = {row[0]: tuple(row[1:]) for row in connection.execute(_STAFF)}
    there: dict[str, bool] = dict(connection.execute(_LOGINS, {"names": list(staff)}).all())
    asked = {"groups": list(roles.all()), "staff": list(staff)}
    held: dict[str, dict[str, bool]] = {}
    for member, group, passes_on in connection.execute(_MEMBERS, asked):
        held.setdefault(member, {})[group] = passes_on
    for member, groups in sorted(held.items()):
        may = _may_hold(staff.get(member), roles, set(groups), member in staff)
        for group, passes_on in groups.items():
            if group not in may:
                yield f'REVOKE "{group}" FROM "{member}" CASCADE'
            elif passes_on:
                yield f'REVOKE ADMIN OPTION FOR "{group}" FROM "{member}" CASCADE'
    for name in sorted(there):
        yield f'ALTER ROLE "{name}" {_POWERS}'
        active, role, cleared = staff[name]
        if not active:
            yield f'ALTER ROLE "{name}" NOLOGIN'
        elif there[name]:
            yield from _given(name, str(role), bool(cleared), set(held.get(name, ())), roles)


def _may_hold(
    known: tuple[object, ...] | None, roles: Roles, groups: set[str], is_staff: bool
) -> set[str]:
    host = {roles.name("backup")}
    if known is None or not is_staff:
        return groups & host if groups == host else set()
    active, _role, cleared = known
    if not active:
        return set()
    return {roles.name(role) for role in ROLES if role != "cleared" or cleared}


def _given(name: str, role: str, cleared: bool, held: set[str], roles: Roles) -> Iterator[str]:
    """What the office says she is; casework comes with being cleared."""
    if cleared and roles.name("cleared") not in held:
        yield f'GRANT {roles["cleared"]} TO "{name}"'
    if roles.name(role) not in held and not (role == "caseworker" and cleared):
        yield f'GRANT {roles[role]} TO "{name}"'
