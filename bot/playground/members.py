"""The people of a workspace, and the user object Slack shows of each."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.wire import JsonObject

SLACKBOT = "USLACKBOT"
OTHER_BOT = "B0OTHER"  # of another app; it has no user, so it is no member
OTHER_BOT_NAME = "Standup"

ZONE_LABELS = {
    "GMT": "Greenwich Mean Time",
    "BST": "British Summer Time",
    "CET": "Central European Time",
    "CEST": "Central European Summer Time",
    "EET": "Eastern European Time",
    "EEST": "Eastern European Summer Time",
    "EST": "Eastern Standard Time",
    "EDT": "Eastern Daylight Time",
    "CST": "Central Standard Time",
    "CDT": "Central Daylight Time",
    "MST": "Mountain Standard Time",
    "MDT": "Mountain Daylight Time",
    "PST": "Pacific Standard Time",
    "PDT": "Pacific Daylight Time",
    "JST": "Japan Standard Time",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A member of the workspace; `tz` is None where Slack would give no time zone.

    One that is `deleted` was deactivated, as Slack puts it to apps.
    """

    id: str
    real_name: str
    tz: str | None
    title: str = ""
    is_bot: bool = False
    deleted: bool = False

    @property
    def name(self) -> str:
        """The handle Slack makes of a real name."""
        return self.real_name.lower().replace(" ", ".")

    def tz_label(self, now: datetime) -> str | None:
        """Slack's words for the zone at `now`; the zone's own abbreviation where we know none."""
        if self.tz is None:
            return None
        abbreviation = now.astimezone(ZoneInfo(self.tz)).tzname() or self.tz
        return ZONE_LABELS.get(abbreviation, abbreviation)

    def as_slack(self, *, team: str, now: datetime, with_locale: bool = False) -> JsonObject:
        """The user object of users.info; no e-mail, which needs a scope of its own."""
        user: JsonObject = {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "profile": self._profile(team),
            "is_admin": False,
            "is_owner": False,
            "is_restricted": False,
            "is_bot": self.is_bot and self.id != SLACKBOT,  # Slack counts its own as no bot
            "is_app_user": False,
            "updated": int(now.timestamp()),
        }
        user |= self._zone(now)
        return user | {"locale": "en-GB"} if with_locale else user

    def _zone(self, now: datetime) -> JsonObject:
        if self.tz is None:
            return {}
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        seconds = int(offset.total_seconds()) if offset else 0
        return {"tz": self.tz, "tz_label": self.tz_label(now), "tz_offset": seconds}

    def _profile(self, team: str) -> JsonObject:
        return {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.real_name,
            "display_name_normalized": self.real_name,
            "team": team,
        }
