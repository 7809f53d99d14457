"""The encrypted file: who may open it, where it may lie, and what damage looks like."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence import cipher, keys, local_file, shares
from hjemveien.persistence.engine import Database, create_local, open_database
from hjemveien.persistence.errors import (
    CannotStore,
    Damaged,
    NewerSchema,
    Unreachable,
    WrongKey,
)
from hjemveien.persistence.tables import Person
from tests.databases import ACTOR, NOON, PASSPHRASE


def closed(database: Database, people: int = 50) -> Path:
    """The path of a filled file that nobody has open."""
    with database.writing(ACTOR, NOON) as session:
        session.execute(insert(Person), [{"surname": f"Prøve {n}"} for n in range(people)])
    database.close()
    assert database.path is not None
    return database.path


def test_the_passphrase_opens_the_file_again(local_database: Database) -> None:
    path = closed(local_database)
    again = open_database(path, PASSPHRASE)
    with again.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 50
    again.close()


def test_nothing_in_the_folder_can_be_read_without_it(local_database: Database) -> None:
    path = closed(local_database)
    for file in path.parent.iterdir():
        assert b"SQLite format" not in file.read_bytes()
        assert "Prøve".encode() not in file.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the person's own profile closed")
def test_only_its_owner_can_read_what_is_made(tmp_path: Path) -> None:
    path = tmp_path / "mine" / "office.db"
    database = create_local(path, PASSPHRASE)
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes["office.db"] == modes["office.db.key"] == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    database.close()


def test_a_wrong_passphrase_is_told_from_a_damaged_file(local_database: Database) -> None:
    path = closed(local_database)
    with pytest.raises(WrongKey):
        open_database(path, PASSPHRASE + "!")
    with pytest.raises(WrongKey):
        open_database(path)


def test_a_short_passphrase_protects_nothing_and_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="at least 8"):
        local_file.check_passphrase("short")
    with pytest.raises(Refusal, match="empty"):
        create_local(tmp_path / "office.db", "")
    assert list(tmp_path.iterdir()) == []


def test_a_changed_passphrase_opens_and_the_old_one_does_not(local_database: Database) -> None:
    path = closed(local_database)
    local_file.change_passphrase(path, PASSPHRASE, "a new sentence")
    with pytest.raises(WrongKey):
        open_database(path, PASSPHRASE)
    open_database(path, "a new sentence").close()


def test_an_existing_file_is_never_made_anew(local_database: Database) -> None:
    path = closed(local_database)
    with pytest.raises(CannotStore):
        create_local(path, PASSPHRASE)
    open_database(path, PASSPHRASE).close()


def test_an_interrupted_creation_is_taken_up_again_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    create_local(path, PASSPHRASE).close()
    path.unlink()
    with pytest.raises(WrongKey):
        create_local(path, "somebody else's")
    create_local(path, PASSPHRASE).close()


def test_no_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="no database"):
        open_database(tmp_path / "nothing.db", PASSPHRASE)
    with pytest.raises(Unreachable, match="folder"):
        open_database(tmp_path, PASSPHRASE)


def without_header(path: Path) -> None:
    local_file.header_path(path).unlink()


def with_another_header(path: Path) -> None:
    local_file.header_path(path).write_bytes(keys.wrapped(keys.new_key(), PASSPHRASE))


def with_half_a_header(path: Path) -> None:
    header = local_file.header_path(path)
    header.write_bytes(header.read_bytes()[:100])


def with_a_changed_header(path: Path) -> None:
    header = local_file.header_path(path)
    fields = json.loads(header.read_bytes())
    fields["n"] = 2**30
    header.write_text(json.dumps(fields))


def with_a_foreign_header(path: Path) -> None:
    local_file.header_path(path).write_text('{"format": "something else"}')


def plain(path: Path) -> None:
    path.write_bytes(local_file.PLAIN_SQLITE + bytes(4080))


def something_else(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7" + bytes(4000))


def cut_off(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(5000)


@pytest.mark.parametrize(
    "harm",
    [
        without_header,
        with_another_header,
        with_half_a_header,
        with_a_changed_header,
        with_a_foreign_header,
        plain,
        something_else,
        cut_off,
    ],
)
def test_what_does_not_fit_is_refused_and_left_alone(
    local_database: Database, harm: Callable[[Path], None]
) -> None:
    path = closed(local_database)
    harm(path)
    before = path.read_bytes()
    with pytest.raises(Damaged):
        open_database(path, PASSPHRASE)
    assert path.read_bytes() == before


def test_a_newer_key_file_is_said_in_words(local_database: Database) -> None:
    path = closed(local_database)
    header = local_file.header_path(path)
    fields = json.loads(header.read_bytes())
    fields["version"] = 2
    header.write_text(json.dumps(fields))
    with pytest.raises(NewerSchema):
        open_database(path, PASSPHRASE)


def test_a_flipped_bit_is_never_read_as_data(local_database: Database, tmp_path: Path) -> None:
    """Each page carries its own digest: damage is refused, never shown as somebody's data."""
    path, key = closed(local_database, 500), local_database.key
    assert key is not None
    whole = path.read_bytes()
    for number in range(40):
        broken = bytearray(whole)
        place = secrets.randbelow(len(whole))
        broken[place] ^= 1 << (number % 8)
        copy = tmp_path / f"{number}.db"
        copy.write_bytes(broken)
        assert refused(copy, key), f"byte {place}"


def refused(path: Path, key: keys.FileKey) -> bool:
    try:
        connection = cipher.keyed(path, key)
    except Damaged:
        return True
    try:
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/felles /mnt/felles\\040mappe cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/kari/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/var/lib/hjemveien/office.db", False),
        ("/mnt/felles mappe/office.db", True),
        ("/home/kari/office.db", True),
        ("/home/kari/local/office.db", False),
        ("/homework/office.db", False),
    ],
)
def test_a_network_share_is_recognised(path: str, remote: bool) -> None:
    assert shares.on_remote_mount(Path(path), MOUNTS) is remote


def test_a_file_on_a_share_is_refused_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {os.path.realpath(tmp_path)} nfs rw 0 0\n")
    monkeypatch.setattr(shares, "MOUNTS", mounts)
    with pytest.raises(Unreachable, match="network share"):
        create_local(tmp_path / "office.db", PASSPHRASE)


def test_a_full_disk_is_said_in_words_and_nothing_changes(local_database: Database) -> None:
    with local_database.connecting() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def fill_the_disk() -> None:
        with local_database.writing(ACTOR, NOON) as session:
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            session.execute(insert(Person), [{"surname": "x" * 1000} for _ in range(500)])

    with pytest.raises(CannotStore, match="disk is full"):
        fill_the_disk()
    with local_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_two_writers_wait_for_each_other(local_database: Database) -> None:
    """The second begins while the first holds the file, and both are saved."""
    from threading import Thread

    def save() -> None:
        with local_database.writing(ACTOR, NOON) as session:
            session.add(Person(surname="den andre"))

    with local_database.writing(ACTOR, NOON) as session:
        session.add(Person(surname="den første"))
        session.flush()
        second = Thread(target=save)
        second.start()
    second.join()
    with local_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 2
