"""A backup is one encrypted file that has been read again; putting it back loses nothing."""

import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select

from hjemveien.persistence import backup
from hjemveien.persistence.audit import differences
from hjemveien.persistence.backup import free_name, restore, verify
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.errors import CannotStore, Damaged, WrongKey
from hjemveien.persistence.tables import AuditEvent, Base, Household, Person
from tests.databases import ACTOR, NOON, PASSPHRASE
from tests.servers import PostgresServer

SECRET = "Prøvesen\tmed\nlinjeskift \\N og 'tegn' 🏠"


def fill(database: Database, people: int = 300) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.execute(
            insert(Person),
            [{"id": uuid4(), "surname": SECRET, "phone": f"{n}"} for n in range(people)],
        )
        session.add(Household(note=SECRET))


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in an order that does not depend on where they lie."""
    with database.reading() as session:
        return {
            table.name: sorted(tuple(row) for row in session.execute(select(table)))
            if table.name in ("person", "household")
            else [(session.scalar(select(func.count()).select_from(table)),)]
            for table in Base.metadata.sorted_tables
        }


def test_a_backup_is_counted_and_opens_with_its_passphrase(
    database: Database, tmp_path: Path
) -> None:
    fill(database)
    made = backup.backup(database, tmp_path / "b.hjemveien", passphrase=PASSPHRASE)
    assert (made.rows["person"], made.rows["audit_event"]) == (300, 301)
    assert verify(tmp_path / "b.hjemveien", PASSPHRASE) == made


def test_nothing_of_a_person_can_be_read_in_a_backup(database: Database, tmp_path: Path) -> None:
    fill(database)
    target = tmp_path / "b.hjemveien"
    backup.backup(database, target, passphrase=PASSPHRASE)
    assert "Prøvesen".encode() not in target.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "b"))] == [
        "b.hjemveien"
    ]
    assert target.stat().st_mode & 0o077 == 0


def test_another_passphrase_does_not_open_a_backup(database: Database, tmp_path: Path) -> None:
    backup.backup(database, tmp_path / "b.hjemveien", passphrase=PASSPHRASE)
    with pytest.raises(WrongKey):
        verify(tmp_path / "b.hjemveien", "another passphrase")


def test_an_existing_file_is_not_overwritten(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("kept")
    with pytest.raises(CannotStore):
        backup.backup(database, target, passphrase=PASSPHRASE)
    assert target.read_text() == "kept"
    backup.backup(database, target, passphrase=PASSPHRASE, replace=True)
    assert verify(target, PASSPHRASE)


def test_a_cancelled_backup_leaves_nothing(database: Database, tmp_path: Path) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "backups"
    with pytest.raises(KeyboardInterrupt):
        backup.backup(database, folder / "b.hjemveien", cancel, PASSPHRASE)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_a_changed_byte_is_found(database: Database, tmp_path: Path, place: float) -> None:
    fill(database)
    target = tmp_path / "b.hjemveien"
    backup.backup(database, target, passphrase=PASSPHRASE)
    content = bytearray(target.read_bytes())
    content[int(len(content) * place)] ^= 1
    target.write_bytes(content)
    with pytest.raises(Damaged):
        verify(target, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 4096])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "b.hjemveien"
    source.write_bytes(content)
    with pytest.raises(Damaged):
        verify(source, PASSPHRASE)


def test_a_zip_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "b.hjemveien"
    for manifest in ("[]", "{}", '{"format": "x"}', "not json"):
        with zipfile.ZipFile(source, "w") as other:
            other.writestr("manifest.json", manifest)
        with pytest.raises(Damaged):
            verify(source, PASSPHRASE)


def test_a_missing_backup_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="no backup"):
        verify(tmp_path / "nothing.hjemveien", PASSPHRASE)


def test_a_local_file_is_restored_as_it_was(local_database: Database, tmp_path: Path) -> None:
    fill(local_database)
    source, target = tmp_path / "b.hjemveien", tmp_path / "elsewhere" / "again.db"
    backup.backup(local_database, source)
    restore(source, target, PASSPHRASE)
    restored = open_database(target, PASSPHRASE)
    assert everything(restored) == everything(local_database)
    with restored.connecting() as connection:
        assert differences(connection) == ()
    fill(restored)
    restored.close()


def test_an_existing_database_is_moved_aside_only_when_told(
    local_database: Database, tmp_path: Path
) -> None:
    fill(local_database)
    path, source = local_database.path, tmp_path / "b.hjemveien"
    assert path is not None
    backup.backup(local_database, source)
    fill(local_database, 5)
    local_database.close()
    with pytest.raises(CannotStore):
        restore(source, path, PASSPHRASE)
    restore(source, path, PASSPHRASE, replace=True)
    aside = path.with_name("office.replaced-1.db")
    for where, people in ((path, 300), (aside, 305)):
        found = open_database(where, PASSPHRASE)
        with found.reading() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == people
        found.close()


def test_others_go_on_saving_while_a_local_file_is_copied(
    local_database: Database, tmp_path: Path
) -> None:
    fill(local_database, 3000)

    def save_meanwhile(_done: int, _total: int) -> None:
        fill(local_database, 1)

    made = backup.backup(local_database, tmp_path / "b.hjemveien", save_meanwhile)
    assert made.rows["person"] == 3000


def test_a_shared_database_is_restored_as_it_was(
    shared_database: Database, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    fill(shared_database)
    source = tmp_path / "b.hjemveien"
    backup.backup(shared_database, source, passphrase=PASSPHRASE)
    address = postgres_server.create_database("restored")
    restore(source, address, lambda: PASSPHRASE)
    restored = open_database(address)
    # A link of the chain says that the server is another.
    assert everything(restored) == everything(shared_database) | {"audit_checkpoint": [(2,)]}
    with restored.connecting() as connection:
        assert differences(connection) == ()
    fill(restored)
    with restored.reading() as session:
        assert session.scalar(select(func.max(AuditEvent.number))) == 602
    with pytest.raises(CannotStore):
        restore(source, address, PASSPHRASE, replace=True)
    restored.close()
    postgres_server.drop_database("restored")


def test_a_shared_database_needs_a_passphrase_for_its_backup(
    shared_database: Database, tmp_path: Path
) -> None:
    with pytest.raises(CannotStore):
        backup.backup(shared_database, tmp_path / "b.hjemveien")
    assert list(tmp_path.glob("b*")) == []


def test_each_kind_of_backup_names_what_it_can_be_put_back_into(
    local_database: Database, shared_database: Database, tmp_path: Path
) -> None:
    address = shared_database.engine.url.render_as_string(hide_password=False)
    backup.backup(local_database, tmp_path / "local.hjemveien")
    backup.backup(shared_database, tmp_path / "shared.hjemveien", passphrase=PASSPHRASE)
    with pytest.raises(Damaged):
        restore(tmp_path / "local.hjemveien", address, PASSPHRASE)
    with pytest.raises(Damaged):
        restore(tmp_path / "shared.hjemveien", tmp_path / "new.db", PASSPHRASE)
    assert not (tmp_path / "new.db").exists()


def test_backups_before_an_upgrade_get_names_of_their_own(tmp_path: Path) -> None:
    first = free_name(tmp_path, "before-upgrade-from-0001")
    first.touch()
    assert free_name(tmp_path, "before-upgrade-from-0001") != first
