"""The keys of the invented offices agree with their own files, cell by cell."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.offices.making.ids import remainders, valid

HERE = Path(__file__).parent
OFFICES = sorted(p.parent for p in HERE.glob("office-*/answers.json"))
DATES = ("received", "decided", "offer", "moved", "ended", "start", "end")
PLAIN_DAY = re.compile(r"\d\d\.\d\d\.\d{4}$")


@dataclass
class Row:
    """One row of data: its place, its cells by column key, and the kinds the key names on them."""

    file: str
    sheet: str | None
    number: int
    role: str
    cells: dict[str, Any]
    kinds: dict[str, set[str]]


def answers(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return found


def tables(
    folder: Path, key: dict[str, Any]
) -> Iterator[tuple[str, str | None, Any, list[list[Any]]]]:
    for file, told in key["files"].items():
        if "delimiter" in told:
            with (folder / file).open(encoding=told["encoding"], newline="") as lines:
                yield file, None, told, list(csv.reader(lines, delimiter=told["delimiter"]))
        else:
            book = CalamineWorkbook.from_path(str(folder / file))
            for sheet, sheet_told in told.items():
                rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                yield file, sheet, sheet_told, rows


def data_rows(folder: Path) -> list[Row]:
    key = answers(folder)
    named: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    skipped = set()
    for p in key["problems"]:
        named[p["file"], p["sheet"], p["row"], p["column"]].add(p["kind"])
        if p["severity"] == "skip":
            skipped.add((p["file"], p["sheet"], p["row"]))
    found = []
    for file, sheet, told, rows in tables(folder, key):
        headers = list(told["columns"].values())
        places = {k: n for n, k in enumerate(told["columns"])}
        for number in range(told["first_data_row"], told["last_data_row"] + 1):
            if (file, sheet, number) in skipped:
                continue
            line = rows[number - 1]
            cells = {k: line[n] for k, n in places.items() if n < len(line)}
            kinds = {k: named[file, sheet, number, headers[n]] for k, n in places.items()}
            found.append(Row(file, sheet, number, told["role"], cells, kinds))
    return found


@pytest.fixture(scope="module", params=OFFICES, ids=lambda p: p.name)
def office(request: pytest.FixtureRequest) -> tuple[dict[str, Any], list[Row]]:
    folder: Path = request.param
    return answers(folder), data_rows(folder)


Office = tuple[dict[str, Any], list[Row]]


def people_rows(rows: list[Row]) -> list[Row]:
    found = [r for r in rows if r.role in ("waiting", "closed")]
    return [r for r in found if not any("co_applicant_row" in k for k in r.kinds.values())]


def as_day(value: Any) -> date | None:
    """The day in a cell that the key calls plain, or None for an empty one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and PLAIN_DAY.match(value):
        return datetime.strptime(value, "%d.%m.%Y").date()  # noqa: DTZ007
    assert value in ("", None), value
    return None


def test_every_number_without_a_problem_is_a_plain_valid_one(office: Office) -> None:
    for row in people_rows(office[1]):
        if "idno" in row.cells and not row.kinds["idno"]:
            number = row.cells["idno"]
            assert isinstance(number, str)
            assert remainders(number) == (0, 0), row
            assert int(number[0]) < 4


def test_every_number_that_is_called_bad_fails_both_rules(office: Office) -> None:
    for row in people_rows(office[1]):
        if "id_bad_check" in row.kinds.get("idno", ()):
            assert not valid(row.cells["idno"]), row


def test_all_numbers_are_synthetic(office: Office) -> None:
    for row in office[1]:
        for value in row.cells.values():
            digits = str(value).replace(" ", "").replace("-", "")
            for number in re.findall(r"(?<!\d)\d{11}(?!\d)", digits):
                assert int(number[2:4]) > 80 or not valid(number), row


def test_every_date_without_a_problem_is_a_day(office: Office) -> None:
    key, rows = office
    as_of = date.fromisoformat(key["as_of"])
    for row in rows:
        for column in DATES:
            if column in row.cells and not row.kinds[column]:
                day = as_day(row.cells[column])
                assert day is None or day <= as_of, row


def test_decisions_without_a_problem_come_after_their_application(office: Office) -> None:
    for row in people_rows(office[1]):
        if not row.kinds["received"] and not row.kinds["decided"]:
            received, decided = as_day(row.cells["received"]), as_day(row.cells["decided"])
            assert received is None or decided is None or received <= decided, row


def test_phones_without_a_problem_have_eight_digits(office: Office) -> None:
    for row in people_rows(office[1]):
        phone = str(row.cells.get("phone", ""))
        if phone and not row.kinds["phone"]:
            assert re.fullmatch(r"\d{8}", phone), row


def test_children_without_a_problem_are_as_many_as_their_years(office: Office) -> None:
    for row in people_rows(office[1]):
        if not row.kinds["nchild"] and not row.kinds["years"]:
            years = re.findall(r"(?:19|20)\d\d", str(row.cells["years"]))
            count = row.cells["nchild"]
            assert int(count or 0) == len(years) or count == "", row


def test_nobody_has_the_number_of_another_unless_named_a_duplicate(office: Office) -> None:
    key, rows = office
    household = {
        (r.get("file"), r["sheet"], r["row"]): h["household"]
        for h in key["records"]
        for r in h["rows"]
    }
    seen: dict[str, str] = {}
    many = any("file" in r for h in key["records"] for r in h["rows"])
    for row in people_rows(rows):
        number = re.sub(r"\D", "", str(row.cells.get("idno", "")))
        if len(number) == 11:
            owner = household[row.file if many else None, row.sheet, row.number]
            assert seen.setdefault(number, owner) == owner, row


def test_every_kind_stands_in_at_least_two_offices() -> None:
    from tests.offices.making.cells import SEVERITY

    counts = [set(answers(folder)["problem_counts"]) for folder in OFFICES]
    rare = {kind for kind in SEVERITY if sum(kind in c for c in counts) < 2}
    assert not rare


def test_every_broken_file_is_spoken_of() -> None:
    broken = HERE / "broken"
    expected = json.loads((broken / "expected.json").read_text(encoding="utf-8"))
    assert set(expected) == {p.name for p in broken.iterdir()} - {"expected.json"}
