"""The waiting list as workbook, CSV or JSON: full for the office, or anonymous for a committee."""

import csv
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from hjemveien.domain.codes import FACTORS, GROUPS, WITHHELD, title
from hjemveien.reports.sheets.cells import defused
from hjemveien.reports.sheets.workbook import Shown, workbook
from hjemveien.reports.writing import in_place
from hjemveien.services.views import WaitingList, WaitingRow
from hjemveien.texts import _, day_text, mark

SCHEMA_VERSION = 1
MONTH_DAYS = 30
_TITLES = (
    ("place", mark("Place")),
    ("number", mark("Case no.")),
    ("name", mark("Applicant")),
    ("adults", mark("Adults")),
    ("children", mark("Children")),
    ("rooms", mark("Rooms")),
    ("need", mark("Dwelling need")),
    ("group", mark("Main group")),
    ("class", mark("Class")),
    ("factors", mark("Factors")),
    ("decided", mark("Decision")),
    ("days", mark("Days")),
    ("caseworker", mark("Caseworker")),
    ("new_household", mark("New household")),
    ("on_kostra_list", mark("On the KOSTRA list")),
    ("why", mark("Why here")),
)
_WIDTHS = {"name": 28.0, "need": 18, "group": 22, "factors": 36, "caseworker": 22, "why": 60}
# Together with the household these may tell who it is.
_IDENTIFYING = {"number", "name", "caseworker", "group"}
_WITHHELD = "withheld"


@dataclass(frozen=True)
class ListSheet:
    """The list ready to write: what it is, and rows by key in the order of the columns."""

    municipality: str
    as_of: date
    kind: str
    anonymous: bool
    definition: str
    order: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Shown | bool | list[str]], ...]


def sheet_of(shown: WaitingList, anonymous: bool, municipality: str = "") -> ListSheet:
    columns = [key for key, _title in _TITLES if not (anonymous and key in _IDENTIFYING)]
    definition = shown.definition
    if anonymous:
        note = _(
            "Names, case numbers, main group, days of decision and what tells of health, violence"
            " or custody are left out; days are whole months. Somebody may be recognised all the"
            " same."
        )
        definition = f"{definition} {note}"
    counted = _counted(shown)
    rows = [_row(row, anonymous, row.case_id in counted) for row in shown.rows]
    kept = tuple({key: row[key] for key in columns} for row in rows)
    return ListSheet(
        municipality, shown.as_of, shown.kind, anonymous, definition,
        f"{shown.order} {shown.weighing}".rstrip(),
        tuple(columns), kept,
    )  # fmt: skip


def write_json(sheet: ListSheet, target: Path) -> None:
    content = {"schema_version": SCHEMA_VERSION, **asdict(sheet)}
    content["as_of"] = sheet.as_of.isoformat()
    with in_place(target) as part:
        text = json.dumps(content, ensure_ascii=False, indent=1)
        part.write_text(text + "\n", encoding="utf-8")


def write_csv(sheet: ListSheet, target: Path) -> None:
    """Semicolons and a byte order mark, as Norwegian Excel opens it."""
    with in_place(target) as part, part.open("w", encoding="utf-8-sig", newline="") as sink:
        writer = csv.writer(sink, delimiter=";")
        writer.writerow(_titles(sheet))
        for row in sheet.rows:
            writer.writerow([defused(_text(key, row[key])) for key in sheet.columns])


def write_workbook(sheet: ListSheet, target: Path) -> None:
    heading = _("Waiting list, municipal rented dwelling")
    with workbook(target, heading) as book:
        filled = book.sheet(_("Waiting list"), [_WIDTHS.get(key, 12) for key in sheet.columns])
        filled.title(heading)
        filled.strong(_standing(sheet))
        filled.prose(f"{_as_of(sheet)} {sheet.order} {sheet.definition}", 6)
        filled.headings(_titles(sheet), freeze=True)
        filled.rows([_shown(key, row[key]) for key in sheet.columns] for row in sheet.rows)


def _standing(sheet: ListSheet) -> str:
    if sheet.anonymous:
        return _("Anonymised. Exempt from public access all the same, offl. § 13, fvl. § 13")
    return _("Contains personal data. Exempt from public access, offl. § 13, fvl. § 13")


def _as_of(sheet: ListSheet) -> str:
    return _("As of {day}.").format(day=day_text(sheet.as_of))


def _titles(sheet: ListSheet) -> list[str]:
    return [title(_TITLES, key) for key in sheet.columns]


def _counted(shown: WaitingList) -> set[object]:
    """Keys of the cases that count on the KOSTRA list: each new household's first."""
    first: dict[object, object] = {}
    for row in shown.rows:
        if row.new_household and not row.duplicate_of:
            first.setdefault(row.household_id, row.case_id)
    return set(first.values())


def _row(row: WaitingRow, anonymous: bool, counted: bool) -> dict[str, Shown | bool | list[str]]:
    return {
        "place": row.place,
        "number": row.number,
        "name": _name(row),
        "adults": row.adults,
        "children": row.children,
        "rooms": row.rooms,
        "need": "" if anonymous else row.need_words,
        "group": row.main_group,
        "class": row.priority_class,
        "factors": _factors(row, anonymous),
        "decided": _decided(row, anonymous),
        "days": _days(row, anonymous),
        "caseworker": row.caseworker,
        "new_household": row.new_household,
        "on_kostra_list": counted,
        "why": row.why_anonymous if anonymous else row.why,
    }


def _factors(row: WaitingRow, anonymous: bool) -> list[str]:
    """For a committee one word stands for all that is not told."""
    if not anonymous:
        return list(row.factors)
    told = [code for code in row.factors if code not in WITHHELD]
    return [*told, _WITHHELD] if len(told) < len(row.factors) else told


def _name(row: WaitingRow) -> str:
    if row.protected:
        return _("Protected")
    return ", ".join(part for part in (row.surname, row.given_name) if part)


def _decided(row: WaitingRow, anonymous: bool) -> str | None:
    """ISO: the day, or the month where no more is known or may be told; None where unknown."""
    if row.decided_on is None or row.decided_precision == "unknown":
        return None
    to_month = anonymous or row.decided_precision == "month"
    return row.decided_on.isoformat()[:7] if to_month else row.decided_on.isoformat()


def _days(row: WaitingRow, anonymous: bool) -> int | None:
    """For a committee in whole months of 30 days: the exact number would tell the day."""
    if row.days is None or not anonymous:
        return row.days
    return row.days // MONTH_DAYS * MONTH_DAYS


def _shown(key: str, value: Shown | bool | list[str]) -> Shown:
    """A cell for people: words for codes, a date as a date."""
    if isinstance(value, list):
        return ", ".join(_factor(code) for code in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if key == "group" and isinstance(value, str):
        return title(GROUPS, value)
    if key == "decided" and isinstance(value, str):
        return date.fromisoformat(value) if len(value) == 10 else f"{value[5:]}.{value[:4]}"
    return value


def _factor(code: str) -> str:
    return _("something that is not told here") if code == _WITHHELD else title(FACTORS, code)


def _text(key: str, value: Shown | bool | list[str]) -> str:
    cell = _shown(key, value)
    if isinstance(cell, date):
        return day_text(cell)
    return "" if cell is None else str(cell)
