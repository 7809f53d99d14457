"""Somebody who is registered already is registered again only by choice, and the two are marked."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from hjemveien.persistence.engine import Database
from hjemveien.services import access, case_card, case_list, duplicates, known_before, register
from hjemveien.services.case_filter import CaseFilter
from hjemveien.services.known_before import RegisteredAlready
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import NewApplication, NewPerson
from tests.services.making import A_NUMBER, TODAY, decide, move, new_case
from tests.staffed import StaffedOffice

SPACED = f"{A_NUMBER[:6]} {A_NUMBER[6:]}"


def again(database: Database, **wish: Any) -> UUID:
    return new_case(database, "Igjen", id_number=SPACED, known_already=True, **wish)


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def test_the_same_number_is_refused_with_whose_it_is_and_nothing_is_written(
    database: Database,
) -> None:
    case_id = new_case(database, id_number=A_NUMBER)
    with pytest.raises(RegisteredAlready, match=r"Kari Prøvesen \(2026/00001\)") as refused:
        new_case(database, "Igjen", id_number=SPACED)
    assert [each.case_id for each in refused.value.found] == [case_id]
    with database.reading() as session:
        assert case_list.count_cases(session) == 1


def test_registered_by_choice_the_two_are_marked_in_both(database: Database) -> None:
    first = new_case(database, id_number=A_NUMBER)
    second = again(database)
    assert card(database, first).duplicates == ((second, "2026/00002"),)
    assert card(database, second).duplicates == ((first, "2026/00001"),)
    with database.reading() as session:
        page = case_list.case_page(session, CaseFilter(marks=("duplicate",)))
        assert [row.case_id for row in page.rows] == [second]
        (pair,) = duplicates.open_suggestions(session)
        assert pair.reasons == (known_before.SAME_NUMBER,)


def test_the_oldest_open_case_comes_first_and_is_the_one_beside(database: Database) -> None:
    younger = new_case(database, "Yngst", id_number=A_NUMBER)
    older = again(database, received_on=TODAY - timedelta(days=90))
    third = again(database)
    with database.reading() as session:
        found = known_before.registered_under(session, SPACED)
    assert [each.case_id for each in found] == [older, younger, third]
    assert [case_id for case_id, _number in card(database, third).duplicates] == [older]


def test_somebody_whose_case_is_closed_applies_anew_without_a_question(database: Database) -> None:
    closed = new_case(database, id_number=A_NUMBER)
    decide(database, closed, "refused")
    move(database, closed, "avsluttet", closing="refused")
    new = new_case(database, "Igjen", id_number=A_NUMBER)
    assert not card(database, new).duplicates
    with database.reading() as session:
        found = known_before.registered_under(session, A_NUMBER)
        assert [each.case_id for each in found] == [new, closed]


def test_a_partner_who_applies_for_herself_is_marked_with_why(database: Database) -> None:
    partner = NewPerson("co_applicant", "Samboer", id_number=A_NUMBER)
    new_case(database, others=(partner,))
    again(database)
    with database.reading() as session:
        (pair,) = duplicates.open_suggestions(session)
    assert (pair.kind, pair.reasons[1:]) == ("partner_also_applicant", (known_before.PARTNER,))


def test_beside_a_protected_household_no_pair_is_made(database: Database) -> None:
    new_case(database, id_number=A_NUMBER, protection="confidential")
    assert not card(database, again(database)).duplicates


@pytest.mark.parametrize("typed", ["", "30837", "12345678901"])
def test_less_than_a_whole_number_finds_nobody(database: Database, typed: str) -> None:
    new_case(database, id_number=A_NUMBER)
    with database.reading() as session:
        assert known_before.registered_under(session, typed) == ()


def test_of_a_protected_household_a_colleague_is_told_nothing(staffed: StaffedOffice) -> None:
    new_case(staffed.root, "Skjulesen", id_number=A_NUMBER, protection="confidential")
    with staffed.as_(staffed.members["Caseworker Test"]).reading() as session:
        assert known_before.registered_under(session, A_NUMBER) == ()


def test_a_colleagues_case_is_named_and_marked_with_the_rights_of_a_caseworker(
    staffed: StaffedOffice,
) -> None:
    first = new_case(staffed.root, id_number=A_NUMBER)
    member = staffed.members["Caseworker Test"]
    hers, now = staffed.as_(member), datetime.now(UTC)
    wish = NewApplication(NewPerson(surname="Igjen", id_number=A_NUMBER), known_already=True)
    with hers.writing(member.name, now, uuid4()) as session:
        assert known_before.registered_under(session, A_NUMBER)[0].name == "Kari Prøvesen"
        register.register_application(session, wish)
    with hers.writing(member.name, now) as session:
        access.open_case(session, access.OpenCase(wish.case_id))
    assert card(hers, wish.case_id).duplicates == ((first, "2026/00001"),)
