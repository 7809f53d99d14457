"""Writes a household and its people; of a protected one the identity goes where no list looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hjemveien.exchange.intake.bulk import Row, Rows
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.units import Unit, children_of
from hjemveien.exchange.reading.records import Member
from hjemveien.services.lists import person_key
from hjemveien.texts import _, day_text

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Shown:
    """One member as lists and search see them; of a protected household nothing but the role."""

    role: str
    surname: str = ""
    given_name: str = ""
    id_number: str | None = None
    phone: str = ""
    address: str = ""


def members_of(unit: Unit) -> Iterator[Member]:
    """The adults as read, then as many children as there are."""
    yield from (member for member in unit.household.members if member.role != "child")
    yield from children_of(unit.household)


def add_household(unit: Unit, context: Context, rows: Rows) -> None:
    """The household, its people and their membership from the earliest fact on."""
    household_id = context.links.households[unit.key]
    rows.add("household", {"id": household_id, "protection": unit.household.protection})
    since = unit.since(context.as_of)
    for member in members_of(unit):
        person_id = context.keys.new() if _is_somebody(member) else None
        if person_id is not None:
            _add_person(unit, member, person_id, household_id, context, rows)
        rows.add("household_member", _membership(unit, member, person_id, since, context))


def shown_members(unit: Unit, sealed: bool) -> list[Shown]:
    """What the lists' own rules are given to compute from."""
    return [Shown(each.role) if sealed else _shown(unit, each) for each in members_of(unit)]


def phone_of(unit: Unit, member: Member) -> str:
    """The household's telephone numbers stand with its applicant; as written where not read."""
    if member.role != "applicant":
        return ""
    return " / ".join(unit.household.phones) or unit.household.phone_as_written


def _shown(unit: Unit, member: Member) -> Shown:
    number = member.identity.number if member.identity else None
    return Shown(member.role, member.surname, member.given, number, phone_of(unit, member))


def _is_somebody(member: Member) -> bool:
    """A child known by birth year alone is nobody's name: it has a membership and no person."""
    return bool(member.role != "child" or member.surname or member.given or member.identity)


def _membership(
    unit: Unit, member: Member, person_id: UUID | None, since: date, context: Context
) -> Row:
    return {
        "id": context.keys.new(),
        "household_id": context.links.households[unit.key],
        "person_id": person_id,
        "role": member.role,
        "birth_year": member.birth_year,
        "share": HALF if member.shared_custody else None,
        "valid_from": since,
        "note": "" if unit.protected else _suggested_birth(member),
    }


def _suggested_birth(member: Member) -> str:
    if member.role == "child" or member.born_suggested is None or member.identity:
        return ""
    return _("Born {day} according to the file").format(day=day_text(member.born_suggested))


def _add_person(
    unit: Unit, member: Member, person_id: UUID, household_id: UUID, context: Context, rows: Rows
) -> None:
    identity = _identity(unit, member)
    if not unit.protected:
        key = person_key(member.surname, member.given)
        missing = _missing(member)
        rows.add("person", {"id": person_id, **identity, "name_key": key, **missing})
        return
    rows.add("person", {"id": person_id})
    sealed = {"id": context.keys.new(), "person_id": person_id, "household_id": household_id}
    rows.add("sealed_identity", {**sealed, **identity})


def _identity(unit: Unit, member: Member) -> Row:
    identity = member.identity
    return {
        "surname": member.surname,
        "given_name": member.given,
        "id_kind": identity.kind if identity else "none",
        "id_number": identity.number if identity else None,
        "id_rule": identity.rule if identity else None,
        "phone": phone_of(unit, member),
    }


def _missing(member: Member) -> Row:
    if member.identity or not member.identity_as_written:
        return {"id_missing_reason": ""}
    text = _("Not usable as written in the file: {text}").format(text=member.identity_as_written)
    return {"id_missing_reason": text}
