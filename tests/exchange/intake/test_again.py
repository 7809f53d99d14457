"""Reading the same thing again adds nothing; reading it changed asks a person."""

from dataclasses import replace

from sqlalchemy import select

from hjemveien.exchange.intake import preview
from hjemveien.exchange.reading.records import Closing, Reading, RowRef
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    CaseFile,
    Decision,
    Dwelling,
    DwellingPeriod,
    Household,
    Person,
    SourceProblem,
    SourceRow,
    Staff,
    TemporaryStay,
    Tenancy,
)
from tests.databases import ACTOR, NOON
from tests.exchange.intake import samples
from tests.exchange.intake.test_taking import count, everything, take


def saved_anew(reading: Reading, down: int = 0, digest: str = "c" * 64) -> Reading:
    """The same rows in a file with other bytes, further down and with its columns moved."""

    def moved(ref: RowRef) -> RowRef:
        return replace(ref, row=ref.row + down)

    return replace(
        reading,
        files=tuple(replace(file, digest=digest) for file in reading.files),
        cases=tuple(
            replace(case, rows=tuple(moved(ref) for ref in case.rows)) for case in reading.cases
        ),
        rows=tuple(
            replace(row, ref=moved(row.ref), cells=tuple(reversed(row.cells)))
            for row in reading.rows
        ),
    )


def test_the_same_file_again_changes_nothing_and_says_so(database: Database) -> None:
    first = take(database, samples.simple(1, 2))
    before = everything(database)
    again = take(database, samples.simple(1, 2))
    assert everything(database) == before
    assert again.already
    assert not again.wrote
    assert not again.needs_person
    assert again.reconciliation == first.reconciliation


def test_the_same_rows_in_a_file_saved_anew_are_known(database: Database) -> None:
    reading = samples.simple(1, 2)
    first = take(database, reading)
    again = take(database, saved_anew(reading, down=3))
    assert (again.added.cases, again.added.rows, again.known.rows) == (0, 0, 2)
    assert not again.differences
    counts = [(line.name, line.count) for line in again.reconciliation.lines]
    assert counts == [(line.name, line.count) for line in first.reconciliation.lines]


def test_a_grown_file_adds_its_new_rows_only(database: Database) -> None:
    take(database, samples.simple(1, 2))
    grown = take(database, samples.simple(1, 2, 3, digest="c" * 64))
    assert (grown.added.households, grown.added.cases, grown.added.rows) == (1, 1, 1)
    assert not grown.differences
    with database.reading() as session:
        assert count(session, CaseFile) == 3
        assert count(session, SourceRow) == 3
        assert count(session, Staff) == 1


def test_a_changed_row_of_a_known_case_is_listed_and_overwrites_nothing(
    database: Database,
) -> None:
    take(database, samples.simple(1))
    changed = samples.case(1, 5, "refused", caseworker=None)
    told = samples.reading((samples.household(1, 5), changed), digest="c" * 64)
    outcome = take(database, told)
    assert [each.fields for each in outcome.differences] == [("decision", "caseworker")]
    assert outcome.needs_person
    with database.reading() as session:
        assert session.scalars(select(Decision.outcome)).one() == "granted"
        listed = session.scalars(select(SourceProblem)).one()
        assert (listed.kind, listed.severity) == ("already_registered", "ask")
        assert listed.saw == "decision, caseworker"
        assert count(session, CaseFile) == 1


def test_a_row_that_says_the_same_in_other_words_is_no_difference(database: Database) -> None:
    reading = samples.simple(1)
    take(database, reading)
    waited = replace(reading.rows[0], cells=(*reading.rows[0].cells, ("D", "Ventet", "400")))
    outcome = take(
        database, replace(reading, files=(samples.file(digest="d" * 64),), rows=(waited,))
    )
    assert not outcome.differences
    assert (outcome.added.cases, outcome.known.cases) == (0, 1)


def test_a_case_that_has_moved_to_the_closed_sheet_is_the_same_case_told_otherwise(
    database: Database,
) -> None:
    take(database, samples.simple(1))
    at = samples.ref(9, "Avsluttet")
    ended = samples.housed(1, 9)
    ended = replace(ended, rows=(at,))
    row = replace(samples.source_row(ended, 9), ref=at, role="closed")
    told = samples.reading((samples.household(1, 9), ended), digest="c" * 64)
    outcome = take(database, replace(told, rows=(row,)))
    assert [each.fields for each in outcome.differences] == [("closed",)]
    with database.reading() as session:
        assert count(session, CaseFile) == 1


def test_a_case_without_a_number_is_known_by_its_person_and_day(database: Database) -> None:
    bare = samples.case(1, 5, number=None)
    take(database, samples.reading((samples.household(1, 5), bare)))
    other = replace(bare, priority_class=1, key="other")
    told = samples.reading((samples.household(1, 5), other), digest="c" * 64)
    row = replace(told.rows[0], cells=(("A", "Klasse", "1"),))
    outcome = take(database, replace(told, rows=(row,)))
    assert [each.fields for each in outcome.differences] == [("class",)]


def test_the_same_number_with_another_person_is_another_case(database: Database) -> None:
    take(database, samples.simple(1))
    stranger = samples.case(2, 6, number="2025/0001")
    outcome = take(database, samples.reading((samples.household(2, 6), stranger), digest="c" * 64))
    assert outcome.added.cases == 1
    assert not outcome.suggestions


def test_a_new_application_after_a_closed_case_is_the_same_household_again(
    database: Database,
) -> None:
    closed = samples.case(1, 5, closing=Closing("withdrawn", None, samples.day("2025-05-01")))
    take(database, samples.reading((samples.household(1, 5), closed)))
    again = samples.case(2, 6, household="h1")
    outcome = take(database, samples.reading((samples.household(1, 6), again), digest="c" * 64))
    assert (outcome.added.households, outcome.added.cases) == (0, 1)
    assert not outcome.suggestions
    with database.reading() as session:
        assert count(session, Household) == 1
        assert count(session, Person) == 1
        assert len(set(session.scalars(select(CaseFile.household_id)))) == 1


def test_a_stay_that_has_ended_since_is_listed_and_a_new_one_added(database: Database) -> None:
    reading = samples.simple(1)
    ongoing = samples.stay(1, 3, until=None)
    take(
        database,
        replace(reading, stays=(ongoing,), rows=(*reading.rows, samples.stay_row(ongoing))),
    )
    ended = samples.stay(1, 3, until="2025-03-01")
    new = samples.stay(1, 4, start=samples.day("2025-04-01"), until="2025-04-05")
    rows = (*reading.rows, samples.stay_row(ended), samples.stay_row(new))
    later = replace(reading, files=(samples.file(digest="c" * 64),), stays=(ended, new), rows=rows)
    outcome = take(database, later)
    assert [(each.about, each.fields) for each in outcome.differences] == [("stay", ("until",))]
    with database.reading() as session:
        assert count(session, TemporaryStay) == 2


def test_dwellings_are_known_again_and_a_changed_condition_is_listed(database: Database) -> None:
    reading = samples.register(None)
    take(database, reading)
    ready = replace(reading.dwellings[0], status="KLAR_FOR_INNFLYTTING")
    row = replace(reading.rows[0], cells=(("Q", "boligstatus", "KLAR_FOR_INNFLYTTING"),))
    later = replace(
        reading,
        files=(samples.file(samples.KOBO, "c" * 64),),
        dwellings=(ready,),
        rows=(row,),
    )
    outcome = take(database, later)
    assert [(each.about, each.fields) for each in outcome.differences] == [
        ("dwelling", ("status",))
    ]
    with database.reading() as session:
        assert (count(session, Dwelling), count(session, Tenancy)) == (1, 1)
        assert count(session, DwellingPeriod) == 2


def test_dwellings_that_come_after_the_people_find_their_tenants(database: Database) -> None:
    take(database, samples.simple(1))
    take(database, samples.register(1, 7))
    with database.reading() as session:
        leases = session.scalars(select(Tenancy).order_by(Tenancy.id)).all()
        household = session.scalars(select(Household.id)).one()
        assert [lease.household_id for lease in leases] == [household, None]


def test_people_who_come_after_the_dwellings_find_their_leases(database: Database) -> None:
    take(database, samples.register(1, 7))
    take(database, samples.simple(1))
    with database.reading() as session:
        leases = session.scalars(select(Tenancy).order_by(Tenancy.id)).all()
        household = session.scalars(select(Household.id)).one()
        assert [lease.household_id for lease in leases] == [household, None]


def test_a_dry_run_tells_what_is_known_and_what_differs(database: Database) -> None:
    take(database, samples.simple(1))
    changed = samples.reading(
        (samples.household(1, 5), samples.case(1, 5, "refused")), digest="c" * 64
    )
    before = everything(database)
    with database.reading() as session:
        outcome = preview(session, changed)
    assert everything(database) == before
    assert [each.fields for each in outcome.differences] == [("decision",)]


def test_what_a_person_has_changed_since_is_no_news_when_the_file_comes_back(
    database: Database,
) -> None:
    reading = samples.simple(1)
    take(database, reading)
    with database.writing(ACTOR, NOON) as session:
        case = session.scalars(select(CaseFile)).one()
        case.caseworker_id = None
    outcome = take(database, saved_anew(reading))
    assert not outcome.differences
