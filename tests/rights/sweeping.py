"""Looks for words in every column of everything that somebody can SELECT.

Of the server's own catalogue, what holds data: values for the planner, statements, settings.
"""

from collections.abc import Iterable, Iterator

from tests.rights.probing import Connection

_READABLE = """
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S')
    AND (n.nspname NOT IN ('pg_catalog', 'information_schema')
        OR c.relname LIKE 'pg\\_stat%' OR c.relname IN ('pg_largeobject', 'pg_cursors'))
    AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
    ORDER BY 1
"""


def found(connection: Connection, words: Iterable[str]) -> Iterator[str]:
    """One line a word and relation in which it stands, whichever column it is in."""
    wanted = list(words)
    for (relation,) in connection.execute(_READABLE).fetchall():
        query = (
            f"SELECT DISTINCT w FROM {relation} t, unnest(%s::text[]) w "
            "WHERE strpos(lower(t::text), lower(w)) > 0"
        )
        for (word,) in connection.execute(query, (wanted,)).fetchall():
            yield f"{relation}: {word}"
