"""Requests already handled, so that what Slack delivers again has its effect once."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports import AlreadyHandled, Request
from storage.tables import handled_request
from storage.upserts import insert_into

#: Slack's last redelivery comes within minutes; a week is far on the safe side.
REMEMBERED = timedelta(days=7)


async def note_handled(connection: AsyncConnection, request: Request) -> None:
    """Stores the request's key, or raises `AlreadyHandled`; forgets those older than a week.

    Forgetting with every new one keeps the table small without a job of its own: the index on
    `at` makes it a look at one page when there is nothing to delete.
    """
    if request.key is None:
        return
    member = request.member
    row = {"team": member.team, "user": member.user, "key": request.key, "at": request.at}
    new = insert_into(handled_request, connection).values(row)
    kept = new.on_conflict_do_nothing().returning(handled_request.c.key)
    if (await connection.execute(kept)).one_or_none() is None:
        raise AlreadyHandled
    past = handled_request.c.at < request.at - REMEMBERED
    await connection.execute(delete(handled_request).where(past))
