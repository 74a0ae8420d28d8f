"""Meeting a member for the first time, following her from zone to zone, out of the workspace and
back."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.core.members import Member
from bot.core.plan import active
from bot.core.zones import is_zone, same_clock, zone_named
from bot.services.nudges.planning import plan_ahead, plan_poll
from bot.services.nudges.weekly import drop_week, plan_week
from bot.services.ports import Now, Request, Store, Work


class Directory(Protocol):
    """Whoever knows the workspace's people."""

    async def zone_of(self, team: str, user: str) -> str | None:
        """The IANA time zone of a user, None where it is not known."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """Members come to be by their first command, tap or visit; nothing is asked of them."""

    store: Store
    directory: Directory
    now: Now

    async def member(self, team: str, user: str) -> Member:
        """The member of those Slack ids, made known where new, with Slack's time zone for her."""
        known = await self._found_here(team, user)
        if known is not None and known.time_zone is not None:
            return known
        zone = await self.directory.zone_of(team, user)
        async with self.store.writing() as work:
            member = await work.members.find(team, user)
            if member is None:
                new = Member(team=team, user=user, time_zone=zone, slack_zone=zone)
                return await work.members.add(new)
            if zone is not None:
                member = replace(member, time_zone=zone, slack_zone=zone)
                await work.members.save(member)
                await _plan_week(work, member, self.now())
            return member

    async def leave(self, team: str, user: str) -> None:
        """Slack says that she left the workspace: nothing is sent to her and none of her calendars
        is read while she is away, and all that is stored stays."""
        if await self._find(team, user) is None:
            return
        async with self.store.writing() as work:
            member = await work.members.find(team, user)
            if member is not None and member.left_at is None:
                await work.members.save(replace(member, left_at=self.now()))

    async def set_zone(self, request: Request, zone: str) -> Member:
        """Her own word on where she is; `InvalidInput` where there is no such zone."""
        found = zone_named(zone).key
        async with self.store.writing(request) as work:
            return await _move(work, await work.members.get(request.member.id), found, request.at)

    async def take(self, request: Request) -> None:
        """Marks a request that stores nothing else; `AlreadyHandled` when it came before."""
        async with self.store.writing(request):
            pass

    async def note_channel(self, member: Member, channel: str) -> None:
        """Writes down the DM opened with a member."""
        async with self.store.writing() as work:
            known = await work.members.get(member.id)
            await work.members.save(replace(known, channel=channel))

    async def follow(self, team: str, user: str, zone: str | None) -> Member | None:
        """Follows a change that Slack reports of somebody who is there; the member as she was, None
        where she is where she was.

        Slack reports every change of a profile: only a zone other than the last one it reported
        is a move, so that a member who keeps her old zone is not asked again and again. Nor is it
        one where her clock goes on as it went: Asia/Calcutta is Asia/Kolkata.
        """
        member = await self._found_here(team, user)
        if member is None or zone is None or member.slack_zone == zone or not is_zone(zone):
            return None
        at = self.now()
        moved = not _same(member.slack_zone, zone, at)
        async with self.store.writing() as work:
            wanted = zone if moved or member.time_zone is None else member.time_zone
            await _move(work, replace(member, slack_zone=zone), wanted, at)
        return member if moved and not _same(member.time_zone, zone, at) else None

    async def _find(self, team: str, user: str) -> Member | None:
        async with self.store.reading() as work:
            return await work.members.find(team, user)

    async def _found_here(self, team: str, user: str) -> Member | None:
        """The member, who gives a sign of life: what stopped when she left goes on."""
        known = await self._find(team, user)
        if known is None or known.left_at is None:
            return known
        async with self.store.writing() as work:
            member = await work.members.find(team, user)
            if member is not None and member.left_at is not None:
                member = replace(member, left_at=None)
                await work.members.save(member)
                await _go_on(work, member, self.now())
        return member


def _same(before: str | None, after: str, at: datetime) -> bool:
    return before is not None and same_clock(before, after, at)


async def _move(work: Work, member: Member, zone: str, at: datetime) -> Member:
    moved = replace(member, time_zone=zone)
    await work.members.save(moved)
    await drop_week(work, member, at)
    await _plan_week(work, moved, at)
    return moved


async def _go_on(work: Work, member: Member, at: datetime) -> None:
    """What fell due while she was away was dropped; what lies ahead is planned again."""
    if exploration := active(await work.explorations.of(member.id)):
        await plan_ahead(work, member, exploration, at)
    for calendar in await work.calendars.forget_marks(member.id):
        await plan_poll(work, calendar, at)


async def _plan_week(work: Work, member: Member, at: datetime) -> None:
    if exploration := active(await work.explorations.of(member.id)):
        await plan_week(work, member, exploration, at)
