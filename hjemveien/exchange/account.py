"""The account of an import: what machines read, and the sentences people check their sheet with."""

from collections import Counter
from typing import Any

from hjemveien.exchange.intake.outcome import Intake
from hjemveien.exchange.reading.records import Line, Problem, Reading, RowRef
from hjemveien.texts import _, mark, n_

LINES: tuple[tuple[str, str], ...] = (
    ("rows", mark("Rows with a household")),
    ("households", mark("Households")),
    ("cases", mark("Cases")),
    ("on_the_list", mark("On the waiting list")),
    ("no_decision", mark("No decision yet")),
    ("refused", mark("Refused")),
    ("not_new", mark("Not a new household")),
    ("already_housed", mark("Already housed")),
    ("withdrawn", mark("Withdrawn")),
    ("dismissed", mark("Dismissed")),
    ("duplicates", mark("May be registered already")),
    ("closed", mark("Closed cases on the waiting sheet")),
    ("co_applicants", mark("Co-applicants on rows of their own")),
    ("skipped", mark("Rows that are no household")),
)
_ORDER = {name: place for place, (name, _title) in enumerate(LINES)}
_TITLES = dict(LINES)


def as_json(reading: Reading, intake: Intake) -> dict[str, Any]:
    """The contract of `import --json`: problems and duplicates as in problem-kinds."""
    return {
        "schema_version": 1,
        "as_of": reading.as_of.isoformat(),
        "files": [
            {
                "name": file.name,
                "sha256": file.digest,
                "already_read": file.digest in {f.digest for f in intake.files if f.already},
                "sheets": [
                    {
                        "name": sheet.name,
                        "role": sheet.role,
                        "header_row": sheet.header_row,
                        "columns": {c.header: c.field for c in sheet.columns if c.field},
                    }
                    for sheet in file.sheets
                ],
            }
            for file in reading.files
        ],
        "wrote": intake.wrote,
        "added": {name: getattr(intake.added, name) for name in intake.added.__dataclass_fields__},
        "reconciliation": {
            line.name: {"count": line.count, "rows": [_row(row) for row in line.rows]}
            for line in reconciled(intake)
        },
        "problem_counts": dict(sorted(Counter(p.kind for p in reading.problems).items())),
        "problems": [_problem(problem) for problem in reading.problems],
        "duplicates": [
            {
                "household": pair.household,
                "type": pair.type,
                "a": {"sheet": pair.a.sheet, "row": pair.a.row},
                "b": {"sheet": pair.b.sheet, "row": pair.b.row},
                "reasons": [_(reason) for reason in pair.reasons],
            }
            for pair in reading.duplicates
        ],
        "known_otherwise": [
            {"about": each.about, "case": each.number, "fields": list(each.fields)}
            for each in intake.differences
        ],
        "may_be_registered": [
            {"kind": each.kind, "case": str(each.second_case_id), "as": str(each.first_case_id)}
            for each in intake.suggestions
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    """A protected household's row tells what kind of problem it has, never what it says."""
    shown = {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "cell": problem.cell,
        "kind": problem.kind,
        "severity": problem.severity,
        "household": problem.household,
        "did": did(problem),
    }
    if problem.expected:
        shown["expected"] = problem.expected
    return shown


def _row(row: RowRef) -> dict[str, Any]:
    return {"file": row.file, "sheet": row.sheet, "row": row.row}


def did(problem: Problem) -> str:
    """What was done about a cell, in the reader's language."""
    return _(problem.did).format_map(_Told(problem.params))


class _Told(dict[str, str]):
    """An account is given after the fact; a part that is not known must not take it away."""

    def __missing__(self, key: str) -> str:
        return "…"


def reconciled(intake: Intake) -> tuple[Line, ...]:
    """The lines of the reconciliation in the order in which a person checks them."""
    lines = intake.reconciliation.lines
    return tuple(sorted(lines, key=lambda line: _ORDER.get(line.name, len(_ORDER))))


def line_title(line: Line) -> str:
    return _(_TITLES[line.name]) if line.name in _TITLES else line.name


def in_words(reading: Reading, intake: Intake) -> str:
    """What happened, for a person: the reconciliation and what needs her."""
    if intake.already:
        return _("These files were read in before. Nothing was changed.")
    lines = [f"{line_title(line)}: {line.count}" for line in reconciled(intake)]
    asks = [problem for problem in reading.problems if problem.severity == "ask"]
    if asks:
        words = n_("{n} cell needs a person:", "{n} cells need a person:", len(asks))
        lines.append(words.format(n=len(asks)))
        lines += [_where(problem) for problem in asks]
    if intake.differences:
        words = n_(
            "{n} thing is registered otherwise; nothing was overwritten.",
            "{n} things are registered otherwise; nothing was overwritten.",
            len(intake.differences),
        )
        lines.append(words.format(n=len(intake.differences)))
    if intake.held_back:
        lines.append(held_back_in_words(intake))
    if not intake.wrote:
        lines.append(_("Nothing was written."))
    return "\n".join(lines)


def held_back_in_words(intake: Intake) -> str:
    """How many are left out of the numbers, and nobody's name."""
    count = intake.held_back
    return n_(
        "{n} protected household is read in and held back: it is not shown or counted here.",
        "{n} protected households are read in and held back: they are not shown or counted here.",
        count,
    ).format(n=count)


def _where(problem: Problem) -> str:
    sheet = problem.sheet or problem.file
    place = ", ".join(str(part) for part in (sheet, problem.cell or problem.row) if part)
    return f"  {place} · {problem.column or ''} · {problem.kind} · {did(problem)}"
