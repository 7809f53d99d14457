"""What cannot be is refused by the services, by its field, and nothing is written."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from hjemveien.domain.refusal import InvalidInput
from hjemveien.persistence.engine import Database
from hjemveien.services import case_card, case_list, deciding, editing, members
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import AddMember, AddTask, EditRecord, MakeDecision, NewPerson
from hjemveien.services.writing import add_task
from tests.services.making import TODAY, decide, new_case, writing


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def edit_applicant(database: Database, case_id: UUID, **changes: Any) -> None:
    applicant = card(database, case_id).members[0]
    assert applicant.person_id is not None
    wish = EditRecord("person", applicant.person_id, case_id, applicant.person_version, changes, {})
    with writing(database) as session:
        editing.edit_record(session, wish)


def test_an_application_from_another_century_is_not_registered(database: Database) -> None:
    with pytest.raises(InvalidInput) as refused:
        new_case(database, received_on=date(1899, 1, 1))
    assert "1990" in refused.value.fields["received_on"]
    with database.reading() as session:
        assert case_list.count_cases(session) == 0


def test_a_decision_from_before_the_application_is_refused(database: Database) -> None:
    case_id = new_case(database, received_on=TODAY)
    with pytest.raises(InvalidInput) as refused:
        decide(database, case_id, day=TODAY - timedelta(days=1))
    assert set(refused.value.fields) == {"decided_on"}
    assert not card(database, case_id).decisions


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", TODAY + timedelta(days=1)),
        ("birth_date", date(1880, 1, 1)),
        ("postcode", "99"),
        ("email", "ikke en epost"),
    ],
)
def test_a_person_is_not_saved_with_what_cannot_be(
    database: Database, field: str, value: object
) -> None:
    case_id = new_case(database)
    with pytest.raises(InvalidInput) as refused:
        edit_applicant(database, case_id, **{field: value})
    assert set(refused.value.fields) == {field}
    assert getattr(card(database, case_id).members[0], field) in ("", None)


def test_nobody_is_left_without_a_name(database: Database) -> None:
    case_id = new_case(database)
    edit_applicant(database, case_id, given_name="")
    with pytest.raises(InvalidInput, match="Name is missing"):
        edit_applicant(database, case_id, surname=" ")


@pytest.mark.parametrize(
    "person", [NewPerson(role="other"), NewPerson(role="child"), NewPerson(role="co_applicant")]
)
def test_nobody_without_a_name_joins_the_household(database: Database, person: NewPerson) -> None:
    case_id = new_case(database)
    with pytest.raises(InvalidInput) as refused, writing(database) as session:
        members.add_member(session, AddMember(case_id, person, TODAY))
    assert set(refused.value.fields) == {"surname"}
    assert len(card(database, case_id).members) == 1


def test_of_a_child_a_birth_year_is_enough_but_not_next_years(database: Database) -> None:
    case_id = new_case(database)
    child = NewPerson(role="child", birth_year=TODAY.year + 1)
    with pytest.raises(InvalidInput) as refused, writing(database) as session:
        members.add_member(session, AddMember(case_id, child, TODAY))
    assert set(refused.value.fields) == {"birth_year"}


def test_a_decision_ticks_the_tasks_that_it_settles_and_no_others(database: Database) -> None:
    case_id, other = new_case(database), new_case(database, "Annen")
    keys = []
    for case, title in ((case_id, "Skriv vedtak"), (case_id, "Ring"), (other, "Skriv vedtak")):
        task = AddTask(case, title)
        keys.append(task.task_id)
        with writing(database) as session:
            add_task(session, task)
    wish = MakeDecision(case_id, "granted", TODAY, "§ 7", "Vurdert.", settled=(keys[0], keys[2]))
    with writing(database) as session:
        deciding.make_decision(session, wish)
    done = {task.title: task.done_at is not None for task in card(database, case_id).tasks}
    assert done == {"Skriv vedtak": True, "Ring": False}
    assert [task.done_at for task in card(database, other).tasks] == [None]
