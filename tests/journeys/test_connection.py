"""The bot and Slack's socket: odd environments, things delivered again, and a kind word when
something of ours breaks."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.commands.trial import settings_for
from bot.compose.resonance import Resonance
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import story_named
from bot.slack.app import slack_client, slack_session
from bot.slack.interaction import Interaction, SlackContext
from bot.slack.listeners import events
from bot.slack.listening import Listeners
from bot.slack.manifest import manifest
from storage.database import Database
from storage.keys import KeyRing, new_key
from tests.journeys.conftest import MAYA, Screen, at_screen

TYPED: dict[str, Any] = {
    "type": "event_callback",
    "event_id": "Ev0001",
    "team_id": "T0RESONANCE",
    "event": {"type": "message", "channel_type": "im", "user": MAYA, "text": "hello?"},
}
COMMAND: dict[str, Any] = {
    "command": "/outreach",
    "text": "",
    "team_id": "T0RESONANCE",
    "user_id": MAYA,
    "trigger_id": "1.2.3",
}


async def test_client_id_and_secret_in_the_environment_do_not_switch_it_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "not one of ours")

    async with at_screen(story_named("midway")) as maya:
        assert "You choose; I never do." in await maya.types("/resonance")


async def test_the_same_event_delivered_three_times_is_answered_once(tmp_path: Path) -> None:
    async with hearing(tmp_path) as (ears, playground):
        listener = ears.acting(events.typed)
        for _ in range(3):
            await listener(ack=acknowledged, body=TYPED)

        assert len(playground.state.seen_by(MAYA, "D0MAYA")) == 1


async def test_delivered_twice_at_the_same_moment_it_is_still_answered_once(
    tmp_path: Path,
) -> None:
    async with hearing(tmp_path) as (ears, playground):
        listener = ears.acting(events.typed)
        await asyncio.gather(*(listener(ack=acknowledged, body=TYPED) for _ in range(5)))

        assert len(playground.state.seen_by(MAYA, "D0MAYA")) == 1


async def test_a_fault_of_ours_reaches_her_as_a_sentence_and_the_log_without_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(_: Interaction) -> None:
        raise ZeroDivisionError("Priya Shah said something private")

    async with hearing(tmp_path) as (ears, playground):
        with caplog.at_level(logging.ERROR):
            await ears.acting(breaks)(ack=acknowledged, body=COMMAND)

        [told] = playground.state.seen_by(MAYA, "D0MAYA")
    assert "Nothing you had saved is lost" in told.text
    [record] = caplog.records
    assert vars(record)["reference"] in told.text
    assert "Priya" not in record.getMessage()


async def test_somebody_else_s_change_of_profile_makes_nobody_a_member(maya: Screen) -> None:
    jonas = Screen(type(maya.page)(maya.page.session, maya.url, "U0JONAS"), maya.url)

    await jonas.page.do("zone", tz="Asia/Tokyo")
    await maya.page.do("zone", tz="Asia/Tokyo")
    await maya.sees("Slack says you are in Asia/Tokyo now")

    assert await jonas.messages() == []


async def acknowledged(**_: object) -> None:
    """Slack has been told that this arrived."""


@asynccontextmanager
async def hearing(folder: Path) -> AsyncIterator[tuple[Listeners, Playground]]:
    """The listeners' frame over the real services, with the real client to a playground."""

    async def nothing_due() -> None:
        return None

    playground = Playground(
        manifest=manifest(),
        story=story_named("empty"),
        clock=PlaygroundClock(),
        due=nothing_due,
        settle=nothing_due,
    )
    database = Database(f"sqlite:///{folder}/resonance.db", KeyRing(new_key()))
    async with playground, database as store, slack_session() as session:
        bot = Resonance(settings_for(playground), store, playground.clock.now)
        await bot.start()
        try:
            client = slack_client(playground.bot_token, playground.api_url, session)
            ears = Listeners(SlackContext(services=bot.services, client=client, session=session))
            yield ears, playground
            await ears.idle()
        finally:
            await bot.stop()
