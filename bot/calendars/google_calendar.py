"""Google Calendar over its API, version 3 (developers.google.com/workspace/calendar/api)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from http import HTTPStatus
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from bot.calendars.answers import refuse_faults
from bot.calendars.provider_events import MOST_DESCRIPTION, addresses, in_utc, read_of
from bot.calendars.provider_http import Document, ProviderApi, account_of, listed
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered
from bot.core.meetings import EventStatus, Occurrence
from bot.core.weeks import moment
from bot.services.calendar_ports import Grants

GOOGLE_CALENDAR_URL = "https://www.googleapis.com/calendar/v3"

_SHOWN = "Your Google calendar"
#: All that is asked for, so that an answer is a tenth of its size (partial responses).
_FIELDS = (
    "kind,nextPageToken,summary,items(iCalUID,recurringEventId,originalStartTime,summary,description,"
    "start,end,status,eventType,organizer(email),attendees(email,self,resource,responseStatus))"
)
_MOST_EVENTS, _MOST_CALENDARS = "2500", "250"

#: Entries of a calendar that are no events (the `eventType` of the API).
_NO_MEETINGS = frozenset({"workingLocation", "outOfOffice", "focusTime", "birthday"})
_STATUSES = {"cancelled": EventStatus.CANCELLED, "tentative": EventStatus.TENTATIVE}
_ANSWERS = {"declined": EventStatus.DECLINED, "tentative": EventStatus.TENTATIVE}

#: Reasons in a fault's body, which is searched as text since it may be cut off.
_REASON = re.compile(rb'"reason"\s*:\s*"(\w+)"')
_TOO_MANY = frozenset({b"rateLimitExceeded", b"userRateLimitExceeded", b"quotaExceeded"})


class GoogleCalendars:
    """Reads the calendars that a member owns at Google; `url` is that of the API."""

    def __init__(
        self, fetcher: SafeFetcher, grants: Grants, url: str = GOOGLE_CALENDAR_URL
    ) -> None:
        self._api = ProviderApi(fetcher, grants, shown=_SHOWN, refuse=_refuse, headers={})
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
        pages = await self._pages(account_of(calendar), path, asked)
        events = listed(pages, "items", _SHOWN)
        return read_of(
            calendar,
            (event for event in events if event.get("eventType") not in _NO_MEETINGS),
            lambda event: occurrence_of(event, zone),
            name=pages[0].get("summary"),
            titled="summary",
        )

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        """The calendars that she owns, the only ones whose events the grant opens. The id of the
        primary one is her address."""
        asked = {"minAccessRole": "owner", "maxResults": _MOST_CALENDARS}
        pages = await self._pages(account, "users/me/calendarList", asked)
        found = [one for one in listed(pages, "items", _SHOWN) if one.get("id")]
        own_email = next((one["id"] for one in found if one.get("primary")), None)
        offered = [
            Offered(
                address=one["id"],
                name=one.get("summaryOverride") or one.get("summary") or one["id"],
                own_email=own_email,
                main=bool(one.get("primary")),
            )
            for one in found
        ]
        return tuple(sorted(offered, key=lambda one: not one.main))

    async def _pages(
        self, account: Account, path: str, asked: dict[str, str]
    ) -> tuple[Document, ...]:
        url = f"{self._url}/{path}?{urlencode(asked)}"

        def following(page: Document) -> str | None:
            token = page.get("nextPageToken")
            return f"{url}&{urlencode({'pageToken': token})}" if token else None

        pages = await self._api.pages(account, url, following)
        # an answer in parts may leave out a list that is empty; its kind tells it from any other
        return tuple({"items": [], **page} if "kind" in page else page for page in pages)


def occurrence_of(event: Document, zone: ZoneInfo) -> Occurrence:
    """One entry of `events.list`; one of another shape raises what its shape makes it raise."""
    planned = event["originalStartTime"] if event.get("recurringEventId") else None
    return Occurrence(
        uid=event["iCalUID"],
        title=event.get("summary") or "",
        starts_at=_moment(event["start"], zone),
        ends_at=_moment(event["end"], zone),
        recurrence_id=_moment(planned, zone) if planned else None,
        all_day="date" in event["start"],
        status=_status(event),
        guests=_guests(event),
        description=(event.get("description") or "")[:MOST_DESCRIPTION],
    )


def _moment(when: Document, zone: ZoneInfo) -> datetime:
    if "date" in when:
        return moment(date.fromisoformat(when["date"]), time(), zone)
    return in_utc(when["dateTime"])


def _status(event: Document) -> EventStatus:
    """Cancelled for all, declined by her, or what is left of certainty."""
    said = _STATUSES.get(event.get("status", ""), EventStatus.CONFIRMED)
    if said is EventStatus.CANCELLED:
        return said
    own = (one.get("responseStatus", "") for one in event.get("attendees", ()) if one.get("self"))
    return next((_ANSWERS[answer] for answer in own if answer in _ANSWERS), said)


def _guests(event: Document) -> tuple[str, ...]:
    """Organiser first; rooms are no guests."""
    people = [one for one in event.get("attendees", ()) if not one.get("resource")]
    return addresses(one.get("email") for one in (event.get("organizer", {}), *people))


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
