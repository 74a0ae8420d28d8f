"""One poll of a private ICS address, against a real server."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web

from bot.calendars.ics_feed import IcsFeed
from bot.calendars.quirks import digest_of
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Calendar, FeedRead
from tests.calendars.conftest import Serve
from tests.calendars.texts import LONDON, SEPTEMBER, calendar, event

START, END = SEPTEMBER
STAMPED = "DTSTAMP:20260901T080000Z"
TEXT = calendar(event("DTSTART:20260915T100000Z", STAMPED), head="X-WR-CALNAME:Maya\r\n")


class Feed:
    """A feed on a server that answers `status` and `body`, and knows its own ETag."""

    source: IcsFeed
    calendar: Calendar

    def __init__(self) -> None:
        self.body, self.status, self.marks = TEXT, 200, {"ETag": '"1"'}
        self.asked: list[web.BaseRequest] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        if self.marks and request.headers.get("If-None-Match") == self.marks["ETag"]:
            return web.Response(status=304)
        return web.Response(body=self.body, status=self.status, headers=self.marks)

    async def poll(self) -> FeedRead | None:
        """One poll, its marks kept for the next."""
        read = await self.source.read(self.calendar, start=START, end=END, zone=LONDON)
        if read:
            self.calendar = replace(self.calendar, marks=read.marks)
        return read


@pytest.fixture
async def feed(serve: Serve, reader: CalendarReader) -> AsyncIterator[Feed]:
    feed = Feed()
    host = await serve(feed.answer)
    async with SafeFetcher(frozenset({host})) as fetcher:
        feed.source = IcsFeed(fetcher, reader)
        feed.calendar = Calendar(member_id=1, address=f"http://{host}/private-7f3a/basic.ics")
        yield feed


async def test_a_feed_gives_its_occurrences_its_name_and_its_marks(feed: Feed) -> None:
    read = await feed.poll()
    assert read is not None
    assert [o.title for o in read.occurrences] == ["Coffee with Priya Shah"]
    assert (read.name, read.marks["ETag"], read.unread) == ("Maya", '"1"', ())


async def test_an_unchanged_feed_is_not_even_sent(feed: Feed) -> None:
    await feed.poll()
    assert await feed.poll() is None
    assert feed.asked[-1].headers["If-None-Match"] == '"1"'


async def test_a_feed_that_only_renews_its_stamps_is_unchanged(feed: Feed) -> None:
    feed.marks = {}
    await feed.poll()
    feed.body = TEXT.replace(STAMPED.encode(), b"DTSTAMP:20260901T080500Z")
    assert await feed.poll() is None
    feed.body = TEXT.replace(b"T100000Z", b"T110000Z")
    read = await feed.poll()
    assert read is not None
    assert read.occurrences[0].starts_at.hour == 11


async def test_what_could_not_be_read_is_told_in_words(feed: Feed) -> None:
    feed.body = calendar(event("DTSTART:soon", title="Talk"))
    read = await feed.poll()
    assert read is not None
    assert read.unread == ("Talk, without a date: its DTSTART line can't be understood",)


@pytest.mark.parametrize(
    ("status", "body", "sentence", "permanent"),
    [
        (404, b"", "no longer there", True),
        (410, b"", "no longer there", True),
        (401, b"", "wants a login", True),
        (403, b"", "refused", True),
        (429, b"", "less often", False),
        (500, b"", "fault of its own", False),
        (503, b"", "fault of its own", False),
        (418, b"", "(418)", True),
        (200, b"\n<!DOCTYPE html><title>Sign in</title>", "web page", True),
        (200, b"hello", "holds no calendar", True),
    ],
)
async def test_each_fault_has_its_own_sentence(
    feed: Feed, status: int, body: bytes, sentence: str, permanent: bool
) -> None:
    feed.status, feed.body = status, body
    with pytest.raises(CalendarTrouble) as met:
        await feed.poll()
    assert sentence in str(met.value)
    assert met.value.permanent is permanent
    assert "private-7f3a" not in str(met.value)


def test_the_digest_is_blind_to_stamps_and_folds_of_stamps_alone() -> None:
    plain = b"BEGIN:VEVENT\r\nSUMMARY:a\r\n b\r\nEND:VEVENT\r\n"
    stamped = plain.replace(b"SUMMARY", b"DTSTAMP:2026\r\n 0901\r\nCREATED:x\r\nSUMMARY")
    assert digest_of(plain) == digest_of(stamped)
    assert digest_of(plain) != digest_of(plain.replace(b" b", b" c"))
