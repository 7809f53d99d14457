"""The audit triggers of a shared database, statement by statement with transition tables.

Whoever has a login writes under the name that belongs to it, at the server's own time; what the
program sets in its transactions counts for others alone, and must be there. One notice per table
and transaction tells other clients.
"""

from sqlalchemy import Connection, Table

from hjemveien.persistence import digests
from hjemveien.persistence.audit import LOCKED, NOBODY, PAST, Trigger, audited, left_out
from hjemveien.persistence.chain import server
from hjemveien.persistence.tables import (
    AuditCheckpoint,
    AuditEvent,
    AuditPayload,
    SealedPayload,
)

EVENT = AuditEvent.__tablename__
PAYLOAD = AuditPayload.__tablename__
SEALED = SealedPayload.__tablename__
CHECKPOINT = AuditCheckpoint.__tablename__
CHANNEL = "hjemveien"

# As pg_get_triggerdef spells it, with the state of its switch; constraints' own are left out.
INSTALLED = """
    SELECT t.tgname, c.relname, CASE t.tgenabled WHEN 'O' THEN '' ELSE 'off ' END
           || p.proname || ' ' || t.tgtype || ' ' || encode(t.tgargs, 'escape') || ' '
           || md5(p.prosrc)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""

_WRITE = """
DECLARE
    who text;
    moment timestamptz := now();
    save text := current_setting('hjemveien.operation', true);
    sealed_row boolean := TG_ARGV[0] = 'sealed';
    bulky text[] := TG_ARGV[1:];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {seen}) THEN RETURN NULL; END IF;
    SELECT s.name INTO who FROM staff s WHERE s.login = session_user AND s.active;
    IF NOT FOUND THEN
        who := current_setting('hjemveien.actor', true);
        moment := nullif(current_setting('hjemveien.at', true), '')::timestamptz;
    END IF;
    IF coalesce(who, '') = '' OR moment IS NULL THEN
        RAISE EXCEPTION '{nobody}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    WITH changed AS MATERIALIZED (
        SELECT nextval('{event}_number_seq') AS number, {old} AS before, {new} AS after,
               uuid_send(gen_random_uuid()) AS salt
        FROM {source}
    ), named AS MATERIALIZED (
        SELECT number, before, after, salt, {row} AS seen FROM changed
    ), told AS (
        SELECT number, pg_current_xact_id()::text::bigint AS transaction, moment AS at,
               '{operation}'::text AS operation, nullif(save, '')::uuid AS operation_id,
               TG_TABLE_NAME::text AS table_name, (seen ->> 'id')::uuid AS row_id,
               (CASE TG_TABLE_NAME WHEN 'case_file' THEN seen ->> 'id'
                ELSE seen ->> 'case_id' END)::uuid AS case_id,
               (CASE TG_TABLE_NAME WHEN 'household' THEN seen ->> 'id'
                ELSE seen ->> 'household_id' END)::uuid AS household_id,
               who AS actor, session_user::text AS account, {payload_digest} AS payload_digest
        FROM named
    ), events AS (
        INSERT INTO {event} ({fields}, payload_digest, digest)
        SELECT {fields}, payload_digest, {event_digest} FROM told e
    ), apart AS (
        INSERT INTO {sealed} (number, old, new, sealed, salt)
        SELECT number, before, after, true, salt FROM named WHERE sealed_row
    )
    INSERT INTO {payload} (number, old, new, sealed, salt)
    SELECT number, before, after, false, salt FROM named WHERE NOT sealed_row;
    PERFORM pg_notify('{channel}',
        replace(TG_TABLE_NAME, 'sealed_', '') || ':' || pg_current_xact_id()::text);
    RETURN NULL;
END
"""

_PARTS = {
    "insert": ("new_rows", "new_rows n", "NULL::jsonb", "to_jsonb(n) - bulky", "after"),
    "update": (
        "new_rows",
        "old_rows o FULL JOIN new_rows n ON n.id = o.id",
        "to_jsonb(o) - bulky",
        "to_jsonb(n) - bulky",
        "coalesce(after, before)",
    ),
    "delete": ("old_rows", "old_rows o", "to_jsonb(o) - bulky", "NULL::jsonb", "before"),
}

_TRANSITIONS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}

_LOCK = f"""
BEGIN
    IF TG_TABLE_NAME IN ('{PAYLOAD}', '{SEALED}') AND TG_OP IN ('UPDATE', 'DELETE')
       AND current_setting('hjemveien.erasing', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'insufficient_privilege';
END
"""

# Depth 1 is a statement that somebody typed; the audit's own come from inside a trigger. Payload is
# besides moved where a protection begins or ends.
_ONLY_TRIGGERS = f"""
BEGIN
    IF pg_trigger_depth() < 2
       AND (TG_TABLE_NAME = '{EVENT}'
           OR coalesce(current_setting('hjemveien.erasing', true), '') <> 'on') THEN
        RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
"""

_KEPT = (EVENT, PAYLOAD, SEALED, CHECKPOINT)

# What pg_trigger.tgtype adds up: statement-level; BEFORE 2, INSERT 4, DELETE 8, UPDATE 16,
# TRUNCATE 32. Source: src/include/catalog/pg_trigger.h
_BITS = {"BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32, "AFTER": 0, "OR": 0}


def functions() -> dict[str, str]:
    """Name → body of the functions behind the triggers: one an operation, for all tables."""
    writers = {f"hjemveien_{PAST[operation]}": _writer(operation) for operation in _PARTS}
    return writers | {"hjemveien_locked": _LOCK, "hjemveien_only_triggers": _ONLY_TRIGGERS}


def install_functions(connection: Connection) -> None:
    """With the tables' schema as their only path, whoever calls them."""
    schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    for name, body in functions().items():
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
            f'SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $body${body}$body$'
        )
    server.install_functions(connection)


def triggers() -> tuple[Trigger, ...]:
    found = [_audit(table, operation) for table in audited() for operation in _PARTS]
    emptied = [_guard(t.name, "emptied", "BEFORE TRUNCATE", "hjemveien_locked") for t in audited()]
    return (*found, *emptied, *_guards())


def row_as_json(table: Table, row: str) -> str:
    """SQL for a row as the payload keeps it; `row` is an alias."""
    bulky = "".join(f" - '{name}'" for name in left_out(table))
    return f"(to_jsonb({row}){bulky})"


def _writer(operation: str) -> str:
    seen, source, old, new, row = _PARTS[operation]
    return _WRITE.format(
        seen=seen,
        source=source,
        old=old,
        new=new,
        row=row,
        operation=operation,
        event=EVENT,
        payload=PAYLOAD,
        sealed=SEALED,
        channel=CHANNEL,
        nobody=NOBODY,
        fields=", ".join(digests.FIELDS),
        payload_digest=digests.payload_sql("salt", "before", "after"),
        event_digest=digests.event_sql("e", "payload_digest"),
    )


def _audit(table: Table, operation: str) -> Trigger:
    arguments = ("sealed" if table.info.get("sealed", False) else "", *left_out(table))
    moment = f"AFTER {operation.upper()}"
    function = f"hjemveien_{PAST[operation]}"
    name = f"{table.name}_{PAST[operation]}"
    return _trigger(name, table.name, moment, function, arguments, _TRANSITIONS[operation])


def _guards() -> tuple[Trigger, ...]:
    anything = "BEFORE UPDATE OR DELETE OR TRUNCATE"
    kept = (_guard(table, "kept", anything, "hjemveien_locked") for table in _KEPT)
    added = (
        _guard(table, "added", "BEFORE INSERT", "hjemveien_only_triggers")
        for table in (EVENT, PAYLOAD, SEALED)
    )
    return (*kept, *added)


def _guard(table: str, name: str, moment: str, function: str) -> Trigger:
    return _trigger(f"{table}_{name}", table, moment, function, (), "")


def _trigger(
    name: str, table: str, moment: str, function: str, arguments: tuple[str, ...], rows: str
) -> Trigger:
    quoted = ", ".join(f"'{argument}'" for argument in arguments)
    create = (
        f'CREATE TRIGGER {name} {moment} ON "{table}" {rows} FOR EACH STATEMENT '
        f"EXECUTE FUNCTION {function}({quoted})"
    )
    return Trigger(name, table, create, _body(moment, function, arguments))


def _body(moment: str, function: str, arguments: tuple[str, ...]) -> str:
    """As INSTALLED spells it."""
    from hashlib import md5

    bits = sum(_BITS[word] for word in moment.split())
    given = "".join(f"{argument}\\000" for argument in arguments)
    source = functions()[function].encode()
    return f"{function} {bits} {given} {md5(source, usedforsecurity=False).hexdigest()}"
