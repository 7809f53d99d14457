"""Writes a dwelling's own fields: a new one, changes to what was seen, and the end of a block."""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain import homes
from hjemveien.domain.codes import title
from hjemveien.domain.refusal import InvalidInput, NotFound
from hjemveien.persistence.tables import Dwelling, DwellingPeriod
from hjemveien.services import dwelling_parts as parts
from hjemveien.services.change import Change
from hjemveien.services.dwelling_wishes import AddDwelling, ConfirmDwelling
from hjemveien.services.dwellings import missing_fields
from hjemveien.services.editing import as_text, refuse_clashes
from hjemveien.services.wishes import EditRecord
from hjemveien.texts import _, mark, number_text

NEEDED = ("street", "house_number", "postcode", "dwelling_type", "disposal")
_MONEY = ("monthly_rent", "deposit")
_CODED = {"dwelling_type": homes.TYPES, "disposal": homes.DISPOSALS}
_UNSPACED = ("unit_number", "cadastre", "postcode", "owner_number", "municipality_number")

# Source: føringsinstruks for matrikkelen 6.1.11 (bruksenhetsnummer), Posten (four digits).
_FORMS: tuple[tuple[str, str, str], ...] = (
    (
        "unit_number",
        r"[HKLU]\d{4}",
        mark("{field} is H, K, L or U and four digits: H0101."),
    ),
    ("postcode", r"\d{4}", mark("{field} has four digits.")),
    ("municipality_number", r"\d{4}", mark("{field} has four digits.")),
    ("owner_number", r"\d{9}", mark("{field} has nine digits.")),
    ("cadastre", r"\d+/\d+", mark("{field} is two numbers with a line between: 40/112.")),
)


def add_dwelling(session: Session, wish: AddDwelling) -> Change:
    """Put it into the register, standing empty. Raises InvalidInput naming the fields."""
    if session.get(Dwelling, wish.dwelling_id) is not None:  # the same save again
        return told(wish.dwelling_id, created=True)
    values = tidied(wish.values)
    check(values, [name for name in NEEDED if not values.get(name)])
    key = homes.unit_key({name: str(values.get(name) or "") for name in homes.FIELDS})
    _refuse_twin(session, key, values)
    session.add(Dwelling(id=wish.dwelling_id, unit_key=key, **values))
    session.flush()
    for aspect, value, reason in (
        (parts.CONDITION, wish.condition, ""),
        (parts.OCCUPANCY, "vacant", wish.reason),
    ):
        session.add(
            DwellingPeriod(
                id=uuid4(), dwelling_id=wish.dwelling_id, aspect=aspect, value=value,
                reason=reason, valid_from=wish.since,
            )
        )  # fmt: skip
    return told(wish.dwelling_id, created=True)


def edit_dwelling(session: Session, wish: EditRecord) -> Change:
    """Save the changed fields. Raises Conflict with both values, InvalidInput, NotFound.

    What was blocked for an empty field is free once the field is filled in.
    """
    dwelling = locked(session, wish.record_id)
    if dwelling.row_version != wish.seen_version:
        refuse_clashes(session, wish, dwelling, homes.field_word, in_words)
    changes = tidied(wish.changes)
    check(changes, [name for name in NEEDED if name in changes and not changes[name]])
    for name, value in changes.items():
        setattr(dwelling, name, value)
    session.flush()
    if not missing_fields(session, dwelling):
        unblock(dwelling, "missing_required")
    return told(dwelling.id)


def confirm_dwelling(session: Session, wish: ConfirmDwelling) -> Change:
    """The fields have been looked at and are right."""
    unblock(locked(session, wish.dwelling_id), "field_count")
    return told(wish.dwelling_id)


def locked(session: Session, dwelling_id: UUID) -> Dwelling:
    """The row, held against others until we are done. Raises NotFound."""
    statement = select(Dwelling).where(Dwelling.id == dwelling_id).with_for_update()
    dwelling = session.scalars(statement).one_or_none()
    if dwelling is None:
        raise NotFound(_("There is no such dwelling."))
    return dwelling


def unblock(dwelling: Dwelling, code: str) -> None:
    left = [each for each in dwelling.blocked.split(",") if each and each != code]
    dwelling.blocked = ",".join(left)


def told(dwelling_id: UUID, created: bool = False) -> Change:
    return Change(
        frozenset({"dwelling"}), frozenset({dwelling_id}), dwelling_id if created else None
    )


def tidied(values: dict[str, Any]) -> dict[str, Any]:
    """As the register keeps it: no spaces around, none within numbers, letters large."""
    unknown = values.keys() - homes.FIELDS.keys()
    if unknown:
        raise InvalidInput(_("These fields cannot be edited here."), dict.fromkeys(unknown, ""))
    found = {k: v.strip() if isinstance(v, str) else v for k, v in values.items()}
    for name in _UNSPACED:
        if name in found:
            found[name] = str(found[name] or "").replace(" ", "").upper()
    return found


def check(values: dict[str, Any], empty: list[str]) -> None:
    """Raises InvalidInput with a text for each field that cannot be kept as it is."""
    wrong = {
        name: _("{field} must be filled in.").format(field=homes.field_word(name)) for name in empty
    }
    wrong |= {name: text for name in values if (text := problem(name, values[name]))}
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)


def problem(name: str, value: object) -> str:
    """What is wrong with the value of one field, in words that begin with its name; or ""."""
    field = homes.field_word(name)
    typed = str(value or "").replace(" ", "").upper()
    for kind, shape, text in _FORMS:
        if kind == name and typed and not re.fullmatch(shape, typed):
            return _(text).format(field=field)
    if name in _MONEY and isinstance(value, Decimal) and value < 0:
        return _("{field} cannot be negative.").format(field=field)
    return ""


def in_words(name: str, value: object) -> str:
    """A field's value as somebody would read it."""
    if name in _CODED and value:
        return title(_CODED[name], str(value))
    if name in _MONEY and isinstance(value, Decimal):
        return number_text(float(value), 2)
    return as_text(value)


def _refuse_twin(session: Session, key: str, values: dict[str, Any]) -> None:
    known = select(Dwelling.id).where(Dwelling.unit_key == key)
    if session.scalar(known.limit(1)) is not None:
        address = homes.address(
            values["street"], values["house_number"], values.get("house_letter", "")
        )
        text = _("{address} is in the register already, with the same numbers.")
        raise InvalidInput(text.format(address=address))
