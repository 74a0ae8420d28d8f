"""Microsoft's calendars (Outlook, Microsoft 365) over Graph (learn.microsoft.com/graph/api)."""

import re
from datetime import UTC, date, datetime, time
from http import HTTPStatus
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from yarl import URL

from bot.calendars.answers import refuse_faults
from bot.calendars.provider_events import addresses, in_utc, read_of
from bot.calendars.provider_http import Document, ProviderApi, account_of, listed
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered
from bot.core.meetings import EventStatus, Occurrence
from bot.core.weeks import moment
from bot.services.calendar_ports import Grants

MICROSOFT_GRAPH_URL = "https://graph.microsoft.com/v1.0"

_SHOWN = "Your Microsoft calendar"
#: Without it Graph gives times in UTC too, but only by default.
_IN_UTC = {"Prefer": 'outlook.timezone="UTC"'}
#: Left out by default is `originalStart`; the body can't be had with the narrowest scope.
_FIELDS = (
    "id,iCalUId,seriesMasterId,type,originalStart,subject,start,end,isAllDay,isCancelled,showAs,"
    "responseStatus,organizer,attendees"
)
_MOST_EVENTS, _MOST_CALENDARS = "1000", "100"

#: An Outlook UID begins with this and the day of one occurrence, eight digits that are zero for
#: the whole series (MS-OXOCAL, PidLidGlobalObjectId and PidLidCleanGlobalObjectId).
_OUTLOOK_UID = re.compile(
    r"\A(040000008200E00074C5B7101A82E008)[0-9A-F]{8}([0-9A-F]+)", re.IGNORECASE
)


class MicrosoftCalendars:
    """Reads a member's calendars at Microsoft; `url` is that of Graph, with its version."""

    def __init__(
        self, fetcher: SafeFetcher, grants: Grants, url: str = MICROSOFT_GRAPH_URL
    ) -> None:
        self._api = ProviderApi(fetcher, grants, shown=_SHOWN, refuse=_refuse, headers=_IN_UTC)
        self._url = url.rstrip("/")

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        """What overlaps the window. Days begin where `zone` is. `calendar.address` is the
        calendar's id."""
        asked = {
            "startDateTime": start.astimezone(UTC).isoformat(),
            "endDateTime": end.astimezone(UTC).isoformat(),
            "$select": _FIELDS,
            "$top": _MOST_EVENTS,
        }
        path = f"me/calendars/{quote(calendar.address, safe='')}/calendarView"
        events = await self._listed(account_of(calendar), path, asked)
        return read_of(
            calendar, events, lambda one: occurrence_of(one, zone), name=None, titled="subject"
        )

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        """Her calendars; the owner of the default one is herself."""
        asked = {"$select": "id,name,owner,isDefaultCalendar", "$top": _MOST_CALENDARS}
        found = await self._listed(account, "me/calendars", asked)
        owners = [one.get("owner") or {} for one in found if one.get("isDefaultCalendar")]
        own_email = next((owner.get("address") for owner in owners), None)
        offered = [
            Offered(
                address=one["id"],
                name=one.get("name") or one["id"],
                own_email=own_email,
                main=bool(one.get("isDefaultCalendar")),
            )
            for one in found
            if one.get("id")
        ]
        return tuple(sorted(offered, key=lambda one: not one.main))

    async def _listed(self, account: Account, path: str, asked: dict[str, str]) -> list[Document]:
        url = f"{self._url}/{path}?{urlencode(asked, safe='$,')}"
        pages = await self._api.pages(account, url, self._following)
        return listed(pages, "value", _SHOWN)

    def _following(self, page: Document) -> str | None:
        """The next page's address as Graph gives it; one elsewhere would get the member's token."""
        link = str(page.get("@odata.nextLink") or "")
        if link and not link.startswith(f"{URL(self._url).origin()}/"):
            raise CalendarTrouble(f"{_SHOWN} leads elsewhere, where it is not read.")
        return link or None


def occurrence_of(event: Document, zone: ZoneInfo) -> Occurrence:
    """One entry of `calendarView`; one of another shape raises what its shape makes it raise."""
    all_day = bool(event.get("isAllDay"))
    start, end = _moment(event["start"], all_day, zone), _moment(event["end"], all_day, zone)
    return Occurrence(
        uid=uid_of(event),
        title=event.get("subject") or "",
        starts_at=start,
        ends_at=end,
        recurrence_id=_planned(event, start) if _is_of_series(event) else None,
        all_day=all_day,
        status=_status(event),
        guests=_guests(event),
    )


def uid_of(event: Document) -> str:
    """The UID, shared by all occurrences of a series: by its documentation Graph gives each its
    own, and was also seen to give them one. An entry may have none, and then stands for itself."""
    uid = event.get("iCalUId") or event.get("seriesMasterId") or event["id"]
    return _OUTLOOK_UID.sub(r"\g<1>00000000\g<2>", uid) if _is_of_series(event) else uid


def _is_of_series(event: Document) -> bool:
    return event.get("type") in {"occurrence", "exception"}


def _moment(when: Document, all_day: bool, zone: ZoneInfo) -> datetime:
    """Days come as midnights in UTC, wherever they were entered."""
    if when["timeZone"] != "UTC":
        raise ValueError(when["timeZone"])
    if all_day:
        return moment(date.fromisoformat(when["dateTime"][:10]), time(), zone)
    return in_utc(f"{when['dateTime']}+00:00")


def _planned(event: Document, start: datetime) -> datetime:
    """When the series had planned it; Graph leaves that out of some, which then count as kept."""
    planned = event.get("originalStart")
    return in_utc(planned) if planned else start


def _status(event: Document) -> EventStatus:
    """Cancelled for all, declined by her, or what is left of certainty."""
    answer = (event.get("responseStatus") or {}).get("response")
    if event.get("isCancelled"):
        return EventStatus.CANCELLED
    if answer == "declined":
        return EventStatus.DECLINED
    if answer == "tentativelyAccepted" or event.get("showAs") == "tentative":
        return EventStatus.TENTATIVE
    return EventStatus.CONFIRMED


def _guests(event: Document) -> tuple[str, ...]:
    """Organiser first; rooms are no guests."""
    asked = [one for one in event.get("attendees") or () if one.get("type") != "resource"]
    everyone = (event.get("organizer") or {}, *asked)
    return addresses((one.get("emailAddress") or {}).get("address") for one in everyone)


def _refuse(fetched: Fetched) -> None:
    if fetched.status == HTTPStatus.FORBIDDEN:
        raise CalendarTrouble(
            "Microsoft refused to open your calendar; an administrator of your organisation may "
            "have to allow it before you connect it again.",
            permanent=True,
        )
    if b"MailboxNotEnabledForRESTAPI" in fetched.body:
        raise CalendarTrouble(
            "Your Microsoft account has no mailbox online, and so no calendar that can be read.",
            permanent=True,
        )
    refuse_faults(fetched, _SHOWN)
