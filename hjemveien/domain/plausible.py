"""Days, years, postcodes and addresses as typed: what is wrong with one, in words, or empty.

Each text begins with the field's own word, so that it can stand in a list of what to correct.
"""

import re
from datetime import date

from hjemveien.texts import _, day_text

# No municipal office has a case on its list from before its registers were electronic.
EARLIEST_RECEIVED = date(1990, 1, 1)
# The oldest person ever known lived 122 years; beyond 120 a year is a slip of the keys.
OLDEST_YEARS = 120
_POSTCODE = re.compile(r"[0-9]{4}")
# Something on both sides of one @, and a full stop in what follows it (RFC 5321 in everyday use).
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+")


def received_problem(day: date | None, today: date) -> str:
    if day is None:
        return ""
    if day > today:
        return _("Date received cannot be in the future.")
    if day < EARLIEST_RECEIVED:
        return _(
            "Date received cannot be before {year}: the waiting time would be longer than "
            "any register goes back. Check the year."
        ).format(year=EARLIEST_RECEIVED.year)
    return ""


def decided_problem(day: date, received_on: date | None, today: date) -> str:
    """`received_on` is when the case's first application came, None where nobody knows."""
    if day > today:
        return _("Date of decision cannot be in the future.")
    if received_on is not None and day < received_on:
        return _("Date of decision cannot be before the application was received ({day}).").format(
            day=day_text(received_on)
        )
    return ""


def birth_problem(day: date | None, today: date) -> str:
    if day is None:
        return ""
    if day > today:
        return _("Date of birth cannot be in the future.")
    if day.year < today.year - OLDEST_YEARS:
        return _("Date of birth cannot be more than {n} years ago.").format(n=OLDEST_YEARS)
    return ""


def birth_year_problem(year: int | None, today: date) -> str:
    if not year:
        return ""
    if year > today.year:
        return _("Year of birth cannot be in the future.")
    if year < today.year - OLDEST_YEARS:
        return _("Year of birth cannot be more than {n} years ago.").format(n=OLDEST_YEARS)
    return ""


def postcode_problem(typed: str) -> str:
    if not typed.strip() or _POSTCODE.fullmatch(typed.strip()):
        return ""
    return _("Postcode must have four digits, for example 0150.")


def email_problem(typed: str) -> str:
    if not typed.strip() or _EMAIL.fullmatch(typed.strip()):
        return ""
    return _("Email must be an address, for example kari@example.no.")
