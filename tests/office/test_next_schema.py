"""Clients are upgraded over weeks: this one goes on working on the schema of the next."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from hjemveien.cli import exits
from hjemveien.persistence import schema
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.migrate import make_ready, read, upgrade
from hjemveien.services import access, case_card, case_list
from hjemveien.services.moves import move_case
from hjemveien.services.register import register_application
from hjemveien.services.wishes import MoveCase, NewApplication, NewPerson, WriteNote
from hjemveien.services.writing import write_note
from tests.databases import NOON, PASSPHRASE
from tests.office.making import Made, add, create, remove, run
from tests.revisions import NEXT
from tests.servers import PostgresServer

# What an expand phase brings: nothing that is there goes away or changes its meaning.
EXPAND = """
    op.add_column("case_file", sa.Column("pilot", sa.Text(), server_default="", nullable=False))
    op.add_column("person", sa.Column("pronoun", sa.Text(), nullable=True))
    op.create_table("pilot", sa.Column("id", sa.Uuid(), primary_key=True))
    op.create_index("ix_case_file_pilot", "case_file", ["pilot"])
"""


@pytest.fixture
def office(postgres_server: PostgresServer) -> Iterator[Made]:
    yield create(postgres_server, "weeks", "weeks.adm")
    remove(postgres_server, "weeks")


@pytest.fixture
def upgraded(
    office: Made,
    next_revision: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[Database]:
    """Kari's client, open and at work while the next version upgrades the office around it."""
    password = add(office, "weeks.kari", "caseworker")
    client = open_database(office.url("weeks.kari", password))
    make_ready(client)
    next_revision(more=EXPAND)
    root = open_database(office.server.url(office.name))
    assert upgrade(root, PASSPHRASE, tmp_path / "backups") is not None
    root.close()
    monkeypatch.undo()
    schema.revisions.cache_clear()
    yield client
    client.close()


def registered(client: Database, surname: str) -> UUID:
    with client.reading() as session:
        me = session.connection().exec_driver_sql("SELECT me()").scalar_one()
    wish = NewApplication(
        applicant=NewPerson(surname=surname, given_name="Prøve"),
        received_on=date(2026, 2, 1),
        caseworker_id=me,
    )
    with client.writing("Kari", NOON, uuid4()) as session:
        register_application(session, wish)
    return wish.case_id


def test_this_client_goes_on_working_as_staff(upgraded: Database) -> None:
    assert (read(upgraded).revision, read(upgraded).standing) == (NEXT, "newer")
    make_ready(upgraded)
    case_id = registered(upgraded, "Nyestad")
    with upgraded.writing("Kari", NOON, uuid4()) as session:
        access.open_case(session, access.OpenCase(case_id))
    with upgraded.writing("Kari", NOON, uuid4()) as session:
        write_note(session, WriteNote(case_id, "On the next schema"))
    with upgraded.writing("Kari", NOON, uuid4()) as session:
        move_case(session, MoveCase(case_id, "kartlegging", "next"))
    with upgraded.reading() as session:
        assert case_card.show_case(session, case_id).members[0].name == "Prøve Nyestad"
        assert [row.stage for row in case_list.case_page(session).rows] == ["kartlegging"]
    seen_no_more_than_before(upgraded)


def seen_no_more_than_before(client: Database) -> None:
    """The next version's new table has no rule in this one, and is open to nobody."""
    with client.connecting() as connection:
        held = connection.exec_driver_sql(
            "SELECT has_table_privilege('pilot', 'SELECT'), "
            "has_column_privilege('case_file', 'pilot', 'UPDATE')"
        ).one()
    assert tuple(held) == (False, False)


def test_a_client_that_starts_now_works_too(upgraded: Database, office: Made) -> None:
    registered(upgraded, "Nyestad")
    url = upgraded.engine.url.render_as_string(hide_password=False)
    code, out, err = run("cases", "--json", "--database", url)
    assert (code, "Nyestad" in out) == (exits.OK, True), err
    code, _out, err = run(
        "office", "add-staff", "weeks.ola", "--role", "partner", "--database", office.url()
    )
    assert code == exits.OK, err
