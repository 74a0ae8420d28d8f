"""`resonance try`: the real bot beside a local playground, with one clock for both."""

import asyncio
import signal
import socket
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click

from bot.compose.resonance import Resonance
from bot.compose.store import database
from bot.config import ConfigurationError, Settings
from bot.core.members import Member
from bot.core.plan import Exploration
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import NoSuchStory, Story, story_named
from bot.services.calendars.connecting import Typed
from bot.services.nudges.planning import plan_ahead
from bot.services.portability.importing import read_file
from bot.services.portability.service import import_explorations
from bot.services.ports import Request, Work
from bot.slack.manifest import manifest
from storage.database import Database
from storage.keys import new_key

#: In a story nothing changes unless somebody changes it on the page; ends are watched all the same.
POLL_EVERY = timedelta(hours=1)
USUAL_PORT = 8321


@asynccontextmanager
async def trial(
    story: Story,
    *,
    port: int,
    database_url: str | None,
    keys: str | None = None,
    given: Settings | None = None,
) -> AsyncIterator[Playground]:
    """The playground, entered, with the bot connected to it and the story told. `keys` seal the
    database that is named, if one is; an embedded one has its own beside it. What is `given` about
    calendars and pages holds here too."""
    clock = PlaygroundClock(story.starts_at)
    async with _empty_database(database_url, keys) as store:
        bot: Resonance | None = None

        async def due() -> datetime | None:
            return await bot.due() if bot else None

        async def settle() -> None:
            if bot:
                bot.moved()
                await bot.settle()

        async with Playground(
            manifest=manifest(), story=story, clock=clock, port=port, due=due, settle=settle
        ) as playground:
            bot = Resonance(settings_for(playground, given), store, clock.now)
            await bot.start()
            try:
                await _tell(story, playground, bot, store)
                yield playground
            finally:
                await bot.stop()


def settings_for(playground: Playground, given: Settings | None = None) -> Settings:
    """The bot's settings for a playground: its tokens, its address, its calendars."""
    given = given or Settings()
    return replace(
        given,
        slack_bot_token=playground.bot_token,
        slack_app_token=playground.app_token,
        slack_api_url=playground.api_url,
        private_hosts=given.private_hosts | {urlsplit(playground.url).netloc},
        poll_every=POLL_EVERY,
    )


async def _tell(story: Story, playground: Playground, bot: Resonance, store: Database) -> None:
    """What the story's first member has done before: a plan, people, interviews, a calendar."""
    if story.exploration is None:
        return
    told, now = story.members[0], playground.clock.now()

    async def plan(work: Work, member: Member, exploration: Exploration) -> None:
        await plan_ahead(work, member, exploration, now)

    await import_explorations(
        store,
        team=story.workspace_id,
        user=told.id,
        imported=read_file(story.exploration.read_bytes()),
        replace=False,
        plan=plan,
    )
    if told.id in story.calendars:
        member = await bot.services.membership.member(story.workspace_id, told.id)
        address = playground.calendar_address(told.id)
        await bot.services.connecting.connect(
            Request(member=member, at=now), Typed(address=address)
        )


@asynccontextmanager
async def _empty_database(url: str | None, keys: str | None) -> AsyncIterator[Database]:
    """A fresh database that is gone afterwards; one that is named must be empty, and stays."""
    with tempfile.TemporaryDirectory(prefix="resonance-") as folder:
        where = Settings(
            database_url=url or f"sqlite:///{Path(folder) / 'resonance.db'}",
            encryption_keys=keys if url else new_key(),
        )
        async with database(where) as store:
            async with store.reading() as work:
                if await work.members.every():
                    raise ConfigurationError("the database named with --database is not empty")
            yield store


async def run_trial(
    name: str, *, port: int | None, browser: bool, database_url: str | None, keys: str | None
) -> None:
    """Serves the page until Ctrl-C."""
    try:
        story = story_named(name)
    except NoSuchStory as fault:
        raise ConfigurationError(str(fault)) from fault
    stop = asyncio.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
    chosen = port if port is not None else _free_port()
    async with trial(story, port=chosen, database_url=database_url, keys=keys) as playground:
        click.echo(f"Resonance is here to try: {playground.url}\nCtrl-C ends it.")
        if browser:
            webbrowser.open(playground.url)
        await stop.wait()


def _free_port() -> int:
    """The usual port, which is easy to remember, or any free one where it is taken."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", USUAL_PORT))
        except OSError:
            return 0
    return USUAL_PORT
