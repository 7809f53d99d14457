"""Cases given away, protected and accounted for on the command line, each as their own login."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from hjemveien.cli import exits
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Staff
from hjemveien.services import office as offices
from hjemveien.services.register import register_application
from hjemveien.services.wishes import NewApplication, NewPerson
from tests.databases import NOON, PASSPHRASE
from tests.office.conftest import Standing
from tests.office.making import run, run_json
from tests.services.making import A_NUMBER


def registered(
    standing: Standing, login: str, surname: str = "Prøvesen", id_number: str = ""
) -> tuple[UUID, str]:
    """A case of this caseworker's own: its id and number."""
    database = standing.open(login)
    with database.reading() as session:
        me = session.scalar(select(Staff.id).where(Staff.login == login))
    person = NewPerson(surname=surname, given_name="Greta", id_number=id_number)
    wish = NewApplication(applicant=person, received_on=date(2026, 2, 1), caseworker_id=me)
    with database.writing(login, NOON, uuid4()) as session:
        register_application(session, wish)
    with database.reading() as session:
        number = session.scalar(
            text("SELECT number FROM case_now WHERE case_id = :id"), {"id": wish.case_id}
        )
    database.close()
    return wish.case_id, str(number)


def test_a_case_is_given_to_somebody_else_by_who_has_it(standing: Standing) -> None:
    case_id, number = registered(standing, "kari")
    code, _out, err = run("assign", number, "ola", "--database", standing.url("kari"))
    assert (code, err.strip()) == (exits.OK, f"{number} is now Ola Prøve's.")
    assert owner(standing, case_id) == "ola"


def owner(standing: Standing, case_id: UUID) -> str | None:
    with standing.made.root() as connection:
        found = connection.execute(
            "SELECT s.login FROM case_file c LEFT JOIN staff s ON s.id = c.caseworker_id "
            "WHERE c.id = %s",
            (case_id,),
        ).fetchone()
    assert found is not None
    return str(found[0]) if found[0] else None


def test_a_supervisor_gives_a_case_away_without_opening_it(standing: Standing) -> None:
    case_id, number = registered(standing, "kari")
    code, _out, _err = run("assign", number, "-", "--database", standing.url("siri"))
    assert (code, owner(standing, case_id)) == (exits.OK, None)
    with standing.made.root() as connection:
        opened = connection.execute(
            "SELECT login FROM access_log WHERE case_id = %s AND action = 'open_case'", (case_id,)
        )
        assert ("siri",) not in opened.fetchall()


def test_anothers_case_is_taken_with_a_reason_only(standing: Standing) -> None:
    case_id, number = registered(standing, "kari")
    words = ("assign", number, "ola", "--database", standing.url("ola"))
    code, _out, err = run(*words)
    assert code == exits.FAILURE
    assert "Say why you open" in err
    assert owner(standing, case_id) == "kari"
    assert run(*words, "--reason", "Kari is away")[0] == exits.OK
    assert owner(standing, case_id) == "ola"


@pytest.mark.parametrize("whom", ["nobody.here", "Ukjent Person"])
def test_nobody_unknown_gets_a_case(standing: Standing, whom: str) -> None:
    _case_id, number = registered(standing, "kari")
    code, _out, err = run("assign", number, whom, "--database", standing.url("kari"))
    assert code == exits.FAILURE
    assert "Nobody who works here" in err


def test_a_protected_household_is_known_to_the_cleared_who_has_it_alone(standing: Standing) -> None:
    _case_id, number = registered(standing, "kari", "Skjulestad")
    words = ("protect", number, "strictly-confidential", "--reason", "Threats")
    code, _out, err = run(*words, "--database", standing.url("kari"))
    assert (code, "Strictly confidential" in err) == (exits.OK, True)
    code, _out, err = run("assign", number, "ola", "--database", standing.url("siri"))
    assert code == exits.FAILURE
    assert "only somebody cleared" in err
    assert run("assign", number, "klara", "--database", standing.url("siri"))[0] == exits.OK
    for login in ("kari", "ola", "siri"):
        assert "Skjulestad" not in names_seen(standing, login)
    lowered = ("protect", number, "none", "--reason", "Over")
    assert run(*lowered, "--database", standing.url("kari"))[0] != exits.OK
    assert run(*lowered, "--database", standing.url("klara"))[0] == exits.OK
    assert "Skjulestad" in names_seen(standing, "kari")


def names_seen(standing: Standing, login: str) -> str:
    _code, out, _err = run("cases", "--json", "--database", standing.url(login))
    return out


def test_the_log_of_a_case_says_who_and_why(standing: Standing) -> None:
    case_id, number = registered(standing, "kari")
    run("assign", number, "ola", "--reason", "Kari is away", "--database", standing.url("ola"))
    told = run_json("access-log", "--case", number, "--json", "--database", standing.url("logg"))
    seen = [(row["login"], row["action"], row["reason"]) for row in told["rows"]]
    assert seen == [
        ("logg", "export", ""),
        ("ola", "open_case", "Kari is away"),
        ("kari", "create_case", ""),
    ]
    assert {row["case_id"] for row in told["rows"]} == {str(case_id)}


def test_the_log_of_a_person_is_for_the_reader_of_the_log(standing: Standing) -> None:
    _case_id, number = registered(standing, "kari", id_number=A_NUMBER)
    words = ("access-log", "--person", A_NUMBER, "--json", "--database")
    told = run_json(*words, standing.url("logg"))
    assert {(row["number"], row["login"]) for row in told["rows"]} == {(number, "kari")}
    for login in ("kari", "siri", "stat", "part", "standing_adm"):
        code, out, _err = run(*words, standing.url(login))
        assert (code, out) == (exits.NOT_ALLOWED, "")


def test_a_case_that_is_not_there_has_no_log(standing: Standing) -> None:
    for login in ("logg", "kari", "siri"):
        code, out, err = run("access-log", "--case", "1999/1", "--database", standing.url(login))
        assert (code, out) == (exits.FAILURE, "")
        assert "no case 1999/1" in err


def test_the_log_of_anothers_case_is_not_for_a_caseworker(standing: Standing) -> None:
    _case_id, number = registered(standing, "kari")
    code, out, _err = run("access-log", "--case", number, "--database", standing.url("ola"))
    assert (code, out) == (exits.FAILURE, "")


def test_a_local_file_has_the_same_commands(
    local_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = NewApplication(applicant=NewPerson(surname="Prøvesen"), received_on=date(2026, 2, 1))
    with local_database.writing("Kari Prøve", NOON) as session:
        worker = offices.add_staff(session, "Ola Prøve").created
        register_application(session, wish)
    local_database.close()
    monkeypatch.setenv("HJEMVEIEN_PASSPHRASE", PASSPHRASE)
    place = ("--database", str(local_database.path))
    case = str(wish.case_id)
    assert worker is not None
    assert run("assign", case, "OP", *place)[0] == exits.OK
    assert run("protect", case, "confidential", "--reason", "Threats", *place)[0] == exits.OK
    assert "Prøvesen" not in run("cases", "--json", *place)[1]
    rows = run_json("access-log", "--case", case, "--json", *place)["rows"]
    assert [row["action"] for row in rows].count("open_case") == 2
