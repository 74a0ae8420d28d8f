"""The page's calendar drawer: a member's calendar as a form and as text."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.playground.calendar_text import events_in, text_of
from bot.playground.calendars import Calendars
from bot.playground.page_answers import answering, refusal
from bot.playground.state import Workspace
from bot.playground.wire import JsonObject, SlackError


class PageCalendar:
    """Shows and changes what the bot reads at `address(user)`."""

    def __init__(
        self, workspace: Workspace, calendars: Calendars, *, address: Callable[[str], str]
    ) -> None:
        self._workspace = workspace
        self._calendars = calendars
        self._address = address

    def routes(self) -> list[web.RouteDef]:
        """Both routes."""
        return [
            web.get("/page/calendar", self._show),
            web.put("/page/calendar", answering(self._change)),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        try:
            user = self._workspace.member(request.query.get("user", "")).id
        except SlackError as error:
            return web.json_response(refusal(error), status=404)
        zone, text = self._zone(user), self._calendars.of(user).text
        return web.json_response(
            {
                "address": self._address(user),
                "zone": str(zone),
                "events": events_in(text, zone=zone),
                "ics": text,
            }
        )

    async def _change(self, given: JsonObject) -> None:
        user = self._workspace.member(given["user"]).id
        if "ics" in given:
            text = given["ics"]
        else:
            now = self._workspace.clock.now()
            text = text_of(given["events"], zone=self._zone(user), now=now)
        self._calendars.put(user, text)

    def _zone(self, user: str) -> ZoneInfo:
        return ZoneInfo(self._workspace.member(user).tz or "UTC")
