"""A grant is renewed by one at a time, whoever asks and on whichever database."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.calendars.oauth import OAuthProvider
from bot.calendars.safe_http import SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, CalendarKind, Grant, Password
from bot.services.calendars.token_refresh import TokenRefresh
from bot.services.ports import Store
from storage.database import Database
from storage.keys import KeyRing, new_key
from tests.calendars.fake_google import FakeGoogle
from tests.calendars.signed_in import NOW, registration, signed_in
from tests.storage.cast import with_maya

KEYS = KeyRing(new_key())
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """Maya's account at Google, stored, an hour after she signed in: its grant has expired."""

    at: FakeGoogle
    store: Database
    url: str
    provider: OAuthProvider
    account: Account

    @property
    def granting(self) -> TokenRefresh:
        return self.granting_of(self.store)

    def granting_of(self, store: Store) -> TokenRefresh:
        providers = {CalendarKind.GOOGLE: self.provider}
        return TokenRefresh(store=store, providers=providers, now=lambda: NOW + AN_HOUR)

    async def stored(self) -> Account:
        async with self.store.reading() as work:
            account = await work.accounts.get(self.account.id)
        assert account is not None
        return account


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/resonance.db"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
async def world(url: str) -> AsyncIterator[World]:
    async with (
        FakeGoogle() as at,
        SafeFetcher(frozenset({at.host})) as fetcher,
        Database(url, KEYS) as store,
    ):
        # grants live for an hour from now on, so that a renewed one is good when it is asked for
        provider = OAuthProvider(registration(at), fetcher, lambda: NOW + AN_HOUR)
        grant = replace(await signed_in(provider), expires_at=NOW + AN_HOUR)
        maya = await with_maya(store)
        async with store.writing() as work:
            account = await work.accounts.save(
                Account(member_id=maya.id, kind=CalendarKind.GOOGLE, secret=grant, created_at=NOW)
            )
        yield World(at=at, store=store, url=url, provider=provider, account=account)


def grant(account: Account) -> Grant:
    assert isinstance(account.secret, Grant)
    return account.secret


async def test_twenty_who_ask_at_once_renew_once(world: World) -> None:
    asked = [world.granting.grant_of(world.account) for _ in range(20)]
    grants = await asyncio.gather(*asked)
    assert world.at.sign_in.renewals == 1
    assert set(grants) == {grant(await world.stored())}


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
async def test_two_processes_on_one_server_renew_once(world: World) -> None:
    async with Database(world.url, KEYS) as other:
        asked = [
            world.granting_of(store).grant_of(world.account)
            for store in (world.store, other)
            for _ in range(10)
        ]
        grants = await asyncio.gather(*asked)
    assert world.at.sign_in.renewals == 1
    assert len(set(grants)) == 1


async def test_a_grant_with_a_minute_left_is_used_as_it_is(world: World) -> None:
    fresh = replace(grant(world.account), expires_at=NOW + AN_HOUR + timedelta(minutes=1))
    assert await world.granting.grant_of(replace(world.account, secret=fresh)) == fresh
    assert world.at.sign_in.renewals == 0


async def test_a_grant_that_is_refused_before_its_time_is_renewed(world: World) -> None:
    renewed = await world.granting.grant_of(world.account)
    current = await world.stored()
    again = await world.granting.grant_of(current, refused=renewed)
    assert again != renewed
    assert world.at.sign_in.renewals == 2


async def test_an_old_grant_that_is_refused_gives_way_to_the_one_that_others_got(
    world: World,
) -> None:
    renewed = await world.granting.grant_of(world.account)
    assert await world.granting.grant_of(world.account, refused=grant(world.account)) == renewed
    assert world.at.sign_in.renewals == 1


async def test_a_grant_taken_back_is_told_for_good_and_kept_as_it_was(world: World) -> None:
    world.at.revoke()
    with pytest.raises(CalendarTrouble, match="withdrawn") as met:
        await world.granting.grant_of(world.account)
    assert (met.value.permanent, met.value.needs_login) == (True, True)
    assert await world.stored() == world.account


async def test_one_who_gives_up_waiting_stands_in_nobodys_way(world: World) -> None:
    async with world.store.alone(f"account:{world.account.id}"):
        waiting = asyncio.ensure_future(world.granting.grant_of(world.account))
        await asyncio.sleep(0)
        waiting.cancel()
    assert await world.granting.grant_of(world.account) == grant(await world.stored())


async def test_an_account_that_was_disconnected_meanwhile_is_told_so(world: World) -> None:
    async with world.store.writing() as work:
        await work.accounts.remove_unused(NOW + AN_HOUR)
    with pytest.raises(CalendarTrouble, match="not connected any more"):
        await world.granting.grant_of(world.account)


async def test_a_provider_that_is_set_up_no_more_is_told_so(world: World) -> None:
    granting = replace(world.granting, providers={})
    with pytest.raises(CalendarTrouble, match="not set up here any more"):
        await granting.grant_of(world.account)


async def test_an_account_with_a_password_has_no_grant(world: World) -> None:
    secret = Password(user="maya", password="app-pass-word")
    with pytest.raises(TypeError):
        await world.granting.grant_of(replace(world.account, secret=secret))
