"""Dwellings in KOBO's words: types, tenure, condition, and whether somebody lives there.

Condition (KOBO's boligstatus) says what a dwelling is fit for, occupancy whether it is let; each
has dates of its own. Source: Husbanken's KOBO, its 35 columns and their codes.
"""

import hashlib
from collections.abc import Mapping
from datetime import date

from hjemveien.domain import names
from hjemveien.domain.codes import Titles
from hjemveien.texts import _, mark, n_

TYPES: Titles = (
    ("ORDINAR_BOLIG", mark("Ordinary dwelling")),
    ("OMSORGSBOLIG", mark("Care housing")),
    ("TJENESTEBOLIG", mark("Staff dwelling")),
    ("ANNET_UTLEIEOBJEKT", mark("Other rental unit")),
)
DISPOSALS: Titles = (
    ("KOMMUNALT_EID", mark("Owned by the municipality")),
    ("INNLEID_FRA_KOMMUNALT_FORETAK", mark("Leased from a municipal enterprise")),
    ("INNLEID_FRA_STIFTELSE", mark("Leased from a foundation")),
    ("INNLEID_FRA_PRIVAT_FORETAK", mark("Leased from a private company")),
    ("INNLEID_FRA_PRIVATPERSON", mark("Leased from a private person")),
)
READY, LET = "KLAR_FOR_INNFLYTTING", "UTLEID"
CONDITIONS: Titles = (
    (READY, mark("Ready to move into")),
    (LET, mark("Let")),
    ("VEDLIKEHOLD", mark("Maintenance")),
    ("IKKE_TILGJENGELIG", mark("Not available")),
)
# What an empty dwelling can be in; let it is by somebody moving in.
IDLE: Titles = tuple(pair for pair in CONDITIONS if pair[0] != LET)
# Source: domain.md 8.4, the vacancy reasons of the housing offices.
REASONS: Titles = (
    ("awaiting_allocation", mark("Waiting to be allocated")),
    ("reserved", mark("Reserved")),
    ("maintenance", mark("Maintenance or renovation")),
    ("clean_up", mark("Clearing up after an eviction")),
    ("damage", mark("Damage by fire or water")),
    ("no_match", mark("Does not match the need")),
    ("sale", mark("For sale")),
    ("agreement_ended", mark("The agreement with the owner ends")),
)
STATES: Titles = (
    ("let", mark("Let")),
    ("soon", mark("Vacant soon")),
    ("vacant", mark("Vacant")),
    ("blocked", mark("Blocked")),
    ("unknown", mark("Not known")),
)
# A lease that ends within so many days is one to talk about: three months' notice is the rule.
SOON_DAYS = 90

REQUIRED = (
    "street", "house_number", "postcode", "unit_number", "cadastre", "municipality_number",
    "dwelling_type", "disposal",
)  # fmt: skip
BLOCKINGS: Titles = (
    ("missing_required", mark("A required field is empty.")),
    ("unknown_status", mark("The condition that was imported is not understood: set it.")),
    ("field_count", mark("The imported row had a wrong number of fields: check what stands here.")),
)

FIELDS: dict[str, str] = {
    "municipality_number": mark("Municipality number"),
    "cadastre": mark("Land and title number"),
    "leasehold_number": mark("Leasehold number"),
    "section_number": mark("Section number"),
    "unit_number": mark("Dwelling number"),
    "street": mark("Street"),
    "house_number": mark("House number"),
    "house_letter": mark("House letter"),
    "postcode": mark("Postcode"),
    "extra_reference": mark("Extra reference"),
    "dwelling_type": mark("Type of dwelling"),
    "subtype": mark("Subtype"),
    "disposal": mark("Tenure"),
    "owner_name": mark("Owner"),
    "owner_number": mark("Organisation number"),
    "owner_phone": mark("Owner's telephone"),
    "monthly_rent": mark("Rent a month"),
    "deposit": mark("Deposit"),
    "power_meter": mark("Electricity meter"),
    "water_meter": mark("Water meter"),
    "wheelchair": mark("Wheelchair accessible"),
    "bedrooms": mark("Bedrooms"),
    "primary_school": mark("Primary school"),
    "lower_secondary_school": mark("Lower secondary school"),
    "information": mark("Other information"),
    "vat_compensation": mark("Qualifies for VAT compensation"),
    "shared_housing": mark("Shared housing"),
    "staffed_day_and_night": mark("Staffed day and night"),
    "staff_base": mark("Has a staff base"),
}


def address(street: str, house_number: str, house_letter: str) -> str:
    """Storgata 14B, or words for that there is none."""
    return f"{street} {house_number}{house_letter}".strip() or _("No address")


def bedrooms_words(bedrooms: int) -> str:
    return n_("{n} bedroom", "{n} bedrooms", bedrooms).format(n=bedrooms)


def days_words(days: int) -> str:
    return n_("{n} day", "{n} days", days).format(n=days)


def field_word(name: str) -> str:
    """The field's title in the reader's language."""
    return _(FIELDS[name]) if name in FIELDS else name


def state_of(
    blocked: str, occupancy: str | None, until: date | None, lease_ends: date | None, today: date
) -> str:
    """One of STATES. `until` is when the occupancy is known to end, `lease_ends` when the lease."""
    if blocked:
        return "blocked"
    if occupancy != "let":
        return "vacant" if occupancy == "vacant" else "unknown"
    ends = min((day for day in (until, lease_ends) if day), default=None)
    return "soon" if ends and (ends - today).days <= SOON_DAYS else "let"


def unit_key(values: Mapping[str, str]) -> str:
    """What tells one unit from another, the same as for a row of KOBO that says the same."""
    parts = (
        values["cadastre"].replace(" ", "") or "/",
        values["leasehold_number"],
        values["section_number"],
        values["unit_number"].upper().replace(" ", ""),
        names.folded(values["street"]),
        values["house_number"],
        values["house_letter"].casefold(),
        values["extra_reference"],
    )
    return "d-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]
