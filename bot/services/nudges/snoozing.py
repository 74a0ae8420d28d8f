"""Less of it: a weekly nudge put off for a day or turned off, a pause, and her own rhythm."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.core.errors import InvalidInput, NotFound
from bot.core.members import Member, Rhythm, local_date
from bot.core.nudges import WEEKLY, Kind, Nudge, snooze_key
from bot.core.plan import active
from bot.core.weeks import moment
from bot.core.zones import zone_named
from bot.services.nudges.weekly import EXPIRES, drop_week, plan_week, weekly_moment
from bot.services.ports import Request, Store, Work

PAUSE = timedelta(weeks=2)
LONGEST_PAUSE = timedelta(days=366)


@dataclass(frozen=True, kw_only=True, slots=True)
class Snoozing:
    """Everything that makes the bot quieter, and louder again."""

    store: Store

    async def until_tomorrow(self, request: Request, kind: Kind, nudge_id: int) -> datetime:
        """Says it again tomorrow at its usual time; the next one comes when it always would.
        `NotFound` where there is no such message of hers."""
        member = request.member
        due_at = _tomorrow(member, kind, request.at)
        async with self.store.writing(request) as work:
            said = await work.nudges.of(member.id, nudge_id)
            if said is None or said.kind is not kind:
                raise NotFound("That message is not stored any more; the next one comes as always.")
            await work.nudges.plan(
                Nudge(
                    key=snooze_key(said, due_at),
                    kind=kind,
                    member_id=member.id,
                    due_at=due_at,
                    expires_at=due_at + EXPIRES,
                )
            )
        return due_at

    async def turn(self, request: Request, kind: Kind, *, on: bool) -> Member:
        """Turns one of the weekly messages off or on again."""
        rhythm, name = request.member.rhythm, WEEKLY[kind]
        wanted = replace(weekly_moment(request.member, kind), on=on)
        start, middle, end = (
            wanted if each == name else getattr(rhythm, each) for each in WEEKLY.values()
        )
        return await self.keep(request, replace(rhythm, start=start, middle=middle, end=end))

    async def keep(self, request: Request, rhythm: Rhythm, zone: str | None = None) -> Member:
        """Her own days, times, quiet hours and cap, and where she is, from now on."""
        if zone is not None and zone != request.member.time_zone:
            zone = zone_named(zone).key
        if not 1 <= rhythm.daily_cap <= 10:
            raise InvalidInput("A day has room for 1 to 10 messages.", field="daily_cap")
        async with self.store.writing(request) as work:
            known = await work.members.get(request.member.id)
            member = replace(known, rhythm=rhythm, time_zone=zone or known.time_zone)
            await self._store(work, known, member, request.at)
        return member

    async def pause(self, request: Request, until: date | None) -> Member:
        """No weekly messages up to and including that day; without one, for two weeks."""
        today = local_date(request.member, request.at)
        last = until or today + PAUSE
        if last < today:
            raise InvalidInput("That day is over already; name one that is still to come.")
        if last - today > LONGEST_PAUSE:
            raise InvalidInput("A pause lasts a year at most. You can always pause again.")
        async with self.store.writing(request) as work:
            known = await work.members.get(request.member.id)
            member = replace(known, paused_until=last)
            await work.members.save(member)
        return member

    async def resume(self, request: Request) -> Member:
        """Ends a pause; the weekly messages come when they always would."""
        async with self.store.writing(request) as work:
            known = await work.members.get(request.member.id)
            member = replace(known, paused_until=None)
            await self._store(work, known, member, request.at)
        return member

    async def _store(self, work: Work, known: Member, member: Member, at: datetime) -> None:
        await work.members.save(member)
        await drop_week(work, known, at)
        if exploration := active(await work.explorations.of(member.id)):
            await plan_week(work, member, exploration, at)


def _tomorrow(member: Member, kind: Kind, now: datetime) -> datetime:
    if member.zone is None:
        return now + timedelta(days=1)
    day = now.astimezone(member.zone).date() + timedelta(days=1)
    return moment(day, weekly_moment(member, kind).at, member.zone)
