"""The functions with which a server adds a link: for whoever works there, without seeing a row.

A link covers the transactions that have all ended, by their numbers and not by their events':
one that commits late is covered by the next link, never missed.
"""

from sqlalchemy import Connection

from hjemveien.persistence.chain.links import DIGEST_BYTES, PACKED, REGULAR, RESTORED

# `floor` is given after a restore: the last event number from before. A server whose transactions
# count lower than the last link did was restored without us.
_LINK = f"""
DECLARE
    before audit_checkpoint%ROWTYPE;
    made audit_checkpoint%ROWTYPE;
BEGIN
    LOCK TABLE audit_checkpoint IN SHARE ROW EXCLUSIVE MODE;
    SELECT c.* INTO before FROM audit_checkpoint c ORDER BY c.number DESC LIMIT 1;
    made.number := coalesce(before.number, 0) + 1;
    made.previous := coalesce(before.head, decode(repeat('00', 32), 'hex'));
    made.at := clock_timestamp();
    made.kind := '{REGULAR}';
    made.since := coalesce(before.since, 0);
    made.upto := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    IF floor IS NOT NULL OR before.upto > made.upto THEN
        made.kind := '{RESTORED}';
        made.since := coalesce(floor, greatest(
            (SELECT max(e.number) FROM audit_event e
                WHERE e.transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint),
            (SELECT max(('x' || encode(substr(c.covered, c.count::int * {PACKED} - {PACKED - 1}, 8),
                'hex'))::bit(64)::bigint) FROM audit_checkpoint c WHERE c.count > 0), 0));
    END IF;
    SELECT count(*), coalesce(string_agg(int8send(e.number) || substr(e.digest, 1, {DIGEST_BYTES}),
            ''::bytea ORDER BY e.number), '')
        INTO made.count, made.covered FROM audit_event e
        WHERE e.transaction >= coalesce(before.upto, 0) AND e.number > coalesce(before.since, 0)
            AND (made.kind = '{RESTORED}' OR e.transaction < made.upto)
        OR made.kind = '{RESTORED}' AND e.number > made.since AND e.transaction < made.upto;
    IF made.count = 0 AND made.kind = '{REGULAR}' THEN
        RETURN before.number;
    END IF;
    made.head := sha256(made.previous || convert_to(concat_ws(E'\\x1f', made.number,
        to_char(made.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), made.kind, made.upto,
        made.since, made.count, ''), 'UTF8') || made.covered);
    INSERT INTO audit_checkpoint (number, at, kind, upto, since, count, covered, previous, head)
        VALUES (made.number, made.at, made.kind, made.upto, made.since, made.count, made.covered,
            made.previous, made.head);
    RETURN made.number;
END
"""

_FUNCTIONS = (
    ("audit_link(floor bigint)", _LINK),
    ("audit_checkpoint()", "\nBEGIN\n    RETURN audit_link(NULL);\nEND\n"),
)


def functions() -> dict[str, str]:
    """Name → body of each."""
    return {signature.partition("(")[0]: body for signature, body in _FUNCTIONS}


def install_functions(connection: Connection) -> None:
    """They belong to the office's definer; `audit_checkpoint` alone is for everybody."""
    schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    for signature, body in _FUNCTIONS:
        doubled = body.replace("%", "%%")
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {signature} RETURNS bigint LANGUAGE plpgsql "
            f'SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $body${doubled}$body$'
        )


def go_on_after_restore(connection: Connection) -> None:
    """A link over what the backup had not covered yet; this server counts its transactions anew."""
    last = "SELECT audit_link((SELECT coalesce(max(number), 0) FROM audit_event))"
    connection.exec_driver_sql(last)
