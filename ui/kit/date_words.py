"""Reads a date the way people type it, in any of the three languages."""

import re
from calendar import monthrange
from datetime import date, timedelta

_WORDS = {
    0: ("i dag", "idag", "dag", "today", "nå", "no"),
    1: ("i morgen", "imorgen", "i morgon", "imorgon", "morgen", "morgon", "tomorrow"),
    2: ("i overmorgen", "overmorgen", "i overmorgon", "overmorgon", "day after tomorrow"),
    -1: ("i går", "igår", "yesterday"),
}
_DAYS_AWAY = {word: days for days, words in _WORDS.items() for word in words}
_WEEKDAYS = (
    ("mandag", "måndag", "monday", "man", "mån", "mon"),
    ("tirsdag", "tysdag", "tuesday", "tir", "tys", "tue"),
    ("onsdag", "wednesday", "ons", "wed"),
    ("torsdag", "thursday", "tor", "thu"),
    ("fredag", "friday", "fre", "fri"),
    ("lørdag", "laurdag", "saturday", "lør", "lau", "sat"),
    ("søndag", "sundag", "sunday", "søn", "sun"),
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)} | {"may": 5, "oct": 10, "dec": 12}
_UNITS = {
    "day": ("dag", "dager", "dagar", "day", "days"),
    "week": ("uke", "uker", "veke", "veker", "week", "weeks"),
    "month": ("måned", "måneder", "månad", "månader", "month", "months"),
    "year": ("år", "year", "years"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
_COUNTS = (
    ("en", "ei", "et", "ett", "eit", "ein", "én", "a", "an", "one"),
    ("to", "two"), ("tre", "three"),
    ("fire", "four"), ("fem", "five"), ("seks", "six"), ("sju", "syv", "seven"),
    ("åtte", "eight"), ("ni", "nine"), ("ti", "ten"), ("elleve", "eleven"), ("tolv", "twelve"),
)  # fmt: skip
_COUNT = {word: number for number, words in enumerate(_COUNTS, 1) for word in words}
_AHEAD = re.compile(r"(?:om|in) (\w+) (\w+)")
_NEXT = re.compile(r"(?:neste|førstkommende|på|next|on) (\w+)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})")
_SPLIT = re.compile(r"(\d{1,2})[\s.,/\\-]+(\d{1,2})(?:[\s.,/\\-]+(\d{4}|\d{2}))?[.]?")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?\s*(\d{4}|\d{2})?")
_AWAY = re.compile(r"([+-])\s*(\d{1,4})")


def read_day(text: str, today: date) -> date | None:
    """The date meant, None for an empty text. Raises ValueError for what is no date.

    231126 · 23.11 (this year) · 23/11-26 · 23. november 2026 · 2026-11-23 · i morgen · fredag (the
    next one) · +14 (days from today) · om to uker · in three months · next Friday. Two-digit years
    lie between 90 years ago and in 10 years.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return None
    if words in _DAYS_AWAY:
        return _plus(today, _DAYS_AWAY[words])
    if words in _WEEKDAY:
        return _plus(today, (_WEEKDAY[words] - today.weekday() - 1) % 7 + 1)
    if ahead := _AHEAD.fullmatch(words):
        return _ahead(ahead[1], ahead[2], today)
    if following := _NEXT.fullmatch(words):
        return _following(following[1], today)
    if away := _AWAY.fullmatch(words):
        return _plus(today, int(away[1] + away[2]))
    return _written(words, today)


def distance_days(day: date, today: date) -> int:
    """Days until the date; negative when it has passed."""
    return (day - today).days


def _ahead(count: str, unit: str, today: date) -> date:
    number = int(count) if count.isdecimal() else _COUNT.get(count, 0)
    if not number or unit not in _UNIT:
        raise ValueError(f"{count} {unit}")
    if _UNIT[unit] in ("day", "week"):
        return _plus(today, number * (7 if _UNIT[unit] == "week" else 1))
    return _months(today, number * (12 if _UNIT[unit] == "year" else 1))


def _following(word: str, today: date) -> date:
    """Next Friday, next week or next month."""
    if word in _WEEKDAY:
        return _plus(today, (_WEEKDAY[word] - today.weekday() - 1) % 7 + 1)
    return _ahead("1", word, today)


def _months(today: date, months: int) -> date:
    """The same day of the month; the month's last where it is shorter."""
    years, month = divmod(today.month - 1 + months, 12)
    if today.year + years > date.max.year:
        raise ValueError(months)
    last = monthrange(today.year + years, month + 1)[1]
    return date(today.year + years, month + 1, min(today.day, last))


def _plus(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError as fault:
        raise ValueError(days) from fault


def _written(words: str, today: date) -> date:
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.fullmatch(words):
        month = _MONTH.get(found[2][:3], 0)
        return date(_year(found[3], today), month, int(found[1]))
    if found := _PACKED.fullmatch(words) or _SPLIT.fullmatch(words):
        return date(_year(found[3], today), int(found[2]), int(found[1]))
    raise ValueError(words)


def _year(digits: str | None, today: date) -> int:
    if not digits:
        return today.year
    if len(digits) == 4:
        return int(digits)
    year = today.year // 100 * 100 + int(digits)
    return year - 100 if year > today.year + 10 else year
