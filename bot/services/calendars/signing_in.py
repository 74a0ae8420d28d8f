"""Signing in at Google or Microsoft, so that a calendar there can be read (OAuth 2.0, PKCE)."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.errors import NotFound
from bot.core.feeds import Account, Calendar, CalendarKind, Offered, SignIn
from bot.core.members import Member
from bot.services.calendars.connecting import (
    UNUSED_FOR,
    Connecting,
    calendars_under,
    nothing_changed,
)
from bot.services.calendars.ports import SignInProvider
from bot.services.nudges.planning import plan_poll
from bot.services.ports import Store

#: So long a form may stand open before its way to the provider leads nowhere.
OPEN_FOR = timedelta(minutes=30)


class Names(Protocol):
    """Whoever knows what people call each other."""

    async def names_of(self, member: Member) -> tuple[str, str]:
        """The member's name as Slack shows it, and the workspace's."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """A sign-in that came to its end: which calendar is read now, and for whom."""

    calendar: str
    member: str
    workspace: str
    interviews: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Whose sign-in it is, as Slack shows them."""

    member: str
    workspace: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SigningIn:
    """`providers` are the kinds of calendar that the operator set up."""

    store: Store
    providers: Mapping[CalendarKind, SignInProvider]
    connecting: Connecting
    names: Names

    async def begin(self, member: Member, kind: CalendarKind) -> str:
        """The page at which she signs in. It leads back here once, and for half an hour."""
        sign_in = SignIn(
            state=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            member_id=member.id,
            kind=kind,
            began_at=self.connecting.polling.now(),
        )
        async with self.store.writing() as work:
            await work.accounts.remove_unused(sign_in.began_at - UNUSED_FOR)
            await work.accounts.begin(sign_in)
        return self.providers[kind].authorize_url(sign_in.state, sign_in.verifier)

    async def asking(self, kind: CalendarKind, state: str) -> Asking:
        """For whom a calendar would be connected, so that whoever came back can be asked first.
        Nothing is used up by looking; `NotFound` as in `finish`."""
        async with self.store.reading() as work:
            sign_in = await work.accounts.under_way(kind, state, self._since)
            if sign_in is None:
                raise _over()
            member = await work.members.get(sign_in.member_id)
        name, workspace = await self.names.names_of(member)
        return Asking(member=name, workspace=workspace)

    async def finish(self, kind: CalendarKind, state: str, code: str) -> Finished:
        """Keeps what she granted and reads her main calendar; `NotFound` for a sign-in that was
        not begun here, or is over."""
        sign_in = await self._taken(kind, state)
        grant = await self.providers[kind].exchange(code, sign_in.verifier)
        async with self.store.reading() as work:
            member = await work.members.get(sign_in.member_id)
        account = Account(
            member_id=member.id,
            kind=kind,
            secret=grant,
            created_at=self.connecting.polling.now(),
        )
        with nothing_changed():
            calendar, interviews = await self._connect(member, account)
        name, workspace = await self.names.names_of(member)
        return Finished(calendar=calendar, member=name, workspace=workspace, interviews=interviews)

    @property
    def _since(self) -> datetime:
        return self.connecting.polling.now() - OPEN_FOR

    async def _taken(self, kind: CalendarKind, state: str) -> SignIn:
        async with self.store.writing() as work:
            sign_in = await work.accounts.take(kind, state, self._since)
        if sign_in is None:
            raise _over()
        return sign_in

    async def _connect(self, member: Member, account: Account) -> tuple[str, int]:
        """The main calendar's name, and the interviews seen in it. Somebody who signs in again is
        given the account's calendars back, whatever was wrong with them."""
        opened = await self.connecting.open(account)
        if again := await self._renewed(member, opened.account, opened.offered):
            return again, 0
        main = opened.offered[0]
        connected = await self.connecting.keep(member, calendars_under(opened.account, [main]))
        return main.name, connected.interviews

    async def _renewed(
        self, member: Member, account: Account, offered: tuple[Offered, ...]
    ) -> str | None:
        """The name of a calendar that is connected already and now read under the new login.

        One that is shared with another account of hers stays there unless it is in trouble.
        """
        addresses = {one.address for one in offered}
        async with self.store.writing() as work:
            calendars = await work.calendars.of(member.id)
            there = [c for c in calendars if c.kind is account.kind and c.address in addresses]
            same = _accounts(c for c in there if c.address == offered[0].address)
            known = [c for c in there if c.trouble is not None or _accounts([c]) <= same]
            for calendar in known:
                await work.calendars.save(replace(calendar, account=account, marks={}))
                await plan_poll(work, calendar, self.connecting.polling.now())
            for spent in _accounts(known) - _accounts(c for c in calendars if c not in known):
                await work.accounts.remove(spent)
        return (known[0].name or offered[0].name) if known else None


def _over() -> NotFound:
    return NotFound(
        "This sign-in is over or was begun too long ago; begin again in Slack: /interviews connect."
    )


def _accounts(calendars: Iterable[Calendar]) -> set[int]:
    return {calendar.account.id for calendar in calendars if calendar.account}
