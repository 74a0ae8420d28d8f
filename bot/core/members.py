"""The member: who hears from Resonance, in which time zone, on which days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.beyond import beyond_this_version
from bot.core.weeks import moment


@dataclass(frozen=True, kw_only=True, slots=True)
class WeeklyMoment:
    """A local weekday (0 is Monday) and time at which a weekly nudge comes, unless it is off."""

    weekday: int
    at: time
    on: bool = True
    beyond: Mapping[str, Any] = beyond_this_version()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rhythm:
    """When a member's nudges come, when none does, and how many a day at most.

    The check-in at an interview's end is outside quiet hours and cap: it can't wait.
    """

    start: WeeklyMoment = field(default=WeeklyMoment(weekday=0, at=time(9)))
    middle: WeeklyMoment = field(default=WeeklyMoment(weekday=2, at=time(12)))
    end: WeeklyMoment = field(default=WeeklyMoment(weekday=4, at=time(15)))
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    daily_cap: int = 3
    beyond: Mapping[str, Any] = beyond_this_version()

    def quiet_ends_at(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet hours that hold at `now` end, in UTC; None outside of them."""
        local = now.astimezone(zone)
        over_midnight = self.quiet_from > self.quiet_until
        late, early = local.time() >= self.quiet_from, local.time() < self.quiet_until
        if not (late or early if over_midnight else late and early):
            return None
        day = local.date() + timedelta(days=1 if over_midnight and late else 0)
        return moment(day, self.quiet_until, zone)


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A Slack user of one workspace. Without `time_zone` nothing is ever sent at a guessed time.

    `slack_zone` is the zone Slack last reported, which she may have put another in place of;
    `channel` is the DM with the bot; `paused_until` is the last day of a pause, inclusive;
    `left_at` is when she left the workspace, None while she is in it.
    """

    team: str
    user: str
    time_zone: str | None = None
    slack_zone: str | None = None
    channel: str | None = None
    paused_until: date | None = None
    left_at: datetime | None = None
    rhythm: Rhythm = field(default_factory=Rhythm)
    id: int = 0

    @property
    def zone(self) -> ZoneInfo | None:
        return ZoneInfo(self.time_zone) if self.time_zone else None

    def paused_at(self, now: datetime) -> bool:
        """Whether a pause covers the local day of `now`."""
        if self.paused_until is None or self.zone is None:
            return False
        return now.astimezone(self.zone).date() <= self.paused_until


def local_date(member: Member, at: datetime) -> date:
    """The day it is for the member; in UTC while her zone is unknown, for defaults only."""
    return at.astimezone(member.zone).date() if member.zone else at.date()
