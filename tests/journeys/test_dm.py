"""A DM whose stored id leads nowhere, as after the app was made anew or a database was restored:
whatever is said finds its way all the same, and the new id is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.commands.trial import settings_for
from bot.compose.resonance import Resonance
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge, State
from bot.core.plan import Exploration, Option
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import story_named
from bot.services.nudges.letters import HowDidItGo, Undelivered
from bot.slack.app import slack_client, slack_session
from bot.slack.interaction import SlackContext
from bot.slack.listeners import events, settings
from bot.slack.listening import Listeners
from bot.slack.manifest import manifest
from bot.slack.messenger import SlackMessenger
from storage.database import Database
from storage.keys import KeyRing, new_key
from tests.journeys.conftest import MAYA

DM, GONE = "D0MAYA", "D0GONE"
TEAM = "T0RESONANCE"


@dataclass
class Restored:
    """The bot over a database in which Maya's DM has an id that Slack no longer knows."""

    store: Database
    playground: Playground
    bot: Resonance
    ears: Listeners
    messenger: SlackMessenger
    member: Member

    def now(self) -> datetime:
        return self.playground.clock.now()

    def seen(self) -> list[str]:
        return [message.text for message in self.playground.state.seen_by(MAYA, DM)]

    async def stored(self) -> Member:
        async with self.store.reading() as work:
            return await work.members.get(self.member.id)

    def letter(self) -> HowDidItGo:
        return HowDidItGo(
            nudge_id=7,
            interview_id=1,
            ended_at=self.now(),
            certain=True,
            again=False,
            paused=False,
        )


@pytest.fixture
async def restored(tmp_path: Path) -> AsyncIterator[Restored]:
    async with restored_in(tmp_path) as world:
        yield world


async def test_a_nudge_arrives_in_the_dm_there_is_now(restored: Restored) -> None:
    async with restored.store.writing() as work:
        await work.explorations.add(restored.member.id, _exploration(restored.now()))
        due = Nudge(
            key="weekly:now",
            kind=Kind.WEEK_START,
            member_id=restored.member.id,
            due_at=restored.now(),
        )
        await work.nudges.plan(due)
    await restored.bot.settle()

    assert any("A new week" in text for text in restored.seen())
    async with restored.store.reading() as work:
        row = await work.nudges.get("weekly:now")
    assert row is not None
    assert (row.state, row.attempt, row.channel) == (State.SENT, 1, DM)
    assert (await restored.stored()).channel == DM


async def test_her_words_are_answered_there(restored: Restored) -> None:
    await restored.ears.acting(events.typed)(ack=acknowledged, body=_typed("hello?"))

    assert len(restored.seen()) == 1
    assert (await restored.stored()).channel == DM


async def test_what_comes_of_a_form_is_told_there(restored: Restored) -> None:
    await restored.ears.submitting(settings.save_zone)(ack=acknowledged, body=_zone_form())

    assert len(restored.seen()) == 1


async def test_a_move_to_another_zone_is_told_there(restored: Restored) -> None:
    moved = {
        "team_id": TEAM,
        "event": {"type": "user_change", "user": {"id": MAYA, "tz": "Asia/Tokyo"}},
    }
    await restored.ears.reporting(events.profile_changed)(ack=acknowledged, body=moved)

    assert ["Asia/Tokyo" in text for text in restored.seen()] == [True]


async def test_an_unsure_post_is_looked_for_there(restored: Restored) -> None:
    posted = await restored.messenger.post(restored.member, restored.letter())

    found = await restored.messenger.find(restored.member, 7, restored.now() - timedelta(hours=1))

    assert found == posted


async def test_it_goes_on_in_the_new_dm_when_the_app_is_made_anew_while_it_runs(
    restored: Restored,
) -> None:
    typed = restored.ears.acting(events.typed)
    await typed(ack=acknowledged, body=_typed("hello?"))

    restored.playground.state.recreate_direct_messages()
    await typed(ack=acknowledged, body={**_typed("still there?"), "event_id": "Ev2"})

    known = await restored.stored()
    assert known.channel not in {None, DM, GONE}
    assert len(restored.playground.state.seen_by(MAYA, str(known.channel))) == 1


async def test_whoever_is_not_in_the_workspace_is_given_up_after_one_look(
    restored: Restored,
) -> None:
    nobody = replace(restored.member, user="U0NOBODY")

    with pytest.raises(Undelivered) as fault:
        await restored.messenger.post(nobody, restored.letter())

    assert (fault.value.code, fault.value.permanent) == ("user_not_found", True)


async def acknowledged(**_: object) -> None:
    """Slack has been told that this arrived."""


@asynccontextmanager
async def restored_in(folder: Path) -> AsyncIterator[Restored]:
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
        async with store.writing() as work:
            known = Member(team=TEAM, user=MAYA, time_zone="Europe/London", channel=GONE)
            member = await work.members.add(known)
        bot = Resonance(settings_for(playground), store, playground.clock.now)
        await bot.start()
        try:
            client = slack_client(playground.bot_token, playground.api_url, session)
            yield Restored(
                store=store,
                playground=playground,
                bot=bot,
                ears=Listeners(SlackContext(services=bot.services, client=client, session=session)),
                messenger=SlackMessenger(client, bot.services.membership),
                member=member,
            )
        finally:
            await bot.stop()


def _exploration(now: datetime) -> Exploration:
    return Exploration(
        question="Which?",
        starts_on=now.date() - timedelta(days=7),
        ends_on=now.date() + timedelta(days=60),
        weekly_goal=1,
        options=(Option(name="One"), Option(name="Other")),
    )


def _typed(words: str) -> dict[str, Any]:
    event = {"type": "message", "channel_type": "im", "channel": DM, "user": MAYA, "text": words}
    return {"type": "event_callback", "event_id": "Ev1", "team_id": TEAM, "event": event}


def _zone_form() -> dict[str, Any]:
    chosen = {"time_zone": {"time_zone": {"type": "plain_text_input", "value": "Asia/Tokyo"}}}
    view = {"id": "V1", "blocks": [], "state": {"values": chosen}}
    return {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": MAYA}, "view": view}
