"""Dates as people write them: 12/3-25, 12. mars 2025, mars 25, uke 14, 45678.

Day comes before month, as in Norway, unless the caller has seen that a whole column does not.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from hjemveien.domain.identity_number import day_in_century, day_part

DAY = "day"
MONTH = "month"
WEEK = "week"
NO_YEAR = "no_year"
SERIAL = "serial"
INVALID = "invalid"
NOTHING = "nothing"

# Spreadsheets count days from here; their day 60 (29 February 1900) never was.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIAL_MIN, _SERIAL_MAX = 18_264, 73_050

_NAMES = (
    ("januar", "january", "jan"),
    ("februar", "february", "febr", "feb"),
    ("mars", "march", "mar", "mrs"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("desember", "december", "des", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_WORD = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"['’]?(\d{4}|\d{2})(?!\d)"
_GAP = r"\s*[./\-–,\s]{1,3}\s*"

_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_DMY = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}{_YEAR}")
_DAY_WORD = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\.?[\s\-/]*{_WORD}[\s\-/.,]*{_YEAR}")
_WORD_DAY = re.compile(rf"\b{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})")
_WORD_YEAR = re.compile(rf"\b{_WORD}[\s\-/.,]*{_YEAR}")
_WORD_ONLY = re.compile(rf"\b{_WORD}(?!\w)")
_DAY_WORD_ONLY = re.compile(rf"(?<!\d)(\d{{1,2}})\.?\s*{_WORD}")
_WEEK = re.compile(
    r"\b(?:uke|uka|veke|veka|week|wk|u|v|w)\.?\s*(?:nr\.?\s*)?(\d{1,2})"
    rf"(?!\d)(?:[\s\-/.,]*(?:i|in|år)?\s*{_YEAR})?"
)
_YEAR_WEEK = re.compile(r"(?<!\d)(\d{4})[\s\-/,]*(?:uke|veke|week|wk|u|v|w)\.?\s*(\d{1,2})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\d)(\d{1,2})\s*[./-]\s*(\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})\s*[./-]\s*(\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*[./]\s*(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says. `day` is the day; for a month its last day, for a week its Thursday.

    `last` is the last day of what was said. `parts` are day and month where the year is missing.
    """

    form: str
    day: date | None = None
    last: date | None = None
    parts: tuple[int, int] = (0, 0)


def from_serial(number: float) -> date | None:
    """The day a bare spreadsheet number stands for, 1950 to 2100; None outside."""
    if not _SERIAL_MIN <= number <= _SERIAL_MAX:
        return None
    return _SERIAL_ZERO + timedelta(days=int(number))


@lru_cache(maxsize=65_536)
def read_date(text: str, month_first: bool = False) -> Written:
    """What a text says about a day. A two-digit year is this century's."""
    plain = text.strip().casefold()
    if not plain:
        return Written(NOTHING)
    for reader in (_iso, _numbers, _with_month_name, _week, _month_in_numbers, _run_of_digits):
        found = reader(plain, month_first)
        if found is not None:
            return found
    return Written(INVALID if any(each.isdigit() for each in plain) else NOTHING)


def _iso(text: str, _month_first: bool) -> Written | None:
    found = _ISO.search(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numbers(text: str, month_first: bool) -> Written | None:
    found = _DMY.search(text)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    if month_first:
        day, month = month, day
    return _day(_full_year(found[3]), month, day)


def _with_month_name(text: str, _month_first: bool) -> Written | None:
    if found := _DAY_WORD.search(text):
        return _day(_full_year(found[3]), _MONTHS[found[2]], int(found[1]))
    if found := _WORD_DAY.search(text):
        return _day(int(found[3]), _MONTHS[found[1]], int(found[2]))
    if found := _WORD_YEAR.search(text):
        return _month(_full_year(found[2]), _MONTHS[found[1]])
    if found := _DAY_WORD_ONLY.search(text):
        return Written(NO_YEAR, parts=(int(found[1]), _MONTHS[found[2]]))
    if found := _WORD_ONLY.search(text):
        return Written(NO_YEAR, parts=(0, _MONTHS[found[1]]))
    return None


def _week(text: str, _month_first: bool) -> Written | None:
    if found := _YEAR_WEEK.search(text):
        return _in_week(int(found[1]), int(found[2]))
    found = _WEEK.search(text)
    if found is None:
        return None
    if found[2] is None:
        return Written(WEEK, parts=(int(found[1]), 0))
    return _in_week(_full_year(found[2]), int(found[1]))


def _month_in_numbers(text: str, month_first: bool) -> Written | None:
    if found := _MONTH_YEAR.search(text):
        return _month(int(found[2]), int(found[1]))
    if found := _YEAR_MONTH.search(text):
        return _month(int(found[1]), int(found[2]))
    found = _DAY_MONTH.search(text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    return _no_year(second, first) if month_first else _no_year(first, second)


def _no_year(day: int, month: int) -> Written:
    return Written(NO_YEAR, parts=(day, month)) if 1 <= month <= 12 else Written(INVALID)


def _run_of_digits(text: str, _month_first: bool) -> Written | None:
    if not (text.isascii() and text.isdigit()):
        return None
    if len(text) == 5 and (day := from_serial(int(text))) is not None:
        return Written(SERIAL, day, day)
    if len(text) == 8:
        forward = _day(int(text[4:]), int(text[2:4]), int(text[:2]))
        backward = _day(int(text[:4]), int(text[4:6]), int(text[6:]))
        return forward if forward.form == DAY and 1900 <= int(text[4:]) < 2100 else backward
    if len(text) == 6:
        return _day(_full_year(text[4:]), int(text[2:4]), int(text[:2]))
    return None


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> Written:
    try:
        found = date(year, month, day)
    except ValueError:
        return Written(INVALID)
    return Written(DAY, found, found)


def _month(year: int, month: int) -> Written:
    if not 1 <= month <= 12 or not 1900 <= year <= 2200:
        return Written(INVALID)
    last = date(year, month, monthrange(year, month)[1])
    return Written(MONTH, last, last)


def _in_week(year: int, week: int) -> Written:
    try:
        return Written(
            WEEK, date.fromisocalendar(year, week, 4), date.fromisocalendar(year, week, 7)
        )
    except ValueError:
        return Written(INVALID)


def with_year(written: Written, not_after: date) -> Written:
    """A day or week without a year, taken to be the latest that is not after the day given."""
    for year in (not_after.year, not_after.year - 1):
        if written.form == WEEK:
            full = _in_week(year, written.parts[0])
        elif written.parts[0]:
            full = _day(year, written.parts[1], written.parts[0])
        else:
            full = _month(year, written.parts[1])
        if full.day is not None and full.day <= not_after:
            return full
    return Written(INVALID)


def read_birth_date(text: str, not_after: date) -> date | None:
    """A birth date, two-digit years in the latest century that fits; None if none is there."""
    plain = text.strip().casefold()
    if found := _ISO.search(plain):
        return _day(int(found[1]), int(found[2]), int(found[3])).day
    if found := _DMY.search(plain):
        return _born(int(found[1]), int(found[2]), found[3], not_after)
    digits = re.sub(r"\D", "", plain)
    if len(digits) == 8:
        return read_date(digits).day
    if len(digits) >= 6 and (part := day_part(digits[:6])) is not None:
        return day_in_century(part.day, part.month, part.year, not_after)
    found = _DAY_WORD.search(plain)
    return _born(int(found[1]), _MONTHS[found[2]], found[3], not_after) if found else None


def _born(day: int, month: int, year: str, not_after: date) -> date | None:
    if len(year) == 2:
        return day_in_century(day, month, int(year), not_after)
    return _day(int(year), month, day).day
