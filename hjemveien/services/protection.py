"""Raises and lowers a household's protection; the identity moves both ways in one transaction.

Old audit payload, search text, sheet rows and the link to a dwelling move with it. Anybody who has
the case open may raise it. Lowering is for the cleared. Source: folkeregisterloven § 10-4.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import cast, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from hjemveien.domain.codes import PROTECTIONS
from hjemveien.domain.refusal import InvalidInput
from hjemveien.domain.sorting import name_key
from hjemveien.persistence.tables import Household, HouseholdMember, Person, SealedIdentity
from hjemveien.services import lists, local_sealing, search_index, server
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.sealing import sealed_text
from hjemveien.texts import _

OPEN = "none"


@dataclass(frozen=True)
class Protect:
    """`level` is a code of domain.codes.PROTECTIONS; a reason is always written."""

    case_id: UUID
    level: str
    reason: str
    entry_id: UUID = field(default_factory=uuid4)


def protect(session: Session, wish: Protect) -> Change:
    """Protect the whole household, or no longer. Raises InvalidInput, NotFound, NotAllowed."""
    _check(wish)
    case = case_or_refuse(session, wish.case_id)
    household = session.get_one(Household, case.household_id)
    before, ids = household.protection, _case_ids(session, household.id)
    names = _names(session, household.id, sealed=before != OPEN)
    if server.is_shared(session):
        server.call(
            session,
            func.protect_household(
                case.id, wish.level, wish.reason.strip(), cast(names, JSONB), wish.entry_id
            ),
        )
        session.expire_all()
    else:
        local_sealing.protect(session, case, household, wish.level, wish.reason, names)
    if wish.level == OPEN or not server.is_shared(session):
        lists.refresh(session, ids)
        search_index.reindex(session, ids)
    return Change(frozenset({"case", "waiting_list", "dwelling"}), frozenset(ids))


def _check(wish: Protect) -> None:
    wrong: dict[str, str] = {}
    if wish.level not in {code for code, _title in PROTECTIONS}:
        wrong["level"] = _("Protection is missing. Choose one.")
    if not wish.reason.strip():
        wrong["reason"] = _("Reason is missing. Write why the protection changes.")
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)


def _case_ids(session: Session, household_id: UUID) -> list[UUID]:
    from hjemveien.persistence.tables import CaseFile

    return list(session.scalars(select(CaseFile.id).where(CaseFile.household_id == household_id)))


def _names(session: Session, household_id: UUID, *, sealed: bool) -> dict[str, str]:
    """By person: the sort key of who comes out, the searched words of who goes in."""
    identity: Any = SealedIdentity if sealed else Person
    key = SealedIdentity.person_id if sealed else Person.id
    people = (
        select(identity)
        .join(HouseholdMember, HouseholdMember.person_id == key)
        .where(HouseholdMember.household_id == household_id)
    )
    found = session.scalars(people).unique()
    if sealed:
        return {str(who.person_id): name_key(who.surname, who.given_name) for who in found}
    return {str(who.id): sealed_text(who) for who in found}
