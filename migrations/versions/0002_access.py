"""Who may see what and who has seen it; saves that can be sent twice; who else is on a case.

Only adds: a client of the schema before goes on working.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    add_columns()
    add_logs()
    add_locks_and_shares()
    add_saves()
    seal_payload()


def add_columns() -> None:
    with op.batch_alter_table("staff") as table:
        table.add_column(
            sa.Column("cleared", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table("sealed_identity") as table:
        table.add_column(sa.Column("search_text", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("draft") as table:
        table.add_column(sa.Column("login", sa.Text(), server_default="", nullable=False))
        table.drop_constraint("uq_draft_owner_form_subject", type_="unique")
        table.create_unique_constraint(
            "uq_draft_login_owner_form_subject", ["login", "owner", "form", "subject"]
        )


def add_logs() -> None:
    op.create_index(
        "ix_household_protected",
        "household",
        ["id"],
        sqlite_where=sa.text("protection <> 'none'"),
        postgresql_where=sa.text("protection <> 'none'"),
    )
    op.create_index(
        "ix_case_now_protected",
        "case_now",
        ["case_id"],
        sqlite_where=sa.text("protected"),
        postgresql_where=sa.text("protected"),
    )
    op.create_table(
        "access_log",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("detail", JSON, nullable=False),
        sa.Column("transaction", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    op.create_index("ix_access_log_login_at", "access_log", ["login", "at"])
    op.create_index("ix_access_log_case_at", "access_log", ["case_id", "at"])
    op.create_table(
        "rights_manifest",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rights_manifest")),
    )
    op.create_table(
        "notice",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        reference("notice", "case_id", "case_file", nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_case_id"), "notice", ["case_id"])


def add_locks_and_shares() -> None:
    op.create_table(
        "partiality_lock",
        reference("partiality_lock", "case_id", "case_file"),
        reference("partiality_lock", "staff_id", "staff"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partiality_lock")),
    )
    op.create_table(
        "case_share",
        reference("case_share", "case_id", "case_file"),
        reference("case_share", "staff_id", "staff"),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_by", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_share")),
    )
    for table in ("partiality_lock", "case_share"):
        for column in ("case_id", "staff_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_table(
        "sealed_tenancy",
        reference("sealed_tenancy", "tenancy_id", "tenancy", nullable=True),
        reference("sealed_tenancy", "household_id", "household"),
        reference("sealed_tenancy", "case_id", "case_file", nullable=True),
        sa.Column("tenant_id_number", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_tenancy")),
    )
    op.create_index(
        op.f("ix_sealed_tenancy_tenancy_id"), "sealed_tenancy", ["tenancy_id"], unique=True
    )
    for column in ("household_id", "case_id"):
        op.create_index(op.f(f"ix_sealed_tenancy_{column}"), "sealed_tenancy", [column])


def add_saves() -> None:
    op.create_table(
        "saved_operation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_operation")),
    )
    op.create_table(
        "presence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("window_id", sa.Uuid(), nullable=False),
        reference("presence", "case_id", "case_file"),
        sa.Column("login", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
        sa.UniqueConstraint("window_id", "case_id", name=op.f("uq_presence_window_id_case_id")),
    )
    op.create_index(op.f("ix_presence_case_id"), "presence", ["case_id"])


def seal_payload() -> None:
    """What the audit remembers of sealed rows lies apart, as the rows themselves do."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "sealed_payload",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("old", JSON, nullable=True),
        sa.Column("new", JSON, nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sealed_payload")),
    )
    op.execute(
        "INSERT INTO sealed_payload (number, old, new, sealed) "
        "SELECT number, old, new, sealed FROM audit_payload WHERE sealed"
    )
    op.execute("DELETE FROM audit_payload WHERE sealed")


def reference(table: str, column: str, target: str, nullable: bool = False) -> sa.Column:
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{column}_{target}"))
    return sa.Column(column, sa.Uuid(), key, nullable=nullable)
