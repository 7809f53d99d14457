"""Saves changed fields of one record; different fields of two people are both kept, the same asked.

The form says what it saw and what it changed. Where somebody saved first and touched the same
field, nothing is written and both values come back with their authors.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain import plausible
from hjemveien.domain.refusal import Conflict, FieldClash, InvalidInput, NotFound
from hjemveien.domain.sorting import name_key
from hjemveien.domain.words import in_a_row
from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    Goal,
    HouseholdMember,
    Need,
    Person,
    PlanStep,
    SealedIdentity,
)
from hjemveien.services import identity, lists, search_index
from hjemveien.services.act import acting
from hjemveien.services.authors import authors
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.wishes import EditRecord
from hjemveien.texts import _, day_text, mark


@dataclass(frozen=True)
class _Editable:
    table: Any
    fields: frozenset[str]


_EDITABLE = {
    "application": _Editable(
        Application,
        frozenset(
            {"kind", "channel", "received_on", "lived_in_municipal", "main_group", "reason", "note"}
        ),
    ),
    "person": _Editable(
        Person,
        frozenset(
            {
                "surname", "given_name", "birth_date", "id_number", "id_missing_reason",
                "phone", "email", "address", "postcode", "language", "interpreter",
            }
        ),
    ),
    "sealed": _Editable(
        SealedIdentity,
        frozenset(
            {
                "surname", "given_name", "birth_date", "id_number",
                "phone", "email", "address", "postcode",
            }
        ),
    ),
    "member": _Editable(
        HouseholdMember, frozenset({"role", "birth_year", "share", "valid_from", "valid_to"})
    ),
    "need": _Editable(
        Need,
        frozenset(
            {"rooms_min", "rooms_max", "wheelchair", "lift", "adapted", "pets", "area", "words"}
        ),
    ),
    "goal": _Editable(Goal, frozenset({"words"})),
    "step": _Editable(PlanStep, frozenset({"words", "who"})),
    "case": _Editable(
        CaseFile, frozenset({"number", "caseworker_id", "interim_reply_on", "promised_on"})
    ),
}  # fmt: skip

# What the list row of a case is made of, and what it is found by.
_LISTED: dict[str, frozenset[str]] = {
    "application": frozenset({"kind", "received_on", "lived_in_municipal", "main_group"}),
    "person": frozenset({"surname", "given_name"}),
    "sealed": frozenset(),
    "member": frozenset({"role", "valid_from", "valid_to"}),
    "need": frozenset({"rooms_min"}),
    "goal": frozenset(),
    "step": frozenset(),
    "case": frozenset({"number", "caseworker_id", "interim_reply_on", "promised_on"}),
}
_SEARCHED: dict[str, frozenset[str]] = {
    "person": frozenset({"surname", "given_name", "id_number", "address", "phone"}),
    "case": frozenset({"number"}),
}

FIELD_TITLES: dict[str, str] = {
    "kind": mark("Kind of application"),
    "channel": mark("How it came in"),
    "received_on": mark("Date received"),
    "lived_in_municipal": mark("Lived in a municipal dwelling"),
    "main_group": mark("Main group"),
    "reason": mark("Reason"),
    "note": mark("Briefly about the situation"),
    "surname": mark("Surname"),
    "given_name": mark("Given name"),
    "birth_date": mark("Date of birth"),
    "birth_year": mark("Year of birth"),
    "id_number": mark("National identity number"),
    "id_missing_reason": mark("Why the number is missing"),
    "phone": mark("Telephone"),
    "email": mark("Email"),
    "address": mark("Address"),
    "postcode": mark("Postcode"),
    "language": mark("Language"),
    "interpreter": mark("Needs an interpreter"),
    "role": mark("Role"),
    "share": mark("Share of the time"),
    "valid_from": mark("From"),
    "valid_to": mark("To"),
    "rooms_min": mark("Rooms, at least"),
    "rooms_max": mark("Rooms, at most"),
    "wheelchair": mark("Wheelchair"),
    "lift": mark("Lift"),
    "adapted": mark("Adapted dwelling"),
    "pets": mark("Pets"),
    "area": mark("Area"),
    "words": mark("In words"),
    "who": mark("Who does it"),
    "number": mark("Case number"),
    "caseworker_id": mark("Caseworker"),
    "interim_reply_on": mark("Provisional reply sent"),
    "promised_on": mark("Promised date"),
    "stage": mark("Stage"),
    "priority_class": mark("Class"),
    "outcome": mark("Outcome"),
    "title": mark("Title"),
    "due_on": mark("To be done by"),
    "done_at": mark("Done"),
}


_DATED: dict[str, Callable[[Any, date], str]] = {
    "received_on": plausible.received_problem,
    "birth_date": plausible.birth_problem,
    "birth_year": plausible.birth_year_problem,
}


def edit_record(session: Session, wish: EditRecord) -> Change:
    """Save the changed fields. Raises Conflict with both values, InvalidInput, NotFound."""
    record = _locked(session, wish)
    changes = dict(wish.changes)
    if record.row_version != wish.seen_version:
        refuse_clashes(session, wish, record)
    _check(wish.record, record, changes, acting(session).day)
    for name, value in changes.items():
        setattr(record, name, value)
    _derive(wish.record, record, changes)
    session.flush()
    if changes.keys() & _LISTED[wish.record]:
        lists.refresh(session, [wish.case_id])
    if changes.keys() & _SEARCHED.get(wish.record, frozenset()):
        search_index.reindex(session, [wish.case_id])
    return Change(frozenset({"case", "waiting_list"}), frozenset({wish.case_id}))


def _locked(session: Session, wish: EditRecord) -> Any:
    """The row, held against others until we are done; refuses fields that are not editable."""
    editable = _EDITABLE[wish.record]
    unknown = set(wish.changes) - editable.fields
    if unknown:
        raise InvalidInput(_("These fields cannot be edited here."), dict.fromkeys(unknown, ""))
    statement = select(editable.table).where(editable.table.id == wish.record_id)
    record = session.scalars(statement.with_for_update()).one_or_none()
    if record is None:
        case_or_refuse(session, wish.case_id)
        raise NotFound(_("What you were editing is no longer there. Nothing was saved."))
    return record


def settled(wish: EditRecord, conflict: Conflict, mine: Collection[str]) -> EditRecord | None:
    """The wish to send once somebody has chosen: of the fields in dispute only those in `mine`.

    What she chose against is what she has seen now: should a third have saved meanwhile, she is
    asked again. None where nothing is left to save.
    """
    theirs = {clash.name: clash.saved for clash in conflict.clashes}
    kept = {
        name: value for name, value in wish.changes.items() if name in mine or name not in theirs
    }
    return replace(wish, changes=kept, seen={**wish.seen, **theirs}) if kept else None


def refuse_clashes(
    session: Session,
    wish: EditRecord,
    record: Any,
    titled: Callable[[str], str] | None = None,
    worded: Callable[[str, object], str] | None = None,
) -> None:
    """Raises Conflict where somebody saved another value in a field of this wish.

    `titled` says a field's name, `worded` its value, where they are no case's.
    """
    disputed = [
        name
        for name, value in wish.changes.items()
        if _differs(getattr(record, name), wish.seen.get(name), value)
    ]
    if not disputed:
        return
    known = authors(session, record, disputed)
    titled, worded = titled or field_title, worded or (lambda _name, value: as_text(value))
    clashes = tuple(
        FieldClash(
            titled(name), worded(name, wish.changes[name]), worded(name, getattr(record, name)),
            known[name].by, known[name].at, name, getattr(record, name),
        )
        for name in disputed
    )  # fmt: skip
    who = in_a_row(list(dict.fromkeys(clash.by for clash in clashes if clash.by)))
    text = _("{who} has changed this since you opened it. Nothing was saved.")
    raise Conflict(text.format(who=who or _("Somebody else")), clashes)


def _differs(saved: object, seen: object, mine: object) -> bool:
    """Somebody saved another value than the form had shown, and another than mine."""
    return saved not in (seen, mine)


def _check(kind: str, record: Any, changes: dict[str, Any], today: date) -> None:
    wrong = {name: text for name in changes if (text := _problem(name, changes[name], today))}
    if kind in {"person", "sealed"} and _left_unnamed(record, changes):
        wrong["surname"] = _("Name is missing. Write at least a surname or a given name.")
    if kind in {"goal", "step"} and not str(changes.get("words", record.words)).strip():
        wrong["words"] = _("It is empty. Write it, or say that it is no goal any more.")
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)


def _problem(name: str, value: Any, today: date) -> str:
    """What is wrong with a field's new value; fields of a name mean the same in every record."""
    if name == "id_number":
        return identity.problem(str(value or ""))
    if name in {"postcode", "email"}:
        ask = plausible.postcode_problem if name == "postcode" else plausible.email_problem
        return ask(str(value or ""))
    return _DATED[name](value, today) if name in _DATED else ""


def _left_unnamed(record: Any, changes: dict[str, Any]) -> bool:
    """Both names are taken away from somebody who had one."""
    names = ("surname", "given_name")
    return any(getattr(record, name).strip() for name in names) and not any(
        str(changes.get(name, getattr(record, name))).strip() for name in names
    )


def _derive(kind: str, record: Any, changes: dict[str, Any]) -> None:
    """What follows from the typed fields: the sort key, the number's kind, the day it counts."""
    if kind in {"person", "sealed"} and "id_number" in changes:
        _derive_identity(record, changes["id_number"])
    if kind == "person" and {"surname", "given_name"} & set(changes):
        record.name_key = name_key(record.surname, record.given_name)
    if kind == "application" and changes.get("received_on"):
        record.received_precision = "day"
        record.counts_from = changes["received_on"]


def _derive_identity(record: Any, typed: str | None) -> None:
    number = identity.read(typed or "")
    record.id_kind, record.id_number, record.id_rule = number.kind, number.digits, number.rule


def field_title(name: str) -> str:
    return _(FIELD_TITLES[name]) if name in FIELD_TITLES else name


def as_text(value: object) -> str:
    """A stored value as somebody would read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date) and not isinstance(value, datetime):
        return day_text(value)
    if isinstance(value, Decimal | float):
        return str(value)
    return str(value)
