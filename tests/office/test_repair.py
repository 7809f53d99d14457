"""Whatever somebody has changed about an office's rights, one command makes them whole again."""

from collections.abc import Iterator

import pytest

from hjemveien.cli import exits
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.office_check import check_office
from hjemveien.persistence.rights import repair
from tests.office.conftest import STAFF, Standing
from tests.office.making import add, create, remove, run, run_json
from tests.office.test_cases import registered
from tests.office.test_check import CHANGES, P
from tests.servers import PostgresServer

# Rows that are gone, objects with rows of their own, and what a person must decide.
NOT_MENDED = {
    "a table gone": "presence",
    "a new table": "table public.copies",
    "a schema added": "schema elsewhere",
    "a constraint dropped": "uq_staff_login",
    "an extension": "extension pgcrypto",
    "a publication": "publication mine",
    "a subscription": "subscription mine",
    "a foreign server": "foreign_server away",
    "a stranger who makes roles": "guest has CREATEROLE",
    "another superuser": "guest is a superuser",
    "a login closed by hand": "kari works here and cannot",
}
# Of one transaction alone; and of a person, who has a test of her own.
NOT_BROKEN = {"passwords kept badly", "somebody closed here alone"}
ONE_BY_ONE = (
    "a policy dropped", "a policy for another role", "row security off", "a table's owner",
    "a grant to everybody", "a grant to another role", "a grant taken", "a function's body",
    "a function's owner", "a function gone", "a trigger dropped", "a view's text",
    "the database opened", "a setting of the database", "an event trigger",
    "a system table opened", "default privileges", "a group that can log in",
    "somebody cleared by hand", "a manifest changed along", "another source",
)  # fmt: skip
BACK = (
    "DROP EXTENSION IF EXISTS pgcrypto",
    "DROP TABLE IF EXISTS copies",
    "ALTER TABLE staff DROP CONSTRAINT IF EXISTS uq_staff_login",
    "ALTER TABLE staff ADD CONSTRAINT uq_staff_login UNIQUE (login)",
)


@pytest.fixture(scope="module")
def broken(postgres_server: PostgresServer) -> Iterator[Standing]:
    """An office that these tests break; it has the names that the changes speak of."""
    made = create(postgres_server, "mended", "mended_adm")
    passwords = {f"{login}.m": add(made, f"{login}.m", *roles) for login, roles in STAFF.items()}
    office = Standing(made, {made.login: made.password, **passwords})
    registered(office, "siri.m", "Blivende")
    yield office
    remove(postgres_server, "mended")


@pytest.fixture
def root(broken: Standing) -> Iterator[Database]:
    database = open_database(broken.made.server.url("mended"))
    yield database
    database.close()


def named(words: str) -> str:
    """The same of the office that is broken here, whose people have logins of their own."""
    from re import sub

    return sub(r"\b(kari|siri)\b", r'"\1.m"', words.replace(P, "mended"))


def wrong(database: Database) -> list[str]:
    return [each.words for each in check_office(database) if not each.fine]


def counts(broken: Standing) -> dict[str, int]:
    """Rows of every table but the manifest."""
    with broken.made.root() as connection:
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename NOT IN ('rights_manifest', 'copies') ORDER BY 1"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # type: ignore[index]
            for (name,) in names
        }


@pytest.mark.parametrize("what", ONE_BY_ONE)
def test_what_is_broken_is_found_and_mended(broken: Standing, root: Database, what: str) -> None:
    before = counts(broken)
    break_it(broken, what)
    assert wrong(root) != []
    repair.repair(root)
    assert wrong(root) == []
    assert counts(broken) == before


def test_much_that_is_broken_is_mended_at_once(broken: Standing, root: Database) -> None:
    before = counts(broken)
    known = {*ONE_BY_ONE, *NOT_MENDED, *NOT_BROKEN}
    for what in sorted(CHANGES.keys() - known):
        break_it(broken, what)
    assert len(wrong(root)) > len(CHANGES.keys() - known)
    repair.repair(root)
    assert wrong(root) == []
    assert counts(broken) == before


def break_it(broken: Standing, what: str) -> None:
    with broken.made.root() as connection, connection.transaction():
        if "guest" in CHANGES[what][0]:
            connection.execute("DROP ROLE IF EXISTS guest")
        trigger = connection.execute(
            "SELECT quote_ident(tgname) FROM pg_trigger WHERE tgrelid = 'person'::regclass "
            "AND NOT tgisinternal ORDER BY tgname"
        ).fetchone()
        assert trigger is not None
        statement = named(CHANGES[what][0]).replace("{trigger}", str(trigger[0]))
        connection.execute(statement.encode())


def test_somebody_closed_in_the_office_is_closed_on_the_server(
    broken: Standing, root: Database
) -> None:
    with broken.made.root() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE staff SET active = false WHERE login = 'part.m'")
    assert "part.m is closed in the office and open on the server." in wrong(root)
    repair.repair(root)
    assert wrong(root) == []


@pytest.mark.parametrize("what", ["a new table", "a constraint dropped", "an extension"])
def test_what_no_right_can_mend_is_still_named(broken: Standing, root: Database, what: str) -> None:
    break_it(broken, what)
    told = run_json(
        "office", "repair", "--json", "--database", broken.made.server.url("mended"),
        code=exits.FAILURE,
    )  # fmt: skip
    assert any(NOT_MENDED[what] in each["words"] for each in told["left"])
    with broken.made.root() as connection:
        for statement in BACK:
            connection.execute(statement.encode())
    assert wrong(root) == []


def test_a_table_that_is_gone_is_refused_and_nothing_is_changed(broken: Standing) -> None:
    with broken.made.root() as connection:
        connection.execute("ALTER TABLE presence RENAME TO elsewhere")
        code, out, err = run("office", "repair", "--database", broken.made.server.url("mended"))
        connection.execute("ALTER TABLE elsewhere RENAME TO presence")
    assert (code, out) == (exits.FAILURE, "")
    assert "presence" in err


def test_only_the_servers_superuser_makes_rights_anew(broken: Standing) -> None:
    for login in ("mended_adm", "siri.m"):
        code, out, _err = run("office", "repair", "--database", broken.url(login))
        assert (code, out) == (exits.NOT_ALLOWED, "")


def test_the_check_names_the_command_and_the_command_what_it_mended(broken: Standing) -> None:
    root_url = broken.made.server.url("mended")
    break_it(broken, "row security off")
    code, _out, err = run("office", "check", "--database", broken.url("mended_adm"))
    assert (code, "hjemveien office repair" in err) == (exits.FAILURE, True)
    told = run_json("office", "repair", "--json", "--database", root_url)
    assert (told["fine"], told["left"]) == (True, [])
    assert any("table public.person" in each["words"] for each in told["mended"])
    code, out, err = run("office", "repair", "--database", root_url)
    assert (code, out) == (exits.OK, "")
    assert "as it should be" in err
    assert run("audit", "verify", "--database", root_url)[0] == exits.OK


def test_people_work_on_as_before(broken: Standing) -> None:
    break_it(broken, "a function gone")
    assert run("office", "repair", "--database", broken.made.server.url("mended"))[0] == exits.OK
    registered(broken, "siri.m", "Etterpå")
    _code, out, _err = run("cases", "--database", broken.url("siri.m"))
    assert "Etterpå" in out
    assert run("office", "staff", "--database", broken.url("mended_adm"))[0] == exits.OK
