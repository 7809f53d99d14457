"""The walk along the audit's chain: a million events on each engine, beside hashing alone.

Beside: as many digests of texts as long, made one after the other in this process, before and
after.
"""

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from hjemveien.persistence import audit, digests
from hjemveien.persistence.chain.links import add_links
from hjemveien.persistence.chain.walking import verify
from hjemveien.persistence.engine import Database, create_local, open_database
from hjemveien.persistence.migrate import migrate
from tests.servers import PostgresServer

EVENTS = 1_000_000
NOW = datetime(2026, 2, 27, 12, tzinfo=UTC)
# A payload as long as a person's row.
_FILLED = "x" * 350

_LOCAL = (
    f"""
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {EVENTS})
    INSERT INTO audit_payload (number, old, new, sealed, salt)
    SELECT n, NULL, json_object('id', n, 'text', '{_FILLED}'), 0, randomblob(16) FROM n
    """,
    f"""
    INSERT INTO audit_event ({", ".join(f'"{name}"' for name in digests.FIELDS)}, payload_digest)
    SELECT number, 0, '2026-02-27 12:00:00.000000', 'insert', NULL, 'person',
        lower(hex(randomblob(16))), NULL, NULL, 'Kari Prøve', '',
        hjemveien_payload_digest(salt, old, new) FROM audit_payload
    """,
    f"""
    UPDATE audit_event SET digest = hjemveien_event_digest(
        {", ".join(f'"{name}"' for name in digests.FIELDS)}, payload_digest)
    """,
)
_SHARED = (
    f"""
    INSERT INTO audit_payload (number, old, new, sealed, salt)
    SELECT n, NULL, jsonb_build_object('id', n, 'text', '{_FILLED}'), false,
        uuid_send(gen_random_uuid()) FROM generate_series(1, {EVENTS}) n
    """,
    f"""
    INSERT INTO audit_event ({", ".join(digests.FIELDS)}, payload_digest, digest)
    SELECT {", ".join(f"e.{name}" for name in digests.FIELDS)}, e.payload,
        {digests.event_sql("e", "e.payload")}
    FROM (SELECT p.number, pg_current_xact_id()::text::bigint AS transaction, now() AS at,
        'insert' AS operation, NULL::uuid AS operation_id, 'person' AS table_name,
        gen_random_uuid() AS row_id, NULL::uuid AS case_id, NULL::uuid AS household_id,
        'Kari Prøve' AS actor, 'kari' AS account,
        {digests.payload_sql("p.salt", "p.old", "p.new")} AS payload
        FROM audit_payload p) e
    """,
    "ANALYZE audit_event, audit_payload, sealed_payload",
)


def main() -> list[tuple[str, float, float, float]]:
    found = []
    with tempfile.TemporaryDirectory() as folder, PostgresServer({"fsync": "off"}) as server:
        for name, database in (
            ("encrypted file", create_local(Path(folder) / "office.db", "a horse at the station")),
            ("PostgreSQL", open_database(server.create_database("chained"))),
        ):
            migrate(database, _no_backup)
            _fill(database)
            before = _timed(_hash_alone)
            linking = _timed(lambda one=database: add_links(one, NOW))  # type: ignore[misc]
            walking = _timed(lambda one=database: _walk(one))  # type: ignore[misc]
            beside = (before + _timed(_hash_alone)) / 2
            title = f"audit of {EVENTS:,} events, {name}"
            found.append((f"{title}, one link over it all", linking, beside, linking / beside))
            found.append((f"{title}, walked", walking, beside, walking / beside))
            database.close()
    return found


def _walk(database: Database) -> None:
    verdict = verify(database)
    if not verdict.whole or verdict.events != EVENTS or verdict.uncovered:
        sys.exit(f"the chain should be whole: {verdict}")


def _fill(database: Database) -> None:
    with database.connecting(writes=True) as connection:
        if database.kind == "local":
            audit.remove(connection)
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        _run(connection, _LOCAL if database.kind == "local" else _SHARED)
        if database.kind == "local":
            audit.install(connection)


def _run(connection: Connection, statements: tuple[str, ...]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def _hash_alone() -> None:
    event, payload = bytes(240), bytes(420)
    for _number in range(EVENTS):
        hashlib.sha256(event).digest()
        hashlib.sha256(payload).digest()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _no_backup(revision: str) -> Path:
    raise AssertionError(revision)
