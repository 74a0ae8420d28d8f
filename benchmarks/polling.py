"""What polls of calendars cost: of a large one that is unchanged, and of a thousand due at once."""

import asyncio
import time
from collections.abc import Sequence
from statistics import median

import aiohttp

from benchmarks.databases import Fresh, databases
from benchmarks.feeds import TAG
from benchmarks.figures import Figure
from benchmarks.serving import served
from benchmarks.watched import Cost, children_cpu, connect, watched
from benchmarks.workspace import users
from bot.compose.store import system_now
from bot.core.feeds import Calendar
from bot.services.calendars.polling import LOOK_AHEAD
from storage.database import Database
from storage.keys import KeyRing, new_key

LARGE, USUAL = 5_000, 50
MEMBERS, CHANGED = 1_000, 100
ROUNDS, LARGE_ROUNDS = 3, 21
#: The aim is 10,000 calendars, each read every five minutes, on two cores.
AIM_RATE = 10_000 / 300
AIM_CPU_MS = 2 / AIM_RATE * 1000


def main() -> list[Figure]:
    """Takes about three minutes. The calendars are served by a process of its own.

    Polls go through the table of nudges from being due to being settled. The yardstick of an
    unchanged calendar is a bare GET of the same with the same headers, in the same run.
    """
    with databases() as kinds, served("benchmarks.feeds") as host:
        return [figure for kind, fresh in kinds.items() for figure in _figures(kind, fresh, host)]


def _figures(kind: str, fresh: Fresh, host: str) -> list[Figure]:
    with fresh() as url:
        large = asyncio.run(_large(url, host))
    with fresh() as url:
        many = asyncio.run(_many(url, host))
    return [*_of_large(kind, large), *_of_many(kind, *many)]


async def _large(url: str, host: str) -> dict[str, tuple[list[Cost], list[Cost]]]:
    """By how the calendar is served: polls, and bare GETs in turn with them."""
    addresses = {how: f"http://{host}/{how}/{LARGE}/large.ics" for how in ("tagged", "plain")}
    key = new_key()
    async with Database(url, KeyRing(key)) as store:
        unread = [_unread(address) for address in addresses.values()]
        calendars = await connect(store, users(len(unread)), unread)
    costs: dict[str, tuple[list[Cost], list[Cost]]] = {how: ([], []) for how in addresses}
    headers = {"User-Agent": "Resonance", "Accept-Encoding": "gzip"}
    async with watched(url, key, host) as bot, aiohttp.ClientSession(headers=headers) as session:
        await bot.poll(calendars, changed=len(calendars))
        for _ in range(LARGE_ROUNDS):
            for calendar, (how, (ours, bare)) in zip(calendars, costs.items(), strict=True):
                ours.append(await bot.poll([calendar]))
                known = {"If-None-Match": TAG} if how == "tagged" else {}
                bare.append(await _bare_get(session, calendar.address, known))
    return costs


async def _bare_get(session: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> Cost:
    began, used = time.perf_counter(), time.process_time()
    async with session.get(url, headers=headers) as response:
        await response.read()
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    return Cost(polls=1, wall=wall, cpu=cpu)


async def _many(url: str, host: str) -> tuple[list[Cost], list[Cost], float]:
    """Rounds of which nothing changed, rounds of which a tenth did, and the seconds of CPU time
    that the processes used which read what had changed."""
    tagged = [_known(f"http://{host}/tagged/{USUAL}/{n}.ics") for n in range(MEMBERS)]
    renewed = [_unread(f"http://{host}/renewed/{USUAL}/{n}.ics") for n in range(CHANGED)]
    key = new_key()
    async with Database(url, KeyRing(key)) as store:
        calendars = await connect(store, users(MEMBERS + CHANGED), tagged + renewed)
    async with watched(url, key, host) as bot:
        unchanged = [await bot.poll(calendars[:MEMBERS]) for _ in range(ROUNDS)]
    before = children_cpu()
    async with watched(url, key, host) as bot:
        mixed = [await bot.poll(calendars[CHANGED:], changed=CHANGED) for _ in range(ROUNDS)]
    return unchanged, mixed, children_cpu() - before


def _unread(address: str) -> Calendar:
    return Calendar(member_id=0, address=address)


def _known(address: str) -> Calendar:
    """As if it had just been read."""
    known_until = system_now() + LOOK_AHEAD
    return Calendar(member_id=0, address=address, marks={"ETag": TAG}, expanded_until=known_until)


def _of_large(kind: str, costs: dict[str, tuple[list[Cost], list[Cost]]]) -> list[Figure]:
    names = {"tagged": "ETag", "plain": "no ETag"}
    return [
        Figure(
            name=f"unchanged poll, {LARGE:,} events, {names[how]}, {clock}, {kind}",
            value=_ms(ours, clock),
            unit="ms",
            beside=_ms(bare, clock),
        )
        for how, (ours, bare) in costs.items()
        for clock in ("wall", "CPU")
    ]


def _of_many(kind: str, unchanged: list[Cost], mixed: list[Cost], reading: float) -> list[Figure]:
    figures = []
    for what, costs in (("unchanged", unchanged), ("10 % changed", mixed)):
        rate = median(cost.polls / cost.wall for cost in costs)
        name = f"{MEMBERS:,} calendars due at once, {what}, {kind}"
        figures += [
            Figure(name=f"{name}: polls", value=rate, unit="1/s", beside=AIM_RATE),
            Figure(name=f"{name}: CPU", value=_ms(costs, "CPU"), unit="ms", beside=AIM_CPU_MS),
        ]
    read = f"changed calendar of {USUAL} events, CPU of the child that reads it, {kind}"
    figures.append(Figure(name=read, value=reading / (ROUNDS * CHANGED) * 1000, unit="ms"))
    return figures


def _ms(costs: Sequence[Cost], clock: str) -> float:
    """Milliseconds a poll, by the median of the rounds."""
    seconds = [cost.wall if clock == "wall" else cost.cpu for cost in costs]
    return median(seconds) / costs[0].polls * 1000
