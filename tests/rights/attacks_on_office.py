"""Ways at what others keep here, at accounts and at the doors: see `attack`."""

from tests.rights.attack import DENIED, NOT_ALLOWED, NOT_THERE, NOTHING, ONLY_ROLE, attack

OTHERS = (
    attack("read others' drafts", "ola", "SELECT content FROM draft", to=NOTHING),
    attack("keep a draft in another's name", "ola",
            "INSERT INTO draft (id, login, owner, form, subject, saved_at, content) VALUES "
            "(gen_random_uuid(), 'kari', 'x', 'x', '', now(), '{{}}')", to=DENIED),
    attack("write over another's draft", "ola",
            "INSERT INTO draft (id, owner, form, subject, saved_at, content) SELECT "
            "'{own.draft}', 'x', 'x', '', now(), '{{}}' ON CONFLICT (id) DO UPDATE "
            "SET content = '{{}}'", to=DENIED),
    attack("give a draft to a colleague", "kari", "UPDATE draft SET login = 'ola'", to=DENIED),
    attack("read a draft about a case one is locked out of", "kari",
            "SELECT content FROM draft WHERE subject = '{locked}'", to=NOTHING),
    attack("read a draft about a household that became protected", "kari",
            "SELECT content FROM draft WHERE subject = '{protected}'", to=NOTHING),
    attack("keep a save in another's name", "ola",
            "INSERT INTO saved_operation (id, login, at) VALUES (gen_random_uuid(), 'kari', "
            "now())", to=DENIED),
    attack("keep a view in another's name", "ola",
            "INSERT INTO saved_view (id, owner, page, name, state, row_version) VALUES "
            "(gen_random_uuid(), 'kari', 'cases', 'x', '{{}}', 1)", to=DENIED),
    attack("read others' saves", "ola", "SELECT answer FROM saved_operation", to=NOTHING),
    attack("be seen where one is not", "kari",
            "INSERT INTO presence (id, window_id, case_id, name, at) VALUES (gen_random_uuid(), "
            "gen_random_uuid(), '{other}', 'Kari Ansatt', now())", to=DENIED),
    attack("be seen as a colleague", "kari",
            "INSERT INTO presence (id, window_id, case_id, name, at) VALUES (gen_random_uuid(), "
            "gen_random_uuid(), '{own}', 'Ola Ansatt', now())", to=DENIED, tickets="own"),
    attack("see who looks at a protected case", "kari",
            "SELECT name FROM presence WHERE case_id = '{protected}'", to=NOTHING),
    attack("keep a view for all without being a supervisor", "ola",
            "INSERT INTO saved_view (id, owner, page, name, state, row_version) VALUES "
            "(gen_random_uuid(), '', 'cases', 'x', '{{}}', 1)", to=DENIED),
    attack("change a view that is for all", "ola",
            "UPDATE saved_view SET name = 'x' WHERE owner = ''", to=NOTHING),
    attack("take a colleague's view away", "kari", "DELETE FROM saved_view WHERE owner = 'ola'",
            to=NOTHING),
    attack("lift one's own lock", "sup", "UPDATE partiality_lock SET lifted_at = now() "
            "WHERE staff_id = '{me}'", to=NOTHING),
    attack("lift one's own lock blindly", "sup",
            "UPDATE partiality_lock SET lifted_at = now()",
            "SELECT 1 WHERE '{locked}'::uuid <> ALL (locked_cases())", to=NOTHING),
    attack("write a lock of one's own", "sup",
           "INSERT INTO partiality_lock (id, case_id, staff_id, reason, set_at, set_by, "
           "row_version) VALUES (gen_random_uuid(), '{own}', '{me}', '', now(), 'x', 1)",
           to=DENIED),
    attack("tick a notice off in a colleague's name", "sup",
           "UPDATE notice SET seen_by = 'Both Ansatt'", to=DENIED),
    attack("read one's own lock", "sup", "SELECT reason FROM partiality_lock "
            "WHERE staff_id = '{me}'", to=NOTHING),
    attack("lift a lock as a caseworker", "kari", "UPDATE partiality_lock SET lifted_at = now()",
            to=DENIED),
    attack("make a colleague cleared by hand", "adm", "UPDATE staff SET cleared = true",
            to=DENIED),
    attack("take over an account by hand", "adm", "UPDATE staff SET login = 'adm'", to=DENIED),
    attack("take on somebody with rights by hand", "sup",
            "INSERT INTO staff (id, name, name_key, initials, role, cleared, active, row_version) "
            "VALUES (gen_random_uuid(), 'x', 'x', 'x', 'caseworker', true, true, 1)", to=DENIED),
    attack("read the content of what is shared with one", "par",
            "SELECT 1 FROM task", to=DENIED),
    attack("read a protected household's line as partner", "par",
            "SELECT 1 FROM case_now WHERE protected", to=NOTHING),
    attack("read lists as partner", "par", "SELECT 1 FROM listing.person", to=DENIED),
    attack("ask who is locked out as partner", "par", "SELECT locked_cases()", to=DENIED),
    attack("read lists as statistician", "sta", "SELECT 1 FROM listing.case_now", to=DENIED),
    attack("read the register as statistician", "sta", "SELECT 1 FROM case_now", to=DENIED),
    attack("read the register as administrator", "adm", "SELECT 1 FROM case_now", to=DENIED),
    attack("read figures as administrator", "adm", "SELECT 1 FROM figures.by_stage", to=DENIED),
    attack("find small numbers in figures", "sta",
            "SELECT 1 FROM figures.by_stage WHERE households < 3", to=NOTHING),
)  # fmt: skip

_VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2E=$c3RvcmVk:c2VydmVy"


def _adding(account: str, role: str) -> str:
    return (
        f"SELECT add_staff(gen_random_uuid(), '{account}', '{role}', '{_VERIFIER}', 'x', 'x', 'x')"
    )


_FINDABLE = (
    "SELECT write_search(jsonb_build_array(jsonb_build_object('doc', 1, 'case_id', 'CASE', "
    "'text', 'kapret')))"
)
DOORS = (
    *(
        attack(f"make an account as {who}", who, _adding("friend", "cleared"), to=DENIED)
        for who in ("kari", "sup", "cle", "log", "sta", "par")
    ),
    *(
        attack(f"make an account called {name}", "adm",
                _adding(name.replace("'", "''"), "caseworker"), to=outcome)
        for name, outcome in (
            ("postgres", "HJ409"), ("pg_monitor", NOT_ALLOWED), ("Kari", NOT_ALLOWED),
            ("x; DROP TABLE staff", NOT_ALLOWED), ('a"b', NOT_ALLOWED), ("a'b", NOT_ALLOWED),
            ("rights_office_cleared", "HJ409"), ("rights_abroad_cleared", "HJ409"),
            ("abr", "HJ409"), ("", NOT_ALLOWED), ("x" * 49, NOT_ALLOWED),
        )
    ),
    *(
        attack(f"give the role {role}", "adm", _adding("friend", role), to=NOT_ALLOWED)
        for role in ("owner", "definer", "backup", "superuser", "cleared TO kari --", "")
    ),
    attack("give oneself a role by the door", "adm", _adding("adm", "cleared"), to="HJ412"),
    *(
        attack(f"take a role as {who}", who, "SELECT take_role('adm', 'admin')", to=DENIED)
        for who in ("kari", "sup", "cle", "log", "sta", "par")
    ),
    *(
        attack(f"take {role} from {who}", "adm", f"SELECT take_role('{who}', '{role}')", to=outcome)
        for who, role, outcome in (
            ("adm", "admin", "HJ412"), ("kari", "owner", NOT_ALLOWED),
            ("kari", "backup", NOT_ALLOWED), ("kari", "cleared", "HJ411"),
            ("kari", "caseworker", ONLY_ROLE), ("postgres", "admin", NOT_THERE),
            ("abr", "caseworker", NOT_THERE), ("rev", "caseworker", NOT_THERE),
            ("nobody", "admin", NOT_THERE),
        )
    ),
    attack("close an account past its door", "adm",
            "SELECT set_working(s.id, s.row_version, false) FROM staff s WHERE s.login = 'kari'",
            to=NOT_THERE),
    attack("write another name into lists as a caseworker", "kari",
            "SELECT spread_name(gen_random_uuid(), 'x')", to=DENIED),
    attack("say who works here as a caseworker", "kari",
            "SELECT set_working(s.id, s.row_version, false) FROM staff s LIMIT 1", to=DENIED),
    attack("give a new password as supervisor", "sup",
            f"SELECT new_password('kari', '{_VERIFIER}')", to=DENIED),
    *(
        attack(f"give {who} a new password", "adm", f"SELECT new_password('{who}', '{_VERIFIER}')",
                to=NOT_THERE)
        for who in ("postgres", "abr", "rights_office_owner", "nobody")
    ),
    *(
        attack(f"revoke {who}", "adm", f"SELECT revoke_staff('{who}')", to=NOT_THERE)
        for who in ("postgres", "abr", "rights_office_backup")
    ),
    attack("revoke oneself", "adm", "SELECT revoke_staff('adm')", to="HJ412"),
    attack("bring somebody of another office back", "adm", _adding("abr", "admin"), to="HJ409"),
    *(
        attack(f"count the cases of others as {who}", who, "SELECT held_cases('kari')", to=DENIED)
        for who in ("kari", "sup", "cle", "log", "sta", "par")
    ),
    *(
        attack(f"end the sessions of {who}", "adm", f"SELECT end_connections('{who}')",
                to=NOT_THERE)
        for who in ("postgres", "abr", "kari", "adm")
    ),
    attack("read everybody's roles as a caseworker", "kari", "SELECT * FROM staff_roles()",
            to=DENIED),
    attack("read another office's roles", "adm",
            "SELECT 1 FROM staff_roles() WHERE account = 'abr'", to=NOTHING),
    attack("read the log as a caseworker", "kari", "SELECT * FROM log_of_person('30837420136')",
            to=DENIED),
    attack("read the log of a case that is not one's own", "kari",
            "SELECT * FROM log_of_case('{other}')", to=NOT_THERE),
    attack("read the log of a case one is locked out of", "sup",
            "SELECT * FROM log_of_case('{locked}')", to=NOT_THERE),
    attack("read the news of a locked case", "kari",
            "SELECT 1 FROM changes_since(0, 99999) WHERE case_id = '{locked}'", to=NOTHING),
    attack("read news of people as administrator", "adm",
            "SELECT 1 FROM changes_since(0, 99999) WHERE case_id IS NOT NULL", to=NOTHING),
    attack("read news of others as partner", "par",
            "SELECT 1 FROM changes_since(0, 99999) WHERE case_id <> '{shared}'", to=NOTHING),
    attack("number cases by a pattern", "kari", "SELECT next_case_number('.*')", to=NOT_ALLOWED),
    attack("write search words for another's case", "kari",
            _FINDABLE.replace("CASE", "{other}"),
            "SELECT find_cases(ARRAY['%kapret%'], '{{}}', 'x', 9)", to=NOTHING),
    attack("write a protected name where all may search", "cle",
            _FINDABLE.replace("CASE", "{protected}"),
            "SELECT 1 FROM search_term", to=DENIED, tickets="protected"),
    attack("seal by the writing door", "kari",
            "SELECT write_sealed('person', '[{{}}]')", to=NOT_ALLOWED),
    attack("seal another's household", "kari",
            "SELECT write_sealed('sealed_identity', jsonb_build_array(jsonb_build_object("
            "'household_id', '{other.household}')))",
            to=NOT_THERE),
)  # fmt: skip
