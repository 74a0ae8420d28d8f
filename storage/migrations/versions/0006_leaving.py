"""When a member left her workspace, and what a running bot sees of its surroundings."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("left_at", sa.DateTime(timezone=True)))
    op.create_table(
        "observation",
        sa.Column("seen", sa.String(20), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("observation")
    op.drop_column("member", "left_at")
