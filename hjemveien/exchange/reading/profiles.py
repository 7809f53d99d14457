"""What the values of a column look like: the second witness, beside its header."""

import re
from collections.abc import Callable
from datetime import date

from hjemveien.domain.written_dates import DAY, MONTH, NO_YEAR, SERIAL, WEEK, from_serial, read_date
from hjemveien.exchange.reading import lexicons
from hjemveien.exchange.reading.sheets import Value, as_text

SAMPLE = 250

_IDENTITY = re.compile(
    r"^[^\d]{0,3}\d{6}[\s\-–.]{0,3}\d{4,5}\D{0,3}$|^\d{2}[\s.]\d{2}[\s.]\d{2}[\s.-]\d{5}$"
)
_IDENTITY_INSIDE = re.compile(r"(?<!\d)\d{6}[\s\-–]?\d{5}(?!\d)")
_CASE_NUMBER = re.compile(r"^[^\W\d]{0,8}[\s\-/.]{0,2}\d{1,8}(?:[/\-.: ]\d{1,8})*$")
_PHONE = re.compile(r"^(?:\+|00)?[\d\s]{7,16}(?:\D.*)?$")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SMALL = re.compile(r"^(?:[0-9]|1[0-5])(?:\D|$)")
_ROOMS = re.compile(
    r"^(?:min\.?\s*)?\d{1,2}\s*(?:-?\s*r|$|\s*-?\s*(?:rom|rooms?|soverom|bed))|^\d\s?[-–]\s?\d",
    re.I,
)
_MONEY = re.compile(
    r"^(?:kr\.?|nok)?\s*[\d\s.]+(?:,-|,\d\d)?\s*(?:kr\.?|,-|nok)?\s*(?:/.*|pr.*)?$", re.I
)
_WORDS = re.compile(r"^[^\W\d_][^\d@=]*$")
_UNIT = re.compile(r"^[HKLU]\s?\d{3,4}$", re.I)
_LAND = re.compile(r"^\d+\s*[/-]\s*\d+")


def _is_date(value: Value, text: str) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, int | float):
        return from_serial(value) is not None
    return read_date(text).form in (DAY, MONTH, WEEK, NO_YEAR, SERIAL)


def _is_identity(value: Value, text: str) -> bool:
    if isinstance(value, int | float):
        return 1e9 <= value < 1e11
    return bool(_IDENTITY.match(text))


def _is_name(value: Value, text: str) -> bool:
    return isinstance(value, str) and bool(_WORDS.match(text)) and len(text) < 60


def _is_name_and_identity(value: Value, text: str) -> bool:
    del value
    return bool(_IDENTITY_INSIDE.search(text)) and text[:1].isalpha()


def _is_partner(value: Value, text: str) -> bool:
    return (
        isinstance(value, str) and len(text) < 80 and text[:1].isalpha() and not _YEARS.match(text)
    )


def _is_number(value: Value, text: str) -> bool:
    return isinstance(value, int | float) or text.strip().isdigit()


def _matches(pattern: re.Pattern[str]) -> Callable[[Value, str], bool]:
    return lambda _value, text: bool(pattern.match(text))


def _knows(lexicon: lexicons.Lexicon) -> Callable[[Value, str], bool]:
    return lambda _value, text: lexicon.code(text) is not None


def _is_short_word(value: Value, text: str) -> bool:
    return isinstance(value, str) and len(text) < 40 and bool(_WORDS.match(text))


def _is_case_number(value: Value, text: str) -> bool:
    return not isinstance(value, date) and bool(_CASE_NUMBER.match(text))


def _has_years(value: Value, text: str) -> bool:
    return not isinstance(value, date) and bool(_YEARS.search(text))


def _is_priority(value: Value, text: str) -> bool:
    del value
    return lexicons.priority_class(text) is not None


TESTS: dict[str, Callable[[Value, str], bool]] = {
    **dict.fromkeys(
        ("received", "decided", "offered", "moved", "closed", "start", "until", "born",
         "statusdato", "leieforholdstartdato", "leieforholdsluttdato"), _is_date),
    **dict.fromkeys(("identity", "partner_identity", "hovedsoker"), _is_identity),
    "name_and_identity": _is_name_and_identity,
    **dict.fromkeys(("surname", "given", "name"), _is_name),
    "partner": _is_partner,
    "case_number": _is_case_number,
    "child_count": _matches(_SMALL),
    "child_years": _has_years,
    "phone": _matches(_PHONE),
    "size": _matches(_ROOMS),
    "price": _matches(_MONEY),
    "manedsleie": _matches(_MONEY),
    "group": _knows(lexicons.GROUP),
    "living": _knows(lexicons.LIVING),
    "decision": _knows(lexicons.DECISION),
    "outcome": _knows(lexicons.OUTCOME),
    "answer": _knows(lexicons.ANSWER),
    "priority": _is_priority,
    "boligstatus": _knows(lexicons.DWELLING_STATUS),
    "caseworker": _is_short_word,
    "place": _is_short_word,
    "waited": _is_number,
    "nights": _is_number,
    "bruksenhetsnummer": _matches(_UNIT),
    "gnrbnr": _matches(_LAND),
}  # fmt: skip

# Columns that cannot be what their header says if hardly any value looks like it.
HARD = frozenset(
    ("received", "decided", "moved", "closed", "start", "until", "born", "identity",
     "partner_identity", "hovedsoker", "name_and_identity", "phone", "child_years", "child_count",
     "leieforholdstartdato", "leieforholdsluttdato", "statusdato", "surname", "given", "name",
     "bruksenhetsnummer", "gnrbnr", "case_number")
)  # fmt: skip

# What can be recognised with no helpful header at all.
SPEAKING = ("identity", "name_and_identity")


def sample(rows: list[list[Value]], column: int) -> list[Value]:
    """Up to SAMPLE values of a column that are not empty, from the whole length of the sheet."""
    step = max(1, len(rows) // (SAMPLE * 4))
    found: list[Value] = []
    for row in rows[::step]:
        if column < len(row):
            value = row[column]
            if value not in (None, ""):
                found.append(value)
                if len(found) >= SAMPLE:
                    break
    return found


def likeness(values: list[Value], field: str) -> float | None:
    """The share of values that look like the field; None where the field has no look."""
    test = TESTS.get(field)
    if test is None or not values:
        return None
    return sum(test(value, as_text(value).strip()) for value in values) / len(values)
