"""How a row of the audit becomes a digest: in Python for a local file, in SQL on a server.

A payload's digest is of its salt, its old and its new text, so that what was erased by law cannot
be guessed from it. An event's digest is of its own fields and its payload's digest.
"""

import hashlib
import os

from hjemveien.persistence import cipher

SALT_BYTES = 16
BYTES = 32
# JSON text never holds it, nor do keys, dates or the names of tables.
_BETWEEN = "\x1f"
# What of an event goes into its digest, in this order; the actor with its length before it.
FIELDS = (
    "number",
    "transaction",
    "at",
    "operation",
    "operation_id",
    "table_name",
    "row_id",
    "case_id",
    "household_id",
    "actor",
    "account",
)
_EMPTY_OR = ("operation_id", "case_id", "household_id")


def payload_digest(salt: bytes, old: str | None, new: str | None) -> bytes:
    """32 bytes; `old` and `new` are JSON text as the engine spells it."""
    return hashlib.sha256(salt + f"{old or ''}{_BETWEEN}{new or ''}".encode()).digest()


def event_digest(
    number: int,
    transaction: int,
    at: str,
    operation: str,
    operation_id: str | None,
    table_name: str,
    row_id: str,
    case_id: str | None,
    household_id: str | None,
    actor: str,
    account: str,
    payload: bytes | None,
) -> bytes:
    """32 bytes; keys as the engine spells them, `at` as 2026-02-27 12:00:00.000000 in UTC."""
    told = (
        f"{number}\x1f{transaction}\x1f{at}\x1f{operation}\x1f{_or_empty(operation_id)}"
        f"\x1f{table_name}\x1f{row_id}\x1f{_or_empty(case_id)}\x1f{_or_empty(household_id)}"
        f"\x1f{len(actor)}\x1f{actor}\x1f{account}"
    )
    return hashlib.sha256(told.encode() + (payload or b"")).digest()


def _or_empty(key: str | None) -> str:
    return "-" if key is None else f"={key}"


def register(connection: cipher.Connection) -> None:
    """Give a local connection the functions that its triggers call."""
    connection.create_function("hjemveien_salt", 0, lambda: os.urandom(SALT_BYTES))
    connection.create_function("hjemveien_payload_digest", 3, payload_digest, deterministic=True)
    connection.create_function("hjemveien_event_digest", 12, event_digest, deterministic=True)


def payload_sql(salt: str, old: str, new: str) -> str:
    """The same for PostgreSQL; the arguments are SQL, two of them jsonb."""
    texts = f"coalesce({old}::text, '') || E'\\x1f' || coalesce({new}::text, '')"
    return f"sha256({salt} || convert_to({texts}, 'UTF8'))"


def event_sql(event: str, payload: str) -> str:
    """The same for PostgreSQL; `event` is the alias of a row with FIELDS, `payload` is bytea."""
    told = ", ".join(_field_sql(event, name) for name in FIELDS)
    return f"sha256(convert_to(concat_ws(E'\\x1f', {told}), 'UTF8') || coalesce({payload}, ''))"


def _field_sql(event: str, name: str) -> str:
    column = f"{event}.{name}"
    if name == "at":
        return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    if name == "actor":
        return f"char_length({column}), {column}"
    return f"coalesce('=' || {column}::text, '-')" if name in _EMPTY_OR else column
