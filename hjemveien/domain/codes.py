"""Coded answers and their titles: KOSTRA groups, living situations, decisions, roles."""

from datetime import date

from hjemveien.domain import wording
from hjemveien.domain.wording import Titles as Titles
from hjemveien.texts import _, mark

GROUPS: Titles = (
    ("flyktning", mark("Refugees")),
    ("tilrettelagt", mark("Need for an adapted dwelling")),
    ("psykisk", mark("Mental health")),
    ("rus", mark("Substance use")),
    ("rop", mark("Substance use and mental health")),
    ("andre", mark("Other")),
    ("uten_behovsproving", mark("Not means-tested")),
    ("ukjent", mark("Not known")),
)

SITUATIONS: Titles = (
    ("ute", mark("Sleeping rough, nowhere to stay")),
    ("natthjem", mark("Night shelter")),
    ("midlertidig", mark("Temporary accommodation")),
    ("krisesenter", mark("Refuge")),
    ("institusjon", mark("Institution")),
    ("fengsel", mark("Prison")),
    ("venner", mark("Temporarily with friends or relatives")),
    ("foreldre", mark("With parents")),
    ("mottak", mark("Reception centre")),
    ("framleie", mark("Sublet")),
    ("privat", mark("Rents privately")),
    ("kommunal", mark("Rents from the municipality")),
    ("eier", mark("Owns a dwelling")),
    ("annet", mark("Other")),
    ("ukjent", mark("Not known")),
)

OUTCOMES: Titles = (
    ("granted", mark("Granted")),
    ("refused", mark("Refused")),
    ("dismissed", mark("Dismissed")),
)

TRACKS: Titles = (
    ("municipal_housing", mark("Municipal dwelling (local rules)")),
    ("assistance", mark("Individually adapted assistance (boligsosialloven § 7)")),
)

KINDS: Titles = (
    ("new", mark("New application")),
    ("swap", mark("Swap")),
    ("extension", mark("Extension")),
)

CHANNELS: Titles = (
    ("paper", mark("On paper")),
    ("phone", mark("By telephone")),
    ("meeting", mark("In a meeting")),
    ("digital", mark("Digital form")),
)

MEMBER_ROLES: Titles = (
    ("applicant", mark("Applicant")),
    ("co_applicant", mark("Co-applicant")),
    ("child", mark("Child")),
    ("other", mark("Other adult")),
)

PROTECTIONS: Titles = (
    ("none", mark("None")),
    ("unspecified", mark("Protected, degree not stated")),
    ("confidential", mark("Confidential address (code 7)")),
    ("strictly_confidential", mark("Strictly confidential address (code 6)")),
)

JOURNAL_KINDS: Titles = (
    ("note", mark("Note")),
    ("phone", mark("Telephone call")),
    ("meeting", mark("Meeting")),
    ("letter", mark("Letter")),
    ("visit", mark("Home visit")),
)

FACTORS: Titles = (
    ("no_roof", mark("No roof tonight")),
    ("children", mark("Children in the household")),
    ("violence", mark("Threats or violence")),
    ("health", mark("Serious illness")),
    ("release", mark("Release or discharge within two months")),
    ("adapted", mark("Needs an adapted dwelling")),
    ("unsuitable", mark("Unsuitable dwelling")),
    ("lease_end", mark("Present lease is ending")),
)

# What tells of health, violence or custody: never where a list is anonymised.
WITHHELD = frozenset({"violence", "health", "release"})


def title(titles: Titles, code: str | None) -> str:
    """The title of a code in the reader's language, in the office's words where it has its own.

    The code itself where it is not known.
    """
    own = wording.said_of(titles, code)
    if own is not None and own.words.shown():
        return own.words.shown()
    built_in = next((_(words) for known, words in titles if known == code), "")
    return built_in or (own.words.any() if own else "") or code or "–"


def choices(titles: Titles, on: date, *kept: str) -> tuple[tuple[str, str], ...]:
    """Pairs of code and title that may be chosen on a day, in the office's order.

    What is `kept` stays among them although it is hidden: a form already says it.
    """
    said = wording.used().codes.get(titles, {})
    places = {code: place for place, (code, _words) in enumerate(titles)}
    known = {**places, **{code: own.position for code, own in said.items()}}
    open_now = [code for code in known if code in kept or code not in said or said[code].holds(on)]
    ordered = sorted(open_now, key=lambda code: (known[code], places.get(code, len(places)), code))
    return tuple((code, title(titles, code)) for code in ordered)
