"""How dwellings look: which pill a state wears, how money and days are said."""

from datetime import date
from decimal import Decimal

from hjemveien.domain import homes
from hjemveien.domain.codes import title
from hjemveien.domain.words import distance_tone, distance_words
from hjemveien.services.dwelling_list import DwellingRow
from hjemveien.texts import _, day_text, number_text
from ui.kit import Cell, Pill

STATES = {
    "let": ("neutral", "key-round"),
    "soon": ("warning", "clock"),
    "vacant": ("success", "door-open"),
    "blocked": ("danger", "lock"),
    "unknown": ("neutral", "circle-help"),
}
CONDITIONS = {
    homes.READY: ("success", "circle-check"),
    homes.LET: ("neutral", "key-round"),
    "VEDLIKEHOLD": ("warning", "settings"),
    "IKKE_TILGJENGELIG": ("danger", "circle-x"),
}


def state_cell(state: str) -> Cell:
    kind, icon = STATES.get(state, ("neutral", ""))
    return Cell(title(homes.STATES, state), kind=kind, icon=icon)


def state_pill(state: str) -> Pill:
    cell = state_cell(state)
    return Pill(cell.text, cell.kind, cell.icon)


def condition_pill(code: str | None) -> Pill:
    kind, icon = CONDITIONS.get(code or "", ("neutral", "circle-help"))
    return Pill(condition_words(code), kind, icon)


def condition_words(code: str | None) -> str:
    return title(homes.CONDITIONS, code) if code else _("Not known")


def address_cell(row: DwellingRow) -> Cell:
    first = homes.address(row.street, row.house_number, row.house_letter)
    parts = (row.unit_number, row.postcode, row.cadastre)
    return Cell(first, " · ".join(part for part in parts if part))


def size_cell(row: DwellingRow) -> Cell:
    parts = []
    if row.bedrooms is not None:
        parts.append(homes.bedrooms_words(row.bedrooms))
    if row.wheelchair:
        parts.append(_("wheelchair"))
    words = title(homes.TYPES, row.dwelling_type)
    return Cell(words, ", ".join(parts), hint=", ".join([words, *parts]))


def since_cell(row: DwellingRow, today: date) -> Cell:
    """Since when it is let, or for how long it has stood empty."""
    if row.occupancy == "vacant":
        return empty_cell(row, today)
    if row.state == "soon":
        return ends_cell(row, today)
    return Cell(day_text(row.since)) if row.since else Cell("–")


def empty_cell(row: DwellingRow, today: date) -> Cell:
    if row.since is None:
        return Cell("–")
    days = (today - row.since).days
    return Cell(day_text(row.since), _("{days} empty").format(days=homes.days_words(days)))


def ends_cell(row: DwellingRow, today: date) -> Cell:
    """When it will be free; a lease that has run out although somebody lives there is late."""
    ends = min(day for day in (row.until, row.lease_ends) if day)
    if ends < today:
        return Cell(day_text(ends), _("lease run out"), kind="danger", icon="triangle-alert")
    return Cell(day_text(ends), distance_words(ends, today), kind="warning", icon="clock")


def ready_cell(row: DwellingRow, today: date) -> Cell:
    day = ready_day(row.ready_on)
    if day is None:
        return Cell()
    tone = distance_tone(day, today)
    icon = {"danger": "triangle-alert", "warning": "clock"}.get(tone, "")
    return Cell(day_text(day), distance_words(day, today), kind=tone, icon=icon)


def ready_day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def reason_words(code: str | None) -> str:
    return title(homes.REASONS, code) if code else ""


def tenant_cell(row: DwellingRow) -> Cell:
    """Who rents it, where that may be told; of all others nothing stands here."""
    return Cell(row.tenant or _("No name"), row.number or "") if row.case_id else Cell("")


def money(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    return _("{amount} kr").format(amount=number_text(float(amount), 0 if whole else 2))


def yes_no(value: bool | None) -> str:
    if value is None:
        return ""
    return _("yes") if value else _("no")
