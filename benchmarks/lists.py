"""Times a page of the work list and search as you type, beside raw SQL on the same file."""

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.offices import local_office
from hjemveien.persistence import cipher
from hjemveien.persistence.engine import Database
from hjemveien.services import case_list
from hjemveien.services.case_list import CaseFilter

Result = tuple[str, float, float, float]
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 60
TYPED = ("solvik", "tove ås", "2012/000", "niillas berg", "ostbynes", "malgorzata", "hodan fjord")

_RAW_PAGE = """
SELECT case_id, number, name, protected, adults, children, stage, stage_since, caseworker_id,
       caseworker, main_group, received_on, decision_outcome, decided_on, priority_class, rooms,
       next_task, next_deadline, duplicate, deadline_key
FROM case_now WHERE deadline_key >= ? AND (deadline_key > ? OR case_id > ?)
ORDER BY deadline_key, case_id LIMIT 200
"""


def main(sizes: tuple[int, ...] = SIZES) -> list[Result]:
    found: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="hjemveien-bench-") as folder:
        for size in sizes:
            database = local_office(Path(folder), size)
            found += _of_size(database, size)
            database.close()
    first, last = found[0], next(row for row in found if f"{sizes[-1]:,}" in row[0])
    growth = last[1] / first[1]
    found.append(
        (f"page of 200 rows, {sizes[-1]:,} beside {sizes[0]:,}", last[1], first[1], growth)
    )
    return found


def _of_size(database: Database, size: int) -> list[Result]:
    assert database.path is not None
    assert database.key is not None
    raw = cipher.connect(database.path, database.key)
    last = _last_row(database)
    ours, theirs = _interleaved(
        lambda: _our_page(database, last), lambda: _raw_page(raw, last), ROUNDS
    )
    typing, fetch = _typing(database, raw, last)
    raw.close()
    return [
        (f"page of 200 rows, {size:,} cases", ours, theirs, ours / theirs),
        (f"search as you type, p95, {size:,} cases", typing, fetch, typing / fetch),
    ]


def _our_page(database: Database, last: tuple[Any, Any]) -> None:
    with database.reading() as session:
        assert len(case_list.case_page(session, after=last).rows) == 200


def _raw_page(raw: Any, last: tuple[Any, Any]) -> None:
    day, key = last[0].isoformat(), last[1].hex
    assert len(raw.execute(_RAW_PAGE, (day, day, key)).fetchall()) == 200


def _last_row(database: Database) -> tuple[Any, Any]:
    """A place in the middle, as after some scrolling."""
    with database.reading() as session:
        page = case_list.case_page(session, rows=1000)
    row = page.rows[777]
    return row.sort_value, row.case_id


def _interleaved(
    ours: Callable[[], None], theirs: Callable[[], None], rounds: int
) -> tuple[float, float]:
    """Medians in seconds of both, taken in turn so that the machine's moods hit both."""
    mine, other = [], []
    for _round in range(rounds):
        mine.append(_timed(ours))
        other.append(_timed(theirs))
    return statistics.median(mine), statistics.median(other)


def _timed(run: Callable[[], None]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def _typing(database: Database, raw: Any, last: tuple[Any, Any]) -> tuple[float, float]:
    """Each letter of real words typed one by one: the 95th percentile, beside a page by index."""
    times, fetches = [], []
    for words in TYPED:
        for end in range(1, len(words) + 1):
            typed = words[:end]
            times.append(_timed(lambda typed=typed: _search(database, typed)))  # type: ignore[misc]
            fetches.append(_timed(lambda: _raw_page(raw, last)))
    times.sort()
    return times[int(len(times) * 0.95)], statistics.median(fetches)


def _search(database: Database, typed: str) -> None:
    with database.reading() as session:
        case_list.case_page(session, CaseFilter(search=typed))


if __name__ == "__main__":
    for name, ours, theirs, ratio in main((10_000, 100_000)):
        print(f"{name}: {ours * 1000:.2f} ms, {theirs * 1000:.2f} ms, {ratio:.2f}")
