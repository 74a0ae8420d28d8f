"""Microsoft's sign-in and the calendars of Graph, version 1.0, as documented, on loopback."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from tests.calendars.fake_provider import Entry, FakeProvider
from tests.calendars.fake_sign_in import FakeSignIn

READ_BASIC = "https://graph.microsoft.com/Calendars.ReadBasic"
MAYA = "maya@example.com"
#: Ids there are Base64, "=" and "/" included.
MAIN, TALKS = "AAMkAGI2/TG93AAA=", "AAMkAGI2+TG94AAA="
#: What Graph shows of an event without being asked for it.
_UNASKED = frozenset({"originalStart"})


class MicrosoftSignIn(FakeSignIn):
    """Each renewal gives a new refresh token; scopes are answered in their short form."""

    rotates = True

    def gives_refresh_token(self, query: Mapping[str, str]) -> bool:
        return "offline_access" in query["scope"].split()

    def named(self, scopes: frozenset[str]) -> str:
        short = (scope.rpartition("/")[2] for scope in scopes - {"offline_access"})
        return " ".join((*short, "profile", "openid", "email"))


class FakeMicrosoft(FakeProvider):
    """`calendars` are hers, `events` those of each."""

    authorize_path = "/common/oauth2/v2.0/authorize"
    token_path = "/common/oauth2/v2.0/token"
    main = MAIN

    def __init__(self) -> None:
        super().__init__(MicrosoftSignIn(), MAIN, TALKS)
        self.page_size = 1000
        owner = {"name": "Maya", "address": MAYA}
        self.calendars: list[dict[str, Any]] = [
            {"id": TALKS, "name": "Talks", "owner": owner, "isDefaultCalendar": False},
            {"id": MAIN, "name": "Calendar", "owner": owner, "isDefaultCalendar": True},
        ]
        self._stamps = count(1)

    @property
    def login_url(self) -> str:
        return f"{self.url}/common"

    @property
    def graph_url(self) -> str:
        return f"{self.url}/v1.0"

    def put(
        self,
        uid: str,
        title: str,
        start: date,
        end: date,
        /,
        *,
        calendar: str = MAIN,
        planned: datetime | None = None,
        guests: Sequence[str] = (),
        answer: str = "accepted",
        **fields: Any,
    ) -> None:
        """An event, or one happening of a series if it was `planned`; dates make it last all day.
        `answer` is her own to an invitation, `fields` are the API's."""
        shown = {
            "id": f"id of {uid} {planned}",
            "iCalUId": uid,
            **_of_series(planned, start),
            "subject": title,
            "start": _when(start),
            "end": _when(end),
            "isAllDay": not isinstance(start, datetime),
            "isCancelled": False,
            "showAs": "busy",
            "responseStatus": {"response": answer, "time": "0001-01-01T00:00:00Z"},
            "organizer": {"emailAddress": {"name": "Maya", "address": MAYA}},
            "attendees": [_attendee(guest) for guest in guests],
            **fields,
        }
        self.events[calendar][uid, planned] = Entry.of(start, end, shown)

    async def answer(self, request: web.Request) -> web.Response:
        granted = self.sign_in.granted(request)
        if granted is None:
            return _fault(401, "InvalidAuthenticationToken", "Access token has expired.")
        if READ_BASIC not in granted:
            return _fault(403, "ErrorAccessDenied", "Access is denied.")
        path = request.path.removeprefix("/v1.0/me/")
        if path == "calendars":
            return self._page(request, self.calendars)
        listed = re.fullmatch(r"calendars/(.+)/calendarView", path)
        if not listed or listed[1] not in self.events:
            return _fault(404, "ErrorItemNotFound", "The specified object was not found.")
        return self._calendar_view(request, listed[1])

    def _calendar_view(self, request: web.Request, calendar: str) -> web.Response:
        asked = request.query
        if request.headers.get("Prefer") != 'outlook.timezone="UTC"':
            return _fault(400, "TimeZoneNotSupportedException", "These tests speak UTC.")
        start, end = (datetime.fromisoformat(asked[f"{one}DateTime"]) for one in ("start", "end"))
        return self._page(request, self.within(calendar, start, end))

    def _page(self, request: web.Request, found: Sequence[Mapping[str, Any]]) -> web.Response:
        """Part of a list, each entry with what was selected of it and a tag of its own."""
        asked = dict(request.query)
        size, first = min(self.page_size, int(asked["$top"])), int(asked.get("$skip", "0"))
        page: dict[str, Any] = {
            "@odata.context": f"{self.graph_url}/$metadata#users('maya')",
            "value": [
                self._selected(one, asked.get("$select")) for one in found[first : first + size]
            ],
        }
        if first + size < len(found):
            following = urlencode({**asked, "$skip": first + size})
            page["@odata.nextLink"] = f"{self.url}{request.rel_url.raw_path}?{following}"
        return web.json_response(page)

    def _selected(self, whole: Mapping[str, Any], select: str | None) -> dict[str, Any]:
        names = select.split(",") if select else [name for name in whole if name not in _UNASKED]
        tag = {"@odata.etag": f'W/"{next(self._stamps)}"'}
        return tag | {name: whole[name] for name in names if name in whole}


def _of_series(planned: datetime | None, start: date) -> dict[str, str | None]:
    if planned is None:
        return {"type": "singleInstance", "seriesMasterId": None}
    return {
        "type": "occurrence" if planned == start else "exception",
        "seriesMasterId": "id of the series",
        "originalStart": f"{planned.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }


def _when(day: date) -> dict[str, str]:
    at = day.astimezone(UTC) if isinstance(day, datetime) else day
    return {"dateTime": f"{at:%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": "UTC"}


def _attendee(guest: str) -> dict[str, Any]:
    return {
        "type": "required",
        "status": {"response": "accepted", "time": "0001-01-01T00:00:00Z"},
        "emailAddress": {"name": guest, "address": guest},
    }


def _fault(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message}}, status=status)
