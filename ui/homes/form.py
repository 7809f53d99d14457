"""A dwelling's fields as a form, in KOBO's words: the same for a new one and for changes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.domain import homes
from hjemveien.domain.codes import Titles
from hjemveien.exchange.reading import money
from hjemveien.services import dwelling_editing
from hjemveien.texts import _
from ui.kit import (
    CheckField,
    ComboField,
    FormField,
    SectionHeader,
    TextArea,
    TextField,
    fix_width,
    grow,
    row,
)

_CODED: dict[str, Titles] = {"dwelling_type": homes.TYPES, "disposal": homes.DISPOSALS}
_AMOUNTS = ("monthly_rent", "deposit")
_ANSWERS = (
    "wheelchair", "vat_compensation", "shared_housing", "staffed_day_and_night", "staff_base",
)  # fmt: skip
_MOST_BEDROOMS = 12
# The sections, their rows, and how wide a field is; 0 shares what is left.
_ROWS: tuple[tuple[str, tuple[tuple[tuple[str, int], ...], ...]], ...] = (
    ("address", (
        (("street", 0), ("house_number", 120), ("house_letter", 150)),
        (("unit_number", 220), ("postcode", 110), ("extra_reference", 0)),
    )),
    ("dwelling", (
        (("dwelling_type", 0), ("subtype", 0)),
        (("bedrooms", 130), ("wheelchair", 0), ("shared_housing", 0)),
        (("staffed_day_and_night", 0), ("staff_base", 0)),
        (("information", 0),),
    )),
    ("owner", (
        (("disposal", 0), ("owner_name", 0)),
        (("owner_number", 0), ("owner_phone", 0)),
        (("vat_compensation", 0),),
    )),
    ("cost", (
        (("monthly_rent", 0), ("deposit", 0)),
        (("power_meter", 0), ("water_meter", 0)),
    )),
    ("place", (
        (("municipality_number", 0), ("cadastre", 0)),
        (("leasehold_number", 0), ("section_number", 0)),
        (("primary_school", 0), ("lower_secondary_school", 0)),
    )),
)  # fmt: skip


class DwellingForm:
    """`fields` by name; `lay_out` puts them into a body; `values` is what is typed."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.fields = {name: _field(name, values.get(name)) for name in homes.FIELDS}

    def lay_out(self, body: QVBoxLayout) -> None:
        titles = {
            "address": _("Address"),
            "dwelling": _("The dwelling"),
            "owner": _("Owner and tenure"),
            "cost": _("Rent and meters"),
            "place": _("Land register and schools"),
        }
        for section, rows in _ROWS:
            body.addWidget(SectionHeader(titles[section]))
            for names in rows:
                body.addLayout(row(*(self._sized(*one) for one in names), spacing=16))

    def values(self) -> dict[str, Any]:
        return {name: read(name, field.field) for name, field in self.fields.items()}

    def _sized(self, name: str, width: int) -> QWidget:
        field = self.fields[name]
        return fix_width(field, width) if width else grow(field)


def _field(name: str, value: Any) -> FormField:
    part = _part(name, value)
    needed = name in dwelling_editing.NEEDED
    word = homes.field_word(name)
    return FormField(word, part, optional=not needed, check=_checker(name, part, needed))


def _part(name: str, value: Any) -> QWidget:
    if name in _CODED:
        return _coded(_CODED[name], str(value or ""))
    if name in _ANSWERS:
        answers = ComboField("", [(True, _("yes")), (False, _("no"))], _("Not known"))
        answers.set_value(value)
        return answers
    if name == "bedrooms":
        rooms = [(n, str(n)) for n in range(_MOST_BEDROOMS + 1)]
        many = ComboField("", rooms, _("Not known"))
        many.set_value(value)
        return many
    if name == "information":
        area = TextArea(lines=3)
        area.setText(str(value or ""))
        return area
    field = TextField(limit=120)
    field.setText(amount_text(value) if name in _AMOUNTS else str(value or ""))
    return field


def _coded(titles: Titles, value: str) -> ComboField:
    """A code that KOBO does not have is kept as it is until another is chosen."""
    known = [(code, _(words)) for code, words in titles]
    if value and value not in dict(titles):
        known.append((value, value))
    field = ComboField("", known, _("Choose"))
    field.set_value(value or None)
    return field


def _checker(name: str, part: QWidget, needed: bool) -> Callable[[], str]:
    def check() -> str:
        word = homes.field_word(name)
        value = read(name, part)
        if needed and not value:
            return _("{field} must be filled in.").format(field=word)
        if name in _AMOUNTS and value is None and cast(TextField, part).text().strip():
            return amount_problem(word)
        return dwelling_editing.problem(name, value)

    return check


def read(name: str, part: QWidget) -> Any:
    """The value of a field as the register keeps it."""
    if isinstance(part, ComboField):
        value = part.value()
        return value if value is not None or name not in _CODED else ""
    if isinstance(part, CheckField):
        return part.isChecked()
    text = cast(TextField, part).text().strip()
    return money.read_text(text) if name in _AMOUNTS else text


def amount_text(value: Decimal | None) -> str:
    """As it is typed, whatever the language: 8950 or 8950,50."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    return f"{value:.0f}" if whole else f"{value:.2f}".replace(".", ",")


def amount_problem(word: str) -> str:
    return _("{field} is not an amount: write it as 8950 or 8950,50.").format(field=word)
