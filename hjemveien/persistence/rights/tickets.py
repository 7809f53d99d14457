"""Opening a case or a list: a row of the access log that, once committed, is the ticket to read.

Absent and forbidden get the same answer.
"""

from hjemveien.persistence.rights.doors import (
    GLASS_NEEDED,
    NOT_ALLOWED,
    NOT_THERE,
    REASON_NEEDED,
    Door,
    refuse,
)

WORK = ("caseworker",)

# Writes one row of the access log as whoever is logged in, at the server's own time.
_NOTE = Door(
    "note_access",
    "key uuid, action text, about uuid, code text, reason text, purpose text, detail jsonb",
    "void",
    """
    PERFORM set_config('synchronous_commit', 'on', true);
    INSERT INTO access_log (id, at, login, staff_id, name, action, case_id, reason_code, reason,
        purpose, detail, transaction)
    VALUES (key, clock_timestamp(), session_user, me(), coalesce(my_name(), session_user), action,
        about, code, reason, purpose, detail, pg_current_xact_id()::text::bigint);""",
    (),
)

_CAN_SEE = Door(
    "can_see",
    "about uuid",
    "boolean",
    """
    RETURN (has_role('caseworker') OR is_root())
        AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = about)
        AND about <> ALL (locked_cases());""",
    WORK,
    volatile=False,
)

_OPEN_CASE = Door(
    "open_case",
    "key uuid, about uuid, code text, why text, glass boolean",
    "void",
    f"""
    IF NOT can_see(about) THEN {refuse(NOT_THERE)} END IF;
    SELECT h.protection <> 'none', c.household_id, c.caseworker_id, c.coordinator_id
        INTO sealed, household, worker, coordinator
        FROM case_file c JOIN household h ON h.id = c.household_id WHERE c.id = about;
    mine := coalesce(me() IN (worker, coordinator), false);
    IF sealed AND NOT has_role('cleared') THEN {refuse(NOT_THERE)} END IF;
    IF sealed AND NOT mine AND NOT glass AND NOT is_root() THEN {refuse(GLASS_NEEDED)} END IF;
    IF glass AND (mine OR NOT sealed) THEN glass := false; END IF;
    IF glass AND btrim(why) = '' THEN {refuse(REASON_NEEDED)} END IF;
    IF NOT mine AND worker IS NOT NULL AND btrim(code) = '' AND btrim(why) = '' THEN
        {refuse(REASON_NEEDED)}
    END IF;
    IF sealed THEN why := without_names(why, household); END IF;
    PERFORM note_access(key, CASE WHEN glass THEN 'break_glass' ELSE 'open_case' END, about,
        coalesce(nullif(btrim(code), ''), CASE WHEN mine THEN 'own' WHEN worker IS NULL
            THEN 'unassigned' ELSE 'written' END), btrim(why), '', '{{}}');
    IF glass THEN
        INSERT INTO notice (id, at, kind, case_id, by, text)
        VALUES (gen_random_uuid(), clock_timestamp(), 'break_glass', about,
            coalesce(my_name(), session_user), btrim(why));
    END IF;""",
    WORK,
    declare="""    sealed boolean;
    mine boolean;
    household uuid;
    worker uuid;
    coordinator uuid;""",
)

# Others read the log. The name is left out and not refused, for a refusal leaves no row: it would
# tell whoever guesses names, unseen, when she has found one.
_NAMES = Door(
    "without_names",
    "words text, home uuid",
    "text",
    """
    FOR part IN SELECT DISTINCT p FROM sealed_identity s, regexp_split_to_table(
        s.surname || ' ' || s.given_name, '[^[:alnum:]]+') p
        WHERE s.household_id = home AND length(p) > 1
    LOOP
        words := regexp_replace(words, '\\m' || part || '\\M', '…', 'gi');
    END LOOP;
    RETURN words;""",
    (),
    declare="    part text;",
    volatile=False,
)

_OPEN_LIST = Door(
    "open_list",
    "key uuid, purpose text, detail jsonb",
    "void",
    f"""
    IF NOT (has_role('caseworker') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;
    IF btrim(purpose) = '' THEN {refuse(REASON_NEEDED)} END IF;
    PERFORM note_access(key, 'open_list', NULL, '', '', purpose, detail);""",
    WORK,
)

_OPEN_WIDE = Door(
    "open_wide",
    "key uuid, purpose text, detail jsonb",
    "void",
    f"""
    IF NOT (has_role('supervisor') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;
    IF btrim(purpose) = '' THEN {refuse(REASON_NEEDED)} END IF;
    PERFORM note_access(key, 'open_wide', NULL, '', '', purpose, detail);""",
    ("supervisor",),
)

# What is told and is no ticket: a settled search, a print, an export.
_TELL = Door(
    "tell_access",
    "key uuid, action text, about uuid, purpose text, detail jsonb",
    "void",
    f"""
    IF action NOT IN ('search', 'print', 'export') THEN {refuse(NOT_ALLOWED)} END IF;
    IF about IS NOT NULL AND NOT can_see(about) AND NOT has_role('logreader') THEN
        {refuse(NOT_THERE)}
    END IF;
    PERFORM note_access(key, action, about, '', '', purpose, detail);""",
    ("caseworker", "statistics", "logreader", "partner"),
)

_LOG_ROWS = (
    "TABLE(at timestamptz, login text, name text, action text, case_id uuid, number text, "
    "reason_code text, reason text, purpose text)"
)

# Reasons written about somebody protected are for the cleared alone.
_LOG_OF_CASE = Door(
    "log_of_case",
    "about uuid",
    _LOG_ROWS,
    f"""
    IF NOT (has_role('logreader') OR is_root() OR (can_see(about) AND (has_role('supervisor')
        OR about = ANY (opened_cases()) OR EXISTS (SELECT 1 FROM case_file c WHERE c.id = about
            AND me() IN (c.caseworker_id, c.coordinator_id)))))
        OR NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = about) THEN
        {refuse(NOT_THERE)}
    END IF;
    RETURN QUERY SELECT t.at, t.login, t.name, t.action, t.case_id, c.number, t.reason_code,
        CASE WHEN h.protection <> 'none' AND NOT has_role('cleared') THEN '' ELSE t.reason END,
        t.purpose
        FROM access_log t JOIN case_file c ON c.id = t.case_id
        JOIN household h ON h.id = c.household_id
        WHERE t.case_id = about ORDER BY t.at DESC, t.id;""",
    ("caseworker", "logreader"),
    volatile=False,
)

# All cases of everybody with this identity number. Somebody sealed is found by the cleared alone.
_LOG_OF_PERSON = Door(
    "log_of_person",
    "id_number text",
    _LOG_ROWS,
    f"""
    IF NOT (has_role('logreader') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;
    RETURN QUERY SELECT t.at, t.login, t.name, t.action, t.case_id, c.number, t.reason_code,
        CASE WHEN h.protection <> 'none' AND NOT has_role('cleared') THEN '' ELSE t.reason END,
        t.purpose
        FROM access_log t JOIN case_file c ON c.id = t.case_id
        JOIN household h ON h.id = c.household_id
        WHERE h.id IN (
            SELECT m.household_id FROM household_member m JOIN person p ON p.id = m.person_id
            WHERE p.id_number = log_of_person.id_number
            UNION SELECT s.household_id FROM sealed_identity s
            WHERE s.id_number = log_of_person.id_number AND has_role('cleared'))
        ORDER BY t.at DESC, t.id;""",
    ("logreader",),
    volatile=False,
)

# A case by its number or key, for whoever answers who has read it: the key, never a name.
_LOG_CASE_KEY = Door(
    "log_case_keys",
    "words text",
    "SETOF uuid",
    f"""
    IF NOT (has_role('logreader') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;
    RETURN QUERY SELECT c.id FROM case_file c
        WHERE c.number = words OR c.id::text = lower(words);""",
    ("logreader",),
    volatile=False,
)

TICKETS = (
    _NOTE,
    _CAN_SEE,
    _NAMES,
    _OPEN_CASE,
    _OPEN_LIST,
    _OPEN_WIDE,
    _TELL,
    _LOG_OF_CASE,
    _LOG_OF_PERSON,
    _LOG_CASE_KEY,
)
