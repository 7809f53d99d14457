"""Makes what a service test is about, and nothing more; people are invented."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event
from sqlalchemy.orm import Session

from hjemveien.persistence.engine import Database
from hjemveien.persistence.prebuilt import LOG as BARE
from hjemveien.services import deciding, moves, register
from hjemveien.services.wishes import (
    MakeDecision,
    MoveCase,
    NewApplication,
    NewPerson,
    SetPriority,
)
from tests.databases import ACTOR, NOON

TODAY: date = NOON.date()
A_NUMBER = "30837420136"


@contextmanager
def writing(database: Database, who: str = ACTOR, at: datetime = NOON) -> Iterator[Session]:
    with database.writing(who, at, uuid4()) as session:
        yield session


def new_case(database: Database, surname: str = "Prøvesen", **wish: Any) -> UUID:
    """A registered application; returns the case's id."""
    person = NewPerson(
        surname=surname,
        given_name=wish.pop("given_name", "Kari"),
        id_number=wish.pop("id_number", ""),
        address=wish.pop("address", ""),
    )
    wish.setdefault("received_on", TODAY - timedelta(days=10))
    with writing(database) as session:
        change = register.register_application(session, NewApplication(person, **wish))
    assert change.created is not None
    return change.created


def decide(database: Database, case_id: UUID, outcome: str = "granted", day: date = TODAY) -> None:
    with writing(database) as session:
        wish = MakeDecision(case_id, outcome, day, "boligsosialloven § 7", "Vilkårene er vurdert.")
        deciding.make_decision(session, wish)


def move(database: Database, case_id: UUID, stage: str, **wish: Any) -> None:
    with writing(database) as session:
        moves.move_case(session, MoveCase(case_id, stage, wish.pop("reason", "Prøve"), **wish))


def listed_case(database: Database, surname: str = "Prøvesen", **wish: Any) -> UUID:
    """A case on the waiting list."""
    priority = wish.pop("priority_class", None)
    factors = wish.pop("factors", ())
    case_id = new_case(database, surname, **wish)
    decide(database, case_id)
    move(database, case_id, "venteliste")
    if priority or factors:
        with writing(database) as session:
            wanted = SetPriority(case_id, priority, "Vurdert i møte", tuple(factors))
            deciding.set_priority(session, wanted)
    return case_id


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements sent within, whatever session sends them, those of the bare driver too."""
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2])

    def note_bare(record: logging.LogRecord) -> bool:
        sent.append(record.getMessage())
        return False

    event.listen(database.engine, "before_cursor_execute", note)
    BARE.addFilter(note_bare)
    BARE.setLevel(logging.DEBUG)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
        BARE.removeFilter(note_bare)
        BARE.setLevel(logging.NOTSET)
