"""A pair that may be one is shown side by side, answered once and never asked again."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from hjemveien.domain.refusal import NotFound, Refusal
from hjemveien.exchange.intake import take_in
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    CaseFile,
    CaseNow,
    DuplicateSuggestion,
    Household,
    HouseholdMember,
    JournalEntry,
    StageInterval,
)
from hjemveien.services import lists
from hjemveien.services.duplicates import answer_duplicate, count_open, open_suggestions
from hjemveien.services.waiting_list import waiting_list
from tests.databases import ACTOR, NOON
from tests.exchange.intake import samples
from tests.exchange.intake.test_suspects import doubled


def suspect(database: Database) -> UUID:
    """An office with one open pair."""
    with database.writing(ACTOR, NOON) as session:
        take_in(session, doubled())
    with database.reading() as session:
        return session.scalars(select(DuplicateSuggestion.id)).one()


def answer(database: Database, suggestion_id: UUID, given: str) -> None:
    with database.writing(ACTOR, NOON) as session:
        answer_duplicate(session, suggestion_id, given)


def test_the_two_stand_side_by_side_with_reasons_and_where_they_differ(database: Database) -> None:
    suspect(database)
    with database.reading() as session:
        (pair,) = open_suggestions(session)
        assert count_open(session) == 1
    assert pair.reasons == ("The same name",)
    assert (pair.first.number, pair.second.number) == ("2025/0001", "2025/0099")
    assert pair.first.name == pair.second.name == "Ola Prøvesen1"
    assert pair.second.sources == (("liste.xlsx", "Venteliste", 6),)
    assert set(pair.differing) == {"number", "id_number"}


def test_different_lets_both_stand_on_their_own(database: Database) -> None:
    answer(database, suspect(database), "different")
    with database.reading() as session:
        assert count_open(session) == 0
        listed = waiting_list(session, samples.AS_OF, "kostra")
        assert len(listed.rows) == 2
        assert not any(session.scalars(select(CaseNow.duplicate)))


def test_same_closes_the_second_case_into_the_first_household(database: Database) -> None:
    answer(database, suspect(database), "same")
    with database.reading() as session:
        first, second = session.scalars(select(CaseFile).order_by(CaseFile.number))
        assert second.closing == "duplicate"
        assert first.closing is None
        assert first.household_id == second.household_id
        stages = session.scalars(
            select(StageInterval.stage).where(
                StageInterval.case_id == second.id, StageInterval.ended_on.is_(None)
            )
        )
        assert list(stages) == ["avsluttet"]
        listed = waiting_list(session, samples.AS_OF)
        assert [row.number for row in listed.rows] == ["2025/0001"]


def test_same_keeps_both_journals_and_tells_it_in_each(database: Database) -> None:
    answer(database, suspect(database), "same")
    with database.reading() as session:
        kinds = list(session.scalars(select(JournalEntry.kind)))
    assert sorted(kinds) == ["duplicate_joined"] * 2 + ["note"] * 2


def test_nobody_lives_on_in_the_household_left_empty(database: Database) -> None:
    answer(database, suspect(database), "same")
    with database.reading() as session:
        kept = session.scalars(select(CaseFile.household_id)).first()
        still = session.scalars(
            select(HouseholdMember.household_id).where(HouseholdMember.valid_to.is_(None))
        )
        assert set(still) == {kept}
        assert len(list(session.scalars(select(Household.id)))) == 2


@pytest.mark.parametrize("given", ["same", "different"])
def test_the_list_rows_are_as_their_facts_say(database: Database, given: str) -> None:
    answer(database, suspect(database), given)
    with database.reading() as session:
        stored = {row.case_id: row for row in session.scalars(select(CaseNow))}
        for row in lists.now_rows(session, list(stored)):
            assert {name: getattr(stored[row.case_id], name) for name in vars(row)} == vars(row)


def test_an_answered_pair_is_not_asked_again(database: Database) -> None:
    pair = suspect(database)
    answer(database, pair, "different")
    with pytest.raises(Refusal, match=ACTOR):
        answer(database, pair, "same")
    with database.writing(ACTOR, NOON) as session:
        outcome = take_in(session, samples.simple(1, digest="e" * 64))
    assert not outcome.suggestions
    with database.reading() as session:
        assert count_open(session) == 0


def test_a_pair_that_is_not_there_is_refused_in_words(database: Database) -> None:
    with pytest.raises(NotFound):
        answer(database, uuid4(), "same")


def test_a_protected_and_an_open_household_are_not_joined(database: Database) -> None:
    pair = suspect(database)
    with database.writing(ACTOR, NOON) as session:
        second = session.scalars(select(CaseFile).order_by(CaseFile.number.desc())).first()
        assert second is not None
        session.get_one(Household, second.household_id).protection = "confidential"
    with pytest.raises(Refusal, match="protected"):
        answer(database, pair, "same")
    with database.reading() as session:
        assert count_open(session) == 1
