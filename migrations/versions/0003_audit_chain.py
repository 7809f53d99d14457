"""Digests on all that was written down, and the table of the chain's links.

Only adds, and fills in what is there: a client of the schema before goes on working.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns()
    op.create_table(
        "audit_checkpoint",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("covered", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_checkpoint")),
    )
    op.create_table(
        "audit_erasure",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("numbers", JSON, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_erasure")),
    )
    connection = op.get_bind()
    for statement in LOCAL if connection.dialect.name == "sqlite" else SHARED:
        connection.exec_driver_sql(statement)


JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def add_columns() -> None:
    with op.batch_alter_table("audit_event") as table:
        table.add_column(sa.Column("payload_digest", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("digest", sa.LargeBinary(), nullable=True))
    for name in ("audit_payload", "sealed_payload"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("salt", sa.LargeBinary(), nullable=True))


# What was erased before has no payload any more, and no digest of it.
LOCAL = (
    "UPDATE audit_payload SET salt = hjemveien_salt()",
    "UPDATE sealed_payload SET salt = hjemveien_salt()",
    """
    UPDATE audit_event SET payload_digest = coalesce(
        (SELECT hjemveien_payload_digest(p.salt, p.old, p.new) FROM audit_payload p
            WHERE p.number = audit_event.number),
        (SELECT hjemveien_payload_digest(p.salt, p.old, p.new) FROM sealed_payload p
            WHERE p.number = audit_event.number))
    """,
    """
    UPDATE audit_event SET digest = hjemveien_event_digest(number, "transaction", at, operation,
        operation_id, table_name, row_id, case_id, household_id, actor, account, payload_digest)
    """,
)

PAYLOAD = r"""sha256(p.salt || convert_to(coalesce(p.old::text, '') || E'\x1f'
    || coalesce(p.new::text, ''), 'UTF8'))"""
EVENT = r"""sha256(convert_to(concat_ws(E'\x1f', e.number, e.transaction,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), e.operation,
    coalesce('=' || e.operation_id::text, '-'), e.table_name, e.row_id,
    coalesce('=' || e.case_id::text, '-'), coalesce('=' || e.household_id::text, '-'),
    char_length(e.actor), e.actor, e.account), 'UTF8') || coalesce(d.payload_digest, ''))"""
SHARED = (
    "UPDATE audit_payload SET salt = uuid_send(gen_random_uuid())",
    "UPDATE sealed_payload SET salt = uuid_send(gen_random_uuid())",
    f"""
    UPDATE audit_event t SET payload_digest = d.payload_digest, digest = {EVENT}
    FROM audit_event e JOIN LATERAL (SELECT coalesce(
        (SELECT {PAYLOAD} FROM audit_payload p WHERE p.number = e.number),
        (SELECT {PAYLOAD} FROM sealed_payload p WHERE p.number = e.number)
        ) AS payload_digest) d ON true
    WHERE t.number = e.number
    """,
)
