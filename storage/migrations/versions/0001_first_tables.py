"""The first tables. Types are spelt out, since a revision must not change with the code."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WAITING = sa.text("next_at IS NOT NULL")


def upgrade() -> None:
    _table("workspace", _word("team", 64, unique=True))
    _table(
        "member",
        _owner("workspace"),
        _word("user", 64),
        _word("time_zone", 64, nullable=True),
        _word("slack_zone", 64, nullable=True),
        _word("channel", 64, nullable=True),
        sa.Column("paused_until", sa.Date),
        sa.Column("rhythm", sa.JSON, nullable=False),
        sa.UniqueConstraint("workspace_id", "user"),
    )
    _exploration_tables()
    _calendar_tables()
    _nudge_table()
    op.create_table(
        "handled_request",
        sa.Column("team", sa.String(64), primary_key=True),
        sa.Column("user", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "canary",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _text("word"),
    )


def downgrade() -> None:
    for table in (
        *("canary", "handled_request", "nudge", "meeting", "calendar", "draft", "check_in"),
        *("interview", "stage_change", "person", "option", "exploration", "member", "workspace"),
    ):
        op.drop_table(table)


def _exploration_tables() -> None:
    _table(
        "exploration",
        _owner("member"),
        _number("position"),
        _text("question"),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        _number("weekly_goal"),
        _text("choice", nullable=True),
    )
    _table("option", _owner("exploration"), _number("position"), _text("name"), _number("target"))
    _table(
        "person",
        _owner("exploration"),
        _number("position"),
        _reference("option", "SET NULL"),
        _text("name"),
        _text("role", nullable=True),
        _text("organisation", nullable=True),
        _word("stage", 20),
        _text("referred_by", nullable=True),
        _text("email", nullable=True),
        _text("link", nullable=True),
        _text("notes", nullable=True),
    )
    _table(
        "stage_change", _owner("person"), _number("position"), _word("stage", 20), _instant("at")
    )
    _table(
        "interview",
        _owner("exploration"),
        _number("position"),
        _reference("person", "SET NULL"),
        _reference("option", "SET NULL"),
        _text("label"),
        _instant("starts_at"),
        _instant("ends_at"),
        _word("medium", 20, nullable=True),
        _word("status", 20),
        _text("expectation", nullable=True),
        sa.Column("certain", sa.Boolean, nullable=False),
    )
    op.create_table("check_in", _its_interview(), _text("answers"))
    op.create_table(
        "draft",
        _its_interview(),
        _word("began_from", 40, nullable=True),
        _text("typed"),
        sa.Column("typed_at", sa.Float, nullable=False),
    )


def _calendar_tables() -> None:
    _table(
        "calendar",
        _owner("member"),
        _word("kind", 20),
        _text("address"),
        _text("name", nullable=True),
        _text("own_email", nullable=True),
        _text("etag", nullable=True),
        _text("last_modified", nullable=True),
        _text("digest", nullable=True),
        _instant("last_read_at", nullable=True),
        _text("trouble", nullable=True),
        _instant("troubled_since", nullable=True),
        _number("failures"),
        _instant("expanded_until", nullable=True),
        _text("remembered"),
    )
    its = sa.ForeignKey("interview.id", ondelete="CASCADE")
    _table(
        "meeting",
        _owner("calendar"),
        sa.Column("interview_id", sa.Integer, its, nullable=False, unique=True),
        _text("uid"),
        _instant("recurrence_id", nullable=True),
        _text("title"),
        _text("because"),
        _number("missed"),
    )


def _nudge_table() -> None:
    _table(
        "nudge",
        _word("key", 120, unique=True),
        _word("kind", 20),
        _owner("member"),
        _reference("exploration", "CASCADE"),
        _reference("interview", "CASCADE"),
        _reference("calendar", "CASCADE"),
        _instant("due_at"),
        _instant("next_at", nullable=True),
        _instant("expires_at", nullable=True),
        _word("state", 20),
        _number("attempt"),
        sa.Column("unsure", sa.Boolean, nullable=False),
        _text("error", nullable=True),
        _word("channel", 64, nullable=True),
        _word("ts", 64, nullable=True),
    )
    op.create_index(
        "ix_nudge_next_at", "nudge", ["next_at"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )


def _table(name: str, *items: sa.schema.SchemaItem) -> None:
    key = sa.Column("id", sa.Integer, primary_key=True)
    op.create_table(name, key, *items, sqlite_autoincrement=True)


def _owner(table: str) -> sa.Column[int]:
    return _reference(table, "CASCADE", nullable=False)


def _reference(table: str, on_delete: str, *, nullable: bool = True) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete=on_delete)
    return sa.Column(f"{table}_id", sa.Integer, key, nullable=nullable, index=True)


def _its_interview() -> sa.Column[int]:
    its = sa.ForeignKey("interview.id", ondelete="CASCADE")
    return sa.Column("interview_id", sa.Integer, its, primary_key=True, autoincrement=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _word(
    name: str, length: int, *, nullable: bool = False, unique: bool = False
) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable, unique=unique)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
