"""What nobody who means well would write into the audit is named, and never stops the walk."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select

from hjemveien.persistence.chain import links
from hjemveien.persistence.chain.erasing import erase_payload
from hjemveien.persistence.chain.links import Head, add_links
from hjemveien.persistence.chain.verdict import GONE
from hjemveien.persistence.chain.walking import verify
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import AuditErasure, AuditEvent, Person
from hjemveien.services import heads
from tests.databases import ACTOR, NOON
from tests.persistence.tampering import Tamper


def fill(database: Database) -> None:
    """Five people who come, change and go, all covered by one link."""
    with database.writing(ACTOR, NOON) as session:
        session.add_all(Person(surname=f"Prøve {n}") for n in range(5))
    with database.writing(ACTOR, NOON) as session:
        for person in session.scalars(select(Person)):
            person.email = "x@example.org"
    with database.writing(ACTOR, NOON) as session:
        session.execute(delete(Person))
    add_links(database, NOON)


def third(database: Database, operation: str) -> int:
    asked = select(AuditEvent.number).where(AuditEvent.operation == operation)
    with database.reading() as session:
        return session.scalars(asked.order_by(AuditEvent.number)).all()[2]


def erase(database: Database, number: int) -> None:
    with database.writing(ACTOR, NOON) as session:
        erase_payload(session, [number], "personvernforordningen art. 17")
    add_links(database, NOON)


@pytest.mark.parametrize("operation", ["update", "delete"])
def test_a_salt_hides_no_payload(database: Database, operation: str) -> None:
    """Moved to the end of its salt, a text would leave the digest as it was."""
    fill(database)
    number = third(database, operation)
    asked = f"SELECT salt, CAST(old AS TEXT) FROM audit_payload WHERE number = {number}"
    with database.connecting() as connection:
        salt, old = connection.exec_driver_sql(asked).one()
    longer = (salt + old.encode()).hex()
    spelled = f"x'{longer}'" if database.kind == "local" else f"'\\x{longer}'"
    Tamper(database)(
        f"UPDATE audit_payload SET salt = {spelled}, old = NULL WHERE number = {number}"
    )
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (number, "audit_payload")


def test_a_digest_hides_no_account(shared_database: Database) -> None:
    """Moved to the front of an erased payload's digest, it would leave the event's as it was."""
    fill(shared_database)
    number = third(shared_database, "insert")
    erase(shared_database, number)
    Tamper(shared_database)(
        "UPDATE audit_event SET payload_digest = convert_to(account, 'UTF8') || payload_digest, "
        f"account = '' WHERE number = {number}"
    )
    wrong = verify(shared_database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (number, "audit_event")


# Of the third insert; SQLite keeps any kind of value in any column.
_ODD_PAYLOAD = ("old = ''", "old = 0", "salt = 'x'", "salt = 7", "new = x'ff'", "new = 0")
_NO_TEXT = "CAST(x'ff' AS TEXT)"
_ODD_EVENT = (
    "payload_digest = 'x'",
    "payload_digest = 5",
    "payload_digest = x''",
    f"actor = {_NO_TEXT}",
    f"account = {_NO_TEXT}",
    f"table_name = {_NO_TEXT}",
    "at = 'i går'",
    "row_id = 'zz'",
    "case_id = ''",
)
_ODD = (
    *(f"UPDATE audit_payload SET {one} WHERE number = {{n}}" for one in _ODD_PAYLOAD),
    f"UPDATE audit_payload SET new = {_NO_TEXT} WHERE number = {{n}}",
    *(f"UPDATE audit_event SET {one} WHERE number = {{n}}" for one in _ODD_EVENT),
)


@pytest.mark.parametrize("statement", _ODD)
def test_values_that_fit_no_column_are_named(local_database: Database, statement: str) -> None:
    fill(local_database)
    number = third(local_database, "insert")
    Tamper(local_database)(statement.format(n=number))
    wrong = verify(local_database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (number, statement.split()[1])
    assert wrong.row.encode()


@pytest.mark.parametrize(
    "value", ["covered = 'x'", "covered = x''", "at = 'x'", "count = 'x'", f"kind = {_NO_TEXT}"]
)
def test_a_link_that_is_none_is_named(local_database: Database, value: str) -> None:
    fill(local_database)
    Tamper(local_database)(f"UPDATE audit_checkpoint SET {value}")
    wrong = verify(local_database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (1, "audit_checkpoint")


@pytest.mark.parametrize("moment", ["infinity", "0044-03-15 BC"])
def test_moments_out_of_all_time_are_named(shared_database: Database, moment: str) -> None:
    fill(shared_database)
    number = third(shared_database, "insert")
    tamper = Tamper(shared_database)
    tamper(f"UPDATE audit_event SET at = '{moment}' WHERE number = {number}")
    wrong = verify(shared_database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (number, "audit_event")
    tamper(f"UPDATE audit_checkpoint SET at = '{moment}'")
    wrong = verify(shared_database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (1, "audit_checkpoint")


@pytest.mark.parametrize("record", ["5", "[]", '{"numbers": 5}', '{"numbers": [[1]]}', "null"])
def test_a_record_of_an_erasure_that_is_none_excuses_nothing(
    database: Database, record: str
) -> None:
    fill(database)
    number = third(database, "insert")
    erase(database, number)
    assert verify(database).whole
    last = "(SELECT max(number) FROM audit_event)"
    Tamper(database)(f"UPDATE audit_payload SET new = '{record}' WHERE number = {last}")
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (number, "audit_payload")


def test_no_erasure_is_recorded_ahead(database: Database) -> None:
    """Neither by the program nor in a record that somebody wrote, whole and covered."""
    fill(database)
    last = third(database, "delete") + 2
    ahead = [last + 2]
    with database.writing(ACTOR, NOON) as session, pytest.raises(ValueError, match="written down"):
        erase_payload(session, ahead, "personvernforordningen art. 17")
    with database.writing(ACTOR, NOON) as session:
        session.add(AuditErasure(at=NOON, by=ACTOR, reason="x", numbers=[*ahead, last + 3]))
    with database.writing(ACTOR, NOON) as session:
        session.add_all(Person(surname=f"Prøve {n}") for n in range(9))
    add_links(database, NOON)
    Tamper(database)(
        "UPDATE audit_payload SET salt = NULL, old = NULL, new = NULL "
        f"WHERE number IN ({ahead[0]}, {last + 3})"
    )
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.table, wrong.what) == ("audit_payload", GONE)


def test_what_was_erased_is_not_filled_in_again(database: Database) -> None:
    fill(database)
    number = third(database, "insert")
    erase(database, number)
    Tamper(database)(f"UPDATE audit_payload SET new = '{{}}' WHERE number = {number}")
    wrong = verify(database).first_wrong
    assert wrong is not None
    assert (wrong.number, wrong.table) == (number, "audit_payload")


def test_a_head_that_is_none_is_on_no_chain(local_database: Database) -> None:
    fill(local_database)
    with local_database.reading() as session:
        known = links.head(session)
        assert known is not None
        assert links.is_on_chain(session, known)
        assert not links.is_on_chain(session, Head(1, NOON, "not hexadecimal"))
    Tamper(local_database)("UPDATE audit_checkpoint SET head = 'x'")
    with local_database.reading() as session:
        assert not links.is_on_chain(session, known)


@pytest.mark.parametrize("value", ["head = 'x'", "at = 'x'", f"at = {_NO_TEXT}", "previous = 'x'"])
def test_a_last_link_that_is_none_stops_no_opening(
    local_database: Database, tmp_path: Path, value: str
) -> None:
    """Whoever opens is told in words; a report is printed without a head."""
    fill(local_database)
    Tamper(local_database)(f"UPDATE audit_checkpoint SET {value}")
    unreadable = not value.startswith("previous")
    assert bool(heads.check_in(local_database, tmp_path)) == unreadable
    assert bool(heads.keep_up(local_database, tmp_path, NOON)) == unreadable
    with local_database.reading() as session:
        assert bool(heads.printed(session)) != unreadable
    assert not verify(local_database).whole
