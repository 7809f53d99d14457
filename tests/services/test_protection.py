"""Protection raised and lowered: the identity moves both ways, and leaves nothing behind."""

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Table, select, text

from hjemveien.domain.refusal import InvalidInput
from hjemveien.persistence.check import check
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Base, CaseFile, Dwelling, SourceFile, SourceRow, Tenancy
from hjemveien.services import case_card, case_list, editing, protection, register
from hjemveien.services.case_list import CaseFilter
from hjemveien.services.protection import Protect
from hjemveien.services.truth import compare
from hjemveien.services.wishes import EditRecord, NewApplication, NewPerson
from tests.databases import ACTOR, NOON

SECRETS = ("Skjulesen", "Greta", "30837420136", "Skjulgata", "98765432", "skjulesen")


@pytest.fixture
def case_id(database: Database) -> UUID:
    """A case with a lease, a sheet row and a change behind it, open so far."""
    wish = NewApplication(
        applicant=NewPerson(
            surname="Skjulesen", given_name="Greta", id_number="30837420136",
            address="Skjulgata 7", phone="98765432",
        ),
        received_on=date(2026, 2, 1),
    )  # fmt: skip
    with database.writing(ACTOR, NOON) as session:
        register.register_application(session, wish)
    with database.reading() as session:
        card = case_card.show_case(session, wish.case_id)
    person = card.members[0]
    assert person.identity_id is not None
    with database.writing(ACTOR, NOON) as session:
        change = EditRecord(
            "person", person.identity_id, wish.case_id, person.person_version,
            {"address": "Skjulgata 9"}, {"address": "Skjulgata 7"},
        )  # fmt: skip
        editing.edit_record(session, change)
        _lease_and_row(session, wish.case_id, card.household_id)
    return wish.case_id


def _lease_and_row(session: Any, case_id: UUID, household_id: UUID) -> None:
    dwelling = Dwelling(id=uuid4(), unit_key="1", street="Torget")
    file = SourceFile(
        id=uuid4(), name="a.xlsx", sha256="0", as_of=NOON.date(), read_at=NOON, read_by=ACTOR
    )
    session.add_all([dwelling, file])
    session.flush()
    session.add_all(
        [
            Tenancy(
                id=uuid4(), dwelling_id=dwelling.id, household_id=household_id, case_id=case_id,
                tenant_id_number="30837420136",
            ),
            SourceRow(
                id=uuid4(), file_id=file.id, sheet="A", number=2, role="waiting", fingerprint="f",
                became="case", case_id=case_id, household_id=household_id,
                cells=["Skjulesen", "Greta"], unread=None,
            ),
        ]
    )  # fmt: skip
    session.get_one(CaseFile, case_id).allocated_dwelling = "Skjulgata 11"


def protect(database: Database, case_id: UUID, level: str) -> None:
    with database.writing(ACTOR, NOON) as session:
        protection.protect(session, Protect(case_id, level, "Politiet har meldt fare"))


def found_in(database: Database) -> set[str]:
    """Every table that holds any of the secrets anywhere."""
    with database.reading() as session:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            if any(secret in _whole(session, table) for secret in SECRETS)
        }


def _whole(session: Any, table: Table) -> str:
    rows = session.execute(select(table)).all()
    return json.dumps([list(map(str, row)) for row in rows], ensure_ascii=False)


def test_raised_protection_leaves_the_identity_in_sealed_tables_alone(
    database: Database, case_id: UUID
) -> None:
    before = found_in(database)
    assert {"person", "case_now", "search_term", "audit_payload", "tenancy"} <= before
    protect(database, case_id, "strictly_confidential")
    assert {name for name in found_in(database) if not name.startswith("sealed_")} == set()
    with database.reading() as session:
        assert compare(session).fine
        for typed in ("skjulesen", "greta", "30837420136"):
            assert case_list.case_page(session, CaseFilter(search=typed)).rows == ()
        card = case_card.show_case(session, case_id)
        assert (card.members[0].name, card.allocated_dwelling) == (
            "Greta Skjulesen",
            "Skjulgata 11",
        )
        assert session.scalars(select(Tenancy.household_id)).all() == [None]
    assert all(finding.fine for finding in check(database))


def test_lowered_again_everything_is_where_it_was(database: Database, case_id: UUID) -> None:
    before = found_in(database)
    protect(database, case_id, "confidential")
    protect(database, case_id, "none")
    assert found_in(database) - before <= {"sealed_payload"}
    assert before <= found_in(database)
    with database.reading() as session:
        assert compare(session).fine
        (row,) = case_list.case_page(session, CaseFilter(search="skjulesen")).rows
        assert row.name == "Greta Skjulesen"
        card = case_card.show_case(session, case_id)
        assert (card.protection, card.allocated_dwelling) == ("none", "Skjulgata 11")
        assert session.scalars(select(Tenancy.household_id)).all() == [card.household_id]
        for name in ("sealed_identity", "sealed_tenancy", "sealed_source"):
            assert session.scalar(text(f"SELECT count(*) FROM {name}")) == 0
    assert all(finding.fine for finding in check(database))


def test_from_one_protection_to_the_other_nothing_moves(database: Database, case_id: UUID) -> None:
    protect(database, case_id, "confidential")
    places = found_in(database)
    protect(database, case_id, "strictly_confidential")
    assert found_in(database) == places
    with database.reading() as session:
        card = case_card.show_case(session, case_id)
    assert card.protection == "strictly_confidential"
    told = [entry.data for entry in card.journal if entry.kind == "protection"]
    assert {"from": "confidential", "to": "strictly_confidential"} in told


@pytest.mark.parametrize(("level", "reason"), [("secret", "x"), ("confidential", "  ")])
def test_a_protection_needs_a_known_level_and_a_reason(
    database: Database, case_id: UUID, level: str, reason: str
) -> None:
    with pytest.raises(InvalidInput), database.writing(ACTOR, NOON) as session:
        protection.protect(session, Protect(case_id, level, reason))
