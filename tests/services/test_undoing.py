"""What can be taken back, as an event of its own; and what nobody takes back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from hjemveien.domain.pathway import MoveRefused
from hjemveien.domain.refusal import Refusal
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Offer, StageInterval
from hjemveien.services import case_card, deciding, moves, office, writing
from hjemveien.services.wishes import AssignCase, MakeDecision, MoveCase, WriteNote
from tests.databases import NOON
from tests.services.making import TODAY, decide, listed_case, move, new_case
from tests.services.making import writing as at_work

LATER = NOON + timedelta(minutes=1)


def undo(database: Database, case_id: UUID, stage: str, from_stage: str) -> None:
    with at_work(database, at=LATER + timedelta(minutes=1)) as session:
        moves.undo_move(session, MoveCase(case_id, stage, "Angret"), from_stage)


def stage_of(database: Database, case_id: UUID) -> str:
    with database.reading() as session:
        return case_card.show_case(session, case_id).stage


def test_a_move_is_taken_back_where_only_notes_followed(database: Database) -> None:
    case_id = new_case(database)
    move(database, case_id, "kartlegging")
    with at_work(database, at=LATER) as session:
        writing.write_note(session, WriteNote(case_id, "Ringte"))
    undo(database, case_id, "soknad", "kartlegging")
    assert stage_of(database, case_id) == "soknad"


def test_not_after_somebody_has_moved_it_on(database: Database) -> None:
    case_id = new_case(database)
    move(database, case_id, "kartlegging")
    move(database, case_id, "vedtak")
    with pytest.raises(MoveRefused, match="moved on to For decision"):
        undo(database, case_id, "soknad", "kartlegging")
    assert stage_of(database, case_id) == "vedtak"


def test_not_after_a_decision_of_the_same_day(database: Database) -> None:
    case_id = new_case(database)
    move(database, case_id, "vedtak")
    with at_work(database, at=LATER) as session:
        wish = MakeDecision(case_id, "granted", TODAY, "boligsosialloven § 7", "Vurdert.")
        deciding.make_decision(session, wish)
    with pytest.raises(MoveRefused, match="A decision has been made since"):
        undo(database, case_id, "soknad", "vedtak")


def test_not_after_a_letter(database: Database) -> None:
    case_id = new_case(database)
    move(database, case_id, "kartlegging")
    with at_work(database, at=LATER) as session:
        writing.write_note(session, WriteNote(case_id, "Bekreftelse sendt", "letter"))
    with pytest.raises(MoveRefused, match="A letter has been sent since"):
        undo(database, case_id, "soknad", "kartlegging")


def test_not_after_an_offer(database: Database) -> None:
    case_id = listed_case(database)
    move(database, case_id, "tilbud")
    with at_work(database, at=LATER) as session:
        session.add(Offer(id=uuid4(), case_id=case_id, offered_on=TODAY, counts_from=TODAY))
    with pytest.raises(MoveRefused, match="An offer has been given since"):
        undo(database, case_id, "venteliste", "tilbud")


def test_a_decision_before_the_move_is_in_nobodys_way(database: Database) -> None:
    case_id = new_case(database)
    decide(database, case_id)
    with at_work(database, at=LATER) as session:
        moves.move_case(session, MoveCase(case_id, "venteliste", "Innvilget"))
    undo(database, case_id, "soknad", "venteliste")
    assert stage_of(database, case_id) == "soknad"


def test_an_assignment_is_given_back_unless_it_was_given_on(database: Database) -> None:
    with at_work(database) as session:
        kari, per = (office.add_staff(session, name).created for name in ("Kari A", "Per B"))
    case_id = new_case(database, caseworker_id=kari)
    with at_work(database) as session:
        moves.assign_case(session, AssignCase(case_id, per))
    with at_work(database) as session:
        moves.give_back(session, case_id, per, kari)
    with database.reading() as session:
        worker = case_card.show_case(session, case_id).caseworker
    assert worker is not None
    assert worker.staff_id == kari
    with (
        pytest.raises(Refusal, match="has been given to Kari A since"),
        at_work(database) as session,
    ):
        moves.give_back(session, case_id, per, None)


def test_nothing_is_rewritten(database: Database) -> None:
    case_id = new_case(database)
    move(database, case_id, "kartlegging", reason="Komplett")
    undo(database, case_id, "soknad", "kartlegging")
    with database.reading() as session:
        card = case_card.show_case(session, case_id)
        assessment = StageInterval.stage == "kartlegging"
        assert session.scalar(select(StageInterval.reason).where(assessment)) == "Komplett"
    assert [view.stage for view in card.stages].count("soknad") == 2
    assert [entry.text for entry in card.journal if entry.kind == "moved"] == ["Angret", "Komplett"]
