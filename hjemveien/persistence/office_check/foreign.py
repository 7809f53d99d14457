"""What stands in an office's database and is none of this program's: objects, and grants to others.

Asked of the server and the source alone: an upgrade writes down whatever it finds, so that what
somebody slipped in before it would be in the manifest afterwards.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from hjemveien.persistence import audit_postgres
from hjemveien.persistence.chain import server
from hjemveien.persistence.rights import figures, listing, source
from hjemveien.persistence.rights.roles import Roles
from hjemveien.persistence.rights.rules import tables
from hjemveien.texts import _

_SCHEMAS = ("public", listing.SCHEMA, figures.SCHEMA)
_OURS = "n.nspname IN ('public', 'listing', 'figures')"
_NOT_BROUGHT = """NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {what}.oid
    AND d.classid = '{catalog}'::regclass AND d.deptype = 'e')"""
_OBJECTS = text(
    f"""
    SELECT 'table', n.nspname || '.' || c.relname FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
        AND {_NOT_BROUGHT.format(what="c", catalog="pg_class")}
    UNION ALL SELECT 'function', p.proname FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE {_OURS} AND {_NOT_BROUGHT.format(what="p", catalog="pg_proc")}
    UNION ALL SELECT 'schema', n.nspname FROM pg_namespace n
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    UNION ALL SELECT 'event trigger', e.evtname FROM pg_event_trigger e
    UNION ALL SELECT 'publication', p.pubname FROM pg_publication p
    UNION ALL SELECT 'foreign server', s.srvname FROM pg_foreign_server s
    UNION ALL SELECT 'extension', e.extname FROM pg_extension e
    UNION ALL SELECT 'trigger', c.relname || '.' || t.tgname FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('listing', 'figures') AND NOT t.tgisinternal
    UNION ALL SELECT 'rule', c.relname || '.' || w.rulename FROM pg_rewrite w
        JOIN pg_class c ON c.oid = w.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND w.rulename <> '_RETURN'
    """
)
# Whoever is granted something here and is neither its owner nor a group of the office's.
_GRANTS = text(
    f"""
    SELECT DISTINCT what, coalesce(r.rolname, 'PUBLIC') FROM (
        SELECT 'table ' || c.oid::regclass AS what, c.relowner AS owner, x.grantee
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
            aclexplode(c.relacl) x
            WHERE {_OURS} AND {_NOT_BROUGHT.format(what="c", catalog="pg_class")}
        UNION ALL SELECT 'column ' || c.oid::regclass || '.' || a.attname, c.relowner, x.grantee
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(a.attacl) x WHERE {_OURS}
        UNION ALL SELECT 'function ' || p.oid::regprocedure, p.proowner, x.grantee
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
            aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
            WHERE {_OURS} AND {_NOT_BROUGHT.format(what="p", catalog="pg_proc")}
        UNION ALL SELECT 'schema ' || n.nspname, n.nspowner, x.grantee
            FROM pg_namespace n, aclexplode(n.nspacl) x WHERE {_OURS}
        UNION ALL SELECT 'database', d.datdba, x.grantee
            FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
            WHERE d.datname = current_database()
    ) g LEFT JOIN pg_roles r ON r.oid = g.grantee
    WHERE g.grantee <> g.owner AND coalesce(r.rolname, '') <> ALL (:groups) ORDER BY 1, 2
    """
)


def findings(connection: Connection, roles: Roles) -> Iterator[str]:
    known = _known()
    for kind, name in connection.execute(_OBJECTS):
        if (kind, name) not in known:
            yield _("{what} is none of this program's.").format(what=f"{kind} {name}")
    for what, who in connection.execute(_GRANTS, {"groups": list(roles.all())}):
        yield _("{what} is open to {who}.").format(what=what, who=who)


def _known() -> frozenset[tuple[str, str]]:
    doors = {door.name for door in source.DOORS}
    views = {
        *(f"{listing.SCHEMA}.{name}" for name in listing.views()),
        *(f"{figures.SCHEMA}.{name}" for name in figures.views()),
    }
    by_kind = {
        "table": {
            "public.alembic_version",
            *views,
            *(f"public.{table.name}" for table in tables()),
        },
        "function": {*doors, *audit_postgres.functions(), *server.functions()},
        "schema": set(_SCHEMAS),
        "extension": {"plpgsql", "pg_trgm"},
    }
    return frozenset((kind, name) for kind, names in by_kind.items() for name in names)
