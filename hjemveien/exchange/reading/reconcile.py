"""Counts from the sheet's rows to the list, so that people can check it against what they have."""

from collections.abc import Iterable

from hjemveien.exchange.reading.records import (
    Case,
    Line,
    Reconciliation,
    RowRef,
    SourceRow,
)

ROWS, HOUSEHOLDS, CASES, ON_THE_LIST = "rows", "households", "cases", "on_the_list"
NO_DECISION, REFUSED, NOT_NEW, ALREADY_HOUSED = (
    "no_decision",
    "refused",
    "not_new",
    "already_housed",
)
WITHDRAWN, DUPLICATES, CO_APPLICANTS, SKIPPED, CLOSED = (
    "withdrawn", "duplicates", "co_applicants", "skipped", "closed"
)  # fmt: skip


def place_of(case: Case) -> str:
    """on_the_list, or the one reason why the case is not there."""
    if case.suspected_duplicate_of is not None:
        return DUPLICATES
    if case.status == "housed":
        return ALREADY_HOUSED
    if case.status == "withdrawn":
        return WITHDRAWN
    if case.status in ("refused", "dismissed"):
        return REFUSED
    if case.status != "granted" or case.closing is not None:
        return NO_DECISION
    return ON_THE_LIST if case.new_household else NOT_NEW


def reconcile(rows: Iterable[SourceRow], cases: tuple[Case, ...]) -> Reconciliation:
    """Each line with the rows of the waiting sheets behind it."""
    waiting = [row for row in rows if row.role == "waiting"]
    used = {row.ref for row in waiting if not row.skipped}
    placed: dict[str, list[RowRef]] = {}
    homes: dict[str, list[RowRef]] = {}
    counts: dict[str, int] = {}
    for case in cases:
        own = [ref for ref in case.rows if ref in used]
        if own and not case.on_waiting_sheet:
            counts[CLOSED] = counts.get(CLOSED, 0) + 1
            placed.setdefault(CLOSED, []).extend(own)
        elif own:
            where = place_of(case)
            counts[where] = counts.get(where, 0) + 1
            placed.setdefault(where, []).extend(own)
            homes.setdefault(case.household, []).extend(own)
    told = {ref for refs in placed.values() for ref in refs}
    partners = tuple(ref for ref in sorted(used, key=_order) if ref not in told)
    skipped = tuple(row.ref for row in waiting if row.skipped and row.skipped != "header")
    all_rows = tuple(sorted(used, key=_order))
    own_cases = [name for name in placed if name not in (DUPLICATES, CLOSED)]
    lines = [
        Line(ROWS, len(used), all_rows),
        Line(HOUSEHOLDS, len(homes), tuple(ref for refs in homes.values() for ref in refs)),
        Line(CASES, sum(counts[name] for name in own_cases),
             tuple(ref for name in own_cases for ref in placed[name])),
        *(Line(name, counts.get(name, 0), tuple(placed.get(name, ())))
          for name in (ON_THE_LIST, NO_DECISION, REFUSED, NOT_NEW, ALREADY_HOUSED, WITHDRAWN,
                       DUPLICATES, CLOSED)),
        Line(CO_APPLICANTS, len(partners), partners),
        Line(SKIPPED, len(skipped), skipped),
    ]  # fmt: skip
    return Reconciliation(tuple(lines))


def _order(ref: RowRef) -> tuple[str, str, int]:
    return ref.file, ref.sheet or "", ref.row
