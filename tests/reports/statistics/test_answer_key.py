"""The figures of an office's own files, read in and counted, are those of its answer key."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hjemveien.exchange.intake import take_in
from hjemveien.exchange.reading.read import read_files
from hjemveien.exchange.reading.records import Reading
from hjemveien.persistence.engine import Database
from hjemveien.reports.statistics import behind, statistics
from hjemveien.reports.statistics.period import period_of
from hjemveien.services.waiting_list import waiting_list
from tests.databases import ACTOR, NOON

OFFICE = Path(__file__).parents[2] / "data" / "office-a"
KEYS = (
    "as_of", "year_end", "households", "persons", "cases", "waiting_list",
    "on_waiting_sheet_but_not_on_list", "applications", "refusals", "closed", "offers",
    "decision_to_move_in", "days_waited", "temporary_stays", "dwellings", "caseworkers",
)  # fmt: skip
OF_OTHER_UNITS = {"on_waiting_sheet", "children", "children_under_18", "rows", "came", "total"}


@pytest.fixture(scope="module")
def key() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((OFFICE / "answers.json").read_text(encoding="utf-8"))
    # The key has its own names for households; ours are as many.
    found["households"]["protected"] = len(found["households"]["protected"])
    return found


@pytest.fixture(scope="module")
def reading(key: dict[str, Any]) -> Reading:
    files = [OFFICE / name for name in key["files"]]
    return read_files(files, as_of=date.fromisoformat(key["as_of"]))


@pytest.fixture
def office(database: Database, reading: Reading) -> Database:
    with database.writing(ACTOR, NOON) as session:
        take_in(session, reading)
    return database


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    else:
        yield path, value


def test_an_office_read_in_gives_the_figures_of_its_key(
    office: Database, key: dict[str, Any]
) -> None:
    with office.reading() as session:
        ours: dict[str, Any] = statistics(session, period_of(date(2026, 2, 27))).as_json()
    ours["households"]["protected"] = len(ours["households"]["protected"])
    assert dict(leaves({name: ours[name] for name in KEYS})) == dict(
        leaves({name: key[name] for name in KEYS})
    )


def test_each_number_opens_as_many_cases_as_it_says(office: Database) -> None:
    period = period_of(date(2026, 2, 27))
    wrong = {}
    with office.reading() as session:
        for block in statistics(session, period).blocks:
            for path, value in leaves(block.value, (block.key,)):
                is_count = isinstance(value, int) and not isinstance(value, bool)
                if not is_count or path[-1] in {"max", "median", "mean", "nights"}:
                    continue
                found = behind(session, period, path)
                if len(found.ids) != value and not (path[-1] in OF_OTHER_UNITS and found.ids):
                    wrong[path] = (value, len(found.ids))
    assert not wrong


def test_the_figure_and_the_kostra_list_agree_on_any_day(office: Database) -> None:
    with office.reading() as session:
        for day in (date(2026, 2, 27), date(2025, 12, 31), date(2025, 6, 1)):
            waiting = len(waiting_list(session, day, "kostra").rows)
            figures = statistics(session, period_of(day))
            listed = dict(leaves(figures.block("waiting_list").value))
            months = dict(leaves(figures.block("by_month").value))
            assert listed["as_of", "total"] == waiting
            assert months[f"{day:%Y-%m}", "on_list_at_end"] == waiting


def test_a_file_read_twice_counts_once(office: Database, reading: Reading) -> None:
    period = period_of(date(2026, 2, 27))
    with office.reading() as session:
        before = statistics(session, period).as_json()
    with office.writing(ACTOR, NOON) as session:
        take_in(session, reading)
    with office.reading() as session:
        assert statistics(session, period).as_json() == before
