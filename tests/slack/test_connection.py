"""The connection to Slack over real sockets to a playground, with a clock in the hand."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.playground.clock import PlaygroundClock
from bot.playground.faults import Fault
from bot.playground.server import Playground
from bot.playground.stories import story_named
from bot.services.services import Services
from bot.slack import socket
from bot.slack.app import SlackApp, slack_client, slack_session
from bot.slack.connection import Connection, NoSocket, new_address
from bot.slack.manifest import manifest
from bot.slack.socket import Socket

MINUTE = 60.0
VISIT = {
    "type": "event_callback",
    "team_id": "T0RESONANCE",
    "event": {"type": "app_home_opened", "user": "U0MAYA", "tab": "home"},
}


@dataclass
class World:
    """A connection that is looked at when the test says so."""

    playground: Playground
    connection: Connection
    time: list[float]
    told: list[bool]
    may_answer: asyncio.Event

    async def after(self, seconds: float) -> bool:
        """Looks again so much later; whether there is still hope."""
        self.time[0] += seconds
        return await self.connection.look()

    @property
    def sockets(self) -> list[object]:
        return [link.socket for link in self.playground.sockets.links]

    async def delivers(self) -> str:
        """What comes over the socket for which Slack waits."""
        await self.playground.sockets.deliver("events_api", VISIT)
        return "acknowledged"


async def test_an_idle_bot_takes_a_fresh_socket_after_a_quarter_of_an_hour(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected() as world:
        first = world.sockets
        assert await world.after(14 * MINUTE)
        assert world.sockets == first

        with caplog.at_level(logging.INFO):
            assert await world.after(MINUTE)

        assert len(world.sockets) == 1
        assert world.sockets != first
        assert await world.delivers() == "acknowledged"
        assert await world.connection.is_up
    assert said(caplog) == []


async def test_a_socket_that_answers_pings_and_delivers_nothing_is_replaced() -> None:
    async with connected() as world:
        world.playground.sockets.silence()
        world.connection.posted()
        assert await world.after(29)
        silent = world.sockets
        assert await world.after(1)

        assert len(world.sockets) == 1
        assert world.sockets != silent
        assert await world.delivers() == "acknowledged"


async def test_what_came_over_the_old_socket_is_acknowledged_before_it_goes() -> None:
    async with connected() as world:
        [first] = world.sockets
        world.may_answer.clear()
        delivery = asyncio.ensure_future(world.delivers())
        while not (world.connection._sockets[0]._unanswered or delivery.done()):
            await asyncio.sleep(0.01)
        renewal = asyncio.ensure_future(world.after(15 * MINUTE))
        while len(world.sockets) < 2 and not renewal.done():
            await asyncio.sleep(0.01)
        world.may_answer.set()

        assert await delivery == "acknowledged"
        assert await renewal
        assert first not in world.sockets


async def test_what_is_heard_after_a_post_keeps_the_socket() -> None:
    async with connected() as world:
        first = world.sockets
        world.connection.posted()
        await world.delivers()
        assert await world.after(MINUTE)
        assert world.sockets == first


@pytest.mark.parametrize(("delivering", "kept"), [(True, True), (False, False)])
async def test_each_of_the_bots_posts_into_a_dm_is_to_come_back(
    *, delivering: bool, kept: bool
) -> None:
    time = [0.0]
    async with a_playground() as playground, slack_session() as session:
        client = slack_client(playground.bot_token, playground.api_url, session)
        app = SlackApp(
            client=client,
            app_client=slack_client(playground.app_token, playground.api_url, session),
            session=session,
            on_sharing=heeding,
            clock=lambda: time[0],
        )
        await app.connect(cast(Services, None))  # whatever comes back is Bolt's to drop
        first = list(playground.sockets.links)
        if not delivering:
            playground.sockets.silence()
        opened = await client.conversations_open(users=["U0MAYA"])
        await client.chat_postMessage(channel=opened["channel"]["id"], text="A new week.")
        if delivering:
            await playground._outstanding.none_left()
        time[0] += 30
        assert app.connection is not None
        assert await app.connection.look()
        after = list(playground.sockets.links)
        await app.hang_up()
    assert (after == first) is kept


async def test_the_old_socket_goes_only_once_the_new_one_was_greeted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "OPEN_SECONDS", 0.3)
    async with connected() as world:
        first = world.sockets
        world.playground.faults.add("apps.connections.open", Fault.SERVER_ERROR)
        assert await world.after(15 * MINUTE)
        assert world.sockets == first
        assert not await world.connection.is_up
        assert await world.delivers() == "acknowledged"


async def test_where_no_fresh_socket_can_be_had_it_is_said_once_and_given_up_after_two_minutes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected() as world:
        world.playground.faults.add("apps.connections.open", Fault.SERVER_ERROR, times=None)
        with caplog.at_level(logging.INFO):
            assert await world.after(15 * MINUTE)
            assert not await world.connection.is_up
            assert await world.after(MINUTE)
            assert not await world.after(MINUTE)
    assert said(caplog) == ["lost the connection to Slack"]


async def test_a_connection_lost_and_found_is_logged_once_each(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected() as world:
        world.playground.faults.add("apps.connections.open", Fault.SERVER_ERROR, times=2)
        with caplog.at_level(logging.INFO):
            for seconds in (15 * MINUTE, 30, 30, 30):
                assert await world.after(seconds)
        assert await world.connection.is_up
    assert said(caplog) == ["lost the connection to Slack", "connected to Slack again"]


async def test_slack_is_asked_no_more_often_than_it_says() -> None:
    async with connected() as world:
        refused = world.playground.faults
        refused.add("apps.connections.open", Fault.RATE_LIMITED, seconds=60)
        refused.add("apps.connections.open", Fault.SERVER_ERROR)
        await world.after(15 * MINUTE)
        await world.after(59)
        assert len(refused.planned) == 1
        await world.after(1)
        assert refused.planned == []


async def test_another_process_on_the_app_is_told_after_two_minutes_and_when_it_went(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected() as world, connected(world.playground) as other:
        await other.after(0)
        assert other.told == []  # the one before may only just be going
        with caplog.at_level(logging.WARNING):
            await other.after(2 * MINUTE)
            await other.after(15 * MINUTE)

        shared = other.connection.shared
        assert (shared, other.told) == (True, [True, True])
        assert said(caplog) == ["another process is connected as this app"]

        await world.connection.close()
        await other.after(15 * MINUTE)
        assert (other.connection.shared, other.told) == (False, [True, True, False])


async def test_a_bot_alone_writes_that_down_once() -> None:
    async with connected() as world:
        for _ in range(3):
            await world.after(15 * MINUTE)
        assert world.told == [False]


async def test_an_address_where_nothing_greets_is_a_fault_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "OPEN_SECONDS", 0.3)
    async with connected() as world:
        used = f"{world.playground.url.replace('http', 'ws')}/link?ticket=used"
        with pytest.raises(NoSocket, match="check the network"):
            await world.connection.open(used)


@asynccontextmanager
async def connected(playground: Playground | None = None) -> AsyncIterator[World]:
    """A connection to a playground of its own, or as a second process to one that is there."""
    if playground is None:
        async with a_playground() as fresh, connected(fresh) as world:
            yield world
        return
    time, told, may_answer = [0.0], list[bool](), asyncio.Event()
    may_answer.set()

    async def acknowledge(ack: AsyncAck) -> None:
        await may_answer.wait()
        await ack()

    async def on_sharing(shared: bool) -> bool:
        told.append(shared)
        return True

    async with slack_session() as session:
        client = slack_client(playground.app_token, playground.api_url, session)
        app = AsyncApp(client=client, authorize=as_itself, request_verification_enabled=False)
        app.event("app_home_opened")(acknowledge)
        connection = Connection(
            lambda hello, envelope: Socket(app, client, on_hello=hello, on_envelope=envelope),
            client,
            on_sharing=on_sharing,
            clock=lambda: time[0],
        )
        await connection.open(await new_address(client))
        try:
            yield World(playground, connection, time, told, may_answer)
        finally:
            await connection.close()


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the connection wrote into the log; Bolt has words of its own."""
    ours = [record for record in caplog.records if record.name == "bot.slack.connection"]
    return [record.getMessage() for record in ours]


async def heeding(shared: bool) -> bool:
    del shared
    return True


async def as_itself(**_: object) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T0RESONANCE", bot_token="xoxb-1")


@asynccontextmanager
async def a_playground() -> AsyncIterator[Playground]:
    async def nothing_due() -> datetime | None:
        return None

    async def settle() -> None:
        """There is nothing to wait for."""

    async with Playground(
        manifest=manifest(),
        story=story_named("empty"),
        clock=PlaygroundClock(),
        due=nothing_due,
        settle=settle,
    ) as playground:
        yield playground
