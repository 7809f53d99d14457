"""What the catalogue says of rights that no row shows: columns, doors, and roles without people."""

from collections.abc import Iterable

from tests.rights.probing import Connection

PEOPLE = ("caseworker", "supervisor", "cleared", "statistics", "admin", "logreader", "partner")
# A supervisor does casework, and so does somebody cleared: told is what they have besides.
_ALSO = {"supervisor": "caseworker", "cleared": "caseworker"}

_COLUMNS = """
    SELECT c.relname, a.attname, role FROM unnest(%(roles)s::text[]) role, pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
    AND NOT a.attisdropped AND has_column_privilege(%(prefix)s || role, c.oid, a.attnum, 'UPDATE')
    AND (%(table)s = '' OR c.relname = %(table)s) ORDER BY c.relname, a.attnum
"""
_DOORS = """
    SELECT p.proname, role FROM unnest(%(roles)s::text[]) role, pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    AND has_function_privilege(%(prefix)s || role, p.oid, 'EXECUTE') ORDER BY p.proname
"""
_SERVANTS = """
    SELECT role || ' ' || c.relname, (SELECT string_agg(verb, ' ' ORDER BY verb)
        FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) verb
        WHERE has_table_privilege(%(prefix)s || role, c.oid, verb))
    FROM unnest(ARRAY['definer', 'backup']) role, pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relname <> 'alembic_version' AND (%(table)s = '' OR c.relname = %(table)s)
"""


def changeable(root: Connection, prefix: str, table: str = "") -> dict[str, dict[str, set[str]]]:
    """Table → role → the columns that it may change."""
    asked = {"roles": list(PEOPLE), "prefix": f"{prefix}_", "table": table}
    found: dict[str, dict[str, set[str]]] = {}
    for name, column, role in root.execute(_COLUMNS, asked):
        found.setdefault(name, {}).setdefault(role, set()).add(column)
    return {name: _besides(roles) for name, roles in found.items()}


def _besides(roles: dict[str, set[str]]) -> dict[str, set[str]]:
    own = {role: columns - roles.get(_ALSO.get(role, ""), set()) for role, columns in roles.items()}
    return {role: columns for role, columns in own.items() if columns}


def callers(root: Connection, prefix: str) -> dict[str, str]:
    """Door → who may call it, in one order."""
    asked = {"roles": [*PEOPLE, "backup", "owner"], "prefix": f"{prefix}_"}
    found: dict[str, set[str]] = {}
    for name, role in root.execute(_DOORS, asked):
        found.setdefault(name, set()).add(role)
    return {name: _in_order(roles) for name, roles in found.items()}


def _in_order(roles: Iterable[str]) -> str:
    had = set(roles)
    besides = (role for role in had if _ALSO.get(role, "") not in had)
    return " ".join(sorted(besides, key=(*PEOPLE, "backup", "owner").index))


def of_servants(root: Connection, prefix: str, table: str = "") -> dict[str, str]:
    """What the doors' own role and the backup's may do with each table: "role table" → verbs."""
    asked = {"prefix": f"{prefix}_", "table": table}
    return {row[0]: row[1] or "" for row in root.execute(_SERVANTS, asked)}


def rows_of_servants(root: Connection, prefix: str, tables: Iterable[str]) -> dict[str, bool]:
    """Whether the tables' owner and the doors' own role see any row: "role table" → yes or no."""
    found: dict[str, bool] = {}
    for role in ("owner", "definer"):
        root.execute(f'SET LOCAL ROLE "{prefix}_{role}"')
        for table in tables:
            found[f"{role} {table}"] = _sees(root, table)
        root.execute("RESET ROLE")
    return found


def _sees(root: Connection, table: str) -> bool:
    root.execute("SAVEPOINT seeing")
    try:
        query = f'SELECT EXISTS (SELECT 1 FROM public."{table}")'
        answer = root.execute(query).fetchone()
    except Exception:  # whatever it is, nothing was seen
        answer = (False,)
    root.execute("ROLLBACK TO seeing")
    return bool(answer and answer[0])
