"""The key of a local file: random, and wrapped by a passphrase in a small header beside it.

Whoever changes the passphrase wraps the same key anew; the file itself stays as it is.
"""

import hashlib
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hjemveien.persistence.errors import Damaged, NewerSchema, WrongKey
from hjemveien.texts import _

FORMAT = "hjemveien-key"
VERSION = 1
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12

# 64 MB and about a tenth of a second for each guess.
SCRYPT_N = 2**16
SCRYPT_R = 8
SCRYPT_P = 1
# A header is data: it may not ask for more memory than this.
SCRYPT_MOST_MEMORY = 512 * 1024 * 1024

# Given, or asked for only when it turns out to be needed.
Passphrase = str | Callable[[], str] | None


def given(passphrase: Passphrase) -> str | None:
    return passphrase() if callable(passphrase) else passphrase


@dataclass(frozen=True, repr=False)
class FileKey:
    """The raw key and the salt that the file begins with. Has no repr: it never reaches a log."""

    key: bytes
    salt: bytes

    def as_pragma(self) -> str:
        """As SQLCipher takes it: no derivation of its own."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


def new_key() -> FileKey:
    return FileKey(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES))


def wrapped(key: FileKey, passphrase: str) -> bytes:
    """The header's bytes: JSON, versioned, with a digest of its own to tell damage from a typo."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    fields: dict[str, str | int] = {
        "format": FORMAT,
        "version": VERSION,
        "kdf": "scrypt",
        "n": SCRYPT_N,
        "r": SCRYPT_R,
        "p": SCRYPT_P,
        "salt": _text(salt),
        "nonce": _text(nonce),
        "file_salt": _text(key.salt),
    }
    wrapping = _derived(passphrase, salt, SCRYPT_N, SCRYPT_R, SCRYPT_P)
    fields["key"] = _text(AESGCM(wrapping).encrypt(nonce, key.key, _bound(fields)))
    return json.dumps(fields | {"digest": _digest(fields)}, indent=1).encode()


def unwrapped(header: bytes, passphrase: str) -> FileKey:
    """Raises WrongKey for another passphrase, Damaged for a broken or foreign header."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    fields = _fields(header)
    try:
        numbers = (int(fields["n"]), int(fields["r"]), int(fields["p"]))
        salt, nonce, file_salt, sealed = (
            b64decode(str(fields[name]), validate=True)
            for name in ("salt", "nonce", "file_salt", "key")
        )
        wrapping = _derived(passphrase, salt, *numbers)
    except (KeyError, ValueError) as error:
        raise _damaged() from error
    bound = _bound({name: value for name, value in fields.items() if name != "key"})
    try:
        return FileKey(AESGCM(wrapping).decrypt(nonce, sealed, bound), file_salt)
    except InvalidTag:
        raise WrongKey(_("That is not the passphrase of this database.")) from None


def write_header(path: Path, header: bytes) -> None:
    """Replace it whole or not at all: a half-written header would lose the file for good."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(header)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fields(header: bytes) -> dict[str, str | int]:
    try:
        fields = json.loads(header)
    except ValueError as error:
        raise _damaged() from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise Damaged(_("The key file beside the database is not one of Hjemveien's."))
    if fields.get("version") != VERSION:
        raise NewerSchema(_("The key file was made by a newer Hjemveien. Install that version."))
    if fields.pop("digest", None) != _digest(fields):
        raise _damaged()
    return fields


def _damaged() -> Damaged:
    return Damaged(_("The key file beside the database is damaged. Restore it from a backup."))


def _derived(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        passphrase.encode(),
        salt=salt,
        n=n,
        r=r,
        p=p,
        dklen=KEY_BYTES,
        maxmem=SCRYPT_MOST_MEMORY,
    )


def _bound(fields: dict[str, str | int]) -> bytes:
    return json.dumps(fields, sort_keys=True).encode()


def _digest(fields: dict[str, str | int]) -> str:
    return hashlib.sha256(_bound(fields)).hexdigest()


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
