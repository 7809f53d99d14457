"""The invented office: the same each time, obviously nobody's, and true to its own lists."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from hjemveien.domain.identity_number import check
from hjemveien.domain.refusal import Refusal
from hjemveien.exchange.demo import PASSPHRASE, Order, demo_file, demo_office, fill
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import (
    Base,
    CaseFile,
    CaseNow,
    DuplicateSuggestion,
    Dwelling,
    Household,
    Person,
    SealedIdentity,
    Staff,
    Task,
    Tenancy,
)
from hjemveien.reports.statistics import statistics
from hjemveien.reports.statistics.period import period_of
from hjemveien.services import lists
from hjemveien.services.office import is_demo
from hjemveien.services.waiting_list import waiting_list

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SMALL = Order(NOON, cases=200)
# What the audit remembers has salts of its own, and is no fact about the office.
FACTS = [
    table
    for table in Base.metadata.sorted_tables
    if not table.name.startswith("audit_") and table.name != "sealed_payload"
]


def digest(database: Database) -> str:
    """Of every fact in the office, whatever order the engine keeps its rows in."""
    found = sha256()
    with database.reading() as session:
        for table in FACTS:
            rows = sorted(repr(tuple(row)) for row in session.execute(select(table)))
            found.update(f"{table.name}{rows}".encode())
    return found.hexdigest()


def count(database: Database, table: type[Base]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_same_seed_and_day_make_the_same_office(tmp_path: Path) -> None:
    first = demo_office(tmp_path / "a" / "demo.db", SMALL)
    again = demo_office(tmp_path / "b" / "demo.db", SMALL)
    other = demo_office(tmp_path / "c" / "demo.db", Order(NOON, seed=7, cases=200))
    digests = [digest(each) for each in (first, again, other)]
    for each in (first, again, other):
        each.close()
    assert digests[0] == digests[1] != digests[2]


def test_it_is_filled_on_either_engine(database: Database) -> None:
    fill(database, SMALL)
    assert count(database, CaseFile) == 200
    assert count(database, Dwelling) == 80
    assert count(database, Staff) == 15
    with database.reading() as session:
        assert is_demo(session)
        assert set(session.scalars(select(CaseNow.stage))) >= {"venteliste", "avsluttet"}


def test_the_usual_office_has_the_promised_size() -> None:
    order = Order(NOON)
    assert (order.cases, order.dwellings, order.staff) == (1500, 600, 15)


def test_every_identity_number_is_synthetic_and_right(local_database: Database) -> None:
    fill(local_database, SMALL)
    with local_database.reading() as session:
        numbers = [
            *session.scalars(select(Person.id_number).where(Person.id_number.is_not(None))),
            *session.scalars(select(SealedIdentity.id_number)),
            *session.scalars(
                select(Tenancy.tenant_id_number).where(Tenancy.tenant_id_number.is_not(None))
            ),
        ]
    checked = [check(number) for number in numbers if number]
    assert len(checked) > 200
    assert all(each and each.synthetic and each.rule == "old" for each in checked)
    assert all(81 <= int(number[2:4]) <= 92 for number in numbers if number)


def test_nothing_lies_after_its_day_but_what_is_to_be_done(local_database: Database) -> None:
    fill(local_database, SMALL)
    with local_database.reading() as session:
        days = list(session.scalars(select(CaseFile.counts_from)))
        due = list(session.scalars(select(Task.due_on).where(Task.done_at.is_(None))))
    assert max(days) <= SMALL.today
    assert any(day and day > SMALL.today for day in due)


def test_a_protected_household_shows_nobody(local_database: Database) -> None:
    fill(local_database, SMALL)
    with local_database.reading() as session:
        sealed = list(session.scalars(select(Household.id).where(Household.protection != "none")))
        shown = select(CaseNow.name).where(CaseNow.household_id.in_(sealed))
        assert sealed
        assert set(session.scalars(shown)) == {""}


def test_the_lists_say_what_the_facts_say(database: Database) -> None:
    fill(database, SMALL)
    with database.reading() as session:
        ids = list(session.scalars(select(CaseFile.id)))
        facts = {row.case_id: vars(row) for row in lists.now_rows(session, ids)}
        kept = list(session.scalars(select(CaseNow)))
        for row in kept:
            wanted = facts[row.case_id]
            assert {name: getattr(row, name) for name in wanted} == wanted
    assert len(kept) == 200


def test_there_is_a_waiting_list_and_there_are_figures_and_doubles(database: Database) -> None:
    fill(database, SMALL)
    with database.reading() as session:
        shown = waiting_list(session, SMALL.today)
        figures = statistics(session, period_of(SMALL.today, None, None, SMALL.today))
    assert shown.rows
    assert figures.block("waiting_list").value
    assert figures.municipality == "Fjordby kommune"
    assert count(database, DuplicateSuggestion) >= 1


def test_an_office_that_is_not_empty_is_left_alone(local_database: Database) -> None:
    fill(local_database, SMALL)
    before = digest(local_database)
    fill(local_database, SMALL)
    with pytest.raises(Refusal, match="not empty"):
        fill(local_database, Order(NOON, seed=7, cases=200))
    assert digest(local_database) == before


def test_an_office_somebody_works_in_is_never_filled(local_database: Database) -> None:
    with local_database.writing("Kari Test", NOON, uuid4()) as session:
        session.add(Household(id=uuid4()))
    with pytest.raises(Refusal, match="not empty"):
        fill(local_database, SMALL)
    assert count(local_database, CaseFile) == 0


@pytest.mark.slow
def test_without_a_screen_it_writes_pictures_and_papers_and_ends(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "HJEMVEIEN_DATABASE")
    env = {name: value for name, value in os.environ.items() if name not in screens}
    ran = subprocess.run(
        [sys.executable, "-m", "hjemveien", "demo", "--cases", "40", "--out", str(out)],
        env=env | {"HJEMVEIEN_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == str(out)
    assert PASSPHRASE in ran.stderr
    assert demo_file(str(data)).exists()
    endings = [path.suffix for path in out.iterdir() if path.stat().st_size > 0]
    assert endings.count(".png") >= 10
    assert endings.count(".pdf") >= 2
    assert ".xlsx" in endings
