"""Half-written work kept on this computer until a shared database has it, encrypted.

The key is never on this disk: it lies with the drafts on the server, in a row that only the same
login can read, and comes with the login. What is kept here is therefore nothing to whoever finds
the computer, and is given back when its owner is let in again.
"""

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from hjemveien.persistence.keys import NONCE_BYTES, sync_folder

SUFFIX = ".kept"
FORMAT = 1


@dataclass(frozen=True)
class KeptDraft:
    """What was typed into a form about a subject (a case's id, or empty), by whom and when."""

    owner: str
    form: str
    subject: str
    saved_at: datetime
    content: dict[str, Any]


class KeptDrafts:
    """One file a draft; its name says nothing. May be used from any thread."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        self._lock = Lock()

    def put(self, draft: KeptDraft) -> None:
        """Keep it in place of what was kept of the same form and subject. Raises OSError."""
        path = self._path(draft.owner, draft.form, draft.subject)
        with self._lock:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_whole(path, self._sealed(path.name, draft))

    def drop(self, owner: str, form: str, subject: str, up_to: datetime) -> None:
        """The database has it as it was then: forget it, unless it has been kept anew since."""
        path = self._path(owner, form, subject)
        with self._lock:
            kept = self._opened(path)
            if kept is not None and kept.saved_at <= up_to:
                path.unlink(missing_ok=True)

    def all(self) -> tuple[KeptDraft, ...]:
        """What is left from before; files that this login's key does not open are not its own."""
        with self._lock:
            paths = sorted(self._folder.glob(f"*{SUFFIX}"))
            found = [self._opened(path) for path in paths]
        return tuple(draft for draft in found if draft is not None)

    def _path(self, owner: str, form: str, subject: str) -> Path:
        named = "\0".join((owner, form, subject)).encode()
        return self._folder / (hmac.new(self._key, named, hashlib.sha256).hexdigest()[:40] + SUFFIX)

    def _sealed(self, name: str, draft: KeptDraft) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        fields = {**vars(draft), "saved_at": draft.saved_at.isoformat(), "format": FORMAT}
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._key).encrypt(nonce, json.dumps(fields).encode(), name.encode())

    def _opened(self, path: Path) -> KeptDraft | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            sealed = path.read_bytes()
            nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            fields = json.loads(AESGCM(self._key).decrypt(nonce, rest, path.name.encode()))
        except (OSError, InvalidTag, ValueError):
            return None
        if fields.pop("format") != FORMAT:
            return None
        return KeptDraft(**{**fields, "saved_at": datetime.fromisoformat(fields["saved_at"])})


def folder_for(data_dir: Path, place: str) -> Path:
    """Where the drafts for this database are kept; `place` holds no password."""
    return data_dir / "kept" / hashlib.sha256(place.encode()).hexdigest()[:16]


def _write_whole(path: Path, sealed: bytes) -> None:
    """The new one or the old one, also through a power cut."""
    beside = path.with_suffix(".new")
    with suppress(FileNotFoundError):
        beside.unlink()
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    sync_folder(path.parent)
