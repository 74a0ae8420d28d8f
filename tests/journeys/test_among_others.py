"""Others in the workspace, threads, and leaving it, as members at the screen live them."""

from bot.playground.happenings import Happening
from tests.journeys.conftest import Screen


async def happens(maya: Screen, what: Happening) -> None:
    async with maya.page.session.put(f"{maya.url}/page/faults", json={"happens": what}) as answer:
        assert (await answer.json())["ok"]


async def test_others_are_not_answered_and_she_is_where_she_spoke(newcomer: Screen) -> None:
    for other in (Happening.SLACKBOT, Happening.OTHER_BOT, Happening.CHANNELS_SHARED):
        await happens(newcomer, other)
    await newcomer.page.do("message", channel="C0GENERAL", text="Good morning, all.")
    await newcomer.says("hello?")
    hers = (await newcomer.messages())[-2]["ts"]
    await newcomer.page.do("message", channel=newcomer.dm, text="still there?", thread_ts=hers)
    await newcomer.moves_clock("hour")

    answers = [m for m in await newcomer.messages() if "I don't read or keep" in m["text"]]
    assert [answer.get("thread_ts") for answer in answers] == [None, hers]


async def test_away_she_hears_nothing_and_back_the_week_goes_on(maya: Screen) -> None:
    await happens(maya, Happening.DEACTIVATED)
    await maya.moves_clock("day")
    assert await maya.messages() == []

    await happens(maya, Happening.REACTIVATED)
    await maya.moves_clock("2026-10-19T12:00:00+01:00")
    assert "A new week" in (await maya.messages())[0]["text"]
