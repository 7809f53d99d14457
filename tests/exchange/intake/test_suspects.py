"""Two cases that may be one are suggested with reasons; nothing is merged."""

from dataclasses import replace

from sqlalchemy import select

from hjemveien.exchange.reading.records import Member, Reading
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import CaseNow, DuplicateSuggestion, Household, Person
from hjemveien.services.waiting_list import waiting_list
from tests.exchange.intake import samples
from tests.exchange.intake.test_taking import count, take


def doubled() -> Reading:
    """One household on two rows, the second without a number."""
    first = samples.case(1, 5)
    own = (Member("applicant", "Prøvesen1", "Ola"),)
    second = samples.case(
        2, 6, household="h1", suspected_duplicate_of="c1", own_members=own, number="2025/0099"
    )
    house = samples.household(1, 5)
    reading = samples.reading((house, first), (house, second))
    return replace(reading, duplicates=(samples.pair(first, second),))


def test_a_suspected_duplicate_stands_as_its_own_household_until_somebody_answers(
    database: Database,
) -> None:
    outcome = take(database, doubled())
    with database.reading() as session:
        pair = session.scalars(select(DuplicateSuggestion)).one()
        assert (pair.kind, pair.reasons, pair.state) == (
            "one_without_id",
            ["The same name"],
            "open",
        )
        assert count(session, Household) == 2
        flags = {row.case_id: row.duplicate for row in session.scalars(select(CaseNow))}
        assert flags == {pair.first_case_id: False, pair.second_case_id: True}
        people = session.scalars(select(Person.id_number).order_by(Person.id))
        assert list(people) == [samples.number(1), None]
    assert outcome.reconciliation.line("duplicates").count == 1
    assert outcome.reconciliation.line("cases").count == 1
    assert outcome.reconciliation.line("households").count == 1


def test_figures_count_the_pair_once(database: Database) -> None:
    take(database, doubled())
    with database.reading() as session:
        listed = waiting_list(session, samples.AS_OF, "kostra")
        assert [row.number for row in listed.rows] == ["2025/0001"]
        assert len(listed.left_out) == 1


def test_without_people_of_its_own_the_suspected_row_shares_the_household(
    database: Database,
) -> None:
    reading = doubled()
    bare = replace(reading.cases[1], own_members=())
    take(database, replace(reading, cases=(reading.cases[0], bare)))
    with database.reading() as session:
        assert count(session, Household) == 1
        assert count(session, DuplicateSuggestion) == 1


def test_the_pair_read_again_is_not_suggested_again(database: Database) -> None:
    reading = doubled()
    take(database, reading)
    again = take(database, replace(reading, files=(samples.file(digest="c" * 64),)))
    assert again.added.suggestions == 0
    with database.reading() as session:
        assert count(session, DuplicateSuggestion) == 1


def test_the_same_identity_number_in_another_open_case_is_suggested(database: Database) -> None:
    take(database, samples.simple(1))
    other = samples.case(2, 6, household="h1")
    outcome = take(database, samples.reading((samples.household(1, 6), other), digest="c" * 64))
    (found,) = outcome.suggestions
    assert (found.kind, found.reasons) == ("same_id", ("The same identity number",))
    with database.reading() as session:
        assert count(session, Household) == 2


def test_a_partner_who_also_applies_is_suggested(database: Database) -> None:
    partner = replace(samples.applicant(7), role="co_applicant")
    house = samples.household(1, 5)
    take(
        database,
        samples.reading((replace(house, members=(*house.members, partner)), samples.case(1, 5))),
    )
    outcome = take(
        database,
        samples.reading((samples.household(7, 6), samples.case(7, 6)), digest="c" * 64),
    )
    assert [each.kind for each in outcome.suggestions] == ["partner_also_applicant"]


def test_the_same_name_needs_a_telephone_number_or_a_birth_date_beside_it(
    database: Database,
) -> None:
    take(database, samples.simple(1))
    nameless = (Member("applicant", "Prøvesen1", "Ola"),)
    same_phone = samples.household(2, 6, members=nameless)
    stranger = samples.household(3, 7, members=nameless, phones=("49999999",))
    swapped = samples.household(
        4, 8, members=(Member("applicant", "Ola", "Prøvesen1"),), phones=("40000001",)
    )
    people = ((same_phone, 2), (stranger, 3), (swapped, 4))
    outcome = take(
        database,
        samples.reading(
            *((house, samples.case(serial, 4 + serial)) for house, serial in people),
            digest="c" * 64,
        ),
    )
    assert [each.reasons for each in outcome.suggestions] == [
        ("The same name", "The same telephone number"),
        ("The same name", "The same telephone number"),
    ]


def test_namesakes_with_two_numbers_are_two_people(database: Database) -> None:
    take(database, samples.simple(1))
    namesake = samples.household(2, 6, members=(samples.applicant(2, "Prøvesen1"),))
    outcome = take(database, samples.reading((namesake, samples.case(2, 6)), digest="c" * 64))
    assert not outcome.suggestions
