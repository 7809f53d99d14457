"""The office's first tables: people, cases, decisions, homes, sources, trust and lists."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    shared = op.get_bind().dialect.name == "postgresql"
    if shared:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    make_tables()
    if shared:
        index_for_postgresql()
    else:
        index_for_sqlite()


def index_for_postgresql() -> None:
    op.create_index("ix_audit_event_transaction", "audit_event", ["transaction"], unique=False)
    op.create_index(
        "ix_search_term_trigram",
        "search_term",
        ["text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"text": "gin_trgm_ops"},
    )


def index_for_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_trigram USING fts5("
        "text, content='search_term', content_rowid='doc_number', tokenize='trigram', detail=full)"
    )


def make_tables() -> None:
    op.create_table(
        "audit_event",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("transaction", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_event")),
    )
    op.create_index(
        "ix_audit_event_case",
        "audit_event",
        ["case_id"],
        unique=False,
        sqlite_where=sa.text("case_id IS NOT NULL"),
        postgresql_where=sa.text("case_id IS NOT NULL"),
    )
    op.create_index(
        "ix_audit_event_household",
        "audit_event",
        ["household_id"],
        unique=False,
        sqlite_where=sa.text("household_id IS NOT NULL"),
        postgresql_where=sa.text("household_id IS NOT NULL"),
    )
    op.create_index("ix_audit_event_row", "audit_event", ["row_id"], unique=False)
    op.create_table(
        "audit_payload",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "old",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "new",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_payload")),
    )
    op.create_table(
        "code_list",
        sa.Column("list_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("nb", sa.Text(), nullable=False),
        sa.Column("nn", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_list")),
        sa.UniqueConstraint("list_name", "code", name=op.f("uq_code_list_list_name_code")),
    )
    op.create_table(
        "draft",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "content",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("owner", "form", "subject", name=op.f("uq_draft_owner_form_subject")),
    )
    op.create_table(
        "dwelling",
        sa.Column("unit_key", sa.Text(), nullable=False),
        sa.Column("municipality_number", sa.Text(), nullable=False),
        sa.Column("cadastre", sa.Text(), nullable=False),
        sa.Column("leasehold_number", sa.Text(), nullable=False),
        sa.Column("section_number", sa.Text(), nullable=False),
        sa.Column("unit_number", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("house_number", sa.Text(), nullable=False),
        sa.Column("house_letter", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("extra_reference", sa.Text(), nullable=False),
        sa.Column("dwelling_type", sa.Text(), nullable=False),
        sa.Column("subtype", sa.Text(), nullable=False),
        sa.Column("disposal", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("owner_number", sa.Text(), nullable=False),
        sa.Column("owner_phone", sa.Text(), nullable=False),
        sa.Column("monthly_rent", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("deposit", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("power_meter", sa.Text(), nullable=False),
        sa.Column("water_meter", sa.Text(), nullable=False),
        sa.Column("wheelchair", sa.Boolean(), nullable=True),
        sa.Column("bedrooms", sa.Integer(), nullable=True),
        sa.Column("primary_school", sa.Text(), nullable=False),
        sa.Column("lower_secondary_school", sa.Text(), nullable=False),
        sa.Column("information", sa.Text(), nullable=False),
        sa.Column("vat_compensation", sa.Boolean(), nullable=True),
        sa.Column("shared_housing", sa.Boolean(), nullable=True),
        sa.Column("staffed_day_and_night", sa.Boolean(), nullable=True),
        sa.Column("staff_base", sa.Boolean(), nullable=True),
        sa.Column("blocked", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dwelling")),
    )
    op.create_index("ix_dwelling_unit_key", "dwelling", ["unit_key"], unique=False)
    op.create_table(
        "household",
        sa.Column("protection", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    op.create_table(
        "municipality",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("office_name", sa.Text(), nullable=False),
        sa.Column(
            "settings",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
    )
    op.create_table(
        "person",
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("id_kind", sa.Text(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("id_rule", sa.Text(), nullable=True),
        sa.Column("id_missing_reason", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_id_number", "person", ["id_number"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_table(
        "schema_info",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("min_client", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schema_info")),
    )
    op.create_table(
        "source_file",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column(
            "summary",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_file")),
    )
    op.create_index(op.f("ix_source_file_sha256"), "source_file", ["sha256"], unique=False)
    op.create_table(
        "team",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_table(
        "dwelling_period",
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_dwelling_period_dwelling_id_dwelling")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dwelling_period")),
    )
    op.create_index(
        op.f("ix_dwelling_period_dwelling_id"), "dwelling_period", ["dwelling_id"], unique=False
    )
    op.create_index(
        "ix_dwelling_period_now",
        "dwelling_period",
        ["dwelling_id", "aspect", "valid_from"],
        unique=False,
    )
    op.create_table(
        "household_member",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_household_member_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_household_member_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
    )
    op.create_index(
        op.f("ix_household_member_household_id"), "household_member", ["household_id"], unique=False
    )
    op.create_index(
        op.f("ix_household_member_person_id"), "household_member", ["person_id"], unique=False
    )
    op.create_table(
        "sealed_identity",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("id_kind", sa.Text(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("id_rule", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_sealed_identity_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sealed_identity_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_identity")),
    )
    op.create_index(
        op.f("ix_sealed_identity_household_id"), "sealed_identity", ["household_id"], unique=False
    )
    op.create_index(
        op.f("ix_sealed_identity_person_id"), "sealed_identity", ["person_id"], unique=True
    )
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_staff_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
    )
    op.create_index(op.f("ix_staff_team_id"), "staff", ["team_id"], unique=False)
    op.create_table(
        "case_file",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=True),
        sa.Column("coordinator_id", sa.Uuid(), nullable=True),
        sa.Column("pathway_version", sa.Integer(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_counts_from", sa.Date(), nullable=True),
        sa.Column("moved_in_on", sa.Date(), nullable=True),
        sa.Column("moved_in_precision", sa.Text(), nullable=True),
        sa.Column("moved_in_counts_from", sa.Date(), nullable=True),
        sa.Column("allocated_dwelling", sa.Text(), nullable=False),
        sa.Column("interim_reply_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["caseworker_id"], ["staff.id"], name=op.f("fk_case_file_caseworker_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["staff.id"], name=op.f("fk_case_file_coordinator_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_case_file_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
    )
    op.create_index(
        op.f("ix_case_file_caseworker_id"), "case_file", ["caseworker_id"], unique=False
    )
    op.create_index(
        op.f("ix_case_file_coordinator_id"), "case_file", ["coordinator_id"], unique=False
    )
    op.create_index(op.f("ix_case_file_household_id"), "case_file", ["household_id"], unique=False)
    op.create_index("ix_case_file_number", "case_file", ["number"], unique=False)
    op.create_table(
        "application",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_precision", sa.Text(), nullable=False),
        sa.Column("lived_in_municipal", sa.Boolean(), nullable=False),
        sa.Column("main_group", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_application_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index(op.f("ix_application_case_id"), "application", ["case_id"], unique=False)
    op.create_table(
        "case_now",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_order", sa.Integer(), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=True),
        sa.Column("caseworker", sa.Text(), nullable=False),
        sa.Column("caseworker_key", sa.Text(), nullable=False),
        sa.Column("main_group", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_key", sa.Date(), nullable=False),
        sa.Column("decision_outcome", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("priority_class", sa.Integer(), nullable=True),
        sa.Column("class_key", sa.Integer(), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=True),
        sa.Column("new_household", sa.Boolean(), nullable=False),
        sa.Column("next_task", sa.Text(), nullable=False),
        sa.Column("next_deadline", sa.Date(), nullable=True),
        sa.Column("deadline_key", sa.Date(), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_now_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_now")),
    )
    op.create_index(
        "ix_case_now_caseworker", "case_now", ["caseworker_key", "case_id"], unique=False
    )
    op.create_index("ix_case_now_class", "case_now", ["class_key", "case_id"], unique=False)
    op.create_index("ix_case_now_deadline", "case_now", ["deadline_key", "case_id"], unique=False)
    op.create_index("ix_case_now_household", "case_now", ["household_id"], unique=False)
    op.create_index("ix_case_now_name", "case_now", ["name_key", "case_id"], unique=False)
    op.create_index("ix_case_now_number", "case_now", ["number_key", "case_id"], unique=False)
    op.create_index("ix_case_now_received", "case_now", ["received_key", "case_id"], unique=False)
    op.create_index("ix_case_now_stage", "case_now", ["stage_order", "case_id"], unique=False)
    op.create_index(
        "ix_case_now_stage_deadline", "case_now", ["stage", "deadline_key", "case_id"], unique=False
    )
    op.create_index(
        "ix_case_now_worker_deadline",
        "case_now",
        ["caseworker_id", "deadline_key", "case_id"],
        unique=False,
    )
    op.create_table(
        "decision",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_precision", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("dwelling_type", sa.Text(), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=True),
        sa.Column("lease_months", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_decision_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_case_id"), "decision", ["case_id"], unique=False)
    op.create_index(
        "ix_decision_list", "decision", ["outcome", "counts_from", "case_id"], unique=False
    )
    op.create_table(
        "document",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_document_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"], unique=False)
    op.create_table(
        "duplicate_suggestion",
        sa.Column("first_case_id", sa.Uuid(), nullable=False),
        sa.Column("second_case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "reasons",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_case_id"],
            ["case_file.id"],
            name=op.f("fk_duplicate_suggestion_first_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(
            ["second_case_id"],
            ["case_file.id"],
            name=op.f("fk_duplicate_suggestion_second_case_id_case_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_suggestion")),
    )
    op.create_index(
        op.f("ix_duplicate_suggestion_first_case_id"),
        "duplicate_suggestion",
        ["first_case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_duplicate_suggestion_second_case_id"),
        "duplicate_suggestion",
        ["second_case_id"],
        unique=False,
    )
    op.create_table(
        "housing_situation",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column("release_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_housing_situation_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_housing_situation_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_housing_situation")),
    )
    op.create_index(
        op.f("ix_housing_situation_case_id"), "housing_situation", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_housing_situation_household_id"),
        "housing_situation",
        ["household_id"],
        unique=False,
    )
    op.create_table(
        "journal_entry",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "data",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_journal_entry_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    op.create_index("ix_journal_entry_case_at", "journal_entry", ["case_id", "at"], unique=False)
    op.create_index(op.f("ix_journal_entry_case_id"), "journal_entry", ["case_id"], unique=False)
    op.create_table(
        "need",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("rooms_min", sa.Integer(), nullable=True),
        sa.Column("rooms_max", sa.Integer(), nullable=True),
        sa.Column("wheelchair", sa.Boolean(), nullable=False),
        sa.Column("lift", sa.Boolean(), nullable=False),
        sa.Column("adapted", sa.Boolean(), nullable=False),
        sa.Column("pets", sa.Boolean(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_need_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index(op.f("ix_need_case_id"), "need", ["case_id"], unique=False)
    op.create_table(
        "offer",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("dwelling_id", sa.Uuid(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("offered_precision", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_offer_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_offer_dwelling_id_dwelling")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index(op.f("ix_offer_case_id"), "offer", ["case_id"], unique=False)
    op.create_index(op.f("ix_offer_dwelling_id"), "offer", ["dwelling_id"], unique=False)
    op.create_table(
        "priority",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("priority_class", sa.Integer(), nullable=True),
        sa.Column(
            "factors",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_priority_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority")),
    )
    op.create_index("ix_priority_case_from", "priority", ["case_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_priority_case_id"), "priority", ["case_id"], unique=False)
    op.create_table(
        "search_term",
        sa.Column(
            "doc_number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_search_term_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("doc_number", name=op.f("pk_search_term")),
        sa.UniqueConstraint("case_id", name=op.f("uq_search_term_case_id")),
    )
    op.create_table(
        "search_word",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_search_word_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", "word", name=op.f("pk_search_word")),
    )
    op.create_index(
        "ix_search_word_prefix",
        "search_word",
        ["word", "case_id"],
        unique=False,
        postgresql_ops={"word": "text_pattern_ops"},
    )
    op.create_table(
        "source_row",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("became", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("dwelling_id", sa.Uuid(), nullable=True),
        sa.Column(
            "cells",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "unread",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_source_row_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_source_row_dwelling_id_dwelling")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["source_file.id"], name=op.f("fk_source_row_file_id_source_file")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_source_row_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_row")),
    )
    op.create_index(op.f("ix_source_row_case_id"), "source_row", ["case_id"], unique=False)
    op.create_index(op.f("ix_source_row_dwelling_id"), "source_row", ["dwelling_id"], unique=False)
    op.create_index(op.f("ix_source_row_file_id"), "source_row", ["file_id"], unique=False)
    op.create_index(op.f("ix_source_row_fingerprint"), "source_row", ["fingerprint"], unique=False)
    op.create_index(
        op.f("ix_source_row_household_id"), "source_row", ["household_id"], unique=False
    )
    op.create_index(
        "ix_source_row_place", "source_row", ["file_id", "sheet", "number"], unique=False
    )
    op.create_table(
        "stage_interval",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_stage_interval_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_interval")),
    )
    op.create_index(op.f("ix_stage_interval_case_id"), "stage_interval", ["case_id"], unique=False)
    op.create_index(
        "ix_stage_interval_flow",
        "stage_interval",
        ["stage", "started_on", "ended_on", "case_id"],
        unique=False,
    )
    op.create_index(
        "ux_stage_interval_open",
        "stage_interval",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "task",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("assigned_id", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_id"], ["staff.id"], name=op.f("fk_task_assigned_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_task_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_assigned_id"), "task", ["assigned_id"], unique=False)
    op.create_index(op.f("ix_task_case_id"), "task", ["case_id"], unique=False)
    op.create_table(
        "temporary_stay",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("night_shelter", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("price_per_night", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("countable", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_temporary_stay_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_temporary_stay_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_temporary_stay")),
    )
    op.create_index(op.f("ix_temporary_stay_case_id"), "temporary_stay", ["case_id"], unique=False)
    op.create_index(
        "ix_temporary_stay_from",
        "temporary_stay",
        ["starts_on", "ends_on", "household_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_temporary_stay_household_id"), "temporary_stay", ["household_id"], unique=False
    )
    op.create_table(
        "tenancy",
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id_number", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("open_ended", sa.Boolean(), nullable=False),
        sa.Column("monthly_rent", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("deposit", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_tenancy_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_tenancy_dwelling_id_dwelling")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_tenancy_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy")),
    )
    op.create_index(op.f("ix_tenancy_case_id"), "tenancy", ["case_id"], unique=False)
    op.create_index(op.f("ix_tenancy_dwelling_id"), "tenancy", ["dwelling_id"], unique=False)
    op.create_index(op.f("ix_tenancy_household_id"), "tenancy", ["household_id"], unique=False)
    op.create_index(
        op.f("ix_tenancy_tenant_id_number"), "tenancy", ["tenant_id_number"], unique=False
    )
    op.create_table(
        "sealed_source",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column(
            "cells",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "unread",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["row_id"], ["source_row.id"], name=op.f("fk_sealed_source_row_id_source_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_source")),
    )
    op.create_index(op.f("ix_sealed_source_row_id"), "sealed_source", ["row_id"], unique=True)
    op.create_table(
        "source_problem",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("column", sa.Text(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("saw", sa.Text(), nullable=False),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["source_file.id"], name=op.f("fk_source_problem_file_id_source_file")
        ),
        sa.ForeignKeyConstraint(
            ["row_id"], ["source_row.id"], name=op.f("fk_source_problem_row_id_source_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_problem")),
    )
    op.create_index(op.f("ix_source_problem_file_id"), "source_problem", ["file_id"], unique=False)
    op.create_index(op.f("ix_source_problem_row_id"), "source_problem", ["row_id"], unique=False)
    # ### end Alembic commands ###
