"""Members who can't be real are no longer stored, unless something of worth hangs on them.

Events without a user, Slackbot's messages and payloads without a workspace had made members of the
names "None" and "USLACKBOT". What may hang on one: explorations, calendars and the accounts under
which they are read, all of which keep it here, since somebody real may have made them through a
payload that named no workspace. Settings steer nothing without those; nudges, sign-ins under way
and the keys of handled requests go with the member. A bot's user has an id like any other and is
not recognised; it holds nothing, and nothing is ever sent to it.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_USER, _PLACE = re.compile(r"[UW][A-Z0-9]+"), re.compile(r"[TE][A-Z0-9]+")
_OF_WORTH = ("exploration", "calendar", "account")

_workspace = sa.table("workspace", sa.column("id"), sa.column("team"))
_member = sa.table("member", sa.column("id"), sa.column("workspace_id"), sa.column("user"))
_handled = sa.table("handled_request", sa.column("team"), sa.column("user"))


def upgrade() -> None:
    connection = op.get_bind()
    joined = sa.select(_member.c.id, _member.c.user, _workspace.c.team).join_from(
        _member, _workspace, _member.c.workspace_id == _workspace.c.id
    )
    for row in connection.execute(joined).all():
        if not _is_real(row.team, row.user) and not _holds_anything(row.id):
            _remove(row.id, row.team, row.user)
    for workspace in connection.execute(sa.select(_workspace)).all():
        if not _PLACE.fullmatch(workspace.team):
            _remove_empty(workspace.id)


def downgrade() -> None:
    """Nobody misses them."""


def _is_real(team: str, user: str) -> bool:
    ids = _PLACE.fullmatch(team) and _USER.fullmatch(user)
    return bool(ids) and user != "USLACKBOT"


def _holds_anything(member_id: int) -> bool:
    return any(_count(name, "member_id", member_id) for name in _OF_WORTH)


def _count(name: str, column: str, value: int) -> int:
    table = sa.table(name, sa.column(column))
    hers = sa.select(sa.func.count()).select_from(table).where(table.c[column] == value)
    return int(op.get_bind().execute(hers).scalar_one())


def _remove(member_id: int, team: str, user: str) -> None:
    for name in ("nudge", "sign_in"):
        table = sa.table(name, sa.column("member_id"))
        op.execute(sa.delete(table).where(table.c.member_id == member_id))
    op.execute(sa.delete(_handled).where(_handled.c.team == team, _handled.c.user == user))
    op.execute(sa.delete(_member).where(_member.c.id == member_id))


def _remove_empty(workspace_id: int) -> None:
    if not _count("member", "workspace_id", workspace_id):
        op.execute(sa.delete(_workspace).where(_workspace.c.id == workspace_id))
