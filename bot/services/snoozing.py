"""Less of it: a weekly nudge put off for a day, or turned off until she wants it back."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from bot.core.plan import active
from bot.core.weeks import moment
from bot.services.planned import WEEK_START_EXPIRES, drop_week_start, plan_week_start
from bot.services.ports import Request, Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Snoozing:
    """Snooze shifts that nudge only; the next one comes when it always would."""

    store: Store

    async def until_tomorrow(self, request: Request, nudge_id: int) -> datetime:
        """Says it again tomorrow at the usual time; returns that moment."""
        member = request.member
        async with self.store.writing(request) as work:
            due_at = _tomorrow(member, request.at)
            await work.nudges.plan(
                Nudge(
                    key=f"snooze:{nudge_id}",
                    kind=Kind.WEEK_START,
                    member_id=member.id,
                    due_at=due_at,
                    expires_at=due_at + WEEK_START_EXPIRES,
                )
            )
        return due_at

    async def turn(self, request: Request, *, on: bool) -> Member:
        """Turns the weekly message off or on again."""
        member = request.member
        start = replace(member.rhythm.start, on=on)
        member = replace(member, rhythm=replace(member.rhythm, start=start))
        async with self.store.writing(request) as work:
            await work.members.save(member)
            await drop_week_start(work, member, request.at)
            if exploration := active(await work.explorations.of(member.id)):
                await plan_week_start(work, member, exploration, request.at)
        return member


def _tomorrow(member: Member, now: datetime) -> datetime:
    if member.zone is None:
        return now + timedelta(days=1)
    day = now.astimezone(member.zone).date() + timedelta(days=1)
    return moment(day, member.rhythm.start.at, member.zone)
