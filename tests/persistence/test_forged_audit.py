"""The audit forged by chance in every way there is: each time the first wrong row is named."""

from random import Random
from threading import Event, Thread

import pytest
from sqlalchemy import delete, select

from hjemveien.persistence.chain.erasing import erase_payload
from hjemveien.persistence.chain.links import add_links
from hjemveien.persistence.chain.walking import verify, walk
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import AuditCheckpoint, AuditEvent, Person
from tests.databases import ACTOR, NOON
from tests.persistence.forging import FORGERIES, scene, unguarded


def fill(database: Database) -> None:
    """Forty-odd events under four links, an erasure by law, and a few that no link covers."""
    for turn in range(5):
        with database.writing(ACTOR, NOON) as session:
            session.add_all(Person(surname=f"Prøve {turn} {n}") for n in range(4))
        with database.writing(ACTOR, NOON) as session:
            for person in session.scalars(select(Person).limit(3)):
                person.email = f"{turn}@example.org"
            session.execute(delete(Person).where(Person.surname == f"Prøve {turn} 3"))
        if turn == 2:
            with database.writing(ACTOR, NOON) as session:
                numbers = session.scalars(select(AuditEvent.number).limit(2)).all()
                erase_payload(session, numbers, "art. 17")
        if turn < 4:
            add_links(database, NOON)
    verdict = verify(database)
    assert verdict.whole
    assert (verdict.links, verdict.uncovered, verdict.erased) == (4, 8, 2)


def forge_once(database: Database, seed: int) -> None:
    """Nothing of it stays: it is done and looked at in one transaction, which is rolled back."""
    chance = Random(seed)
    forgery = FORGERIES[seed % len(FORGERIES)]
    with database.connected(writes=True) as connection, connection.begin() as transaction:
        unguarded(connection)
        named = forgery(scene(connection, chance))
        wrong = walk(connection).first_wrong
        transaction.rollback()
    assert wrong is not None, (seed, forgery.__name__, named)
    assert (wrong.table, wrong.number) == named, (seed, forgery.__name__, wrong)


def test_whatever_is_forged_is_named(database: Database) -> None:
    fill(database)
    for seed in range(2 * len(FORGERIES)):
        forge_once(database, seed)
    assert verify(database).whole


@pytest.mark.endurance
def test_five_hundred_forgeries_are_named(database: Database) -> None:
    """On each of the two engines, which makes a thousand."""
    fill(database)
    for seed in range(1_000, 1_512):
        forge_once(database, seed)
    assert verify(database).whole


def test_many_who_write_at_once_are_all_covered_once(shared_database: Database) -> None:
    """Links are added all the while; what commits late belongs to a later one."""
    ended = Event()

    def write(number: int) -> None:
        for turn in range(8):
            with shared_database.writing(f"Writer {number}", NOON) as session:
                for part in range(3):
                    session.add(Person(surname=f"Prøve {number} {turn} {part}"))
                    session.flush()

    def link() -> None:
        while not ended.is_set():
            add_links(shared_database, NOON)

    writers = [Thread(target=write, args=(number,)) for number in range(4)]
    linker = Thread(target=link)
    for thread in (linker, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    ended.set()
    linker.join()
    add_links(shared_database, NOON)
    verdict = verify(shared_database)
    assert (verdict.whole, verdict.events, verdict.uncovered) == (True, 96, 0)
    with shared_database.reading() as session:
        assert sum(session.scalars(select(AuditCheckpoint.count))) == 96
