"""How a server's audit is looked at by those who answer for it, without reading a single row of it.

The doors hash and count as `definer`, who sees all, and tell numbers, digests and which row an
event is about: never what stood in it. `persistence.chain.doors` knocks.
"""

from hjemveien.persistence.chain import reading_shared
from hjemveien.persistence.chain.windows import EVENTS_AT_ONCE
from hjemveien.persistence.rights.doors import Door

WITNESSES = ("admin", "supervisor", "logreader", "backup")

_BOUND = Door(
    "audit_bound",
    "low bigint",
    "bigint",
    f"""RETURN (SELECT e.number FROM audit_event e WHERE e.number >= low ORDER BY e.number
        LIMIT 1 OFFSET {EVENTS_AT_ONCE});""",
    WITNESSES,
    volatile=False,
)
_WINDOW = Door(
    "audit_window",
    "low bigint, high bigint, upto bigint, since bigint",
    "TABLE(packed bytea, events bigint, newer bigint, unlike bigint[], changed bigint[], "
    "gone bigint[], twice bigint[], alone bigint[])",
    "RETURN QUERY SELECT w.*, "
    + reading_shared.ALONE.format(low="low", high="high")
    + " FROM ("
    + reading_shared.WINDOW.format(low="low", high="high", upto="upto", since="since")
    + ") w;",
    WITNESSES,
    volatile=False,
)
_ROW = Door(
    "audit_row",
    "wanted bigint",
    "TABLE(about text, apart boolean)",
    """RETURN QUERY SELECT e.table_name || ' ' || e.row_id, EXISTS (SELECT 1 FROM sealed_payload s
        WHERE s.number = wanted) FROM audit_event e WHERE e.number = wanted;""",
    WITNESSES,
    volatile=False,
)
_ERASED = Door(
    "audit_erased",
    "",
    "bigint[]",
    """RETURN (SELECT coalesce(array_agg(n::bigint), '{}') FROM audit_event e
        JOIN (SELECT a.number, a.new FROM audit_payload a
            UNION ALL SELECT b.number, b.new FROM sealed_payload b) p ON p.number = e.number,
        jsonb_path_query(coalesce(p.new, 'null'), '$.numbers[*] ? (@.type() == "number")') n
        WHERE e.table_name = 'audit_erasure' AND e.operation = 'insert'
        AND n::numeric BETWEEN 1 AND e.number - 1);""",
    WITNESSES,
    volatile=False,
)
_COUNT = Door(
    "audit_count",
    "",
    "bigint",
    "RETURN (SELECT count(*) FROM audit_event);",
    WITNESSES,
    volatile=False,
)
CHAIN = (_BOUND, _WINDOW, _ROW, _ERASED, _COUNT)
