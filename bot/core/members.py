"""The member: who hears from Resonance, in which time zone, on which days."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True, slots=True)
class WeeklyMoment:
    """A local weekday (0 is Monday) and time at which a weekly nudge comes, unless it is off."""

    weekday: int
    at: time
    on: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Rhythm:
    """When a member's weekly nudges come."""

    start: WeeklyMoment = field(default=WeeklyMoment(weekday=0, at=time(9)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A Slack user of one workspace. Without `time_zone` nothing is ever sent at a guessed time.

    `slack_zone` is the zone Slack last reported, which she may have put another in place of;
    `channel` is the DM with the bot; `paused_until` is the last day of a pause, inclusive.
    """

    team: str
    user: str
    time_zone: str | None = None
    slack_zone: str | None = None
    channel: str | None = None
    paused_until: date | None = None
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
