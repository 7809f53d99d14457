"""Who has an open case, or a row on the waiting sheet, and yet is not on the list; and why."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile, SourceFile, SourceRow
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Question, Table, Units, Value, Where
from hjemveien.reports.statistics.ground import counted, listed, open_cases
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 50
KEY = "on_waiting_sheet_but_not_on_list"
TITLE = mark("Open cases that are not on the waiting list")
DEFINITION = mark(
    "Open cases not on the list: no decision yet, refused, or not a new household; and rows on a"
    " waiting sheet whose household had moved in by the day the sheet speaks for."
)
ALWAYS = ("no_decision", "refused", "not_new", "already_housed")


def figures(session: Session, period: Period) -> Table:
    units = open_cases(period.as_of)
    found = units.by(session, units.c.outcome, units.c.lived_in_municipal)
    counts = dict.fromkeys(ALWAYS, 0)
    for (outcome, was_tenant), times in found.items():
        reason = _reason(outcome, bool(was_tenant))
        if reason:
            counts[reason] = counts.get(reason, 0) + times
    granted_new = sum(t for (o, m), t in found.items() if _reason(o, bool(m)) == "")
    again = granted_new - listed(period.as_of).total(session)
    counts["already_housed"] = _housed(period).total(session)
    return {**counts, **({"listed_with_another_case": again} if again > 0 else {})}


def behind(session: Session, period: Period, path: Path) -> Behind:
    if path[-1] == "already_housed":
        return _housed(period).behind(session)
    units = open_cases(period.as_of)
    if path[-1] == "listed_with_another_case":
        return units.behind(session, _granted_new(units), ~_on_list(units, period))
    return units.behind(session, _where(units, path[-1]))


def links(_block: Value) -> tuple[Link, ...]:
    return ()


def _reason(outcome: str | None, was_tenant: bool) -> str:
    if outcome is None:
        return "no_decision"
    if outcome != "granted":
        return outcome
    return "not_new" if was_tenant else ""


def _where(units: Units, reason: str) -> Where:
    if reason == "no_decision":
        return units.c.outcome.is_(None)
    if reason == "not_new":
        return (units.c.outcome == "granted") & units.c.lived_in_municipal
    return units.c.outcome == reason


def _granted_new(units: Units) -> Where:
    return (units.c.outcome == "granted") & units.c.lived_in_municipal.is_not(True)


def _on_list(units: Units, period: Period) -> Where:
    return units.c.id.in_(select(listed(period.as_of).c.id))


def _housed(period: Period) -> Units:
    """Cases with a row on a waiting sheet, moved in no later than the sheet was written."""
    on_sheet: Question = (
        select(SourceRow.case_id)
        .join(SourceFile, SourceFile.id == SourceRow.file_id)
        .where(SourceRow.role == "waiting", SourceRow.became.in_(("case", "second_row")))
        .where(SourceRow.case_id == CaseFile.id, SourceRow.reason != "closed")
        .where(CaseFile.moved_in_counts_from <= SourceFile.as_of)
    )
    return Units(
        "case",
        select(CaseFile.id)
        .where(counted(), CaseFile.moved_in_counts_from <= period.as_of)
        .where(on_sheet.exists()),
    )
