"""An office's own sheet of codes: what its short words stand for, and who its initials are."""

import re
from dataclasses import dataclass, field

from hjemveien.domain import names
from hjemveien.exchange.reading import lexicons
from hjemveien.exchange.reading.lexicons import Lexicon, plain
from hjemveien.exchange.reading.sheets import as_text, is_empty
from hjemveien.exchange.reading.table import Table

_WORKER = re.compile(
    r"saksb|behand|konsul|ansatt|tilsett|caseworker|staff|initial|ansv|worker|officer"
)
_ABOUT = (
    ("group", re.compile(r"grupp|group|målgr|kostra|kateg")),
    ("living", re.compile(r"bosit|busit|bolig|bustad|living|housing|boforh")),
    ("decision", re.compile(r"vedtak|decision|status|avgj")),
    ("outcome", re.compile(r"result|outcome|avslut|utfall")),
    ("priority", re.compile(r"prio|klasse|hast")),
)
_LOOKS_LIKE_NAME = re.compile(r"^[^\W\d_][^\d,]*\s[^\W\d_][^\d,]*$")
_INITIALS = re.compile(r"^[^\W\d_]{1,5}$")


@dataclass(slots=True)
class Codes:
    """The lexicons with the office's own codes before them; `staff` are (initials, full name)."""

    group: Lexicon
    living: Lexicon
    decision: Lexicon
    outcome: Lexicon
    own_priority: dict[str, int] = field(default_factory=dict)
    staff: list[tuple[str, str]] = field(default_factory=list)

    def priority(self, text: str) -> int | None:
        own = self.own_priority.get(plain(text))
        return own if own is not None else lexicons.priority_class(text)


def read_codes(tables: list[Table]) -> Codes:
    """All the codes of all sheets of codes; an unknown meaning is left to the lexicons."""
    codes = Codes(lexicons.GROUP, lexicons.LIVING, lexicons.DECISION, lexicons.OUTCOME)
    own: dict[str, dict[str, str]] = {name: {} for name, _pattern in _ABOUT}
    for table in tables:
        section = ""
        for row in table.sheet.rows[table.first - 1 :]:
            texts = [as_text(cell).strip() for cell in row if not is_empty(cell)]
            if len(texts) == 1:
                section = texts[0]
            elif len(texts) > 1:
                _enter(codes, own, texts[0], texts[1], texts[2] if len(texts) > 2 else section)
    codes.group = lexicons.GROUP.with_own(own["group"])
    codes.living = lexicons.LIVING.with_own(own["living"])
    codes.decision = lexicons.DECISION.with_own(own["decision"])
    codes.outcome = lexicons.OUTCOME.with_own(own["outcome"])
    return codes


def _enter(
    codes: Codes, own: dict[str, dict[str, str]], code: str, meaning: str, what: str
) -> None:
    about = _about(what, code, meaning)
    if about == "staff":
        codes.staff.append((code, names.tidy(meaning)))
    elif about == "priority":
        read = lexicons.priority_class(meaning)
        if read is not None:
            codes.own_priority[plain(code)] = read
    elif about:
        lexicon = {"group": lexicons.GROUP, "living": lexicons.LIVING,
                   "decision": lexicons.DECISION, "outcome": lexicons.OUTCOME}[about]  # fmt: skip
        read_code = lexicon.code(meaning) or lexicon.code(code)
        if read_code is not None:
            own[about][code] = read_code


def _about(what: str, code: str, meaning: str) -> str:
    """What a code is for: by what the sheet says, else by what the meaning looks like."""
    low = what.casefold()
    if _WORKER.search(low):
        return "staff"
    for name, pattern in _ABOUT:
        if pattern.search(low):
            return name
    if lexicons.GROUP.code(meaning):
        return "group"
    if _INITIALS.match(code) and _LOOKS_LIKE_NAME.match(meaning):
        return "staff" if lexicons.LIVING.code(meaning) is None else "living"
    return "living" if lexicons.LIVING.code(meaning) else ""
