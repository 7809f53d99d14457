"""Texts written in bulk can be found like any other."""

import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from hjemveien.persistence import audit
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import SearchTerm
from hjemveien.persistence.trigrams import written_at_once
from tests.databases import ACTOR, NOON
from tests.persistence.test_audit import add_case


def found(session: Session, word: str) -> int:
    asked = text("SELECT count(*) FROM search_trigram WHERE search_trigram MATCH :word")
    return int(session.execute(asked, {"word": word}).scalar_one())


def test_texts_written_at_once_are_found(local_database: Database) -> None:
    first, second = add_case(local_database), add_case(local_database)
    with local_database.writing(ACTOR, NOON) as session:
        session.add(SearchTerm(doc_number=1, case_id=first, text="kari nordmann"))
        session.flush()
        with written_at_once(session.connection()):
            term = {"doc_number": 2, "case_id": second, "text": "ola nordmann"}
            session.execute(insert(SearchTerm), [term])
        assert (found(session, "nordm"), found(session, "ola")) == (2, 1)
    with local_database.connecting() as connection:
        assert audit.differences(connection) == ()


def test_a_broken_off_bulk_leaves_index_and_triggers_as_they_were(
    local_database: Database,
) -> None:
    case_id = add_case(local_database)

    def break_off(session: Session) -> None:
        with written_at_once(session.connection()):
            session.execute(
                insert(SearchTerm), [{"doc_number": 1, "case_id": case_id, "text": "kari"}]
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), local_database.writing(ACTOR, NOON) as session:
        break_off(session)
    with local_database.reading() as session:
        assert found(session, "kari") == 0
        assert audit.differences(session.connection()) == ()


def test_on_a_shared_database_nothing_needs_doing(shared_database: Database) -> None:
    case_id = add_case(shared_database)
    with shared_database.writing(ACTOR, NOON) as session:
        with written_at_once(session.connection()):
            session.execute(
                insert(SearchTerm), [{"doc_number": 1, "case_id": case_id, "text": "kari"}]
            )
        asked = text("SELECT count(*) FROM search_term WHERE text LIKE '%kar%'")
        assert session.execute(asked).scalar_one() == 1
