"""Copies an encrypted file page by page while others go on working, and puts a copy back."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from hjemveien.persistence import cipher, container, keys
from hjemveien.persistence.container import Manifest
from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import CannotStore, Damaged, damaged
from hjemveien.persistence.keys import FileKey
from hjemveien.persistence.local_file import check_place, header_path
from hjemveien.persistence.shares import on_share
from hjemveien.texts import _

PART = "office.db"
_PAGES = 4096
_BLOCK = 1 << 20
_NOT_COUNTED = ("sqlite_", "search_trigram")

Progress = Callable[[int, int], None]


def write(database: Database, target: Path, progress: Progress, *, replace: bool) -> Manifest:
    """The copy is one moment of the file, opened and checked before it goes into the container."""
    assert database.path is not None
    assert database.key is not None
    header = header_path(database.path).read_bytes()
    key = database.key

    def read_again(written: ZipFile) -> None:
        check(written, container.get_manifest(written)[0], key, target.parent)

    with (
        container.writing(target, read_again, replace=replace) as file,
        _folder(target.parent) as folder,
    ):
        copy = Path(folder) / PART
        _copy_pages(database, copy, progress)
        manifest = examine(copy, key)
        container.put_manifest(file, manifest, header)
        file.write(copy, PART)
    return manifest


def check(file: ZipFile, manifest: Manifest, key: FileKey, beside: Path) -> None:
    """Unpack, open, and count. Raises Damaged; needs room for one copy beside the backup."""
    with _folder(beside) as folder:
        copy = Path(folder) / PART
        _unpack(file, copy, lambda _done, _total: None)
        _same(manifest, examine(copy, key))


def examine(path: Path, key: FileKey) -> Manifest:
    """Every page's own digest, the structure, and the rows of each table. Raises Damaged."""
    connection = cipher.keyed(path, key)
    try:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise damaged()
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise damaged()
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return Manifest("local", revision[0] if revision else "", _rows(connection), {})
    except cipher.DRIVER.DatabaseError as error:
        raise damaged() from error
    finally:
        connection.close()


def restore(
    file: ZipFile,
    manifest: Manifest,
    key: FileKey,
    header: bytes,
    target: Path,
    progress: Progress,
    *,
    replace: bool,
) -> None:
    """Unpack beside the target, check, and only then take its place.

    The old file is moved aside first: an interruption leaves it there, never a mix of the two.
    """
    check_place(target)
    if target.exists() and not replace:
        raise CannotStore(
            _("There is already a database at {path}; it was left as it is.").format(path=target)
        )
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _folder(target.parent) as folder:
        copy = Path(folder) / PART
        _unpack(file, copy, progress)
        _same(manifest, examine(copy, key))
        _move_aside(target, key_of=header_path(target))
        keys.write_header(header_path(target), header)
        os.replace(copy, target)
    keys.sync_folder(target.parent)


def _copy_pages(database: Database, copy: Path, progress: Progress) -> None:
    """With a read transaction open, so that the copy is not begun again when others save."""
    assert database.key is not None
    with database.connecting() as connection:
        source = connection.connection.driver_connection
        assert source is not None
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        drain = cipher.keyed(copy, database.key)
        try:
            source.backup(
                drain,
                pages=_PAGES,
                progress=lambda _status, left, total: progress(total - left, total),
            )
        finally:
            drain.close()


def _unpack(file: ZipFile, copy: Path, progress: Progress) -> None:
    part: ZipInfo = file.getinfo(PART)
    if part.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile
    done = 0
    with file.open(part) as packed, copy.open("xb") as plain:
        while block := packed.read(_BLOCK):
            plain.write(block)
            done += len(block)
            progress(done, part.file_size)
        plain.flush()
        os.fsync(plain.fileno())
    copy.chmod(0o600)


def _same(wanted: Manifest, found: Manifest) -> None:
    if (wanted.revision, wanted.rows) != (found.revision, found.rows):
        raise Damaged(_("The backup does not hold the rows that it says it holds."))


def _move_aside(target: Path, key_of: Path) -> None:
    """The file, its log and its key keep their names' endings, so that they still open together."""
    if not target.exists():
        return
    number = 1
    while (aside := target.with_name(f"{target.stem}.replaced-{number}{target.suffix}")).exists():
        number += 1
    for suffix in ("-wal", "-shm"):
        beside = target.with_name(target.name + suffix)
        if beside.exists():
            os.replace(beside, aside.with_name(aside.name + suffix))
    os.replace(target, aside)
    if key_of.exists():
        shutil.copy2(key_of, header_path(aside))


def _rows(connection: cipher.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    counted = [name for (name,) in names if not name.startswith(_NOT_COUNTED)]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counted
    }


def _folder(beside: Path) -> tempfile.TemporaryDirectory[str]:
    """On the same disk, so that the last step is a rename; a share cannot hold an open database."""
    return tempfile.TemporaryDirectory(
        prefix=".hjemveien-", dir=None if on_share(beside) else beside
    )
