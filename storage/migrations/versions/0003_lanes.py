"""Polls and messages wait in lanes of their own, each with its index."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LANES = {"messages": "kind <> 'poll'", "polls": "kind = 'poll'"}


def upgrade() -> None:
    op.drop_index("ix_nudge_next_at", "nudge")
    for lane, rows in _LANES.items():
        _index(f"ix_nudge_{lane}_next_at", f"next_at IS NOT NULL AND {rows}")


def downgrade() -> None:
    for lane in _LANES:
        op.drop_index(f"ix_nudge_{lane}_next_at", "nudge")
    _index("ix_nudge_next_at", "next_at IS NOT NULL")


def _index(name: str, rows: str) -> None:
    where = sa.text(rows)
    op.create_index(name, "nudge", ["next_at"], sqlite_where=where, postgresql_where=where)
