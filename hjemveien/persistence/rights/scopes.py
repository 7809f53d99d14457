"""What the row policies ask: who somebody is, and which cases, households and people are open.

Each is asked once a statement, as a value of its own; the policies only look a key up in it.
"""

from hjemveien.persistence.rights.doors import Door

EVERYBODY = ("caseworker", "statistics", "admin", "logreader", "partner")
WORK = ("caseworker",)
TICKET_HOURS = 8
WIDE_HOURS = 1
LIST_MINUTES = 15


def _scope(
    name: str, returns: str, query: str, callers: tuple[str, ...] = WORK, **known: str
) -> Door:
    """`known` are values that the query needs, asked once and not for every row."""
    declare = "\n".join(f"    {variable} {what};" for variable, what in known.items())
    return Door(name, "", returns, f"RETURN ({query});", callers, declare, volatile=False)


_ME = _scope(
    "me", "uuid", "SELECT s.id FROM staff s WHERE s.login = session_user AND s.active", EVERYBODY
)
_MY_NAME = _scope(
    "my_name",
    "text",
    "SELECT s.name FROM staff s WHERE s.login = session_user AND s.active",
    EVERYBODY,
)
# Superusers do the setting up and the upgrades; they are no member of staff.
_IS_ROOT = _scope(
    "is_root", "boolean", "SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user", WORK
)
_HAS_ROLE = Door(
    "has_role",
    "role text",
    "boolean",
    """RETURN EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = '{p}_' || role
        AND pg_has_role(session_user, r.oid, 'MEMBER')) AND (is_root() OR me() IS NOT NULL);""",
    EVERYBODY,
    volatile=False,
)

# Whoever is partial in a case is so in all of the household's, for the people are the same.
_LOCKED = _scope(
    "locked_cases",
    "uuid[]",
    """SELECT coalesce(array_agg(DISTINCT c.id), '{}') FROM partiality_lock l
        JOIN case_file b ON b.id = l.case_id
        JOIN case_file c ON c.household_id = b.household_id
        WHERE l.lifted_at IS NULL AND l.staff_id = who""",
    who="uuid := me()",
)
_SHARED = _scope(
    "shared_cases",
    "uuid[]",
    """SELECT coalesce(array_agg(s.case_id), '{}') FROM case_share s
        JOIN case_file c ON c.id = s.case_id
        JOIN household h ON h.id = c.household_id
        WHERE s.staff_id = who AND s.revoked_at IS NULL AND h.protection = 'none'
        AND (s.until IS NULL OR s.until >= current_date)""",
    ("partner",),
    who="uuid := me()",
)

# A committed row of the access log, not one's own transaction's; or a case born in it. A protected
# household asks besides for clearance and assignment (or a broken glass), at every statement anew.
_OPENED = Door(
    "opened_cases",
    "",
    "uuid[]",
    f"""
    RETURN (
        SELECT coalesce(array_agg(DISTINCT t.case_id), '{{}}')
        FROM access_log t
        JOIN case_file c ON c.id = t.case_id
        JOIN household h ON h.id = c.household_id
        WHERE t.login = session_user AND t.case_id IS NOT NULL
        AND t.at > clock_timestamp() - interval '{TICKET_HOURS} hours'
        AND ((t.action IN ('open_case', 'break_glass') AND t.transaction <> now_running)
            OR t.action = 'create_case')
        AND t.case_id <> ALL (locked)
        AND (h.protection = 'none'
            OR (t.action = 'create_case' AND t.transaction = now_running)
            OR (cleared AND (t.action = 'break_glass'
                OR who IN (c.caseworker_id, c.coordinator_id))))
    );""",
    WORK,
    declare="""
    now_running bigint := coalesce(pg_current_xact_id_if_assigned()::text::bigint, -1);
    who uuid := me();
    locked uuid[] := locked_cases();
    cleared boolean := has_role('cleared');""",
    volatile=False,
)
_HOUSEHOLDS = _scope(
    "opened_households",
    "uuid[]",
    """SELECT coalesce(array_agg(DISTINCT c.household_id), '{}') FROM case_file c
        WHERE c.id = ANY (opened)""",
    opened="uuid[] := opened_cases()",
)
_PERSONS = _scope(
    "opened_persons",
    "uuid[]",
    """SELECT coalesce(array_agg(DISTINCT m.person_id), '{}') FROM household_member m
        WHERE m.household_id = ANY (opened) AND m.person_id IS NOT NULL""",
    opened="uuid[] := opened_households()",
)
_HIDDEN = _scope(
    "hidden_cases",
    "uuid[]",
    """SELECT coalesce(array_agg(c.id), '{}') || locked FROM household h
        JOIN case_file c ON c.household_id = h.id
        WHERE h.protection <> 'none' AND c.id <> ALL (opened)""",
    opened="uuid[] := opened_cases()",
    locked="uuid[] := locked_cases()",
)
_HIDDEN_HOUSEHOLDS = _scope(
    "hidden_households",
    "uuid[]",
    """SELECT coalesce(array_agg(h.id), '{}') || locked FROM household h
        WHERE h.protection <> 'none' AND h.id <> ALL (opened)""",
    opened="uuid[] := opened_households()",
    locked="uuid[] := locked_households()",
)
_HIDDEN_PERSONS = _scope(
    "hidden_persons",
    "uuid[]",
    """SELECT coalesce(array_agg(DISTINCT m.person_id), '{}') FROM household_member m
        WHERE m.household_id = ANY (hidden) AND m.person_id IS NOT NULL""",
    hidden="uuid[] := hidden_households()",
)

_LOCKED_HOUSEHOLDS = _scope(
    "locked_households",
    "uuid[]",
    """SELECT coalesce(array_agg(DISTINCT c.household_id), '{}') FROM case_file c
        WHERE c.id = ANY (locked)""",
    locked="uuid[] := locked_cases()",
)

_LOCKED_PERSONS = _scope(
    "locked_persons",
    "uuid[]",
    """SELECT coalesce(array_agg(DISTINCT m.person_id), '{}') FROM household_member m
        WHERE m.household_id = ANY (locked) AND m.person_id IS NOT NULL""",
    locked="uuid[] := locked_households()",
)
# A row of the work list tells the truth about whose it is and whether that is protected: other
# rights rest on it.
_FITS = Door(
    "fits_case",
    "about uuid, home uuid, shielded boolean",
    "boolean",
    """RETURN EXISTS (SELECT 1 FROM case_file c JOIN household h ON h.id = c.household_id
        WHERE c.id = about AND h.id = home AND (h.protection <> 'none') = shielded);""",
    WORK,
    volatile=False,
)

_WIDE = Door(
    "wide_open",
    "",
    "boolean",
    f"""RETURN EXISTS (SELECT 1 FROM access_log t WHERE t.login = session_user
        AND t.action = 'open_wide' AND t.at > clock_timestamp() - interval '{WIDE_HOURS} hours'
        AND t.transaction <> coalesce(pg_current_xact_id_if_assigned()::text::bigint, -1))
        AND has_role('supervisor');""",
    WORK,
    volatile=False,
)
_LIST = Door(
    "list_open",
    "",
    "boolean",
    f"""RETURN EXISTS (SELECT 1 FROM access_log t WHERE t.login = session_user
        AND t.action = 'open_list'
        AND t.at > clock_timestamp() - interval '{LIST_MINUTES} minutes'
        AND t.transaction <> coalesce(pg_current_xact_id_if_assigned()::text::bigint, -1))
        AND (has_role('caseworker') OR is_root());""",
    WORK,
    volatile=False,
)

# Somebody new, or somebody in a household that is open; never a person of another's household.
_MAY_LINK = Door(
    "may_link_person",
    "person uuid",
    "boolean",
    """RETURN NOT EXISTS (SELECT 1 FROM household_member m WHERE m.person_id = person
        AND m.household_id <> ALL (opened));""",
    WORK,
    declare="    opened uuid[] := opened_households();",
    volatile=False,
)

SCOPES = (
    _IS_ROOT,
    _ME,
    _MY_NAME,
    _HAS_ROLE,
    _LOCKED,
    _LOCKED_HOUSEHOLDS,
    _LOCKED_PERSONS,
    _FITS,
    _SHARED,
    _OPENED,
    _HOUSEHOLDS,
    _PERSONS,
    _HIDDEN,
    _HIDDEN_HOUSEHOLDS,
    _HIDDEN_PERSONS,
    _WIDE,
    _LIST,
    _MAY_LINK,
)
