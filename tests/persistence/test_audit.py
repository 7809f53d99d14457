"""What the audit writes down, and that nobody gets past it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hjemveien.persistence import acting, audit, cipher
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    AuditEvent,
    AuditPayload,
    CaseFile,
    Document,
    Household,
    HouseholdMember,
    JournalEntry,
    Person,
    SealedIdentity,
    SealedPayload,
    SearchTerm,
)
from tests.databases import ACTOR, NOON

TRAIL = select(AuditEvent, AuditPayload).join(
    AuditPayload, AuditPayload.number == AuditEvent.number
)


def add_case(database: Database, operation_id: UUID | None = None) -> UUID:
    with database.writing(ACTOR, NOON, operation_id) as session:
        household = Household(id=uuid4())
        session.add(household)
        session.flush()
        case = CaseFile(id=uuid4(), household_id=household.id, counts_from=date(2026, 1, 5))
        session.add(case)
        return case.id


def trail(session: Session, table: str) -> list[tuple[AuditEvent, AuditPayload]]:
    asked = TRAIL.where(AuditEvent.table_name == table).order_by(AuditEvent.number)
    return [(event, payload) for event, payload in session.execute(asked)]


def test_a_new_row_is_written_down_with_who_when_and_the_save_it_came_from(
    database: Database,
) -> None:
    save = uuid4()
    case_id = add_case(database, save)
    with database.reading() as session:
        ((event, payload),) = trail(session, "case_file")
        seen = (event.actor, event.at, event.operation, event.operation_id, event.row_id)
        assert seen == (ACTOR, NOON, "insert", save, case_id)
        assert payload.old is None
        assert audit.read_values("case_file", payload.new)["counts_from"] == date(2026, 1, 5)


def test_a_change_keeps_the_row_before_and_after(database: Database) -> None:
    case_id = add_case(database)
    with database.writing("Ola", NOON + timedelta(days=1)) as session:
        case = session.get_one(CaseFile, case_id)
        case.number = "2026/17"
    with database.reading() as session:
        _made, (event, payload) = trail(session, "case_file")
        assert (event.actor, event.operation) == ("Ola", "update")
        old, new = (audit.read_values("case_file", part) for part in (payload.old, payload.new))
        assert (old["number"], new["number"]) == ("", "2026/17")
        assert (old["id"], new["row_version"]) == (case_id, 2)


def test_a_deleted_row_is_kept_in_the_audit(database: Database) -> None:
    case_id = add_case(database)
    with database.writing(ACTOR, NOON) as session:
        session.execute(delete(CaseFile))
    with database.reading() as session:
        _made, (event, payload) = trail(session, "case_file")
        assert (event.operation, event.case_id, payload.new) == ("delete", case_id, None)
        assert audit.read_values("case_file", payload.old)["id"] == case_id


def test_every_row_of_one_statement_gets_its_own_event(database: Database) -> None:
    rows = [{"id": uuid4(), "surname": f"Prøve {n}"} for n in range(250)]
    with database.writing(ACTOR, NOON) as session:
        session.execute(insert(Person), rows)
        session.execute(update(Person).values(email="x@example.org"))
    with database.reading() as session:
        events = [event for event, _payload in trail(session, "person")]
        assert {event.row_id for event in events} == {row["id"] for row in rows}
        assert [event.operation for event in events] == ["insert"] * 250 + ["update"] * 250


def test_a_statement_that_touches_nothing_leaves_no_event(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.execute(update(Person).values(email="x@example.org"))
    with database.reading() as session:
        assert trail(session, "person") == []


def test_what_is_undone_leaves_no_trace(database: Database) -> None:
    def break_off(session: Session) -> None:
        session.add(Household())
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), database.writing(ACTOR, NOON) as session:
        break_off(session)
    with database.reading() as session:
        assert session.scalars(select(AuditEvent)).all() == []


def test_events_name_the_case_and_the_household_they_belong_to(database: Database) -> None:
    case_id = add_case(database)
    with database.writing(ACTOR, NOON) as session:
        case = session.get_one(CaseFile, case_id)
        member = HouseholdMember(
            household_id=case.household_id, role="applicant", valid_from=date(2026, 1, 5)
        )
        note = JournalEntry(case_id=case_id, at=NOON, by=ACTOR, kind="note", data={"a": [1, "å"]})
        session.add_all([member, note])
        household_id = case.household_id
    with database.reading() as session:
        places = {
            event.table_name: (event.case_id, event.household_id)
            for event in session.scalars(select(AuditEvent))
        }
        assert places == {
            "household": (None, household_id),
            "case_file": (case_id, household_id),
            "household_member": (None, household_id),
            "journal_entry": (case_id, None),
        }


def test_values_come_back_as_the_tables_have_them(database: Database) -> None:
    case_id = add_case(database)
    with database.writing(ACTOR, NOON) as session:
        note = JournalEntry(
            case_id=case_id, at=NOON, by=ACTOR, kind="note", data={"a": [1, "å"]}, confidential=True
        )
        session.add(note)
    with database.reading() as session:
        ((_event, payload),) = trail(session, "journal_entry")
        values = audit.read_values("journal_entry", payload.new)
        assert values["case_id"] == case_id
        assert values["at"] == NOON
        assert values["data"] == {"a": [1, "å"]}
        assert values["confidential"] is True


def test_what_is_remembered_of_a_protected_identity_lies_apart(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        person, household = Person(id=uuid4()), Household(id=uuid4())
        session.add_all([person, household])
        session.flush()
        session.add(
            SealedIdentity(person_id=person.id, household_id=household.id, surname="Hemmelig")
        )
    with database.reading() as session:
        apart = select(AuditEvent, SealedPayload).join(
            SealedPayload, SealedPayload.number == AuditEvent.number
        )
        ((event, payload),) = session.execute(apart).all()
        assert event.table_name == "sealed_identity"
        assert audit.read_values("sealed_identity", payload.new)["surname"] == "Hemmelig"
        assert trail(session, "sealed_identity") == []
        assert len(trail(session, "person")) == 1


def test_a_document_goes_into_the_audit_without_its_bytes(database: Database) -> None:
    case_id = add_case(database)
    with database.writing(ACTOR, NOON) as session:
        document = Document(
            case_id=case_id,
            title="Brev",
            media_type="application/pdf",
            sha256="ab" * 32,
            content=b"\x00\xff" * 500,
            added_at=NOON,
            added_by=ACTOR,
        )
        session.add(document)
    with database.reading() as session:
        ((_event, payload),) = trail(session, "document")
        assert payload.new is not None
        assert "content" not in payload.new
        assert payload.new["sha256"] == "ab" * 32


def test_a_write_that_does_not_say_who_writes_fails(database: Database) -> None:
    with pytest.raises(DBAPIError), database.connecting(writes=True) as connection:
        connection.execute(insert(Household).values(id=uuid4(), protection="none", note=""))
    with database.reading() as session:
        assert session.scalars(select(Household)).all() == []


def test_the_actor_is_forgotten_when_the_transaction_ends(database: Database) -> None:
    add_case(database)
    with pytest.raises(DBAPIError), database.connecting(writes=True) as connection:
        connection.execute(update(CaseFile).values(number="2"))


def test_nobody_writes_without_a_name_or_a_time_zone(database: Database) -> None:
    with pytest.raises(ValueError, match="who writes"), database.writing("  ", NOON):
        pass
    with (
        pytest.raises(ValueError, match="time zone"),
        database.writing(ACTOR, datetime(2026, 1, 1)),  # noqa: DTZ001
    ):
        pass


CHANGES_TO_THE_AUDIT = (
    "UPDATE audit_event SET actor = 'somebody else'",
    "DELETE FROM audit_event",
    "UPDATE audit_payload SET new = NULL",
    "DELETE FROM audit_payload",
    "INSERT INTO audit_event SELECT * FROM audit_event",
    "INSERT INTO audit_payload SELECT * FROM audit_payload",
)


@pytest.mark.parametrize("statement", CHANGES_TO_THE_AUDIT)
def test_the_audit_is_never_changed(database: Database, statement: str) -> None:
    add_case(database)
    with pytest.raises(DBAPIError, match=audit.LOCKED), database.writing(ACTOR, NOON) as session:
        session.execute(text(statement))


@pytest.mark.parametrize("table", ["audit_event", "audit_payload"])
def test_a_row_of_the_audit_is_not_replaced(local_database: Database, table: str) -> None:
    add_case(local_database)
    with (
        pytest.raises(DBAPIError, match=audit.LOCKED),
        local_database.writing(ACTOR, NOON) as session,
    ):
        session.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))


def test_a_shared_table_is_not_emptied_behind_the_audit(shared_database: Database) -> None:
    for table in ("person", "audit_event", "audit_payload"):
        with (
            pytest.raises(DBAPIError, match=audit.LOCKED),
            shared_database.writing(ACTOR, NOON) as session,
        ):
            session.execute(text(f"TRUNCATE {table} CASCADE"))


def test_payload_can_be_erased_when_law_demands_it_and_the_event_stays(database: Database) -> None:
    add_case(database)
    with database.writing(ACTOR, NOON) as session:
        with acting.erasing(session.connection()):
            session.execute(text("DELETE FROM audit_payload"))
        events = session.scalars(select(AuditEvent)).all()
        assert len(events) == 2
    with pytest.raises(DBAPIError, match=audit.LOCKED), database.writing(ACTOR, NOON) as session:
        session.execute(text("DELETE FROM audit_event"))


FOREIGN_WRITES = (
    "INSERT INTO household (id, protection, note, row_version) VALUES ('{id}', 'none', '', 1)",
    "INSERT OR REPLACE INTO household (id, protection, note, row_version) "
    "SELECT id, 'none', 'replaced', 1 FROM household",
    "UPDATE household SET note = 'changed'",
    "UPDATE OR REPLACE household SET note = 'changed'",
    "DELETE FROM household",
    "DELETE FROM audit_event",
    "DELETE FROM audit_payload",
    "UPDATE audit_payload SET new = NULL",
    "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event",
    "INSERT OR REPLACE INTO audit_payload SELECT * FROM audit_payload",
)


@pytest.mark.parametrize("statement", FOREIGN_WRITES)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_a_foreign_tool_that_writes_to_the_file_fails(
    local_database: Database, statement: str, recursive: str
) -> None:
    add_case(local_database)
    assert local_database.path is not None
    assert local_database.key is not None
    foreign = cipher.keyed(local_database.path, local_database.key)
    foreign.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(cipher.DRIVER.DatabaseError, match=f"no such function|{audit.LOCKED}"):
        foreign.execute(statement.format(id=uuid4().hex))
    foreign.close()


def test_a_foreign_tool_that_writes_to_the_server_fails(shared_database: Database) -> None:
    add_case(shared_database)
    for statement in ("UPDATE household SET note = 'x'", "DELETE FROM case_file"):
        with (
            pytest.raises(DBAPIError, match=audit.NOBODY),
            shared_database.engine.begin() as connection,
        ):
            connection.execute(text(statement))


def test_the_login_is_noted_beside_the_name_on_a_shared_database(shared_database: Database) -> None:
    add_case(shared_database)
    with shared_database.reading() as session:
        assert set(session.scalars(select(AuditEvent.account))) == {"postgres"}


def test_triggers_are_as_generated(database: Database) -> None:
    with database.connecting() as connection:
        assert audit.differences(connection) == ()


def test_a_missing_or_foreign_trigger_is_found(local_database: Database) -> None:
    with local_database.connecting(writes=True) as connection:
        connection.execute(text("DROP TRIGGER person_updated"))
        connection.execute(
            text("CREATE TRIGGER mine AFTER INSERT ON task BEGIN DELETE FROM draft; END")
        )
    with local_database.connecting() as connection:
        assert audit.differences(connection) == ("person.person_updated", "task.mine")


def test_a_trigger_switched_off_or_a_changed_function_is_found(
    own_shared_database: Database,
) -> None:
    with own_shared_database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE task DISABLE TRIGGER task_inserted"))
    with own_shared_database.connecting() as connection:
        assert audit.differences(connection) == ("task.task_inserted",)
    with own_shared_database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE task ENABLE TRIGGER task_inserted"))
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION hjemveien_deleted() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN NULL; END $$"
            )
        )
    with own_shared_database.connecting() as connection:
        assert "task.task_deleted" in audit.differences(connection)


def test_the_trigram_index_follows_the_searched_texts(local_database: Database) -> None:
    case_id = add_case(local_database)
    found = text("SELECT count(*) FROM search_trigram WHERE search_trigram MATCH :word")
    with local_database.writing(ACTOR, NOON) as session:
        session.add(SearchTerm(doc_number=1, case_id=case_id, text="kari nordmann"))
        session.flush()
        assert session.execute(found, {"word": "nordm"}).scalar_one() == 1
        session.execute(update(SearchTerm).values(text="ola larsen"))
        assert session.execute(found, {"word": "nordm"}).scalar_one() == 0
        assert session.execute(found, {"word": "lars"}).scalar_one() == 1
        session.execute(delete(SearchTerm))
        assert session.execute(found, {"word": "lars"}).scalar_one() == 0


def test_moments_are_stored_in_utc(database: Database) -> None:
    local_noon = NOON.astimezone()
    with database.writing(ACTOR, local_noon) as session:
        session.add(Household())
    with database.reading() as session:
        (moment,) = session.scalars(select(AuditEvent.at)).all()
        assert moment == NOON
        assert moment.tzinfo is UTC
