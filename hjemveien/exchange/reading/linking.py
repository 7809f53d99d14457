"""Decides which rows are one case, which cases one household, and which seem to be doubled.

Same identity number, or same case number and the same name, is the same household. A case on the
waiting sheet and among the closed is one case. Everything weaker is only suspected: the row stays
a case of its own and the pair is told with its reasons. Namesakes are left alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from hjemveien.domain import names
from hjemveien.exchange.reading import lexicons
from hjemveien.exchange.reading.caserows import CaseRow
from hjemveien.exchange.reading.sequence import most_in_place, numbers_in
from hjemveien.exchange.reading.table import Ledger
from hjemveien.texts import mark

SAME_ID, SAME_ID_SPELLING, ONE_WITHOUT_ID, NONE_WITH_ID, PARTNER = (
    "same_id", "same_id_spelling", "one_without_id", "both_without_id", "partner_also_applicant"
)  # fmt: skip

_SECOND_APPLICATION_AFTER_DAYS = 45
# An office's own number can stand as everybody's telephone; then it tells nothing.
_MOST_ALIKE = 20
_ENDED = (lexicons.REFUSED, lexicons.DISMISSED, lexicons.WITHDRAWN, lexicons.HOUSED)

REASON_ID = mark("The same identity number")
REASON_SPELLING = mark("The name is spelled in another way")
REASON_NAME = mark("The same or nearly the same name")
REASON_NO_ID = mark("One of the rows has no identity number")
REASON_DATE = mark("Received on the same day")
REASON_PHONE = mark("The same telephone number")
REASON_CHILDREN = mark("Children born in the same years")
REASON_PARTNER = mark("Each is the other's co-applicant")
REASON_NUMBER = mark("The same case number")


@dataclass(slots=True)
class CaseGroup:
    """The rows of one case, the leading row first."""

    rows: list[CaseRow]
    duplicate_of: "CaseGroup | None" = None

    @property
    def lead(self) -> CaseRow:
        return self.rows[0]


@dataclass(slots=True)
class Pair:
    """Two rows that seem to be one application; `b` is the suspected one."""

    type: str
    a: CaseRow
    b: CaseRow
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Linked:
    households: list[list[CaseGroup]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


class _Union:
    """Groups of indexes that belong together."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


def link(rows: list[CaseRow], ledger: Ledger) -> Linked:
    groups = _cases(rows, ledger)
    _missing_and_repeated_numbers(groups, ledger)
    pairs = _duplicates(groups)
    owner = {id(row): index for index, group in enumerate(groups) for row in group.rows}
    union = _Union(len(groups))
    _join_by_identity(groups, union)
    for pair in pairs:
        a, b = owner[id(pair.a)], owner[id(pair.b)]
        union.join(a, b)
        groups[b].duplicate_of = groups[a]
        _enter_duplicate(pair, ledger)
    households: dict[int, list[CaseGroup]] = defaultdict(list)
    for index, group in enumerate(groups):
        households[union.find(index)].append(group)
    return Linked(list(households.values()), pairs)


def _enter_duplicate(pair: Pair, ledger: Ledger) -> None:
    table = pair.b.table
    column = next(
        (i for name in ("surname", "name", "name_and_identity", "given", "identity")
         if (i := table.column(name)) is not None), None)  # fmt: skip
    ledger.add(
        table,
        pair.b.number,
        column,
        "duplicate",
        pair.b.person.written,
        params=(("row", str(pair.a.number)),),
        same_row=pair.a.ref,
        detail=pair.type,
    )


# --- one case ---


def same_person(one: CaseRow, other: CaseRow) -> bool:
    """The same identity number, or the same name where at most one number is known."""
    first, second = one.person.number, other.person.number
    if first is not None and second is not None:
        return first.number == second.number
    return names.similar(one.person.written, other.person.written)


def _cases(rows: list[CaseRow], ledger: Ledger) -> list[CaseGroup]:
    by_number: dict[str, list[CaseGroup]] = defaultdict(list)
    groups: list[CaseGroup] = []
    for row in rows:
        key = _case_key(row)
        group = next((g for g in by_number[key] if _same_case(g, row)), None) if key else None
        if group is None:
            group = CaseGroup([row])
            groups.append(group)
            if key:
                by_number[key].append(group)
        else:
            group.rows.append(row)
    for group in groups:
        _settle_group(group, ledger)
    return groups


def _case_key(row: CaseRow) -> str:
    if row.case_number:
        return "no " + row.case_number.casefold().replace(" ", "")
    if row.table.column("case_number") is None and row.received and row.received.on:
        return f"on {row.received.on} {names.folded(row.person.written)}"
    return ""


def _same_case(group: CaseGroup, row: CaseRow) -> bool:
    """One row of each sheet at most: a number twice on one sheet is somebody's mistake."""
    return same_person(group.lead, row) and all(each.table is not row.table for each in group.rows)


def _settle_group(group: CaseGroup, ledger: Ledger) -> None:
    """The open row leads, because it says most; what is closed too is entered on it."""
    group.rows.sort(key=lambda row: row.on_closed_sheet)
    open_rows = [row for row in group.rows if not row.on_closed_sheet]
    closed = next((row for row in group.rows if row.on_closed_sheet), None)
    if closed is not None:
        for row in open_rows:
            ledger.add(
                row.table, row.number, _number_column(row), "also_in_closed_sheet",
                row.case_number, same_row=closed.ref)  # fmt: skip


def _number_column(row: CaseRow) -> int | None:
    names_of = ("case_number", "surname", "name", "name_and_identity")
    return next((i for name in names_of if (i := row.table.column(name)) is not None), None)


# --- case numbers ---


def _missing_and_repeated_numbers(groups: list[CaseGroup], ledger: Ledger) -> None:
    by_number: dict[str, list[CaseRow]] = defaultdict(list)
    for group in groups:
        for row in group.rows:
            column = row.table.column("case_number")
            if column is not None and not row.case_number:
                ledger.add(row.table, row.number, column, "case_number_missing")
        if group.lead.case_number:
            by_number[group.lead.case_number.casefold()].append(group.lead)
    sequence = _Sequence(groups) if any(len(each) > 1 for each in by_number.values()) else None
    for rows in by_number.values():
        if len(rows) > 1 and sequence is not None:
            owner = sequence.owner(rows)
            for row in rows:
                if row is not owner and not same_person(row, owner):
                    ledger.add(
                        row.table, row.number, row.table.column("case_number"),
                        "case_number_repeated", row.case_number, same_row=owner.ref)  # fmt: skip


class _Sequence:
    """Numbers are given as applications come in, so the row that breaks the order is wrong."""

    def __init__(self, groups: Iterable[CaseGroup]) -> None:
        self._order: dict[int, list[tuple[int, ...]]] = {}
        self._place: dict[int, int] = {}
        by_table: dict[int, list[CaseRow]] = defaultdict(list)
        for group in groups:
            for row in group.rows:
                by_table[id(row.table)].append(row)
        for table, rows in by_table.items():
            rows.sort(key=lambda row: row.number)
            self._order[table] = [numbers_in(row.case_number) for row in rows]
            self._place.update({id(row): index for index, row in enumerate(rows)})

    def owner(self, rows: list[CaseRow]) -> CaseRow:
        """The row whose number stands where it belongs; on several sheets the first row's."""
        here = [row for row in rows if row.table is rows[0].table]
        places = [self._place[id(row)] for row in here]
        best = most_in_place(self._order[id(rows[0].table)], places, steady=True)
        return here[places.index(best)]


# --- one household ---


def _join_by_identity(groups: list[CaseGroup], union: _Union) -> None:
    first_with: dict[str, int] = {}
    for index, group in enumerate(groups):
        for row in group.rows:
            if row.person.number is not None:
                first = first_with.setdefault(row.person.number.number, index)
                union.join(first, index)


# --- suspected duplicates ---


def _duplicates(groups: list[CaseGroup]) -> list[Pair]:
    rows = [group.lead for group in groups if not group.lead.on_closed_sheet]
    blocks = _Blocks(rows)
    found: dict[int, Pair] = {}
    taken: set[int] = set()
    for a, b in blocks.candidates():
        if b.number == a.number and a.table is b.table:
            continue
        pair = _judge(a, b)
        if pair is not None and id(b) not in taken:
            taken.add(id(b))
            found[id(b)] = pair
    return list(found.values())


class _Blocks:
    """Rows that share something, so that not every row is compared with every other.

    Two complete rows of one day, or two namesakes, are no pair: only a row without a number is
    compared with the others of its day, and only a co-applicant's name with applicants'.
    """

    def __init__(self, rows: list[CaseRow]) -> None:
        self._rows = rows
        self._seen: set[tuple[int, int]] = set()

    def candidates(self) -> list[tuple[CaseRow, CaseRow]]:
        """Pairs in the order of the later row; the earlier first in each."""
        self._sharing(_identities)
        self._sharing(_phones)
        self._against(self._numberless_days(), _days)
        self._against(self._partner_names(), lambda row: [_name(row.person.written)])
        pairs = sorted((j, i) for i, j in self._seen)
        return [(self._rows[i], self._rows[j]) for j, i in pairs]

    def _pair(self, one: int, other: int) -> None:
        if one != other:
            self._seen.add((one, other) if one < other else (other, one))

    def _sharing(self, keys: Callable[[CaseRow], Iterable[str]]) -> None:
        holders: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(self._rows):
            for key in keys(row):
                for earlier in holders[key][-_MOST_ALIKE:]:
                    self._pair(earlier, index)
                holders[key].append(index)

    def _against(
        self, wanted: dict[str, list[int]], keys: Callable[[CaseRow], Iterable[str]]
    ) -> None:
        if not wanted:
            return
        for index, row in enumerate(self._rows):
            for key in keys(row):
                for other in wanted.get(key, ()):
                    self._pair(other, index)

    def _numberless_days(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(self._rows):
            if row.person.number is None:
                for key in _days(row):
                    found[key].append(index)
        return found

    def _partner_names(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(self._rows):
            if row.partner is not None:
                name = row.partner.name
                found[_name(f"{name.given} {name.surname}")].append(index)
        return found


def _identities(row: CaseRow) -> Iterable[str]:
    if row.person.number is not None:
        yield row.person.number.number
    if row.partner is not None and row.partner.number is not None:
        yield row.partner.number.number


def _phones(row: CaseRow) -> Iterable[str]:
    return row.phones


def _days(row: CaseRow) -> Iterable[str]:
    """The day of the application, with each initial: a name is rarely mistyped in its first."""
    if row.received is None or row.received.on is None:
        return
    for initial in {word[0] for word in names.folded(row.person.written).split()}:
        yield f"{row.received.on}{initial}"


@lru_cache(maxsize=65_536)
def _name(text: str) -> str:
    return " ".join(sorted(names.folded(text).split()))


def _judge(a: CaseRow, b: CaseRow) -> Pair | None:
    first, second = a.person.number, b.person.number
    if first is not None and second is not None and first.number == second.number:
        return _same_identity(a, b)
    if _partners(a, b):
        return Pair(PARTNER, a, b, (REASON_PARTNER,))
    if first is not None and second is not None:
        return None
    if not names.similar(a.person.written, b.person.written):
        return None
    return _without_identity(a, b)


def _same_identity(a: CaseRow, b: CaseRow) -> Pair | None:
    if _second_application(a, b):
        return None
    if names.tidy(a.person.written).casefold() == names.tidy(b.person.written).casefold():
        return Pair(SAME_ID, a, b, (REASON_ID,))
    return Pair(SAME_ID_SPELLING, a, b, (REASON_ID, REASON_SPELLING))


def _second_application(a: CaseRow, b: CaseRow) -> bool:
    """The one ended, and the other came well after it: a household may apply again."""
    if a.received is None or b.received is None or not a.received.on or not b.received.on:
        return False
    early, late = (a, b) if a.received.on <= b.received.on else (b, a)
    assert early.received is not None
    assert late.received is not None
    apart = (late.received.counts_from - early.received.counts_from).days
    ended = early.decision in _ENDED or early.outcome in _ENDED
    return ended and apart > _SECOND_APPLICATION_AFTER_DAYS


def _without_identity(a: CaseRow, b: CaseRow) -> Pair | None:
    reasons = _support(a, b)
    if not reasons:
        return None
    one = (a.person.number is None) != (b.person.number is None)
    if one:
        return Pair(ONE_WITHOUT_ID, a, b, (REASON_NAME, REASON_NO_ID, *reasons))
    different = a.person.number_text and b.person.number_text and (
        a.person.number_text != b.person.number_text)  # fmt: skip
    if different or (REASON_PHONE not in reasons and len(reasons) < 2):
        return None
    return Pair(NONE_WITH_ID, a, b, (REASON_NAME, *reasons))


def _support(a: CaseRow, b: CaseRow) -> tuple[str, ...]:
    reasons = []
    if a.received and b.received and a.received.on and a.received.on == b.received.on:
        reasons.append(REASON_DATE)
    if set(a.phones) & set(b.phones):
        reasons.append(REASON_PHONE)
    if a.child_years and a.child_years == b.child_years:
        reasons.append(REASON_CHILDREN)
    return tuple(reasons)


def _partners(a: CaseRow, b: CaseRow) -> bool:
    """Each names the other; or one does and number, day or telephone agree."""
    forward, backward = _names_partner(a, b), _names_partner(b, a)
    if forward and backward:
        return True
    if not (forward or backward):
        return False
    by_number = any(
        x.partner is not None and x.partner.number is not None and y.person.number is not None
        and x.partner.number.number == y.person.number.number
        for x, y in ((a, b), (b, a)))  # fmt: skip
    return by_number or bool(_support(a, b))


def _names_partner(one: CaseRow, other: CaseRow) -> bool:
    partner = one.partner
    if partner is None:
        return False
    if partner.number is not None and other.person.number is not None:
        return partner.number.number == other.person.number.number
    return names.similar(f"{partner.name.given} {partner.name.surname}", other.person.written)
