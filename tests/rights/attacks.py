"""Ways at tickets, content, protected households and the audit: see `attack`."""

from tests.rights.attack import DENIED, NOT_ALLOWED, NOT_THERE, NOTHING, Attack, attack
from tests.rights.attacks_on_office import DOORS, OTHERS

_OPEN = "SELECT open_case(gen_random_uuid(), '{other}', 'cover', 'because', false)"
_SURNAMES = "SELECT surname FROM person"
_ANY_CONTENT = "SELECT title FROM task WHERE case_id = '{other}'"

SAME_TRANSACTION = (
    attack("read at once", "kari", _OPEN, _ANY_CONTENT, to=NOTHING),
    attack("read behind a savepoint", "kari", "SAVEPOINT a", _OPEN, "RELEASE a", _ANY_CONTENT,
            to=NOTHING),
    attack("read inside a savepoint", "kari", _OPEN, "SAVEPOINT a", _ANY_CONTENT, to=NOTHING),
    attack("read by a prepared statement", "kari", "PREPARE p AS " + _ANY_CONTENT, _OPEN,
            "EXECUTE p", to=NOTHING),
    attack("read by a cursor", "kari", _OPEN, "DECLARE c CURSOR FOR " + _ANY_CONTENT,
            "FETCH ALL FROM c", to=NOTHING),
    attack("read by a cursor declared before", "kari", "DECLARE c CURSOR FOR " + _ANY_CONTENT,
            _OPEN, "FETCH ALL FROM c", to=NOTHING),
    attack("read by COPY", "kari", _OPEN, "COPY (" + _ANY_CONTENT + ") TO STDOUT", to=NOTHING),
    attack("read in the statement that opens", "kari",
            "WITH o AS MATERIALIZED (" + _OPEN + ") SELECT t.title FROM o, task t "
            "WHERE t.case_id = '{other}'", to=NOTHING),
    attack("read by an anonymous block", "kari", "DO $$ BEGIN PERFORM 1; END $$", to=DENIED),
    attack("read the wide way at once", "sup",
            "SELECT open_wide(gen_random_uuid(), 'import', '{{}}')", _SURNAMES, to=NOTHING),
    attack("read a list at once", "kari",
            "SELECT open_list(gen_random_uuid(), 'waiting_list', '{{}}')",
            "SELECT surname FROM listing.person", to=NOTHING),
    attack("break the glass and read at once", "both",
            "SELECT open_case(gen_random_uuid(), '{protected}', '', 'akutt', true)",
            "SELECT surname FROM sealed_identity", to=NOTHING),
)  # fmt: skip

_TICKET = (
    "INSERT INTO access_log (id, at, login, name, action, case_id, reason_code, reason, purpose, "
    "detail, transaction) VALUES (gen_random_uuid(), now(), session_user, '', 'open_case', "
    "'{other}', '', '', '', '{{}}', 1)"
)
_NOTE = (
    "SELECT note_access(gen_random_uuid(), 'open_case', '{other}'::uuid, '', '', '', '{{}}'::jsonb)"
)
TICKETS = (
    attack("write a ticket oneself", "kari", _TICKET, to=DENIED),
    attack("write a ticket by the inner door", "kari", _NOTE, to=DENIED),
    attack("make a ticket one's own", "kari", "UPDATE access_log SET login = 'kari'", to=DENIED),
    attack("make a ticket younger", "kari", "UPDATE access_log SET at = now()", to=DENIED),
    attack("take one's trace away", "kari", "DELETE FROM access_log", to=DENIED, tickets="own"),
    attack("empty the log", "kari", "TRUNCATE access_log", to=DENIED),
    attack("tell an opening that is no search", "kari",
            "SELECT tell_access(gen_random_uuid(), 'open_case', '{other}', '', '{{}}')",
            to=NOT_ALLOWED),
    attack("tell of a case that one is locked out of", "kari",
            "SELECT tell_access(gen_random_uuid(), 'print', '{locked}', '', '{{}}')",
            to=NOT_THERE),
    attack("open without a reason", "kari",
            "SELECT open_case(gen_random_uuid(), '{other}', ' ', ' ', false)", to="HJ401"),
    attack("open what is protected", "kari",
            "SELECT open_case(gen_random_uuid(), '{protected}', 'cover', 'x', true)",
            to=NOT_THERE),
    attack("open what is not there gets the same answer", "kari",
            "SELECT open_case(gen_random_uuid(), gen_random_uuid(), 'cover', 'x', true)",
            to=NOT_THERE),
    attack("open what one is locked out of", "kari",
            "SELECT open_case(gen_random_uuid(), '{locked}', 'cover', 'x', false)", to=NOT_THERE),
    attack("open another's protected case without breaking the glass", "cle",
            "SELECT open_case(gen_random_uuid(), '{foreign}', 'cover', 'x', false)", to="HJ423"),
    attack("break the glass without a word", "cle",
            "SELECT open_case(gen_random_uuid(), '{foreign}', 'cover', ' ', true)", to="HJ401"),
    attack("open a list for nothing", "kari",
            "SELECT open_list(gen_random_uuid(), ' ', '{{}}')", to="HJ401"),
    attack("open wide as a caseworker", "kari",
            "SELECT open_wide(gen_random_uuid(), 'import', '{{}}')", to=DENIED),
    attack("open wide as somebody cleared", "cle",
            "SELECT open_wide(gen_random_uuid(), 'import', '{{}}')", to=DENIED),
    attack("open a case as administrator", "adm", _OPEN, to=DENIED),
    attack("open a case as log reader", "log", _OPEN, to=DENIED),
    attack("open a case as partner", "par", _OPEN, to=DENIED),
    attack("open a case as statistician", "sta", _OPEN, to=DENIED),
)  # fmt: skip

BECOMING = tuple(
    Attack(name, who, statements, outcome, alone=True)
    for name, who, statements, outcome in (
        ("become the cleared", "kari", ("SET ROLE rights_office_cleared",), DENIED),
        ("become the owner", "kari", ("SET ROLE rights_office_owner",), DENIED),
        ("become the definer", "kari", ("SET ROLE rights_office_definer",), DENIED),
        ("become the backup", "adm", ("SET ROLE rights_office_backup",), DENIED),
        ("become a colleague", "kari", ("SET SESSION AUTHORIZATION cle",), DENIED),
        ("become the superuser", "adm", ("SET SESSION AUTHORIZATION postgres",), DENIED),
        ("fold one's roles away", "kari",
         ("SET ROLE rights_office_caseworker", "SELECT title FROM task"), NOTHING),
        ("switch triggers off by replication", "kari",
         ("SET session_replication_role = replica",), DENIED),
        ("make a role", "adm", ("CREATE ROLE friend",), DENIED),
        ("give oneself a role", "adm", ("GRANT rights_office_cleared TO adm",), DENIED),
        ("give a colleague a role", "sup", ("GRANT rights_office_supervisor TO kari",), DENIED),
        ("make oneself a superuser", "adm", ("ALTER ROLE adm SUPERUSER",), DENIED),
        ("go past row security", "adm", ("ALTER ROLE adm BYPASSRLS",), DENIED),
    )
)  # fmt: skip

SWITCHES = (
    attack("switch row security off", "kari", "SET LOCAL row_security = off", _SURNAMES,
            to=DENIED),
    attack("switch a trigger off", "kari", "ALTER TABLE task DISABLE TRIGGER ALL", to=DENIED),
    attack("take row security away", "sup", "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
            to=DENIED),
    attack("drop a policy", "sup", "DROP POLICY select_0 ON person", to=DENIED),
    attack("make a policy", "sup", "CREATE POLICY mine ON person USING (true)", to=DENIED),
    attack("replace a door", "adm", "CREATE OR REPLACE FUNCTION public.me() RETURNS uuid "
            "LANGUAGE sql AS 'SELECT gen_random_uuid()'", to=DENIED),
    attack("make a table", "adm", "CREATE TABLE public.copy AS SELECT 1", to=DENIED),
    attack("make a schema", "adm", "CREATE SCHEMA mine", to=DENIED),
    attack("keep a copy for the session", "kari", "CREATE TEMP TABLE copy (x text)", to=DENIED),
    attack("make a view for the session", "kari",
            "CREATE TEMP VIEW staff AS SELECT 1 AS id", to=DENIED),
    attack("look in the way of the doors", "kari",
            "SET LOCAL search_path = pg_temp, listing, public",
            "SELECT 1 WHERE public.has_role('supervisor')", to=NOTHING),
    attack("make an operator that leaks", "kari",
            "CREATE FUNCTION public.leak(text) RETURNS boolean LANGUAGE internal AS 'textlen'",
            to=DENIED),
    attack("load a library", "adm", "LOAD 'plpgsql'", to=DENIED),
    attack("make an extension", "adm", "CREATE EXTENSION dblink", to=DENIED),
    attack("read a file", "adm", "SELECT pg_read_file('postgresql.conf')", to=DENIED),
    attack("list a folder", "adm", "SELECT pg_ls_dir('.')", to=DENIED),
    attack("copy to a file", "kari", "COPY staff TO '/tmp/out'", to=DENIED),
    attack("copy to a program", "kari", "COPY staff TO PROGRAM 'cat'", to=DENIED),
    attack("copy rows in past the policies", "kari", "COPY task FROM '/tmp/in'", to=DENIED),
    attack("keep a copy as a large object", "kari", "SELECT lo_from_bytea(0, 'x'::bytea)",
            to=DENIED),
    attack("make a large object", "kari", "SELECT lo_create(0)", to=DENIED),
    attack("read large objects", "adm", "SELECT data FROM pg_largeobject", to=DENIED),
    attack("read passwords", "adm", "SELECT rolpassword FROM pg_authid", to=DENIED),
    attack("read what the planner knows", "kari", "SELECT stavalues1 FROM pg_statistic",
            to=DENIED),
    attack("read what the planner tells of people", "kari",
            "SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname = 'public' "
            "AND tablename IN ('person', 'sealed_identity', 'case_now', 'search_term')",
            to=NOTHING),
    attack("read others' statements", "kari",
            "SELECT query FROM pg_stat_activity WHERE usename <> session_user AND query <> '' "
            "AND query <> '<insufficient privilege>'", to=NOTHING),
    attack("ask the audit's counter", "kari", "SELECT nextval('audit_event_number_seq')",
            to=DENIED),
    attack("read the audit's counter", "kari", "SELECT last_value FROM audit_event_number_seq",
            to=DENIED),
    attack("end a colleague's session", "sup",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
            to=(DENIED, NOTHING)),
)  # fmt: skip

_SEALED = "SELECT 1 FROM sealed_identity"
PROTECTED = (
    *(
        attack(f"read the sealed identities as {who}", who, _SEALED, to=DENIED)
        for who in ("kari", "sup", "adm", "sta", "log", "par")
    ),
    *(
        attack(f"have {table} explained", "kari", f"EXPLAIN SELECT 1 FROM {table}", to=DENIED)
        for table in ("sealed_identity", "sealed_tenancy", "sealed_source", "sealed_payload",
                      "search_term", "search_word")
    ),
    attack("find a protected name", "kari",
            "SELECT find_cases(ARRAY['%' || lower('{secret}') || '%'], '{{}}', 'x', 9)",
            to=NOTHING),
    attack("find a protected name by its beginning", "sup",
            "SELECT find_cases('{{}}', ARRAY[lower(left('{secret}', 2))], 'zzz', 9)", to=NOTHING),
    attack("find another's protected case as somebody cleared", "cle",
            "SELECT 1 FROM find_cases(ARRAY['%' || lower('{secret}') || '%'], '{{}}', 'x', 9) f "
            "WHERE f = '{foreign}'", to=NOTHING),
    attack("find a locked case", "kari",
            "SELECT 1 FROM find_cases(ARRAY['%navnlocked%'], '{{}}', 'x', 9) f", to=NOTHING),
    attack("find by a wildcard what is locked", "kari",
            "SELECT 1 FROM find_cases(ARRAY['%'], '{{}}', 'x', 999) f WHERE f = '{locked}'",
            to=NOTHING),
    attack("inject into a search", "kari",
            "SELECT find_cases(ARRAY[''' OR true --'], '{{}}', 'x', 9)", to=NOTHING),
    attack("inject into a search by its beginning", "kari",
            "SELECT find_cases('{{}}', ARRAY['zq'') UNION SELECT id FROM person --'], 'x', 9)",
            to=NOTHING),
    attack("match protected numbers as somebody cleared", "cle",
            "SELECT * FROM sealed_matches(ARRAY['30837420136'], '{{}}')", to=NOTHING),
    attack("match protected numbers as supervisor", "sup",
            "SELECT * FROM sealed_matches(ARRAY['30837420136'], '{{}}')", to=NOTHING,
            tickets="wide"),
    attack("seal without a word", "kari",
            "SELECT seal_household('{own.household}', '{{}}')", to=DENIED, tickets="own"),
    attack("unseal by the inner door", "cle",
            "SELECT unseal_household('{protected.household}', '{{}}')", to=DENIED,
            tickets="protected"),
    attack("lower a protection by hand", "cle",
            "UPDATE household SET protection = 'none'", to=DENIED, tickets="protected"),
    attack("lower another's protection", "kari",
            "SELECT protect_household('{protected}', 'none', 'x', '{{}}', gen_random_uuid())",
            to=NOT_THERE),
    attack("lower a protection with a broken glass", "both",
            "SELECT protect_household('{protected}', 'none', 'x', '{{}}', gen_random_uuid())",
            to=NOT_ALLOWED, tickets="glass"),
    attack("raise a protection without having it open", "kari",
            "SELECT protect_household('{other}', 'confidential', 'x', '{{}}', gen_random_uuid())",
            to=NOT_THERE),
    attack("take a protected case", "kari",
            "SELECT assign_case('{protected}', '{me}', gen_random_uuid())", to=NOT_ALLOWED),
    attack("take a protected case among others", "kari",
            "SELECT assign_cases(ARRAY['{other}', '{protected}']::uuid[], ARRAY['{me}', '{me}']"
            "::uuid[], ARRAY[gen_random_uuid(), gen_random_uuid()], '')",
            "SELECT 1 FROM case_now WHERE case_id = '{protected}' AND caseworker_id = '{me}'",
            to=NOTHING),
    attack("assign past the door", "kari",
            "SELECT assign_with('{other}', '{me}', gen_random_uuid(), 'x')", to=DENIED),
    attack("take another's protected case as somebody cleared", "cle",
            "SELECT assign_case('{foreign}', '{me}', gen_random_uuid())", to=NOT_ALLOWED),
    attack("give a protected case to somebody not cleared", "cle",
            "SELECT assign_case('{protected}', '{kari}', gen_random_uuid())", to="HJ424",
            tickets="protected"),
    attack("take a case by hand", "kari", "UPDATE case_file SET caseworker_id = '{me}'",
            to=DENIED, tickets="other"),
    attack("read the log of one's search for a protected number", "log",
            "SELECT * FROM log_of_person('30837420136')", to=NOTHING),
    attack("read why a protected case was opened", "log",
            "SELECT reason FROM log_of_case('{protected}') WHERE reason <> ''", to=NOTHING,
            tickets="cle:protected"),
)  # fmt: skip

LINKS = (
    *(
        attack(f"move a {table} to one's own case", "kari",
                f"UPDATE {table} SET case_id = '{{own}}'", to=DENIED, tickets="own other")
        for table in ("task", "journal_entry", "document", "decision", "need", "offer",
                      "stage_interval", "application")
    ),
    attack("move a member to one's own household", "kari",
            "UPDATE household_member SET household_id = '{own.household}'", to=DENIED,
            tickets="own other"),
    attack("link another's person", "kari",
            "INSERT INTO household_member (id, household_id, person_id, role, valid_from, note, "
            "row_version) VALUES (gen_random_uuid(), '{own.household}', '{other.person}', "
            "'applicant', '2026-01-01', '', 1)", to=DENIED, tickets="own"),
    attack("link a protected person", "cle",
            "INSERT INTO household_member (id, household_id, person_id, role, valid_from, note, "
            "row_version) VALUES (gen_random_uuid(), '{own.household}', '{foreign.person}', "
            "'applicant', '2026-01-01', '', 1)", to=DENIED, tickets="own"),
    attack("link a protected person in an import", "both",
            "INSERT INTO household_member (id, household_id, person_id, role, valid_from, note, "
            "row_version) VALUES (gen_random_uuid(), '{own.household}', '{foreign.person}', "
            "'applicant', '2026-01-01', '', 1)", to=DENIED, tickets="wide"),
    attack("swap a member's person", "kari",
            "UPDATE household_member SET person_id = '{other.person}'", to=DENIED, tickets="own"),
    attack("begin a case on another's household", "kari",
            "SELECT create_case(gen_random_uuid(), gen_random_uuid(), '{other.household}', "
            "'none', 'x', NULL, current_date)", to=NOT_THERE),
    attack("begin a case on a protected household", "cle",
            "SELECT create_case(gen_random_uuid(), gen_random_uuid(), '{foreign.household}', "
            "'none', 'x', NULL, current_date)", to=NOT_THERE),
    attack("begin a protected case for somebody not cleared", "cle",
            "SELECT create_case(gen_random_uuid(), gen_random_uuid(), '{protected.household}', "
            "'none', 'x', '{kari}', current_date)",
            "SELECT 1 FROM case_file WHERE household_id = '{protected.household}' "
            "AND caseworker_id = '{kari}'", to=NOTHING, tickets="protected"),
    attack("read in a list why a number is missing", "kari",
            "SELECT 1 FROM listing.person WHERE id_missing_reason <> ''", to=NOTHING,
            tickets="list"),
    attack("begin a case that is there", "kari",
            "SELECT create_case(gen_random_uuid(), '{other}', gen_random_uuid(), 'none', 'x', "
            "NULL, current_date)", to="23505"),
    attack("begin a case past the door", "kari",
            "INSERT INTO case_file (id, number, household_id, pathway_version, counts_from, "
            "allocated_dwelling, source_ref, row_version) VALUES (gen_random_uuid(), 'x', "
            "'{own.household}', 1, current_date, '', '', 1)", to=DENIED, tickets="own"),
    attack("learn by a foreign key", "kari",
            "INSERT INTO task (id, case_id, title, kind, row_version) VALUES (gen_random_uuid(), "
            "'{other}', 'x', '', 1)", to=DENIED),
    attack("learn by a foreign key that leads nowhere", "kari",
            "INSERT INTO task (id, case_id, title, kind, row_version) VALUES (gen_random_uuid(), "
            "gen_random_uuid(), 'x', '', 1)", to=DENIED),
    attack("learn by a unique key", "kari",
            "INSERT INTO sealed_identity (id, person_id, household_id, row_version) VALUES "
            "(gen_random_uuid(), '{protected.person}', '{own.household}', 1)", to=DENIED,
            tickets="own"),
    attack("write over a row by its key", "kari",
            "INSERT INTO task (id, case_id, title, kind, row_version) VALUES ('{other.task}', "
            "'{own}', 'x', '', 1) ON CONFLICT (id) DO UPDATE SET title = 'mine'", to=DENIED,
            tickets="own"),
    attack("change another's without reading it", "kari", "UPDATE task SET title = 'x'",
            to=NOTHING),
    attack("change blindly what is protected", "sup", "UPDATE person SET surname = surname "
            "WHERE id = '{protected.person}'", to=NOTHING, tickets="wide"),
    attack("lock a row that one does not see", "kari",
            "SELECT 1 FROM task WHERE case_id = '{other}' FOR UPDATE", to=NOTHING),
    attack("say of a protected household that it is not", "cle",
            "DELETE FROM case_now WHERE case_id = '{protected}'",
            "INSERT INTO case_now SELECT (jsonb_populate_record(NULL::case_now, '{protected_row}'"
            "::jsonb || '{{\"protected\": false, \"name\": \"x\"}}')).*", to=DENIED,
            tickets="protected"),
)  # fmt: skip

_SIGN = "SELECT set_config('hjemveien.actor', 'Ola Ansatt', true)"
TRUST = (
    attack("write an event", "kari", "INSERT INTO audit_event (at, actor, operation, table_name, "
            "row_id) VALUES (now(), 'x', 'update', 'task', gen_random_uuid())", to=DENIED),
    attack("change an event", "kari", "UPDATE audit_event SET actor = 'x'", to=DENIED,
            tickets="own"),
    attack("take an event away", "sup", "DELETE FROM audit_event", to=DENIED, tickets="own"),
    attack("take payload away by saying that law demands it", "kari",
            "SELECT set_config('hjemveien.erasing', 'on', true)", "DELETE FROM audit_payload",
            to=DENIED, tickets="own"),
    attack("change payload by saying that law demands it", "sup",
            "SELECT set_config('hjemveien.erasing', 'on', true)",
            "UPDATE audit_payload SET new = NULL", to=DENIED, tickets="own"),
    attack("write a link of the chain", "kari", "DELETE FROM audit_checkpoint", to=DENIED),
    attack("empty the audit", "adm", "TRUNCATE audit_event", to=DENIED),
    attack("call a trigger's function", "kari", "SELECT hjemveien_inserted()", to=DENIED),
    attack("be written down as somebody else", "kari", _SIGN,
            "SELECT set_config('hjemveien.at', '2020-01-01', true)",
            "UPDATE task SET title = 'x' WHERE case_id = '{own}'",
            "SELECT 1 FROM audit_event WHERE transaction = pg_current_xact_id()::text::bigint "
            "AND (actor <> 'Kari Ansatt' OR account <> 'kari' OR at <> now())",
            to=NOTHING, tickets="own"),
    attack("sign a note with a colleague's name", "kari",
            "INSERT INTO journal_entry (id, case_id, at, by, kind, text, confidential) VALUES "
            "(gen_random_uuid(), '{own}', now(), 'Ola Ansatt', 'note', 'x', false)",
            to=DENIED, tickets="own"),
    attack("change a note", "kari", "UPDATE journal_entry SET text = 'x'", to=DENIED,
            tickets="own"),
    attack("take a note away", "kari", "DELETE FROM journal_entry", to=DENIED, tickets="own"),
    attack("read who is locked out, and why", "kari",
            "SELECT p.new FROM audit_event e JOIN audit_payload p USING (number) "
            "WHERE e.table_name = 'partiality_lock'", to=NOTHING, tickets="own other shared"),
    attack("change the rights' snapshot", "adm", "DELETE FROM rights_manifest", to=DENIED),
    attack("change the schema's version", "adm", "UPDATE alembic_version SET version_num = ''",
            to=DENIED),
    attack("read the rights' snapshot", "kari", "SELECT 1 FROM rights_manifest", to=DENIED),
)  # fmt: skip

ATTACKS: tuple[Attack, ...] = (
    *SAME_TRANSACTION,
    *TICKETS,
    *BECOMING,
    *SWITCHES,
    *PROTECTED,
    *LINKS,
    *TRUST,
    *OTHERS,
    *DOORS,
)
