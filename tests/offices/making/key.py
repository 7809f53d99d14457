"""Writes the key of an office in office-a's shape."""

import json
from collections import Counter
from pathlib import Path

from . import figures
from .sheets import Sheet
from .truth import Case, Household, Office
from .writing import Words

Place = tuple[str, str | None, int]
Pair = tuple[str, str, Place, Place]  # household, type, the first row, the second

DEFINITIONS = {
    "as_of": "every 'now' figure is at this date",
    "household": (
        "counted once, however many rows; second applications are one household with two cases"
    ),
    "applications": (
        "one per case, duplicates and forgotten rows once; 'without_date' = missing or unusable"
    ),
    "waiting_list": (
        "new household (did not live in a municipal dwelling) with a positive decision "
        "that has not moved in; an accepted offer is still waiting"
    ),
    "year_end": (
        "the same at the year's end before as_of, from decision dates known at least to "
        "the month and the closing date; unknown dates left out"
    ),
    "decision_to_move_in": (
        "days from decision to move-in, housed cases with both dates known to the day"
    ),
    "days_waited": (
        "days from decision to as_of, households on the list with a decision date known "
        "to the day (a decision dated before its application is left out)"
    ),
    "temporary_stays": (
        "household once a year; nights in that calendar year, overlaps once, night "
        "shelter separately, stays ending before they start left out; no total lies in "
        "13-16 or 86-96 nights"
    ),
    "persons": (
        "applicants + co-applicants + children; the number of children rules where it "
        "disagrees with the birth years"
    ),
    "refusals": "cases with a negative decision, once each; by year of the decision",
    "dwellings": (
        "physical units once; blocked = a required field is missing, the status unknown "
        "or the field count wrong; vacant_and_ready = ready and without a running lease; "
        "by_status leaves out unknown statuses"
    ),
    "formula_like_text": (
        "notes starting with = + - @; phone numbers starting with + are not listed"
    ),
    "date_text": (
        "in a workbook any date kept as text; in a CSV, where every date is text, only "
        "those that are not written in full as dd.mm.yyyy or yyyy-mm-dd; birth dates are "
        "not listed"
    ),
    "week": "a week without its year says neither day nor month: unknown",
    "open_rows": (
        "in a sheet that mixes open and closed cases 'on the waiting sheet' means the "
        "rows still open"
    ),
    "severity": (
        "auto: can be put right without asking; ask: a person decides; info: must survive"
        " unchanged; skip: not a household row"
    ),
    "unknown_dates": (
        "a date that is missing, impossible, in the future of as_of, or a decision before"
        " its application is unknown; a month-only date is known to the month. A case "
        "whose decision date is unknown is on the list from as_of on (the day the file "
        "speaks for), not at year_end. Unknown and month-only dates are left out of "
        "durations (n_excluded)."
    ),
}


def place(where: Place, many_files: bool) -> dict[str, object]:
    """A row's place; the file is told where several files have no sheets to tell them apart."""
    file, sheet, row = where
    return ({"file": file} if many_files else {}) | {"sheet": sheet, "row": row}


def answers(
    office: Office,
    sheets: list[Sheet],
    files: dict[str, object],
    pairs: list[Pair],
    namesakes: list[tuple[Household, Household]],
    words: Words,
    dwelling_rows: int,
    waiting_rows: int,
) -> dict[str, object]:
    """The whole key. `files` describes what a sheet cannot tell of itself (encoding, delimiter)."""
    problems = [p for s in sheets for p in s.problems]
    many = len({s.file for s in sheets if s.role != "dwellings"}) > 1
    return {
        "schema_version": 1,
        "municipality": office.municipality,
        "layout": office.letter,
        "as_of": office.as_of.isoformat(),
        "year_end": office.year_end.isoformat(),
        "definitions": DEFINITIONS,
        "value_map": value_map(words),
        "files": describe(sheets, files),
        "households": figures.households(office, waiting_rows),
        "persons": figures.persons(office),
        "cases": len(office.cases),
        "waiting_list": figures.waiting_list(office),
        "on_waiting_sheet_but_not_on_list": figures.not_on_list(office),
        "applications": figures.applications(office),
        "refusals": figures.refusals(office),
        "closed": figures.closed(office),
        "offers": figures.offers(office),
        "decision_to_move_in": figures.decision_to_move_in(office),
        "days_waited": figures.days_waited(office),
        "temporary_stays": figures.temporary_stays(office),
        "dwellings": figures.dwellings(office.dwellings, dwelling_rows),
        "caseworkers": figures.caseworkers(office),
        "duplicates": [
            {"household": h, "type": kind, "a": place(a, many), "b": place(b, many)}
            for h, kind, a, b in pairs
        ],
        "not_duplicates": [namesake(a, b, many) for a, b in namesakes],
        "problem_counts": dict(sorted(Counter(str(p["kind"]) for p in problems).items())),
        "problems": problems,
        "records": [record(office, h, many) for h in office.households],
    }


def namesake(a: Household, b: Household, many: bool) -> dict[str, object]:
    return {
        "type": "namesake",
        "a": place(a.rows[0], many),
        "b": place(b.rows[0], many),
        "households": [a.key, b.key],
    }


def value_map(words: Words) -> dict[str, dict[str, str]]:
    return {
        "group": {w: code for code, many in words.group.items() for w in many} | {"?": "ukjent"},
        "living": {w: code for code, many in words.living.items() for w in many},
    }


def describe(sheets: list[Sheet], files: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for sheet in sheets:
        if sheet.name is None:
            own = files.get(sheet.file)
            found[sheet.file] = (own if isinstance(own, dict) else {}) | sheet.describe()
        else:
            found[sheet.file] = {sheet.name: sheet.describe()} | (found.get(sheet.file) or {})  # type: ignore[operator]
    return found


def record(office: Office, household: Household, many: bool) -> dict[str, object]:
    person, partner = household.applicant, household.partner
    return {
        "household": household.key,
        "surname": person.surname,
        "given": person.given,
        "idno": person.idno if household.readable else None,
        "id_rule": person.rule if household.readable else None,
        "co_applicant": f"{partner.given} {partner.surname}" if partner else None,
        "children": household.child_count,
        "children_under_18": household.minors(office.as_of),
        "group": household.cases[0].group if household.cases else None,
        "new": household.new,
        "protected": household.protected,
        "rows": [place(r, many) for r in household.rows],
        "cases": [case_record(c, many) for c in household.cases],
    }


def case_record(case: Case, many: bool) -> dict[str, object]:
    missing = case.twists.get("no") == "case_number_missing"
    return {
        "no": None if missing else case.no,
        "status": case.status,
        "received": case.received.key(),
        "received_precision": case.received.precision,
        "decided": case.decided.key() if case.decided else None,
        "decided_precision": case.decided.precision if case.decided else None,
        "moved": case.moved.key() if case.moved else None,
        "moved_precision": case.moved.precision if case.moved else None,
        "priority": case.priority,
        "caseworker": case.worker,
        "rows": [place(r, many) for r in case.rows],
    }


def save(folder: Path, key: dict[str, object]) -> None:
    """One problem, pair or record a line: short to read, and a change shows where it is."""
    lines = []
    for name, value in key.items():
        if (
            name in ("problems", "records", "duplicates", "not_duplicates")
            and isinstance(value, list)
            and value
        ):
            inner = ",\n".join(
                "  " + json.dumps(v, ensure_ascii=False, separators=(",", ":")) for v in value
            )
            lines.append(f' "{name}": [\n{inner}\n ]')
        else:
            lines.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
    (folder / "answers.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
