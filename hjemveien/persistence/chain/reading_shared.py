"""A window of the audit, hashed by the server: only what differs comes over the wire."""

from hjemveien.persistence import digests
from hjemveien.persistence.chain.links import DIGEST_BYTES

_PAYLOAD = digests.payload_sql("h.salt", "h.old", "h.new")

# One row an event: how many payloads it has, and both digests as its fields have them now.
_ROWS = f"""
    SELECT e.number, e.digest, e.payload_digest,
        {digests.event_sql("e", "e.payload_digest")} AS found,
        e.number > {{since}} AND e.transaction >= {{upto}} AS newer,
        (p.number IS NOT NULL)::int + (s.number IS NOT NULL)::int AS payloads,
        coalesce(p.salt, s.salt) AS salt, coalesce(p.old, s.old) AS old,
        coalesce(p.new, s.new) AS new
    FROM audit_event e
    LEFT JOIN (SELECT * FROM audit_payload a WHERE a.number >= {{low}} AND a.number < {{high}}) p
        ON p.number = e.number
    LEFT JOIN (SELECT * FROM sealed_payload a WHERE a.number >= {{low}} AND a.number < {{high}}) s
        ON s.number = e.number
    WHERE e.number >= {{low}} AND e.number < {{high}}
"""
_GONE = (
    "h.payload_digest IS NOT NULL AND (h.payloads = 0 OR h.payloads = 1 AND h.salt IS NULL "
    "AND h.old IS NULL AND h.new IS NULL)"
)
_TWICE = "h.payloads > CASE WHEN h.payload_digest IS NULL THEN 0 ELSE 1 END"
_CHANGED = (
    "h.payloads = 1 AND h.payload_digest IS NOT NULL AND (h.salt IS NOT NULL OR h.old IS NOT NULL "
    f"OR h.new IS NOT NULL) AND ({_PAYLOAD} IS DISTINCT FROM h.payload_digest "
    # A longer salt could hold the text that is missing after it.
    f"OR octet_length(h.salt) IS DISTINCT FROM {digests.SALT_BYTES})"
)
# A longer digest could hold the end of the account before it.
_UNLIKE = f"h.digest IS DISTINCT FROM h.found OR octet_length(h.payload_digest) <> {digests.BYTES}"


def _numbers(condition: str) -> str:
    return f"coalesce(array_agg(h.number ORDER BY h.number) FILTER (WHERE {condition}), '{{{{}}}}')"


# {{low}}, {{high}}, {{upto}} and {{since}} are put in by the door: see `doors`.
WINDOW = f"""
    SELECT coalesce(string_agg(int8send(h.number) || substr(h.found, 1, {DIGEST_BYTES}), ''::bytea
            ORDER BY h.number) FILTER (WHERE NOT h.newer), ''),
        count(*), count(*) FILTER (WHERE h.newer),
        {_numbers(_UNLIKE)}, {_numbers(_CHANGED)}, {_numbers(_GONE)},
        {_numbers(_TWICE)}
    FROM ({_ROWS} OFFSET 0) h
"""

# Payload without an event.
ALONE = """(SELECT coalesce(array_agg(p.number ORDER BY p.number), '{{}}') FROM (
    SELECT a.number FROM audit_payload a UNION ALL SELECT b.number FROM sealed_payload b) p
    WHERE p.number >= {low} AND p.number <= {high}
    AND NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.number = p.number))"""
