"""One backup is one file: a zip with a manifest, the wrapped key, and encrypted parts.

Nothing in it can be read without the passphrase but its kind, its schema and its row counts.
"""

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Literal

from hjemveien import __version__
from hjemveien.persistence.errors import CannotStore, Damaged, NewerSchema
from hjemveien.persistence.keys import FileKey, sync_folder
from hjemveien.texts import _

FORMAT = "hjemveien-backup"
VERSION = 1
MANIFEST = "manifest.json"
KEY = "key.json"
SUFFIX = ".hjemveien"

_LENGTH = struct.Struct(">I")
_NONCE_BYTES = 12
# Nobody can make us unpack more than this at once.
_MOST_CHUNK = 64 * 1024 * 1024

Kind = Literal["local", "postgresql"]


@dataclass(frozen=True)
class Manifest:
    """`rows` maps each table to how many rows it had; `columns` too, where parts are per table."""

    kind: Kind
    revision: str
    rows: dict[str, int]
    columns: dict[str, list[str]]
    program: str = __version__

    @property
    def total(self) -> int:
        return sum(self.rows.values())


@contextmanager
def writing(
    target: Path, check: Callable[[zipfile.ZipFile], None], *, replace: bool
) -> Iterator[zipfile.ZipFile]:
    """A container that appears whole under its name, read again by `check`, or not at all."""
    if target.exists() and not replace:
        raise CannotStore(_("There is already a file at {path}.").format(path=target))
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _private(part) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as container:
                yield container
                container.comment = _digest(file, container)
            file.flush()
            os.fsync(file.fileno())
        with reading(part) as written:
            check(written)
        os.replace(part, target)
        sync_folder(target.parent)
    except OSError as error:
        text = _("The backup cannot be written to {path}: {reason}.")
        raise CannotStore(text.format(path=target, reason=error.strerror)) from error
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def reading(source: Path) -> Iterator[zipfile.ZipFile]:
    """Raises Damaged for what is no backup of ours, or is broken."""
    try:
        with source.open("rb") as file, zipfile.ZipFile(file) as container:
            if container.comment and container.comment != _digest(file, container):
                raise EOFError
            yield container
    except (zipfile.BadZipFile, KeyError, EOFError, zlib.error, struct.error) as error:
        raise _damaged(source) from error
    except FileNotFoundError as error:
        raise Damaged(_("There is no backup at {path}.").format(path=source)) from error
    except OSError as error:
        text = _("The backup at {path} cannot be read: {reason}.")
        raise Damaged(text.format(path=source, reason=error.strerror)) from error


def _digest(file: IO[bytes], container: zipfile.ZipFile) -> bytes:
    """Of all that stands before the directory, where the library's own checks leave gaps."""
    found, left = hashlib.sha256(), container.start_dir
    file.seek(0)
    while left > 0:
        block = file.read(min(left, 1 << 20))
        if not block:
            raise EOFError
        found.update(block)
        left -= len(block)
    file.seek(container.start_dir)
    return found.hexdigest().encode()


def put_manifest(container: zipfile.ZipFile, manifest: Manifest, header: bytes) -> None:
    fields = {"format": FORMAT, "version": VERSION} | asdict(manifest)
    container.writestr(MANIFEST, json.dumps(fields, indent=1))
    container.writestr(KEY, header)


def get_manifest(container: zipfile.ZipFile) -> tuple[Manifest, bytes]:
    """The manifest and the wrapped key. Raises Damaged or NewerSchema."""
    place = Path(container.filename or "")
    try:
        fields = json.loads(container.read(MANIFEST))
        if fields.pop("format") != FORMAT:
            raise _damaged(place)
        if fields.pop("version") != VERSION:
            raise NewerSchema(_("The backup was made by a newer Hjemveien. Install that version."))
        return Manifest(**fields), container.read(KEY)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(place) from error


def put_sealed(file: IO[bytes], name: str, key: FileKey, blocks: Iterable[bytes]) -> None:
    """Write blocks compressed and encrypted; a part's name and each block's place are bound in."""
    number = 0
    for number, block in enumerate(blocks, 1):
        _put_block(file, name, key, number, block)
    _put_block(file, name, key, number + 1, b"")


def get_sealed(file: IO[bytes], name: str, key: FileKey) -> Iterator[bytes]:
    """Raises Damaged where a block was changed, moved, or is missing at the end."""
    number = 0
    while True:
        number += 1
        block = _get_block(file, name, key, number)
        if not block:
            return
        yield block


def _put_block(file: IO[bytes], name: str, key: FileKey, number: int, block: bytes) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    packed = zlib.compress(block, 1)
    sealed = AESGCM(key.key).encrypt(nonce, packed, _bound(name, number))
    file.write(_LENGTH.pack(len(sealed)) + nonce + sealed)


def _get_block(file: IO[bytes], name: str, key: FileKey, number: int) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
    if length > _MOST_CHUNK:
        raise EOFError
    nonce, sealed = file.read(_NONCE_BYTES), file.read(length)
    try:
        packed = AESGCM(key.key).decrypt(nonce, sealed, _bound(name, number))
    except (InvalidTag, ValueError) as error:
        raise EOFError from error
    return zlib.decompress(packed)


def _bound(name: str, number: int) -> bytes:
    return f"{FORMAT}:{name}:{number}".encode()


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        yield file


def _damaged(path: Path) -> Damaged:
    text = _("{path} is damaged, or is not a backup of Hjemveien's.")
    return Damaged(text.format(path=path))
