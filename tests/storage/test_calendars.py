"""Calendars and the meetings found in them are read back as saved."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.core.feeds import Account, Calendar, CalendarKind, Grant, Meeting, Password, SignIn
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.core.nudges import Kind, Lane, Nudge
from bot.services.ports import Store
from storage.database import Database
from storage.engines import embedded_file
from storage.keys import KeyRing, new_key
from tests.storage.cast import EXPLORATION, MAYA, NOW, with_exploration


def hers(member: Member) -> Calendar:
    return Calendar(member_id=member.id, address="https://calendar.example/secret.ics")


async def test_a_calendar_is_read_back_as_saved(store: Store, maya: Member) -> None:
    async with store.writing() as work:
        new = await work.calendars.save(hers(maya))
        read = replace(
            new,
            marks={"ETag": '"1"'},
            last_read_at=NOW,
            trouble="It did not answer.",
            failures=2,
            dedicated=True,
            keywords=("resonance",),
            unchanged=3,
            unread=("Lunch: it doesn't say when it starts",),
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
        [claimed] = await work.nudges.claim(Lane.POLLS, NOW, NOW - NOW, 1)
        assert claimed.subject == calendar.id
        await work.calendars.remove(calendar.id)
        assert await work.calendars.get(calendar.id) is None
        assert await work.nudges.get("poll") is None


async def test_beside_a_calendar_are_the_meetings_of_her_others_and_nobody_elses(
    store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        tom = await work.members.add(replace(MAYA, user="U0TOM"))
        at_work, at_home, at_toms = [
            await work.calendars.save(hers(member)) for member in (maya, maya, tom)
        ]
        interviews = (await work.explorations.add(maya.id, EXPLORATION)).interviews
        [his, *_] = (await work.explorations.add(tom.id, EXPLORATION)).interviews
        for calendar, interview in zip(
            (at_work, at_home, at_toms), (*interviews, his), strict=True
        ):
            await work.calendars.save_meeting(
                Meeting(
                    calendar_id=calendar.id,
                    uid=f"of-{calendar.id}",
                    interview_id=interview.id,
                    title="coffee",
                    because="because its title has #interview",
                )
            )

        assert await work.calendars.meetings_beside(at_work) == await work.calendars.meetings(
            at_home.id
        )
        assert await work.calendars.meetings_beside(at_toms) == ()


PASSWORD = Password(user="maya", password="app-pass-word")


async def test_an_account_is_read_back_with_its_calendars(store: Store, maya: Member) -> None:
    async with store.writing() as work:
        account = await work.accounts.save(
            Account(
                member_id=maya.id,
                kind=CalendarKind.CALDAV,
                address="https://dav.example/",
                secret=PASSWORD,
                created_at=NOW,
            )
        )
        saved = await work.calendars.save(
            replace(hers(maya), kind=CalendarKind.CALDAV, account=account)
        )
    async with store.reading() as work:
        assert await work.calendars.get(saved.id) == saved
        assert await work.accounts.get(account.id) == account


async def test_an_account_is_forgotten_once_nothing_is_read_under_it(
    store: Store, maya: Member
) -> None:
    grant = Grant(access_token="a", refresh_token="r", expires_at=NOW)
    google = Account(member_id=maya.id, kind=CalendarKind.GOOGLE, secret=grant, created_at=NOW)
    async with store.writing() as work:
        used, unused = await work.accounts.save(google), await work.accounts.save(google)
        await work.calendars.save(replace(hers(maya), kind=CalendarKind.GOOGLE, account=used))
        await work.accounts.remove_unused(NOW)
        assert await work.accounts.get(unused.id) == unused, "it was made only now"
        await work.accounts.remove_unused(NOW + timedelta(seconds=1))
        assert await work.accounts.get(used.id) == used
        assert await work.accounts.get(unused.id) is None


async def test_a_sign_in_is_taken_once_and_in_time(store: Store, maya: Member) -> None:
    began = SignIn(
        state="of-one",
        verifier="of-one",
        member_id=maya.id,
        kind=CalendarKind.GOOGLE,
        began_at=NOW,
    )
    async with store.writing() as work:
        await work.accounts.begin(began)
        await work.accounts.begin(replace(began, state="of-another"))
        google, late = CalendarKind.GOOGLE, NOW + timedelta(minutes=10)
        assert await work.accounts.take(google, "of-nobody", NOW) is None
        assert await work.accounts.take(CalendarKind.MICROSOFT, "of-one", NOW) is None
        assert await work.accounts.take(google, "of-one", NOW) == began
        assert await work.accounts.take(google, "of-one", NOW) is None
        assert await work.accounts.take(google, "of-another", late) is None


async def test_only_one_at_a_time_is_alone(url: str, store: Store) -> None:
    inside: list[str] = []

    async def enter(among: Store, name: str) -> None:
        async with among.alone("one"):
            inside.append(name)
            await asyncio.sleep(0)
            inside.append(name)

    others = [store] * 3
    if embedded_file(url) is None:  # another process, with connections of its own
        others.append(Database(url, KeyRing(new_key())))
    await asyncio.gather(*(enter(among, str(n)) for n, among in enumerate(others)))
    assert inside[::2] == inside[1::2]
