"""Signing in at Google, the whole way: from the page in Slack to a calendar that is read."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.calendars.google_calendar import GoogleCalendars
from bot.calendars.oauth import OAuthProvider
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.core.errors import CalendarTrouble, NotFound
from bot.core.feeds import Calendar, CalendarKind
from bot.core.members import Member
from bot.services.calendars.connecting import mark_of
from bot.services.calendars.signing_in import Asking, Finished, SigningIn
from bot.services.calendars.token_refresh import TokenRefresh
from bot.services.nudges.letters import HowDidItGo
from storage.database import Database
from tests.calendars.fake_google import EVENTS, MAYA, TALKS, FakeGoogle
from tests.calendars.signed_in import registration, returned
from tests.services.world import FRIDAY, World

GOOGLE, MICROSOFT = CalendarKind.GOOGLE, CalendarKind.MICROSOFT
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
OVER = "over or was begun too long ago"


class Names:
    """Slack, which knows what people are called."""

    async def names_of(self, member: Member) -> tuple[str, str]:
        return {"U0MAYA": "Maya", "U0TOM": "Tom"}[member.user], "Resonance"


@dataclass(frozen=True, kw_only=True, slots=True)
class Browser:
    """Maya in her world, with a browser in which she is signed in at Google."""

    at: FakeGoogle
    world: World
    signing_in: SigningIn

    async def sign_in(self) -> Finished:
        answer = await returned(await self.begin())
        return await self.signing_in.finish(GOOGLE, answer["state"], answer["code"])

    async def begin(self, member: Member | None = None) -> str:
        return await self.signing_in.begin(member or self.world.member, GOOGLE)

    async def calendars(self) -> tuple[Calendar, ...]:
        return await self.world.managing.of(self.world.member)

    async def nothing_is_kept(self) -> bool:
        return await self.calendars() == () and await self.accounts() == 0

    async def accounts(self) -> int:
        async with self.world.store.reading() as work:
            stored = [await work.accounts.get(number) for number in range(1, 10)]
        return sum(one is not None for one in stored)


@pytest.fixture
async def browser(store: Database) -> AsyncIterator[Browser]:
    world = World(store)
    await world.begin()
    async with FakeGoogle() as at, SafeFetcher(frozenset({at.host})) as fetcher:
        providers = {GOOGLE: OAuthProvider(registration(at), fetcher, world.now)}
        grants = TokenRefresh(store=store, providers=providers, now=world.now)
        reader = CalendarReader()  # which has no child for answers as short as these
        world.watch(GoogleCalendars(fetcher, grants, reader, at.calendar_url))
        signing_in = SigningIn(
            store=store, providers=providers, connecting=world.connecting, names=Names()
        )
        yield Browser(at=at, world=world, signing_in=signing_in)


class TestTheWholeWay:
    async def test_leads_to_her_main_calendar_and_to_the_question_at_an_end(
        self, browser: Browser
    ) -> None:
        ends_at = FRIDAY + 2 * HOUR
        browser.at.put("coffee", "Coffee with Priya Shah #interview", FRIDAY + HOUR, ends_at)
        finished = await browser.sign_in()

        assert finished == Finished(
            calendar="Maya", member="Maya", workspace="Resonance", interviews=1
        )
        [calendar] = await browser.calendars()
        assert (calendar.kind, calendar.address, calendar.own_email) == (GOOGLE, MAYA, MAYA)
        [letter] = await browser.world.pass_to(ends_at)
        assert isinstance(letter, HowDidItGo)

    async def test_goes_on_when_the_first_hour_of_access_is_over(self, browser: Browser) -> None:
        await browser.sign_in()
        browser.at.expire()
        await browser.world.pass_to(FRIDAY + 3 * HOUR)

        [calendar] = await browser.calendars()
        assert calendar.trouble is None
        assert browser.at.sign_in.renewals >= 1

    async def test_opens_her_other_calendars_to_be_chosen_too(self, browser: Browser) -> None:
        await browser.sign_in()
        [calendar] = await browser.calendars()
        assert calendar.account is not None
        choice = await browser.world.connecting.choice(browser.world.member, calendar.account.id)

        assert [one.address for one in choice.offered] == [TALKS]


class TestWhoeverLooks:
    async def test_is_told_whose_it_is_as_often_as_they_look(self, browser: Browser) -> None:
        answer = await returned(await browser.begin())
        for _ in range(3):
            asking = await browser.signing_in.asking(GOOGLE, answer["state"])
            assert asking == Asking(member="Maya", workspace="Resonance")
        assert await browser.nothing_is_kept()
        await browser.signing_in.finish(GOOGLE, answer["state"], answer["code"])

        with pytest.raises(NotFound, match=OVER):
            await browser.signing_in.asking(GOOGLE, answer["state"])

    async def test_at_another_provider_a_guess_or_too_late_sees_nothing(
        self, browser: Browser
    ) -> None:
        state = (await returned(await browser.begin()))["state"]
        for kind, given in ((MICROSOFT, state), (GOOGLE, "a-guess")):
            with pytest.raises(NotFound, match=OVER):
                await browser.signing_in.asking(kind, given)
        browser.world.at += 30 * MINUTE + timedelta(seconds=1)
        with pytest.raises(NotFound, match=OVER):
            await browser.signing_in.asking(GOOGLE, state)


class TestAWayThatLeadsNowhere:
    async def test_taken_twice(self, browser: Browser) -> None:
        answer = await returned(await browser.begin())
        await browser.signing_in.finish(GOOGLE, answer["state"], answer["code"])
        with pytest.raises(NotFound, match=OVER):
            await browser.signing_in.finish(GOOGLE, answer["state"], answer["code"])

        assert len(await browser.calendars()) == 1

    async def test_begun_at_another_provider(self, browser: Browser) -> None:
        answer = await returned(await browser.begin())
        with pytest.raises(NotFound, match=OVER):
            await browser.signing_in.finish(MICROSOFT, answer["state"], answer["code"])

        assert await browser.nothing_is_kept()

    async def test_made_up(self, browser: Browser) -> None:
        answer = await returned(await browser.begin())
        with pytest.raises(NotFound, match=OVER):
            await browser.signing_in.finish(GOOGLE, "a-guess", answer["code"])

        assert await browser.nothing_is_kept()

    async def test_begun_more_than_half_an_hour_ago(self, browser: Browser) -> None:
        answer = await returned(await browser.begin())
        browser.world.at += 30 * MINUTE + timedelta(seconds=1)
        with pytest.raises(NotFound, match=OVER):
            await browser.signing_in.finish(GOOGLE, answer["state"], answer["code"])

        assert await browser.nothing_is_kept()

    async def test_half_an_hour_is_enough(self, browser: Browser) -> None:
        answer = await returned(await browser.begin())
        browser.world.at += 30 * MINUTE
        await browser.signing_in.finish(GOOGLE, answer["state"], answer["code"])

        assert len(await browser.calendars()) == 1

    async def test_refused_by_her_until_she_says_yes(self, browser: Browser) -> None:
        url = await browser.begin()
        browser.at.sign_in.consents = False
        assert "code" not in await returned(url)
        assert await browser.nothing_is_kept()

        browser.at.sign_in.consents = True
        allowed = await returned(url)
        await browser.signing_in.finish(GOOGLE, allowed["state"], allowed["code"])
        assert len(await browser.calendars()) == 1

    async def test_with_a_code_that_google_never_gave(self, browser: Browser) -> None:
        answer = await returned(await browser.begin())
        with pytest.raises(CalendarTrouble):
            await browser.signing_in.finish(GOOGLE, answer["state"], "a-guess")

        assert await browser.nothing_is_kept()

    async def test_with_the_code_of_another_sign_in(self, browser: Browser) -> None:
        one, other = [await returned(await browser.begin()) for _ in range(2)]
        with pytest.raises(CalendarTrouble):
            await browser.signing_in.finish(GOOGLE, one["state"], other["code"])

        assert await browser.nothing_is_kept()

    async def test_with_boxes_left_empty(self, browser: Browser) -> None:
        url = await browser.begin()
        browser.at.sign_in.unticked = frozenset({EVENTS})
        answer = await returned(url)
        with pytest.raises(CalendarTrouble, match="tick"):
            await browser.signing_in.finish(GOOGLE, answer["state"], answer["code"])

        assert await browser.nothing_is_kept()

    async def test_to_an_account_without_a_calendar(self, browser: Browser) -> None:
        browser.at.calendars.clear()
        with pytest.raises(CalendarTrouble, match="no calendar"):
            await browser.sign_in()

        assert await browser.nothing_is_kept()


class TestSigningInAgain:
    async def test_mends_what_was_withdrawn_without_doubling_it(self, browser: Browser) -> None:
        await browser.sign_in()
        [before] = await browser.calendars()
        browser.at.revoke()
        await browser.world.pass_to(FRIDAY + HOUR)
        [broken] = await browser.calendars()
        assert broken.trouble is not None
        assert "connect it again" in broken.trouble

        assert (await browser.sign_in()).calendar == "Maya"
        await browser.world.pass_to(browser.world.at + MINUTE)
        [mended] = await browser.calendars()
        assert (mended.id, mended.trouble) == (before.id, None)
        assert mended.account != before.account
        assert await browser.accounts() == 1

    async def test_keeps_what_she_set_and_said_in_it(self, browser: Browser) -> None:
        await browser.sign_in()
        [calendar] = await browser.calendars()
        async with browser.world.store.writing() as work:
            await work.calendars.save(replace(calendar, keywords=("talk",), dedicated=True))
        await browser.sign_in()

        [again] = await browser.calendars()
        assert (again.keywords, again.dedicated) == (("talk",), True)

    async def test_renews_every_calendar_of_the_account(self, browser: Browser) -> None:
        await browser.sign_in()
        [main] = await browser.calendars()
        assert main.account is not None
        await browser.world.connecting.choose(
            browser.world.request(), main.account.id, [mark_of(TALKS)]
        )
        await browser.sign_in()

        one, other = await browser.calendars()
        assert one.account == other.account != main.account
        assert await browser.accounts() == 1

    async def test_of_somebody_else_leaves_hers_alone(self, browser: Browser) -> None:
        await browser.sign_in()
        before = await browser.calendars()
        async with browser.world.store.writing() as work:
            tom = await work.members.add(replace(browser.world.member, id=0, user="U0TOM"))
        answer = await returned(await browser.begin(tom))
        finished = await browser.signing_in.finish(GOOGLE, answer["state"], answer["code"])

        assert finished.member == "Tom"
        assert await browser.calendars() == before
