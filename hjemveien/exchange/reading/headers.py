"""Finds a sheet's header row, what its columns are, and so what the sheet is.

Header and values are weighed together: an exact header of the wrong content is believed less than
a vague one of the right content. No row or column has a fixed place.
"""

import re
from dataclasses import dataclass, field

from hjemveien.exchange.reading import fields, profiles
from hjemveien.exchange.reading.sheets import RawSheet, Value, as_text, is_empty

WAITING, CLOSED, STAYS, DWELLINGS, CODES, OTHER = (
    "waiting", "closed", "temporary_stays", "dwellings", "codes", "other"
)  # fmt: skip

SEARCHED_ROWS = 60
WIDEST = 250
_ENOUGH = 0.5
# A header repeated further down weighs nearly the same as the first; the first is the header.
_CLEARLY_BETTER = 1.06
_GOOD_LOOK = 0.8
_SURE = 0.75
_COMBINED_WINS = 0.84
_HEADER_WEIGHT, _CONTENT_WEIGHT = 0.62, 0.38
_WRONG_CONTENT = 0.12
_MANY = frozenset(("note",))

_CLOSED_NAME = re.compile(
    r"avslut|closed|arkiv|archiv|ferdig|lukk|histor|innflyt|avgj|slutt|done|finish"
)
_WAITING_NAME = re.compile(r"vent|wait|aktiv|activ|søk[ej]|open|åpne|opne|kø\b|queue|list")
_STAY_NAME = re.compile(r"midl|mellomb|botilb|butilb|tempor|stay|overnatt|døgn|hospits|§ ?27")
_DWELLING_MARKS = frozenset(
    ("gnrbnr", "gnr", "bnr", "bruksenhetsnummer", "manedsleie", "koboboligtype",
     "kobodisposisjonsform", "boligstatus", "gatenavn", "adresse", "postnummer", "antallsoverom",
     "leieforholdstartdato", "leieforholdsluttdato", "hovedsoker", "depositum")
)  # fmt: skip
_CASE_MARKS = frozenset(("received", "decided", "decision", "group", "priority", "living"))
_PERSON_MARKS = frozenset(("surname", "given", "name", "identity", "name_and_identity"))
_CLOSING = ("outcome", "moved", "closed")


@dataclass(slots=True)
class Column:
    index: int
    header: str
    field: str = ""
    sureness: float = 0.0


@dataclass(slots=True)
class Layout:
    """Where a sheet's table is. `header_row` from 1, None where no table was recognised."""

    role: str
    family: str
    header_row: int | None
    columns: list[Column] = field(default_factory=list)
    by_field: dict[str, int] = field(default_factory=dict)
    notes: tuple[int, ...] = ()

    def column(self, name: str) -> int | None:
        return self.by_field.get(name)

    def has(self, *names: str) -> bool:
        return any(name in self.by_field for name in names)


def layout_of(sheet: RawSheet, mapping: dict[str, str] | None = None) -> Layout:
    """The best reading of a sheet as a table. `mapping` is a person's word: header to field."""
    best = Layout(OTHER, "", None)
    best_score = 0.0
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1):
        if sum(not is_empty(cell) for cell in row) < 2 or _says_the_same(row, best):
            continue
        for family in (fields.CASE, fields.STAY, fields.DWELLING, fields.CODES):
            score = _quick_score(sheet, number, family)
            if score > best_score and _plausible(sheet, number, family):
                layout = _assign(sheet, number, family, mapping or {})
                weight = _weight(layout)
                if weight > best_score * (_CLEARLY_BETTER if best_score else 1.0):
                    best, best_score = layout, weight
    best.role = _role(sheet, best)
    if best.role == OTHER:
        best.by_field = {}
    return best


def _says_the_same(row: list[Value], best: Layout) -> bool:
    """The header found already, once more further down."""
    known = {fields.normal(column.header) for column in best.columns}
    texts = [fields.normal(cell) for cell in row if isinstance(cell, str) and cell]
    return len(texts) > 1 and sum(text in known for text in texts) > len(texts) * 0.7


def _texts(sheet: RawSheet, number: int) -> list[tuple[str, str]]:
    """(own text, text of the group above) for each column of a header row."""
    row = sheet.rows[number - 1]
    above = sheet.rows[number - 2] if number > 1 else []
    group = ""
    found = []
    for index in range(max(len(row), len(above))):
        own = as_text(row[index]).strip() if index < len(row) else ""
        over = as_text(above[index]).strip() if index < len(above) else ""
        group = over or group
        found.append((own, group))
    return found


def _header_scores(own: str, above: str, family: str) -> dict[str, float]:
    if not own:
        return {name: score * 0.95 for name, score in fields.scores(above, family).items()}
    alone = fields.scores(own, family)
    if above and len(above) < 40:
        together = fields.scores(f"{above} {own}", family)
        if together and max(together.values()) > _COMBINED_WINS:
            return {**{k: v * 0.7 for k, v in alone.items()}, **together}
    return alone


def _quick_score(sheet: RawSheet, number: int, family: str) -> float:
    seen: dict[str, float] = {}
    for cell in sheet.rows[number - 1][:WIDEST]:
        if not isinstance(cell, str) or len(cell) > 60:
            continue
        for name, score in fields.scores(cell, family).items():
            if score > 0.7:
                seen[name] = max(seen.get(name, 0.0), score)
    return sum(seen.values()) + 3


def _plausible(sheet: RawSheet, number: int, family: str) -> bool:
    """Some known names, hardly any number among them, and something below."""
    row = [cell for cell in sheet.rows[number - 1][:WIDEST] if not is_empty(cell)]
    words = sum(isinstance(cell, str) and any(c.isalpha() for c in cell) for cell in row)
    known = sum(
        isinstance(cell, str) and len(cell) < 60 and bool(fields.scores(cell, family))
        for cell in row
    )
    return words >= len(row) * 0.7 and known >= 2 and len(sheet.rows) > number


def _assign(sheet: RawSheet, number: int, family: str, mapping: dict[str, str]) -> Layout:
    texts = _texts(sheet, number)
    own_row = sheet.rows[number - 1]
    below = sheet.rows[number:]
    columns = []
    claims: list[tuple[float, int, str]] = []
    for index, (own, above) in enumerate(texts):
        values = profiles.sample(below, index)
        has_own = index < len(own_row) and not is_empty(own_row[index])
        if not has_own and not values:
            continue
        vertical = _above_here(sheet, number, index)
        columns.append(Column(index, own or vertical))
        if index >= WIDEST:
            continue
        if own in mapping:
            claims.append((2.0, index, mapping[own]))
            continue
        header = _header_scores(own, above if own else vertical, family)
        claims.extend(_claims(index, header, values))
    layout = Layout(OTHER, family, number, columns)
    _settle(layout, claims)
    _recognise_by_look(layout, below)
    _only_result_is_decision(layout)
    return layout


def _only_result_is_decision(layout: Layout) -> None:
    """'Resultat' is how a case ended; where nothing ends in the table, it is what was decided."""
    found = layout.by_field
    if "outcome" in found and not {"decision", "moved", "closed"} & set(found):
        found["decision"] = found.pop("outcome")
        for column in layout.columns:
            if column.field == "outcome":
                column.field = "decision"


def _above_here(sheet: RawSheet, number: int, index: int) -> str:
    above = sheet.rows[number - 2] if number > 1 else []
    return as_text(above[index]).strip() if index < len(above) else ""


def _claims(
    index: int, header: dict[str, float], values: list[Value]
) -> list[tuple[float, int, str]]:
    claims = []
    for name, score in header.items():
        content = profiles.likeness(values, name)
        if content is None:
            claims.append((score * 0.9, index, name))
            continue
        total = _HEADER_WEIGHT * score + _CONTENT_WEIGHT * content
        if content < _WRONG_CONTENT and name in profiles.HARD and len(values) > 3:
            total *= 0.5
        claims.append((total, index, name))
    for name in profiles.SPEAKING:
        content = profiles.likeness(values, name) or 0.0
        if content > 0.6 and len(values) > 3:
            claims.append((0.5 + content * 0.2, index, name))
    return claims


def _settle(layout: Layout, claims: list[tuple[float, int, str]]) -> None:
    """The strongest claims first; each column one field, each field one column (notes many)."""
    by_index = {column.index: column for column in layout.columns}
    two_names = {"surname", "given"} <= {name for score, _i, name in claims if score > _SURE}
    chosen = _best_together(
        [c for c in claims if c[0] >= _ENOUGH and not (two_names and c[2] == "name")]
    )
    for index, (name, score) in sorted(chosen.items()):
        by_index[index].field, by_index[index].sureness = name, min(score, 1.0)
        layout.by_field.setdefault(name, index)
    layout.notes = tuple(i for i, (name, _score) in sorted(chosen.items()) if name in _MANY)


def _best_together(claims: list[tuple[float, int, str]]) -> dict[int, tuple[str, float]]:
    """Strongest first, then exchanged between two columns as long as both together gain by it."""
    chosen: dict[int, tuple[str, float]] = {}
    holder: dict[str, int] = {}
    wishes: dict[int, dict[str, float]] = {}
    for score, index, name in sorted(claims, key=lambda claim: (-claim[0], claim[1])):
        wishes.setdefault(index, {})
        wishes[index][name] = max(score, wishes[index].get(name, 0.0))
        if index not in chosen and (name in _MANY or name not in holder):
            chosen[index] = (name, score)
            holder[name] = index
    while _exchange(chosen, holder, wishes):
        pass
    return chosen


def _exchange(
    chosen: dict[int, tuple[str, float]],
    holder: dict[str, int],
    wishes: dict[int, dict[str, float]],
) -> bool:
    """Give one column another's field where the other has something nearly as good left."""
    for index, wished in wishes.items():
        now = chosen.get(index, ("", 0.0))
        for name, score in wished.items():
            other = holder.get(name)
            if other is None or other == index or name in _MANY:
                continue
            left = [
                (value, field) for field, value in wishes[other].items()
                if field == now[0] or field not in holder or field in _MANY
            ]  # fmt: skip
            value, field = max(left, default=(0.0, ""))
            if score + value > now[1] + chosen[other][1] + 0.01:
                holder.pop(now[0], None)
                holder[name], chosen[index] = index, (name, score)
                chosen.pop(other)
                if field:
                    holder[field], chosen[other] = other, (field, value)
                return True
    return False


_BY_LOOK = {
    fields.CASE: ("identity", "phone", "received", "child_years", "group", "living"),
    fields.STAY: ("price",),
}


def _recognise_by_look(layout: Layout, below: list[list[Value]]) -> None:
    """What a table must have and no header told: a column that looks like nothing else."""
    wanted = [n for n in _BY_LOOK.get(layout.family, ()) if n not in layout.by_field]
    persons = {"surname", "given", "name", "name_and_identity"}
    if layout.family in (fields.CASE, fields.STAY) and not persons & set(layout.by_field):
        wanted.append("name")
    for name in wanted:
        free = [column for column in layout.columns if not column.field]
        looks = [
            (profiles.likeness(values, name) or 0.0, -column.index, column)
            for column in free
            if len(values := profiles.sample(below, column.index)) > 3
        ]
        best = max(looks, default=(0.0, 0, None), key=lambda look: look[:2])
        if best[2] is not None and best[0] >= _GOOD_LOOK:
            best[2].field, best[2].sureness = name, best[0] * 0.6
            layout.by_field[name] = best[2].index


def _weight(layout: Layout) -> float:
    """How much a table looks like what its family is."""
    total = sum(column.sureness for column in layout.columns if column.field)
    found = set(layout.by_field)
    if layout.family == fields.DWELLING:
        return total if len(found & _DWELLING_MARKS) >= 3 else 0.0
    if layout.family == fields.STAY:
        enough = "start" in found and found & {"until", "nights", "price"}
        return total + 0.5 if enough and found & (_PERSON_MARKS | {"case_number"}) else 0.0
    if layout.family == fields.CODES:
        few = {"code", "meaning"} <= found and len(layout.columns) <= 6
        return total + 1.0 if few else 0.0
    marks = found & (_CASE_MARKS | set(_CLOSING))
    return total if found & _PERSON_MARKS and len(found) >= 3 and marks else 0.0


def _role(sheet: RawSheet, layout: Layout) -> str:
    if layout.header_row is None:
        return OTHER
    if layout.family == fields.CASE:
        return CLOSED if _is_closed(sheet, layout) else WAITING
    return {fields.STAY: STAYS, fields.DWELLING: DWELLINGS, fields.CODES: CODES}[layout.family]


def _is_closed(sheet: RawSheet, layout: Layout) -> bool:
    name = (sheet.name or sheet.file).casefold()
    title = " ".join(
        as_text(cell) for row in sheet.rows[: (layout.header_row or 1) - 1] for cell in row
    ).casefold()
    if not layout.has(*_CLOSING):
        return bool(_CLOSED_NAME.search(name)) and not _WAITING_NAME.search(name)
    columns = [index for each in _CLOSING if (index := layout.column(each)) is not None]
    rows = [
        row for row in sheet.rows[layout.header_row or 0 :] if any(not is_empty(c) for c in row)
    ]
    ended = sum(any(i < len(row) and not is_empty(row[i]) for i in columns) for row in rows)
    share = ended / max(len(rows), 1)
    if _CLOSED_NAME.search(name) or (_CLOSED_NAME.search(title) and not _WAITING_NAME.search(name)):
        return share > 0.3
    return share > 0.6
