"""Slack sends the bot its own posts back, and edits without a user: it answers neither."""

import pytest

from tests.journeys.conftest import Screen


async def texts(screen: Screen) -> list[str]:
    """What stands in the DM once the bot has heard and done everything."""
    await screen.moves_clock("hour")
    return [message["text"] for message in await screen.messages()]


async def test_what_the_bot_posts_comes_back_and_is_answered_by_nobody(newcomer: Screen) -> None:
    answer = await newcomer.says("hello?")

    said = await texts(newcomer)
    assert [said[0], len(said)] == ["hello?", 2]
    assert said[1] in answer


@pytest.mark.parametrize(("act", "left"), [("edit", "hello there?"), ("delete", None)])
async def test_a_message_she_edits_or_deletes_is_not_answered_again(
    newcomer: Screen, act: str, left: str | None
) -> None:
    await newcomer.says("hello?")
    hers = (await newcomer.messages())[0]["ts"]
    await newcomer.page.do(act, channel=newcomer.dm, ts=hers, text="hello there?")

    said = await texts(newcomer)
    assert len(said) == (2 if left else 1)
    assert (left is None) is ("hello there?" not in said)
