"""Takes away whatever stands in an office's database beside its data: before rights are made anew.

Each entry is a question whose answers are statements, in the order in which they can be done. What
an extension brought stays, and so do tables, schemas and extensions of others: they hold data, and
only a person can say whether it is wanted.
"""

from sqlalchemy import Connection, text

from hjemveien.persistence import audit
from hjemveien.persistence.rights import figures, listing
from hjemveien.persistence.rights.roles import ALSO, ROLES, Roles

_OURS = "n.nspname IN ('public', 'listing', 'figures')"
_NOT_BROUGHT = """NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {what}.oid
    AND d.classid = '{catalog}'::regclass AND d.deptype = 'e')"""

# Code that would run beside ours, and policies that stand on our functions.
_CODE = (
    f"""SELECT format('DROP RULE %I ON %s', w.rulename, c.oid::regclass) FROM pg_rewrite w
        JOIN pg_class c ON c.oid = w.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND w.rulename <> '_RETURN'""",
    f"""SELECT format('DROP POLICY %I ON %s', p.polname, c.oid::regclass) FROM pg_policy p
        JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS}""",
    f"""SELECT format('DROP CAST (%s AS %s)', k.castsource::regtype, k.casttarget::regtype)
        FROM pg_cast k WHERE k.oid >= 16384
        AND {_NOT_BROUGHT.format(what="k", catalog="pg_cast")}""",
    f"""SELECT 'DROP OPERATOR ' || o.oid::regoperator FROM pg_operator o
        WHERE o.oprnamespace <> 'pg_catalog'::regnamespace
        AND {_NOT_BROUGHT.format(what="o", catalog="pg_operator")}""",
    f"""SELECT format('DROP ROUTINE %s', p.oid::regprocedure) FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_OURS} AND p.prokind <> 'a'
        AND {_NOT_BROUGHT.format(what="p", catalog="pg_proc")}""",
    f"""SELECT format('ALTER TABLE %s ENABLE TRIGGER ALL', c.oid::regclass) FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS} AND c.relkind = 'r'
        AND EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled <> 'O')""",
)  # fmt: skip

# Whoever holds something here and does not own it, and whoever was told of it ahead.
_GRANTS = (
    f"""SELECT DISTINCT format('REVOKE ALL ON %s %s FROM %s CASCADE',
            CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass, {{who}})
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) x
        WHERE {_OURS} AND c.relkind IN ('r', 'v', 'm', 'S', 'p', 'f')
        AND x.grantee <> c.relowner""",
    f"""SELECT DISTINCT format('REVOKE ALL (%I) ON TABLE %s FROM %s CASCADE', a.attname,
            c.oid::regclass, {{who}})
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(a.attacl) x
        WHERE {_OURS} AND NOT a.attisdropped""",
    f"""SELECT DISTINCT format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', n.nspname, {{who}})
        FROM pg_namespace n, aclexplode(n.nspacl) x WHERE {_OURS} AND x.grantee <> n.nspowner""",
    """SELECT DISTINCT format('REVOKE ALL ON DATABASE %I FROM %s CASCADE', d.datname, {who})
        FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
        WHERE d.datname = current_database() AND x.grantee <> d.datdba""",
    """SELECT DISTINCT format('REVOKE ALL ON LANGUAGE %I FROM %s CASCADE', l.lanname, {who})
        FROM pg_language l, aclexplode(l.lanacl) x WHERE x.grantee <> l.lanowner""",
    """SELECT DISTINCT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I %s REVOKE ALL ON %s FROM %s',
            pg_get_userbyid(e.defaclrole), 'IN SCHEMA ' || quote_ident(n.nspname),
            CASE e.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
                WHEN 'f' THEN 'ROUTINES' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END, {who})
        FROM pg_default_acl e LEFT JOIN pg_namespace n ON n.oid = e.defaclnamespace,
            aclexplode(e.defaclacl) x WHERE x.grantee <> e.defaclrole""",
)  # fmt: skip
_WHO = "CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END"

# What the system came with, as it came: `_close` shuts the large objects again.
_SYSTEM = (
    """SELECT DISTINCT format('REVOKE ALL ON FUNCTION %s FROM %s CASCADE', p.oid::regprocedure,
            {who})
        FROM pg_proc p LEFT JOIN pg_init_privs i ON i.objoid = p.oid
            AND i.classoid = 'pg_proc'::regclass AND i.objsubid = 0, aclexplode(p.proacl) x
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND x.grantee <> p.proowner
        AND x.grantee <> ALL (SELECT y.grantee FROM aclexplode(
            coalesce(i.initprivs, acldefault('f', p.proowner))) y)
        AND p.proacl IS DISTINCT FROM i.initprivs""",
    """SELECT DISTINCT format('REVOKE ALL ON TABLE %s FROM %s CASCADE', c.oid::regclass, {who})
        FROM pg_class c LEFT JOIN pg_init_privs i ON i.objoid = c.oid
            AND i.classoid = 'pg_class'::regclass AND i.objsubid = 0, aclexplode(c.relacl) x
        WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
        AND x.grantee <> c.relowner AND x.grantee <> ALL (SELECT y.grantee
            FROM aclexplode(coalesce(i.initprivs, acldefault('r', c.relowner))) y)
        AND c.relacl IS DISTINCT FROM i.initprivs""",
)  # fmt: skip


def sweep(connection: Connection, roles: Roles) -> None:
    """By a superuser, before `install`. Rows of tables are neither read nor written."""
    _answered(connection, "SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger")
    audit.remove(connection)
    for schema in (listing.SCHEMA, figures.SCHEMA):
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    for question in _CODE:
        _answered(connection, question)
    _own(connection, roles)
    for question in (*_GRANTS, *_SYSTEM):
        _answered(connection, question.replace("{who}", _WHO))
    _reset(connection)
    _plain_groups(connection, roles)


def _answered(connection: Connection, question: str) -> None:
    """Ask, and do each answer."""
    for statement in list(connection.execute(text(question.replace(":", r"\:"))).scalars()):
        connection.exec_driver_sql(str(statement).replace("%", "%%"))


def _own(connection: Connection, roles: Roles) -> None:
    """Tables and schema are the owner's before others lose what they hold, and she holds all."""
    from hjemveien.persistence.rights.rules import tables

    connection.exec_driver_sql(f"ALTER SCHEMA public OWNER TO {roles['owner']}")
    for name in (*(table.name for table in tables()), "alembic_version"):
        connection.exec_driver_sql(f'ALTER TABLE public."{name}" OWNER TO {roles["owner"]}')
        connection.exec_driver_sql(f'GRANT ALL ON TABLE public."{name}" TO {roles["owner"]}')


def _reset(connection: Connection) -> None:
    """Settings of the database; and it belongs to nobody who is in the office."""
    here = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    connection.exec_driver_sql(f"ALTER DATABASE {here} RESET ALL")
    owned = "SELECT r.rolsuper FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba "
    if not connection.exec_driver_sql(f"{owned} WHERE d.datname = current_database()").scalar():
        connection.exec_driver_sql(f"ALTER DATABASE {here} OWNER TO CURRENT_USER")


def _plain_groups(connection: Connection, roles: Roles) -> None:
    """The office's groups as `make_roles` makes them: no login, and in no group but casework."""
    for role in roles.all():
        for change in (
            "NOLOGIN NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
            "RESET ALL",
        ):
            connection.exec_driver_sql(f'ALTER ROLE "{role}" {change}')
    wanted = {(roles.name(also), roles.name(role)) for role, also in ALSO.items() if role in ROLES}
    held = connection.execute(
        text(
            "SELECT g.rolname, m.rolname, a.admin_option FROM pg_auth_members a "
            "JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member "
            "WHERE m.rolname = ANY (:groups)"
        ),
        {"groups": list(roles.all())},
    )
    for group, member, passes_on in held.all():
        if (group, member) not in wanted or passes_on:
            connection.exec_driver_sql(f'REVOKE "{group}" FROM "{member}" CASCADE')
