"""Why, and when, a member hears from the bot: time zone, what comes next, pauses, troubles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from bot.core.feeds import Calendar
from bot.core.members import Member
from bot.core.nudges import WEEKLY, Kind, Nudge
from bot.services.nudges.weekly import weekly_moment
from bot.services.ports import Now, Store

FAILURES_SHOWN = 5

#: Why each kind of nudge comes, as the member reads it.
CAUSES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.WEEK_START: "your week begins, and an exploration is under way",
        Kind.WEEK_MIDDLE: "the week is half over; it comes only if you are behind your goal",
        Kind.WEEK_END: "your week ends, and an exploration is under way",
        Kind.CHECK_IN: "an interview ends then",
        Kind.QUESTION: "something in your calendar may be an interview",
        Kind.CALENDAR: "one of your calendars can't be read; it comes four times at most",
        Kind.POLL: "a calendar is read",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """Everything that decides whether a member hears from the bot."""

    member: Member
    paused_until: date | None
    next: tuple[Nudge, ...]
    failures: tuple[Nudge, ...]
    calendars: tuple[Calendar, ...]
    weekly_off: tuple[str, ...]
    exploring: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Explaining:
    """Reads the one table of nudges, which is the truth about what will be sent."""

    store: Store
    now: Now

    async def why(self, member: Member) -> Why:
        async with self.store.reading() as work:
            explorations = await work.explorations.of(member.id)
            return Why(
                member=member,
                paused_until=member.paused_until if member.paused_at(self.now()) else None,
                next=tuple(
                    nudge
                    for nudge in await work.nudges.coming(member.id)
                    if member.left_at is None
                    and not (nudge.kind in WEEKLY and member.paused_at(nudge.due_at))
                ),
                failures=await work.nudges.failures(member.id, FAILURES_SHOWN),
                calendars=await work.calendars.of(member.id),
                weekly_off=tuple(
                    WEEKLY[kind] for kind in WEEKLY if not weekly_moment(member, kind).on
                ),
                exploring=any(e.choice is None for e in explorations),
            )


def as_json(why: Why) -> dict[str, Any]:
    """CONTRACT's form of it; times to whole seconds, with the offset of the member's zone,
    or in UTC while that is unknown."""

    def local(at: datetime | None) -> str | None:
        if at is None:
            return None
        return at.astimezone(why.member.zone or UTC).isoformat(timespec="seconds")

    return {
        "time_zone": why.member.time_zone,
        "paused_until": why.paused_until.isoformat() if why.paused_until else None,
        "next": [
            {"kind": str(n.kind), "due_at": local(n.due_at), "cause": CAUSES[n.kind]}
            for n in why.next
        ],
        "failures": [{"at": local(n.due_at), "what": f"{n.kind}: {n.error}"} for n in why.failures],
        "calendars": [
            {"name": c.name, "last_read_at": local(c.last_read_at), "trouble": c.trouble}
            for c in why.calendars
        ],
    }


def why_text(why: Why) -> str:
    """The same to read in a terminal."""
    told = as_json(why)
    lines = [f"time zone: {told['time_zone'] or 'unknown, so nothing is sent'}"]
    if why.member.left_at:
        lines.append("left the workspace, so nothing is sent until she is back")
    if told["paused_until"]:
        lines.append(f"paused until {told['paused_until']}")
    lines += [f"{n['due_at']}  {n['kind']}: {n['cause']}" for n in told["next"]]
    lines += [f"{f['at']}  did not arrive: {f['what']}" for f in told["failures"]]
    lines += [f"calendar {c['name'] or '?'}: {c['trouble'] or 'well'}" for c in told["calendars"]]
    return "\n".join(lines)
