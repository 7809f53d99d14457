"""Leases as the register of dwellings needs them: begun and ended without seeing who the tenant is.

A lease says when a dwelling is let; whose it is belongs to the case. So whoever keeps the register
writes its dates by these doors, and none of them answers anything about a household.
"""

from hjemveien.persistence.rights.doors import NOT_ALLOWED, Door, refuse

WORK = ("caseworker",)

# The tenant stays nobody: a lease of a known household is written with its case open.
_ADD = Door(
    "add_lease",
    "key uuid, home uuid, since date, until date, rent numeric, guarantee numeric",
    "void",
    f"""
    IF NOT (has_role('caseworker') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;
    INSERT INTO tenancy (id, dwelling_id, starts_on, ends_on, open_ended, monthly_rent, deposit,
        status, row_version)
    VALUES (key, home, since, until, until IS NULL, rent, guarantee, 'active', 1);""",
    WORK,
)

# Its end alone, where nobody has changed it since it was seen; never of a household that one is
# kept out of, which no list shows either.
_END = Door(
    "end_lease",
    "lease uuid, seen integer, until date, unlimited boolean",
    "boolean",
    f"""
    IF NOT (has_role('caseworker') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;
    UPDATE tenancy t SET ends_on = until, open_ended = unlimited, row_version = t.row_version + 1
        WHERE t.id = lease AND t.row_version = seen
        AND (t.household_id IS NULL OR t.household_id <> ALL (locked_households()));
    RETURN FOUND;""",
    WORK,
)

LEASES = (_ADD, _END)
