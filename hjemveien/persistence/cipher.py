"""One encrypted connection, set up as every connection to a local file must be."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from hjemveien.persistence.errors import damaged
from hjemveien.persistence.keys import FileKey

BUSY_MS = 10_000
DRIVER: Any = dbapi2
Connection = Any  # the driver has no types

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    # NORMAL lost acknowledged commits in simulated power cuts; FULL lost none.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Without it INSERT OR REPLACE deletes a row behind the audit's back.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA temp_store = MEMORY",
    # Each page that leaves the cache is encrypted, and decrypted when it comes back.
    "PRAGMA cache_size = -65536",
)


def connect(path: Path, key: FileKey, *, uri: bool = False) -> Connection:
    """An open connection in autocommit. Raises Damaged when key and file do not fit."""
    connection = keyed(path, key, uri=uri)
    for setting in _SETTINGS:
        connection.execute(setting)
    return connection


def keyed(path: Path, key: FileKey, *, uri: bool = False) -> Connection:
    """With the key given and tried, and nothing else changed: the file may be read-only."""
    name = path.absolute().as_uri() + "?mode=ro" if uri else str(path)
    connection = dbapi2.connect(
        name, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000, uri=uri
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.as_pragma()}"')
        # A wrong key shows only at the first statement that reads.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as error:
        connection.close()
        if "not a database" in str(error) or "malformed" in str(error):
            raise damaged() from None
        raise
    return connection
