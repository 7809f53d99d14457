"""Statements read by the driver alone give what SQLAlchemy would, on both engines."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import bindparam, event, select, text
from sqlalchemy.exc import DBAPIError

from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import Lost
from hjemveien.persistence.prebuilt import Prebuilt
from hjemveien.persistence.tables import CaseNow
from tests.services import making

_ONE = (
    select(CaseNow.case_id, CaseNow.protected, CaseNow.received_on, CaseNow.priority_class)
    .where(CaseNow.case_id == bindparam("case", type_=CaseNow.case_id.type))
    .limit(bindparam("rows", 5))
)


def test_values_go_in_and_come_out_as_with_sqlalchemy(database: Database) -> None:
    case_id = making.listed_case(database, "Prøvesen")
    with database.reading() as session:
        found = Prebuilt(_ONE).rows(session, {"case": case_id})
        expected = session.execute(_ONE, {"case": case_id}).all()
    assert found == [tuple(row) for row in expected]
    assert isinstance(found[0][0], UUID)
    assert isinstance(found[0][1], bool)
    assert isinstance(found[0][2], date)
    with database.reading() as session:
        assert Prebuilt(_ONE).rows(session, {"case": uuid4()}) == []


def test_it_reads_in_the_moment_of_a_session_that_has_begun(database: Database) -> None:
    counted = Prebuilt(select(CaseNow.case_id))
    with database.reading() as session:
        session.execute(select(CaseNow.case_id)).all()
        making.listed_case(database, "Senere")
        assert counted.rows(session, {}) == []
    with database.reading() as session:
        assert len(counted.rows(session, {})) == 1


def test_the_connection_is_given_back(database: Database) -> None:
    taken, given = [], []
    event.listen(database.engine, "checkout", lambda *_: taken.append(1))
    event.listen(database.engine, "checkin", lambda *_: given.append(1))
    with database.reading() as session:
        for _ in range(20):
            Prebuilt(select(CaseNow.case_id)).rows(session, {})
    assert len(taken) == len(given) == 20


def test_a_fault_is_told_as_sqlalchemy_tells_it(database: Database) -> None:
    with (
        pytest.raises(DBAPIError),
        database.reading() as session,
    ):
        Prebuilt(select(text("nothing"))).rows(session, {})


def read_after_the_server_hung_up(database: Database, ask: Prebuilt) -> None:
    with database.reading() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        with database.apart() as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        ask.rows(session, {})


def test_a_lost_connection_is_told_in_words_and_made_again(shared_database: Database) -> None:
    ask = Prebuilt(select(CaseNow.case_id))
    with pytest.raises(Lost):
        read_after_the_server_hung_up(shared_database, ask)
    with shared_database.reading() as session:
        assert ask.rows(session, {}) == []
