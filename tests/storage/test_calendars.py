"""Calendars and the meetings found in them are read back as saved."""

from dataclasses import replace

from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from bot.services.ports import Store
from tests.storage.cast import NOW, with_exploration


def hers(member: Member) -> Calendar:
    return Calendar(member_id=member.id, address="https://calendar.example/secret.ics")


async def test_a_calendar_is_read_back_as_saved(store: Store, maya: Member) -> None:
    async with store.writing() as work:
        new = await work.calendars.save(hers(maya))
        read = replace(
            new,
            etag='"1"',
            last_read_at=NOW,
            trouble="It did not answer.",
            failures=2,
            expanded_until=NOW,
            remembered={"coffee with tom": Verdict.NO},
        )
        await work.calendars.save(read)
    async with store.reading() as work:
        assert await work.calendars.get(new.id) == read
        assert await work.calendars.of(maya.id) == (read,)


async def test_a_meeting_is_found_by_its_interview_and_goes_with_it(
    store: Store, maya: Member
) -> None:
    interview = (await with_exploration(store, maya)).interviews[1]
    async with store.writing() as work:
        calendar = await work.calendars.save(hers(maya))
        new = Meeting(
            calendar_id=calendar.id,
            uid="42@example",
            interview_id=interview.id,
            title="coffee with tom",
            because="because you track Tom Adeyemi",
        )
        meeting = await work.calendars.save_meeting(new)
        gone = await work.calendars.save_meeting(replace(meeting, missed=1, recurrence_id=NOW))
        assert await work.calendars.meeting_of(interview.id) == gone
        await work.explorations.remove_interview(interview.id)
        assert await work.calendars.meetings(calendar.id) == ()
        assert await work.calendars.meeting_of(interview.id) is None


async def test_the_polls_of_a_calendar_vanish_with_it(store: Store, maya: Member) -> None:
    async with store.writing() as work:
        calendar = await work.calendars.save(hers(maya))
        poll = Nudge(key="poll", kind=Kind.POLL, member_id=maya.id, due_at=NOW, subject=calendar.id)
        await work.nudges.plan(poll)
        [claimed] = await work.nudges.claim(NOW, NOW - NOW, 1)
        assert claimed.subject == calendar.id
        await work.calendars.remove(calendar.id)
        assert await work.calendars.get(calendar.id) is None
        assert await work.nudges.get("poll") is None
