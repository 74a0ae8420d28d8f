"""The one place where things are built and joined."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

from bot.calendars.ics_feed import IcsFeed
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.config import Settings
from bot.core.members import Member
from bot.scheduling.clock import Clock
from bot.scheduling.dispatch import Dispatch
from bot.services.connecting import Connecting
from bot.services.desk import Desk
from bot.services.explaining import Explaining
from bot.services.interviewing import Interviewing
from bot.services.membership import Membership
from bot.services.nudging import Nudging
from bot.services.outreach import Outreach
from bot.services.planning import Planning
from bot.services.ports import Now, Store
from bot.services.reflecting import Reflecting
from bot.services.snoozing import Snoozing
from bot.services.synthesising import Synthesising
from bot.services.watching import Watching
from bot.slack.app import SlackApp, slack_client, slack_session
from bot.slack.directory import SlackDirectory
from bot.slack.messenger import SlackMessenger
from bot.stored import system_now
from storage.database import Database


class ChannelBook:
    """Writes down the DM opened with a member."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def note_channel(self, member: Member, channel: str) -> None:
        async with self._store.writing() as work:
            current = await work.members.get(member.id)
            await work.members.save(replace(current, channel=channel))


class Resonance:
    """The whole bot in one process: Socket Mode, clock and dispatch, over either database."""

    def __init__(self, settings: Settings, store: Database, now: Now = system_now) -> None:
        self._settings = settings
        self._store = store
        self._now = now
        self._stack = AsyncExitStack()

    async def start(self) -> None:
        """Connects to Slack, then begins to send what is due. The store must be open."""
        settings, enter = self._settings, self._stack.enter_async_context
        session = await enter(slack_session())
        client = slack_client(settings.slack_bot_token, settings.slack_api_url, session)
        app_client = slack_client(settings.slack_app_token, settings.slack_api_url, session)
        watching = await self._watching()
        messenger = SlackMessenger(client, ChannelBook(self._store))
        nudging = Nudging(store=self._store, messenger=messenger, watching=watching, now=self._now)
        self._dispatch = Dispatch(self._store, nudging, self._now)
        self._clock = Clock(self._dispatch.sweep, self._now)
        self._dispatch.on_room = self._clock.moved
        self._slack = SlackApp(client=client, app_client=app_client, session=session)
        self.desk = desk_of(self._store, SlackDirectory(client), watching, self._now)
        self._store.on_planned = self._clock.wake
        await enter(self._store.listening(self._clock.wake, self._clock.moved))
        await self._slack.connect(self.desk)
        self._clock.start()

    async def stop(self) -> None:
        """Lets what is under way be finished; whatever is due later waits in the table."""
        await self._clock.stop()
        await self._slack.close()
        await self._dispatch.idle()
        await self._stack.aclose()

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

    async def _watching(self) -> Watching:
        fetcher = await self._stack.enter_async_context(SafeFetcher(self._settings.private_hosts))
        reader = CalendarReader()
        self._stack.push_async_callback(reader.close)
        return Watching(
            store=self._store,
            source=IcsFeed(fetcher, reader),
            now=self._now,
            poll_every=self._settings.poll_every,
        )


def desk_of(store: Store, directory: SlackDirectory, watching: Watching, now: Now) -> Desk:
    """Every use, over one store."""
    return Desk(
        now=now,
        membership=Membership(store=store, directory=directory, now=now),
        planning=Planning(store=store),
        outreach=Outreach(store=store),
        interviewing=Interviewing(store=store),
        connecting=Connecting(store=store, watching=watching),
        reflecting=Reflecting(store=store, now=now),
        synthesising=Synthesising(store=store),
        snoozing=Snoozing(store=store),
        explaining=Explaining(store=store, now=now),
    )
