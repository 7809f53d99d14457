"""The register of dwellings, on both engines: states, order, filters, pages, who rents."""

from datetime import timedelta
from typing import Any

from hjemveien.persistence.engine import Database
from hjemveien.services import access, dwelling_list, protection
from hjemveien.services.dwelling_list import SORTS, DwellingFilter, DwellingRow
from hjemveien.services.dwellings import show_dwelling
from hjemveien.services.protection import Protect
from tests.databases import NOON
from tests.services.homes import dwelling, lease
from tests.services.making import TODAY, counted, new_case, writing


def page(database: Database, **wanted: Any) -> tuple[DwellingRow, ...]:
    with access.listing(database, "x", NOON, "dwellings") as session:
        return dwelling_list.dwelling_page(session, TODAY, DwellingFilter(**wanted))


def streets(database: Database, **wanted: Any) -> list[str]:
    return [row.street for row in page(database, **wanted)]


def test_a_dwelling_is_vacant_let_soon_free_or_blocked(database: Database) -> None:
    dwelling(database, "Ledig")
    dwelling(database, "Sperret", blocked="missing_required", postcode="")
    for street, days in (("Utleid", 200), ("Snart", 60), ("Over", -3)):
        lease(database, dwelling(database, street, let=True), TODAY + timedelta(days=days))
    lease(database, dwelling(database, "Alltid", let=True))
    states = {row.street: row.state for row in page(database)}
    assert states == {
        "Ledig": "vacant", "Sperret": "blocked", "Utleid": "let", "Snart": "soon", "Over": "soon",
        "Alltid": "let",
    }  # fmt: skip
    with access.listing(database, "x", NOON, "dwellings") as session:
        assert dwelling_list.count_by_state(session, TODAY) == {
            "vacant": 1, "blocked": 1, "let": 2, "soon": 2,
        }  # fmt: skip


def test_an_old_lease_says_nothing_of_who_lives_there_now(database: Database) -> None:
    since = TODAY - timedelta(days=30)
    home = dwelling(database, let=True, since=since)
    lease(database, home, since - timedelta(days=90))
    assert page(database)[0].lease_ends is None


def test_addresses_stand_in_the_norwegian_order_and_house_numbers_as_numbers(
    database: Database,
) -> None:
    for street, number in (("Åsgata", "1"), ("Østgata", "2"), ("Ærlig vei", "1"), ("Vik", "10"),
                           ("Vik", "9"), ("Aakra", "1")):  # fmt: skip
        dwelling(database, street, house_number=number)
    found = [f"{row.street} {row.house_number}" for row in page(database)]
    assert found == ["Vik 9", "Vik 10", "Ærlig vei 1", "Østgata 2", "Aakra 1", "Åsgata 1"]


def test_it_is_found_by_address_cadastre_and_dwelling_number(database: Database) -> None:
    dwelling(database, "Østre Åsgate", house_number="14", house_letter="B", cadastre="77/12")
    dwelling(database, "Storgata", unit_number="K0203")
    for typed in ("østre", "ostre asgate 14b", "ÅSGATE", "77/12"):
        assert streets(database, search=typed) == ["Østre Åsgate"], typed
    assert streets(database, search="k0203") == ["Storgata"]
    assert streets(database, search="100%") == []


def test_filters_narrow_it_by_type_bedrooms_wheelchair_and_emptiness(database: Database) -> None:
    dwelling(database, "Stor", bedrooms=5, wheelchair=True)
    dwelling(database, "Omsorg", dwelling_type="OMSORGSBOLIG", let=True)
    dwelling(database, "Liten", bedrooms=1)
    assert streets(database, bedrooms=(1, 4)) == ["Liten", "Stor"]
    assert streets(database, wheelchair=True) == ["Stor"]
    assert streets(database, types=("OMSORGSBOLIG",)) == ["Omsorg"]
    assert streets(database, vacancies=True) == ["Liten", "Stor"]
    assert streets(database, states=("let",)) == ["Omsorg"]


def test_pages_join_without_gap_or_repeat_in_every_order(database: Database) -> None:
    for number in range(7):
        home = dwelling(database, "Samme gate", house_number=str(number // 2), let=number % 2 == 0,
                        monthly_rent=1000 * (number % 3) or None)  # fmt: skip
        if number % 2 == 0:
            lease(database, home, TODAY + timedelta(days=number * 40))
    for sort in SORTS:
        for descending in (False, True):
            seen: list[DwellingRow] = []
            with access.listing(database, "x", NOON, "dwellings") as session:
                while True:
                    after = (seen[-1].sort_value, seen[-1].dwelling_id) if seen else None
                    rows = dwelling_list.dwelling_page(
                        session, TODAY, sort=sort, descending=descending, after=after, page_rows=2
                    )
                    seen += rows
                    if len(rows) < 2:
                        break
            values = [row.sort_value for row in seen]
            assert len({row.dwelling_id for row in seen}) == len(seen) == 7, (sort, descending)
            if sort != "address":
                assert values == sorted(values, reverse=descending), (sort, descending)


def test_a_page_is_one_statement_and_a_detail_a_fixed_few(database: Database) -> None:
    homes = [dwelling(database, let=True) for _number in range(5)]
    for home in homes:
        lease(database, home, case_id=new_case(database))
    with access.listing(database, "x", NOON, "dwellings") as session:
        session.connection()
        with counted(database) as sent:
            dwelling_list.dwelling_page(session, TODAY)
        assert len(sent) == 1
        with counted(database) as sent:
            show_dwelling(session, homes[0], TODAY)
        assert len(sent) == 4


def test_the_tenant_is_told_by_the_case_where_that_is_known(database: Database) -> None:
    home = dwelling(database, let=True)
    case_id = new_case(database, "Leiesen")
    lease(database, home, case_id=case_id)
    (row,) = page(database)
    assert (row.case_id, row.tenant) == (case_id, "Kari Leiesen")


def test_a_protected_tenant_looks_like_one_whom_nobody_knows(database: Database) -> None:
    hidden, unknown = (dwelling(database, s, let=True) for s in ("Skjulgata", "Annengata"))
    case_id = new_case(database, "Skjulesen")
    lease(database, hidden, case_id=case_id)
    lease(database, unknown)
    with writing(database) as session:
        access.open_case(session, access.OpenCase(case_id, "own"))
    with writing(database) as session:
        protection.protect(session, Protect(case_id, "confidential", "Fare"))
    assert [row.case_id for row in page(database)] == [None, None]
    assert [row.tenant for row in page(database)] == [None, None]
    with access.listing(database, "x", NOON, "dwellings") as session:
        leases = [show_dwelling(session, home, TODAY).leases[0] for home in (hidden, unknown)]
    assert [(each.case_id, each.number, each.tenant) for each in leases] == [(None, "", "")] * 2
