"""Makes all of an office's rights anew, whatever was there, and writes down what it made."""

from sqlalchemy import Connection, Table, text

from hjemveien.persistence.rights import figures, listing, planner, quiet
from hjemveien.persistence.rights.doors import install_door
from hjemveien.persistence.rights.policy import Policy
from hjemveien.persistence.rights.roles import (
    ALSO,
    ROLES,
    Roles,
    checked_name,
    make_roles,
    prefix_of,
)
from hjemveien.persistence.rights.rules import rule_of, tables, updatable
from hjemveien.persistence.rights.snapshot import snapshot
from hjemveien.persistence.rights.source import DOORS, digest, policy_sql

# People's own rows carry their login without being told.
_OWN_LOGIN = ("draft", "saved_operation", "presence")
_VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def install(connection: Connection) -> None:
    """In the transaction of the upgrade, by a superuser. Roles keep the name they first got."""
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    roles = Roles(prefix_of(connection) or checked_name(database))
    make_roles(connection, roles)
    make(connection, roles)
    write_manifest(connection, roles)


def make(connection: Connection, roles: Roles) -> None:
    """All but the roles themselves and what is written down of it."""
    _close(connection, roles)
    for table in tables():
        _secure(connection, table, roles)
    _own_logins(connection)
    for door in DOORS:
        install_door(connection, door, roles)
    _own_audit(connection, roles)
    for table in tables():
        _admit(connection, table, roles)
    _make_views(connection, roles)
    quiet.keep_quiet(connection)
    planner.forget_people(connection)


def write_manifest(connection: Connection, roles: Roles) -> None:
    connection.exec_driver_sql("DELETE FROM rights_manifest")
    made = {"prefix": roles.prefix, "source": made_of(connection)}
    made |= snapshot(connection, roles)
    connection.execute(
        text("INSERT INTO rights_manifest (key, value) VALUES (:key, :value)"),
        [{"key": key, "value": value} for key, value in made.items()],
    )


def made_of(connection: Connection) -> str:
    """The source that rights were made from, and the server that spells them."""
    version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    return f"{digest()} {int(version) // 10_000}"


def are_ours(connection: Connection) -> bool:
    """Whether the rights that stand were made from this source, for this server."""
    asked = "SELECT value FROM rights_manifest WHERE key = 'source'"
    return connection.exec_driver_sql(asked).scalar() == made_of(connection)


def _close(connection: Connection, roles: Roles) -> None:
    """Nobody comes in, makes anything, or keeps anything here but by what follows."""
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    everybody = ", ".join(roles[role] for role in ROLES)
    for statement in (
        f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC',
        f'GRANT CONNECT ON DATABASE "{database}" TO {everybody}, {roles["backup"]}',
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {everybody}, {roles['definer']}, {roles['backup']}",
        f"ALTER SCHEMA public OWNER TO {roles['owner']}",
        f"GRANT USAGE ON SCHEMA public TO {roles['owner']}",
        "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC",
        "REVOKE USAGE ON LANGUAGE sql FROM PUBLIC",
        f"GRANT USAGE ON LANGUAGE plpgsql TO {roles['definer']}",
    ):
        connection.exec_driver_sql(statement)
    _close_large_objects(connection)


def _close_large_objects(connection: Connection) -> None:
    """A place to leave copies that no policy sees."""
    found = connection.exec_driver_sql(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = "
        "'pg_catalog'::regnamespace AND (p.proname LIKE 'lo\\_%%' OR p.proname IN "
        "('loread', 'lowrite')) AND p.prokind = 'f'"
    )
    for row in found.all():
        connection.exec_driver_sql(f"REVOKE EXECUTE ON FUNCTION {row[0]} FROM PUBLIC")


def _secure(connection: Connection, table: Table, roles: Roles) -> None:
    """The owner's, closed to all, with row security that not even the owner is exempt from."""
    name = f'public."{table.name}"'
    secured = rule_of(table).secured
    for statement in (
        f"ALTER TABLE {name} OWNER TO {roles['owner']}",
        f"REVOKE ALL ON TABLE {name} FROM PUBLIC, {', '.join(roles[role] for role in ROLES)}",
        f"ALTER TABLE {name} {'ENABLE' if secured else 'DISABLE'} ROW LEVEL SECURITY",
        f"ALTER TABLE {name} {'FORCE' if secured else 'NO FORCE'} ROW LEVEL SECURITY",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE {name} TO {roles['definer']}",
        f"GRANT SELECT ON TABLE {name} TO {roles['backup']}",
    ):
        connection.exec_driver_sql(statement)
    _drop_column_grants(connection, table, roles)
    _drop_policies(connection, table)
    if secured:
        connection.exec_driver_sql(
            f"CREATE POLICY definer ON {name} FOR ALL TO {roles['definer']} "
            "USING (true) WITH CHECK (true)"
        )


def _drop_column_grants(connection: Connection, table: Table, roles: Roles) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    everybody = ", ".join(roles[role] for role in ROLES)
    connection.exec_driver_sql(
        f'REVOKE ALL ({columns}) ON TABLE public."{table.name}" FROM PUBLIC, {everybody}'
    )


def _drop_policies(connection: Connection, table: Table) -> None:
    known = text(
        "SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = :table"
    )
    for name in connection.execute(known, {"table": table.name}).scalars().all():
        connection.exec_driver_sql(f'DROP POLICY "{name}" ON public."{table.name}"')


def _own_logins(connection: Connection) -> None:
    for table in _OWN_LOGIN:
        connection.exec_driver_sql(
            f"ALTER TABLE public.{table} ALTER COLUMN login SET DEFAULT session_user"
        )


def _own_audit(connection: Connection, roles: Roles) -> None:
    """The audit's functions write as `definer`, who alone may; nobody calls them by hand."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = "
        "'public'::regnamespace AND (p.proname LIKE 'hjemveien\\_%%' OR p.proname LIKE "
        "'audit\\_%%')"
    )
    for row in found.all():
        connection.exec_driver_sql(f"ALTER FUNCTION {row[0]} OWNER TO {roles['definer']}")
        connection.exec_driver_sql(f"REVOKE ALL ON FUNCTION {row[0]} FROM PUBLIC")
    if connection.exec_driver_sql("SELECT to_regproc('public.audit_checkpoint')").scalar():
        callers = ", ".join(roles[role] for role in (*ROLES, "backup") if role not in ALSO)
        connection.exec_driver_sql(
            f"GRANT EXECUTE ON FUNCTION public.audit_checkpoint TO {callers}"
        )
    everybody = ", ".join(roles[role] for role in ROLES)
    for sequence in _sequences(connection):
        connection.exec_driver_sql(f"REVOKE ALL ON SEQUENCE {sequence} FROM PUBLIC")
        connection.exec_driver_sql(f"GRANT USAGE ON SEQUENCE {sequence} TO {roles['definer']}")
        connection.exec_driver_sql(f"GRANT SELECT ON SEQUENCE {sequence} TO {roles['backup']}")
    connection.exec_driver_sql(
        f"GRANT SELECT ON public.alembic_version TO {everybody}, {roles['backup']}"
    )
    connection.exec_driver_sql(f"ALTER TABLE public.alembic_version OWNER TO {roles['owner']}")


def _sequences(connection: Connection) -> list[str]:
    query = (
        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'S' "
        "AND c.relnamespace = 'public'::regnamespace"
    )
    return list(connection.exec_driver_sql(query).scalars())


def _admit(connection: Connection, table: Table, roles: Roles) -> None:
    """A grant and a policy for each thing that a role may do, and nothing else."""
    for number, policy in enumerate(rule_of(table).policies):
        named = ", ".join(roles[role] for role in policy.roles)
        for verb in _VERBS if policy.command == "ALL" else (policy.command,):
            granted = f"UPDATE ({_columns(table, policy)})" if verb == "UPDATE" else verb
            connection.exec_driver_sql(f'GRANT {granted} ON TABLE public."{table.name}" TO {named}')
        connection.exec_driver_sql(policy_sql(table, number, policy, roles))


def _columns(table: Table, policy: Policy) -> str:
    return ", ".join(f'"{name}"' for name in policy.columns or updatable(table))


def _make_views(connection: Connection, roles: Roles) -> None:
    everybody = ", ".join(roles[role] for role in ("caseworker", "definer"))
    for schema, views, readers in (
        (listing.SCHEMA, listing.views(), ("caseworker",)),
        (figures.SCHEMA, figures.views(), ("statistics", "caseworker")),
    ):
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        connection.exec_driver_sql(f"CREATE SCHEMA {schema} AUTHORIZATION {roles['owner']}")
        everybody = ", ".join(roles[role] for role in (*readers, "definer", "owner"))
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {everybody}")
        for name, query in views.items():
            view = f'{schema}."{name}"'
            connection.exec_driver_sql(
                f"CREATE VIEW {view} WITH (security_barrier) AS {query}".replace("%", "%%")
            )
            connection.exec_driver_sql(f"ALTER VIEW {view} OWNER TO {roles['definer']}")
            for reader in readers:
                connection.exec_driver_sql(f"GRANT SELECT ON {view} TO {roles[reader]}")
