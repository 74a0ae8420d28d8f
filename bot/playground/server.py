"""Starts and stops a playground: one HTTP server on this machine's loopback address."""

import secrets
import socket
from collections.abc import Mapping
from typing import Any, Self

from aiohttp import web

from bot.playground.answers import Answers
from bot.playground.arguments import arguments_of
from bot.playground.authorize_page import AuthorizePage
from bot.playground.calendars import Calendars
from bot.playground.clock import PlaygroundClock
from bot.playground.delivery import Delivery
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.forms import Forms
from bot.playground.grants import Grants
from bot.playground.happenings import Happenings
from bot.playground.interactions import Interactions
from bot.playground.loopback import only_loopback
from bot.playground.manifest import AppManifest
from bot.playground.outstanding import Outstanding
from bot.playground.page_api import PageApi
from bot.playground.page_calendar import PageCalendar
from bot.playground.page_faults import PageFaults
from bot.playground.rates import Throttle
from bot.playground.request_urls import RequestUrls
from bot.playground.socket_mode import SocketMode
from bot.playground.state import APP_ID, Workspace
from bot.playground.stories import Story
from bot.playground.travel import Due, Settle, Travel
from bot.playground.web_api import WebApi
from bot.playground.wire import SlackError

HOST = "127.0.0.1"
SHUTDOWN_SECONDS = 1.0


class Playground:
    """A local Slack for one app, as an async context manager.

    `due` says the next moment the app has something to do, `settle` waits until it is idle; both
    are asked while the clock is moved. `url`, `api_url` and the tokens are there once entered.
    `limits=False` lifts Slack's rate limits, for measuring.
    """

    def __init__(
        self,
        *,
        manifest: Mapping[str, Any],
        story: Story,
        clock: PlaygroundClock,
        due: Due,
        settle: Settle,
        port: int = 0,
        limits: bool = True,
    ) -> None:
        self.clock = clock
        self.bot_token = f"xoxb-{secrets.token_hex(16)}"
        self.app_token = f"xapp-1-{APP_ID}-{secrets.token_hex(16)}"
        self.signing_secret = secrets.token_hex(16)
        self.state = Workspace(story=story, app=AppManifest.read(manifest), clock=clock)
        self.grants = Grants()
        self.faults = Faults()
        self.url = ""
        self._port = port
        self._throttle = Throttle() if limits else None
        self._outstanding = Outstanding()
        self.sockets = SocketMode(app_id=APP_ID, on_change=self._everybody_looks_again)
        self._delivery = self._way_to_the_app()
        self._events = Events(self.state, self._delivery, self._outstanding)
        self._answers = Answers(self.state, self._events)
        self.happenings = Happenings(self.state, self._events)
        self._travel = Travel(
            clock=clock,
            outstanding=self._outstanding,
            changes=self.state.changes,
            everybody=list(self.state.members),
            due=due,
            settle=settle,
        )
        self._calendars = Calendars(story.calendars, clock=clock, changes=self.state.changes)

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base URL."""
        return f"{self.url}/api/"

    @property
    def connected(self) -> bool:
        """Whether an app has a socket open, or an address of its own that was verified."""
        return self._delivery.connected

    async def verify_request_url(self) -> None:
        """What Slack does when the address for events is saved; events ask by themselves, too.

        `NotConnected` where the app does not repeat the challenge. Over a socket there is nothing
        to verify.
        """
        if isinstance(self._delivery, RequestUrls):
            await self._delivery.verify()

    def calendar_address(self, user: str) -> str:
        """Where a member's calendar can be read."""
        return f"{self.url}/calendars/{user}.ics"

    async def __aenter__(self) -> Self:
        """Binds the port (any free one for 0) and begins to answer."""
        app = web.Application(
            middlewares=[only_loopback, self.faults.between], client_max_size=4 * 1024**2
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        site_socket = socket.create_server((HOST, self._port))
        self.url = f"http://{HOST}:{site_socket.getsockname()[1]}"
        app.add_routes(self._routes())
        await self._runner.setup()
        await web.SockSite(self._runner, site_socket).start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        self.state.changes.close()
        await self._events.close()
        await self.sockets.close()
        await self._runner.cleanup()

    def _routes(self) -> list[web.RouteDef | web.StaticDef]:
        web_api = WebApi(
            self.state,
            sockets=self.sockets,
            events=self._events,
            answers=self._answers,
            grants=self.grants,
            bot_token=self.bot_token,
            app_token=self.app_token,
            base_url=self.url,
            throttle=self._throttle,
        )
        return [
            web.route("*", "/api/{method}", web_api.handle),
            web.get("/link", self.sockets.handle),
            web.post("/response/{secret}", self._answer_by_link),
            web.get("/calendars/{user}.ics", self._calendars.handle),
            *PageCalendar(self.state, self._calendars, address=self.calendar_address).routes(),
            *AuthorizePage(self.state, self.grants).routes(),
            *PageFaults(self.faults, self.sockets, self.happenings).routes(),
            *self._page().routes(),
        ]

    def _way_to_the_app(self) -> Delivery:
        """As its manifest says: over Socket Mode, or by HTTP to the addresses in it."""
        if self.state.app.socket_mode:
            return self.sockets
        return RequestUrls(
            self.state.app,
            signing_secret=self.signing_secret,
            on_change=self._everybody_looks_again,
        )

    def _page(self) -> PageApi:
        interactions = Interactions(
            self.state,
            delivery=self._delivery,
            answers=self._answers,
            outstanding=self._outstanding,
            response_url=f"{self.url}/response/",
        )
        return PageApi(
            self.state,
            interactions=interactions,
            forms=Forms(self.state, interactions),
            events=self._events,
            travel=self._travel,
            delivery=self._delivery,
        )

    async def _answer_by_link(self, request: web.Request) -> web.Response:
        """A response URL; what is refused answers 404 here, not 200 as the Web API does."""
        try:
            body = await arguments_of(request)
            link = self.state.response_links.use(request.match_info["secret"])
            self._answers.by_link(link, body)
        except SlackError as refusal:
            return web.json_response(refusal.as_json(), status=404)
        return web.json_response({"ok": True})

    def _everybody_looks_again(self) -> None:
        self.state.changes.happened(*self.state.members)
