"""Ways round the rights that need a commit between two steps, each in a copy of the office."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from tests.rights.asking import FORGET, NOTE
from tests.rights.office import ACTING, Office, case_id
from tests.rights.probing import Connection

_TITLES = "SELECT title FROM task WHERE case_id = %s"
_OPEN = "SELECT open_case(%s, %s, 'cover', 'because', false)"


@pytest.fixture(scope="module")
def copy(office: Office) -> Iterator[Office]:
    made = office.copy("rights_committed")
    yield made
    made.drop()


@pytest.fixture
def root(copy: Office) -> Iterator[Connection]:
    with copy.root() as connection:
        connection.autocommit = True
        connection.execute(FORGET)
        yield connection


@pytest.fixture
def kari(copy: Office, root: Connection) -> Iterator[Connection]:
    assert root.info.dbname == copy.name
    with copy.connect("kari") as connection:
        yield connection


def opened(connection: Connection, case: str = "other") -> None:
    connection.execute(ACTING, {"actor": "kari"})
    connection.execute(_OPEN, (uuid4(), case_id(case)))


def titles(connection: Connection, case: str = "other") -> int:
    return len(connection.execute(_TITLES, (case_id(case),)).fetchall())


def test_once_the_opening_is_committed_the_case_is_read(kari: Connection) -> None:
    """Without this the others would prove nothing."""
    opened(kari)
    assert titles(kari) == 0
    kari.commit()
    assert titles(kari) == 1


def test_an_opening_that_is_rolled_back_opens_nothing(kari: Connection) -> None:
    opened(kari)
    kari.rollback()
    assert titles(kari) == 0


def test_a_cursor_that_outlives_the_opening_has_read_nothing(kari: Connection) -> None:
    opened(kari)
    kari.execute("DECLARE held CURSOR WITH HOLD FOR SELECT title FROM task")
    kari.commit()
    assert kari.execute("FETCH ALL FROM held").fetchall() == []


def test_a_snapshot_of_the_opening_transaction_shows_another_session_nothing(
    kari: Connection, copy: Office
) -> None:
    kari.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    opened(kari)
    exported = kari.execute("SELECT pg_export_snapshot()").fetchone()
    assert exported is not None
    with copy.connect("kari") as second:
        second.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        second.execute(f"SET TRANSACTION SNAPSHOT '{exported[0]}'")
        assert titles(second) == 0


def test_a_statement_prepared_while_it_was_open_reads_nothing_afterwards(
    kari: Connection, root: Connection
) -> None:
    opened(kari)
    kari.commit()
    kari.execute("PREPARE again AS SELECT title FROM task")
    assert kari.execute("EXECUTE again").fetchall()
    kari.commit()
    root.execute(FORGET)
    assert kari.execute("EXECUTE again").fetchall() == []


@pytest.mark.parametrize(
    ("action", "age", "query"),
    [
        ("open_case", "8 hours", "SELECT 1 FROM task"),
        ("open_list", "15 minutes", "SELECT 1 FROM listing.person"),
    ],
)
def test_a_ticket_lapses(
    kari: Connection, root: Connection, action: str, age: str, query: str
) -> None:
    case = case_id("other") if action == "open_case" else None
    root.execute(NOTE, (uuid4(), "kari", action, case))
    assert kari.execute(query).fetchall()
    kari.rollback()
    root.execute("UPDATE access_log SET at = at - %s::interval WHERE login = 'kari'", (age,))
    assert kari.execute(query).fetchall() == []


def test_a_wide_ticket_lapses_within_the_transaction_that_began_before(
    copy: Office, root: Connection
) -> None:
    root.execute(NOTE, (uuid4(), "sup", "open_wide", None))
    with copy.connect("sup") as connection:
        assert connection.execute("SELECT 1 FROM person").fetchall()
        root.execute("UPDATE access_log SET at = at - interval '1 hour' WHERE login = 'sup'")
        assert connection.execute("SELECT 1 FROM person").fetchall() == []


def test_a_lock_closes_what_is_open(kari: Connection, root: Connection) -> None:
    opened(kari, "shared")
    kari.commit()
    assert titles(kari, "shared") == 1
    kari.commit()
    root.execute(ACTING, {"actor": "setting up"})
    root.execute(
        "SELECT set_config('hjemveien.actor', 'x', false), "
        "set_config('hjemveien.at', now()::text, false)"
    )
    lock = root.execute(
        "INSERT INTO partiality_lock (id, case_id, staff_id, reason, set_at, set_by, row_version) "
        "SELECT gen_random_uuid(), %s, id, '', now(), '', 1 FROM staff WHERE login = 'kari' "
        "RETURNING id",
        (case_id("shared"),),
    ).fetchone()
    assert lock is not None
    assert titles(kari, "shared") == 0
    root.execute("UPDATE partiality_lock SET lifted_at = now() WHERE id = %s", lock)


def test_whoever_is_no_longer_cleared_has_lost_the_case_at_once(
    copy: Office, root: Connection
) -> None:
    root.execute(NOTE, (uuid4(), "cle", "open_case", case_id("protected")))
    query = "SELECT 1 FROM task WHERE case_id = %s"
    with copy.connect("cle") as connection:
        assert connection.execute(query, (case_id("protected"),)).fetchall()
        connection.commit()
        root.execute("REVOKE rights_office_cleared FROM cle")
        root.execute("GRANT rights_office_caseworker TO cle")
        try:
            assert connection.execute(query, (case_id("protected"),)).fetchall() == []
            connection.commit()
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("SELECT 1 FROM sealed_identity")
        finally:
            root.execute("REVOKE rights_office_caseworker FROM cle")
            root.execute("GRANT rights_office_cleared TO cle")


def test_a_protected_case_takes_no_longer_to_refuse_than_one_that_is_not_there(
    kari: Connection,
) -> None:
    """By ranks over interleaved runs; only a difference that anybody would see counts."""
    times: list[tuple[float, bool]] = []
    query = "EXPLAIN (ANALYZE, FORMAT JSON) SELECT 1 FROM person WHERE id_number = %s"
    for number in range(200):
        protected = number % 2 == 0
        wanted = "30837420136" if protected else "30837420999"
        found = kari.execute(query, (wanted,)).fetchone()
        assert found is not None
        times.append((found[0][0]["Execution Time"], protected))
    ranked = sorted(times)
    ranks = [place for place, (_time, protected) in enumerate(ranked) if protected]
    # The mean rank of half of 200 is 99.5, give or take 4: ten of those are no accident.
    assert abs(sum(ranks) / len(ranks) - 99.5) < 40


def test_a_plan_shows_no_row_that_was_left_out_for_being_protected(kari: Connection) -> None:
    query = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT 1 FROM person WHERE "
    plans = {
        tuple(
            row[0].replace(number, "…")
            for row in kari.execute(f"{query} id_number = '{number}'")
            if "Buffers" not in row[0]
        )
        for number in ("30837420136", "30837420999")
    }
    assert len(plans) == 1


def test_nobody_listening_hears_who_it_is_about(kari: Connection, copy: Office) -> None:
    opened(kari)
    kari.commit()
    with copy.connect("ola") as listening:
        listening.autocommit = True
        listening.execute("LISTEN hjemveien")
        kari.execute(ACTING, {"actor": "kari"})
        kari.execute("UPDATE task SET title = 'Ring Navnother'")
        kari.commit()
        heard = next(listening.notifies(timeout=20, stop_after=1))
    table, _colon, number = heard.payload.partition(":")
    assert (table, number.isdigit()) == ("task", True)
