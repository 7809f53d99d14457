"""Who is registered already under an identity number, and the pair that registering anew makes.

Of a protected household nothing is found here but by who may find it at all, and no pair is ever
made beside one: it would tell that it is there.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence.tables import (
    CaseFile,
    CaseNow,
    DuplicateSuggestion,
    HouseholdMember,
    Person,
)
from hjemveien.services import identity, search, server
from hjemveien.services.rows import rows
from hjemveien.texts import _, mark

SAME_NUMBER = mark("The same identity number")
PARTNER = mark("An adult of the one household applies in the other")
BOTH_APPLY, ONE_APPLIES = "same_id", "partner_also_applicant"
_REASONS = {BOTH_APPLY: [SAME_NUMBER], ONE_APPLIES: [SAME_NUMBER, PARTNER]}


@dataclass(frozen=True)
class KnownCase:
    """A case with somebody of that number in it; `name` is empty where it is protected."""

    case_id: UUID
    number: str
    name: str
    closed: bool

    def in_words(self) -> str:
        name = self.name or _("Protected")
        return f"{name} ({self.number})"


class RegisteredAlready(Refusal):
    """Somebody of that number has an open case; `found` has them, the oldest first."""

    def __init__(self, found: tuple[KnownCase, ...]) -> None:
        super().__init__(already_words(found))
        self.found = found


def registered_under(session: Session, typed: str) -> tuple[KnownCase, ...]:
    """Cases of a whole identity number as typed: the open ones first, then the oldest first."""
    digits = identity.digits_of(typed)
    if identity.problem(typed) or not digits:
        return ()
    now = CaseNow
    statement = (
        select(now.case_id, now.number, now.name, now.closed)
        .where(now.case_id.in_(search.matching(session, digits)))
        .order_by(now.closed, now.received_key, now.number_key)
    )
    return tuple(KnownCase(*row) for row in rows(session, statement))


def already_words(found: tuple[KnownCase, ...]) -> str:
    """Whose the number is, and in which cases; empty where nobody has it."""
    still = tuple(each for each in found if not each.closed)
    cases = ", ".join(each.in_words() for each in still or found)
    if still:
        return _("The number is registered already: {cases}.").format(cases=cases)
    if found:
        return _("The number is in a closed case: {cases}.").format(cases=cases)
    return ""


def refuse_known(session: Session, numbers: tuple[str, ...]) -> None:
    """Raises RegisteredAlready where somebody of these numbers has an open case."""
    found = dict.fromkeys(
        each for number in numbers for each in registered_under(session, number) if not each.closed
    )
    if found:
        raise RegisteredAlready(tuple(found))


def suspect(session: Session, case_id: UUID) -> None:
    """Mark a new case beside the oldest open one of somebody with a number that is in both."""
    if server.is_shared(session):
        server.call(session, func.suspect_same_number(uuid4(), case_id))
        return
    session.flush()
    found = session.execute(_same_number(case_id)).first()
    if found is not None:
        session.add(
            DuplicateSuggestion(
                id=uuid4(), first_case_id=found[0], second_case_id=case_id, kind=found[1],
                reasons=_REASONS[found[1]],
            )
        )  # fmt: skip
        session.flush()


def _same_number(case_id: UUID) -> Select[Any]:
    """As the door of a shared database asks (persistence.rights.births)."""
    mine, other = aliased(HouseholdMember), aliased(HouseholdMember)
    me, they = aliased(Person), aliased(Person)
    both = (mine.role == "applicant") & (other.role == "applicant")
    return (
        select(CaseNow.case_id, case((both, BOTH_APPLY), else_=ONE_APPLIES))
        .select_from(CaseFile)
        .join(mine, mine.household_id == CaseFile.household_id)
        .join(me, me.id == mine.person_id)
        .join(they, they.id_number == me.id_number)
        .join(other, other.person_id == they.id)
        .join(CaseNow, CaseNow.household_id == other.household_id)
        .where(CaseFile.id == case_id, CaseNow.household_id != CaseFile.household_id)
        .where(mine.valid_to.is_(None), other.valid_to.is_(None), me.id_number != "")
        .where(CaseNow.closed.is_(False), CaseNow.protected.is_(False))
        .order_by(CaseNow.received_key, CaseNow.case_id)
        .limit(1)
    )
