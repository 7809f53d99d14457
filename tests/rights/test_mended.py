"""Ways round the rights that once were open, each tried again as the person who would try it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.rights.office import ACTING, SECRET, Office, case_id, key, known_as, staff_id

Rows = list[tuple[Any, ...]]


class Attempt:
    """Plain SQL as any login, in a copy of the office that is thrown away afterwards."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def ask(self, login: str, *statements: tuple[str, tuple[Any, ...]]) -> Rows:
        """The rows of the last statement, everything committed. Raises psycopg.Error."""
        with self.office.connect(login) as connection:
            connection.execute(ACTING, {"actor": login})
            for statement, values in statements:
                found = connection.execute(statement, values)
            return found.fetchall() if found.description else [(found.rowcount,)]

    def root(self, statement: str, *values: Any) -> Rows:
        with self.office.root() as root:
            root.execute(ACTING, {"actor": "setting up"})
            found = root.execute(statement, values)
            return found.fetchall() if found.description else []

    def opens(self, login: str, case: str, *, glass: bool = False, why: str = "because") -> None:
        self.ask(
            login,
            ("SELECT open_case(%s, %s, 'cover', %s, %s)", (uuid4(), case_id(case), why, glass)),
        )


@pytest.fixture
def attempt(office: Office) -> Iterator[Attempt]:
    name = f"rights_{uuid4().hex[:12]}"
    yield Attempt(office.copy(name))
    office.server.drop_database(name)


def test_nobody_takes_a_protected_case_that_nobody_has(attempt: Attempt) -> None:
    attempt.root("UPDATE case_file SET caseworker_id = NULL WHERE id = %s", case_id("foreign"))
    taking = ("SELECT assign_case(%s, %s, %s)", (case_id("foreign"), staff_id("cle"), uuid4()))
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.ask("cle", taking)


def test_an_import_shows_its_reader_nothing_of_a_case_she_is_locked_out_of(
    attempt: Attempt,
) -> None:
    attempt.ask("sup", ("SELECT open_wide(%s, 'import', '{}')", (uuid4(),)))
    seen = attempt.ask("sup", ("SELECT surname FROM person", ()))
    assert ("Navnother",) in seen
    assert ("Navnlocked",) not in seen


def test_guessing_a_protected_name_in_a_reason_always_leaves_a_row(attempt: Attempt) -> None:
    attempt.opens("cli", "protected", glass=True, why=f"Hansen {SECRET['surname']} kom hit")
    reasons = attempt.root("SELECT reason FROM access_log WHERE login = 'cli'")
    assert reasons == [("Hansen … kom hit",)]


def test_a_log_of_readers_does_not_go_with_the_row_of_the_work_list(attempt: Attempt) -> None:
    attempt.opens("kari", "other")
    attempt.ask("kari", ("DELETE FROM case_now WHERE case_id = %s", (case_id("other"),)))
    told = attempt.ask("log", ("SELECT login FROM log_of_case(%s)", (case_id("other"),)))
    assert ("kari",) in told


def test_a_row_of_the_work_list_cannot_say_that_a_protected_household_is_not(
    attempt: Attempt,
) -> None:
    attempt.opens("cle", "protected")
    row = attempt.root(
        'SELECT to_jsonb(n) || \'{"protected": false, "name": "Q"}\' FROM case_now n '
        "WHERE case_id = %s",
        case_id("protected"),
    )[0][0]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        attempt.ask(
            "cle",
            ("DELETE FROM case_now WHERE case_id = %s", (case_id("protected"),)),
            (
                "INSERT INTO case_now SELECT * FROM jsonb_populate_record(NULL::case_now, %s)",
                (Jsonb(row),),
            ),
        )


def test_who_broke_the_glass_does_not_tick_the_notice_off(attempt: Attempt) -> None:
    attempt.opens("both", "foreign", glass=True)
    tick = "UPDATE notice SET seen_at = now(), seen_by = %s"
    attempt.ask("both", (tick, (known_as("both"),)))
    seen = attempt.root(
        "SELECT seen_by FROM notice WHERE kind = 'break_glass' AND by = %s", known_as("both")
    )
    assert seen == [(None,)]


def test_a_notice_is_ticked_off_in_nobody_elses_name(attempt: Attempt) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        attempt.ask("sup", ("UPDATE notice SET seen_by = %s", (known_as("both"),)))


def test_a_broken_glass_does_not_lower_a_protection(attempt: Attempt) -> None:
    attempt.opens("cli", "protected", glass=True)
    lower = "SELECT protect_household(%s, 'none', 'because', '{}', %s)"
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.ask("cli", (lower, (case_id("protected"), uuid4())))


@pytest.mark.parametrize("login", ["bergen_definer", "bergen_owner", "x_backup", "oslo_cleared"])
def test_no_account_takes_the_name_of_another_offices_group(attempt: Attempt, login: str) -> None:
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.ask("adm", _adding(login, "caseworker"))


def test_no_administrator_gives_herself_a_role(attempt: Attempt) -> None:
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.ask("adm", _adding("adm", "cleared"))


def test_a_partner_sees_no_share_of_a_household_that_became_protected(attempt: Attempt) -> None:
    seen = attempt.ask("par", ("SELECT case_id FROM case_share", ()))
    assert seen == [(case_id("shared"),)]


def test_nobody_seals_a_person_of_another_household_away(attempt: Attempt) -> None:
    sealing = "SELECT write_sealed('sealed_identity', %s)"
    away = (sealing, (Jsonb([_sealed(key("locked", "person"))]),))
    attempt.root("DELETE FROM sealed_identity WHERE person_id = %s", key("locked", "person"))
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.ask("kari", *_born_protected(), away)


def test_nobody_ties_anothers_lease_to_a_household_of_her_own(attempt: Attempt) -> None:
    attempt.root("DELETE FROM sealed_tenancy WHERE tenancy_id = %s", key("locked", "tenancy"))
    row = {
        "id": str(uuid4()), "tenancy_id": str(key("locked", "tenancy")),
        "household_id": str(_HOME), "case_id": str(_CASE), "tenant_id_number": None, "place": "",
    }  # fmt: skip
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.ask(
            "kari",
            *_born_protected(),
            ("SELECT write_sealed('sealed_tenancy', %s)", (Jsonb([row]),)),
        )


def test_lists_do_not_tell_which_dwelling_a_protected_household_rents(attempt: Attempt) -> None:
    attempt.ask("kari", ("SELECT open_list(%s, 'waiting_list', '{}')", (uuid4(),)))
    leases = attempt.ask(
        "kari",
        (
            "SELECT tenant_id_number FROM listing.tenancy WHERE id = %s",
            (key("protected", "tenancy"),),
        ),
    )
    assert leases == [("•",)]


def test_lists_do_not_tell_kode_6_from_kode_7(attempt: Attempt) -> None:
    attempt.ask("kari", ("SELECT open_list(%s, 'waiting_list', '{}')", (uuid4(),)))
    levels = attempt.ask("kari", ("SELECT DISTINCT protection FROM listing.household", ()))
    assert set(levels) == {("none",), ("unspecified",)}


def test_the_year_of_a_number_is_no_question_about_other_numbers(attempt: Attempt) -> None:
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.ask("kari", ("SELECT next_case_number('.*')", ()))


def test_a_lock_covers_the_households_other_cases(attempt: Attempt) -> None:
    attempt.root(
        "UPDATE case_file SET household_id = %s WHERE id = %s",
        key("locked", "household"),
        case_id("shared"),
    )
    with pytest.raises(psycopg.Error, match="refused"):
        attempt.opens("kari", "shared")


_HOME, _CASE = UUID(int=71), UUID(int=72)


def _born_protected() -> tuple[tuple[str, tuple[Any, ...]], ...]:
    born = "SELECT create_case(%s, %s, %s, 'confidential', '2026/77777', NULL, current_date)"
    return ((born, (uuid4(), _CASE, _HOME)),)


def _sealed(person: UUID) -> dict[str, Any]:
    texts = dict.fromkeys(("surname", "given_name", "phone", "email", "address", "postcode"), "")
    return {
        **texts, "id": str(uuid4()), "person_id": str(person), "household_id": str(_HOME),
        "id_kind": "none", "search_text": "", "row_version": 1,
    }  # fmt: skip


def _adding(login: str, role: str) -> tuple[str, tuple[Any, ...]]:
    # Its shape is all that the door looks at.
    verifier = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2E=$c3RvcmVk:c2VydmVy"
    return (
        "SELECT add_staff(%s, %s, %s, %s, 'Ny Ansatt', 'NA', 'ny')",
        (uuid4(), login, role, verifier),
    )
