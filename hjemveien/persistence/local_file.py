"""The encrypted file an office begins with: where it may lie, how it is made, opened, re-keyed."""

import os
from pathlib import Path

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence.errors import CannotStore, Damaged, Unreachable
from hjemveien.persistence.keys import FileKey, new_key, unwrapped, wrapped, write_header
from hjemveien.persistence.shares import on_share
from hjemveien.texts import _

PLAIN_SQLITE = b"SQLite format 3\x00"
LEAST_LETTERS = 8


def header_path(path: Path) -> Path:
    return path.with_name(path.name + ".key")


def exists(path: Path) -> bool:
    """A file of ours, whole or half made, is there."""
    return path.exists() or header_path(path).exists()


def create(path: Path, passphrase: str) -> FileKey:
    """Make an empty file and its header, readable by this person alone.

    A header without a file is what an interrupted creation leaves: its key is used again.
    """
    check_place(path)
    _check_not_empty(passphrase)
    if path.exists():
        raise CannotStore(_("There is already a file at {path}.").format(path=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = _header_of(path, passphrase)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise _cannot_make(path, error) from error
    return key


def unlock(path: Path, passphrase: str) -> FileKey:
    """The key of an existing file. Raises WrongKey, Damaged or Unreachable, each with advice."""
    check_place(path)
    if not path.exists():
        raise Unreachable(_("There is no database at {path}.").format(path=path))
    try:
        start = _first_bytes(path)
        header = _read_header(path)
    except OSError as error:
        text = _("The database at {path} cannot be read: {reason}.")
        raise Unreachable(text.format(path=path, reason=error.strerror)) from error
    key = unwrapped(header, passphrase)
    if start and start != key.salt:
        text = _("The file at {path} does not belong to the key file beside it, or is damaged.")
        raise Damaged(text.format(path=path))
    return key


def change_passphrase(path: Path, old: str, new: str) -> None:
    _check_not_empty(new)
    key = unlock(path, old)
    write_header(header_path(path), wrapped(key, new))


def check_passphrase(passphrase: str) -> None:
    """For whoever asks a person to choose one. Raises Refusal when it is too short to protect."""
    if len(passphrase) < LEAST_LETTERS:
        text = _("A passphrase needs at least {n} characters. A short sentence is best.")
        raise Refusal(text.format(n=LEAST_LETTERS))


def _check_not_empty(passphrase: str) -> None:
    if not passphrase:
        raise Refusal(_("The passphrase is empty."))


def _header_of(path: Path, passphrase: str) -> FileKey:
    header = header_path(path)
    if header.exists():
        return unwrapped(header.read_bytes(), passphrase)
    key = new_key()
    write_header(header, wrapped(key, passphrase))
    return key


def _read_header(path: Path) -> bytes:
    try:
        return header_path(path).read_bytes()
    except FileNotFoundError:
        text = _("The key file {name} is missing beside the database. Restore it from a backup.")
        raise Damaged(text.format(name=header_path(path).name)) from None


def _first_bytes(path: Path) -> bytes:
    """Empty for a file just made. Raises Damaged for a file that was never one of ours."""
    with path.open("rb") as file:
        start = file.read(16)
    if start == PLAIN_SQLITE:
        text = _("The file at {path} is not encrypted, so it is not one of Hjemveien's.")
        raise Damaged(text.format(path=path))
    return start


def check_place(path: Path) -> None:
    """Raises Unreachable where a database file cannot be kept."""
    if path.is_dir():
        raise Unreachable(_("{path} is a folder, not a database file.").format(path=path))
    if on_share(path):
        raise Unreachable(
            _(
                "{path} lies on a network share, where a database file can be corrupted. "
                "Choose a folder on this computer, or let the office share a PostgreSQL database."
            ).format(path=path)
        )


def _cannot_make(path: Path, error: OSError) -> CannotStore:
    text = _("The database cannot be made at {path}: {reason}.")
    return CannotStore(text.format(path=path, reason=error.strerror))
