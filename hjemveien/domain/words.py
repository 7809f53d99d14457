"""Small facts said the same way everywhere: a household's size, how far away a day is."""

from collections.abc import Sequence
from datetime import date

from hjemveien.texts import _, n_

NEAR_DAYS = 7


def household_words(adults: int, children: int) -> str:
    """2 adults, 3 children."""
    words = n_("{n} adult", "{n} adults", adults).format(n=adults)
    if not children:
        return words
    return f"{words}, " + n_("{n} child", "{n} children", children).format(n=children)


def rooms_words(rooms: int) -> str:
    return n_("{n} room", "{n} rooms", rooms).format(n=rooms)


def distance_words(day: date, today: date) -> str:
    """How far away a day is: 3 days late, tomorrow, in 4 days, week 49."""
    days = (day - today).days
    if days < 0:
        return n_("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days <= NEAR_DAYS:
        return n_("in {n} day", "in {n} days", days).format(n=days)
    return _("week {n}").format(n=day.isocalendar().week)


def distance_tone(day: date, today: date) -> str:
    """danger when late, warning within a week, else none."""
    days = (day - today).days
    if days < 0:
        return "danger"
    return "warning" if days <= NEAR_DAYS else ""


def in_a_row(names: Sequence[str]) -> str:
    """Siv; Siv and Per; Siv, Per and Kari."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {second}").format(first=", ".join(names[:-1]), second=names[-1])
