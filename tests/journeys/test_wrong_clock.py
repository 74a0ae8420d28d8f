"""A machine whose clock is wrong: the bot says so and does not start."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands import run as running
from bot.commands.run import NotConnected, run
from bot.commands.trial import settings_for
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import story_named
from bot.slack.checkup import clock_off
from bot.slack.manifest import manifest


@pytest.mark.parametrize("off", [timedelta(days=30), timedelta(minutes=-11)])
async def test_too_far_from_slack_s_clock_it_does_not_start(
    off: timedelta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "system_now", lambda: datetime.now(UTC) + off)
    async with _playground() as playground:
        with pytest.raises(NotConnected, match="This machine's clock differs from Slack's by"):
            await run(settings_for(playground))


async def test_the_clock_of_a_playground_that_was_moved_is_not_the_machine_s() -> None:
    clock = PlaygroundClock()
    clock.move_to(clock.now() + timedelta(days=30))
    async with _playground(clock) as playground:
        off = await clock_off(
            bot_token=playground.bot_token,
            api_url=playground.api_url,
            now=lambda: datetime.now(UTC),
        )

    assert off is not None
    assert off < timedelta(minutes=1)


def _playground(clock: PlaygroundClock | None = None) -> Playground:
    async def nothing_due() -> None:
        return None

    return Playground(
        manifest=manifest(),
        story=story_named("empty"),
        clock=clock or PlaygroundClock(),
        due=nothing_due,
        settle=nothing_due,
    )
