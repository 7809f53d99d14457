"""Adds people to a household and lets them leave, dated, so that both histories are kept.

Who was registered by mistake keeps a time of no length: nothing is deleted, nobody is counted.
"""

from datetime import date
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Conflict, InvalidInput, NotFound, Refusal
from hjemveien.persistence.tables import CaseFile, Household, HouseholdMember, JournalEntry
from hjemveien.services import lists, register, search_index
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.wishes import AddMember, LeaveHousehold
from hjemveien.texts import _, day_text


def add_member(session: Session, wish: AddMember) -> Change:
    """Add somebody from a day on. Raises InvalidInput without a name or with what cannot be."""
    case = case_or_refuse(session, wish.case_id)
    wrong = register.person_problems(wish.person, acting(session).day)
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    household = session.get_one(Household, case.household_id)
    register.add_person(session, household.id, household.protection, wish.person, wish.valid_from)
    return _done(session, case)


def leave_household(session: Session, wish: LeaveHousehold) -> Change:
    """Somebody leaves. Raises InvalidInput, Conflict, NotFound, and Refusal for the applicant."""
    case = case_or_refuse(session, wish.case_id)
    member = _seen(session, case, wish)
    if member.role == "applicant":
        raise Refusal(
            _("The case is the applicant’s own: she cannot leave it. Close the case instead.")
        )
    problem = _leaving_problem(wish.day, member.valid_from, acting(session).day)
    if problem:
        raise InvalidInput(problem, {"day": problem})
    member.valid_to = wish.day or member.valid_from
    return _told(session, case, member, "member_left" if wish.day else "member_mistaken")


def take_back_leaving(session: Session, wish: LeaveHousehold) -> Change:
    """Undo it, as long as nobody has changed her time since. `seen_version` is the one before."""
    case = case_or_refuse(session, wish.case_id)
    member = _seen(session, case, wish, later=1)
    member.valid_to = None
    return _told(session, case, member, "member_back")


def _seen(
    session: Session, case: CaseFile, wish: LeaveHousehold, later: int = 0
) -> HouseholdMember:
    """Her time in the household, held against others, as it was seen or so many saves later."""
    member = session.scalars(
        select(HouseholdMember).where(HouseholdMember.id == wish.member_id).with_for_update()
    ).one_or_none()
    if member is None or member.household_id != case.household_id:
        raise NotFound(_("The person is no longer in the household."))
    if member.row_version != wish.seen_version + later:
        text = _("Somebody else has changed this person since you looked. Nothing was saved.")
        raise Conflict(text)
    return member


def _leaving_problem(day: date | None, joined: date, today: date) -> str:
    if day is None:
        return ""
    if day > today:
        return _("Date cannot be in the future.")
    if day <= joined:
        text = _("Date must be after the day the person came to the household ({day}).")
        return text.format(day=day_text(joined))
    return ""


def _told(session: Session, case: CaseFile, member: HouseholdMember, kind: str) -> Change:
    """The journal says which role and no name: it is read where a name may be hidden."""
    act = acting(session)
    session.add(
        JournalEntry(
            id=uuid4(), case_id=case.id, at=act.at, by=act.by, kind=kind,
            data={"role": member.role},
        )
    )  # fmt: skip
    session.flush()
    return _done(session, case)


def _done(session: Session, case: CaseFile) -> Change:
    lists.refresh(session, [case.id])
    search_index.reindex(session, [case.id])
    return Change(frozenset({"case", "waiting_list"}), frozenset({case.id}))
