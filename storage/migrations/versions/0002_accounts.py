"""Accounts under which calendars are read, and sign-ins under way.

Columns are added and dropped in place: rebuilding a table in SQLite would take with it all rows
that refer to it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OLD_MARKS = ("etag", "last_modified", "digest")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        _owner(),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer, primary_key=True),
        _owner(),
        sa.Column("state", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("verifier", sa.Text, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    for name in _OLD_MARKS:  # without its marks each calendar is read afresh, once
        op.drop_column("calendar", name)
    for column in _new():
        op.add_column("calendar", column)
    op.create_index("ix_calendar_account_id", "calendar", ["account_id"])


def downgrade() -> None:
    op.drop_index("ix_calendar_account_id", "calendar")
    for column in _new():
        op.drop_column("calendar", column.name)
    for name in _OLD_MARKS:
        op.add_column("calendar", sa.Column(name, sa.Text))
    op.drop_table("sign_in")
    op.drop_table("account")


def _new() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("account_id", sa.Integer),
        sa.Column("dedicated", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("keywords", sa.Text),
        sa.Column("marks", sa.JSON),
        sa.Column("unchanged", sa.Integer, nullable=False, server_default="0"),
        sa.Column("unread", sa.Text),
    )


def _owner() -> sa.Column[int]:
    owner = sa.ForeignKey("member.id", ondelete="CASCADE")
    return sa.Column("member_id", sa.Integer, owner, nullable=False, index=True)
