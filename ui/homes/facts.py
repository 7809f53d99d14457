"""A dwelling's fields in sections: how it stands today, what it is, whose, and what it costs."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.domain import homes
from hjemveien.domain.codes import title
from hjemveien.services.dwellings import DwellingView
from hjemveien.texts import _, day_text, number_text
from ui.homes import looks
from ui.kit import (
    KeyValueGrid,
    NameButton,
    SectionHeader,
    clear,
    column,
    line,
    scrolling,
    set_spacing,
)
from ui.shell.context import Context

Fact = tuple[str, str | QWidget]
_CODED = {"dwelling_type": homes.TYPES, "disposal": homes.DISPOSALS}
_MONEY = ("monthly_rent", "deposit")
_SECTIONS = (
    ("dwelling", ("dwelling_type", "subtype", "bedrooms", "wheelchair", "shared_housing",
                  "staffed_day_and_night", "staff_base", "information")),
    ("place", ("unit_number", "municipality_number", "cadastre", "leasehold_number",
               "section_number", "extra_reference", "primary_school", "lower_secondary_school")),
    ("owner", ("disposal", "owner_name", "owner_number", "owner_phone", "vat_compensation")),
    ("cost", ("monthly_rent", "deposit", "power_meter", "water_meter")),
)  # fmt: skip
# What belongs to every dwelling; of the others only those that are filled in are shown.
_ALWAYS = {
    "dwelling_type", "bedrooms", "wheelchair", "unit_number", "cadastre", "disposal",
    "owner_name", "monthly_rent", "deposit",
}  # fmt: skip


class FactsTab(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._list = QVBoxLayout()
        set_spacing(self._list, 8, (20, 16, 20, 16))
        inner = QWidget()
        inner.setLayout(self._list)
        self.setLayout(column(scrolling(inner)))

    def show_dwelling(self, view: DwellingView) -> None:
        clear(self._list)
        titles = {
            "dwelling": _("The dwelling"),
            "place": _("Where it is"),
            "owner": _("Owner and tenure"),
            "cost": _("Rent and meters"),
        }
        self._add(_("Today"), self._today(view))
        for key, names in _SECTIONS:
            self._add(titles[key], _facts(paid(view, self.context.today()), names))
        self._list.addStretch(1)

    def _add(self, heading: str, facts: tuple[Fact, ...]) -> None:
        grid = KeyValueGrid(160)
        grid.set_values(facts)
        if self._list.count():
            self._list.addWidget(line())
        self._list.addWidget(SectionHeader(heading))
        self._list.addWidget(grid)

    def _today(self, view: DwellingView) -> tuple[Fact, ...]:
        row, today = view.row, self.context.today()
        facts: list[Fact] = [(_("Condition"), looks.condition_pill(row.condition))]
        if row.occupancy == "vacant":
            facts += _vacant(view, today)
        elif row.occupancy == "let":
            facts += self._let(view, today)
        return tuple(facts)

    def _let(self, view: DwellingView, today: date) -> list[Fact]:
        row = view.row
        facts: list[Fact] = [(_("Let since"), day_text(row.since))]
        if row.until:
            facts.append((_("Moves out"), day_text(row.until)))
        lease = next((each for each in view.leases if each.runs(today)), None)
        if lease is not None:
            until = _("open-ended") if lease.open_ended else day_text(lease.ends_on)
            facts.append((_("Lease until"), until))
        elif row.lease_ends is not None:
            run_out = _("run out {day}").format(day=day_text(row.lease_ends))
            facts.append((_("Lease until"), run_out))
        case_id = row.case_id
        if case_id is not None:
            name = row.tenant or _("No name")
            opens = NameButton(name, "users", lambda: self.context.go("cases", case_id))
            facts += [(_("Tenant"), opens), (_("Case number"), row.number or "")]
        return facts


def _vacant(view: DwellingView, today: date) -> list[Fact]:
    row = view.row
    days = homes.days_words((today - row.since).days) if row.since else _("an unknown time")
    facts: list[Fact] = [
        (_("Vacant since"), day_text(row.since)),
        (_("Has stood empty"), days),
        (_("Rent not received"), _lost_rent(view, today)),
        (_("Why it is vacant"), looks.reason_words(row.reason)),
        (_("Expected ready"), looks.ready_cell(row, today).whole()),
    ]
    if row.until:
        facts.append((_("Moves in"), day_text(row.until)))
    return facts


def _lost_rent(view: DwellingView, today: date) -> str:
    """What the empty days would have brought in, at the rent that is asked; a year has twelve."""
    rent, since = view.row.monthly_rent, view.row.since
    if not rent or since is None:
        return ""
    lost = Decimal(rent) * 12 / 365 * (today - since).days
    return _("about {amount}").format(amount=looks.money(lost.quantize(Decimal(100))))


def paid(view: DwellingView, today: date) -> dict[str, Any]:
    """The fields, with what the tenant pays where a lease that runs says it."""
    lease = next((each for each in view.leases if each.runs(today)), None)
    if lease is None or view.row.occupancy != "let":
        return view.values
    agreed = {name: getattr(lease, name) for name in _MONEY}
    return {**view.values, **{name: sum_ for name, sum_ in agreed.items() if sum_ is not None}}


def _facts(values: dict[str, Any], names: tuple[str, ...]) -> tuple[Fact, ...]:
    found = ((name, _shown(name, values[name])) for name in names)
    return tuple(
        (homes.field_word(name), value) for name, value in found if value or name in _ALWAYS
    )


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return looks.yes_no(value)
    if name in _MONEY:
        return looks.money(value)  # type: ignore[arg-type]
    if isinstance(value, int):
        return number_text(value)
    if name in _CODED:
        return title(_CODED[name], str(value)) if value else ""
    return str(value or "")
