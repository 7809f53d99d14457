"""Accounts: made, given roles and taken away by doors that only an administrator may call.

They belong to whoever set the office up, for making a role takes a superuser on PostgreSQL 15,
where CREATEROLE reaches the operating system and is given to nobody. So each is narrow: a login is
a plain name, a role one of ours, and no account that the office did not make is ever touched.
"""

from hjemveien.persistence.rights.doors import (
    NOT_ALLOWED,
    NOT_HELD,
    NOT_THERE,
    ONLY_ROLE,
    OWN,
    TAKEN,
    Door,
    refuse,
)
from hjemveien.persistence.rights.roles import ROLES

ADMIN = ("admin",)
EVERYBODY = ("caseworker", "statistics", "admin", "logreader", "partner")
LOGIN = "^[a-z][a-z0-9._-]{0,47}$"
_ROLES = "(" + ", ".join(f"'{role}'" for role in ROLES) + ")"
# A group of another office, now or to come: whoever logged in by its name would be that group.
GROUP = "_(owner|definer|backup|caseworker|supervisor|cleared|statistics|admin|logreader|partner)$"
# By name and not by beginning: another office's may begin alike.
_GROUPS = "(" + ", ".join(f"'{{p}}_{role}'" for role in ROLES) + ")"
_IS_ADMIN = f"IF NOT (has_role('admin') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;"
# A password that somebody else has seen is told from one's own by its verifier's digest, kept with
# the role: whoever changes it, by whatever tool, changes the verifier. A digest opens nothing.
_FIRST = "'hjemveien: first password ' || encode(sha256(convert_to({verifier}, 'UTF8')), 'hex')"
_MARK = (
    f"EXECUTE format('COMMENT ON ROLE %I IS %L', account, {_FIRST.format(verifier='verifier')});"
)
_PLAIN = """NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls
    OR r.rolreplication)"""
_ORDINARY = f"{_PLAIN} AND r.rolcanlogin"

# Somebody known here with no account on this server: the office was restored on another one.
# Whoever was closed comes back with a password of her own and this role alone.
_ADD = Door(
    "add_staff",
    "key uuid, account text, role text, verifier text, known_as text, letters text, sorted_as text",
    "boolean",
    f"""
    PERFORM pg_advisory_xact_lock(hashtext('{{p}}_accounts'));
    {_IS_ADMIN}
    IF account = session_user THEN {refuse(OWN)} END IF;
    IF role NOT IN {_ROLES} OR account !~ '{LOGIN}' OR starts_with(account, 'pg_') THEN
        {refuse(NOT_ALLOWED)}
    END IF;
    known := EXISTS (SELECT 1 FROM staff s WHERE s.login = account);
    back := EXISTS (SELECT 1 FROM staff s WHERE s.login = account AND NOT s.active);
    made := NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = account);
    IF NOT made AND NOT known
        OR NOT made AND NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = account
            AND {_PLAIN} AND (r.rolcanlogin OR back)) THEN
        {refuse(TAKEN)}
    END IF;
    IF made OR back THEN
        IF verifier !~ '^SCRAM-SHA-256\\$' OR account ~ '{GROUP}' THEN
            {refuse(NOT_ALLOWED)}
        END IF;
        EXECUTE format(CASE WHEN made THEN 'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB'
            ' NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD %L'
            ELSE 'ALTER ROLE %I LOGIN PASSWORD %L' END, account, verifier);
        {_MARK}
    END IF;
    IF NOT known THEN
        UPDATE staff s SET login = account, active = true, row_version = s.row_version + 1
            WHERE s.id = key AND s.login IS NULL;
        IF NOT FOUND THEN
            INSERT INTO staff (id, name, name_key, initials, login, role, active, cleared,
                row_version)
            VALUES (key, known_as, sorted_as, letters, account,
                CASE role WHEN 'cleared' THEN 'caseworker' ELSE role END, true, false, 1);
        END IF;
    END IF;
    EXECUTE format('GRANT %I TO %I', '{{p}}_' || role, account);
    UPDATE staff s SET active = true,
        cleared = s.cleared AND NOT back OR add_staff.role = 'cleared',
        role = CASE WHEN back AND add_staff.role = 'cleared' THEN 'caseworker'
            WHEN add_staff.role = 'cleared' OR known AND NOT back AND s.role <> 'caseworker'
            THEN s.role ELSE add_staff.role END, row_version = s.row_version + 1
        WHERE s.login = account;
    INSERT INTO notice (id, at, kind, by, text)
    VALUES (gen_random_uuid(), clock_timestamp(), 'role_given', coalesce(my_name(), session_user),
        account || ' ' || role);
    RETURN made OR back;""",
    ADMIN,
    declare="    known boolean;\n    back boolean;\n    made boolean;",
    owner="founder",
)

# What somebody is called in the office where she is several things: the first that she holds.
_CALLED = ("supervisor", "admin", "caseworker", "logreader", "statistics", "partner")
_HELD = """EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
        JOIN pg_roles l ON l.oid = m.member WHERE l.rolname = account AND g.rolname {which})"""

# One at a time: two administrators who take it from each other would leave the office without.
# Nobody takes her own, as nobody gives herself one.
_TAKE = Door(
    "take_role",
    "account text, role text",
    "void",
    f"""
    PERFORM pg_advisory_xact_lock(hashtext('{{p}}_accounts'));
    {_IS_ADMIN}
    IF account = session_user THEN {refuse(OWN)} END IF;
    IF role NOT IN {_ROLES} THEN {refuse(NOT_ALLOWED)} END IF;
    taken := '{{p}}_' || role;
    IF NOT EXISTS (SELECT 1 FROM staff s JOIN pg_roles r ON r.rolname = s.login
            WHERE s.login = account AND s.active AND {_ORDINARY}) THEN
        {refuse(NOT_THERE)}
    END IF;
    IF NOT {_HELD.format(which="= taken")} THEN {refuse(NOT_HELD)} END IF;
    IF NOT {_HELD.format(which=f"<> taken AND g.rolname IN {_GROUPS}")} THEN
        {refuse(ONLY_ROLE)}
    END IF;
    EXECUTE format('REVOKE %I FROM %I', taken, account);
    UPDATE staff s SET cleared = s.cleared AND take_role.role <> 'cleared',
        role = CASE WHEN s.role <> take_role.role THEN s.role ELSE coalesce((
            SELECT known.called FROM unnest(ARRAY[{", ".join(f"'{each}'" for each in _CALLED)}])
                WITH ORDINALITY known(called, place)
            WHERE known.called <> take_role.role AND EXISTS (SELECT 1 FROM pg_auth_members m
                JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles l ON l.oid = m.member
                WHERE l.rolname = account AND g.rolname = '{{p}}_' || known.called)
            ORDER BY known.place LIMIT 1), 'caseworker') END,
        row_version = s.row_version + 1
        WHERE s.login = account;
    INSERT INTO notice (id, at, kind, by, text)
    VALUES (gen_random_uuid(), clock_timestamp(), 'role_taken', coalesce(my_name(), session_user),
        account || ' ' || role);""",
    ADMIN,
    declare="    taken name;",
    owner="founder",
)

# For those who are known by name alone; an account is closed by `revoke_staff`.
_WORKING = Door(
    "set_working",
    "key uuid, seen_version integer, works boolean",
    "void",
    f"""
    {_IS_ADMIN}
    UPDATE staff s SET active = works, row_version = s.row_version + 1
        WHERE s.id = key AND s.login IS NULL AND s.row_version = seen_version;
    IF NOT FOUND THEN
        {refuse(NOT_THERE)}
    END IF;""",
    ADMIN,
    owner="founder",
)

# Lists hold the caseworker's name; an administrator writes it there and reads nothing.
_SPREAD = Door(
    "spread_name",
    "key uuid, sorted_as text",
    "void",
    f"""
    {_IS_ADMIN}
    UPDATE case_now c SET caseworker = s.name, caseworker_key = sorted_as FROM staff s
        WHERE s.id = key AND c.caseworker_id = key;""",
    ADMIN,
    owner="founder",
)

_PASSWORD = Door(
    "new_password",
    "account text, verifier text",
    "void",
    f"""
    {_IS_ADMIN}
    IF verifier !~ '^SCRAM-SHA-256\\$' OR NOT EXISTS (SELECT 1 FROM staff s JOIN pg_roles r
        ON r.rolname = s.login WHERE s.login = account AND s.active AND {_ORDINARY}) THEN
        {refuse(NOT_THERE)}
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', account, verifier);
    {_MARK}
    INSERT INTO notice (id, at, kind, by, text)
    VALUES (gen_random_uuid(), clock_timestamp(), 'password_given',
        coalesce(my_name(), session_user), account);""",
    ADMIN,
    owner="founder",
)

_REVOKE = Door(
    "revoke_staff",
    "account text",
    "void",
    f"""
    PERFORM pg_advisory_xact_lock(hashtext('{{p}}_accounts'));
    {_IS_ADMIN}
    IF account = session_user THEN {refuse(OWN)} END IF;
    IF NOT EXISTS (SELECT 1 FROM staff s JOIN pg_roles r ON r.rolname = s.login
        WHERE s.login = account) THEN
        {refuse(NOT_THERE)}
    END IF;
    FOR held IN SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
        JOIN pg_roles l ON l.oid = m.member
        WHERE l.rolname = account AND g.rolname IN {_GROUPS}
    LOOP
        EXECUTE format('REVOKE %I FROM %I', held, account);
    END LOOP;
    EXECUTE format('ALTER ROLE %I NOLOGIN', account);
    UPDATE staff s SET active = false, cleared = false, row_version = s.row_version + 1
        WHERE s.login = account;""",
    ADMIN,
    declare="    held name;",
    owner="founder",
)

# A second step, after the first is committed: nobody slips in between.
_END = Door(
    "end_connections",
    "account text",
    "integer",
    f"""
    {_IS_ADMIN}
    IF account = session_user OR NOT EXISTS (SELECT 1 FROM staff s WHERE s.login = account
        AND NOT s.active) THEN
        {refuse(NOT_THERE)}
    END IF;
    RETURN (SELECT count(*) FROM (SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
        WHERE a.usename = account) ended);""",
    ADMIN,
    owner="founder",
)

_ROLES_OF = Door(
    "staff_roles",
    "",
    "TABLE(staff_id uuid, account text, role text)",
    f"""
    RETURN QUERY SELECT s.id, s.login, substr(g.rolname, length('{{p}}_') + 1)::text FROM staff s
        JOIN pg_roles l ON l.rolname = s.login
        JOIN pg_auth_members m ON m.member = l.oid
        JOIN pg_roles g ON g.oid = m.roleid AND g.rolname IN {_GROUPS}
        ORDER BY s.name_key, s.id, g.rolname;""",
    ("admin", "supervisor"),
    volatile=False,
)

# How many open cases somebody has, and how many of them nobody else may open; never which.
_HELD_CASES = Door(
    "held_cases",
    "account text",
    "TABLE(cases integer, alone integer)",
    f"""
    {_IS_ADMIN}
    RETURN QUERY SELECT count(*)::integer, (count(*) FILTER (WHERE n.protected))::integer
        FROM case_now n JOIN staff s ON s.id = n.caseworker_id
        WHERE s.login = account AND NOT n.closed;""",
    ADMIN,
    volatile=False,
)

_STRANDED = Door(
    "stranded_cases",
    "",
    "integer",
    f"""
    {_IS_ADMIN}
    RETURN (SELECT count(*)::integer FROM case_now n WHERE n.protected AND NOT n.closed
        AND NOT coalesce(may_have_sealed(n.caseworker_id), false));""",
    ADMIN,
    volatile=False,
)

_IS_FIRST = Door(
    "has_first_password",
    "",
    "boolean",
    f"""
    RETURN EXISTS (SELECT 1 FROM pg_authid a WHERE a.rolname = session_user
        AND shobj_description(a.oid, 'pg_authid') = {_FIRST.format(verifier="a.rolpassword")});""",
    EVERYBODY,
    volatile=False,
    owner="founder",
)

STAFFING = (
    _IS_FIRST,
    _ADD, _TAKE, _WORKING, _SPREAD, _PASSWORD, _REVOKE, _END, _ROLES_OF, _HELD_CASES, _STRANDED,
)  # fmt: skip
