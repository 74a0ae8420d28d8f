"""Her word on an event: learnt as far as she says it goes, and acted on at once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.detection import Scope
from bot.core.errors import CalendarTrouble, NotFound
from bot.core.meetings import Interview, Occurrence, Status, Verdict
from bot.services.calendars.previewing import Seen
from bot.services.interviewing import Outcome
from bot.services.nudges.letters import HowDidItGo
from bot.services.ports import AlreadyHandled, Request
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, World

MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))
DENTIST = Occurrence(
    uid="dentist",
    title="Dentist",
    starts_at=FRIDAY + 3 * HOUR,
    ends_at=FRIDAY + 3.5 * HOUR,
)
CHAT = replace(DENTIST, uid="chat", title="Career chat")


def office_hour(day: int, uid: str = "office-hour") -> Occurrence:
    """One happening of something that repeats every day, so many days from now."""
    starts_at = FRIDAY + day * DAY + 2 * HOUR
    return Occurrence(
        uid=uid,
        title="Office hour",
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        recurrence_id=starts_at,
    )


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin()
    return world


async def seen(world: World) -> dict[tuple[str, datetime], Seen]:
    look = await world.previewing.look(world.member)
    return {(one.occurrence.uid, one.occurrence.starts_at): one for one in look.seen}


async def say(
    world: World,
    occurrence: Occurrence,
    verdict: Verdict,
    scope: Scope = Scope.SERIES,
) -> None:
    """Her tap beside an event that she sees."""
    one = (await seen(world))[occurrence.uid, occurrence.starts_at]
    await world.previewing.correct(world.request(), one.calendar_id, one.mark, verdict, scope)


async def understood(world: World, *events: Occurrence) -> list[Verdict]:
    look = await seen(world)
    return [look[one.uid, one.starts_at].understanding.verdict for one in events]


async def interviews(world: World) -> tuple[Interview, ...]:
    return (await world.exploration()).interviews


class TestAYes:
    async def test_makes_an_interview_of_it_and_asks_at_its_end(self, world: World) -> None:
        await world.connect(DENTIST)
        await say(world, DENTIST, Verdict.INTERVIEW)

        interview = await world.interview()
        assert (interview.status, interview.certain) == (Status.PLANNED, True)
        assert interview.ends_at == DENTIST.ends_at
        [letter] = await world.pass_to(DENTIST.ends_at)
        assert isinstance(letter, HowDidItGo)
        assert letter.certain

    async def test_to_what_was_only_asked_about_answers_the_question(self, world: World) -> None:
        await world.connect(
            replace(CHAT, starts_at=CHAT.starts_at + DAY, ends_at=CHAT.ends_at + DAY)
        )
        [chat] = (await world.previewing.look(world.member)).seen
        await say(world, chat.occurrence, Verdict.INTERVIEW)

        assert (await world.interview()).certain
        letters = await world.pass_to(chat.occurrence.ends_at)
        assert [type(letter) for letter in letters] == [HowDidItGo]

    @pytest.mark.parametrize("answer", list(Scope))
    async def test_takes_back_a_no(self, world: World, answer: Scope) -> None:
        await world.connect(COFFEE)
        await say(world, COFFEE, Verdict.NO, answer)
        await say(world, COFFEE, Verdict.INTERVIEW, answer)

        interview = await world.interview()
        assert (interview.status, interview.certain) == (Status.PLANNED, True)
        assert len(await world.pass_to(COFFEE.ends_at)) == 1

    async def test_takes_back_a_no_that_was_tapped_in_a_message(self, world: World) -> None:
        await world.connect(COFFEE)
        interview = await world.interview()
        await world.interviewing.tell(world.request(), interview.id, Outcome.NOT_INTERVIEW)
        await say(world, COFFEE, Verdict.INTERVIEW)

        assert len(await world.pass_to(COFFEE.ends_at)) == 1

    async def test_does_not_hold_against_a_cancellation(self, world: World) -> None:
        await world.connect(COFFEE)
        await say(world, COFFEE, Verdict.INTERVIEW)
        world.calendar.cancel(COFFEE)

        assert await world.pass_to(COFFEE.ends_at) == []
        interview = await world.interview()
        assert (interview.status, interview.certain) == (Status.CANCELLED, True), "called off"


class TestANo:
    async def test_drops_the_check_in_and_lists_nothing_as_called_off(self, world: World) -> None:
        await world.connect(COFFEE)
        await say(world, COFFEE, Verdict.NO)

        interview = await world.interview()
        assert (interview.status, interview.certain) == (Status.CANCELLED, False)
        assert await world.pass_to(COFFEE.ends_at + HOUR) == []

    async def test_drops_the_question_of_the_morning(self, world: World) -> None:
        await world.connect(CHAT)
        await say(world, CHAT, Verdict.NO)

        assert await world.pass_to(CHAT.ends_at + HOUR) == []

    async def test_changes_nothing_of_what_she_has_told_already(self, world: World) -> None:
        await world.connect(COFFEE)
        interview = await world.interview()
        await world.interviewing.tell(world.request(), interview.id, Outcome.HAPPENED)
        await say(world, COFFEE, Verdict.NO)

        assert (await world.interview()).status is Status.HELD


class TestHowFarItGoes:
    today, tomorrow, day_after = office_hour(0), office_hour(1), office_hour(2)
    namesake = office_hour(3, uid="another-office-hour")

    @pytest.mark.parametrize(
        ("scope", "reach"),
        [
            (Scope.ONE, [False, True, False, False]),
            (Scope.SERIES, [True, True, True, False]),
            (Scope.TITLE, [True, True, True, True]),
        ],
    )
    async def test_a_yes_reaches_as_far_as_she_says_also_at_the_next_read(
        self, world: World, scope: Scope, reach: list[bool]
    ) -> None:
        events = (self.today, self.tomorrow, self.day_after, self.namesake)
        await world.connect(*events)
        await say(world, self.tomorrow, Verdict.INTERVIEW, scope)

        verdicts = await understood(world, *events)
        assert [verdict is Verdict.INTERVIEW for verdict in verdicts] == reach
        await world.pass_to(FRIDAY + HOUR)
        expected = [event.ends_at for event, meant in zip(events, reach, strict=True) if meant]
        assert sorted(one.ends_at for one in await interviews(world)) == expected

    async def test_a_no_to_one_leaves_the_yes_to_the_others(self, world: World) -> None:
        await world.connect(self.today, self.tomorrow)
        await say(world, self.today, Verdict.INTERVIEW, Scope.SERIES)
        await say(world, self.tomorrow, Verdict.NO, Scope.ONE)
        letters = await world.pass_to(self.tomorrow.ends_at)

        assert [one.ended_at for one in letters if isinstance(one, HowDidItGo)] == [
            self.today.ends_at
        ]

    async def test_an_event_is_spoken_of_as_far_as_it_reaches(self, world: World) -> None:
        untitled = replace(DENTIST, title="")
        await world.connect(untitled, self.today)
        look = await seen(world)

        assert look[untitled.uid, untitled.starts_at].scopes == (Scope.SERIES,)
        assert look[self.today.uid, self.today.starts_at].scopes == tuple(Scope)


class TestRefused:
    async def test_an_event_that_is_gone(self, world: World) -> None:
        await world.connect(COFFEE)
        [one] = (await world.previewing.look(world.member)).seen
        world.calendar.occurrences.clear()
        with pytest.raises(NotFound, match="not in your calendar any more"):
            await world.previewing.correct(
                world.request(), one.calendar_id, one.mark, Verdict.NO, Scope.SERIES
            )

    async def test_a_calendar_of_somebody_else(self, world: World) -> None:
        await world.connect(COFFEE)
        [one] = (await world.previewing.look(world.member)).seen
        async with world.store.writing() as work:
            tom = await work.members.add(replace(world.member, id=0, user="U0TOM"))
        with pytest.raises(NotFound):
            await world.previewing.correct(
                Request(member=tom, at=world.at),
                one.calendar_id,
                one.mark,
                Verdict.NO,
                Scope.SERIES,
            )

    async def test_a_calendar_that_can_not_be_read_now(self, world: World) -> None:
        await world.connect(COFFEE)
        [one] = (await world.previewing.look(world.member)).seen
        world.calendar.trouble = "It does not answer."
        with pytest.raises(CalendarTrouble):
            await world.previewing.correct(
                world.request(), one.calendar_id, one.mark, Verdict.NO, Scope.SERIES
            )

        assert (await world.interview()).status is Status.PLANNED

    async def test_a_tap_that_slack_delivers_twice(self, world: World) -> None:
        await world.connect(COFFEE)
        [one] = (await world.previewing.look(world.member)).seen
        request = world.request("the-same-tap")
        await world.previewing.correct(request, one.calendar_id, one.mark, Verdict.NO, Scope.SERIES)
        await say(world, COFFEE, Verdict.INTERVIEW)
        with pytest.raises(AlreadyHandled):
            await world.previewing.correct(
                request, one.calendar_id, one.mark, Verdict.NO, Scope.SERIES
            )

        assert (await world.interview()).status is Status.PLANNED
