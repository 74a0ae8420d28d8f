"""The whole bot, built and joined."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime

from bot.compose.calendars import Calendars, calendars_of
from bot.compose.store import system_now
from bot.compose.web import web_server
from bot.config import Settings
from bot.scheduling.clock import Clock
from bot.scheduling.dispatch import Dispatch
from bot.services.calendars.connecting import Connecting
from bot.services.calendars.managing import Managing
from bot.services.calendars.polling import Polling
from bot.services.calendars.previewing import Previewing
from bot.services.calendars.signing_in import SigningIn
from bot.services.explaining import Explaining
from bot.services.interviewing import Interviewing
from bot.services.membership import Membership
from bot.services.nudges.delivering import Delivering
from bot.services.nudges.righting import Righting
from bot.services.nudges.snoozing import Snoozing
from bot.services.observing import Observing
from bot.services.outreach import Outreach
from bot.services.planning import Planning
from bot.services.ports import Now, Store
from bot.services.reflecting import Reflecting
from bot.services.services import Services
from bot.services.sharing import Shared
from bot.services.synthesising import Synthesising
from bot.slack.app import SlackApp, slack_client, slack_session
from bot.slack.directory import SlackDirectory
from bot.slack.messenger import SlackMessenger
from bot.web.prometheus import PrometheusMetrics
from storage.database import Database


class Resonance:
    """The whole bot in one process: Socket Mode, clock and dispatch, over either database."""

    def __init__(self, settings: Settings, store: Database, now: Now = system_now) -> None:
        self._settings = settings
        self._store = store
        self._now = now
        self._stack = AsyncExitStack()

    async def start(self) -> None:
        """All at once, for whoever has nothing to see to in between. The store must be open."""
        await self.open()
        await self.connect()

    async def open(self) -> None:
        """Builds everything, and answers supervisors and browsers, where there is a port for it,
        before Slack does."""
        settings, enter = self._settings, self._stack.enter_async_context
        session = await enter(slack_session())
        client = slack_client(settings.slack_bot_token, settings.slack_api_url, session)
        app_client = slack_client(settings.slack_app_token, settings.slack_api_url, session)
        tally = PrometheusMetrics()
        calendars = await calendars_of(settings, self._store, self._now, self._stack)
        polling = Polling(
            store=self._store,
            source=calendars.source,
            now=self._now,
            poll_every=settings.poll_every,
            tally=tally,
        )
        self.services = services_of(self._store, SlackDirectory(client), calendars, polling)
        nudging = Delivering(
            store=self._store,
            messenger=SlackMessenger(client, self.services.membership),
            polling=polling,
            now=self._now,
            tally=tally,
        )
        righting = Righting(store=self._store, now=self._now)
        self._dispatch = Dispatch(self._store, nudging, self._now, righting.set_right)
        self._clock = Clock(self._dispatch.sweep, self._now)
        self._dispatch.on_room = self._clock.moved
        self._slack = SlackApp(
            client=client,
            app_client=app_client,
            session=session,
            on_sharing=Observing(store=self._store, now=self._now).sharing,
        )
        self._store.on_planned = self._clock.wake
        if settings.port is not None:
            await self._serve(settings, settings.port, tally)

    async def connect(self, address: str | None = None) -> None:
        """Connects to Slack, at the address where it gave one out, and begins to send what is
        due."""
        listening = self._store.listening(self._clock.wake, self._clock.moved)
        await self._stack.enter_async_context(listening)
        await self._slack.connect(self.services, address)
        self._clock.start()

    async def stop(self) -> None:
        """Lets what is under way be finished; whatever is due later waits in the table. Told again
        meanwhile, it waits for nothing, and leaves nothing open all the same."""
        async with self._stack:
            try:
                await self._finish()
            except asyncio.CancelledError:
                await self._slack.cut_short()
                await self._dispatch.cut_short()
                raise
            finally:
                await self._slack.hang_up()

    async def _finish(self) -> None:
        await self._clock.stop()
        await self._slack.idle()
        await self._slack.hang_up()
        await self._slack.idle()
        await self._dispatch.idle()

    async def watch(self, give_up: Callable[[], None]) -> None:
        await self._slack.watch(give_up)

    async def due(self) -> datetime | None:
        """The next moment at which something is to be done."""
        return await self._dispatch.due()

    async def settle(self) -> None:
        """Returns when everything due by now is done and no listener is at work."""
        while True:
            await self._slack.idle()
            due = await self.due()
            if due is None or due > self._now():
                await self._dispatch.idle()
                if (due := await self.due()) is None or due > self._now():
                    return
            await self._dispatch.sweep()
            await self._dispatch.idle()

    def moved(self) -> None:
        """The time was moved ahead: what fell due meanwhile is done now."""
        self._clock.moved()

    async def _serve(self, settings: Settings, port: int, tally: PrometheusMetrics) -> None:
        self.web = web_server(
            settings,
            port,
            store=self._store,
            slack=self._slack,
            signing_in=self.services.signing_in,
            tally=tally,
            now=self._now,
        )
        await self.web.start()
        self._stack.push_async_callback(self.web.stop)


def services_of(
    store: Store, directory: SlackDirectory, calendars: Calendars, polling: Polling
) -> Services:
    """Every use, over one store, which they share."""
    now, store = polling.now, Shared(store)
    connecting = Connecting(store=store, polling=polling, finder=calendars.finder)
    return Services(
        now=now,
        membership=Membership(store=store, directory=directory, now=now),
        planning=Planning(store=store),
        outreach=Outreach(store=store),
        interviewing=Interviewing(store=store),
        connecting=connecting,
        signing_in=SigningIn(
            store=store, providers=calendars.providers, connecting=connecting, names=directory
        ),
        managing=Managing(store=store, polling=polling),
        previewing=Previewing(store=store, polling=polling),
        reflecting=Reflecting(store=store, now=now),
        synthesising=Synthesising(store=store),
        snoozing=Snoozing(store=store),
        explaining=Explaining(store=store, now=now),
    )
