"""Every right as the server has it, spelled in one way, so that two moments can be compared."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from hjemveien.persistence.rights.roles import Roles

_OURS = "n.nspname IN ('public', 'listing', 'figures')"
# Kind and query; each row is (key, value). What an extension brought is the extension's.
_QUERIES: tuple[tuple[str, str], ...] = (
    (
        "table",
        f"""SELECT n.nspname || '.' || c.relname, concat_ws(' ', c.relkind, r.rolname,
            CASE WHEN c.relrowsecurity THEN 'secured' END,
            CASE WHEN c.relforcerowsecurity THEN 'forced' END,
            (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(c.relacl) a))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_roles r ON r.oid = c.relowner
        WHERE {_OURS} AND c.relkind IN ('r', 'v', 'm', 'S', 'p', 'f')""",
    ),
    (
        "columns",
        f"""SELECT n.nspname || '.' || c.relname || '.' || a.attname,
            (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(a.attacl) x)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND a.attacl IS NOT NULL AND cardinality(a.attacl) > 0
        AND NOT a.attisdropped""",
    ),
    (
        "policy",
        f"""SELECT n.nspname || '.' || c.relname || '.' || p.polname, concat_ws(' | ', p.polcmd,
            p.polpermissive, (SELECT string_agg(r.rolname, ' ' ORDER BY r.rolname)
                FROM pg_roles r WHERE r.oid = ANY (p.polroles)),
            CASE WHEN 0 = ANY (p.polroles) THEN 'PUBLIC' END,
            pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
        FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS}""",
    ),
    (
        "function",
        f"""SELECT p.oid::regprocedure::text, concat_ws(' ', r.rolname, l.lanname, p.prokind,
            p.prosecdef, p.provolatile, p.proleakproof, pg_get_function_result(p.oid),
            p.proconfig::text, md5(p.prosrc), md5(p.probin),
            (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(p.proacl) x))
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_roles r ON r.oid = p.proowner JOIN pg_language l ON l.oid = p.prolang
        WHERE {_OURS}""",
    ),
    (
        "trigger",
        f"""SELECT c.relname || '.' || t.tgname, concat_ws(' ', t.tgenabled, t.tgtype,
            p.proname, md5(pg_get_triggerdef(t.oid)))
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS} AND NOT t.tgisinternal""",
    ),
    (
        "key_trigger",
        f"""SELECT c.relname || '.' || t.tgname, t.tgenabled::text
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND t.tgisinternal AND t.tgenabled <> 'O'""",
    ),
    (
        "constraint",
        f"""SELECT c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS}""",
    ),
    (
        "default",
        f"""SELECT c.relname || '.' || a.attname, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS}""",
    ),
    (
        "view",
        f"""SELECT n.nspname || '.' || c.relname, md5(pg_get_viewdef(c.oid)) || ' ' ||
            coalesce(c.reloptions::text, '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND c.relkind = 'v'""",
    ),
    (
        "schema",
        """SELECT n.nspname, concat_ws(' ', r.rolname,
            (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(n.nspacl) x))
        FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
        WHERE n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'""",
    ),
    (
        "language",
        """SELECT l.lanname, (SELECT string_agg(x::text, ' ' ORDER BY x::text)
            FROM unnest(l.lanacl) x) FROM pg_language l""",
    ),
    (
        "rule",
        f"""SELECT c.relname || '.' || w.rulename, md5(pg_get_ruledef(w.oid))
        FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND w.rulename <> '_RETURN'""",
    ),
    ("event_trigger", "SELECT e.evtname, e.evtenabled::text FROM pg_event_trigger e"),
    ("extension", "SELECT e.extname, e.extversion FROM pg_extension e"),
    (
        "publication",
        """SELECT p.pubname, concat_ws(' ', p.puballtables, (SELECT string_agg(
            r.prrelid::regclass::text, ' ' ORDER BY r.prrelid::regclass::text)
            FROM pg_publication_rel r WHERE r.prpubid = p.oid)) FROM pg_publication p""",
    ),
    (
        "subscription",
        """SELECT s.subname, '' FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
        WHERE d.datname = current_database()""",
    ),
    ("foreign_server", "SELECT s.srvname, '' FROM pg_foreign_server s"),
    ("foreign_data_wrapper", "SELECT f.fdwname, '' FROM pg_foreign_data_wrapper f"),
    (
        "default_acl",
        """SELECT concat_ws(' ', pg_get_userbyid(d.defaclrole), d.defaclobjtype, n.nspname),
            d.defaclacl::text
        FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace""",
    ),
    # A closer fit than the system's own would be called in its place.
    (
        "operator",
        """SELECT o.oid::regoperator::text, o.oprcode::text FROM pg_operator o
        WHERE o.oprnamespace <> 'pg_catalog'::regnamespace""",
    ),
    (
        "cast",
        """SELECT c.castsource::regtype || ' as ' || c.casttarget::regtype,
            concat_ws(' ', c.castcontext, c.castfunc::regproc)
        FROM pg_cast c WHERE c.oid >= 16384""",
    ),
    # What the system came with and somebody has opened or closed.
    (
        "system_function",
        """SELECT p.oid::regprocedure::text,
            (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(p.proacl) x)
        FROM pg_proc p LEFT JOIN pg_init_privs i ON i.objoid = p.oid
            AND i.classoid = 'pg_proc'::regclass AND i.objsubid = 0
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
        AND p.proacl IS DISTINCT FROM i.initprivs""",
    ),
    (
        "system_table",
        """SELECT c.oid::regclass::text,
            (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(c.relacl) x)
        FROM pg_class c LEFT JOIN pg_init_privs i ON i.objoid = c.oid
            AND i.classoid = 'pg_class'::regclass AND i.objsubid = 0
        WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
        AND c.relacl IS DISTINCT FROM i.initprivs""",
    ),
    (
        "setting",
        """SELECT coalesce(d.datname, 'every database'), array_to_string(s.setconfig, ' ')
        FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase
        WHERE s.setrole = 0 AND (s.setdatabase = 0 OR d.datname = current_database())""",
    ),
)


def snapshot(connection: Connection, roles: Roles) -> dict[str, str]:
    """key → value of all that rights consist of in this database, and of the office's groups.

    The members of the groups are people and come and go: see `persistence.office_check`.
    """
    with _one_spelling(connection):
        found = dict(_objects(connection))
        found |= dict(_groups(connection, roles))
    return found


@contextmanager
def _one_spelling(connection: Connection) -> Iterator[None]:
    """The server leaves a schema's name out where the search path has it."""
    before = connection.exec_driver_sql("SHOW search_path").scalar_one()
    told = text("SELECT set_config('search_path', :path, true)")
    connection.execute(told, {"path": "public"})
    yield
    connection.execute(told, {"path": before})


def queries() -> tuple[str, ...]:
    """What is asked of the server: another question is answered by another manifest."""
    return tuple(query for _kind, query in _QUERIES)


def _objects(connection: Connection) -> Iterator[tuple[str, str]]:
    for kind, query in _QUERIES:
        for key, value in connection.exec_driver_sql(query):
            yield f"{kind} {key}", value or ""


def _groups(connection: Connection, roles: Roles) -> Iterator[tuple[str, str]]:
    """Attributes of each group, and which group is a member of which."""
    names = ", ".join(f"'{name}'" for name in roles.all())
    attributes = connection.exec_driver_sql(
        "SELECT r.rolname, concat_ws(' ', r.rolsuper, r.rolinherit, r.rolcreaterole, "
        "r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconfig::text) "
        f"FROM pg_roles r WHERE r.rolname IN ({names})"
    )
    for name, value in attributes:
        yield f"role {name}", value
    members = connection.exec_driver_sql(
        "SELECT g.rolname || ' < ' || m.rolname, "
        "CASE WHEN a.admin_option THEN 'passes it on' ELSE '' END FROM pg_auth_members a "
        "JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member "
        f"WHERE m.rolname IN ({names})"
    )
    for name, value in members:
        yield f"membership {name}", value
    database = connection.exec_driver_sql(
        "SELECT (SELECT string_agg(x::text, ' ' ORDER BY x::text) "
        "FROM unnest(d.datacl) x) FROM pg_database d WHERE d.datname = current_database()"
    ).scalar_one()
    yield "database", str(database)
