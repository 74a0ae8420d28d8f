"""Connecting calendars: by an address, or some of those under an account."""

import asyncio
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import quote, unquote, urlsplit

from bot.core.errors import CalendarTrouble, InvalidInput, NotFound
from bot.core.feeds import Account, Calendar, CalendarKind, FeedRead, Offered, Password
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.services.calendars.polling import Polling
from bot.services.calendars.ports import CalendarFinder
from bot.services.calendars.understanding import Sense
from bot.services.nudges.planning import plan_poll
from bot.services.ports import Request, Store, Work

MAX_CALENDARS = 10
#: An account of which no calendar was chosen is forgotten after this.
UNUSED_FOR = timedelta(hours=1)
TOO_LATE = "That sign-in is too long ago; connect the calendar again."


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """What she typed to connect a calendar: an address, and what opens it where it asks."""

    address: str
    user: str | None = None
    password: str | None = None
    own_email: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Connected:
    """Calendars just read for the first time, with how many interviews they announced."""

    calendars: tuple[Calendar, ...]
    interviews: int

    @property
    def unread(self) -> tuple[str, ...]:
        return tuple(why for calendar in self.calendars for why in calendar.unread)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """An account with several calendars, of which she chooses."""

    account: Account
    offered: tuple[Offered, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Connecting:
    """A calendar is read once before it is kept, so that a wrong address is told at once."""

    store: Store
    polling: Polling
    finder: CalendarFinder

    async def connect(self, request: Request, typed: Typed) -> Connected | Choice:
        """Finds what is at the address and keeps it, or asks which of several is meant.

        `CalendarTrouble` and `InvalidInput` keep nothing; a trouble that `needs_login` is answered
        by the same address with a name and a password.
        """
        with nothing_changed():
            return await self._connect(request, typed)

    async def _connect(self, request: Request, typed: Typed) -> Connected | Choice:
        address, secret = _opened(typed)
        if _is_of_a_file(address) and not secret.user:
            try:
                return await self._connect_feed(request, typed.address.strip(), typed.own_email)
            except CalendarTrouble as trouble:
                passing = not trouble.permanent
                if passing or await self.finder.kind_at(address) is not CalendarKind.CALDAV:
                    raise
        elif await self.finder.kind_at(address) is CalendarKind.ICS:
            return await self._connect_feed(request, _with(address, secret), typed.own_email)
        return await self._connect_account(request, address, secret)

    async def open(self, account: Account) -> Choice:
        """Keeps an account and says what is in it; one that can't be opened, or that has no
        calendar, is a `CalendarTrouble` and not kept."""
        offered = await self._offered(account)
        async with self.store.writing() as work:
            await work.accounts.remove_unused(self.polling.now() - UNUSED_FOR)
            return Choice(account=await work.accounts.save(account), offered=offered)

    async def choose(self, request: Request, account_id: int, marks: Iterable[str]) -> Connected:
        """Keeps those calendars of an account, each known by its `mark_of`; `NotFound` where the
        account was forgotten."""
        account = await self.account(request.member, account_id)
        wanted = set(marks)
        with nothing_changed():
            chosen = [one for one in await self._offered(account) if mark_of(one.address) in wanted]
            if not chosen:
                raise InvalidInput("Choose at least one calendar.", field="calendars")
            return await self.keep(request.member, calendars_under(account, chosen), request)

    async def choice(self, member: Member, account_id: int) -> Choice:
        """What else an account has that is not connected yet."""
        account = await self.account(member, account_id)
        async with self.store.reading() as work:
            known = {one.address for one in await work.calendars.of(member.id)}
        offered = await self._offered(account)
        return Choice(account=account, offered=tuple(o for o in offered if o.address not in known))

    async def account(self, member: Member, account_id: int) -> Account:
        async with self.store.reading() as work:
            account = await work.accounts.get(account_id)
        if account is None or account.member_id != member.id:
            raise NotFound(TOO_LATE)
        return account

    async def keep(
        self, member: Member, wanted: list[Calendar], request: Request | None = None
    ) -> Connected:
        """Reads each and keeps them all, or none where one can't be read."""
        async with self.store.reading() as work:
            said = _said(await work.calendars.of(member.id))
        reads = await asyncio.gather(*(self._read(one, member, said) for one in wanted))
        kept, interviews = [], 0
        async with self.store.writing(request) as work:
            said = _said(await _refuse_more_than_wanted(work, member, wanted))
            await _refuse_without_account(work, wanted)
            for one, (read, sense) in zip(wanted, reads, strict=True):
                saved = await work.calendars.save(replace(one, remembered=said))
                taken = await self.polling.take_in(work, member, saved, read, sense)
                if taken is not None:
                    kept.append(taken.calendar)
                    interviews += len(taken.planned)
                    due_at = self.polling.next_poll_at(taken)
                    await plan_poll(work, taken.calendar, due_at)
        return Connected(calendars=tuple(kept), interviews=interviews)

    async def _read(
        self, calendar: Calendar, member: Member, said: Mapping[str, Verdict]
    ) -> tuple[FeedRead | None, Sense | None]:
        read = await self.polling.read(calendar, member)
        knowing = replace(calendar, remembered=said)
        return read, await self.polling.sense_of(knowing, member, read)

    async def _connect_feed(
        self, request: Request, address: str, own_email: str | None
    ) -> Connected:
        feed = Calendar(member_id=request.member.id, address=address, own_email=own_email)
        return await self.keep(request.member, [feed], request)

    async def _connect_account(
        self, request: Request, address: str, secret: Password
    ) -> Connected | Choice:
        account = Account(
            member_id=request.member.id,
            kind=CalendarKind.CALDAV,
            address=address,
            secret=secret,
            created_at=self.polling.now(),
        )
        choice = await self.open(account)
        meant = [one for one in choice.offered if _same(one.address, address)] or choice.offered
        if len(meant) == 1:
            return await self.keep(request.member, calendars_under(choice.account, meant), request)
        return choice

    async def _offered(self, account: Account) -> tuple[Offered, ...]:
        offered = await self.polling.source.offered(account)
        if not offered:
            raise CalendarTrouble("There is no calendar with events in that account.")
        return offered


def _said(known: Iterable[Calendar]) -> dict[str, Verdict]:
    """Her word on events of all her calendars."""
    return {key: word for one in known for key, word in one.remembered.items()}


@contextmanager
def nothing_changed() -> Iterator[None]:
    """A trouble that will pass is told with what it means for who asked: nobody tries again."""
    try:
        yield
    except CalendarTrouble as trouble:
        if trouble.permanent or trouble.needs_login:
            raise
        raise CalendarTrouble(f"{trouble} Nothing was changed; try again in a while.") from trouble


async def _refuse_more_than_wanted(
    work: Work, member: Member, wanted: list[Calendar]
) -> tuple[Calendar, ...]:
    """Those she has, if there is room for these too."""
    # Held to the end, so that of two requests at once the second sees what the first has kept;
    # in this order, since whoever needs several of them takes them in it.
    await work.members.get(member.id)
    await work.explorations.of(member.id)
    known = await work.calendars.of(member.id)
    if {one.address for one in known} & {one.address for one in wanted}:
        raise InvalidInput("That calendar is connected already.", field="address")
    if len(known) + len(wanted) > MAX_CALENDARS:
        raise InvalidInput(
            f"At most {MAX_CALENDARS} calendars can be connected; disconnect one first."
        )
    return known


async def _refuse_without_account(work: Work, wanted: list[Calendar]) -> None:
    """One that nobody chose from for an hour may have been forgotten while its calendars were
    read."""
    for account in {one.account.id for one in wanted if one.account}:
        if await work.accounts.get(account) is None:
            raise NotFound(TOO_LATE)


def calendars_under(account: Account, offered: Iterable[Offered]) -> list[Calendar]:
    return [
        Calendar(
            member_id=account.member_id,
            kind=account.kind,
            account=account,
            address=one.address,
            name=one.name,
            own_email=one.own_email,
        )
        for one in offered
    ]


def mark_of(address: str) -> str:
    """Names an address where it would be too long, and too secret, to stand itself."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _opened(typed: Typed) -> tuple[str, Password]:
    """The address without a name and password in it, and those, or the ones typed beside it."""
    address = typed.address.strip()
    try:
        parts = urlsplit(address)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        raise InvalidInput("That address is damaged; copy it again.", field="address") from None
    if user or password:
        address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    secret = Password(user=typed.user or user, password=typed.password or password)
    return address, secret


def _is_of_a_file(address: str) -> bool:
    """Whether an address leads to one thing of a server, and not to the server itself. Such a one
    is read as a calendar first: iCloud's published ones stand on a host that speaks CalDAV too."""
    return "://" in address and urlsplit(address).path not in {"", "/"}


def _with(address: str, secret: Password) -> str:
    """The address of a feed with the name and password it asks for."""
    if not secret.user:
        return address
    parts = urlsplit(address)
    login = f"{quote(secret.user, safe='')}:{quote(secret.password, safe='')}"
    return parts._replace(netloc=f"{login}@{parts.netloc}").geturl()


def _same(one: str, other: str) -> bool:
    return one.rstrip("/") == other.rstrip("/")
