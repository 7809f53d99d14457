"""Somebody leaves a household: dated, told in the journal, counted no more, and taken back."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from hjemveien.domain.refusal import Conflict, InvalidInput, NotFound, Refusal
from hjemveien.persistence.engine import Database
from hjemveien.services import case_card, case_list, members, search
from hjemveien.services.views import CaseCard, MemberView
from hjemveien.services.wishes import AddMember, LeaveHousehold, NewPerson
from tests.services.making import TODAY, new_case, writing

CAME = TODAY - timedelta(days=5)


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def joined(database: Database) -> tuple[UUID, MemberView]:
    """A household with a partner in it since five days."""
    case_id = new_case(database)
    partner = NewPerson("co_applicant", "Utflyttet", "Siv")
    with writing(database) as session:
        members.add_member(session, AddMember(case_id, partner, CAME))
    return case_id, card(database, case_id).members[-1]


def leave(
    database: Database, case_id: UUID, member: MemberView, day: date | None
) -> LeaveHousehold:
    wish = LeaveHousehold(case_id, member.member_id, member.version, day)
    with writing(database) as session:
        members.leave_household(session, wish)
    return wish


def adults(database: Database) -> int:
    with database.reading() as session:
        return case_list.case_page(session).rows[0].adults


@pytest.mark.parametrize(
    ("day", "former", "kind"), [(TODAY, 1, "member_left"), (None, 0, "member_mistaken")]
)
def test_who_leaves_is_counted_and_found_no_more(
    database: Database, day: date | None, former: int, kind: str
) -> None:
    case_id, partner = joined(database)
    assert adults(database) == 2
    leave(database, case_id, partner, day)
    shown = card(database, case_id)
    assert (len(shown.members), len(shown.former)) == (1, former)
    assert {"role": "co_applicant"} in [e.data for e in shown.journal if e.kind == kind]
    assert adults(database) == 1
    with database.reading() as session:
        assert not search.matching(session, "utflyttet")


def test_leaving_is_taken_back_as_an_event_of_its_own(database: Database) -> None:
    case_id, partner = joined(database)
    wish = leave(database, case_id, partner, TODAY)
    with writing(database) as session:
        members.take_back_leaving(session, wish)
    shown = card(database, case_id)
    assert shown.members[-1].valid_to is None
    assert {"member_left", "member_back"} <= {entry.kind for entry in shown.journal}
    assert adults(database) == 2


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), CAME])
def test_a_day_that_cannot_be_is_refused(database: Database, day: date) -> None:
    case_id, partner = joined(database)
    with pytest.raises(InvalidInput) as refused:
        leave(database, case_id, partner, day)
    assert set(refused.value.fields) == {"day"}
    assert card(database, case_id).members[-1].valid_to is None


def test_the_applicant_stays_in_her_own_case(database: Database) -> None:
    case_id, _partner = joined(database)
    with pytest.raises(Refusal, match="Close the case"):
        leave(database, case_id, card(database, case_id).members[0], TODAY)


def test_nobody_is_taken_out_twice_or_out_of_another_household(database: Database) -> None:
    case_id, partner = joined(database)
    with pytest.raises(NotFound):
        leave(database, new_case(database, "Annen"), partner, TODAY)
    leave(database, case_id, partner, TODAY)
    with pytest.raises(Conflict):
        leave(database, case_id, partner, None)
