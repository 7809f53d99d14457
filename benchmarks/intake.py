"""Times taking 100,000 persons into the database beside the driver's own bulk insert of its rows.

Both write the same rows into the same tables, audit triggers and search index included, each into
an empty database of its own, in turns. What ours adds is comparing, building the rows, binding
them, and the count that is asked of the database afterwards.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar
from uuid import uuid4

from hjemveien.exchange.intake import bulk, take_in
from hjemveien.exchange.reading.records import (
    Case,
    DatedFact,
    Decision,
    FileRead,
    Household,
    Identity,
    Member,
    Reading,
    RowRef,
    SourceRow,
    Staff,
)
from hjemveien.persistence.engine import Database, create_local, open_database
from hjemveien.persistence.migrate import make_ready
from tests.servers import PostgresServer

T = TypeVar("T")
Result = tuple[str, float, float, float]
Batch = tuple[str, list[Any]]

AT = datetime(2026, 2, 27, 12, tzinfo=UTC)
AS_OF = date(2026, 2, 27)
SURNAMES = ("Berg", "Dahl", "Moen", "Lie", "Aas", "Bø", "Żak", "Nuur", "Sæther", "Øverland")
GIVEN = ("Kari", "Ola", "Áile", "Ida", "Per", "Sahra", "Åse", "Jon", "Marit", "Tor")
PERSONS = 100_000
PER_HOUSEHOLD = 2
ROUNDS = 2


def reading(persons: int) -> Reading:
    """Invented households of an adult and, in turn, a partner or a child; a case for each."""
    people = [_person(serial) for serial in range(persons // PER_HOUSEHOLD)]
    return Reading(
        files=(FileRead("liste.xlsx", uuid4().hex, "xlsx"),),
        as_of=AS_OF,
        staff=tuple(Staff(f"w{n}", f"{GIVEN[n]} {SURNAMES[n]}") for n in range(10)),
        households=tuple(household for household, _case, _row in people),
        cases=tuple(case for _household, case, _row in people),
        rows=tuple(row for _household, _case, row in people),
    )


def _person(serial: int) -> tuple[Household, Case, SourceRow]:
    at = RowRef("liste.xlsx", "Venteliste", serial + 5)
    name = f"{SURNAMES[serial % 10]}{serial // 100}"
    given = GIVEN[serial // 10 % 10]
    number = Identity(f"{serial:011d}", "fnr", "old", synthetic=True)
    who = Member("applicant", name, given, number)
    other = Member("co_applicant", name, "Liv") if serial % 2 else Member("child", birth_year=2015)
    household = Household(
        f"h{serial}", (who, other), 1 - serial % 2, (f"{40_000_000 + serial}",), rows=(at,)
    )
    received = _day(serial % 700)
    granted = Decision("granted", _day(serial % 700 + 40)) if serial % 3 else None
    case = Case(
        f"c{serial}", household.key, f"2025/{serial:06d}", "new",
        "granted" if granted else "undecided", received, True, "andre",
        living_situation="venner", living_as_written="Hos venner", rooms=2, decision=granted,
        priority_class=serial % 3 + 1, caseworker=f"w{serial % 10}",
        notes=("Ringt, ikke svar",) if serial % 2 else (), rows=(at,), on_waiting_sheet=True,
    )  # fmt: skip
    return household, case, _row(case, name, given, at)


def _row(case: Case, name: str, given: str, at: RowRef) -> SourceRow:
    texts = (case.number or "", name, given, "Hos venner", "Andre", "2 rom", "innv.", "12.03.2025")
    headers = ("Saksnr", "Etternavn", "Fornavn", "Bosituasjon", "Gruppe", "Ønske", "Vedtak", "Dato")
    cells = tuple(zip("ABCDEFGH", headers, texts, strict=True))
    return SourceRow(at, "waiting", cells, case.household, case.key)


def _day(days: int) -> DatedFact:
    on = date(2024, 1, 1) + timedelta(days)
    return DatedFact(on, "day", on)


def ours(database: Database, given: Reading) -> float:
    start = perf_counter()
    with database.writing("bench", AT) as session:
        take_in(session, given)
    return perf_counter() - start


def raw(database: Database, batches: Sequence[Batch]) -> float:
    start = perf_counter()
    with database.writing("bench", AT) as session:
        cursor = session.connection().connection.cursor()
        for statement, values in batches:
            cursor.executemany(statement, values)
    return perf_counter() - start


def record(database: Database, given: Reading) -> list[Batch]:
    """The statements of an import and their values, as the driver gets them."""
    batches: list[Batch] = []
    convert = bulk._Statement.values

    def keeping(self: bulk._Statement, rows: Any) -> list[Any]:
        values = convert(self, rows)
        batches.append((self.sql, values))
        return values

    bulk._Statement.values = keeping  # type: ignore[method-assign]
    try:
        ours(database, given)
    finally:
        bulk._Statement.values = convert  # type: ignore[method-assign]
    return batches


def compare(make: Callable[[], Database], persons: int) -> tuple[float, float, float]:
    """The best of each, taken in turns."""
    given = reading(persons)
    batches = _on(make, lambda database: record(database, given))
    times: list[tuple[float, float]] = []
    for _round in range(ROUNDS):
        theirs = _on(make, lambda database: raw(database, batches))
        mine = _on(make, lambda database: ours(database, replace(given)))
        times.append((mine, theirs))
    mine, theirs = (min(each) for each in zip(*times, strict=True))
    return mine, theirs, mine / theirs


def _on(make: Callable[[], Database], work: Callable[[Database], T]) -> T:
    database = make()
    try:
        return work(database)
    finally:
        database.close()


def local() -> Database:
    folder = tempfile.mkdtemp()
    database = create_local(Path(folder) / "office.db", "a horse at the station")
    make_ready(database)
    return database


@contextmanager
def shared() -> Iterator[Callable[[], Database]]:
    server = PostgresServer()
    server.start()
    try:
        yield lambda: _made(server)
    finally:
        server.stop()


def _made(server: PostgresServer) -> Database:
    database = open_database(server.create_database(f"office_{uuid4().hex}"))
    make_ready(database)
    return database


def main(persons: int = PERSONS) -> list[Result]:
    """Rows of name, ours, the driver's own, ours divided by that; seconds."""
    found = [(f"import of {persons:,} persons, local, raw", *compare(local, persons))]
    with shared() as make:
        found.append((f"import of {persons:,} persons, PostgreSQL, raw", *compare(make, persons)))
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=PERSONS)
    for title, own, theirs, ratio in main(parser.parse_args().persons):
        print(f"{title:58}{own:10.2f}{theirs:10.2f}{ratio:8.2f} ×")
