"""What leaves the office names nobody and counts nobody alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Municipality
from hjemveien.reports.statistics import all_links, statistics
from hjemveien.reports.statistics.period import period_of
from tests.reports.statistics.making import ACTOR, NOON, TODAY, case, counted, put, stay

DURATIONS = {"median", "mean", "nights"}


def numbers(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from numbers(part, (*path, name))
    else:
        yield path, value


def fill(database: Database) -> None:
    """Groups from one household to a dozen, some long, some short, some housed."""
    groups = ["rus"] * 12 + ["rop"] * 7 + ["psykisk"] * 5 + ["andre"] * 2 + ["flyktning"]
    with database.writing(ACTOR, NOON) as session:
        for place, group in enumerate(groups):
            received = date(2025, 1, 1) + timedelta(days=11 * place)
            decided = received + timedelta(days=20 + place)
            outcome = "refused" if place % 9 == 4 else "granted"
            housed = place % 4 == 1 and outcome == "granted"
            moved = decided + timedelta(days=30) if housed else None
            made = case(
                session, received, decided, outcome, moved,
                closed="housed" if housed else None, group=group, tenant=place % 10 == 7,
            )  # fmt: skip
            stay(session, made.household, received, received + timedelta(days=8 * place + 1))


def test_no_small_number_leaves_the_office(database: Database) -> None:
    fill(database)
    figures = counted(database, public=True)
    for block in figures.blocks:
        for path, shown in numbers(block.value, (block.key,)):
            if isinstance(shown, int) and path[-1] not in DURATIONS:
                assert shown == 0 or shown >= 3, path
    assert dict(numbers(counted(database).as_json())) != dict(numbers(figures.as_json()))


def test_no_sum_of_published_numbers_gives_a_hidden_one(database: Database) -> None:
    fill(database)
    with database.reading() as session:
        exact = statistics(session, period_of(TODAY))
        shown = statistics(session, period_of(TODAY), public=True)
    truth = {b.key: b.value for b in exact.blocks}
    open_cells = dict(numbers({b.key: b.value for b in shown.blocks}))
    sums = [
        link
        for link in all_links(truth, str(exact.period.year_end.year))
        if _holds_exactly(dict(numbers(truth)), link.total, link.parts)
    ]
    assert len(sums) > 20
    for link in sums:
        hidden = [path for path in (link.total, *link.parts) if open_cells.get(path) == ":"]
        assert len(hidden) != 1, link


def _holds_exactly(truth: dict[Any, Any], total: Any, parts: Any) -> bool:
    known = all(isinstance(truth.get(path), int) for path in (total, *parts))
    return known and truth[total] == sum(truth[part] for part in parts)


def test_no_name_and_no_longest_wait_leaves_the_office(database: Database) -> None:
    fill(database)
    figures = counted(database, public=True)
    assert figures.block("caseworkers").value == ":"
    assert figures.block("data_quality").value == ":"
    shown = dict(numbers({b.key: b.value for b in figures.blocks}))
    assert {value for path, value in shown.items() if path[-1] == "max"} <= {":", None}
    assert shown["households", "protected"] == ":"


def test_the_municipality_can_hide_more(database: Database) -> None:
    fill(database)
    with database.writing(ACTOR, NOON) as session:
        put(session, Municipality, name="Prøvevik kommune", settings={"small_cells": 6})
    figures = counted(database, public=True)
    assert figures.threshold == 6
    assert figures.as_json()["municipality"] == "Prøvevik kommune"
    shown: Any = figures.block("waiting_list").value
    assert shown["as_of"]["by_group"]["psykisk"] == ":"
