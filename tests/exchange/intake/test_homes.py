"""Dwellings and leases: each unit once, each lease tied to its tenant where that is certain."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from hjemveien.exchange.reading import read_files
from hjemveien.exchange.reading.records import Reading, Tenancy
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import CaseFile, Dwelling, DwellingPeriod, SourceRow
from hjemveien.persistence.tables import Tenancy as Lease
from hjemveien.services import dwelling_editing
from hjemveien.services.dwelling_wishes import AddDwelling
from tests.databases import ACTOR, NOON
from tests.exchange.intake import samples
from tests.exchange.intake.test_taking import take


def housed_in(lease: Tenancy | None = None, **member: object) -> Reading:
    """A household that was housed in the one dwelling of the register, read together."""
    homes = samples.register(7)
    who = replace(samples.applicant(1), **member)  # type: ignore[arg-type]
    house = samples.household(1, 5, members=(who,))
    people = samples.reading((house, samples.housed(1, 5, "d1")))
    return replace(
        people,
        files=(*people.files, *homes.files),
        dwellings=homes.dwellings,
        tenancies=(lease,) if lease else homes.tenancies,
        rows=(*people.rows, *homes.rows),
    )


def test_a_dwelling_is_written_with_its_fields_condition_and_lease(database: Database) -> None:
    fields = (("Malernummer strom", "x"), ("malernummerstrom", "7057"))
    reading = samples.register(7)
    unit = replace(reading.dwellings[0], fields=fields, blocked=("missing_required",))
    take(database, replace(reading, dwellings=(unit,)))
    with database.reading() as session:
        dwelling = session.scalars(select(Dwelling)).one()
        assert (dwelling.street, dwelling.power_meter) == ("Storgata", "7057")
        assert (dwelling.monthly_rent, dwelling.blocked) == (Decimal("8000.50"), "missing_required")
        periods = session.scalars(select(DwellingPeriod).order_by(DwellingPeriod.aspect))
        assert [(each.aspect, each.value) for each in periods] == [
            ("condition", "UTLEID"),
            ("occupancy", "let"),
        ]
        lease = session.scalars(select(Lease)).one()
        assert (lease.tenant_id_number, lease.starts_on) == (samples.number(7), date(2025, 6, 1))
        assert session.scalars(select(SourceRow.became)).one() == "blocked"


def test_a_lease_knows_the_household_whose_number_it_has_and_the_case_it_ended(
    database: Database,
) -> None:
    lease = replace(samples.register(1).tenancies[0], household="h1")
    take(database, housed_in(lease))
    with database.reading() as session:
        found = session.scalars(select(Lease)).one()
        case = session.scalars(select(CaseFile)).one()
        assert (found.household_id, found.case_id) == (case.household_id, case.id)


def test_somebody_without_a_number_is_known_by_the_dwelling_and_the_day(
    database: Database,
) -> None:
    take(database, housed_in(identity=None))
    with database.reading() as session:
        found = session.scalars(select(Lease)).one()
        case = session.scalars(select(CaseFile)).one()
        assert (found.household_id, found.case_id) == (case.household_id, case.id)


@pytest.mark.parametrize("begins", ["2025-09-01", "2024-06-01"])
def test_another_tenant_of_the_same_dwelling_is_not_taken_for_them(
    database: Database, begins: str
) -> None:
    lease = replace(samples.register(7).tenancies[0], start=samples.day(begins))
    take(database, housed_in(lease, identity=None))
    with database.reading() as session:
        assert session.scalars(select(Lease.household_id)).one() is None


def test_a_number_of_ones_own_is_never_overruled_by_the_dwelling(database: Database) -> None:
    take(database, housed_in())
    with database.reading() as session:
        assert session.scalars(select(Lease.household_id)).one() is None


def test_a_lease_that_ends_before_it_starts_is_kept_as_unclear(database: Database) -> None:
    reading = samples.register(7)
    odd = replace(reading.tenancies[0], usable=False, running=False)
    take(database, replace(reading, tenancies=(odd,)))
    with database.reading() as session:
        assert session.scalars(select(Lease.status)).one() == "unclear"


def test_a_tenant_whose_number_cannot_be_read_is_nobody(database: Database) -> None:
    take(database, samples.register(None))
    with database.reading() as session:
        lease = session.scalars(select(Lease)).one()
        assert (lease.tenant_id_number, lease.household_id) == (None, None)


def test_a_file_knows_a_dwelling_that_was_registered_by_hand(
    local_database: Database, tmp_path: Path
) -> None:
    values = {
        "street": "Østre Storgate", "house_number": "14", "house_letter": "B",
        "postcode": "9997", "unit_number": "H0203", "cadastre": "40/112", "section_number": "3",
        "dwelling_type": "ORDINAR_BOLIG", "disposal": "KOMMUNALT_EID",
    }  # fmt: skip
    with local_database.writing(ACTOR, NOON) as session:
        wish = AddDwelling(dict(values), "KLAR_FOR_INNFLYTTING", NOON.date())
        dwelling_editing.add_dwelling(session, wish)
    told = {
        "kommunenummer": "9907", "gnrbnr": "40/112", "festenummer": "", "seksjonsnummer": "3",
        "bruksenhetsnummer": "H0203", "gatenavn": "Østre Storgate", "husnummer": "14",
        "husbokstav": "B", "postnummer": "9997", "ekstrareferanse": "",
        "koboboligtype": "ORDINAR_BOLIG", "kobodisposisjonsform": "KOMMUNALT_EID",
        "boligstatus": "VEDLIKEHOLD", "statusdato": "01.02.2026", "manedsleie": "9000",
    }  # fmt: skip
    file = tmp_path / "kobo.csv"
    file.write_text(f"{';'.join(told)}\n{';'.join(told.values())}\n", "utf-8")
    taken = take(local_database, read_files([file], NOON.date()))
    with local_database.reading() as session:
        assert len(session.scalars(select(Dwelling)).all()) == 1
    (difference,) = taken.differences
    assert difference.fields == ("status", "rent")
