"""Rows written in bulk are rows like any other: types, defaults, keys and audit."""

from datetime import date
from decimal import Decimal
from typing import cast
from uuid import uuid4

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.exc import DBAPIError

from hjemveien.persistence.bulk import insert_rows
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    AuditEvent,
    HouseholdMember,
    JournalEntry,
    Person,
    Priority,
    TemporaryStay,
)
from tests.databases import ACTOR, NOON
from tests.persistence.test_audit import add_case

PERSON = cast(Table, Person.__table__)


def test_every_type_comes_back_as_it_went_in(database: Database) -> None:
    case_id = add_case(database)
    with database.writing(ACTOR, NOON) as session:
        household_id = session.scalar(select(AuditEvent.household_id))
        stay = {
            "household_id": household_id,
            "price_per_night": Decimal("1234.50"),
            "starts_on": date(2026, 1, 2),
            "night_shelter": True,
            "counts_from": date(2026, 1, 2),
            "place": "A\tb\\N\n'ø'",
        }
        note = {
            "case_id": case_id,
            "at": NOON,
            "by": ACTOR,
            "kind": "note",
            "data": {"a": [1, "å", None]},
        }
        priority = {
            "case_id": case_id,
            "valid_from": date(2026, 1, 2),
            "set_at": NOON,
            "set_by": ACTOR,
            "factors": ["children"],
        }
        connection = session.connection()
        insert_rows(connection, cast(Table, TemporaryStay.__table__), [stay])
        insert_rows(connection, cast(Table, JournalEntry.__table__), [note])
        insert_rows(connection, cast(Table, Priority.__table__), [priority])
    with database.reading() as session:
        seen = session.scalars(select(TemporaryStay)).one()
        assert {name: getattr(seen, name) for name in stay} == stay
        assert (seen.row_version, seen.ends_on, seen.countable) == (1, None, True)
        entry = session.scalars(select(JournalEntry)).one()
        assert (entry.at, entry.data, entry.confidential) == (NOON, note["data"], False)
        assert session.scalars(select(Priority.factors)).one() == ["children"]


def test_each_row_gets_a_key_of_its_own_and_an_event(database: Database) -> None:
    rows = [{"surname": f"Prøve {n}"} for n in range(100)] + [{"id": uuid4(), "phone": "9"}]
    with database.writing(ACTOR, NOON) as session:
        insert_rows(session.connection(), PERSON, rows)
        insert_rows(session.connection(), PERSON, [])
    with database.reading() as session:
        keys = set(session.scalars(select(Person.id)))
        assert len(keys) == 101
        assert set(session.scalars(select(AuditEvent.row_id))) == keys


def test_bulk_is_held_to_foreign_keys_and_to_saying_who_writes(database: Database) -> None:
    orphan = {"household_id": uuid4(), "role": "child", "valid_from": date(2026, 1, 1)}
    table = cast(Table, HouseholdMember.__table__)
    for broken in ([orphan], [{"surname": "x"}]):
        with pytest.raises(DBAPIError), database.connecting(writes=True) as connection:
            insert_rows(connection, table if broken == [orphan] else PERSON, broken)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == 0


def test_a_column_nobody_knows_is_refused(local_database: Database) -> None:
    with (
        pytest.raises(KeyError, match="surename"),
        local_database.writing(ACTOR, NOON) as session,
    ):
        insert_rows(session.connection(), PERSON, [{"surename": "x"}])
