"""Who somebody protected is stands nowhere that others can read: looked for by SQL, everywhere.

Registered by the program's own services: once as protected from the start, once protected later.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from hjemveien.services import access, moves, protection, register, writing
from hjemveien.services.wishes import AssignCase, NewApplication, NewPerson, WriteNote
from tests.rights import sweeping
from tests.rights.office import Office, staff_id
from tests.rights.probing import Connection

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
# Each word stands for one place that it could leak from.
HIDDEN = NewPerson(
    surname="Skjermhaugen",
    given_name="Rosalinde",
    id_number="01848012064",
    phone="93949596",
    email="rosalinde@skjul.example",
    address="Usynligveien 3",
)
LATER = NewPerson(
    surname="Senerevik",
    given_name="Theodorine",
    id_number="02897734004",
    phone="94959697",
    email="theodorine@skjul.example",
    address="Tilfluktgata 8",
)
WORDS = tuple(
    word
    for person in (HIDDEN, LATER)
    for word in (
        person.surname, person.given_name, person.id_number, person.phone, person.email,
        person.address,
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def protected(office: Office) -> Iterator[Office]:
    copy = office.copy("rights_sweep")
    _register(copy, HIDDEN, "strictly_confidential")
    later = _register(copy, LATER, "none")
    kari = copy.database("kari")
    with kari.writing("kari", NOW) as session:
        access.open_case(session, access.OpenCase(later))
    with kari.writing("kari", NOW) as session:
        writing.write_note(session, WriteNote(later, "Theodorine Senerevik ringte."))
    with copy.root() as root:
        root.execute("ANALYZE")
    with kari.writing("kari", NOW) as session:
        protection.protect(session, protection.Protect(later, "confidential", "Meldt i dag"))
    yield copy
    copy.drop()


def _register(office: Office, person: NewPerson, level: str) -> UUID:
    wish = NewApplication(
        person,
        protection=level,
        received_on=date(2026, 3, 1),
        caseworker_id=staff_id("kari"),
        situation_words=f"{person.surname} bor hos venner",
        need_words=f"{person.given_name} trenger heis",
        note=f"Ring {person.phone}",
    )
    with office.database("kari").writing("kari", NOW, uuid4()) as session:
        register.register_application(session, wish)
    return wish.case_id


@pytest.mark.parametrize("login", ["kari", "ola", "sup", "both", "cli", "adm", "sta", "log", "par"])
def test_nobody_finds_who_is_protected_anywhere(protected: Office, login: str) -> None:
    with protected.connect(login) as connection:
        for ticket in _tickets(login):
            connection.execute(ticket)
        connection.commit()
        assert not list(sweeping.found(connection, WORDS))


def _tickets(login: str) -> Iterator[str]:
    if login in ("kari", "ola", "sup", "both", "cli"):
        yield f"SELECT open_list('{uuid4()}', 'waiting_list', '{{}}')"
    if login in ("sup", "both"):
        yield f"SELECT open_wide('{uuid4()}', 'import', '{{}}')"


def test_who_is_cleared_and_has_the_case_finds_her(protected: Office) -> None:
    """What the others do not find is there: the search itself finds things."""
    with protected.database("kari").reading() as session:
        asked = text(
            "SELECT case_id FROM case_now WHERE protected AND household_id NOT IN "
            "(SELECT unnest(locked_households())) ORDER BY received_on DESC LIMIT 2"
        )
        cases = list(session.scalars(asked))
    cle = protected.database("cle")
    for case_id in cases:
        with protected.database("sup").writing("sup", NOW) as session:
            moves.assign_case(session, AssignCase(case_id, staff_id("cle")))
        with cle.writing("cle", NOW) as session:
            access.open_case(session, access.OpenCase(case_id))
    with protected.connect("cle") as connection:
        found = {line.rsplit(": ")[1] for line in sweeping.found(connection, WORDS)}
    assert found == set(WORDS)


@pytest.mark.parametrize("login", ["kari", "ola", "sup", "cli"])
def test_the_planner_guesses_alike_for_every_name(protected: Office, login: str) -> None:
    """Its guesses are told to all who have a plan explained, and outlive what they are about."""
    asked = {
        "person": ("surname", "given_name", "name_key", "id_number", "phone", "address"),
        "case_now": ("name", "name_key"),
    }
    with protected.connect(login) as connection:
        for table, columns in asked.items():
            for column in columns:
                for sign in ("=", "<"):
                    plans = {
                        _plan(connection, f"SELECT 1 FROM {table} WHERE {column} {sign} '{word}'")
                        for word in (*WORDS, "Aasen", "Vik", "Øystese", "skjermhaugen rosalinde")
                    }
                    assert len(plans) == 1, (table, column, sign)


def _plan(connection: Connection, query: str) -> str:
    """What it costs and how many rows it is thought to give, without the words asked for."""
    rows = connection.execute("EXPLAIN " + query).fetchall()
    return "\n".join(row[0].split("(cost")[-1] for row in rows if "(cost" in row[0])
