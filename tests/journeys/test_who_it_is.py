"""Who is heard, and where they are answered, over the socket that Slack's own payloads come by."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.core.members import Member
from bot.slack.app import slack_client, slack_session
from bot.slack.interaction import Interaction, SlackContext
from bot.slack.listeners import events
from bot.slack.listening import Listeners, Saved
from bot.slack.routes import run_command
from tests.journeys.conftest import MAYA
from tests.journeys.test_connection import COMMAND, TYPED, acknowledged, hearing

DM = {"channel": "D0MAYA", "channel_type": "im"}
SLACK_WAITS_SECONDS = 3
GRID = {"team": None, "enterprise": {"id": "E0BRIGHT"}, "is_enterprise_install": True}


def said(**told: Any) -> dict[str, Any]:
    return {**TYPED, "event": {**TYPED["event"], **DM, **told}}


def told_of(subtype: str, **told: Any) -> dict[str, Any]:
    """A message event that has no user of its own."""
    message = {"type": "message", "subtype": subtype, "hidden": True, **DM, **told}
    return {**TYPED, "event": message}


@pytest.mark.parametrize(
    "body",
    [
        told_of("message_changed", message={"user": MAYA, "text": "hello!"}),
        told_of("message_deleted", previous_message={"user": MAYA, "text": "hello?"}),
        told_of("bot_message", bot_id="B0OTHER", text="Reminder"),
        said(user="USLACKBOT", text="Reminder: call Ana"),
        said(user="U0OTHERBOT", bot_id="B0OTHER"),
        said(channel="C0GENERAL", channel_type="channel"),
        said(channel="G0FRIENDS", channel_type="mpim"),
    ],
)
async def test_what_is_not_said_to_the_bot_makes_no_member_and_is_answered_nowhere(
    tmp_path: Path, body: dict[str, Any]
) -> None:
    async with hearing(tmp_path) as (ears, playground):
        await ears.acting(events.typed)(ack=acknowledged, body=body)

        assert await members(ears) == []
        assert playground.state.seen_by(MAYA, "D0MAYA") == []


async def test_a_member_of_a_whole_organisation_is_one_whatever_she_does(tmp_path: Path) -> None:
    command = {**COMMAND, "enterprise_id": "E0BRIGHT", "is_enterprise_install": "true"}
    tap = {
        "type": "block_actions",
        "user": {"id": MAYA},
        "actions": [{"action_id": "week.show", "action_ts": "1.2"}],
        **GRID,
    }
    async with hearing(tmp_path) as (ears, playground):
        await ears.acting(run_command)(ack=acknowledged, body=command)
        await ears.acting(events.typed)(ack=acknowledged, body=tap)

        assert await members(ears) == [("E0BRIGHT", MAYA)]
        assert len(playground.state.seen_by(MAYA, "D0MAYA")) == 2


@pytest.mark.parametrize("thread", [None, "1792139760.000100"])
async def test_what_is_said_in_a_thread_is_answered_in_it(
    tmp_path: Path, thread: str | None
) -> None:
    async with hearing(tmp_path) as (ears, _), recording() as (client, calls):
        context = SlackContext(
            services=ears.context.services, client=client, session=ears.context.session
        )
        await Listeners(context).acting(events.typed)(ack=acknowledged, body=said(thread_ts=thread))

    [posted] = calls["chat.postMessage"]
    assert posted.get("thread_ts") == thread


async def test_a_fault_is_told_in_the_thread_in_which_she_spoke(tmp_path: Path) -> None:
    async with hearing(tmp_path) as (ears, _), recording() as (client, calls):
        context = SlackContext(
            services=ears.context.services, client=client, session=ears.context.session
        )
        body = said(thread_ts="1792139760.000100")
        await Listeners(context).acting(breaks)(ack=acknowledged, body=body)

    [posted] = calls["chat.postMessage"]
    assert posted["thread_ts"] == "1792139760.000100"


async def test_what_is_tapped_in_a_thread_is_answered_in_it(tmp_path: Path) -> None:
    async with hearing(tmp_path) as (ears, _), recording() as (client, calls):
        tap = {
            "type": "block_actions",
            "team": {"id": "T0RESONANCE"},
            "user": {"id": MAYA},
            "message": {"ts": "1792139761.000100", "thread_ts": "1792139760.000100"},
            "actions": [{"action_id": "help.show", "action_ts": "1.2"}],
            "response_url": f"{client.base_url}response",
        }
        context = SlackContext(
            services=ears.context.services, client=client, session=ears.context.session
        )
        await Listeners(context).acting(breaks)(ack=acknowledged, body=tap)

    [answered] = calls["response"]
    assert answered["thread_ts"] == "1792139760.000100"
    assert answered["response_type"] == "ephemeral"


async def test_a_form_without_inputs_that_can_not_be_saved_says_so(tmp_path: Path) -> None:
    async with hearing(tmp_path) as (ears, _):
        told = await answer_to(ears, breaks_in_a_form, blocks=[])

    assert told["response_action"] == "update"
    assert "could not be saved just now" in str(told["view"])


async def test_a_form_whose_database_is_busy_stays_open_within_slacks_patience(
    tmp_path: Path,
) -> None:
    async def save(heard: Interaction) -> Saved:
        await heard.services.planning.set_option(heard.request, "Agency owner", 5)
        return Saved()

    field = [{"type": "input", "block_id": "name"}]
    async with hearing(tmp_path) as (ears, playground):
        await ears.context.services.membership.member("T0RESONANCE", MAYA)
        with busy(tmp_path / "resonance.db"):
            async with asyncio.timeout(SLACK_WAITS_SECONDS):
                told = await answer_to(ears, save, blocks=field)
        again = await answer_to(ears, save, blocks=field)
        member = await ears.context.services.membership.member("T0RESONANCE", MAYA)
        exploration = await ears.context.services.planning.current(member)
        del playground

    assert "all you typed is still here" in told["errors"]["name"]
    assert again == {}
    assert exploration is not None
    assert [option.name for option in exploration.options] == ["Agency owner"]


async def test_a_database_that_is_held_up_keeps_nobody_waiting_for_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.listening.ANSWER_SECONDS", 0.3)
    async with hearing(tmp_path) as (ears, playground):
        with busy(tmp_path / "resonance.db"):
            async with asyncio.timeout(SLACK_WAITS_SECONDS):
                await ears.acting(run_command)(ack=acknowledged, body=COMMAND)
            [told] = playground.state.seen_by(MAYA, "D0MAYA")

    assert "all that was saved is safe. Please try again in a minute." in told.text


async def breaks(_: Interaction) -> None:
    raise ZeroDivisionError


async def breaks_in_a_form(_: Interaction) -> Saved:
    raise ZeroDivisionError


async def answer_to(ears: Listeners, save: Any, *, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """What Slack is told to do with a form that was sent."""
    told: dict[str, Any] = {}

    async def ack(**response: Any) -> None:
        told.update(response)

    body = {
        "type": "view_submission",
        "team": {"id": "T0RESONANCE"},
        "user": {"id": MAYA},
        "view": {"id": "V1", "blocks": blocks, "state": {"values": {}}},
    }
    await ears.submitting(save)(ack=ack, body=body)
    return told


async def members(ears: Listeners) -> list[tuple[str, str]]:
    async with ears.context.services.membership.store.reading() as work:
        everybody: tuple[Member, ...] = await work.members.every()
    return [(member.team, member.user) for member in everybody]


@contextmanager
def busy(file: Path) -> Iterator[None]:
    """Another program writes into the database for as long as this lasts."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def recording() -> AsyncIterator[tuple[Any, dict[str, list[dict[str, Any]]]]]:
    """A Slack that takes everything, and what it was told, by method."""
    calls: dict[str, list[dict[str, Any]]] = {}

    async def take(request: web.Request) -> web.Response:
        body = await request.json() if request.content_type.endswith("json") else request.query
        calls.setdefault(request.match_info["method"], []).append(dict(body))
        return web.json_response({"ok": True, "channel": {"id": "D0MAYA"}, "ts": "1.2"})

    app = web.Application()
    app.add_routes([web.route("*", "/api/{method}", take)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    async with slack_session() as session:
        yield slack_client("xoxb-1", f"http://{host}:{port}/api/", session), calls
    await runner.cleanup()
