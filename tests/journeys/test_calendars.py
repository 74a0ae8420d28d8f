"""Connecting what she has: CalDAV with a login, Google in her browser; and when one breaks."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.config import Client, Settings
from bot.playground.stories import story_named
from bot.slack import listening
from tests.calendars.dav_servers import PASSWORD, USER, DavServer, radicale
from tests.calendars.fake_google import FakeGoogle
from tests.calendars.fake_sign_in import CLIENT_ID, CLIENT_SECRET
from tests.journeys.conftest import Screen, at_screen, elements, shown
from tests.web.conftest import hidden_fields

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Maya//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260901T080000Z
SUMMARY:{title}
DTSTART:{start:%Y%m%dT%H%M%SZ}
DTEND:{end:%Y%m%dT%H%M%SZ}
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Calendars:
    """Maya at the screen, with a CalDAV server and a Google that know her."""

    maya: Screen
    dav: DavServer
    google: FakeGoogle
    port: int

    async def put(self, title: str, after: timedelta, uid: str = "talk") -> None:
        """An event of half an hour in her CalDAV calendar."""
        start = await self.now() + after
        end = start + timedelta(minutes=30)
        text = EVENT.format(uid=uid, title=title, start=start, end=end).replace("\n", "\r\n")
        await self.dav.put(uid, text.encode())

    async def now(self) -> datetime:
        state = await self.maya.page.state()
        return datetime.fromisoformat(state["clock"]["now"]).astimezone(UTC)

    async def fills_connect_form(self, **answers: str) -> None:
        assert (await self.maya.page.command("/interviews connect"))["ok"]
        await self.maya.fills({"address": self.dav.origin, **answers})

    async def connect_dav(self) -> None:
        """Every calendar of her account."""
        await self.fills_connect_form()
        await self.maya.sees_form("App password")
        await self.maya.fills({"user": USER, "password": PASSWORD})

    async def sign_in(self) -> str:
        """What her browser shows in the end."""
        assert (await self.maya.page.command("/interviews connect"))["ok"]
        view = await self.maya.form()
        [url] = [e["url"] for _, e in elements(view["blocks"]) if "url" in e]
        await self.maya.page.do("close", view_id=view["id"])  # the next one has a way of its own
        async with aiohttp.ClientSession() as browser:
            async with browser.get(url) as page:
                asked = await page.text()
            assert "Connect it for Maya Okafor" in asked
            here = f"http://localhost:{self.port}/calendar/google/callback"
            async with browser.post(here, data=hidden_fields(asked)) as page:
                return await page.text()

    async def moves_until(self, words: str) -> dict[str, Any]:
        """Lets time pass from one message to the next until one says the words."""
        for _ in range(12):
            await self.maya.moves_clock("next")
            said = [m for m in await self.maya.messages() if words in shown(m)]
            if said:
                return said[-1]
        raise AssertionError(words)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def hers(tmp_path: Path) -> AsyncIterator[Calendars]:
    port = free_port()
    async with radicale(tmp_path) as dav, FakeGoogle() as google:
        given = Settings(
            private_hosts=frozenset({dav.host}),
            port=port,
            google=Client(
                id=CLIENT_ID,
                secret=CLIENT_SECRET,
                addresses={
                    "GOOGLE_AUTHORIZE_URL": google.authorize_url,
                    "GOOGLE_TOKEN_URL": google.token_url,
                    "GOOGLE_CALENDAR_URL": google.calendar_url,
                },
            ),
        )
        google.sign_in.redirect_uri = f"http://localhost:{port}/calendar/google/callback"
        async with at_screen(story_named("midway"), given=given) as maya:
            yield Calendars(maya, dav, google, port)


async def test_a_server_that_wants_a_login_asks_for_it_and_then_which_calendars(
    hers: Calendars,
) -> None:
    await hers.dav.make_calendar("private", "Private")
    await hers.put("Coffee with Priya Shah #interview", after=timedelta(minutes=20))

    await hers.connect_dav()
    form = await hers.maya.sees_form("Which hold your interviews?")
    options = form["blocks"][0]["element"]["options"]
    assert sorted(o["text"]["text"] for o in options) == ["Interviews", "Private"]
    [chosen] = [o["value"] for o in options if o["text"]["text"] == "Interviews"]
    await hers.maya.fills({"calendars": [chosen]})
    await hers.maya.sees_form("✓ Connected: Interviews.")

    card = await hers.maya.types("/interviews calendars")
    assert "*Interviews* · CalDAV" in card
    assert "Coffee with Priya Shah" in card
    await hers.maya.moves_clock("next")  # the coffee of the story
    await hers.maya.moves_clock("next")
    asked = [m for m in await hers.maya.messages() if "How did it go?" in m["text"]]
    assert len(asked) == 2


async def test_an_address_beside_the_command_asks_for_a_login_behind_a_button(
    hers: Calendars,
) -> None:
    calendar = f"{hers.dav.origin}/maya/interviews/"

    assert "login" in await hers.maya.types(f"/interviews connect {calendar}")
    form = await hers.maya.opens("calendar.login")
    inputs = {b["block_id"]: b["element"] for b in form["blocks"] if b["type"] == "input"}
    assert inputs["address"]["initial_value"] == calendar
    await hers.maya.fills({"address": calendar, "user": USER, "password": "wrong"})
    await hers.maya.sees_form("wants a login")
    await hers.maya.fills({"address": calendar, "user": USER, "password": PASSWORD})
    await hers.maya.sees_form("✓ Connected: Interviews.")


async def test_a_sign_in_at_google_connects_her_main_calendar(hers: Calendars) -> None:
    start = await hers.now() + timedelta(hours=1)
    hers.google.put("talk", "Tom Adeyemi #interview", start, start + timedelta(hours=1))

    page = await hers.sign_in()

    assert "Maya Okafor" in page
    assert "Brightside" not in page
    card = await hers.maya.types("/interviews calendars")
    assert "*Maya* · Google Calendar" in card
    assert "Tom Adeyemi #interview" in card


async def test_access_taken_back_is_told_without_names_and_mended_by_signing_in_again(
    hers: Calendars,
) -> None:
    await hers.sign_in()
    hers.google.revoke()

    told = await hers.moves_until("One of your calendars can't be read")
    assert "Google" not in shown(told)
    card = await hers.maya.types("/interviews calendars")
    assert "⚠️" in card

    await hers.sign_in()
    await hers.maya.moves_clock("next")
    card = await hers.maya.types("/interviews calendars")
    assert "⚠️" not in card
    assert card.count("*Maya* · Google Calendar") == 1


async def test_what_is_coming_is_shown_with_reasons_and_corrected_by_one_tap(
    hers: Calendars,
) -> None:
    await hers.put("Lunch with Zoe", after=timedelta(hours=3))
    await hers.connect_dav()
    await hers.maya.sees_form("✓ Connected")
    await hers.maya.types("/interviews calendars")

    await hers.maya.taps("agenda.show")
    await hers.maya.sees_form("Lunch with Zoe")
    await hers.maya.taps_in_form("agenda.correct", beside="Lunch with Zoe")
    await hers.maya.sees_form("because you said it is an interview")
    assert "Lunch with Zoe" in await hers.maya.types("/interviews calendars")

    await hers.maya.taps_in_form("agenda.correct", beside="Lunch with Zoe")
    await hers.maya.sees_form("because you said it is no interview")
    assert "Lunch with Zoe" not in await hers.maya.types("/interviews calendars")


async def test_what_takes_longer_than_slack_waits_is_shown_once_it_is_read(
    hers: Calendars, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "PROMPT_SECONDS", 0.0)

    await hers.connect_dav()

    await hers.maya.sees_form("✓ Connected: Interviews.")
