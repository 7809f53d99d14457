"""Backups of either kind of database: one encrypted file, reopened and checked before it counts."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from hjemveien.persistence import backup_local, backup_shared, container
from hjemveien.persistence.container import SUFFIX, Manifest
from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import CannotStore, Damaged
from hjemveien.persistence.keys import unwrapped
from hjemveien.texts import _

# done, total: bytes, pages or rows; raising from it cancels, and nothing is left behind.
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def backup(
    database: Database,
    target: Path,
    passphrase: str | None = None,
    progress: Progress = silent,
    *,
    replace: bool = False,
) -> Manifest:
    """Write `target` and check it. Raises CannotStore; an existing file is left alone.

    A local file's backup opens with the file's own passphrase; a shared database's needs one.
    """
    if database.kind == "local":
        return backup_local.write(database, target, progress, replace=replace)
    if passphrase is None:
        raise CannotStore(_("A backup of a shared database needs a passphrase of its own."))
    return backup_shared.write(database, target, passphrase, progress, replace=replace)


def verify(source: Path, passphrase: str) -> Manifest:
    """Open it, read all of it and count. Raises WrongKey or Damaged."""
    with container.reading(source) as file:
        manifest, header = container.get_manifest(file)
        key = unwrapped(header, passphrase)
        if manifest.kind == "local":
            backup_local.check(file, manifest, key, source.parent)
        else:
            backup_shared.check(file, manifest, key)
    return manifest


def restore_file(
    source: Path, passphrase: str, target: Path, progress: Progress = silent, *, replace: bool
) -> Manifest:
    """Make the local file `target` from a backup; the file that lay there is moved aside.

    Without `replace` an existing file is refused and left alone.
    """
    with container.reading(source) as file:
        manifest, header = container.get_manifest(file)
        if manifest.kind != "local":
            raise Damaged(_("This is the backup of a shared database; name an empty one for it."))
        key = unwrapped(header, passphrase)
        backup_local.restore(file, manifest, key, header, target, progress, replace=replace)
    return manifest


def restore_shared(
    source: Path, passphrase: str, database: Database, progress: Progress = silent
) -> Manifest:
    """Fill an empty shared database; one that holds something is refused and left alone."""
    with container.reading(source) as file:
        manifest, header = container.get_manifest(file)
        if manifest.kind != "postgresql":
            raise Damaged(_("This is the backup of a local file; name a file for it."))
        backup_shared.restore(file, manifest, unwrapped(header, passphrase), database, progress)
    return manifest


def before_upgrade(
    database: Database, folder: Path, passphrase: str | None = None, progress: Progress = silent
) -> Callable[[str], Path]:
    """What `migrate` calls before it changes anything: a checked backup under a free name."""

    def make(revision: str) -> Path:
        target = free_name(folder, f"before-upgrade-from-{revision}")
        backup(database, target, passphrase, progress)
        return target

    return make


def free_name(folder: Path, stem: str) -> Path:
    names = (f"{stem}{f'-{number}' if number else ''}{SUFFIX}" for number in count())
    return next(folder / name for name in names if not (folder / name).exists())
