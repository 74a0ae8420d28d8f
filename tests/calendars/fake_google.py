"""Google's sign-in and its Calendar API, version 3, as documented, on loopback."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from aiohttp import web

from tests.calendars.fake_provider import LONDON, Entry, FakeProvider
from tests.calendars.fake_sign_in import FakeSignIn

EVENTS = "https://www.googleapis.com/auth/calendar.events.owned.readonly"
LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
MAYA, TALKS = "maya@example.com", "talks@group.calendar.google.com"


class GoogleSignIn(FakeSignIn):
    """A refresh token is given offline alone, and certainly only after consent."""

    def gives_refresh_token(self, query: Mapping[str, str]) -> bool:
        return (query.get("access_type"), query.get("prompt")) == ("offline", "consent")

    def named(self, scopes: frozenset[str]) -> str:
        return " ".join(scopes)


class FakeGoogle(FakeProvider):
    """`calendars` are those in her list, `events` those of each that she owns."""

    authorize_path = "/o/oauth2/v2/auth"
    token_path = "/token"
    main = MAYA

    def __init__(self) -> None:
        super().__init__(GoogleSignIn(), MAYA, TALKS)
        self.page_size = 2500
        self.calendars: list[dict[str, Any]] = [
            {"id": "holidays@group.v.calendar.google.com", "accessRole": "reader", "summary": "UK"},
            {"id": TALKS, "accessRole": "owner", "summary": "Talks"},
            {"id": MAYA, "accessRole": "owner", "summary": "Maya", "primary": True},
        ]
        self._stamps = count(1)

    @property
    def calendar_url(self) -> str:
        return f"{self.url}/calendar/v3"

    def put(
        self,
        uid: str,
        title: str,
        start: date,
        end: date,
        /,
        *,
        calendar: str = MAYA,
        planned: datetime | None = None,
        guests: Sequence[str] = (),
        answer: str = "accepted",
        **fields: Any,
    ) -> None:
        """An event, or one happening of a series if it was `planned`; dates make it last all day.
        `answer` is her own to an invitation, `fields` are the API's."""
        shown = {
            "iCalUID": uid,
            "status": "confirmed",
            "summary": title,
            "start": _when(start),
            "end": _when(end),
            "organizer": {"email": MAYA, "self": True},
            "attendees": [
                {"email": MAYA, "self": True, "responseStatus": answer},
                *({"email": guest, "responseStatus": "accepted"} for guest in guests),
            ],
            "eventType": "default",
            **fields,
        }
        if planned:
            shown |= {"recurringEventId": uid, "originalStartTime": _when(planned)}
        self.events[calendar][uid, planned] = Entry.of(start, end, shown)

    async def answer(self, request: web.Request) -> web.Response:
        granted = self.sign_in.granted(request)
        if granted is None:
            return _fault(401, "authError", "Invalid Credentials")
        path = request.path.removeprefix("/calendar/v3/")
        if (LIST if path == "users/me/calendarList" else EVENTS) not in granted:
            return _fault(403, "insufficientPermissions", "Request had insufficient scopes.")
        if path == "users/me/calendarList":
            return self._calendar_list(request)
        listed = re.fullmatch(r"calendars/([^/]+)/events", path)
        if listed and listed[1] in self.events:
            return self._events(request, listed[1])
        return _fault(404, "notFound", "Not Found")

    def _calendar_list(self, request: web.Request) -> web.Response:
        owned = request.query.get("minAccessRole") == "owner"
        found = [one for one in self.calendars if one["accessRole"] == "owner" or not owned]
        return self._page(request, {"kind": "calendar#calendarList"}, found)

    def _events(self, request: web.Request, calendar: str) -> web.Response:
        asked = request.query
        if asked["orderBy"] == "startTime" and asked["singleEvents"] != "true":
            return _fault(400, "orderByNotSupported", "Bad Request")
        start, end = (datetime.fromisoformat(asked[name]) for name in ("timeMin", "timeMax"))
        if start >= end or not start.tzinfo or not end.tzinfo:
            return _fault(400, "timeRangeEmpty", "The specified time range is empty.")
        found = [
            {**shown, "etag": f'"{next(self._stamps)}"', "updated": "2026-09-01T08:00:00Z"}
            for shown in self.within(calendar, start, end)
        ]
        title = next(one["summary"] for one in self.calendars if one["id"] == calendar)
        return self._page(request, {"kind": "calendar#events", "summary": title}, found)

    def _page(
        self, request: web.Request, head: dict[str, Any], found: list[dict[str, Any]]
    ) -> web.Response:
        size = min(self.page_size, int(request.query.get("maxResults", "250")))
        first = int(request.query.get("pageToken", "0=").removesuffix("="))
        page = {**head, "items": found[first : first + size]}
        if first + size < len(found):
            page["nextPageToken"] = f"{first + size}="
        return web.json_response(_part(page, request.query.get("fields", "")))


def _when(day: date) -> dict[str, str]:
    if not isinstance(day, datetime):
        return {"date": day.isoformat()}
    return {"dateTime": day.astimezone(LONDON).isoformat(), "timeZone": LONDON.key}


def _part(whole: Any, fields: str) -> Any:
    """What a partial response keeps: "a,b(c,d(e))"; all of it without fields."""
    if isinstance(whole, list):
        return [_part(one, fields) for one in whole]
    named = re.findall(r"(\w+)(?:\(((?:[^()]|\([^()]*\))*)\))?", fields)
    if not isinstance(whole, dict) or not named:
        return whole
    return {name: _part(whole[name], inner) for name, inner in named if name in whole}


def _fault(status: int, reason: str, message: str) -> web.Response:
    errors = [{"domain": "global", "reason": reason, "message": message}]
    said = {"error": {"errors": errors, "code": status, "message": message}}
    return web.json_response(said, status=status)
