"""Times a shared office with everything on: row security, tickets, audit and personal logins.

A page and a search stand beside raw SQL without row security, opening a case beside the same
statements by the driver alone, and fifty editors beside pgbench running the same transaction.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import psycopg
from sqlalchemy.engine import make_url

from benchmarks.editors import EDITORS, edits_a_second, pgbench_script
from benchmarks.lists import TYPED
from benchmarks.offices import blocks, write_block
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.migrate import migrate
from hjemveien.services import access, case_card, case_list, register, writing
from hjemveien.services.case_list import CaseFilter
from hjemveien.services.wishes import NewApplication, NewPerson, WriteNote
from tests.servers import USER, PostgresServer, newest_programs

Result = tuple[str, float, float, float]
SIZES = (10_000, 100_000)
ROUNDS = 40
PASSWORD = "for measuring only"
SCRIPTS = 100  # pgbench takes 128 at the most
DAY = date(2026, 11, 1)
# A server that keeps its promises, and neither spares the disk nor waits for much memory.
HONEST = {"jit": "off", "shared_buffers": "256MB", "max_connections": "200"}
_RAW_PAGE = """
SELECT case_id, number, name, protected, adults, children, stage, stage_since, caseworker_id,
       caseworker, main_group, received_on, decision_outcome, decided_on, priority_class, rooms,
       next_task, next_deadline, duplicate, deadline_key
FROM case_now WHERE deadline_key >= %s AND (deadline_key > %s OR case_id > %s)
ORDER BY deadline_key, case_id LIMIT 200
"""


def main(sizes: tuple[int, ...] = SIZES) -> list[Result]:
    found: list[Result] = []
    with PostgresServer(HONEST) as server:
        for size in sizes:
            office = SharedOffice(server, f"bench_{size}")
            office.fill(size)
            found += _lists(office, size)
            office.close()
        office = SharedOffice(server, "bench_cases")
        found += [_opening(office, 0), _opening(office, 400)]
        found.append(_editing(office))
        office.close()
    return found


class SharedOffice:
    """An office with one caseworker, `worker`, and fifty editors, on a server of its own."""

    def __init__(self, server: PostgresServer, name: str) -> None:
        self.server, self.name = server, name
        self.root = open_database(server.create_database(name))
        migrate(self.root, lambda _revision: Path())
        self.raw = psycopg.connect(server.url(name).replace("+psycopg", "", 1), autocommit=True)
        self.add_staff("worker")
        self.worker = open_database(self.address("worker"))

    def login(self, who: str) -> str:
        return f"{self.name}_{who}"

    def address(self, who: str) -> str:
        password = PASSWORD.replace(" ", "%20")
        return (
            f"postgresql+psycopg://{self.login(who)}:{password}@127.0.0.1:{self.server.port}"
            f"/{self.name}"
        )

    def root_password(self) -> str:
        return make_url(self.server.url(self.name)).password or ""

    def add_staff(self, who: str) -> None:
        login = self.login(who)
        verifier = self.raw.pgconn.encrypt_password(
            PASSWORD.encode(), login.encode(), b"scram-sha-256"
        ).decode()
        with self.raw.transaction():
            self.raw.execute(
                "SELECT set_config('hjemveien.actor', 'bench', true), "
                "set_config('hjemveien.at', now()::text, true)"
            )
            self.raw.execute(
                "SELECT add_staff(%s, %s, 'caseworker', %s, %s, '', %s)",
                (uuid4(), login, verifier, who, who),
            )

    def fill(self, cases: int) -> None:
        """Lists and words alone, past keys and audit, as only a superuser's session can."""
        with self.root.engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for block in blocks(cases):
                write_block(connection, block)
        with self.root.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.rollback()
            raw.autocommit = True
            raw.execute("VACUUM ANALYZE")
            raw.autocommit = False

    def close(self) -> None:
        self.raw.close()
        self.worker.close()
        self.root.close()


def _lists(office: SharedOffice, size: int) -> list[Result]:
    with office.worker.reading() as session:
        row = case_list.case_page(session, rows=1000).rows[777]
    last = (row.sort_value, row.case_id)
    ours, theirs = _interleaved(
        lambda: _our_page(office.worker, last), lambda: _raw_page(office.raw, last)
    )
    times, fetches = [], []
    for words in TYPED:
        for end in range(1, len(words) + 1):
            times.append(_timed(lambda typed=words[:end]: _search(office.worker, typed)))  # type: ignore[misc]
            fetches.append(_timed(lambda: _raw_page(office.raw, last)))
    times.sort()
    typing, fetch = times[int(len(times) * 0.95)], statistics.median(fetches)
    return [
        (f"page of 200 rows on PostgreSQL, {size:,} cases", ours, theirs, ours / theirs),
        (f"search on PostgreSQL, p95, {size:,} cases", typing, fetch, typing / fetch),
    ]


def _our_page(database: Database, last: tuple[Any, Any]) -> None:
    with database.reading() as session:
        assert len(case_list.case_page(session, after=last).rows) == 200


def _raw_page(raw: "psycopg.Connection[Any]", last: tuple[Any, Any]) -> None:
    with raw.transaction():
        found = raw.execute(_RAW_PAGE, (last[0], last[0], last[1])).fetchall()
    assert len(found) == 200


def _search(database: Database, typed: str) -> None:
    with database.reading() as session:
        case_list.case_page(session, CaseFilter(search=typed))


def _opening(office: SharedOffice, notes: int) -> Result:
    """Ticket, log and all the parts of a case, beside the same statements by the driver alone."""
    case_id = registered(office.worker)
    for number in range(notes):
        with office.worker.writing("bench", datetime.now(UTC)) as session:
            writing.write_note(session, WriteNote(case_id, f"Notat {number}. " * 20))
    statements = _recorded(office.worker, case_id)
    with psycopg.connect(
        office.address("worker").replace("+psycopg", "", 1), autocommit=True
    ) as raw:
        ours, theirs = _interleaved(
            lambda: open_whole(office.worker, case_id), lambda: _replay(raw, statements)
        )
    name = f"open a case with {notes} notes, ticket and log included"
    return (name, ours, theirs, ours / theirs)


def registered(database: Database) -> UUID:
    wish = NewApplication(applicant=NewPerson(surname="Prøvesen", given_name="Kari"),
                          received_on=DAY, situation="ute")  # fmt: skip
    with database.writing("bench", datetime.now(UTC)) as session:
        register.register_application(session, wish)
    return wish.case_id


def open_whole(database: Database, case_id: UUID) -> None:
    with database.writing("bench", datetime.now(UTC)) as session:
        access.open_case(session, access.OpenCase(case_id))
    with database.reading() as session:
        case_card.show_case(session, case_id)


def _recorded(database: Database, case_id: UUID) -> list[tuple[str, Any]]:
    """What the driver is given, by SQLAlchemy or without it."""
    found: list[tuple[str, Any]] = []
    given = psycopg.Cursor.execute

    def noting(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        found.append((query, params))
        return given(self, query, params, **options)

    open_whole(database, case_id)
    with patch.object(psycopg.Cursor, "execute", noting):
        open_whole(database, case_id)
    return found


def _replay(raw: "psycopg.Connection[Any]", statements: list[tuple[str, Any]]) -> None:
    """The first two write, in a transaction of their own; the others read."""
    written = next(n for n, (text, _v) in enumerate(statements, 1) if "open_case" in text)
    for part in (statements[:written], statements[written:]):
        with raw.transaction():
            for text, values in part:
                fresh = values
                if "open_case" in text:
                    key = next(name for name, value in values.items() if isinstance(value, UUID))
                    fresh = {**values, key: uuid4()}
                found = raw.execute(text, fresh)
                if found.description:
                    found.fetchall()


def _editing(office: SharedOffice) -> Result:
    """Edits a second of fifty editors as a share of pgbench's, with as many clients at once."""
    for number in range(EDITORS):
        office.add_staff(f"editor{number}")
    addresses = [office.address(f"editor{number}") for number in range(EDITORS)]
    ours = edits_a_second(addresses)
    theirs = _pgbench(office)
    name = f"edits a second by {EDITORS} editors, as a share of pgbench's"
    return (name, 1 / ours, 1 / theirs, ours / theirs)


def _pgbench(office: SharedOffice) -> float:
    """Transactions a second of fifty clients, each time on one of SCRIPTS cases.

    As a superuser, whom no row policy binds: the strictest peer there is. The audit writes along.
    """
    with tempfile.TemporaryDirectory() as folder:
        chosen: list[str] = []
        for number in range(SCRIPTS):
            script = Path(folder) / f"edit{number}.sql"
            script.write_text(pgbench_script(office.worker, registered(office.worker)))
            chosen += ["-f", str(script)]
        done = subprocess.run(
            [
                str(newest_programs() / "pgbench"), "-n", *chosen, "-M", "prepared",
                "-c", str(EDITORS), "-j", "2", "-T", "10", "-h", "127.0.0.1",
                "-p", str(office.server.port), "-U", USER, office.name,
            ],
            env={"PGPASSWORD": office.root_password(), "PATH": "/usr/bin:/bin"},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps"))
    return float(line.split()[2])


def _interleaved(ours: Callable[[], None], theirs: Callable[[], None]) -> tuple[float, float]:
    """Medians in seconds of both, taken in turn so that the machine's moods hit both."""
    mine, other = [], []
    for _round in range(ROUNDS):
        mine.append(_timed(ours))
        other.append(_timed(theirs))
    return statistics.median(mine), statistics.median(other)


def _timed(run: Callable[[], None]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


if __name__ == "__main__":
    for name, ours, theirs, ratio in main((10_000,) if "--small" in sys.argv else SIZES):
        print(f"{name}: {ours * 1000:.2f} ms, {theirs * 1000:.2f} ms, {ratio:.2f}")
