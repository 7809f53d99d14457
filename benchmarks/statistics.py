"""Times stock, flow and waiting time beside scans of the same columns, and the workbook's writer.

A table of cases at their stages, with the program's own index, in plain SQLite: the ratio is what
the questions cost, not what the file's encryption does.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from uuid import UUID

from sqlalchemy import Connection, create_engine, insert

from hjemveien.domain.pathway import STAGES
from hjemveien.persistence.tables import Base, DuplicateSuggestion, StageInterval
from hjemveien.reports.sheets.workbook import workbook
from hjemveien.reports.statistics import by_stage
from hjemveien.reports.statistics.period import period_of

Result = tuple[str, float, float, float]
CASES, ROUNDS, ROWS = 100_000, 5, 100_000
PERIOD = period_of(date(2026, 2, 27), date(2026, 2, 1), date(2026, 2, 27))
SCAN = "SELECT sum(stage > ''), sum(started_on > ''), sum(ended_on > ''), count(case_id)"


def main() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        return [*_questions(Path(folder)), _workbook(Path(folder))]


def _questions(folder: Path) -> list[Result]:
    engine = create_engine(f"sqlite:///{folder / 'bench.db'}")
    tables = [Base.metadata.tables[name] for name in ("stage_interval", "duplicate_suggestion")]
    with engine.begin() as connection:
        Base.metadata.create_all(connection, tables=tables)
        _fill(connection)
        connection.exec_driver_sql("ANALYZE")
    asked = (
        ("stock", by_stage.stocks(PERIOD)),
        ("flow of a month", by_stage.arrivals(PERIOD)),
        ("waiting time", by_stage.stays(PERIOD)),
    )
    found = []
    with engine.connect() as connection:
        for name, question in asked:
            ours, scan = _beside(
                lambda question=question: connection.execute(question).all(),  # type: ignore[misc]
                lambda: connection.exec_driver_sql(f"{SCAN} FROM stage_interval").all(),
            )
            found.append((f"statistics: {name}, {CASES:,} cases", ours, scan, ours / scan))
    engine.dispose()
    return found


def _fill(connection: Connection) -> None:
    """Five stays a case, the last one open, over four years; and a few suspected doubles."""
    random, first = Random(1), date(2022, 1, 1)
    for start in range(0, CASES, 10_000):
        lines = []
        for case in range(start, start + 10_000):
            day = first + timedelta(days=random.randrange(1_100))
            for place, stage in enumerate(STAGES[:5]):
                after = day + timedelta(days=random.randrange(1, 120))
                lines.append(
                    {
                        "id": UUID(int=case * 5 + place), "case_id": UUID(int=case),
                        "ordinal": place, "stage": stage.code, "started_on": day,
                        "ended_on": after if place < 4 else None,
                        "moved_at": datetime(2026, 1, 1, tzinfo=UTC),
                    }
                )  # fmt: skip
                day = after
        connection.execute(insert(StageInterval), lines)
    doubles = [
        {"first_case_id": UUID(int=n), "second_case_id": UUID(int=n + 1), "kind": "same_id"}
        for n in range(0, 100, 2)
    ]
    connection.execute(insert(DuplicateSuggestion), doubles)


def _workbook(folder: Path) -> Result:
    rows = [
        (n, f"2026/{n:05}", "Prøve, Inga", 2, 1, "rop", n % 400, "Kari Solheim", n / 7)
        for n in range(ROWS)
    ]

    def ours() -> None:
        with workbook(folder / "ours.xlsx", "Rows") as book:
            book.sheet("Rows", [12] * 9).rows(rows)

    def theirs() -> None:
        import xlsxwriter  # type: ignore[import-untyped]

        with xlsxwriter.Workbook(folder / "raw.xlsx", {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)

    mine, raw = _beside(ours, theirs, rounds=2)
    return f"statistics workbook, {ROWS:,} rows", mine, raw, mine / raw


def _beside(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The best of several rounds of each, taken in turn, in seconds."""
    mine, raw = [], []
    for _ in range(rounds):
        mine.append(_seconds(ours))
        raw.append(_seconds(theirs))
    return min(mine), min(raw)


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
