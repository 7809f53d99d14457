"""Takes one right away, or gives one that nobody has, and asks whether anything notices."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.rights.evaluating import Evaluation
from tests.rights.probing import Connection

# The roles that people have; supervisors and the cleared are caseworkers too.
_PEOPLE = "caseworker statistics admin logreader partner".split()


@dataclass(frozen=True)
class Mutation:
    """`about` is the table or view that it first shows in; "" for a door."""

    name: str
    statement: str
    about: str = ""


_POLICIES = """
    SELECT tablename, policyname, cmd, coalesce(qual, ''), coalesce(with_check, '')
    FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2
"""
_GRANTS = """
    SELECT n.nspname, c.relname, r.rolname, a.privilege_type FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
    JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname IN ('public', 'listing', 'figures') AND c.relkind IN ('r', 'v')
    AND a.grantee <> c.relowner AND c.relname <> 'alembic_version' ORDER BY 1, 2, 3, 4
"""
_COLUMNS = """
    SELECT c.relname, k.attname, r.rolname, a.privilege_type FROM pg_attribute k
    JOIN pg_class c ON c.oid = k.attrelid, aclexplode(k.attacl) a
    JOIN pg_roles r ON r.oid = a.grantee
    WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1, k.attnum, 3, 4
"""
_DOORS = """
    SELECT p.oid::regprocedure::text, r.rolname FROM pg_proc p, aclexplode(p.proacl) a
    JOIN pg_roles r ON r.oid = a.grantee
    WHERE p.pronamespace = 'public'::regnamespace AND a.grantee <> p.proowner ORDER BY 1, 2
"""
_ALL_DOORS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    AND p.prorettype <> 'trigger'::regtype ORDER BY 1
"""
_SECURED = """
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
    AND c.relrowsecurity ORDER BY 1
"""
_CLOSED = """
    SELECT c.relname, r.rolname FROM pg_class c, unnest(%s::text[]) r (rolname)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relname <> 'alembic_version' AND NOT has_table_privilege(r.rolname, c.oid, 'SELECT')
    ORDER BY 1, 2
"""


def mutations(root: Connection, prefix: str) -> list[Mutation]:
    """Every one, in one order: read from the server, so that none is forgotten."""
    return [
        *_of_policies(root),
        *_of_grants(root),
        *_of_columns(root),
        *_of_doors(root),
        *_of_flags(root),
        *_given(root, prefix),
    ]


def _of_policies(root: Connection) -> Iterator[Mutation]:
    for table, policy, _command, seen, checked in root.execute(_POLICIES).fetchall():
        named = f'"{policy}" ON public."{table}"'
        yield Mutation(f"without policy {policy} of {table}", f"DROP POLICY {named}", table)
        for what, condition in (("USING", seen), ("WITH CHECK", checked)):
            if condition not in ("", "true"):
                wide = f"ALTER POLICY {named} {what} (true)"
                yield Mutation(f"{policy} of {table} {what} (true)", wide, table)


def _of_grants(root: Connection) -> Iterator[Mutation]:
    for schema, table, role, verb in root.execute(_GRANTS).fetchall():
        statement = f'REVOKE {verb} ON {schema}."{table}" FROM "{role}"'
        about = table if schema == "public" else f"{schema}."
        yield Mutation(statement, statement, about)


def _of_columns(root: Connection) -> Iterator[Mutation]:
    for table, column, role, verb in root.execute(_COLUMNS).fetchall():
        statement = f'REVOKE {verb} ("{column}") ON public."{table}" FROM "{role}"'
        yield Mutation(statement, statement, table)


def _of_doors(root: Connection) -> Iterator[Mutation]:
    for door, role in root.execute(_DOORS).fetchall():
        statement = f'REVOKE EXECUTE ON FUNCTION {door} FROM "{role}"'
        yield Mutation(statement, statement)
    for (door,) in root.execute(_ALL_DOORS).fetchall():
        statement = f"GRANT EXECUTE ON FUNCTION {door} TO PUBLIC"
        yield Mutation(statement, statement)


def _of_flags(root: Connection) -> Iterator[Mutation]:
    for (table,) in root.execute(_SECURED).fetchall():
        for flag in ("DISABLE", "NO FORCE"):
            statement = f'ALTER TABLE public."{table}" {flag} ROW LEVEL SECURITY'
            yield Mutation(statement, statement, table)


def _given(root: Connection, prefix: str) -> Iterator[Mutation]:
    """A table that a role has no privilege on at all, opened to it."""
    roles = [f"{prefix}_{role}" for role in _PEOPLE]
    for table, role in root.execute(_CLOSED, (roles,)).fetchall():
        statement = f'GRANT SELECT ON public."{table}" TO "{role}"'
        yield Mutation(statement, statement, table)


def notices(evaluation: Evaluation, mutation: Mutation) -> str:
    """The first difference that the mutation makes; "" where nothing notices it."""
    root = evaluation.root
    root.execute("SAVEPOINT mutation")
    root.execute(mutation.statement)
    found = next(_differences(evaluation, mutation), "")
    root.execute("ROLLBACK TO mutation")
    return found


def _differences(evaluation: Evaluation, mutation: Mutation) -> Iterator[str]:
    """Where it shows first, and only then everything else."""
    if mutation.about == "listing.":
        yield from evaluation.of_lists()
    elif mutation.about == "figures.":
        yield from evaluation.of_figures()
    elif mutation.about:
        yield from evaluation.of_table(mutation.about)
    else:
        yield from evaluation.of_doors()
    yield from evaluation.of_everything()
