"""A protected household keeps its place; who it is stands in no list, search, problem or lease."""

from dataclasses import replace

from sqlalchemy import select

from hjemveien.exchange.reading.records import Case, Closing, Reading, SourceRow
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    Base,
    DuplicateSuggestion,
    Household,
    Person,
    SealedIdentity,
    SealedSource,
    Tenancy,
)
from hjemveien.persistence.tables import (
    SourceRow as KeptRow,
)
from hjemveien.services import search
from hjemveien.services.case_list import case_page
from hjemveien.services.waiting_list import waiting_list
from tests.exchange.intake import samples
from tests.exchange.intake.test_taking import count, take

SECRETS = ("Hemmeligsen", "Skjult", "40009999", "Hemmeligveien")


def protected(serial: int = 1, row: int = 5, digest: str = "a" * 64) -> Reading:
    """A protected household whose row, problem, stay and closing would all tell who it is."""
    who = samples.applicant(serial, "Hemmeligsen", "Skjult")
    house = samples.household(
        serial, row, members=(who,), phones=("40009999",), protection="unspecified"
    )
    made = samples.case(serial, row, living_as_written="bor hos Hemmeligsen")
    stay = samples.stay(serial, 3, place="Hemmeligveien 4", note="Skjult ringte")
    reading = samples.reading((house, made), digest=digest)
    row_cells = (("A", "Navn", "Hemmeligsen, Skjult"), ("B", "Nr", samples.number(serial)))
    kept = replace(reading.rows[0], cells=row_cells, unread=row_cells)
    stay_row = replace(samples.stay_row(stay), cells=(("A", "Navn", "Hemmeligsen"),))
    problems = (samples.problem(row, f"h{serial}", "Hemmeligsen"),)
    return replace(reading, rows=(kept, stay_row), stays=(stay,), problems=problems)


def open_tables(database: Database) -> str:
    """Everything outside the sealed tables, the journal and the audit, as one text."""
    sealed = {"sealed_identity", "sealed_source", "sealed_payload"}
    apart = sealed | {"journal_entry", "audit_event", "audit_payload"}
    with database.reading() as session:
        return "\n".join(
            repr(tuple(row))
            for table in Base.metadata.sorted_tables
            if table.name not in apart
            for row in session.execute(select(table))
        )


def test_nothing_outside_the_sealed_tables_tells_who_it_is(database: Database) -> None:
    take(database, protected())
    told = open_tables(database)
    for secret in (*SECRETS, samples.number(1)):
        assert secret not in told


def test_the_identity_and_the_row_as_written_lie_sealed(database: Database) -> None:
    take(database, protected())
    with database.reading() as session:
        sealed = session.scalars(select(SealedIdentity)).one()
        assert (sealed.surname, sealed.phone) == ("Hemmeligsen", "40009999")
        assert sealed.id_number == samples.number(1)
        assert count(session, SealedSource) == 2
        assert session.scalars(select(Person.surname)).one() == ""


def test_it_keeps_its_place_on_the_list_without_a_name(database: Database) -> None:
    take(database, protected())
    with database.reading() as session:
        (row,) = waiting_list(session, samples.AS_OF).rows
        assert row.protected
        assert (row.surname, row.given_name) == ("", "")
        (listed,) = case_page(session).rows
        assert listed.name == ""
        assert not search.matching(session, "Hemmeligsen")
        assert len(search.matching(session, "2025/0001")) == 1


def test_the_same_protected_row_again_is_known(database: Database) -> None:
    take(database, protected())
    outcome = take(database, protected(digest="c" * 64))
    assert (outcome.added.households, outcome.added.cases, outcome.added.rows) == (0, 0, 0)


def test_nobody_is_suggested_beside_a_protected_household(database: Database) -> None:
    take(database, protected())
    double = samples.household(1, 9, members=(samples.applicant(1, "Hemmeligsen", "Skjult"),))
    other = samples.case(1, 9, number="2025/0777", key="c9")
    take(database, samples.reading((double, other), digest="c" * 64))
    with database.reading() as session:
        assert count(session, DuplicateSuggestion) == 0
        assert count(session, Household) == 1
    assert samples.number(1) not in open_tables(database)


def test_a_lease_of_somebody_protected_has_no_number_and_no_link(database: Database) -> None:
    take(database, protected())
    take(database, samples.register(1))
    with database.reading() as session:
        lease = session.scalars(select(Tenancy)).one()
        assert (lease.tenant_id_number, lease.household_id) == (None, None)
        kept = session.scalars(select(KeptRow).where(KeptRow.role == "dwellings")).one()
        assert kept.cells is None
    assert samples.number(1) not in open_tables(database)


def test_a_lease_that_was_there_first_forgets_its_protected_tenant(database: Database) -> None:
    take(database, samples.register(1, 2))
    take(database, protected())
    with database.reading() as session:
        numbers = session.scalars(select(Tenancy.tenant_id_number).order_by(Tenancy.id))
        assert list(numbers) == [None, samples.number(2)]
        assert count(session, SealedSource) == 3
    assert samples.number(1) not in open_tables(database)


def test_a_protected_household_that_was_housed_leaves_no_address(database: Database) -> None:
    reading = protected()
    end = Closing("housed", samples.day("2025-06-01"), None, "Hemmeligveien 4", "d1")
    housed: Case = replace(reading.cases[0], status="housed", closing=end)
    take(database, replace(reading, cases=(housed,)))
    assert "Hemmeligveien" not in open_tables(database)


def test_a_household_that_is_marked_later_is_listed_for_a_person(database: Database) -> None:
    take(database, samples.simple(1))
    house = samples.household(1, 5, protection="unspecified")
    marked = samples.reading((house, samples.case(1, 5)), digest="c" * 64)
    row: SourceRow = replace(marked.rows[0], cells=(("A", "Navn", "SKJERMET"),))
    outcome = take(database, replace(marked, rows=(row,)))
    assert [each.fields for each in outcome.differences] == [("protection",)]
    assert "SKJERMET" not in open_tables(database)
