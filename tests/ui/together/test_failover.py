"""The primary is killed while twenty clients save: what was acknowledged is there, and once."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.migrate import migrate
from hjemveien.persistence.tables import JournalEntry
from hjemveien.services import saves, truth, writing
from hjemveien.services.change import Change
from hjemveien.services.wishes import WriteNote
from tests.databases import NOON, no_backup
from tests.proxies import Road
from tests.replicas import Pair, connect
from tests.services.making import new_case
from ui.lanes import Ticket
from ui.work import Work

CLIENTS = 20
# So many of them hear no answer any more when the primary is about to die.
UNANSWERED = 5
ROUNDS = 20
BEFORE, AFTER = (60, 240), 60
PATIENCE_MS = 120_000


class Client:
    """Saves one note after the other, each as soon as the one before is acknowledged."""

    def __init__(self, url: str, name: str, case_id: UUID) -> None:
        self._database = open_database(url)
        self._case_id = case_id
        self.name = name
        self.work = Work(self._database, lambda: name, lambda: NOON)
        self.acknowledged: list[str] = []
        self.found_by_key = 0
        self.going = True
        self._runs: Counter[str] = Counter()
        self._ticket: Ticket[Change] | None = None

    def go_on(self) -> None:
        text = self.under_way()

        def write(session: Session) -> Change:
            # Another note at each attempt: only the save's own key keeps it from doubling.
            self._runs[text] += 1
            return writing.write_note(session, WriteNote(self._case_id, text))

        self._ticket = self.work.do(self.work, write, lambda _change: self._done(text))

    def under_way(self) -> str:
        """What it is saving, or would save next."""
        return f"{self.name} {len(self.acknowledged)}"

    def waits(self) -> bool:
        return self._ticket is not None

    def close(self) -> None:
        self.work.close()
        self._database.close()

    def _done(self, text: str) -> None:
        assert self._ticket is not None
        self.found_by_key += self._ticket.tried and self._runs[text] == 1
        self.acknowledged.append(text)
        self._ticket = None
        if self.going:
            self.go_on()


def one_round(
    pair: Pair, case_id: UUID, mark: str, dice: random.Random, qtbot: QtBot
) -> Counter[str]:
    """Twenty clients, one kill, one promotion; returns what came of it."""
    pair.follow()
    url = pair.url("office")
    with Road(pair.primary.port) as road:
        by_road = url.replace(f":{pair.primary.port},", f":{road.port},")
        clients = [
            Client(by_road if number < UNANSWERED else url, f"{mark}-{number}", case_id)
            for number in range(CLIENTS)
        ]
        try:
            live_through(pair, road, clients, dice.randint(*BEFORE), qtbot)
        finally:
            for client in clients:
                client.close()
    survivor = open_database(pair.primary.url("office"))
    told = [text for client in clients for text in client.acknowledged]
    result = reconcile(survivor, mark, told)
    survivor.close()
    found = sum(client.found_by_key for client in clients)
    return result + Counter({"acknowledged": len(told), "found by their key": found})


def live_through(pair: Pair, road: Road, clients: list[Client], wanted: int, qtbot: QtBot) -> None:
    """Save on, die in the middle of it with some answers lost, and save on after it."""

    def acknowledged() -> int:
        return sum(len(client.acknowledged) for client in clients)

    def until(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    for client in clients:
        client.go_on()
    until(lambda: acknowledged() >= wanted)
    road.swallow_answer_to(b"COMMIT\0")
    until(road.swallows)
    with connect(pair.primary.url("office")) as looking:
        until(lambda: done_unanswered(looking, clients[:UNANSWERED]) > 0)
    pair.kill_primary()
    before = acknowledged()
    pair.promote()
    until(lambda: acknowledged() >= before + AFTER)
    for client in clients:
        client.going = False
    until(lambda: not any(client.waits() for client in clients))


def done_unanswered(looking: Any, clients: list[Client]) -> int:
    """Notes that are there and of which their clients do not know."""
    texts = [client.under_way() for client in clients]
    counted = looking.execute("SELECT count(*) FROM journal_entry WHERE text = ANY (%s)", (texts,))
    return int(counted.fetchone()[0])


def reconcile(database: Database, mark: str, acknowledged: list[str]) -> Counter[str]:
    """What was acknowledged beside what is there."""
    with database.reading() as session:
        mine = select(JournalEntry.text).where(JournalEntry.text.startswith(f"{mark}-"))
        there = Counter(session.scalars(mine))
        assert truth.compare(session).fine
    return Counter(
        {
            "lost": len(set(acknowledged) - there.keys()),
            "doubled": sum(count > 1 for count in there.values()),
            "nobody's": len(there.keys() - set(acknowledged)),
        }
    )


def play(rounds: int, seed: int, qtbot: QtBot) -> Counter[str]:
    dice, total = random.Random(seed), Counter[str]()
    with Pair() as pair:
        made = open_database(pair.primary.create_database("office"))
        migrate(made, no_backup)
        case_id = new_case(made)
        made.close()
        for number in range(rounds):
            total += one_round(pair, case_id, f"round{number}", dice, qtbot)
    return total


@pytest.mark.slow
def test_a_killed_primary_loses_and_doubles_nothing(qtbot: QtBot) -> None:
    came_of_it = play(1, 1, qtbot)
    assert came_of_it["acknowledged"] >= AFTER
    assert (came_of_it["lost"], came_of_it["doubled"], came_of_it["nobody's"]) == (0, 0, 0)


@pytest.mark.endurance
def test_twenty_killed_primaries_lose_and_double_nothing(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    came_of_it = play(ROUNDS, 2, qtbot)
    with capsys.disabled():
        print(f"\n{ROUNDS} killed primaries, {CLIENTS} clients: {dict(came_of_it)}")
    assert (came_of_it["lost"], came_of_it["doubled"], came_of_it["nobody's"]) == (0, 0, 0)
    assert came_of_it["found by their key"] > 0


def test_a_key_is_looked_up_as_it_was_sent(shared_database: Database) -> None:
    """What the round above rests on: without the key the same note would be there twice."""
    case_id = new_case(shared_database)
    for _time in range(2):
        with shared_database.writing("Kari Test", NOON) as session:
            saves.once(session, lambda s: writing.write_note(s, WriteNote(case_id, "To")))
    with shared_database.reading() as session:
        mine = select(JournalEntry.text).where(JournalEntry.text == "To")
        assert len(session.scalars(mine).all()) == 2
