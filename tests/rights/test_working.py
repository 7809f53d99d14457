"""A day's work through the program's own services, with the rights of each who does it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence.engine import Database
from hjemveien.reports.statistics import statistics
from hjemveien.reports.statistics.period import period_of
from hjemveien.services import (
    access,
    case_card,
    case_list,
    deciding,
    history,
    moves,
    register,
    waiting_list,
    writing,
)
from hjemveien.services.wishes import (
    MakeDecision,
    MoveCase,
    NewApplication,
    NewPerson,
    SetPriority,
    WriteNote,
)
from tests.rights.office import Office, staff_id

NOW = datetime.now(UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def copy(office: Office) -> Iterator[Office]:
    made = office.copy("rights_working")
    yield made
    made.drop()


def worked(database: Database, login: str, protection: str) -> UUID:
    """From the application to the waiting list; returns the case."""
    wish = NewApplication(
        NewPerson(surname=f"Arbeidsen{login}", given_name="Tor", address="Storgata 1"),
        protection=protection,
        received_on=date(TODAY.year, 1, 2),
        caseworker_id=staff_id(login),
        situation="ute",
    )
    with database.writing(login, NOW, uuid4()) as session:
        register.register_application(session, wish)
    with database.writing(login, NOW) as session:
        access.open_case(session, access.OpenCase(wish.case_id))
    steps: tuple[Callable[[Session], object], ...] = (
        lambda s: writing.write_note(s, WriteNote(wish.case_id, "Møtte til samtale.")),
        lambda s: deciding.make_decision(
            s, MakeDecision(wish.case_id, "granted", TODAY, "boligsosialloven § 7", "Vurdert.")
        ),
        lambda s: deciding.set_priority(s, SetPriority(wish.case_id, 1, "Vurdert i møte")),
        lambda s: moves.move_case(s, MoveCase(wish.case_id, "venteliste", "Venter")),
    )
    for step in steps:
        with database.writing(login, NOW, uuid4()) as session:
            step(session)
    return wish.case_id


@pytest.mark.parametrize(
    ("login", "protection"),
    [
        ("kari", "none"), ("cle", "none"), ("cle", "confidential"), ("sup", "none"),
        ("both", "strictly_confidential"),
    ],
)  # fmt: skip
def test_a_case_goes_from_the_application_to_the_waiting_list(
    copy: Office, login: str, protection: str
) -> None:
    database = copy.database(login)
    case_id = worked(database, login, protection)
    with database.reading() as session:
        card = case_card.show_case(session, case_id)
        assert card.members[0].name == f"Tor Arbeidsen{login}"
        assert history.case_history(session, case_id)
        found = case_list.case_page(session, case_list.CaseFilter(search=f"arbeidsen{login}"))
        assert case_id in {row.case_id for row in found.rows}
    with access.listing(database, login, NOW, "waiting_list") as session:
        rows = waiting_list.waiting_list(session, TODAY).rows
        assert case_id in {row.case_id for row in rows}
        period = period_of(as_of=TODAY, today=TODAY)
        assert statistics(session, period).as_json()


def test_a_colleague_sees_the_line_and_nothing_in_it(copy: Office) -> None:
    case_id = worked(copy.database("sup"), "sup", "none")
    ola = copy.database("ola")
    with ola.reading() as session:
        found = case_list.case_page(session, case_list.CaseFilter(search="arbeidsensup"))
        assert case_id in {row.case_id for row in found.rows}
        with pytest.raises(Refusal):
            case_card.show_case(session, case_id)
    with pytest.raises(Refusal), ola.writing("ola", NOW) as session:
        writing.write_note(session, WriteNote(case_id, "x"))


def test_a_supervisor_who_is_not_cleared_sees_a_protected_line_and_no_name(copy: Office) -> None:
    case_id = worked(copy.database("cle"), "cle", "confidential")
    sup = copy.database("sup")
    with sup.reading() as session:
        line = next(r for r in case_list.case_page(session).rows if r.case_id == case_id)
        assert (line.protected, "Arbeidsen" in line.name) == (True, False)
    with access.listing(sup, "sup", NOW, "waiting_list") as session:
        rows = waiting_list.waiting_list(session, TODAY).rows
        assert "Arbeidsen" not in str(next(row for row in rows if row.case_id == case_id))
    with pytest.raises(Refusal), sup.writing("sup", NOW) as session:
        access.open_case(session, access.OpenCase(case_id, "cover", "x", glass=True))
