"""The machine's clock beside Slack's: too far off the bot doesn't start, and warns if it runs."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.slack import clock_check
from bot.slack.clock_check import TOO_FAR, clock_fault, clock_watched

MONTH, SECOND = timedelta(days=30), timedelta(seconds=1)


@pytest.mark.parametrize("off", [None, timedelta(), TOO_FAR])
def test_a_clock_that_is_about_right_is_no_fault(off: timedelta | None) -> None:
    assert clock_fault(off) is None


def test_one_that_is_not_is_told_with_what_to_do() -> None:
    assert "differs from Slack's by 43200 minutes" in (clock_fault(MONTH) or "")
    assert "set its time" in (clock_fault(TOO_FAR + SECOND) or "")


async def test_while_it_runs_each_look_at_a_wrong_clock_warns(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(clock_check, "EVERY_SECONDS", 0)
    found = iter([MONTH, None, SECOND, MONTH])
    seen = asyncio.Event()

    async def look() -> timedelta | None:
        if (off := next(found, "over")) == "over":
            seen.set()
            await asyncio.Event().wait()
        assert not isinstance(off, str)
        return off

    with caplog.at_level(logging.WARNING):
        async with clock_watched(look):
            await seen.wait()

    assert [vars(record)["off_s"] for record in caplog.records] == [2_592_000] * 2
