"""What calendars that were made to do harm cost the bot: its loop's pauses, and its memory."""

import asyncio
import resource
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from benchmarks import growth
from benchmarks.figures import Figure
from benchmarks.hostile_bodies import BODIES
from benchmarks.serving import served
from benchmarks.watched import POLL_EVERY, connect
from bot.calendars.caldav_account import CalDavAccounts
from bot.calendars.google_calendar import GoogleCalendars
from bot.calendars.ics import read_ics
from bot.calendars.ics_feed import IcsFeed
from bot.calendars.reader import LIMIT_SECONDS, CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.calendars.sources import Sources
from bot.core.feeds import Account, Calendar, CalendarKind, Grant, Password
from bot.services.calendars.polling import Polling
from bot.services.metrics import NoMetrics
from storage.database import Database
from storage.keys import KeyRing, new_key

FILES = Path(__file__).parent.parent / "tests" / "data" / "calendars"
START = datetime(2026, 9, 1, tzinfo=UTC)
END = START + timedelta(days=30)
#: The longest anybody else may be kept waiting.
AIM_MS = 50
GRANT = Grant(access_token="a", refresh_token="b", expires_at=END)  # noqa: S106 - of no provider


def main() -> list[Figure]:
    """The bodies are read as the whole bot would, from a server in a process of its own, and what
    is in them is stored."""
    pauses = _pauses()
    worst = max(pauses, key=lambda name: pauses[name])
    here, child = (
        resource.getrusage(whose).ru_maxrss / 1024
        for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return [
        _slowest(),
        *(_pause(f"pause of the loop: {name}", pauses[name]) for name in BODIES),
        _pause(f"longest pause of the loop, by {worst}", pauses[worst]),
        Figure(name="peak memory of the bot over all of them", value=here, unit="MiB"),
        Figure(name="peak memory of a child", value=child, unit="MiB", beside=1024),
        *growth.main(),
    ]


def _pause(name: str, seconds: float) -> Figure:
    return Figure(name=name, value=seconds * 1000, unit="ms", beside=AIM_MS)


def _slowest() -> Figure:
    """Beside the time after which a child that reads one is killed."""
    paths = sorted(FILES.rglob("*.ics"))
    slowest = max(_seconds(path.read_bytes()) for path in paths)
    name = f"slowest of {len(paths)} hostile, faulty and foreign calendars"
    return Figure(name=name, value=slowest, unit="s", beside=LIMIT_SECONDS)


def _seconds(text: bytes) -> float:
    began = time.perf_counter()
    read_ics(text, window_start=START, window_end=END, zone=ZoneInfo("Europe/London"))
    return time.perf_counter() - began


def _pauses() -> dict[str, float]:
    with served("benchmarks.hostile_bodies") as host, TemporaryDirectory() as folder:
        return asyncio.run(_measured(f"sqlite:///{folder}/resonance.db", host))


async def _measured(url: str, host: str) -> dict[str, float]:
    async with _watching(url, host) as (store, polling):
        users = [f"U{number}" for number in range(len(BODIES))]
        feeds = [Calendar(member_id=0, address=f"http://{host}/{n}") for n in range(len(BODIES))]
        calendars = await connect(store, users, feeds)
        return {
            name: await _longest(polling, await _of_kind(store, calendar, kind))
            for (name, (kind, _)), calendar in zip(BODIES.items(), calendars, strict=True)
        }


async def _of_kind(store: Database, calendar: Calendar, kind: CalendarKind) -> int:
    """The feed's id, once it is a calendar of that kind."""
    if kind is CalendarKind.ICS:
        return calendar.id
    google = kind is CalendarKind.GOOGLE
    account = Account(
        member_id=calendar.member_id,
        kind=kind,
        secret=GRANT if google else Password(user="maya", password="app"),  # noqa: S106
        created_at=START,
        address=calendar.address,
    )
    address = calendar.address.rpartition("/")[2] if google else calendar.address
    async with store.writing() as work:
        saved = await work.accounts.save(account)
        await work.calendars.save(replace(calendar, kind=kind, account=saved, address=address))
    return calendar.id


async def _longest(polling: Polling, calendar_id: int) -> float:
    """How long the loop kept anybody waiting, at most, while a calendar was polled: in its own CPU
    time, since what else the machine does is no calendar's fault."""
    pauses = [0.0]

    async def tick() -> None:
        while True:
            began = time.thread_time()
            await asyncio.sleep(0)
            pauses.append(time.thread_time() - began)

    ticking = asyncio.create_task(tick())
    await polling.poll(calendar_id)
    ticking.cancel()
    return max(pauses)


@asynccontextmanager
async def _watching(url: str, host: str) -> AsyncIterator[tuple[Database, Polling]]:
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(Database(url, KeyRing(new_key())))
        fetcher = await stack.enter_async_context(SafeFetcher(frozenset({host})))
        reader = CalendarReader()
        stack.push_async_callback(reader.close)
        source = Sources(
            {
                CalendarKind.ICS: IcsFeed(fetcher, reader),
                CalendarKind.CALDAV: CalDavAccounts(fetcher, reader),
                CalendarKind.GOOGLE: GoogleCalendars(fetcher, Granted(), reader, f"http://{host}"),
            }
        )
        yield (
            store,
            Polling(
                store=store,
                source=source,
                now=lambda: START,
                poll_every=POLL_EVERY,
                tally=NoMetrics(),
            ),
        )


class Granted:
    """The port `Grants`: whatever is asked for."""

    async def grant_of(self, account: Account, *, refused: Grant | None = None) -> Grant:
        del account, refused
        return GRANT
