"""What the household itself wants, and the steps on the way there.

Only adds: a client of the schema before goes on working.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goal",
        reference("goal", "case_id", "case_file"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        *marks(),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_case_id"), "goal", ["case_id"])
    op.create_table(
        "plan_step",
        reference("plan_step", "case_id", "case_file"),
        reference("plan_step", "goal_id", "goal"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        *marks(),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
    )
    op.create_index(op.f("ix_plan_step_case_id"), "plan_step", ["case_id"])
    op.create_index(op.f("ix_plan_step_goal_id"), "plan_step", ["goal_id"])


def marks() -> tuple[sa.Column, ...]:
    return (
        sa.Column("household_done_on", sa.Date(), nullable=True),
        sa.Column("office_done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("office_done_by", sa.Text(), nullable=True),
    )


def reference(table: str, column: str, target: str) -> sa.Column:
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{column}_{target}"))
    return sa.Column(column, sa.Uuid(), key, nullable=False)
