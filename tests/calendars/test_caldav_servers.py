"""CalDAV accounts on real servers, Radicale and Xandikos: found, polled, read, lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.calendars.caldav_account import CalDavAccounts
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Calendar, FeedRead
from tests.calendars.dav_servers import SERVERS, DavServer, Start, radicale
from tests.calendars.texts import LONDON, SEPTEMBER, at, calendar, event

STAMP = "DTSTAMP:20260901T080000Z"
COFFEE = calendar(event("DTSTART:20260915T100000Z", "DTEND:20260915T104000Z", STAMP, uid="coffee"))


class CountingFetcher(SafeFetcher):
    """Remembers what it was asked to fetch, "METHOD url" each."""

    asked: tuple[str, ...] = ()

    async def fetch(self, url: str, *, method: str = "GET", **how: object) -> Fetched:
        self.asked = (*self.asked, f"{method} {url}")
        return await super().fetch(url, method=method, **how)  # type: ignore[arg-type]  # passed on


@dataclass
class Polled:
    """A real server, and one calendar on it whose marks are kept from poll to poll."""

    server: DavServer
    fetcher: CountingFetcher
    source: CalDavAccounts
    calendar: Calendar

    async def poll(
        self, start: datetime = SEPTEMBER[0], end: datetime = SEPTEMBER[1]
    ) -> FeedRead | None:
        self.fetcher.asked = ()
        read = await self.source.read(self.calendar, start=start, end=end, zone=LONDON)
        if read:
            self.calendar = replace(self.calendar, marks=read.marks)
        return read

    async def times(self) -> list[tuple[str, datetime]]:
        read = await self.poll()
        assert read is not None
        return [(one.title, one.starts_at) for one in read.occurrences]


@asynccontextmanager
async def _polled(start: Start, folder: Path, reader: CalendarReader) -> AsyncIterator[Polled]:
    async with start(folder) as server:
        fetcher = CountingFetcher(frozenset({server.host}))
        async with fetcher:
            source = CalDavAccounts(fetcher, reader)
            yield Polled(server, fetcher, source, server.calendar())


@pytest.fixture(params=SERVERS, ids=lambda start: start.__name__)
async def dav(
    request: pytest.FixtureRequest, tmp_path: Path, reader: CalendarReader
) -> AsyncIterator[Polled]:
    async with _polled(request.param, tmp_path, reader) as polled:
        yield polled


@pytest.fixture
async def on_radicale(tmp_path: Path, reader: CalendarReader) -> AsyncIterator[Polled]:
    async with _polled(radicale, tmp_path, reader) as polled:
        yield polled


class TestDiscovery:
    @pytest.mark.parametrize("typed", ["", "/", "/maya", "/maya/"])
    async def test_finds_the_calendars_for_events_from_the_server_or_the_principal(
        self, dav: Polled, typed: str
    ) -> None:
        await dav.server.make_calendar("work", "Clients &amp; “coffees”")
        await dav.server.make_calendar("tasks", "To do", kind="VTODO")
        offered = await dav.source.offered(dav.server.account(typed))
        assert {one.name for one in offered} == {"Interviews", "Clients & “coffees”"}
        assert dav.calendar.address in {one.address for one in offered}

    async def test_finds_them_from_the_home_too(self, dav: Polled) -> None:
        [offered] = await dav.source.offered(dav.server.account(dav.server.home))
        assert (offered.address, offered.main) == (dav.calendar.address, True)

    async def test_offers_a_calendar_whose_own_address_was_typed_alone(self, dav: Polled) -> None:
        await dav.server.make_calendar("work", "Work")
        typed = dav.calendar.address.removeprefix(dav.server.origin).rstrip("/")
        [offered] = await dav.source.offered(dav.server.account(typed))
        assert (offered.name, offered.main) == ("Interviews", True)

    async def test_a_wrong_password_asks_for_a_new_one(self, dav: Polled) -> None:
        with pytest.raises(CalendarTrouble) as met:
            await dav.source.offered(dav.server.account(password="guessed"))
        assert met.value.needs_login
        assert "guessed" not in str(met.value)

    @pytest.mark.parametrize("path", ["", "/", "/maya/", "/no/such/place"])
    async def test_it_is_seen_without_a_login_that_caldav_is_spoken(
        self, dav: Polled, path: str
    ) -> None:
        assert await dav.source.speaks_caldav(f"{dav.server.origin}{path}")


class TestPolling:
    async def test_gives_the_events_and_the_name(self, dav: Polled) -> None:
        await dav.server.put("coffee", COFFEE)
        read = await dav.poll()
        assert read is not None
        [coffee] = read.occurrences
        assert (coffee.uid, coffee.starts_at, coffee.ends_at) == (
            "coffee",
            at(15, 10),
            at(15, 10, 40),
        )
        assert (read.name, read.unread, list(read.marks)) == ("Interviews", (), ["sync-token"])

    async def test_an_unchanged_calendar_costs_one_question(self, dav: Polled) -> None:
        await dav.server.put("coffee", COFFEE)
        await dav.poll()
        assert await dav.poll() is None
        assert dav.fetcher.asked == (f"PROPFIND {dav.calendar.address}",)

    async def test_an_empty_calendar_is_read_as_one(self, dav: Polled) -> None:
        assert await dav.times() == []
        assert await dav.poll() is None

    async def test_sees_what_is_added_moved_and_deleted(self, dav: Polled) -> None:
        await dav.poll()
        await dav.server.put("coffee", COFFEE)
        assert await dav.times() == [("Coffee with Priya Shah", at(15, 10))]
        await dav.server.put("coffee", COFFEE.replace(b"20260915T1", b"20260916T1"))
        assert await dav.times() == [("Coffee with Priya Shah", at(16, 10))]
        await dav.server.delete("coffee")
        assert await dav.times() == []

    async def test_a_series_comes_with_its_moved_and_its_left_out_day(self, dav: Polled) -> None:
        series = event(
            "DTSTART;TZID=Europe/London:20260901T100000",
            "DURATION:PT40M",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "EXDATE;TZID=Europe/London:20260908T100000",
            STAMP,
            uid="weekly",
        )
        moved = event(
            "RECURRENCE-ID;TZID=Europe/London:20260915T100000",
            "DTSTART;TZID=Europe/London:20260917T140000",
            "DURATION:PT40M",
            STAMP,
            uid="weekly",
            title="Coffee moved",
        )
        await dav.server.put("weekly", calendar(series, moved))
        assert await dav.times() == [
            ("Coffee with Priya Shah", at(1, 9)),
            ("Coffee moved", at(17, 13)),
            ("Coffee with Priya Shah", at(22, 9)),
        ]

    async def test_a_mark_the_server_never_gave_means_reading_anew(self, dav: Polled) -> None:
        await dav.server.put("coffee", COFFEE)
        dav.calendar = replace(dav.calendar, marks={"sync-token": "of-last-year"})
        assert await dav.times() == [("Coffee with Priya Shah", at(15, 10))]

    async def test_letters_of_every_kind_arrive(self, dav: Polled) -> None:
        title = "Kaffee & Küche <mit> Zoë 🎈 ]]>"
        await dav.server.put("coffee", COFFEE.replace(b"Coffee with Priya Shah", title.encode()))
        assert await dav.times() == [(title, at(15, 10))]


class TestLosing:
    async def test_a_server_that_is_gone_is_tried_again(self, dav: Polled) -> None:
        await dav.server.stop()
        with pytest.raises(CalendarTrouble) as met:
            await dav.poll()
        assert not met.value.permanent

    async def test_a_password_that_was_withdrawn_asks_for_a_new_one(self, dav: Polled) -> None:
        dav.calendar = replace(dav.calendar, account=dav.server.account(password="old"))
        with pytest.raises(CalendarTrouble) as met:
            await dav.poll()
        assert met.value.needs_login

    async def test_a_calendar_that_was_removed_is_no_longer_there(self, dav: Polled) -> None:
        await dav.server.remove_calendar()
        with pytest.raises(CalendarTrouble, match="no longer there") as met:
            await dav.poll()
        assert met.value.permanent


async def test_an_event_that_radicale_thinks_an_hour_early_after_the_clocks_change_is_found(
    on_radicale: Polled,
) -> None:
    """Radicale keeps the summer's offset: 10:00 in London is 10:00 UTC in November, not 09:00."""
    weekly = ("DTSTART;TZID=Europe/London:20260915T100000", "DURATION:PT40M", "RRULE:FREQ=WEEKLY")
    await on_radicale.server.put("weekly", calendar(event(*weekly, STAMP)))
    meanwhile = (
        datetime(2026, 11, 3, 10, 5, tzinfo=UTC),
        datetime(2026, 11, 3, 10, 30, tzinfo=UTC),
    )
    assert "BEGIN:VEVENT" not in await on_radicale.server.answer_to_query(*meanwhile)
    read = await on_radicale.poll(*meanwhile)
    assert read is not None
    assert [one.starts_at for one in read.occurrences] == [datetime(2026, 11, 3, 10, tzinfo=UTC)]
