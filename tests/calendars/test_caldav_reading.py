"""One calendar read from servers of every making: what they lack, refuse, break and forge."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.calendars import multistatus as answered
from bot.calendars import tasks
from bot.calendars.caldav_account import CalDavAccounts
from bot.calendars.dav_xml import CALENDAR_SERVER, resources
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, CalendarKind, FeedRead, Password
from tests.calendars.dav_script import (
    COFFEE,
    IS_CALENDAR,
    Script,
    data,
    multistatus,
    refused,
    response,
    scripted,
)
from tests.calendars.texts import LONDON, SEPTEMBER, at

PATH = "/maya/private-7f3a/"
POLL, QUERY = f"PROPFIND {PATH}", f"REPORT {PATH}"
TOKEN = "<sync-token>http://example.org/sync/{}</sync-token>"
CTAG = "<S:getctag>{}</S:getctag>"
NAME = "<displayname> Interviews\n</displayname>"


@dataclass
class Poll:
    """A calendar on a scripted server, its marks kept from poll to poll."""

    script: Script
    source: CalDavAccounts
    calendar: Calendar

    async def __call__(self) -> FeedRead | None:
        self.script.asked.clear()
        start, end = SEPTEMBER
        read = await self.source.read(self.calendar, start=start, end=end, zone=LONDON)
        if read:
            self.calendar = replace(self.calendar, marks=read.marks)
        return read

    async def read(self) -> FeedRead:
        read = await self()
        assert read is not None
        return read

    async def trouble(self) -> CalendarTrouble:
        with pytest.raises(CalendarTrouble) as met:
            await self()
        assert "private-7f3a" not in str(met.value)
        return met.value

    def state_is(self, *properties: str) -> None:
        self.script.answers[POLL] = multistatus(response(PATH, IS_CALENDAR, *properties))

    def query_gives(self, *responses: str) -> None:
        self.script.answers[QUERY] = multistatus(*responses)


@pytest.fixture
async def poll(reader: CalendarReader) -> AsyncIterator[Poll]:
    async with scripted() as script, SafeFetcher(frozenset({script.host})) as fetcher:
        account = Account(
            member_id=1,
            kind=CalendarKind.CALDAV,
            secret=Password(user="maya", password="app"),
            created_at=datetime(2026, 9, 1, tzinfo=UTC),
            address=script.origin,
        )
        address = f"{script.origin}{PATH}"
        calendar = Calendar(member_id=1, kind=CalendarKind.CALDAV, address=address, account=account)
        poll = Poll(script, CalDavAccounts(fetcher, reader), calendar)
        poll.state_is(NAME, TOKEN.format(1))
        poll.query_gives(response(f"{PATH}coffee.ics", data()))
        yield poll


class TestWhetherAnythingChanged:
    @pytest.mark.parametrize(
        ("before", "after", "mark"),
        [
            (TOKEN.format(1), TOKEN.format(2), "sync-token"),
            (CTAG.format(1), CTAG.format(2), "ctag"),
            # a server that has both is asked by its token
            (TOKEN.format(1) + CTAG.format(1), TOKEN.format(2) + CTAG.format(1), "sync-token"),
        ],
    )
    async def test_is_told_by_the_token_or_else_the_ctag(
        self, poll: Poll, before: str, after: str, mark: str
    ) -> None:
        poll.state_is(before)
        assert list((await poll.read()).marks) == [mark]
        assert await poll() is None
        assert poll.script.questions == [POLL]
        poll.state_is(after)
        assert await poll() is not None
        assert poll.script.questions == [POLL, QUERY]

    @pytest.mark.parametrize("state", ["", "<sync-token/><S:getctag/>"])
    async def test_is_told_by_the_events_where_there_is_neither(
        self, poll: Poll, state: str
    ) -> None:
        tea = response(f"{PATH}tea.ics", data(COFFEE.replace(b"coffee", b"tea")))
        coffee = response(f"{PATH}coffee.ics", data())
        poll.state_is(state)
        poll.query_gives(coffee, tea)
        assert list((await poll.read()).marks) == ["digest"]
        poll.query_gives(tea, coffee)
        assert await poll() is None
        poll.query_gives(coffee)
        assert len((await poll.read()).occurrences) == 1

    async def test_is_told_by_what_is_left_where_a_server_gives_the_token_up(
        self, poll: Poll
    ) -> None:
        await poll()
        poll.state_is(CTAG.format(1))
        assert list((await poll.read()).marks) == ["ctag"]
        assert await poll() is None

    async def test_is_asked_for_in_no_more_words_than_are_known(self, poll: Poll) -> None:
        await poll()
        assert "sync-token" in poll.script.bodies[0]
        assert "getctag" in poll.script.bodies[0]
        await poll()
        assert "sync-token" in poll.script.bodies[-1]
        assert "getctag" not in poll.script.bodies[-1]

    async def test_a_mark_is_short_whatever_the_server_writes(self, poll: Poll) -> None:
        poll.state_is(TOKEN.format("x" * 100_000))
        assert all(len(value) == 64 for value in (await poll.read()).marks.values())

    async def test_is_asked_before_the_events_so_that_nothing_slips_between(
        self, poll: Poll
    ) -> None:
        await poll()
        assert poll.script.questions == [POLL, QUERY]


class TestTheEvents:
    async def test_are_read_and_the_calendar_has_its_name(self, poll: Poll) -> None:
        read = await poll.read()
        assert [(one.uid, one.starts_at) for one in read.occurrences] == [("coffee", at(15, 10))]
        assert (read.name, read.unread) == ("Interviews", ())

    async def test_are_asked_for_with_a_day_on_either_side(self, poll: Poll) -> None:
        await poll()
        assert 'start="20260831T000000Z" end="20261002T000000Z"' in poll.script.bodies[-1]

    async def test_that_were_deleted_meanwhile_are_not_missed(self, poll: Poll) -> None:
        gone = refused(f"{PATH}gone.ics", "404 Not Found")
        poll.query_gives(gone, response(f"{PATH}coffee.ics", data()))
        read = await poll.read()
        assert (len(read.occurrences), read.unread) == (1, ())

    async def test_that_are_listed_and_not_sent_are_told(self, poll: Poll) -> None:
        poll.query_gives(
            response(f"{PATH}coffee.ics", data()),
            refused(f"{PATH}secret.ics", "403 Forbidden"),
            response(f"{PATH}lost.ics", missing="<C:calendar-data/>"),
            response(f"{PATH}odd.ics", data(b"hello")),
        )
        read = await poll.read()
        assert len(read.occurrences) == 1
        [told] = read.unread
        assert told.startswith("3 of 4 events:")

    async def test_of_which_none_is_sent_are_a_fault_not_an_empty_calendar(
        self, poll: Poll
    ) -> None:
        poll.query_gives(response(f"{PATH}coffee.ics", "<getetag>1</getetag>"))
        assert "does not send them" in str(await poll.trouble())

    async def test_one_that_breaks_off_hides_no_other(self, poll: Poll) -> None:
        broken = data(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Broken\r\nDTSTART:2026")
        poll.query_gives(response(f"{PATH}a.ics", broken), response(f"{PATH}coffee.ics", data()))
        read = await poll.read()
        assert [one.uid for one in read.occurrences] == ["coffee"]
        assert any("breaks off" in told for told in read.unread)

    async def test_declined_by_her_are_known_by_her_address(self, poll: Poll) -> None:
        answer = b"ATTENDEE;PARTSTAT=DECLINED:mailto:maya@example.org\r\nEND:VEVENT"
        poll.query_gives(response("/c.ics", data(COFFEE.replace(b"END:VEVENT", answer))))
        poll.calendar = replace(poll.calendar, own_email="maya@example.org")
        [coffee] = (await poll.read()).occurrences
        assert coffee.status == "declined"


@pytest.mark.parametrize("question", [POLL, QUERY])
@pytest.mark.parametrize(
    ("status", "sentence"),
    [(401, "login"), (403, "refused"), (404, "no longer there"), (410, "no longer there"),
     (429, "less often"), (500, "fault of its own"), (418, "(418)")],
)  # fmt: skip
async def test_each_refusal_has_its_sentence(
    poll: Poll, question: str, status: int, sentence: str
) -> None:
    poll.script.answers[question] = web.Response(status=status, headers={"Retry-After": "90"})
    met = await poll.trouble()
    assert sentence in str(met)
    assert met.needs_login is (status == 401)
    assert (met.retry_after is not None) is (status in {429, 500})


@pytest.mark.parametrize(
    "answer", [multistatus(), multistatus(refused(PATH, "404 Not Found"))], ids=["none", "404"]
)
async def test_a_calendar_that_a_good_answer_does_not_know_is_no_longer_there(
    poll: Poll, answer: str
) -> None:
    poll.script.answers[POLL] = answer
    assert (await poll.trouble()).permanent


@pytest.mark.parametrize("question", [POLL, QUERY])
@pytest.mark.parametrize(
    "body",
    [
        "",
        "hello",
        "<!doctype html><title>Sign in</title>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<multistatus/>",
        multistatus(response(PATH, NAME))[:-20],
        '<!DOCTYPE x [<!ENTITY a "b">]>' + multistatus(response(PATH, "&a;")),
    ],
    ids=["empty", "words", "page", "xhtml", "no namespace", "truncated", "entity"],
)
async def test_what_is_no_multistatus_is_tried_again_later(
    poll: Poll, question: str, body: str
) -> None:
    poll.script.answers[question] = body
    met = await poll.trouble()
    assert "no calendar server's" in str(met)
    assert not met.permanent


async def test_a_calendar_of_a_host_beside_the_account_s_gets_no_password(poll: Poll) -> None:
    elsewhere = "https://calendars.evil.example/maya/private-7f3a/"
    poll.calendar = replace(poll.calendar, address=elsewhere)
    assert "not given your password" in str(await poll.trouble())


def test_an_answer_larger_than_a_calendar_may_be_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "MAX_BYTES", 100)
    body = multistatus(response(f"{PATH}coffee.ics", data())).encode()
    with pytest.raises(CalendarTrouble, match="more than is read"):
        tasks.events(body, {"shown": "example.org/…7f3a"})


OPEN, CLOSE = b'<multistatus xmlns="DAV:">', b"</multistatus>"


class TestHostileXml:
    @pytest.mark.parametrize(
        "body",
        [
            # a billion laughs, a file of ours, an address of the inside
            b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + OPEN + b"&b;" + CLOSE,
            b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + OPEN + b"&f;" + CLOSE,
            b'<!DOCTYPE x SYSTEM "http://169.254.169.254/x.dtd">' + OPEN + CLOSE,
            # encodings that nobody knows, or that are none
            b'<?xml version="1.0" encoding="nobody"?>' + OPEN + CLOSE,
            b'<?xml version="1.0" encoding="rot13"?>' + OPEN + CLOSE,
            b'<?xml version="1.0" encoding="utf-7"?>' + OPEN + CLOSE,
            OPEN + b"\xff" + CLOSE,
            b"\x00" + OPEN + CLOSE,
            # more, deeper and longer than any calendar
            OPEN + b"<y/>" * answered.MAX_ELEMENTS + CLOSE,
            OPEN + b"<y>" * answered.MAX_DEPTH + b"</y>" * answered.MAX_DEPTH + CLOSE,
            OPEN + b"<y " + b" ".join(b'a%d=""' % n for n in range(100_000)) + b"/>" + CLOSE,
            OPEN + b"<!--" + b"y" * 1_000_000 + b"-->" + CLOSE,
        ],
        ids=lambda body: body[:60].decode("latin-1"),
    )
    def test_is_refused(self, body: bytes) -> None:
        with pytest.raises(answered.UnreadableAnswer):
            list(answered.responses(body))

    def test_is_not_what_is_merely_long(self) -> None:
        href = b"<response><href>/x</href></response>"
        body = OPEN + href + b"<y><![CDATA[" + b"y" * 1_000_000 + b"]]></y>" + b"\n" * 500 + CLOSE
        assert len(list(answered.responses(body))) == 1

    def test_namespaces_may_have_any_prefix(self) -> None:
        body = (
            b'<a:multistatus xmlns:a="DAV:"><a:response><a:href> x/ </a:href><a:propstat><a:prop>'
            b'<b:getctag xmlns:b="http://calendarserver.org/ns/">7</b:getctag></a:prop>'
            b"</a:propstat></a:response></a:multistatus>"
        )
        [found] = resources(answered.responses(body), "https://example.org/maya/")
        assert found.url == "https://example.org/maya/x/"
        assert found.text(f"{CALENDAR_SERVER}getctag") == "7"

    def test_names_of_other_namespaces_are_other_names(self) -> None:
        body = b'<multistatus xmlns="urn:not-dav"/>'
        with pytest.raises(answered.UnreadableAnswer):
            list(answered.responses(body))
