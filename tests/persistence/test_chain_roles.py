"""The chain on a shared database, as whoever works there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence.chain.erasing import erase_payload
from hjemveien.persistence.chain.walking import verify
from hjemveien.persistence.engine import Database
from hjemveien.persistence.rights.roles import ROLES
from hjemveien.persistence.tables import AuditCheckpoint, AuditEvent, Municipality
from hjemveien.services.heads import check_in, keep_up
from tests.staffed import StaffedOffice, staffed_office

WITNESSES = ("admin", "supervisor", "logreader")


@pytest.fixture
def staffed(own_shared_database: Database) -> Iterator[StaffedOffice]:
    with staffed_office(own_shared_database) as office:
        yield office


def as_role(staffed: StaffedOffice, role: str) -> Database:
    return staffed.as_(staffed.members[f"{role.title()} Test"])


def test_everybody_keeps_the_chain_up_and_few_look_through_it(
    staffed: StaffedOffice, tmp_path: Path
) -> None:
    """A link covers rows that whoever adds it cannot see."""
    events = verify(staffed.root).events
    assert events > 0
    for number, role in enumerate(ROLES, 1):
        database = as_role(staffed, role)
        assert keep_up(database, tmp_path / role, datetime.now(UTC)) == ""
        assert check_in(database, tmp_path / role) == ""
        seen = verify(database)
        assert (seen.whole, seen.links) == (True, number)
        assert seen.rows == (role in WITNESSES), role
        assert seen.events == (seen.rows and verify(staffed.root).events)
        with staffed.root.writing("Root", datetime.now(UTC)) as session:
            session.add(Municipality(name=f"Kommune {number}", number=f"{number:04}"))


FORBIDDEN = (
    "SELECT audit_link(1)",
    "INSERT INTO audit_checkpoint SELECT * FROM audit_checkpoint",
    "UPDATE audit_checkpoint SET kind = ''",
    "DELETE FROM audit_checkpoint",
    "LOCK TABLE audit_checkpoint IN EXCLUSIVE MODE",
    "UPDATE audit_payload SET salt = NULL",
    "UPDATE audit_event SET digest = NULL",
    "INSERT INTO audit_erasure SELECT * FROM audit_erasure",
)


@pytest.mark.parametrize("role", ["supervisor", "admin"])
def test_nobody_who_works_there_touches_the_chain(staffed: StaffedOffice, role: str) -> None:
    database = as_role(staffed, role)
    for statement in FORBIDDEN:
        with pytest.raises((Refusal, DBAPIError)):
            try_to(database, statement)


def try_to(database: Database, statement: str) -> None:
    with database.writing("x", datetime.now(UTC)) as session:
        session.execute(text("SELECT set_config('hjemveien.erasing', 'on', true)"))
        session.execute(text(statement))


def test_only_the_servers_administrator_erases(staffed: StaffedOffice) -> None:
    with staffed.root.reading() as session:
        first = session.scalars(select(AuditEvent.number).limit(1)).all()
    # She does not even see it.
    with (
        pytest.raises(ValueError, match="only what was written down"),
        as_role(staffed, "supervisor").writing("x", datetime.now(UTC)) as session,
    ):
        erase_payload(session, first, "art. 17")
    with staffed.root.writing("Root", datetime.now(UTC)) as session:
        erase_payload(session, first, "art. 17")
    verdict = verify(as_role(staffed, "admin"))
    assert (verdict.whole, verdict.erased) == (True, 1)


def test_a_name_and_a_moment_of_ones_own_are_not_taken(staffed: StaffedOffice) -> None:
    """What a member writes by hand carries her name and the server's time all the same."""
    member = staffed.members["Supervisor Test"]
    with staffed.as_(member).writing("x", datetime.now(UTC)) as session:
        session.execute(text("SELECT set_config('hjemveien.actor', 'Somebody Else', true)"))
        session.execute(text("SELECT set_config('hjemveien.at', '1999-01-01', true)"))
        session.add(Municipality(name="Fjordby", number="9999"))
    with staffed.root.reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc())).first()
        assert event is not None
        assert (event.actor, event.account) == ("Supervisor Test", member.login)
        assert event.at.year > 1999
        assert session.scalars(select(AuditCheckpoint)).all() == []
