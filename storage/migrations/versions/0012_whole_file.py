"""What an exploration file holds beyond the first version of it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLES = ("exploration", "option", "person", "interview")


def upgrade() -> None:
    for table in _TABLES:
        for column in _new(table):
            op.add_column(table, column)


def downgrade() -> None:
    for table in _TABLES:
        for column in _new(table):
            op.drop_column(table, column.name)


def _new(table: str) -> tuple[sa.Column[Any], ...]:
    """What is sealed is a text here, whatever it holds."""
    return {
        "exploration": (sa.Column("rest_weeks", sa.JSON),),
        "option": (sa.Column("retired_on", sa.Date), sa.Column("beliefs", sa.Text)),
        "person": (
            sa.Column("in_field", sa.String(20)),
            sa.Column("alias", sa.Text),
            sa.Column("how_known", sa.Text),
            sa.Column("next_step", sa.Text),
            sa.Column("next_on", sa.Date),
        ),
        "interview": (
            sa.Column("expectation_words", sa.Text),
            sa.Column("hopes", sa.Text),
            sa.Column("questions", sa.Text),
        ),
    }[table]
