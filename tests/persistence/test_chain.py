"""The chain over the audit: what it covers, what it finds, and what it outlives."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence import acting, audit, digests
from hjemveien.persistence.backup import backup, restore
from hjemveien.persistence.chain import links
from hjemveien.persistence.chain.erasing import erase_payload
from hjemveien.persistence.chain.links import Head, add_links
from hjemveien.persistence.chain.verdict import ADDED, ALONE, CHANGED, GONE, WrongRow
from hjemveien.persistence.chain.walking import verify
from hjemveien.persistence.engine import Database, create_local, open_database
from hjemveien.persistence.migrate import exclusive, migrate, run_revisions
from hjemveien.persistence.tables import (
    AuditCheckpoint,
    AuditEvent,
    AuditPayload,
    Household,
    Person,
    SealedIdentity,
    Staff,
)
from tests.databases import ACTOR, NOON, PASSPHRASE
from tests.persistence.tampering import Tamper
from tests.servers import PostgresServer


@pytest.fixture
def tamper(database: Database) -> Tamper:
    return Tamper(database)


def add_people(database: Database, count: int = 5) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.add_all(Person(surname=f"Prøve {n}") for n in range(count))


def change_people(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        for person in session.scalars(select(Person)):
            person.email = "x@example.org"


def numbers(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(select(AuditEvent.number).order_by(AuditEvent.number)))


def spelled(moment: object) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")  # type: ignore[attr-defined, no-any-return]


def test_an_empty_audit_is_whole(database: Database) -> None:
    assert add_links(database, NOON) is None
    verdict = verify(database)
    assert (verdict.whole, verdict.events, verdict.links, verdict.head) == (True, 0, 0, None)


def test_links_cover_what_is_new_and_hang_together(database: Database) -> None:
    add_people(database)
    first = add_links(database, NOON)
    change_people(database)
    assert verify(database).uncovered == 5
    second = add_links(database, NOON)
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == (1, 2)
    with database.reading() as session:
        one, two = session.scalars(select(AuditCheckpoint).order_by(AuditCheckpoint.number))
        assert (one.count, two.count, two.previous) == (5, 5, one.head)
        assert links.head(session) == second
    verdict = verify(database)
    assert (verdict.whole, verdict.events, verdict.uncovered) == (True, 10, 0)
    assert verdict.head == second


def test_nothing_new_adds_no_link(database: Database) -> None:
    add_people(database)
    assert add_links(database, NOON) == add_links(database, NOON)


def test_a_digest_is_what_its_description_says(database: Database) -> None:
    add_people(database, 1)
    with database.connecting() as connection:
        event = connection.execute(select(AuditEvent.__table__)).one()
        asked = "SELECT salt, old, CAST(new AS TEXT) FROM audit_payload"
        salt, old, new = connection.exec_driver_sql(asked).one()
    payload = digests.payload_digest(salt, old, new)
    row_id = event.row_id.hex if database.kind == "local" else str(event.row_id)
    told = (event.number, event.transaction, spelled(event.at), "insert", None, "person", row_id)
    found = digests.event_digest(*told, None, None, ACTOR, event.account, payload)
    assert (event.payload_digest, event.digest) == (payload, found)
    assert len(salt) == digests.SALT_BYTES


def test_each_salt_is_its_own(database: Database) -> None:
    add_people(database, 20)
    with database.reading() as session:
        assert len(set(session.scalars(select(AuditPayload.salt)))) == 20


def test_links_are_never_changed(database: Database) -> None:
    add_people(database)
    add_links(database, NOON)
    for statement in ("UPDATE audit_checkpoint SET kind = ''", "DELETE FROM audit_checkpoint"):
        with pytest.raises(DBAPIError, match=audit.LOCKED), database.writing(ACTOR, NOON) as one:
            one.execute(text(statement))


def test_a_foreign_tool_adds_no_link(local_database: Database) -> None:
    from hjemveien.persistence import cipher

    add_people(local_database)
    add_links(local_database, NOON)
    assert local_database.path is not None
    assert local_database.key is not None
    foreign = cipher.keyed(local_database.path, local_database.key)
    for verb in ("INSERT", "INSERT OR REPLACE"):
        with pytest.raises(cipher.DRIVER.DatabaseError, match=f"no such function|{audit.LOCKED}"):
            foreign.execute(f"{verb} INTO audit_checkpoint SELECT * FROM audit_checkpoint")
    foreign.close()


# Each statement with {n}, the third of five events, and the table and what is named of it.
TAMPERINGS = (
    ("UPDATE audit_event SET actor = 'x' WHERE number = {n}", "audit_event", CHANGED),
    ("UPDATE audit_event SET case_id = row_id WHERE number = {n}", "audit_event", CHANGED),
    ("UPDATE audit_event SET digest = NULL WHERE number = {n}", "audit_event", CHANGED),
    (
        'UPDATE audit_event SET "transaction" = 4000000000 WHERE number = {n}',
        "audit_event",
        CHANGED,
    ),
    ("UPDATE audit_event SET payload_digest = NULL WHERE number = {n}", "audit_event", CHANGED),
    ("DELETE FROM audit_event WHERE number = {n}", "audit_event", GONE),
    ("UPDATE audit_payload SET new = NULL WHERE number = {n}", "audit_payload", CHANGED),
    ("UPDATE audit_payload SET old = '1', new = NULL WHERE number = {n}", "audit_payload", CHANGED),
    ("UPDATE audit_payload SET salt = NULL WHERE number = {n}", "audit_payload", CHANGED),
    (
        "UPDATE audit_payload SET salt = NULL, old = NULL, new = NULL WHERE number = {n}",
        "audit_payload",
        GONE,
    ),
    ("DELETE FROM audit_payload WHERE number = {n}", "audit_payload", GONE),
    (
        "INSERT INTO sealed_payload (number, old, new, sealed, salt) "
        "SELECT number, old, new, sealed, salt FROM audit_payload WHERE number = {n}",
        "audit_payload",
        ADDED,
    ),
    ("DELETE FROM audit_checkpoint WHERE number = 1", "audit_checkpoint", GONE),
    ("UPDATE audit_checkpoint SET upto = upto + 1 WHERE number = 1", "audit_checkpoint", CHANGED),
    (
        "UPDATE audit_checkpoint SET covered = previous WHERE number = 2",
        "audit_checkpoint",
        CHANGED,
    ),
)


@pytest.mark.parametrize(("statement", "table", "what"), TAMPERINGS)
def test_what_was_tampered_with_is_named(
    database: Database, tamper: Tamper, statement: str, table: str, what: str
) -> None:
    add_people(database)
    add_links(database, NOON)
    change_people(database)
    add_links(database, NOON)
    number = numbers(database)[2]
    tamper(statement.format(n=number))
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.table, wrong.what) == (table, what)
    if table != "audit_checkpoint":
        assert wrong.number == number
        assert wrong.row.startswith("person ") == (what != GONE or table == "audit_payload")


def test_rows_that_changed_places_are_named(database: Database, tamper: Tamper) -> None:
    add_people(database)
    add_links(database, NOON)
    low, high = numbers(database)[1:3]
    for table in ("audit_event", "audit_payload"):
        tamper(f"UPDATE {table} SET number = -1 WHERE number = {low}")
        tamper(f"UPDATE {table} SET number = {low} WHERE number = {high}")
        tamper(f"UPDATE {table} SET number = {high} WHERE number = -1")
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table, wrong.what) == (low, "audit_event", CHANGED)


def test_an_event_slipped_in_is_named(database: Database, tamper: Tamper) -> None:
    """With a right digest and payload, among those that a link covers."""
    add_people(database)
    add_links(database, NOON)
    slipped = tamper.slip_in(-5)
    wrong = verify(database).first_wrong
    assert wrong == WrongRow(-5, "audit_event", f"person {slipped}", ADDED)


def test_payload_without_an_event_is_named(database: Database, tamper: Tamper) -> None:
    add_people(database)
    tamper(
        "INSERT INTO audit_payload (number, old, new, sealed, salt) "
        "SELECT number + 1000, old, new, sealed, salt FROM audit_payload"
    )
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.what) == (numbers(database)[0] + 1000, ALONE)


def test_a_chain_made_anew_is_whole_but_not_the_one_that_was_seen(
    database: Database, tamper: Tamper
) -> None:
    """The honest limit: only a head kept elsewhere tells."""
    add_people(database)
    seen = add_links(database, NOON)
    assert seen is not None
    tamper("DELETE FROM audit_checkpoint")
    made_anew = add_links(database, NOON + timedelta(minutes=1))
    assert verify(database).whole
    with database.reading() as session:
        assert made_anew is not None
        assert links.is_on_chain(session, made_anew)
        assert not links.is_on_chain(session, seen)
        assert not links.is_on_chain(session, Head(99, NOON, seen.digest))


def test_payload_erased_by_law_leaves_the_chain_whole(database: Database) -> None:
    add_people(database)
    add_links(database, NOON)
    chosen = numbers(database)[1:3]
    with database.writing(ACTOR, NOON) as session:
        erase_payload(session, chosen, "personvernforordningen art. 17")
    verdict = verify(database)
    assert (verdict.whole, verdict.erased, verdict.uncovered) == (True, 2, 1)
    assert add_links(database, NOON) is not None
    assert verify(database).whole
    with database.reading() as session:
        left = select(AuditPayload).where(AuditPayload.number.in_(chosen))
        assert [(p.old, p.new, p.salt) for p in session.scalars(left)] == [(None, None, None)] * 2


def test_an_erasure_says_why_and_is_not_erased(database: Database) -> None:
    add_people(database)
    with database.writing(ACTOR, NOON) as session, pytest.raises(Refusal):
        erase_payload(session, numbers(database)[:1], "  ")
    with database.writing(ACTOR, NOON) as session:
        erase_payload(session, numbers(database)[:1], "art. 17")
    with database.writing(ACTOR, NOON) as session, pytest.raises(Refusal):
        erase_payload(session, numbers(database)[-1:], "art. 17")


def test_an_erasure_without_a_record_is_found(database: Database) -> None:
    add_people(database)
    with database.writing(ACTOR, NOON) as session, acting.erasing(session.connection()):
        session.execute(text("DELETE FROM audit_payload"))
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table, wrong.what) == (
        numbers(database)[0],
        "audit_payload",
        GONE,
    )


def test_sealed_payload_is_in_the_chain(database: Database, tamper: Tamper) -> None:
    with database.writing(ACTOR, NOON) as session:
        person, household = Person(id=uuid4()), Household(id=uuid4())
        session.add_all([person, household])
        session.flush()
        session.add(SealedIdentity(person_id=person.id, household_id=household.id))
    add_links(database, NOON)
    assert verify(database).whole
    tamper("UPDATE sealed_payload SET new = NULL, old = '2'")
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.table, wrong.what) == ("sealed_payload", CHANGED)
    assert wrong.row.startswith("sealed_identity ")


def test_a_slow_commit_is_covered_by_a_later_link(shared_database: Database) -> None:
    """Its number is lower than others' that were covered long before it came."""
    with shared_database.writing("Slow", NOON) as slow:
        slow.add(Person(surname="Sen"))
        slow.flush()
        add_people(shared_database, 3)
        add_links(shared_database, NOON)
        assert verify(shared_database).uncovered == 3
    add_links(shared_database, NOON)
    verdict = verify(shared_database)
    assert (verdict.whole, verdict.events, verdict.uncovered) == (True, 4, 0)
    with shared_database.reading() as session:
        assert sum(session.scalars(select(AuditCheckpoint.count))) == 4


def test_a_restored_local_file_goes_on(local_database: Database, tmp_path: Path) -> None:
    add_people(local_database)
    head = add_links(local_database, NOON)
    backup(local_database, tmp_path / "copy.hjemveien")
    restore(tmp_path / "copy.hjemveien", tmp_path / "again.db", PASSPHRASE)
    again = open_database(tmp_path / "again.db", PASSPHRASE)
    change_people(again)
    add_links(again, NOON)
    with again.reading() as session:
        assert head is not None
        assert links.is_on_chain(session, head)
    assert verify(again).whole
    again.close()


def test_a_shared_office_restored_on_another_server_goes_on(
    shared_database: Database, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """Which counts its transactions from another number, lower or higher."""
    add_people(shared_database)
    add_links(shared_database, NOON)
    change_people(shared_database)
    backup(shared_database, tmp_path / "copy.hjemveien", passphrase=PASSPHRASE)
    address = postgres_server.create_database("restored_chain")
    restore(tmp_path / "copy.hjemveien", address, PASSPHRASE)
    again = open_database(address)
    with again.reading() as session:
        kinds = select(AuditCheckpoint.kind).order_by(AuditCheckpoint.number)
        assert list(session.scalars(kinds)) == ["regular", "regular", "restored"]
    change = text("UPDATE audit_event SET actor = 'x' WHERE number = 1")
    with again.writing(ACTOR, NOON) as session:
        session.execute(delete(Person))
    assert verify(again).uncovered == 5
    add_links(again, NOON)
    verdict = verify(again)
    assert (verdict.whole, verdict.events, verdict.uncovered) == (True, 15, 0)
    with pytest.raises(DBAPIError), again.writing(ACTOR, NOON) as session:
        session.execute(change)
    again.close()
    postgres_server.drop_database("restored_chain")


def test_a_server_that_counts_lower_is_understood(shared_database: Database) -> None:
    """As after a restore by the server's own tools, from a server that had counted further."""
    add_people(shared_database)
    add_links(shared_database, NOON)
    change_people(shared_database)
    Tamper(shared_database).move_on(1_000_000_000)
    with shared_database.writing(ACTOR, NOON) as session:
        session.execute(delete(Person))
    add_links(shared_database, NOON)
    add_people(shared_database)
    assert verify(shared_database).uncovered == 5
    add_links(shared_database, NOON)
    verdict = verify(shared_database)
    assert (verdict.whole, verdict.events, verdict.uncovered) == (True, 20, 0)
    with shared_database.reading() as session:
        kinds = select(AuditCheckpoint.kind).order_by(AuditCheckpoint.number)
        assert list(session.scalars(kinds)) == ["regular", "restored", "regular"]


def test_who_has_a_login_writes_under_the_name_that_belongs_to_it(
    shared_database: Database,
) -> None:
    with shared_database.writing(ACTOR, NOON) as session:
        session.add(Staff(name="Postgres Selv", login="postgres"))
    with shared_database.writing("Somebody Else", NOON) as session:
        session.add(Household())
    with shared_database.reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc())).first()
        assert event is not None
        assert event.actor == "Postgres Selv"
        assert event.at.date() != date(2026, 2, 27)


@pytest.fixture(params=["local", "postgresql"])
def bare(
    request: pytest.FixtureRequest, tmp_path: Path, postgres_server: PostgresServer
) -> Iterator[Database]:
    """A database without tables."""
    if request.param == "local":
        made = create_local(tmp_path / "bare.db", PASSPHRASE)
    else:
        made = open_database(postgres_server.create_database("bare_chain"))
    yield made
    made.close()
    postgres_server.drop_database("bare_chain")


OLD_EVENT = (
    'INSERT INTO audit_event (number, "transaction", at, actor, account, operation, table_name, '
    "row_id) VALUES ({n}, 3, '2026-02-27 12:00:00.000000', 'Kari', '', 'insert', 'person', "
    "'0123456789abcdef0123456789abcdef')"
)
OLD_PAYLOAD = (
    "INSERT INTO {table} (number, old, new, sealed) VALUES ({n}, NULL, '{{\"a\": 1}}', {on})"
)


def test_what_was_written_before_there_was_a_chain_is_in_it(bare: Database) -> None:
    """Also what law had erased by then: it has no payload, and no digest of one."""
    with exclusive(bare) as connection:
        run_revisions(connection, "0002")
        for number in (1, 2, 3):
            connection.exec_driver_sql(OLD_EVENT.format(n=number))
        for number, table, on in ((1, "audit_payload", "false"), (2, "sealed_payload", "true")):
            connection.exec_driver_sql(OLD_PAYLOAD.format(n=number, table=table, on=on))
    upgraded = migrate(bare, lambda _revision: Path("nowhere"))
    assert upgraded is not None
    verdict = verify(bare)
    assert (verdict.first_wrong, verdict.events, verdict.uncovered) == (None, 3, 3)
    add_links(bare, NOON)
    with bare.reading() as session:
        digested = session.scalars(select(AuditEvent.payload_digest).order_by(AuditEvent.number))
        assert [digest is None for digest in digested] == [False, False, True]
    assert verify(bare).uncovered == 0
