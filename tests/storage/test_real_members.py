"""Members who can't be real are gone after the migration, and nothing that anybody made is."""

from alembic import command
from sqlalchemy import Connection, text

from storage.engines import engines
from storage.migrations.running import configured

#: Team, user, and what hangs on the member.
STORED = [
    ("T0RESONANCE", "U0MAYA", None),
    ("T0RESONANCE", "W0JONAS", "exploration"),
    ("T0RESONANCE", "None", "nudge"),
    ("T0RESONANCE", "USLACKBOT", "sign_in"),
    ("T0RESONANCE", "B0OTHER", None),
    ("None", "U0MAYA", None),
    ("None", "U0RUTH", "exploration"),
    ("None", "U0TOM", "calendar"),
    ("None", "U0ANA", "account"),
    ("Undefined", "U0MAYA", None),
    ("E0BRIGHT", "U0MAYA", None),
]
LEFT = [
    ("E0BRIGHT", "U0MAYA"),
    ("None", "U0ANA"),
    ("None", "U0RUTH"),
    ("None", "U0TOM"),
    ("T0RESONANCE", "U0MAYA"),
    ("T0RESONANCE", "W0JONAS"),
]
HANGS = {
    "exploration": "position, question, starts_on, ends_on, weekly_goal) "
    "VALUES (:id, 0, 'sealed', '2026-09-07', '2026-12-04', 2)",
    "calendar": "kind, address, failures, remembered) VALUES (:id, 'ics', 'sealed', 0, 'sealed')",
    "account": "kind, address, secret, created_at) "
    "VALUES (:id, 'caldav', 'sealed', 'sealed', '2026-11-25')",
    "sign_in": "state, kind, verifier, began_at) "
    "VALUES (:id, 's', 'google', 'sealed', '2026-11-25')",
    "nudge": "key, kind, due_at, state, attempt, unsure) "
    "VALUES (:id, 'weekly:1', 'week_start', '2026-11-25', 'dropped', 1, false)",
}


async def test_only_what_can_not_be_real_and_holds_nothing_is_gone(empty_url: str) -> None:
    made = engines(empty_url)
    try:
        async with made.writing.begin() as connection:
            await connection.run_sync(lambda c: command.upgrade(configured(c), "0006"))
            await connection.run_sync(_store)
            await connection.run_sync(lambda c: command.upgrade(configured(c), "0007"))
            stored = await connection.run_sync(_stored)
    finally:
        await made.dispose()

    members, workspaces, handled, hanging = stored
    assert members == LEFT
    assert workspaces == ["E0BRIGHT", "None", "T0RESONANCE"]
    assert handled == ["U0MAYA"]
    assert hanging == {"exploration": 2, "calendar": 1, "account": 1, "sign_in": 0, "nudge": 0}


def _store(connection: Connection) -> None:
    for number, team in enumerate(dict.fromkeys(team for team, _, _ in STORED), start=1):
        row = {"id": number, "team": team}
        connection.execute(text("INSERT INTO workspace (id, team) VALUES (:id, :team)"), row)
    for number, (team, user, holds) in enumerate(STORED, start=1):
        member = (
            'INSERT INTO member (id, workspace_id, "user", rhythm) '
            "SELECT :id, id, :user, '{}' FROM workspace WHERE team = :team"
        )
        connection.execute(text(member), {"id": number, "user": user, "team": team})
        if holds:
            hangs = f"INSERT INTO {holds} (member_id, {HANGS[holds]}"
            connection.execute(text(hangs), {"id": number})
    for user in ("U0MAYA", "None"):
        request = (
            'INSERT INTO handled_request (team, "user", key, at) '
            "VALUES ('T0RESONANCE', :user, 'event:1', '2026-11-25')"
        )
        connection.execute(text(request), {"user": user})


def _stored(
    connection: Connection,
) -> tuple[list[tuple[str, str]], list[str], list[str], dict[str, int]]:
    members = 'SELECT team, "user" FROM member JOIN workspace ON workspace_id = workspace.id'
    return (
        sorted((row.team, row.user) for row in connection.execute(text(members))),
        sorted(connection.execute(text("SELECT team FROM workspace")).scalars()),
        list(connection.execute(text('SELECT "user" FROM handled_request')).scalars()),
        {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()  # noqa: S608 - names above
            for name in HANGS
        },
    )
