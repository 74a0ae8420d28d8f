"""Microsoft's calendars (Outlook, Microsoft 365) over Graph (learn.microsoft.com/graph/api)."""

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from yarl import URL

from bot.calendars.answers import refuse_faults
from bot.calendars.microsoft_events import page
from bot.calendars.provider_events import listed, read_of, titled
from bot.calendars.provider_http import ProviderApi, account_of
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered
from bot.services.calendars.ports import Grants

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


class MicrosoftCalendars:
    """Reads a member's calendars at Microsoft; `url` is that of Graph, with its version."""

    def __init__(
        self,
        fetcher: SafeFetcher,
        grants: Grants,
        reader: CalendarReader,
        url: str = MICROSOFT_GRAPH_URL,
    ) -> None:
        self._api = ProviderApi(
            fetcher,
            grants,
            reader,
            shown=_SHOWN,
            task="microsoft",
            page=page,
            refuse=_refuse,
            headers=_IN_UTC,
        )
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
        url = f"{self._url}/{path}?{urlencode(asked, safe='$,')}"
        pages = await self._api.events(
            account_of(calendar), url, lambda one: self._next(one.following), zone
        )
        return read_of(calendar, pages)

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        """Her calendars; the owner of the default one is herself."""
        asked = {"$select": "id,name,owner,isDefaultCalendar", "$top": _MOST_CALENDARS}
        url = f"{self._url}/me/calendars?{urlencode(asked, safe='$,')}"
        pages = await self._api.documents(
            account, url, lambda one: self._next(one.get("@odata.nextLink"))
        )
        found = listed(pages, "value", _SHOWN)
        owners = [one.get("owner") or {} for one in found if one.get("isDefaultCalendar")]
        own_email = next((owner.get("address") for owner in owners), None)
        offered = [
            Offered(
                address=one["id"],
                name=titled(one.get("name") or one["id"]),
                own_email=own_email,
                main=bool(one.get("isDefaultCalendar")),
            )
            for one in found
            if one.get("id")
        ]
        return tuple(sorted(offered, key=lambda one: not one.main))

    def _next(self, link: object) -> str | None:
        """The next page's address as Graph gives it; one elsewhere would get the member's token."""
        if link and not str(link).startswith(f"{URL(self._url).origin()}/"):
            raise CalendarTrouble(f"{_SHOWN} leads elsewhere, where it is not read.")
        return str(link) if link else None


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
