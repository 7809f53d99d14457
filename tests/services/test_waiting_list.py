"""Both lists, by hand: who is on them, in which order and why; on both engines."""

from datetime import date, timedelta

from hjemveien.persistence.engine import Database
from hjemveien.services import changes, drafts
from hjemveien.services.views import WaitingList
from hjemveien.services.waiting_list import waiting_list
from tests.databases import ACTOR
from tests.services import making
from tests.services.making import TODAY, listed_case, move, new_case


def shown(database: Database, kind: str = "working", day: date = TODAY) -> WaitingList:
    with database.reading() as session:
        return waiting_list(session, day, kind)


def names(found: WaitingList) -> list[str]:
    return [row.surname for row in found.rows]


def test_class_goes_before_factors_and_factors_before_the_number(database: Database) -> None:
    listed_case(database, "Uten")
    listed_case(database, "Tredje", priority_class=3)
    listed_case(database, "Annen", priority_class=1)
    listed_case(database, "Forst", priority_class=1, factors=("violence",))
    assert names(shown(database)) == ["Forst", "Annen", "Tredje", "Uten"]


def test_names_give_no_place(database: Database) -> None:
    listed_case(database, "Åsen")
    listed_case(database, "Aaland")
    assert names(shown(database)) == ["Åsen", "Aaland"]


def test_why_here_is_said_in_words(database: Database) -> None:
    listed_case(database, "En", priority_class=1)
    listed_case(database, "To", priority_class=2)
    first, second = shown(database).rows
    assert "Class 1" in first.why
    assert "by class. That one has class 1" in second.why


def test_why_here_says_what_the_one_above_has(database: Database) -> None:
    listed_case(database, "En", priority_class=1, factors=("no_roof",))
    listed_case(database, "To", priority_class=1, factors=("violence", "unsuitable"))
    listed_case(database, "Tre", priority_class=1, factors=("unsuitable",))
    listed_case(database, "Fire", priority_class=1, factors=("unsuitable",))
    _first, second, third, fourth = shown(database).rows
    assert "“no roof tonight”" in second.why
    assert "“threats or violence”" in third.why
    assert "alike" in fourth.why
    assert "violence" not in second.why_anonymous + third.why_anonymous
    assert "not told here" in second.why_anonymous


def test_why_here_is_about_the_one_above_on_this_very_list(database: Database) -> None:
    listed_case(database, "En", priority_class=1)
    listed_case(database, "Bytte", priority_class=2, lived_in_municipal=True)
    listed_case(database, "To", priority_class=3)
    _first, second = shown(database, "kostra").rows
    assert "class 1" in second.why


def test_the_list_says_which_factor_goes_before_which(database: Database) -> None:
    words = shown(database).weighing
    assert words.index("no roof") < words.index("violence") < words.index("lease")


def test_a_swap_is_on_the_working_list_alone_and_the_other_says_why(database: Database) -> None:
    listed_case(database, "Bytte", lived_in_municipal=True)
    listed_case(database, "Ny")
    assert len(shown(database).rows) == 2
    kostra = shown(database, "kostra")
    assert names(kostra) == ["Ny"]
    assert "municipal dwelling" in kostra.left_out[0][1]


def test_an_offer_keeps_the_place_and_a_move_in_ends_it(database: Database) -> None:
    case_id = listed_case(database)
    move(database, case_id, "tilbud")
    assert len(shown(database).rows) == 1
    move(database, case_id, "innflytting")
    assert len(shown(database).rows) == 0


def test_the_list_of_an_earlier_day_can_be_asked_again(database: Database) -> None:
    case_id = new_case(database, received_on=TODAY - timedelta(days=40))
    making.decide(database, case_id, day=TODAY - timedelta(days=20))
    move(database, case_id, "venteliste")
    assert len(shown(database, day=TODAY - timedelta(days=21)).rows) == 0
    assert shown(database, day=TODAY - timedelta(days=5)).rows[0].days == 15


def test_a_later_refusal_takes_the_household_off(database: Database) -> None:
    case_id = new_case(database)
    making.decide(database, case_id, day=TODAY - timedelta(days=5))
    making.decide(database, case_id, "refused")
    assert len(shown(database).rows) == 0
    assert len(shown(database, day=TODAY - timedelta(days=2)).rows) == 1


def test_a_protected_household_keeps_its_place_without_a_name(database: Database) -> None:
    listed_case(database, "Hemmelig", protection="strictly_confidential", priority_class=1)
    row = shown(database).rows[0]
    assert (row.place, row.surname, row.protected) == (1, "", True)


def test_the_list_takes_a_fixed_number_of_statements(database: Database) -> None:
    sent = []
    for surname in ("En", "To", "Tre"):
        listed_case(database, surname)
        with making.counted(database) as statements:
            shown(database)
        sent.append(len(statements))
    assert len(set(sent)) == 1


def test_others_hear_of_a_change_once_they_ask(database: Database) -> None:
    with database.reading() as session:
        token = changes.now_token(session)
    case_id = new_case(database)
    with database.reading() as session:
        news = changes.changes_since(session, token)
        quiet = changes.changes_since(session, news.token)
    assert case_id in news.change.ids
    assert "case" in news.change.topics
    if database.kind == "local":
        assert not quiet.change.topics


def test_a_draft_is_given_back_to_its_owner_alone(database: Database) -> None:
    with making.writing(database) as session:
        drafts.save_draft(session, "note", "x", {"text": "halv"})
    with database.reading() as session:
        mine = drafts.find_draft(session, ACTOR, "note", "x")
        others = drafts.find_draft(session, "Siv", "note", "x")
    assert mine is not None
    assert mine.content == {"text": "halv"}
    assert others is None
