"""The board: counts of each stage, its cards a page at a time, and why a card may not move."""

from datetime import timedelta

from hjemveien.domain.pathway import ORDER
from hjemveien.persistence.engine import Database
from hjemveien.services import board, office
from hjemveien.services.case_filter import Asker, CaseFilter
from tests.services.making import TODAY, counted, decide, move, new_case
from tests.services.making import writing as at_work

TODAYS = Asker(TODAY)


def test_every_stage_has_its_count_its_late_ones_and_its_target(database: Database) -> None:
    new_case(database, "En")
    new_case(database, "To", received_on=TODAY - timedelta(days=60))
    move(database, new_case(database, "Tre"), "kartlegging")
    with database.reading() as session, counted(database) as sent:
        counts = board.stage_counts(session, CaseFilter(), TODAYS)
    assert [each.stage for each in counts] == list(ORDER)
    known = {each.stage: (each.count, each.late, each.target_days) for each in counts}
    assert known["soknad"] == (2, 1, 7)
    assert known["kartlegging"] == (1, 0, 21)
    assert known["venteliste"] == (0, 0, None)
    assert len(sent) <= 3


def test_mine_alone(database: Database) -> None:
    with at_work(database) as session:
        kari = office.add_staff(session, "Kari Test").created
    new_case(database, "Min", caseworker_id=kari)
    new_case(database, "Ingens")
    with database.reading() as session:
        mine = CaseFilter(mine=True)
        asker = Asker(TODAY, kari)
        counts = board.stage_counts(session, mine, asker)
        assert sum(each.count for each in counts) == 1
        (card,) = board.cards(session, "soknad", mine, asker)
    assert card.name == "Kari Min"


def test_cards_come_by_deadline_and_go_on_after_the_last_one(database: Database) -> None:
    for days in (1, 9, 5):
        new_case(database, f"D{days}", received_on=TODAY - timedelta(days=days))
    with database.reading() as session:
        first = board.cards(session, "soknad", CaseFilter(), TODAYS)
        assert [card.name for card in first] == ["Kari D9", "Kari D5", "Kari D1"]
        after = board.cards(session, "soknad", CaseFilter(), TODAYS, first[1])
        assert [card.name for card in after] == ["Kari D1"]


def test_why_not_says_what_is_missing_and_nothing_where_words_are(database: Database) -> None:
    case_id = new_case(database)
    with database.reading() as session:
        assert board.why_not(session, case_id, "kartlegging", TODAY) == ()
        assert board.why_not(session, case_id, "avsluttet", TODAY) == ()
        assert board.why_not(session, case_id, "venteliste", TODAY)[-1] == (
            "A positive decision must be registered first."
        )
    decide(database, case_id)
    with database.reading() as session:
        assert board.why_not(session, case_id, "venteliste", TODAY) == ()
