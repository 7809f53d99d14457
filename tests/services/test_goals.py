"""What a household wants is written down in its words; its mark and ours stand apart."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from hjemveien.domain.refusal import Conflict, InvalidInput, NotFound
from hjemveien.persistence.engine import Database
from hjemveien.services import case_card, editing, goals
from hjemveien.services.views import CaseCard, GoalView
from hjemveien.services.wishes import AddStep, DropGoal, EditRecord, MarkReached, SetGoal
from tests.databases import ACTOR, NOON
from tests.services.making import TODAY, counted, new_case, writing

WANTED = "En leilighet der hunden kan bo."


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def say(database: Database, case_id: UUID, words: str = WANTED) -> GoalView:
    with writing(database) as session:
        change = goals.set_goal(session, SetGoal(case_id, words))
    return next(g for g in card(database, case_id).goals if g.goal_id == change.created)


def step(database: Database, case_id: UUID, goal: GoalView, words: str, who: str = "") -> None:
    with writing(database) as session:
        goals.add_step(session, AddStep(case_id, goal.goal_id, words, who))


def kinds(database: Database, case_id: UUID) -> list[str]:
    return [entry.kind for entry in card(database, case_id).journal if "goal" in entry.kind]


def test_a_goal_and_its_steps_are_shown_in_the_order_they_were_said(database: Database) -> None:
    case_id = new_case(database)
    first, second = say(database, case_id), say(database, case_id, "  Betale husleia.  ")
    for words, who in (("Spørre utleierne", "Jeg selv"), ("Skaffe attest", "")):
        step(database, case_id, first, words, who)
    shown = {goal.goal_id: goal for goal in card(database, case_id).goals}
    assert shown[second.goal_id].words == "Betale husleia."
    assert shown[first.goal_id].said_on == TODAY
    steps = shown[first.goal_id].steps
    assert [(s.words, s.who) for s in steps] == [
        ("Spørre utleierne", "Jeg selv"),
        ("Skaffe attest", ""),
    ]
    assert kinds(database, case_id) == ["goal_set", "goal_set"]


def test_the_households_mark_and_ours_do_not_move_each_other(database: Database) -> None:
    case_id = new_case(database)
    goal = say(database, case_id)

    def mark(by_household: bool, reached: bool) -> GoalView:
        wish = MarkReached(case_id, goal.goal_id, True, by_household, reached)
        with writing(database) as session:
            goals.mark_reached(session, wish)
        return card(database, case_id).goals[0]

    ours = mark(by_household=False, reached=True)
    assert (ours.office_done_at, ours.office_done_by) == (NOON, ACTOR)
    assert ours.household_done_on is None
    assert not ours.reached
    both = mark(by_household=True, reached=True)
    assert both.reached
    assert both.household_done_on == TODAY
    theirs = mark(by_household=False, reached=False)
    assert (theirs.office_done_at, theirs.office_done_by) == (None, None)
    assert theirs.reached
    assert sorted(kinds(database, case_id)) == [
        "goal_open",
        "goal_reached",
        "goal_reached",
        "goal_set",
    ]


def test_a_step_is_done_for_each_by_itself(database: Database) -> None:
    case_id = new_case(database)
    goal = say(database, case_id)
    step(database, case_id, goal, "Spørre utleierne")
    made = card(database, case_id).goals[0].steps[0]
    assert not made.done
    with writing(database) as session:
        goals.mark_reached(session, MarkReached(case_id, made.step_id, False, True))
    marked = card(database, case_id).goals[0].steps[0]
    assert marked.done
    assert marked.office_done_at is None
    assert kinds(database, case_id) == ["goal_set"]


def test_a_goal_that_was_let_go_stands_last_and_can_come_back(database: Database) -> None:
    case_id = new_case(database)
    goal, other = say(database, case_id), say(database, case_id, "Bo nær mor.")
    with writing(database) as session:
        goals.drop_goal(session, DropGoal(case_id, goal.goal_id))
    shown = card(database, case_id).goals
    assert [g.goal_id for g in shown] == [other.goal_id, goal.goal_id]
    assert shown[1].dropped_on == TODAY
    with writing(database, at=NOON + timedelta(days=1)) as session:
        goals.drop_goal(session, DropGoal(case_id, goal.goal_id, dropped=False))
    assert all(g.dropped_on is None for g in card(database, case_id).goals)


def test_the_same_goal_sent_twice_is_one(database: Database) -> None:
    case_id, wish_id = new_case(database), uuid4()
    for _time in range(2):
        with writing(database) as session:
            goals.set_goal(session, SetGoal(case_id, WANTED, wish_id))
    assert len(card(database, case_id).goals) == 1
    assert kinds(database, case_id) == ["goal_set"]


@pytest.mark.parametrize("words", ["", "  \n "])
def test_nothing_written_is_refused_in_words(database: Database, words: str) -> None:
    case_id = new_case(database)
    with pytest.raises(InvalidInput) as told, writing(database) as session:
        goals.set_goal(session, SetGoal(case_id, words))
    assert "words" in told.value.fields
    goal = say(database, case_id)
    with pytest.raises(InvalidInput), writing(database) as session:
        goals.add_step(session, AddStep(case_id, goal.goal_id, words))
    edit = EditRecord("goal", goal.goal_id, case_id, 1, {"words": words}, {"words": WANTED})
    with pytest.raises(InvalidInput), writing(database) as session:
        editing.edit_record(session, edit)
    assert card(database, case_id).goals[0].words == WANTED


def test_a_step_belongs_to_a_goal_of_its_case(database: Database) -> None:
    goal, other = say(database, new_case(database)), new_case(database, "Annen")
    with pytest.raises(NotFound), writing(database) as session:
        goals.add_step(session, AddStep(other, goal.goal_id, "Feil sak"))


def test_two_who_word_it_anew_are_asked(database: Database) -> None:
    case_id = new_case(database)
    goal = say(database, case_id)
    for words in ("Et hus.", "En hytte."):
        edit = EditRecord(
            "goal", goal.goal_id, case_id, goal.version, {"words": words}, {"words": WANTED}
        )
        if words == "Et hus.":
            with writing(database) as session:
                editing.edit_record(session, edit)
        else:
            with pytest.raises(Conflict) as told, writing(database) as session:
                editing.edit_record(session, edit)
            assert (told.value.clashes[0].yours, told.value.clashes[0].theirs) == (words, "Et hus.")


def test_goals_cost_one_statement_more_however_many(database: Database) -> None:
    case_id = new_case(database)
    with counted(database) as without:
        card(database, case_id)
    for number in range(4):
        goal = say(database, case_id, f"Mål {number}")
        step(database, case_id, goal, "Et steg")
    with counted(database) as some:
        card(database, case_id)
    assert len(some) == len(without) + 1
