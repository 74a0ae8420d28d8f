"""Grants kept fit for use: each is renewed by one at a time, and the newest is what all use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, CalendarKind, Grant
from bot.services.calendars.ports import SignInProvider
from bot.services.ports import Now, Store

#: A grant that expires sooner than this is renewed before it is used.
SOON = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenRefresh:
    """The port `Grants`. Providers may take back all grants of an account when an old refresh
    token is used twice, so only one process renews at a time and the others take what it got."""

    store: Store
    providers: Mapping[CalendarKind, SignInProvider]
    now: Now

    async def grant_of(self, account: Account, *, refused: Grant | None = None) -> Grant:
        known = _grant(account)
        if refused is None and not self._expires_soon(known):
            return known
        async with self.store.alone(f"account:{account.id}"):
            async with self.store.reading() as work:
                stored = await work.accounts.get(account.id)
            if stored is None:
                raise CalendarTrouble("That calendar is not connected any more.", permanent=True)
            current = _grant(stored)
            if current != (refused or known) and not self._expires_soon(current):
                return current
            fresh = await self._provider(account).renew(current)
            async with self.store.writing() as work:
                await work.accounts.save(replace(stored, secret=fresh))
            return fresh

    def _expires_soon(self, grant: Grant) -> bool:
        return grant.expires_at - self.now() < SOON

    def _provider(self, account: Account) -> SignInProvider:
        if provider := self.providers.get(account.kind):
            return provider
        raise CalendarTrouble(
            "This kind of calendar is not set up here any more; whoever runs Resonance can "
            "set it up again."
        )


def _grant(account: Account) -> Grant:
    if not isinstance(account.secret, Grant):
        raise TypeError("an account that is opened by a password")
    return account.secret
