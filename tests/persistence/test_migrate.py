"""An upgrade is whole or did not happen; children, triggers and a backup survive it."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, func, insert, inspect, select, text
from sqlalchemy.exc import PendingRollbackError

from hjemveien.persistence import audit, revisions, schema
from hjemveien.persistence.backup import verify
from hjemveien.persistence.engine import Database, create_local, open_database
from hjemveien.persistence.errors import Damaged, NewerSchema, Outdated
from hjemveien.persistence.migrate import make_ready, read, upgrade
from hjemveien.persistence.tables import (
    AuditEvent,
    Base,
    Household,
    HouseholdMember,
    Person,
)
from tests.databases import ACTOR, NOON, PASSPHRASE
from tests.revisions import NEXT
from tests.servers import PostgresServer

HEAD = schema.head()


@pytest.fixture(params=["local", "postgresql"])
def office(request: pytest.FixtureRequest) -> Database:
    """An office whose schema this test may change."""
    name = "local_database" if request.param == "local" else "own_shared_database"
    found = request.getfixturevalue(name)
    assert isinstance(found, Database)
    return found


def fill(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        households = [Household() for _ in range(20)]
        session.add_all(households)
        session.flush()
        session.execute(
            insert(HouseholdMember),
            [
                {"household_id": household.id, "role": "child", "valid_from": NOON.date()}
                for household in households
                for _ in range(3)
            ],
        )
        session.execute(insert(Person), [{"surname": f"Prøve {n}"} for n in range(20)])


def counts(database: Database) -> dict[str, int]:
    with database.connecting() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
            # The rights are written down anew, and a column more has its own line there.
            if table.name != "rights_manifest"
        }


def triggers(database: Database) -> dict[tuple[str, str], str]:
    with database.connecting() as connection:
        return audit.installed(connection)


def test_the_migrated_schema_is_the_one_the_tables_describe(database: Database) -> None:
    settings = dict(revisions.SETTINGS)
    del settings["target_metadata"]
    with database.connecting() as connection:
        context = MigrationContext.configure(connection, opts=settings)
        assert compare_metadata(context, Base.metadata) == []


def test_indexes_of_one_engine_are_there(database: Database) -> None:
    with database.connecting() as connection:
        found = inspect(connection)
        names = {index["name"] for index in found.get_indexes("search_term")}
        trigram = "search_trigram" in found.get_table_names()
    local = database.kind == "local"
    assert ("ix_search_term_trigram" in names, trigram) == (not local, local)


def test_a_new_database_is_made_ready_once(tmp_path: Path) -> None:
    database = create_local(tmp_path / "office.db", PASSPHRASE)
    assert read(database).standing == "empty"
    make_ready(database)
    assert read(database).standing == "current"
    make_ready(database)
    assert upgrade(database) is None
    assert not (tmp_path / "backups").exists()
    database.close()


def test_an_upgrade_keeps_children_triggers_and_all_rows(
    office: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    fill(office)
    before, kept = counts(office), triggers(office)
    next_revision()
    done = upgrade(office, PASSPHRASE, tmp_path / "backups")
    assert done is not None
    assert (done.before, done.after) == (HEAD, NEXT)
    assert counts(office) == before
    assert triggers(office) == kept
    with office.connecting() as connection:
        assert connection.execute(text("SELECT DISTINCT added FROM household")).all() == [("yes",)]
        assert read(office).standing == "current"


def test_a_backup_is_made_before_and_holds_what_was_there(
    office: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    fill(office)
    next_revision()
    done = upgrade(office, lambda: PASSPHRASE, tmp_path / "backups")
    assert done is not None
    assert done.backup is not None
    made = verify(done.backup, PASSPHRASE)
    assert (made.revision, made.rows["household_member"]) == (HEAD, 60)


def test_without_a_backup_nothing_is_upgraded(
    office: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    fill(office)
    next_revision()
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    with pytest.raises(Exception, match="backup"):
        upgrade(office, PASSPHRASE, blocked / "backups")
    assert read(office).revision == HEAD


def test_an_upgrade_that_fails_leaves_the_old_schema_whole(
    office: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    fill(office)
    before, kept = counts(office), triggers(office)
    next_revision(more="raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        upgrade(office, PASSPHRASE, tmp_path / "backups")
    assert_untouched(office, before, kept)


def assert_untouched(
    office: Database, before: dict[str, int], kept: dict[tuple[str, str], str]
) -> None:
    assert (counts(office), triggers(office)) == (before, kept)
    with office.connecting() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("household")}
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert ("added" in columns, revision) == (False, HEAD)


@pytest.mark.slow
def test_an_upgrade_broken_off_here_and_there_is_old_or_new(
    office: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    # A shared office's upgrade makes its rights anew: some 1,500 statements more.
    apart = 7 if office.engine.dialect.name == "sqlite" else 31
    assert_old_or_new(office, next_revision, tmp_path, apart)


@pytest.mark.endurance
def test_an_upgrade_broken_off_at_any_statement_is_old_or_new(
    office: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    assert_old_or_new(office, next_revision, tmp_path, apart=1)


def assert_old_or_new(
    office: Database, next_revision: Callable[..., None], tmp_path: Path, apart: int
) -> None:
    """One statement after the other is the last one; at the end there is none left to break."""
    fill(office)
    before, kept = counts(office), triggers(office)
    next_revision()
    last, made = 0, tmp_path / "made.hjemveien"
    while broken_off_after(office, last, made):
        assert_untouched(office, before, kept)
        last += apart
    assert last > 50
    assert counts(office) == before
    assert triggers(office) == kept


def broken_off_after(office: Database, statements: int, backup: Path) -> bool:
    """Whether the upgrade was broken off after that many statements; False when it got through."""
    from hjemveien.persistence.migrate import migrate

    seen = SimpleNamespace(number=0)

    def break_off(_connection: Connection, *_rest: Any) -> None:
        seen.number += 1
        if seen.number > statements:
            raise KeyboardInterrupt

    event.listen(office.engine, "before_cursor_execute", break_off)
    try:
        migrate(office, lambda _revision: backup)
    except (KeyboardInterrupt, PendingRollbackError):
        # The latter where alembic wanted to tidy up on the broken connection.
        return True
    finally:
        event.remove(office.engine, "before_cursor_execute", break_off)
    return False


def test_a_revision_that_orphans_rows_is_undone(
    local_database: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    fill(local_database)
    next_revision(more='op.execute("DELETE FROM household")')
    with pytest.raises(Damaged, match="undone"):
        upgrade(local_database, None, tmp_path / "backups")
    assert counts(local_database)["household"] == 20


def set_revision(database: Database, revision: str, min_client: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
        connection.execute(text("UPDATE schema_info SET min_client = :v"), {"v": min_client})


def test_a_newer_schema_is_refused_in_words_and_left_alone(office: Database) -> None:
    set_revision(office, "9999", "99.0.0")
    for action in (make_ready, upgrade):
        with pytest.raises(NewerSchema, match="newer Hjemveien"):
            action(office)
    assert read(office).revision == "9999"


def test_a_newer_schema_that_still_allows_this_program_is_worked_on(office: Database) -> None:
    set_revision(office, "9999", "0.1.0")
    make_ready(office)
    fill(office)


def test_a_shared_database_is_not_upgraded_by_whoever_opens_it(
    own_shared_database: Database, next_revision: Callable[..., None]
) -> None:
    next_revision()
    with pytest.raises(Outdated, match="hjemveien migrate"):
        make_ready(own_shared_database)
    assert read(own_shared_database).revision == HEAD


def test_a_local_file_is_upgraded_when_it_is_opened(
    local_database: Database, next_revision: Callable[..., None]
) -> None:
    next_revision()
    make_ready(local_database)
    assert read(local_database).revision == NEXT
    assert local_database.path is not None
    (made,) = (local_database.path.parent / "backups").iterdir()
    assert verify(made, PASSPHRASE).revision == HEAD


def test_somebody_elses_database_is_left_alone(postgres_server: PostgresServer) -> None:
    other = open_database(postgres_server.create_database("somebody_elses"))
    with other.engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (a int)"))
    with pytest.raises(Damaged, match="something else"):
        make_ready(other)
    other.close()
    postgres_server.drop_database("somebody_elses")


def test_foreign_keys_are_on_again_after_an_upgrade(
    local_database: Database, next_revision: Callable[..., None]
) -> None:
    next_revision(more="raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        make_ready(local_database)
    for _connection in range(6):
        with local_database.connecting() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_the_audit_goes_on_where_it_was(
    office: Database, next_revision: Callable[..., None], tmp_path: Path
) -> None:
    fill(office)
    next_revision()
    upgrade(office, PASSPHRASE, tmp_path / "backups")
    with office.reading() as session:
        before = session.scalar(select(func.max(AuditEvent.number))) or 0
    with office.writing(ACTOR, NOON) as session:
        session.add(Person())
    with office.reading() as session:
        assert session.scalar(select(func.max(AuditEvent.number))) == before + 1
