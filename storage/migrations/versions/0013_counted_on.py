"""The day whose cap a message counts toward, taken before it is posted."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("nudge", sa.Column("counted_on", sa.Date))


def downgrade() -> None:
    op.drop_column("nudge", "counted_on")
