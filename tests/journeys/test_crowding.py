"""Somebody taps and types without end: each is acknowledged at once, a few are worked on, she is
told once of the rest, and nobody else notices."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import room
from bot.slack.interaction import Interaction
from bot.slack.listeners import outreach
from bot.slack.listening import Saved
from storage.errors import StorageTrouble
from tests.journeys.conftest import JONAS, MAYA
from tests.journeys.test_dm import DM, TEAM, Restored, acknowledged, restored_in


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Restored]:
    async with restored_in(tmp_path) as world:
        yield world


async def test_one_member_s_flood_is_acknowledged_bounded_and_told_of_once(bot: Restored) -> None:
    at_work: list[str] = []
    most, done = 0, asyncio.Event()
    acks = asyncio.Semaphore(0)

    async def works(heard: Interaction) -> None:
        nonlocal most
        at_work.append(heard.member.user)
        most = max(most, at_work.count(MAYA))
        await done.wait()
        at_work.remove(heard.member.user)

    async def ack(**_: object) -> None:
        acks.release()

    listener = bot.ears.acting(works)
    flood = asyncio.gather(
        *(listener(ack=ack, body=_command(bot, MAYA, n)) for n in range(3 * room.EACH))
    )
    for _ in range(3 * room.EACH):
        await acks.acquire()  # while none of them has ended
    jonas = asyncio.ensure_future(listener(ack=ack, body=_command(bot, JONAS, 0)))
    while JONAS not in at_work:
        await asyncio.sleep(0)
    done.set()
    await asyncio.gather(flood, jonas)

    assert most == room.AT_ONCE
    assert [text.count("more than I can do") for text in bot.seen()] == [1]


async def test_a_form_that_is_one_too_many_stays_as_she_typed_it(bot: Restored) -> None:
    done, told = asyncio.Event(), []

    async def waits(_: Interaction) -> Saved:
        await done.wait()
        return Saved()

    async def ack(**answer: Any) -> None:
        told.append(answer)

    listener = bot.ears.submitting(waits)
    flood = asyncio.gather(*(listener(ack=acknowledged, body=_form()) for _ in range(room.EACH)))
    await asyncio.sleep(0)
    await listener(ack=ack, body=_form())
    done.set()
    await flood

    [answer] = told
    assert answer["response_action"] == "errors"
    assert "more than I can do" in answer["errors"]["question"]


async def test_the_log_says_what_a_database_that_is_away_has_broken(
    bot: Restored, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(_: Interaction) -> None:
        raise StorageTrouble("The database does not answer; please try again in a minute.")

    with caplog.at_level(logging.INFO, logger="bot.slack.listening"):
        await bot.ears.acting(breaks)(ack=acknowledged, body=_command(bot, MAYA, 0))
        await bot.ears.acting(outreach.add_by_form)(ack=acknowledged, body=_tap(bot))

    told = [(r.getMessage(), vars(r)["asked"], vars(r)["because"]) for r in caplog.records]
    assert told == [
        ("not done", "/outreach", "StorageTrouble"),
        ("not done", "person.add", "NotFound"),
    ]


def _answer_to(bot: Restored, user: str) -> str:
    links = bot.playground.state.response_links
    return f"{bot.playground.url}/response/{links.issue(user=user, channel=f'D{user[1:]}')}"


def _command(bot: Restored, user: str, number: int) -> dict[str, Any]:
    return {
        "command": "/outreach",
        "text": "",
        "team_id": TEAM,
        "user_id": user,
        "trigger_id": f"{number}.{user}",
        "response_url": _answer_to(bot, user),
    }


def _tap(bot: Restored) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": MAYA},
        "actions": [{"action_id": "person.add", "action_ts": "1.2"}],
        "container": {"message_ts": "1.1", "channel_id": DM},
        "response_url": _answer_to(bot, MAYA),
    }


def _form() -> dict[str, Any]:
    block = {"type": "input", "block_id": "question"}
    view = {"id": "V1", "blocks": [block], "state": {"values": {}}}
    return {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": MAYA}, "view": view}
