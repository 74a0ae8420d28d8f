"""`resonance run`: the whole bot in one process until it is told to stop."""

import asyncio
import logging
import signal
from datetime import timedelta
from functools import partial

from bot import __version__
from bot.compose.resonance import Resonance
from bot.compose.store import database, kind_of_database, system_now
from bot.config import ConfigurationError, Settings
from bot.core.errors import ResonanceError
from bot.slack.checkup import check_up, clock_off, not_set
from bot.slack.clock_check import clock_fault, clock_watched
from storage.database import Database

logger = logging.getLogger(__name__)


class NotConnected(ResonanceError):
    """Slack refuses us or can't be reached; one line a fault."""


async def run(settings: Settings) -> None:
    """Runs until SIGTERM or SIGINT, and lets what is under way be finished.

    A second signal doesn't wait for that. `NotConnected` where Slack can't be had, at the start
    or later on, so that whoever keeps this process alive starts it afresh.
    """
    _refuse_missing_tokens(settings)
    serving = asyncio.ensure_future(_serve(settings))
    for wanted in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(wanted, serving.cancel)
    try:
        await serving
    except asyncio.CancelledError:
        logger.info("stopped as asked")


async def _serve(settings: Settings) -> None:
    async with database(settings) as store:
        bot = Resonance(settings, store)
        try:
            await bot.open()
            address = await _checked(settings)
            await _tell_start(settings, store)
            await bot.connect(address)
            logger.info("connected to Slack")
            async with clock_watched(partial(_clock_off, settings)):
                await bot.watch(_lost)
        finally:
            await bot.stop()


async def _tell_start(settings: Settings, store: Database) -> None:
    """What matters when something is amiss later: which program over which database, where its
    pages are, and what waited for it."""
    deliveries = await store.deliveries(system_now())
    told = {
        "version": __version__,
        "database": kind_of_database(settings),
        "pages": settings.reached_at or "none",
        "overdue": deliveries.overdue,
        "overdue_seconds": int(deliveries.longest_overdue.total_seconds()),
    }
    logger.info("starting", extra=told)


def _refuse_missing_tokens(settings: Settings) -> None:
    tokens = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
    }
    if missing := [not_set(name) for name, token in tokens.items() if token is None]:
        raise ConfigurationError(*missing)


async def _checked(settings: Settings) -> str | None:
    """The address of the one socket that a start opens; `NotConnected` where Slack refuses."""
    found = await check_up(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        api_url=settings.slack_api_url,
        now=system_now(),
    )
    said = (found.bot_fault, found.app_fault, clock_fault(found.clock_off))
    if faults := [fault for fault in said if fault]:
        raise NotConnected("\n".join(faults))
    return found.address


async def _clock_off(settings: Settings) -> timedelta | None:
    return await clock_off(
        bot_token=settings.slack_bot_token, api_url=settings.slack_api_url, now=system_now
    )


def _lost() -> None:
    raise NotConnected("The connection to Slack was lost and did not come back.")
