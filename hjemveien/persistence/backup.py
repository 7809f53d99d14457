"""Backups of either kind of database: one encrypted file, reopened and checked before it counts."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from hjemveien.persistence import backup_local, backup_shared, container
from hjemveien.persistence.addresses import is_shared
from hjemveien.persistence.chain.links import add_links_if_possible
from hjemveien.persistence.container import SUFFIX, Manifest
from hjemveien.persistence.engine import AskPassword, Database, open_database
from hjemveien.persistence.errors import CannotStore, Damaged
from hjemveien.persistence.keys import Passphrase, given, unwrapped
from hjemveien.texts import _

# done, total: bytes, pages or rows; raising from it cancels, and nothing is left behind.
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def backup(
    database: Database,
    target: Path,
    progress: Progress = silent,
    passphrase: Passphrase = None,
    *,
    replace: bool = False,
) -> Manifest:
    """Write `target` and check it. Raises CannotStore; an existing file is left alone.

    A local file's backup opens with the file's own passphrase; a shared database's needs one. The
    audit's chain is brought up to now first.
    """
    add_links_if_possible(database, datetime.now(UTC))
    if database.kind == "local":
        return backup_local.write(database, target, progress, replace=replace)
    typed = given(passphrase)
    if not typed:
        raise CannotStore(_("A backup of a shared database needs a passphrase of its own."))
    return backup_shared.write(database, target, typed, progress, replace=replace)


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


def restore(
    source: Path,
    address: str | Path,
    passphrase: Passphrase,
    *,
    replace: bool = False,
    progress: Progress = silent,
    password: AskPassword | None = None,
) -> Manifest:
    """Bring it back as a local file or into an empty shared database; `passphrase` opens it.

    An existing file is refused and left alone, or moved aside with `replace`. A shared database
    that holds something is always refused. Raises WrongKey, Damaged, CannotStore, NewerSchema.
    """
    with container.reading(source) as file:
        manifest, header = container.get_manifest(file)
        shared = isinstance(address, str) and is_shared(address)
        _check_fits(manifest, shared)
        key = unwrapped(header, given(passphrase) or "")
        if not shared:
            place = Path(address)
            backup_local.restore(file, manifest, key, header, place, progress, replace=replace)
            return manifest
        database = open_database(address, password=password)
        try:
            backup_shared.restore(file, manifest, key, database, progress)
        finally:
            database.close()
    return manifest


def _check_fits(manifest: Manifest, shared: bool) -> None:
    if shared and manifest.kind == "local":
        raise Damaged(_("This is the backup of a local file; name a file for it."))
    if not shared and manifest.kind == "postgresql":
        raise Damaged(_("This is the backup of a shared database; name an empty one for it."))


def before_upgrade(
    database: Database, folder: Path, passphrase: Passphrase = None, progress: Progress = silent
) -> Callable[[str], Path]:
    """What `migrate` calls before it changes anything: a checked backup under a free name."""

    def make(revision: str) -> Path:
        target = free_name(folder, f"before-upgrade-from-{revision}")
        backup(database, target, progress, passphrase)
        return target

    return make


def free_name(folder: Path, stem: str) -> Path:
    names = (f"{stem}{f'-{number}' if number else ''}{SUFFIX}" for number in count())
    return next(folder / name for name in names if not (folder / name).exists())
