"""A window of the audit, hashed by the server: only what differs comes over the wire."""

from sqlalchemy import Connection

from hjemveien.persistence import digests
from hjemveien.persistence.chain.links import DIGEST_BYTES
from hjemveien.persistence.chain.windows import Window, alone

_PAYLOAD = digests.payload_sql("h.salt", "h.old", "h.new")

# One row an event: how many payloads it has, and both digests as its fields have them now.
_ROWS = f"""
    SELECT e.number, e.digest, e.payload_digest,
        {digests.event_sql("e", "e.payload_digest")} AS found,
        e.number > {{since}} AND e.transaction >= {{upto}} AS newer,
        (p.number IS NOT NULL)::int + (s.number IS NOT NULL)::int AS payloads,
        coalesce(p.salt, s.salt) AS salt, coalesce(p.old, s.old) AS old,
        coalesce(p.new, s.new) AS new
    FROM audit_event e LEFT JOIN audit_payload p ON p.number = e.number
    LEFT JOIN sealed_payload s ON s.number = e.number
    WHERE e.number >= {{low}} AND e.number < {{high}}
"""
_GONE = (
    "h.payload_digest IS NOT NULL AND (h.payloads = 0 OR h.payloads = 1 AND h.salt IS NULL "
    "AND h.old IS NULL AND h.new IS NULL)"
)
_TWICE = "h.payloads > CASE WHEN h.payload_digest IS NULL THEN 0 ELSE 1 END"
_CHANGED = (
    "h.payloads = 1 AND h.payload_digest IS NOT NULL AND (h.salt IS NOT NULL OR h.old IS NOT NULL "
    f"OR h.new IS NOT NULL) AND {_PAYLOAD} IS DISTINCT FROM h.payload_digest"
)


def _numbers(condition: str) -> str:
    return f"coalesce(array_agg(h.number ORDER BY h.number) FILTER (WHERE {condition}), '{{{{}}}}')"


_WINDOW = f"""
    SELECT coalesce(string_agg(int8send(h.number) || substr(h.found, 1, {DIGEST_BYTES}), ''::bytea
            ORDER BY h.number) FILTER (WHERE NOT h.newer), ''),
        count(*), count(*) FILTER (WHERE h.newer),
        {_numbers("h.digest IS DISTINCT FROM h.found")}, {_numbers(_CHANGED)}, {_numbers(_GONE)},
        {_numbers(_TWICE)}
    FROM ({_ROWS} OFFSET 0) h
"""


def read(connection: Connection, low: int, high: int, upto: int, since: int) -> Window:
    """`upto` and `since` are the last link's."""
    asked = _WINDOW.format(low=low, high=high, upto=upto, since=since)
    packed, events, newer, unlike, changed, gone, twice = connection.exec_driver_sql(asked).one()
    single = alone(connection, low, high)
    return Window(low, high, packed, events, newer, unlike, changed, gone, twice, single)
