"""Makes offices of any size for the benchmarks: only what the work list and the search read."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from hjemveien.domain.pathway import STAGES
from hjemveien.domain.sorting import fold, name_key, number_key, sort_key
from hjemveien.persistence.engine import Database, create_local
from hjemveien.persistence.migrate import make_ready
from hjemveien.persistence.tables import CaseNow, SearchTerm, SearchWord
from hjemveien.persistence.tables.lists import NEVER
from hjemveien.persistence.trigrams import written_at_once

PASSPHRASE = "for measuring only"
TODAY = date(2026, 11, 23)
BLOCK = 5_000
SURNAMES = tuple(
    f"{start}{end}"
    for start in ("Fjord", "Strand", "Moen", "Ås", "Østby", "Lind", "Sol", "Berg", "Vik", "Nord")
    for end in ("vik", "heim", "rud", "stad", "bø", "haug", "nes", "land", "li", "dal")
)
GIVEN = ("Åse", "Tove", "Stian", "Małgorzata", "Hodan", "Niillas", "Olha", "Terje", "Siv", "Ánde")


def local_office(folder: Path, cases: int) -> Database:
    """An encrypted file with this many cases in its lists, the same ones every time."""
    database = create_local(folder / f"office-{cases}.db", PASSPHRASE)
    make_ready(database)
    with database.connecting() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with written_at_once(connection):
            for block in blocks(cases):
                write_block(connection, block)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("ANALYZE")
        connection.exec_driver_sql("BEGIN")
    return database


def write_block(connection: Any, block: list[dict[str, Any]]) -> None:
    """Their list rows and their words; the search tables' own triggers do the rest."""
    connection.execute(insert(CaseNow), block)
    texts = [(row["case_id"], fold(f"{row['number']} {row['name']}")) for row in block]
    terms = [
        {"doc_number": row["case_id"].int >> 65, "case_id": row["case_id"], "text": text}
        for row, (_key, text) in zip(block, texts, strict=True)
    ]
    connection.execute(insert(SearchTerm), terms)
    words = [{"case_id": key, "word": word} for key, text in texts for word in set(text.split())]
    connection.execute(insert(SearchWord), words)


def blocks(cases: int) -> Iterator[list[dict[str, Any]]]:
    chance = random.Random(1)
    for start in range(0, cases, BLOCK):
        yield [now_row(n, chance) for n in range(start, min(start + BLOCK, cases))]


def now_row(number: int, chance: random.Random) -> dict[str, Any]:
    given, surname = chance.choice(GIVEN), chance.choice(SURNAMES)
    stage_order = chance.randrange(len(STAGES))
    deadline = TODAY + timedelta(days=chance.randrange(-20, 200))
    case_number = f"{2000 + number % 27}/{number:06d}"
    return {
        "case_id": UUID(int=(chance.getrandbits(63) << 65) | number),
        "household_id": UUID(int=number),
        "number": case_number,
        "number_key": number_key(case_number),
        "name": f"{given} {surname}",
        "name_key": name_key(surname, given),
        "protected": False,
        "adults": 1 + number % 2,
        "children": number % 4,
        "stage": STAGES[stage_order].code,
        "stage_order": stage_order,
        "stage_since": TODAY,
        "caseworker_id": None,
        "caseworker": "Kari Solheim",
        "caseworker_key": sort_key("Kari Solheim"),
        "main_group": "andre",
        "received_on": TODAY,
        "received_key": TODAY - timedelta(days=chance.randrange(3000)),
        "decision_outcome": None,
        "decided_on": None,
        "priority_class": None,
        "class_key": 9,
        "rooms": 2,
        "new_household": True,
        "next_task": "",
        "next_deadline": deadline if number % 3 else None,
        "deadline_key": deadline if number % 3 else NEVER,
        "duplicate": False,
        "closed": False,
    }
