"""The waiting list in a sheet: all the office knows, or nothing that names anybody."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import uuid4

from python_calamine import CalamineWorkbook

from hjemveien.reports.writers import write_waiting_list
from hjemveien.services.views import WaitingList, WaitingRow

ROW = WaitingRow(
    place=1,
    case_id=uuid4(),
    household_id=uuid4(),
    number="2025/123-4",
    surname="=HYPERLINK(1)",
    given_name="Inga",
    protected=False,
    adults=2,
    children=1,
    rooms=3,
    need_words="3-roms, ikke blokk",
    adapted=False,
    main_group="rop",
    priority_class=1,
    priority_words="1",
    factors=("children", "health"),
    decided_on=date(2025, 8, 11),
    decided_precision="day",
    received_on=date(2025, 7, 1),
    days=200,
    caseworker="Kari Solheim",
    new_household=True,
    duplicate_of="",
    offer="",
    deciding="",
    why="Class 1; children in the household, serious illness. Nobody has more.",
    why_anonymous="Class 1; children in the household, something else. Nobody has more.",
)
PROTECTED = replace(
    ROW, place=2, case_id=uuid4(), household_id=uuid4(), protected=True, surname="", given_name="",
    decided_on=None, decided_precision="unknown", days=None, new_household=False,
)  # fmt: skip
LIST = WaitingList("working", date(2026, 2, 27), (ROW, PROTECTED), (), "Everybody.", "By class.")
IDENTIFYING = (
    "2025/123-4", "Inga", "HYPERLINK", "Kari", "2025-08-11", "11.08.2025", "ikke blokk",
    '"rop"', "illness", '"health"',
)  # fmt: skip


def written(tmp_path: Path, ending: str, anonymous: bool = False) -> Path:
    target = tmp_path / f"list.{ending}"
    write_waiting_list(LIST, target, anonymous=anonymous)
    return target


def test_json_tells_each_place_with_its_reason(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path, "json").read_text(encoding="utf-8"))
    assert (found["schema_version"], found["as_of"], found["kind"]) == (1, "2026-02-27", "working")
    first, second = found["rows"]
    assert first == {
        "place": 1, "number": "2025/123-4", "name": "=HYPERLINK(1), Inga", "adults": 2,
        "children": 1, "rooms": 3, "need": "3-roms, ikke blokk", "group": "rop", "class": 1,
        "factors": ["children", "health"], "decided": "2025-08-11", "days": 200,
        "caseworker": "Kari Solheim", "new_household": True, "on_kostra_list": True,
        "why": ROW.why,
    }  # fmt: skip
    assert (second["name"], second["decided"], second["days"]) == ("Protected", None, None)
    assert second["on_kostra_list"] is False


def test_a_committee_sees_nobody(tmp_path: Path) -> None:
    for ending in ("json", "csv"):
        text = written(tmp_path, ending, anonymous=True).read_text(encoding="utf-8-sig")
        assert not [word for word in IDENTIFYING if word in text]
    first = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))["rows"][0]
    assert (first["decided"], first["days"]) == ("2025-08", 180)
    assert first["why"] == ROW.why_anonymous
    assert "group" not in first
    assert first["factors"] == ["children", "withheld"]
    rows = CalamineWorkbook.from_path(str(written(tmp_path, "xlsx", anonymous=True)))
    text = str(rows.get_sheet_by_index(0).to_python())
    assert not [word for word in IDENTIFYING if word in text]


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    text = written(tmp_path, "csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows[1][2] == "'=HYPERLINK(1), Inga"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_workbook_says_that_it_holds_personal_data(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(str(written(tmp_path, "xlsx")))
    rows = book.get_sheet_by_index(0).to_python()
    assert "personal data" in str(rows[1][0])
    assert rows[3][:3] == ["Place", "Case no.", "Applicant"]
    assert rows[4][:6] == [1.0, "2025/123-4", "=HYPERLINK(1), Inga", 2.0, 1.0, 3.0]
    assert rows[4][10] == date(2025, 8, 11)
    assert rows[5][2] == "Protected"
