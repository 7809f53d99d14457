"""Fifty caseworkers who edit at once, each with her own login, and what they did counted."""

import multiprocessing
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event

from hjemveien.persistence.engine import Database, open_database
from hjemveien.services import case_card, register, saves
from hjemveien.services.act import Act
from hjemveien.services.editing import edit_record
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import EditRecord, NewApplication, NewPerson

EDITORS = 50
PROCESSES = 2
SECONDS = 10.0


def edits_a_second(addresses: Sequence[str]) -> float:
    """Committed edits of all editors a second, on cases of their own; each edit is found again."""
    context = multiprocessing.get_context("spawn")
    done: Any = context.Queue()
    ready = context.Barrier(PROCESSES)
    parts = [list(addresses[part::PROCESSES]) for part in range(PROCESSES)]
    workers = [context.Process(target=_process, args=(part, ready, done)) for part in parts]
    for worker in workers:
        worker.start()
    counts = [done.get() for _worker in workers]
    for worker in workers:
        worker.join()
    return float(sum(counts)) / SECONDS


def _process(addresses: list[str], ready: Any, done: Any) -> None:
    databases = [open_database(address) for address in addresses]
    cards = [_own_case(database) for database in databases]
    counts = [0] * len(databases)
    ready.wait()
    end = monotonic() + SECONDS
    threads = [
        threading.Thread(target=_edit_until, args=(database, card, end, counts, place))
        for place, (database, card) in enumerate(zip(databases, cards, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database, card, count in zip(databases, cards, counts, strict=True):
        with database.reading() as session:
            found = case_card.show_case(session, card.case_id)
        assert found.application is not None
        assert found.application.note == f"Merknad {count}", "an edit was lost"
        database.close()
    done.put(sum(counts))


def _own_case(database: Database) -> CaseCard:
    wish = NewApplication(
        applicant=NewPerson(surname="Prøvesen", given_name="Kari"), received_on=date(2026, 11, 1)
    )
    with database.writing("bench", datetime.now(UTC)) as session:
        register.register_application(session, wish)
    with database.reading() as session:
        return case_card.show_case(session, wish.case_id)


def _edit_until(
    database: Database, card: CaseCard, end: float, counts: list[int], place: int
) -> None:
    assert card.application is not None
    version = card.application.version
    while monotonic() < end:
        wish = edit_of(card, version, f"Merknad {counts[place] + 1}")
        act = Act("bench", datetime.now(UTC), uuid4())
        saves.save(database, act, lambda session, wish=wish: edit_record(session, wish))  # type: ignore[misc]
        version += 1
        counts[place] += 1


def edit_of(card: CaseCard, version: int, note: str) -> EditRecord:
    assert card.application is not None
    return EditRecord(
        "application", card.application.application_id, card.case_id, version,
        {"note": note}, {"note": card.application.note},
    )  # fmt: skip


def pgbench_script(database: Database, case_id: UUID) -> str:
    """The statements of one edit as this program sends them, for pgbench's prepared mode.

    What changes from one save to the next is asked of the server: its key, and the version that the
    row has once it is locked.
    """
    with database.reading() as session:
        card = case_card.show_case(session, case_id)
    assert card.application is not None
    found: list[str] = []

    def note(_connection: Any, cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        found.append(_written_out(cursor, statement, values))

    event.listen(database.engine, "before_cursor_execute", note)
    act = Act("bench", datetime.now(UTC), uuid4())
    wish = edit_of(card, card.application.version, "Merknad")
    saves.save(database, act, lambda session: edit_record(session, wish))
    event.remove(database.engine, "before_cursor_execute", note)
    version = card.application.version
    lines = [_varying(line, str(act.operation_id), version) for line in found]
    return "\n".join(("SELECT gen_random_uuid() AS op \\gset", "BEGIN;", *lines, "COMMIT;"))


def _written_out(cursor: Any, statement: str, values: Any) -> str:
    """As the server would get it typed in."""
    import psycopg

    with psycopg.ClientCursor(cursor.connection) as client:
        return " ".join(client.mogrify(statement, values).split())


def _varying(line: str, key: str, version: int) -> str:
    plain = key.replace("-", "")
    changed = line.replace(f"'{plain}'::uuid", ":op::uuid").replace(f"'{key}'", ":op::text")
    if "FOR UPDATE" in changed:
        return f"{changed} \\gset"
    if changed.startswith("UPDATE application"):
        changed = changed.replace(
            f"row_version = {version}", "row_version = :row_version::integer"
        ).replace(f"row_version={version + 1}", "row_version=:row_version::integer + 1")
    return f"{changed};"
