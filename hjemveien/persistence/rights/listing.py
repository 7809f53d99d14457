"""The tables as a list may see them: views of the same names, with what no list shows left empty.

A reading session looks here first (`search_path`) once an `open_list` ticket is committed. The
views belong to `definer`; a protected household keeps its place and is told apart by nothing.
"""

from sqlalchemy import Boolean, Column, Date, Table, Text, Uuid
from sqlalchemy.types import JSON

from hjemveien.persistence.tables import Base

SCHEMA = "listing"

# What a list shows nobody: reasons, notes, and all by which somebody could be reached.
MASKED: dict[str, frozenset[str]] = {
    "application": frozenset({"reason", "note"}),
    "decision": frozenset({"reasons", "legal_basis", "decided_by"}),
    "priority": frozenset({"reason", "set_by"}),
    "need": frozenset(),
    "housing_situation": frozenset({"words"}),
    "offer": frozenset({"words"}),
    "stage_interval": frozenset({"reason", "moved_by"}),
    "temporary_stay": frozenset({"note"}),
    "case_file": frozenset({"source_ref"}),
    "household": frozenset({"note"}),
    "household_member": frozenset({"note"}),
    "person": frozenset(
        {"phone", "email", "address", "language", "interpreter", "id_missing_reason"}
    ),
    "tenancy": frozenset(),
    "case_now": frozenset(),
    "task": frozenset({"title", "kind"}),
    "source_file": frozenset({"read_by"}),
    "source_row": frozenset({"cells", "unread"}),
    "source_problem": frozenset({"saw", "did", "answered_by"}),
    "duplicate_suggestion": frozenset({"reasons", "decided_by"}),
    # Only that there is somebody, with a number or without, so that figures count them too.
    "sealed_identity": frozenset(
        {
            "surname",
            "given_name",
            "birth_date",
            "id_kind",
            "id_rule",
            "phone",
            "email",
            "address",
            "postcode",
            "search_text",
        }
    ),
}
# Shown only as there or not there: figures count who lacks a number.
PRESENT: dict[str, frozenset[str]] = {
    "person": frozenset({"id_number"}),
    "sealed_identity": frozenset({"id_number"}),
}
# What besides is left out where the household is protected.
SHIELDED: dict[str, frozenset[str]] = {
    "need": frozenset({"words", "area"}),
    "offer": frozenset({"dwelling_id"}),
    "temporary_stay": frozenset({"place"}),
    "case_file": frozenset({"allocated_dwelling"}),
    "priority": frozenset({"words"}),
    "household_member": frozenset({"person_id"}),
    "tenancy": frozenset({"household_id", "case_id"}),
    "source_row": frozenset({"fingerprint"}),
    # A pair would tell who the protected one of the two is; that the second is one is enough.
    "duplicate_suggestion": frozenset({"first_case_id"}),
}
# What a list is told in place of the truth. A household is protected or not, and nobody reads of
# which kind; its lease looks like that of any tenant whom the office does not know; and there is
# no way from a sealed row to a person.
_ANOTHER = {
    ("household", "protection"): "CASE t.protection WHEN 'none' THEN 'none' ELSE 'unspecified' END",
    ("tenancy", "tenant_id_number"): (
        "CASE WHEN t.tenant_id_number IS NULL AND NOT EXISTS (SELECT 1 FROM "
        "public.sealed_tenancy s WHERE s.tenancy_id = t.id) THEN NULL ELSE '•' END"
    ),
    ("sealed_identity", "person_id"): "t.id",
}
# What somebody has promised to do is told to her, as the register tells everybody the next task.
_OWN = {("task", "title"): "t.assigned_id = (SELECT public.me())"}
_BY_HOUSEHOLD = ("household_member", "housing_situation", "temporary_stay", "sealed_identity")


def views() -> dict[str, str]:
    """Name → its SELECT, for every table that lists read."""
    return {name: _select(Base.metadata.tables[name]) for name in MASKED}


def _select(table: Table) -> str:
    shown = ", ".join(_shown(table, column) for column in table.columns)
    return (
        f"SELECT {shown} FROM public.{table.name} t "
        f"WHERE (SELECT public.list_open()) AND {_may(table)}"
    )


def _shown(table: Table, column: Column[object]) -> str:
    name = f'"{column.name}"'
    if (table.name, column.name) in _ANOTHER:
        return f"{_ANOTHER[table.name, column.name]} AS {name}"
    if (table.name, column.name) in _OWN:
        mine = f"{_OWN[table.name, column.name]} AND NOT {_protected(table)}"
        return f"CASE WHEN {mine} THEN t.{name} ELSE {_empty(column)} END AS {name}"
    if column.name in MASKED[table.name]:
        return f"{_empty(column)} AS {name}"
    if column.name in PRESENT.get(table.name, ()):
        return f"CASE WHEN t.{name} IS NULL THEN NULL ELSE '•' END AS {name}"
    if column.name in SHIELDED.get(table.name, ()):
        return f"CASE WHEN {_protected(table)} THEN {_empty(column)} ELSE t.{name} END AS {name}"
    return f"t.{name}"


def _empty(column: Column[object]) -> str:
    if column.nullable or isinstance(column.type, Uuid):
        return f"NULL::{_type(column)}"
    return "'[]'::jsonb" if isinstance(column.type, JSON) else "''::text"


def _type(column: Column[object]) -> str:
    if isinstance(column.type, Text):
        return "text"
    if isinstance(column.type, Boolean):
        return "boolean"
    if isinstance(column.type, JSON):
        return "jsonb"
    if isinstance(column.type, Date):
        return "date"
    return "uuid"


def _protected(table: Table) -> str:
    if table.name == "duplicate_suggestion":
        return (
            "EXISTS (SELECT 1 FROM public.case_now n WHERE n.protected "
            "AND n.case_id IN (t.first_case_id, t.second_case_id))"
        )
    if "household_id" in table.columns and "case_id" not in table.columns:
        of = "t.household_id"
    elif "household_id" in table.columns:
        of = (
            "coalesce(t.household_id, (SELECT c.household_id FROM public.case_file c "
            "WHERE c.id = t.case_id))"
        )
    else:
        of = "(SELECT c.household_id FROM public.case_file c WHERE c.id = t.case_id)"
    return f"EXISTS (SELECT 1 FROM public.household h WHERE h.id = {of} AND h.protection <> 'none')"


def _may(table: Table) -> str:
    """Never a case that somebody is locked out of, nor the people in it."""
    cases = "((SELECT public.locked_cases())::uuid[])"
    households = "((SELECT public.locked_households())::uuid[])"
    if table.name == "case_file":
        return f"t.id <> ALL {cases}"
    if table.name == "household":
        return f"t.id <> ALL {households}"
    if table.name == "person":
        return (
            f"(cardinality({households}) = 0 OR NOT EXISTS (SELECT 1 FROM "
            "public.household_member m WHERE m.person_id = t.id "
            f"AND m.household_id = ANY {households}))"
        )
    if table.name in _BY_HOUSEHOLD:
        return f"t.household_id <> ALL {households}"
    if table.name == "tenancy":
        return f"(t.household_id IS NULL OR t.household_id <> ALL {households})"
    if table.name == "source_row":
        return f"(t.case_id IS NULL OR t.case_id <> ALL {cases})"
    if table.name == "source_problem":
        return (
            f"(cardinality({cases}) = 0 OR NOT EXISTS (SELECT 1 FROM public.source_row r "
            f"WHERE r.id = t.row_id AND r.case_id = ANY {cases}))"
        )
    if table.name == "duplicate_suggestion":
        return f"t.first_case_id <> ALL {cases} AND t.second_case_id <> ALL {cases}"
    return f"t.case_id <> ALL {cases}" if "case_id" in table.columns else "true"
