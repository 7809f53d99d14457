"""Whatever is changed about an office's rights is found by its administrator, and named."""

from collections.abc import Iterator

import pytest

from hjemveien.cli import exits
from hjemveien.persistence.check import Finding
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.office_check import check_through
from hjemveien.persistence.rights import source
from hjemveien.persistence.rights.install import write_manifest
from hjemveien.persistence.rights.roles import Roles
from tests.office.conftest import Standing
from tests.office.making import run, run_json

P = "standing"
BODY = "RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp"

# One change each, as somebody with the superuser's password would make it, and who is named for it.
CHANGES: dict[str, tuple[str, str]] = {
    "a policy dropped": ('DROP POLICY select_0 ON "need"', "policy public.need.select_0 is gone"),
    "a policy altered": (
        'ALTER POLICY select_0 ON "need" USING (true)', "policy public.need.select_0 is"
    ),
    "a policy for another role": (
        f'ALTER POLICY select_0 ON "need" TO {P}_partner', "policy need.select_0 is not"
    ),
    "a policy added": (
        f"CREATE POLICY mine ON person TO {P}_caseworker USING (true)", "policy person.mine"
    ),
    "a policy renamed": (
        "ALTER POLICY select_0 ON person RENAME TO select_9", "policy public.person.select_9"
    ),
    "row security off": ("ALTER TABLE person DISABLE ROW LEVEL SECURITY", "table public.person"),
    "row security not forced": (
        "ALTER TABLE person NO FORCE ROW LEVEL SECURITY", "table public.person"
    ),
    "a table's owner": (f"ALTER TABLE person OWNER TO {P}_caseworker", "table public.person"),
    "a grant to everybody": ("GRANT SELECT ON person TO PUBLIC", "table public.person"),
    "a grant to a login": ("GRANT SELECT ON sealed_identity TO kari", "public.sealed_identity"),
    "a grant to another role": (
        f"GRANT SELECT ON access_log TO {P}_statistics", "table public.access_log"
    ),
    "a grant taken": (f"REVOKE SELECT ON person FROM {P}_caseworker", "table public.person"),
    "a grant on a column": (
        f"GRANT UPDATE (household_id) ON tenancy TO {P}_caseworker", "public.tenancy.household_id"
    ),
    "a grant on a sequence": (
        f"GRANT USAGE ON audit_event_number_seq TO {P}_caseworker", "audit_event_number_seq"
    ),
    "a new table": ("CREATE TABLE copies (a int)", "table public.copies was added"),
    "a table gone": ("DROP TABLE presence", "table public.presence is gone"),
    "a function's body": (
        f"CREATE OR REPLACE FUNCTION list_open() {BODY} AS $$BEGIN RETURN true; END$$",
        "function list_open",
    ),
    "a function's owner": (f"ALTER FUNCTION me() OWNER TO {P}_owner", "function me()"),
    "a function's search path": ("ALTER FUNCTION me() RESET search_path", "function me()"),
    "a function's rights": ("ALTER FUNCTION me() SECURITY INVOKER", "function me()"),
    "a function said not to leak": ("ALTER FUNCTION me() LEAKPROOF", "function me()"),
    "a function opened": ("GRANT EXECUTE ON FUNCTION is_root() TO PUBLIC", "function is_root()"),
    "a function opened to a role": (
        f"GRANT EXECUTE ON FUNCTION add_staff TO {P}_caseworker", "function add_staff("
    ),
    "a function gone": ("DROP FUNCTION next_case_number", "function next_case_number"),
    "a function added": (
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", "function mine()"
    ),
    "a namesake of a system function": (
        "CREATE FUNCTION public.btrim(uuid) RETURNS text LANGUAGE sql AS 'SELECT null::text'",
        "btrim(uuid)",
    ),
    "an operator added": (
        "CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = name, FUNCTION = texteqname)",
        "operator",
    ),
    "a trigger dropped": ("DROP TRIGGER {trigger} ON person", "person"),
    "a trigger disabled": ("ALTER TABLE person DISABLE TRIGGER {trigger}", "person"),
    "a trigger added": (
        "CREATE TRIGGER mine BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION "
        "suppress_redundant_updates_trigger()",
        "mine",
    ),
    "a key's trigger disabled": (
        "ALTER TABLE person DISABLE TRIGGER ALL", "key_trigger person.RI_ConstraintTrigger"
    ),
    "a constraint dropped": (
        "ALTER TABLE staff DROP CONSTRAINT uq_staff_login", "constraint staff.uq_staff_login"
    ),
    "a default changed": (
        "ALTER TABLE draft ALTER COLUMN login SET DEFAULT 'kari'", "default draft.login"
    ),
    "a rule added": (
        "CREATE RULE mine AS ON INSERT TO access_log DO INSTEAD NOTHING", "access_log.mine"
    ),
    "a view's text": (
        "CREATE OR REPLACE VIEW listing.team AS SELECT * FROM public.team", "listing.team"
    ),
    "a view without its barrier": (
        'ALTER VIEW listing."person" RESET (security_barrier)', "view listing.person"
    ),
    "a view opened": (f"GRANT SELECT ON listing.person TO {P}_partner", "table listing.person"),
    "a schema added": ("CREATE SCHEMA elsewhere", "schema elsewhere was added"),
    "a schema opened": (f"GRANT CREATE ON SCHEMA public TO {P}_caseworker", "schema public"),
    "a schema opened to everybody": ("GRANT USAGE ON SCHEMA public TO PUBLIC", "schema public"),
    "the database opened": (f"GRANT CONNECT ON DATABASE {P} TO PUBLIC", "database is"),
    "temporary tables": (f"GRANT TEMPORARY ON DATABASE {P} TO {P}_caseworker", "database is"),
    "an event trigger": (
        "CREATE FUNCTION told() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; "
        "CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION told()",
        "event_trigger mine",
    ),
    "an extension": ("CREATE EXTENSION pgcrypto", "extension pgcrypto"),
    "a publication": ("CREATE PUBLICATION mine FOR ALL TABLES", "publication mine"),
    "a subscription": (
        "CREATE SUBSCRIPTION mine CONNECTION 'dbname=x' PUBLICATION y WITH (connect = false)",
        "subscription mine",
    ),
    "a foreign server": (
        "CREATE EXTENSION postgres_fdw; CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw",
        "foreign_server away",
    ),
    "default privileges": (
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {P}_owner GRANT SELECT ON TABLES TO PUBLIC",
        "default_acl",
    ),
    "a language opened": ("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC", "language plpgsql"),
    "a system function opened": (
        f"GRANT EXECUTE ON FUNCTION pg_read_file(text) TO {P}_caseworker", "pg_read_file"
    ),
    "a system table opened": ("GRANT SELECT ON pg_authid TO kari", "system_table pg_authid"),
    "large objects opened": (
        "GRANT EXECUTE ON FUNCTION lo_creat(int) TO PUBLIC", "lo_creat(integer)"
    ),
    "a setting of the database": (
        f"ALTER DATABASE {P} SET search_path = listing, public", "setting standing"
    ),
    "a group that can log in": (f"ALTER ROLE {P}_cleared LOGIN", f"role {P}_cleared"),
    "a group past row security": (f"ALTER ROLE {P}_statistics BYPASSRLS", f"role {P}_statistics"),
    "a group in another": (f"GRANT {P}_cleared TO {P}_partner", f"{P}_cleared < {P}_partner"),
    "a group of the system's": (f"GRANT pg_monitor TO {P}_caseworker", "pg_monitor <"),
    "a login past row security": ("ALTER ROLE kari BYPASSRLS", "kari has BYPASSRLS"),
    "a login that makes roles": ("ALTER ROLE kari CREATEROLE", "kari has CREATEROLE"),
    "a login that makes databases": ("ALTER ROLE kari CREATEDB", "kari has CREATEDB"),
    "a login that replicates": ("ALTER ROLE kari REPLICATION", "kari has REPLICATION"),
    "a superuser among staff": ("ALTER ROLE kari SUPERUSER", "kari has SUPERUSER"),
    "another superuser": ("CREATE ROLE guest LOGIN SUPERUSER", "guest is a superuser"),
    "a login in a group of the system's": (
        "GRANT pg_read_all_data TO kari", "kari also is pg_read_all_data"
    ),
    "a login in the office's own": (f"GRANT {P}_owner TO kari", f"kari also is {P}_owner"),
    "a login in its definer": (f"GRANT {P}_definer TO kari", f"kari also is {P}_definer"),
    "a role that is passed on": (
        f"GRANT {P}_caseworker TO kari WITH ADMIN OPTION", f"kari can pass {P}_caseworker on"
    ),
    "a stranger in a group": (
        f"CREATE ROLE guest LOGIN; GRANT {P}_caseworker TO guest", "guest has roles"
    ),
    "a stranger who can connect": (
        f"CREATE ROLE guest LOGIN; GRANT CONNECT ON DATABASE {P} TO guest", "guest can connect"
    ),
    "a stranger who makes roles": ("CREATE ROLE guest LOGIN CREATEROLE", "guest has CREATEROLE"),
    "a group in between": (
        f"CREATE ROLE between; GRANT {P}_cleared TO between; GRANT between TO kari", "between has"
    ),
    "somebody cleared by hand": (f"GRANT {P}_cleared TO kari", "kari is cleared in one"),
    "a role taken by hand": (f"REVOKE {P}_supervisor FROM siri", "siri is supervisor in"),
    "a login closed by hand": ("ALTER ROLE kari NOLOGIN", "kari works here and cannot"),
    "somebody closed here alone": (
        "SET LOCAL session_replication_role = replica; UPDATE staff SET active = false "
        "WHERE login = 'kari'",
        "kari is closed in the office",
    ),
    "passwords kept badly": ("SET LOCAL password_encryption = 'md5'", "md5"),
    "another source": (
        "UPDATE rights_manifest SET value = 'x' WHERE key = 'source'", "another version"
    ),
    "a manifest changed along": (
        f"CREATE OR REPLACE FUNCTION list_open() {BODY} AS $$BEGIN RETURN true; END$$; "
        "UPDATE rights_manifest SET value = (SELECT concat_ws(' ', r.rolname, l.lanname, "
        "p.prokind, p.prosecdef, p.provolatile, p.proleakproof, pg_get_function_result(p.oid), "
        "p.proconfig::text, md5(p.prosrc), md5(p.probin), (SELECT string_agg(x::text, ' ' ORDER "
        "BY x::text) FROM unnest(p.proacl) x)) FROM pg_proc p JOIN pg_roles r ON r.oid = "
        "p.proowner JOIN pg_language l ON l.oid = p.prolang WHERE p.proname = 'list_open') "
        "WHERE key = 'function list_open()'",
        "function list_open is not what this program makes",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def root(standing: Standing) -> Iterator[Database]:
    database = open_database(standing.made.server.url(standing.made.name))
    yield database
    database.close()


def checked(root: Database, *changes: str) -> tuple[Finding, ...]:
    """What the administrator finds after these changes, all of which are taken back."""
    with root.engine.connect() as connection, connection.begin() as act:
        trigger = connection.exec_driver_sql(
            "SELECT quote_ident(tgname) FROM pg_trigger WHERE tgrelid = 'person'::regclass "
            "AND NOT tgisinternal ORDER BY tgname"
        ).scalar()
        for change in changes:
            connection.exec_driver_sql(change.replace("{trigger}", str(trigger)))
        connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION standing_adm")
        found = check_through(connection, root.engine.url)
        act.rollback()
    return found


def test_an_office_as_it_was_made_is_fine(root: Database) -> None:
    assert [each for each in checked(root) if not each.fine] == []


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_is_found_and_named(root: Database, what: str) -> None:
    change, named = CHANGES[what]
    found = checked(root, change)
    wrong = [each.words for each in found if not each.fine]
    assert any(named in words for words in wrong), wrong


# What an upgrade would leave standing, and write down as found.
SLIPPED_IN = (
    "a policy added",
    "a grant to a login",
    "a new table",
    "a function added",
    "a namesake of a system function",
    "a rule added",
    "a view's text",
    "a schema added",
    "an event trigger",
    "an extension",
    "a publication",
    "a foreign server",
    "a function opened",
    "the database opened",
    "a schema opened to everybody",
)


@pytest.mark.parametrize("what", SLIPPED_IN)
def test_what_was_slipped_in_before_an_upgrade_is_found_after_it(root: Database, what: str) -> None:
    with root.engine.connect() as connection, connection.begin() as act:
        connection.exec_driver_sql(CHANGES[what][0])
        write_manifest(connection, Roles(P))
        found = check_through(connection, root.engine.url)
        act.rollback()
    wrong = [each for each in found if not each.fine]
    assert {each.subject for each in wrong} == {"Rights by this program"}


def test_the_command_ends_with_one_and_the_list(standing: Standing) -> None:
    url = standing.url("standing_adm")
    told = run_json("office", "check", "--json", "--database", url)
    assert told["fine"]
    assert {each["fine"] for each in told["checks"]} == {True}
    with standing.made.root() as connection:
        connection.execute("ALTER TABLE person DISABLE ROW LEVEL SECURITY")
        told = run_json("office", "check", "--json", "--database", url, code=exits.FAILURE)
        connection.execute("ALTER TABLE person ENABLE ROW LEVEL SECURITY")
    wrong = [each for each in told["checks"] if not each["fine"]]
    assert not told["fine"]
    assert [each["words"].split(" is ")[0] for each in wrong] == ["table public.person"]


@pytest.mark.parametrize("login", ["kari", "siri", "logg"])
def test_nobody_but_the_administrator_is_told(standing: Standing, login: str) -> None:
    code, out, _err = run("office", "check", "--database", standing.url(login))
    assert (code, out) == (exits.NOT_ALLOWED, "")


def test_the_servers_administrator_is_told_of_open_doors_too(standing: Standing) -> None:
    address = standing.made.server.url(standing.made.name)
    code, out, _err = run("office", "check", "--database", address)
    assert code == exits.OK
    assert "pg_hba.conf" in out


def test_the_plain_check_looks_at_the_rights_too(standing: Standing) -> None:
    address = standing.made.server.url(standing.made.name)
    _code, out, _err = run("check", "--database", address)
    assert "✓ Rights: As this program makes them" in out
    with standing.made.root() as connection:
        connection.execute("DROP POLICY select_0 ON need")
        code, out, _err = run("check", "--database", address)
        assert code == exits.FAILURE
        assert "hjemveien office check" in out
        assert run("office", "repair", "--database", address)[0] == exits.OK
    _code, out, _err = run("check", "--database", standing.url("kari"))
    assert "An administrator of the office looks at them" in out


def test_the_source_has_one_digest() -> None:
    assert source.digest() == source.digest()


def test_rights_of_another_source_are_made_anew_by_an_upgrade(standing: Standing) -> None:
    address = standing.made.server.url(standing.made.name)
    with standing.made.root() as connection:
        connection.execute("UPDATE rights_manifest SET value = 'x' WHERE key = 'source'")
        connection.execute("DROP POLICY select_0 ON person")
    assert run("office", "check", "--database", standing.url("standing_adm"))[0] == exits.FAILURE
    assert run("migrate", "--database", address)[0] == exits.OK
    assert run("office", "check", "--database", standing.url("standing_adm"))[0] == exits.OK
