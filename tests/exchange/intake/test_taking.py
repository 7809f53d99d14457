"""A reading goes into the database whole, and what lists and figures need is there."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.exchange.intake import Cancelled, Intake, preview, take_in
from hjemveien.exchange.reading.records import DatedFact, Member, Reading
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    Application,
    AuditEvent,
    Base,
    CaseFile,
    CaseNow,
    Decision,
    Household,
    HouseholdMember,
    HousingSituation,
    JournalEntry,
    Need,
    Offer,
    Person,
    Priority,
    SearchTerm,
    SearchWord,
    SourceFile,
    SourceProblem,
    SourceRow,
    Staff,
    StageInterval,
    TemporaryStay,
)
from hjemveien.services import lists, search, search_index
from hjemveien.services.case_list import case_page
from hjemveien.services.waiting_list import waiting_list
from tests.databases import ACTOR, NOON
from tests.exchange.intake import samples


def take(database: Database, reading: Reading) -> Intake:
    with database.writing(ACTOR, NOON) as session:
        return take_in(session, reading)


def count(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, the audit included."""
    with database.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_a_household_its_case_and_all_its_parts_are_written(database: Database) -> None:
    outcome = take(database, samples.simple(1))
    with database.reading() as session:
        person = session.scalars(select(Person)).one()
        case = session.scalars(select(CaseFile)).one()
        decision = session.scalars(select(Decision)).one()
        assert (person.surname, person.given_name) == ("Prøvesen1", "Ola")
        assert (person.id_number, person.phone) == (samples.number(1), "40000001")
        assert (case.number, case.counts_from) == ("2025/0001", date(2025, 1, 15))
        assert (decision.outcome, decision.decided_on) == ("granted", date(2025, 3, 1))
        for table in (Application, Need, HousingSituation, Priority, JournalEntry, Staff):
            assert count(session, table) == 1
        assert session.scalars(select(JournalEntry.by)).one() == "Kari Solheim"
    assert outcome.wrote
    assert (outcome.added.households, outcome.added.persons, outcome.added.cases) == (1, 1, 1)


def test_membership_begins_with_the_earliest_fact_and_children_are_as_many_as_stated(
    database: Database,
) -> None:
    children = (Member("child", birth_year=2015), Member("child", birth_year=2019))
    shared = replace(children[1], shared_custody=True)
    house = samples.household(1, 5)
    house = replace(house, members=(*house.members, children[0], shared), children=3)
    take(database, samples.reading((house, samples.case(1, 5))))
    with database.reading() as session:
        members = list(session.scalars(select(HouseholdMember)))
        assert {member.valid_from for member in members} == {date(2025, 1, 15)}
        kids = [member for member in members if member.role == "child"]
        assert sorted((kid.birth_year or 0, kid.share) for kid in kids if kid.share) == [
            (2019, 0.5)
        ]
        assert len(kids) == 3
        assert all(kid.person_id is None for kid in kids)
        row = session.scalars(select(CaseNow)).one()
        assert (row.adults, row.children) == (1, 3)


def test_a_stated_number_of_children_rules_over_more_birth_years(database: Database) -> None:
    years = tuple(Member("child", birth_year=year) for year in (2005, 2015))
    house = samples.household(1, 5)
    house = replace(house, members=(*house.members, *years), children=1)
    take(database, samples.reading((house, samples.case(1, 5))))
    with database.reading() as session:
        kids = session.scalars(select(HouseholdMember).where(HouseholdMember.role == "child"))
        assert [kid.birth_year for kid in kids] == [2015]


def test_list_rows_and_search_text_are_what_their_own_rules_make_of_the_facts(
    database: Database,
) -> None:
    housed = samples.housed(2, 6)
    refused = samples.case(3, 7, "refused", priority_class=None)
    undecided = samples.case(4, 8, "undecided", number=None, caseworker=None)
    cases = (samples.case(1, 5), housed, refused, undecided)
    people = [(samples.household(n, 4 + n), made) for n, made in enumerate(cases, 1)]
    take(database, samples.reading(*people))
    with database.reading() as session:
        written = {row.case_id: row for row in session.scalars(select(CaseNow))}
        ids = list(written)
        for row in lists.now_rows(session, ids):
            stored = written[row.case_id]
            assert {name: getattr(stored, name) for name in vars(row)} == dict(vars(row))
        texts = {row.case_id: row.text for row in session.scalars(select(SearchTerm))}
        made = search_index.case_texts(session, ids)
        assert {key: set(text.split()) for key, text in texts.items()} == {
            key: set(text.split()) for key, text in made.items()
        }
        words = {(row.case_id, row.word) for row in session.scalars(select(SearchWord))}
        assert words == {(key, word) for key, text in made.items() for word in text.split()}


def test_people_are_found_by_name_number_and_the_beginning_of_a_word(database: Database) -> None:
    take(database, samples.simple(1, 2))
    with database.reading() as session:
        for typed in ("prøvesen1", samples.number(1), "2025/0001"):
            assert len(search.matching(session, typed)) == 1
        assert len(search.matching(session, "pr")) == 2
        assert len(case_page(session).rows) == 2


def test_the_waiting_list_holds_the_granted_and_not_the_housed(database: Database) -> None:
    people = (
        (samples.household(1, 5), samples.case(1, 5)),
        (samples.household(2, 6), samples.housed(2, 6)),
        (samples.household(3, 7), samples.case(3, 7, "undecided")),
    )
    take(database, samples.reading(*people))
    with database.reading() as session:
        listed = waiting_list(session, samples.AS_OF, "kostra")
        assert [row.number for row in listed.rows] == ["2025/0001"]
        earlier = waiting_list(session, date(2025, 5, 1), "kostra")
        assert sorted(row.number for row in earlier.rows) == ["2025/0001", "2025/0002"]


def test_offers_stays_and_dates_known_to_the_month_are_kept_as_they_are_known(
    database: Database,
) -> None:
    month = DatedFact(date(2025, 3, 31), "month", date(2025, 3, 31), "mars 2025")
    decision = replace(samples.case(1, 5).decision, decided=month)  # type: ignore[type-var]
    made = samples.case(1, 5, decision=decision, offers=(samples.offer("2025-05-01", "declined"),))
    ongoing = samples.stay(1, 3, until=None)
    vague = samples.stay(1, 4, start=month)
    reading = samples.reading((samples.household(1, 5), made))
    take(database, replace(reading, stays=(ongoing, vague)))
    with database.reading() as session:
        row = session.scalars(select(Decision)).one()
        assert (row.decided_on, row.decided_precision) == (date(2025, 3, 31), "month")
        assert session.scalars(select(Offer.answer)).one() == "declined"
        found = {stay.starts_on: stay for stay in session.scalars(select(TemporaryStay))}
        assert found[date(2025, 2, 1)].countable
        assert found[date(2025, 2, 1)].night_shelter
        assert not found[None].countable


def test_every_row_is_kept_as_written_with_what_became_of_it(database: Database) -> None:
    reading = samples.simple(1)
    total = samples.source_row(samples.case(1, 5), 9, case=None, household=None)
    unread = (("Z", "Rart", "??"),)
    rows = (replace(reading.rows[0], unread=unread), replace(total, skipped="total_row"))
    take(database, replace(reading, rows=rows, problems=(samples.problem(5),)))
    with database.reading() as session:
        kept = {row.number: row for row in session.scalars(select(SourceRow))}
        assert (kept[5].became, kept[9].became) == ("case", "total_row")
        assert kept[5].unread == {"Z": ["Rart", "??"]}
        assert list((kept[5].cells or [])[0]) == ["A", "Saksnr", "2025/0001"]
        problem = session.scalars(select(SourceProblem)).one()
        assert problem.did == "Read the written date as 31.02.25"
        assert problem.row_id == kept[5].id
        assert count(session, SourceFile) == 1


def test_every_change_is_in_the_audit_under_the_readers_name(database: Database) -> None:
    take(database, samples.simple(1))
    with database.reading() as session:
        actors = set(session.scalars(select(AuditEvent.actor)))
        tables = set(session.scalars(select(AuditEvent.table_name)))
    assert actors == {ACTOR}
    assert {"household", "person", "case_file", "decision"} <= tables


def test_a_dry_run_writes_nothing_and_promises_what_a_real_run_keeps(database: Database) -> None:
    reading = samples.simple(1, 2)
    before = everything(database)
    with database.reading() as session:
        promised = preview(session, reading)
    assert everything(database) == before
    kept = take(database, reading)
    assert not promised.wrote
    assert promised.added == kept.added
    assert promised.reconciliation == kept.reconciliation


def test_the_reconciliation_tells_who_is_on_the_list_and_why_the_others_are_not(
    database: Database,
) -> None:
    cases = (
        samples.case(1, 5),
        samples.case(2, 6, "undecided"),
        samples.case(3, 7, "refused"),
        samples.case(4, 8, new_household=False),
        samples.housed(5, 9),
    )
    people = [(samples.household(n, 4 + n), made) for n, made in enumerate(cases, 1)]
    found = take(database, samples.reading(*people)).reconciliation
    counts = {line.name: line.count for line in found.lines}
    assert (counts["rows"], counts["households"], counts["cases"]) == (5, 5, 5)
    assert counts["on_the_list"] == 1
    for reason in ("no_decision", "refused", "not_new", "already_housed"):
        assert counts[reason] == 1
    assert found.line("refused").rows == (samples.ref(7),)


def test_a_failure_on_the_way_leaves_the_database_as_it_was(database: Database) -> None:
    before = everything(database)
    broken = replace(samples.simple(1), stays=(samples.stay(1, 3, place=None),))
    with pytest.raises(Exception, match=r"(?i)null"):
        take(database, broken)
    assert everything(database) == before


def test_it_can_be_stopped_between_blocks_and_then_nothing_was_written(database: Database) -> None:
    before = everything(database)
    told: list[tuple[int, int, str]] = []
    with pytest.raises(Cancelled), database.writing(ACTOR, NOON) as session:
        take_in(
            session,
            samples.simple(*range(1, 600)),
            progress=lambda done, total, text: told.append((done, total, text)),
            cancelled=lambda: len(told) > 1,
        )
    assert everything(database) == before
    assert told[-1][0] == 500
    assert told[-1][1] == 599 * 2


def test_progress_ends_where_it_said_it_would(database: Database) -> None:
    told: list[tuple[int, int, str]] = []
    with database.writing(ACTOR, NOON) as session:
        take_in(session, samples.simple(1, 2), progress=lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1]
    assert all(text for _done, _total, text in told)


def test_one_interval_is_open_for_each_case(database: Database) -> None:
    take(database, samples.simple(1, 2, 3))
    with database.reading() as session:
        still = session.scalars(select(StageInterval.stage).where(StageInterval.ended_on.is_(None)))
        assert list(still) == ["venteliste"] * 3
        assert count(session, Household) == 3
