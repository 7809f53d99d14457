"""Keeps people out of what the planner remembers.

Whoever may ask a table anything may have the plan explained, and its guesses follow the values that
ANALYZE found: row security does not cover them, and they stay after a household was protected. So
of these columns the planner remembers nothing. Source: PostgreSQL, row_security and pg_statistic;
the comparisons of text are leakproof.
"""

from sqlalchemy import Connection

COLUMNS: dict[str, tuple[str, ...]] = {
    "person": (
        "surname", "given_name", "name_key", "birth_date", "id_number", "id_missing_reason",
        "phone", "email", "address", "postcode", "language",
    ),
    "case_now": ("name", "name_key", "next_task"),
    "case_file": ("allocated_dwelling",),
    "household": ("note",),
    "household_member": ("birth_year", "note"),
    "tenancy": ("tenant_id_number",),
    "temporary_stay": ("place", "note"),
    "sealed_identity": (
        "surname", "given_name", "birth_date", "id_number", "phone", "email", "address",
        "postcode", "search_text",
    ),
    "sealed_tenancy": ("tenant_id_number", "place"),
    "application": ("reason", "note"),
    "housing_situation": ("words",),
    "need": ("area", "words"),
    "offer": ("words",),
    "decision": ("reasons",),
    "priority": ("reason", "words"),
    "journal_entry": ("text",),
    "task": ("title",),
    "goal": ("words",),
    "plan_step": ("words", "who"),
    "document": ("title",),
    "access_log": ("reason",),
    "partiality_lock": ("reason",),
    "source_problem": ("saw", "did"),
}  # fmt: skip


def forget_people(connection: Connection) -> None:
    """From now on, and what is remembered already. By a superuser."""
    for table, columns in COLUMNS.items():
        none = ", ".join(f'ALTER COLUMN "{name}" SET STATISTICS 0' for name in columns)
        connection.exec_driver_sql(f"ALTER TABLE public.{table} {none}")
        named = ", ".join(f"'{name}'" for name in columns)
        connection.exec_driver_sql(
            f"DELETE FROM pg_statistic s USING pg_attribute a WHERE s.starelid = "
            f"'public.{table}'::regclass AND a.attrelid = s.starelid AND a.attnum = s.staattnum "
            f"AND a.attname IN ({named})"
        )
