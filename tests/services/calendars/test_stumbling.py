"""What nobody foresaw in a calendar: she is asked all the same, and told, and the log has it."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web

from bot.calendars.google_calendar import GoogleCalendars
from bot.calendars.ics_feed import IcsFeed
from bot.calendars.oauth import OAuthProvider
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.core.errors import CalendarTrouble, Stumbled
from bot.core.feeds import Account, Calendar, CalendarKind, FeedRead, Grant
from bot.core.meetings import Status
from bot.services.calendars.connecting import Typed
from bot.services.nudges.letters import CalendarBroken, HowDidItGo
from bot.services.nudges.planning import plan_poll
from storage.database import Database
from storage.errors import StorageTrouble
from storage.keys import KeyRing, new_key
from tests.calendars.door import behind
from tests.calendars.fake_google import FakeGoogle
from tests.calendars.signed_in import Wallet, registration, signed_in
from tests.services.world import COFFEE, FRIDAY, PaperCalendar, World

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HALF = "Coffee with Priya Shah \ud83c #interview"
STUMBLED = "Something in this calendar is more than Resonance can read"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/resonance.db"
    server: str = request.getfixturevalue("postgres_url")
    return server


@pytest.fixture
async def store(url: str) -> AsyncIterator[Database]:
    async with Database(url, KeyRing(new_key())) as database:
        yield database


@dataclass
class Faulty(PaperCalendar):
    """Raises its fault, once it has one."""

    fault: Exception | None = None

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        if self.fault:
            raise self.fault
        return await super().read(calendar, start=start, end=end, zone=zone)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store, calendar=Faulty())
    await world.begin()
    await world.connect(COFFEE)
    return world


def stumbles(fault: Exception) -> Callable[[World], None]:
    def befall(world: World) -> None:
        assert isinstance(world.calendar, Faulty)
        world.calendar.fault = fault

    return befall


def half_a_sign(world: World) -> None:
    """Nobody made it storable, and no database takes it."""
    start, end = COFFEE.starts_at + DAY, COFFEE.ends_at + DAY
    half = replace(COFFEE, uid="half", title=HALF, starts_at=start, ends_at=end)
    world.calendar.occurrences.append(half)


BEFALL = pytest.mark.parametrize(
    "befall",
    [
        half_a_sign,
        stumbles(RuntimeError("Coffee with Priya Shah")),
        stumbles(KeyError("Priya")),
        stumbles(Stumbled("UnicodeEncodeError", "tolerant.py:120")),
    ],
    ids=["storing", "reading", "a key", "in the child"],
)


@BEFALL
async def test_the_question_leaves_with_what_is_stored(
    world: World, befall: Callable[[World], None]
) -> None:
    befall(world)

    [letter] = await world.pass_to(COFFEE.ends_at)

    assert isinstance(letter, HowDidItGo)
    assert letter.ended_at == COFFEE.ends_at


@BEFALL
async def test_the_calendar_has_a_trouble_that_is_told_like_any_other(
    world: World, befall: Callable[[World], None]
) -> None:
    await world.pass_to(COFFEE.ends_at)
    befall(world)
    await world.pass_to(FRIDAY + DAY + 2 * 60 * MINUTE)

    [calendar] = await world.managing.of(world.member)
    assert calendar.trouble is not None
    assert calendar.trouble.startswith(STUMBLED)
    assert calendar.trouble.endswith("It is tried again later.")
    assert [one for one in world.outbox.letters if isinstance(one, CalendarBroken)]


@BEFALL
async def test_the_log_has_it_once_a_read_without_words(
    world: World, befall: Callable[[World], None], caplog: pytest.LogCaptureFixture
) -> None:
    befall(world)
    [calendar] = await world.managing.of(world.member)
    with caplog.at_level(logging.INFO):
        await world.polling.poll(calendar.id)

    [record] = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert (record.getMessage(), vars(record)["calendar"]) == ("calendar not read", calendar.id)


async def test_the_first_good_read_clears_it(world: World) -> None:
    half_a_sign(world)
    await world.pass_to(FRIDAY + 6 * MINUTE)
    del world.calendar.occurrences[1]
    await world.pass_to(FRIDAY + 60 * MINUTE)

    [calendar] = await world.managing.of(world.member)
    assert calendar.trouble is None
    assert (await world.interview()).status is Status.PLANNED


async def test_what_is_coming_shows_it_as_a_trouble(world: World) -> None:
    stumbles(RuntimeError())(world)

    look = await world.previewing.look(world.member)

    assert look.seen == ()
    assert [one.startswith(STUMBLED) for one in look.troubles] == [True]


async def test_connecting_such_a_calendar_says_so(world: World) -> None:
    stumbles(RuntimeError())(world)
    with pytest.raises(CalendarTrouble, match=STUMBLED):
        await world.connecting.connect(world.request(), Typed(address="https://b.example/b.ics"))


async def test_a_database_that_is_away_is_no_calendar_s_fault(world: World) -> None:
    [calendar] = await world.managing.of(world.member)
    stumbles(StorageTrouble("The database does not answer."))(world)
    with pytest.raises(StorageTrouble):
        await world.polling.poll(calendar.id)

    [calendar] = await world.managing.of(world.member)
    assert calendar.trouble is None


async def test_what_only_she_can_mend_is_a_trouble_too(world: World) -> None:
    [calendar] = await world.managing.of(world.member)
    async with world.store.writing() as work:
        await work.members.save(replace(world.member, time_zone=None))
    await world.polling.poll(calendar.id)

    [calendar] = await world.managing.of(world.member)
    assert calendar.trouble == "Tell me your time zone first: `/resonance settings`."


async def test_a_calendar_s_damaged_row_does_not_silence_the_question(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    async with Database(f"sqlite:///{path}", KeyRing(new_key())) as store:
        world = World(store)
        await world.begin()
        await world.connect(COFFEE)
        world.at = COFFEE.ends_at
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE calendar SET name = 'not sealed'")
            connection.execute("UPDATE nudge SET next_at = NULL WHERE kind = 'poll'")
        connection.close()

        letters = await world.pass_to(COFFEE.ends_at)

    assert [type(letter) for letter in letters] == [HowDidItGo]


class TestForeignTextIsStorable:
    """The real sources, over the wire, into the real databases."""

    async def test_half_an_emoji_in_a_title_at_google(self, store: Database) -> None:
        world = World(store)
        member = await world.begin()
        async with FakeGoogle() as at, SafeFetcher(frozenset({at.host})) as fetcher:
            provider = OAuthProvider(registration(at), fetcher, world.now)
            grant: Grant = await signed_in(provider)
            reader = CalendarReader()
            world.watch(GoogleCalendars(fetcher, Wallet(provider, grant), reader, at.calendar_url))
            at.put("half\x00", HALF + "\x00", FRIDAY + 30 * MINUTE, FRIDAY + 60 * MINUTE)
            async with store.writing() as work:
                account = await work.accounts.save(
                    Account(
                        member_id=member.id,
                        kind=CalendarKind.GOOGLE,
                        secret=grant,
                        created_at=FRIDAY,
                    )
                )
                calendar = await work.calendars.save(
                    Calendar(
                        member_id=member.id,
                        kind=CalendarKind.GOOGLE,
                        account=account,
                        address=at.main,
                    )
                )
                await plan_poll(work, calendar, FRIDAY)
            letters = await world.pass_to(FRIDAY + 60 * MINUTE)

        assert [type(letter) for letter in letters] == [HowDidItGo]
        [(meeting, _)] = [await world.managing.event_of(member, (await world.interview()).id)]
        assert meeting.title == "Coffee with Priya Shah \ufffd #interview"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    async def test_controls_in_a_private_address_s_calendar(
        self, store: Database, encoding: str
    ) -> None:
        text = (
            "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Ma\x1b[31mya\r\nBEGIN:VEVENT\r\nUID:a\x00b\r\n"
            "SUMMARY:Coffee\x07 with \u202ePriya Shah #interview\r\n"
            f"DTSTART:{FRIDAY:%Y%m%dT%H%M%SZ}\r\nDURATION:PT30M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )

        async def answer(_: web.Request) -> web.Response:
            return web.Response(body=text.encode(encoding))

        world = World(store)
        member = await world.begin()
        reader = CalendarReader()
        async with behind(answer) as door, SafeFetcher(frozenset({door.host})) as fetcher:
            world.watch(IcsFeed(fetcher, reader))
            await world.connecting.connect(world.request(), Typed(address=f"{door.origin}/a.ics"))
            letters = await world.pass_to(FRIDAY + 30 * MINUTE)
        await reader.close()

        assert [type(letter) for letter in letters] == [HowDidItGo]
        [calendar] = await world.managing.of(member)
        [(meeting, _)] = [await world.managing.event_of(member, (await world.interview()).id)]
        assert (calendar.name, meeting.uid) == ("Ma[31mya", "ab")
        assert meeting.title == "Coffee with Priya Shah #interview"
