"""Asks, as somebody, what she sees and may do in every table; the answers are compared as a whole.

One call of a helper function tries all statements, each undone at once. A right of nobody's is the
helper's: it runs as whoever calls it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import Integer, Table

from hjemveien.persistence.rights import listing
from hjemveien.persistence.rights.rules import updatable
from hjemveien.persistence.tables import Base
from tests.rights.office import ACTING, CASES, LOCKED_OUT, PROTECTED, key, known_as

Connection = psycopg.Connection[tuple[Any, ...]]
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
REFUSED = "-"
_NO_PRIVILEGE = "!42501"
WHOLE = "whole"
# A statement that reads nothing is not held to what may be read.
BLINDLY = "blindly"
NOBODYS = "nobody's"

# In a schema of its own. A query answers with one array of texts, another statement with how many
# rows it changed, and either with its error.
HELPER = """
CREATE SCHEMA probe;
GRANT USAGE ON SCHEMA probe TO PUBLIC;
CREATE FUNCTION probe.ask(statements text[]) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    one text;
    found text[];
    answers text[] := '{}';
    changed bigint;
BEGIN
    FOREACH one IN ARRAY statements LOOP
        BEGIN
            IF one LIKE 'WITH%' OR one LIKE 'SELECT%' THEN
                EXECUTE one INTO found;
            ELSE
                EXECUTE one;
                GET DIAGNOSTICS changed = ROW_COUNT;
                found := ARRAY[changed::text];
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'PR000',
                MESSAGE = coalesce(array_to_string(found, '|'), '');
        EXCEPTION WHEN OTHERS THEN
            answers := answers || CASE SQLSTATE WHEN 'PR000' THEN SQLERRM ELSE '!' || SQLSTATE END;
        END;
    END LOOP;
    RETURN answers;
END $$;
GRANT EXECUTE ON FUNCTION probe.ask(text[]) TO PUBLIC;
"""

# Whoever asks, and what is open to her: nothing, what a ticket opens, everything for an import, a
# broken glass.
WORK = ("kari", "cle", "sup", "both")
OTHERS = ("adm", "sta", "log", "par", "rev")
STATES: Mapping[str, tuple[str, ...]] = {
    "kari": ("closed", "opened"),
    "cle": ("closed", "opened"),
    "sup": ("closed", "opened", "wide"),
    "both": ("closed", "opened", "wide", "glass"),
    **dict.fromkeys(OTHERS, ("closed",)),
}
_PLAIN = frozenset(CASES) - frozenset(PROTECTED) - {"locked"}


def openable(login: str, state: str) -> frozenset[str]:
    """The cases that somebody's tickets of this state open."""
    if state == "opened":
        return _PLAIN | ({"protected"} if login == "cle" else set())
    return frozenset(PROTECTED) if state == "glass" else frozenset()


@dataclass(frozen=True)
class Cell:
    """One question of the matrix."""

    table: str
    who: str
    state: str
    command: str


Answers = dict[Cell, str | frozenset[str]]


class Rows:
    """Which row is whose: by table and key, as the office was filled; read once, as root."""

    def __init__(self, root: Connection, tables: Iterable[Table]) -> None:
        self._cases = {
            str(key(case, table.name)): case for table in Base.metadata.sorted_tables
            for case in CASES
        }  # fmt: skip
        for login in LOCKED_OUT:
            self._cases[str(key(f"locked/{login}", "partiality_lock"))] = "locked"
        self.tags: dict[str, dict[str, str]] = {}
        self.examples: dict[str, dict[str, dict[str, Any]]] = {}
        for table in tables:
            self._read(root, table)

    def _read(self, root: Connection, table: Table) -> None:
        tags: dict[str, str] = {}
        examples: dict[str, dict[str, Any]] = {}
        named = f'public."{table.name}"'
        query = f"SELECT {key_column(table)}::text, to_jsonb(t) FROM {named} t ORDER BY 1"
        for found, row in root.execute(query):
            tag = self._tag(table, row)
            tags[found] = tag
            examples.setdefault(tag, row)
        self.tags[table.name], self.examples[table.name] = tags, examples

    def _tag(self, table: Table, row: Mapping[str, Any]) -> str:
        if table.name in _WHOLE or row.get("table_name") in _PLACES:
            return WHOLE
        if table.name in ("audit_payload", "sealed_payload"):
            return self._tag_of_payload(row)
        names = ("id", "case_id", "row_id", "household_id")
        found = (self._cases.get(str(row.get(name))) for name in names)
        return next((case for case in found if case), NOBODYS)

    def _tag_of_payload(self, row: Mapping[str, Any]) -> str:
        inside = row.get("new") or row.get("old") or {}
        if inside.keys() & {"unit_key", "aspect"}:
            return WHOLE
        return self._tag(Base.metadata.tables["audit_event"], inside)

    def cases(self, table: str, answer: str) -> frozenset[str]:
        """Whose rows these keys are; those that came after the filling are nobody's."""
        known = self.tags[table]
        return frozenset(known[each] for each in answer.split("|") if each in known) - {NOBODYS}


# What the audit tells of places and not of people.
_PLACES = ("dwelling", "dwelling_period")
_WHOLE = frozenset(
    "municipality team code_list dwelling dwelling_period source_file staff schema_info "
    "rights_manifest audit_checkpoint audit_erasure".split()
)


def key_column(table: Table) -> str:
    names = [column.name for column in table.primary_key]
    return f'"{names[0]}"'


def ask(
    connection: Connection, who: str, state: str, tables: Iterable[Table], rows: Rows
) -> Answers:
    """What the connection's user may do with each table; nothing stays of it."""
    cells: list[tuple[Cell, str]] = []
    statements: list[str] = []
    for table in tables:
        for command, tag, statement in _statements(table, who, rows):
            cells.append((Cell(table.name, who, state, command), tag))
            statements.append(statement)
    connection.execute(ACTING, {"actor": who})
    answered = connection.execute("SELECT probe.ask(%s)", (statements,)).fetchone()
    assert answered is not None
    found: dict[Cell, Any] = {}
    seen_before = ""
    for (cell, tag), answer in zip(cells, answered[0], strict=True):
        if tag == BLINDLY:
            # One's own window is taken away also where the case has become hidden meanwhile.
            own = cell.table == "presence" and cell.who == "kari"
            if not own and answer != _counted(seen_before):
                found[cell] = f"{answer} rows blindly"
            continue
        seen_before = answer
        if cell.command == "INSERT":
            allowed = found.setdefault(cell, set())
            allowed |= {tag} if answer != _NO_PRIVILEGE else set()
        elif answer.startswith("!"):
            found[cell] = REFUSED if answer == _NO_PRIVILEGE else answer
        else:
            found[cell] = rows.cases(cell.table, answer)
    return {
        cell: (frozenset(seen) or REFUSED) if isinstance(seen, set) else seen
        for cell, seen in found.items()
    }


def _statements(table: Table, who: str, rows: Rows) -> Iterable[tuple[str, str, str]]:
    """Command, whose row (where it matters) and the statement that tries it."""
    named, keyed = f'public."{table.name}"', key_column(table)
    returned = f"RETURNING {keyed}::text AS key) SELECT array_agg(key) FROM done"
    yield "SELECT", "", f"SELECT array_agg({keyed}::text) FROM {named}"
    column = _touched(table)
    value = f"'{known_as(who)}'" if column == "seen_by" else f'"{column}"'
    yield "UPDATE", "", f'WITH done AS (UPDATE {named} SET "{column}" = {value} {returned}'
    yield "UPDATE", BLINDLY, f"UPDATE {named} SET {_blindly(table, who)}"
    yield "DELETE", "", f"WITH done AS (DELETE FROM {named} {returned}"
    yield "DELETE", BLINDLY, f"DELETE FROM {named}"
    for tag, row in rows.examples[table.name].items():
        if tag != NOBODYS:
            yield "INSERT", tag, _insert(table, {**row, **_mine(table.name, who)})


def _touched(table: Table) -> str:
    keys = {column.name for column in table.primary_key}
    plain = [column.name for column in table.columns if column.name not in keys]
    own = ("seen_by",) if table.name == "notice" else ()
    return str((*own, *updatable(table), *plain, *keys)[0])


def _blindly(table: Table, who: str) -> str:
    """A change that looks at no column."""
    columns = updatable(table)
    if table.name == "notice":
        return f"seen_by = '{known_as(who)}'"
    if not columns:
        return f'"{table.columns.keys()[0]}" = DEFAULT'
    if "row_version" in columns:
        return "row_version = 1"
    chosen = [table.columns[name] for name in columns]
    plain = next((c for c in chosen if c.nullable or isinstance(c.type, Integer)), chosen[0])
    if plain.nullable:
        return f'"{plain.name}" = NULL'
    return f'"{plain.name}" = {"1" if isinstance(plain.type, Integer) else "now()"}'


def _counted(answer: str) -> str:
    """How many keys there are; an error stays one."""
    return answer if answer.startswith("!") else str(len(answer.split("|")) if answer else 0)


def _insert(table: Table, row: Mapping[str, Any]) -> str:
    """The same row once more: row security comes before the keys, and tells what it thinks."""
    literal = json.dumps(row).replace("'", "''")
    named = f'public."{table.name}"'
    return f"INSERT INTO {named} SELECT * FROM jsonb_populate_record(NULL::{named}, '{literal}')"


def _mine(table: str, who: str) -> dict[str, Any]:
    """What a row of somebody's own says about her."""
    found: dict[str, dict[str, Any]] = {
        "journal_entry": {"by": known_as(who)},
        "case_share": {"shared_by": known_as(who)},
        "presence": {"login": who, "name": known_as(who)},
        "draft": {"login": who},
        "saved_operation": {"login": who},
        "saved_view": {"owner": who},
        "staff": {"login": None, "cleared": False, "role": "caseworker"},
    }
    return found.get(table, {})


def listed(connection: Connection, who: str, state: str, rows: Rows) -> Answers:
    """What somebody sees of the lists' own tables."""
    names = sorted(listing.views())
    tables = [Base.metadata.tables[name] for name in names]
    statements = [
        f'SELECT array_agg({key_column(table)}::text) FROM listing."{table.name}"'
        for table in tables
    ]
    answered = connection.execute("SELECT probe.ask(%s)", (statements,)).fetchone()
    assert answered is not None
    return {
        Cell(f"listing.{name}", who, state, "SELECT"): REFUSED
        if answer == _NO_PRIVILEGE
        else rows.cases(name, answer)
        for name, answer in zip(names, answered[0], strict=True)
    }
