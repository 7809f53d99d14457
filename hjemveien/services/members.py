"""Adds people to a household, dated, so that splits and joins keep both histories."""

from sqlalchemy.orm import Session

from hjemveien.domain.refusal import InvalidInput
from hjemveien.persistence.tables import Household
from hjemveien.services import lists, register, search_index
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.wishes import AddMember


def add_member(session: Session, wish: AddMember) -> Change:
    """Add somebody from a day on. Raises InvalidInput without a name or with what cannot be."""
    case = case_or_refuse(session, wish.case_id)
    wrong = register.person_problems(wish.person, acting(session).day)
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    household = session.get_one(Household, case.household_id)
    register.add_person(session, household.id, household.protection, wish.person, wish.valid_from)
    lists.refresh(session, [case.id])
    search_index.reindex(session, [case.id])
    return Change(frozenset({"case", "waiting_list"}), frozenset({case.id}))
