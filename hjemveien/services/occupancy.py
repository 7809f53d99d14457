"""Writes what a dwelling is fit for and whether somebody lives there, each as dated periods.

A period that begins ends the one before it the same day. What is taken back at once keeps a
period of no length: nothing is deleted, no figure sees it, and the audit tells of both.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.domain import homes
from hjemveien.domain.codes import title
from hjemveien.domain.refusal import Conflict, FieldClash, InvalidInput
from hjemveien.domain.words import in_a_row
from hjemveien.persistence.tables import (
    CaseFile,
    Dwelling,
    DwellingPeriod,
    Household,
    JournalEntry,
    Tenancy,
)
from hjemveien.services import dwelling_parts as parts
from hjemveien.services import server
from hjemveien.services.act import acting
from hjemveien.services.authors import authors
from hjemveien.services.change import Change
from hjemveien.services.dwelling_editing import locked, told, unblock
from hjemveien.services.dwelling_wishes import (
    RegisterLet,
    ReportVacant,
    Seen,
    SetCondition,
    TakeBack,
)
from hjemveien.services.locating import case_or_refuse
from hjemveien.texts import _, day_text


def set_condition(session: Session, wish: SetCondition) -> Change:
    """From a day on it is in another condition. Raises Conflict, InvalidInput, NotFound."""
    if _done(session, wish.keys):
        return told(wish.dwelling_id)
    dwelling = locked(session, wish.dwelling_id)
    asked = {parts.CONDITION: wish.condition}
    _refuse_others(session, dwelling.id, wish.seen, asked, only=parts.CONDITION)
    condition, _occupancy, expected = wish.keys
    _begin(session, dwelling.id, parts.CONDITION, condition, wish.condition, wish.note, wish.day)
    _expect(session, dwelling.id, expected, wish.ready_on)
    unblock(dwelling, "unknown_status")
    return told(dwelling.id)


def report_vacant(session: Session, wish: ReportVacant) -> Change:
    """Nobody lives there from a day on, or for another reason than was thought.

    Raises Conflict, InvalidInput, NotFound.
    """
    if _done(session, wish.keys):
        return told(wish.dwelling_id)
    if not wish.reason:
        text = _("Why it is vacant must be chosen.")
        raise InvalidInput(text, {"reason": text})
    dwelling = locked(session, wish.dwelling_id)
    asked = {parts.CONDITION: wish.condition, parts.OCCUPANCY: "vacant"}
    current = _refuse_others(session, dwelling.id, wish.seen, asked)
    condition, occupancy, expected = wish.keys
    lives = current[parts.OCCUPANCY]
    if lives is not None and lives.value == "vacant":
        lives.reason = wish.reason
    else:
        _begin(session, dwelling.id, parts.OCCUPANCY, occupancy, "vacant", wish.reason, wish.day)
    stands = current[parts.CONDITION]
    if stands is None or stands.value != wish.condition:
        _begin(session, dwelling.id, parts.CONDITION, condition, wish.condition, "", wish.day)
    _expect(session, dwelling.id, expected, wish.ready_on)
    if wish.lease_id is not None:
        _end_lease(session, wish.lease_id, wish.lease_version, wish.day, open_ended=False)
    unblock(dwelling, "unknown_status")
    return told(dwelling.id)


def register_let(session: Session, wish: RegisterLet) -> Change:
    """Somebody lives there from a day on, by a lease. Raises Conflict, InvalidInput, NotFound."""
    if _done(session, wish.keys):
        return told(wish.dwelling_id)
    dwelling = locked(session, wish.dwelling_id)
    _check_let(dwelling, wish)
    asked = {parts.CONDITION: homes.LET, parts.OCCUPANCY: "let"}
    _refuse_others(session, dwelling.id, wish.seen, asked)
    _refuse_twice(session, dwelling.id)
    condition, occupancy, expected = wish.keys
    _begin(session, dwelling.id, parts.OCCUPANCY, occupancy, "let", "", wish.day)
    _begin(session, dwelling.id, parts.CONDITION, condition, homes.LET, "", wish.day)
    _expect(session, dwelling.id, expected, None)
    _add_lease(session, dwelling, wish)
    return _told_too(dwelling.id, wish.case_id)


def take_back(session: Session, wish: TakeBack) -> Change:
    """Undo by another event. Raises Conflict where somebody has gone on from there."""
    dwelling = locked(session, wish.dwelling_id)
    made = _by_key(session, wish.keys)
    before = _by_key(session, wish.reopened)
    ends = {acting(session).day, *(period.valid_from for period in made)}
    ended = [period for period in before if period.valid_to is not None]
    if any(p.valid_to is not None for p in made) or any(p.valid_to not in ends for p in ended):
        raise Conflict(_("Somebody has changed this since. Nothing was taken back."))
    for period in made:
        period.valid_to = period.valid_from
    for period in ended:
        period.valid_to = None
    if wish.reason_of is not None:
        session.get_one(DwellingPeriod, wish.reason_of).reason = wish.reason
    if wish.lease_id is not None:
        _end_lease(
            session, wish.lease_id, wish.lease_version, wish.lease_ends, wish.lease_open_ended
        )
    return _told_too(dwelling.id, _note_taken_back(session, dwelling, wish))


# Periods


def _begin(
    session: Session,
    dwelling_id: UUID,
    aspect: str,
    key: UUID,
    value: str,
    reason: str,
    day: date,
) -> None:
    """End what holds, and what was to come, on the day that this begins."""
    today = acting(session).day
    for period in _open_on(session, dwelling_id, aspect, today):
        began = period.valid_from
        if began is not None and began > today:  # was registered for later
            period.valid_to = began
            continue
        said = begin_problem(day, began)
        if said:
            raise InvalidInput(said, {"day": said})
        period.valid_to = day
    session.add(
        DwellingPeriod(
            id=key, dwelling_id=dwelling_id, aspect=aspect, value=value, reason=reason.strip(),
            valid_from=day,
        )
    )  # fmt: skip


def _open_on(session: Session, dwelling_id: UUID, aspect: str, day: date) -> list[DwellingPeriod]:
    """What has not ended by the day: what holds now, and what is registered for later."""
    p = DwellingPeriod
    statement = (
        select(p)
        .where(p.dwelling_id == dwelling_id, p.aspect == aspect)
        .where((p.valid_to.is_(None)) | (p.valid_to > day))
        .order_by(p.valid_from, p.id)
    )
    found = list(session.scalars(statement))
    return [each for each in found if each.valid_to is None or each.valid_to != each.valid_from]


def _expect(session: Session, dwelling_id: UUID, key: UUID, ready_on: date | None) -> None:
    """Say when it is thought to be ready; what was said before does not hold any more."""
    today = acting(session).day
    before = _open_on(session, dwelling_id, parts.EXPECTED, today)
    said = ready_on.isoformat() if ready_on else ""
    if [period.value for period in before] == [said]:
        return
    for period in before:
        period.valid_to = max(today, period.valid_from or today)
    if said:
        session.add(
            DwellingPeriod(
                id=key, dwelling_id=dwelling_id, aspect=parts.EXPECTED, value=said,
                valid_from=today,
            )
        )  # fmt: skip


def _refuse_others(
    session: Session,
    dwelling_id: UUID,
    seen: Seen,
    asked: dict[str, str],
    only: str = "",
) -> dict[str, DwellingPeriod | None]:
    """What holds today, by aspect. Raises Conflict where it is not what the form had shown."""
    today = acting(session).day
    found: dict[str, DwellingPeriod | None] = {}
    clashes = []
    for aspect, was in ((parts.CONDITION, seen.condition), (parts.OCCUPANCY, seen.occupancy)):
        now = _current(session, dwelling_id, aspect, today)
        found[aspect] = now
        if now is None or only not in ("", aspect):
            continue
        if now.id != was and now.value != asked[aspect]:
            clashes.append(_clash(session, aspect, asked[aspect], now))
    if clashes:
        who = in_a_row(list(dict.fromkeys(clash.by for clash in clashes if clash.by)))
        text = _("{who} has changed this since you opened it. Nothing was saved.")
        raise Conflict(text.format(who=who or _("Somebody else")), tuple(clashes))
    return found


def _clash(session: Session, aspect: str, mine: str, now: DwellingPeriod) -> FieldClash:
    author = authors(session, now, ["value"])["value"]
    titles = homes.CONDITIONS if aspect == parts.CONDITION else homes.STATES
    word = _("Condition") if aspect == parts.CONDITION else _("Occupancy")
    return FieldClash(
        word, title(titles, mine), title(titles, now.value), author.by, author.at, aspect, now.id
    )


def _current(session: Session, dwelling_id: UUID, aspect: str, day: date) -> DwellingPeriod | None:
    now: Any = parts.kept
    statement = (
        select(now).join(Dwelling, parts.at(now, aspect, day)).where(Dwelling.id == dwelling_id)
    )
    found: DwellingPeriod | None = session.scalars(statement).one_or_none()
    return found


def _done(session: Session, keys: Iterable[UUID]) -> bool:
    """Whether this very wish was done: its answer was lost."""
    return bool(_by_key(session, keys))


def _by_key(session: Session, keys: Iterable[UUID]) -> list[DwellingPeriod]:
    found = select(DwellingPeriod).where(DwellingPeriod.id.in_(list(keys)))
    return list(session.scalars(found))


# Leases


def amount_problem(word: str, amount: Decimal | None) -> str:
    """What is wrong with an amount to be paid, in words that begin with the field's own."""
    if amount is not None and amount < 0:
        return _("{field} cannot be negative.").format(field=word)
    return ""


def begin_problem(day: date, began: date | None) -> str:
    """What is wrong with a day on which something ends that began on another."""
    if began is not None and day < began:
        text = _("The day cannot be before {day}, when the present state began.")
        return text.format(day=day_text(began))
    return ""


def end_problem(day: date, ends_on: date | None) -> str:
    if ends_on is not None and ends_on <= day:
        return _("Lease until must be after the day of moving in.")
    return ""


def _check_let(dwelling: Dwelling, wish: RegisterLet) -> None:
    """All that is wrong at once."""
    if dwelling.blocked:
        text = _("The dwelling is blocked. Fill in what is missing before somebody moves in.")
        raise InvalidInput(text)
    asked = {
        "ends_on": end_problem(wish.day, wish.ends_on),
        "rent": amount_problem(_("Rent a month"), wish.monthly_rent),
        "deposit": amount_problem(_("Deposit"), wish.deposit),
    }
    wrong = {name: text for name, text in asked.items() if text}
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)


def _add_lease(session: Session, dwelling: Dwelling, wish: RegisterLet) -> None:
    if wish.case_id is not None:
        _add_known(session, dwelling, wish)
        return
    if server.is_shared(session):
        server.call(
            session,
            func.add_lease(
                wish.lease_id, dwelling.id, wish.day, wish.ends_on, wish.monthly_rent,
                wish.deposit,
            ),
        )  # fmt: skip
        return
    session.add(_lease(dwelling, wish))


def _add_known(session: Session, dwelling: Dwelling, wish: RegisterLet) -> None:
    assert wish.case_id is not None
    case: CaseFile = case_or_refuse(session, wish.case_id)
    if session.get_one(Household, case.household_id).protection != "none":
        text = _(
            "Case number cannot be given: the household is protected, and nothing may lead from "
            "a dwelling to it. Register the letting without it."
        )
        raise InvalidInput(text, {"case": text})
    lease = _lease(dwelling, wish)
    lease.case_id, lease.household_id = case.id, case.household_id
    session.add(lease)
    _note(session, case.id, dwelling, wish.day, "dwelling_let")


def _note(session: Session, case_id: UUID, dwelling: Dwelling, day: date, kind: str) -> None:
    """The case's journal tells which dwelling and from when."""
    act = acting(session)
    where = homes.address(dwelling.street, dwelling.house_number, dwelling.house_letter)
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case_id, at=act.at, by=act.by, kind=kind,
            data={"address": where, "unit": dwelling.unit_number, "day": day.isoformat()},
        )
    )  # fmt: skip


def _note_taken_back(session: Session, dwelling: Dwelling, wish: TakeBack) -> UUID | None:
    """The case of a lease that was just begun and never ran, where it is open here."""
    if wish.lease_id is None:
        return None
    lease = session.get(Tenancy, wish.lease_id, populate_existing=True)
    if lease is None or lease.case_id is None or lease.starts_on is None:
        return None
    never = lease.ends_on is not None and lease.ends_on < lease.starts_on
    if not never or session.get(CaseFile, lease.case_id) is None:
        return None
    _note(session, lease.case_id, dwelling, lease.starts_on, "dwelling_let_back")
    return lease.case_id


def _told_too(dwelling_id: UUID, case_id: UUID | None) -> Change:
    """Whoever shows the dwelling or its case asks anew."""
    if case_id is None:
        return told(dwelling_id)
    return Change(frozenset({"dwelling", "case"}), frozenset({dwelling_id, case_id}))


def _refuse_twice(session: Session, dwelling_id: UUID) -> None:
    for period in _open_on(session, dwelling_id, parts.OCCUPANCY, acting(session).day):
        if period.value == "let" and period.valid_to is None:
            text = _("Somebody lives there already. Register first that they move out.")
            raise InvalidInput(text)


def _lease(dwelling: Dwelling, wish: RegisterLet) -> Tenancy:
    return Tenancy(
        id=wish.lease_id, dwelling_id=dwelling.id, starts_on=wish.day, ends_on=wish.ends_on,
        open_ended=wish.ends_on is None, monthly_rent=wish.monthly_rent, deposit=wish.deposit,
    )  # fmt: skip


def _end_lease(
    session: Session, lease_id: UUID, seen: int, day: date | None, open_ended: bool
) -> None:
    """Whoever the tenant is: nobody need see her to write that she moves out."""
    if server.is_shared(session):
        done = server.call(session, func.end_lease(lease_id, seen, day, open_ended))
    else:
        lease = session.get(Tenancy, lease_id)
        done = lease is not None and lease.row_version == seen
        if lease is not None and done:
            lease.ends_on, lease.open_ended = day, open_ended
    if not done:
        raise Conflict(_("Somebody else has changed the lease since. Nothing was saved."))
