"""Google Calendar over its API, version 3 (developers.google.com/workspace/calendar/api)."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from bot.calendars.answers import refuse_faults
from bot.calendars.google_events import page
from bot.calendars.provider_events import listed, read_of, titled
from bot.calendars.provider_http import ProviderApi, account_of
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered
from bot.services.calendars.ports import Grants

GOOGLE_CALENDAR_URL = "https://www.googleapis.com/calendar/v3"

_SHOWN = "Your Google calendar"
#: All that is asked for, so that an answer is a tenth of its size (partial responses).
_FIELDS = (
    "kind,nextPageToken,summary,items(iCalUID,recurringEventId,originalStartTime,summary,description,"
    "start,end,status,eventType,organizer(email),attendees(email,self,resource,responseStatus))"
)
_MOST_EVENTS, _MOST_CALENDARS = "2500", "250"

#: Reasons in a fault's body, which is searched as text since it may be cut off.
_REASON = re.compile(rb'"reason"\s*:\s*"(\w+)"')
_TOO_MANY = frozenset({b"rateLimitExceeded", b"userRateLimitExceeded", b"quotaExceeded"})


class GoogleCalendars:
    """Reads the calendars that a member owns at Google; `url` is that of the API."""

    def __init__(
        self,
        fetcher: SafeFetcher,
        grants: Grants,
        reader: CalendarReader,
        url: str = GOOGLE_CALENDAR_URL,
    ) -> None:
        self._api = ProviderApi(
            fetcher,
            grants,
            reader,
            shown=_SHOWN,
            task="google",
            page=page,
            refuse=_refuse,
            headers={},
        )
        self._url = url.rstrip("/")

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        """What overlaps the window, asked anew each time: a sync token takes no window, and
        lapses. Days begin where `zone` is. `calendar.address` is the calendar's id."""
        asked = {
            "singleEvents": "true",
            "orderBy": "startTime",
            "showDeleted": "false",
            "timeMin": start.astimezone(UTC).isoformat(),
            "timeMax": end.astimezone(UTC).isoformat(),
            "maxResults": _MOST_EVENTS,
            "fields": _FIELDS,
        }
        path = f"calendars/{quote(calendar.address, safe='')}/events"
        url = f"{self._url}/{path}?{urlencode(asked)}"
        pages = await self._api.events(
            account_of(calendar), url, lambda one: _next(url, one.following), zone
        )
        return read_of(calendar, pages)

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        """The calendars that she owns, the only ones whose events the grant opens. The id of the
        primary one is her address."""
        asked = {"minAccessRole": "owner", "maxResults": _MOST_CALENDARS}
        url = f"{self._url}/users/me/calendarList?{urlencode(asked)}"
        pages = await self._api.documents(
            account, url, lambda one: _next(url, one.get("nextPageToken"))
        )
        found = [one for one in listed(pages, "items", _SHOWN) if one.get("id")]
        own_email = next((one["id"] for one in found if one.get("primary")), None)
        offered = [
            Offered(
                address=one["id"],
                name=titled(one.get("summaryOverride") or one.get("summary") or one["id"]),
                own_email=own_email,
                main=bool(one.get("primary")),
            )
            for one in found
        ]
        return tuple(sorted(offered, key=lambda one: not one.main))


def _next(url: str, token: str | None) -> str | None:
    return f"{url}&{urlencode({'pageToken': token})}" if token else None


def _refuse(fetched: Fetched) -> None:
    """A 403 may say that too much was asked, as a 429 does, or who must allow what."""
    reasons = (
        set(_REASON.findall(fetched.body)) if fetched.status == HTTPStatus.FORBIDDEN else set()
    )
    if reasons & _TOO_MANY:
        fetched = replace(fetched, status=HTTPStatus.TOO_MANY_REQUESTS)
    if b"accessNotConfigured" in reasons:
        raise CalendarTrouble(
            f"{_SHOWN} can't be read here yet; whoever runs Resonance must enable the Google "
            "Calendar API in its project."
        )
    if b"insufficientPermissions" in reasons:
        raise CalendarTrouble(
            f"{_SHOWN} was not opened to Resonance; connect it again and tick every box.",
            permanent=True,
            needs_login=True,
        )
    refuse_faults(fetched, _SHOWN)
