"""Maya's calendar as each kind of source keeps it, written to in one way and broken in one way."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import aiohttp
from aiohttp import web
from yarl import URL

from bot.calendars.caldav_account import CalDavAccounts
from bot.calendars.ics_feed import IcsFeed
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.core.feeds import Calendar, Grant
from bot.services.calendars.ports import CalendarSource
from tests.calendars import texts
from tests.calendars.dav_servers import PASSWORD, USER, DavServer, Start, radicale, xandikos
from tests.calendars.door import Door, behind
from tests.calendars.fake_google import FakeGoogle
from tests.calendars.fake_microsoft import FakeMicrosoft
from tests.calendars.fake_sign_in import Fault
from tests.calendars.signed_in import Hers, hers
from tests.calendars.written_events import MAYA, Event


class Kept(Protocol):
    """Her calendar somewhere: `calendar` is how it is connected, through `source`. `secrets` are
    what nobody may be shown."""

    source: CalendarSource
    calendar: Calendar
    secrets: tuple[str, ...]

    async def put(self, event: Event) -> None: ...

    async def delete(self, uid: str) -> None: ...

    async def remove(self) -> None:
        """The calendar itself is gone."""
        ...

    async def refuse_login(self) -> None:
        """What she connected it with opens nothing any more."""
        ...

    def break_with(self, fault: Fault | None) -> None:
        """The server answers so from now on, or again as it should."""
        ...

    async def stop(self) -> None:
        """Nobody answers any more."""
        ...


@dataclass(kw_only=True)
class Texts:
    """What a feed and a CalDAV server have in common: texts behind a door, one for each UID."""

    source: CalendarSource
    calendar: Calendar
    secrets: tuple[str, ...]
    door: Door
    events: dict[str, list[Event]]

    async def put(self, event: Event) -> None:
        others = [e for e in self.events.get(event.uid, []) if e.planned != event.planned]
        self.events[event.uid] = [*others, event]

    async def delete(self, uid: str) -> None:
        del self.events[uid]

    def break_with(self, fault: Fault | None) -> None:
        self.door.fault = fault

    async def stop(self) -> None:
        await self.door.close()


class InFeed(Texts):
    """Behind a private address, where an ETag tells the versions apart."""

    async def remove(self) -> None:
        self.break_with(Fault(status=404))

    async def refuse_login(self) -> None:
        self.break_with(Fault(status=401))


@dataclass(kw_only=True)
class OnDavServer(Texts):
    """Behind a login on a real server, which is asked through the door and written to beside it."""

    server: DavServer

    async def put(self, event: Event) -> None:
        await super().put(event)
        written = texts.calendar(*(one.as_text() for one in self.events[event.uid]))
        await self.server.put(event.uid, written)

    async def delete(self, uid: str) -> None:
        await super().delete(uid)
        await self.server.delete(uid)

    async def remove(self) -> None:
        await self.server.remove_calendar()

    async def refuse_login(self) -> None:
        account = replace(self.server.account(password="old"), address=self.door.origin)
        self.calendar = replace(self.calendar, account=account)


@dataclass(kw_only=True)
class AtProvider:
    """At Google or Microsoft, which lists the happenings of a series one by one."""

    maya: Hers[FakeGoogle] | Hers[FakeMicrosoft]
    source: CalendarSource
    calendar: Calendar
    secrets: tuple[str, ...]
    cancelled: Mapping[str, Any]

    async def put(self, event: Event) -> None:
        for one in event.happenings:
            self.maya.at.put(
                one.uid,
                one.title,
                one.start,
                one.end,
                planned=one.planned,
                guests=one.guests,
                answer=one.answer,
                **(self.cancelled if one.cancelled else {}),
            )

    async def delete(self, uid: str) -> None:
        self.maya.at.delete(uid)

    async def remove(self) -> None:
        del self.maya.at.events[self.maya.at.main]

    async def refuse_login(self) -> None:
        self.maya.at.revoke()

    def break_with(self, fault: Fault | None) -> None:
        self.maya.at.faults = [fault] * 2  # as often as one poll asks

    async def stop(self) -> None:
        async with AsyncExitStack() as stack:
            stack.push_async_exit(self.maya.at)


@asynccontextmanager
async def _feed(folder: Path, reader: CalendarReader) -> AsyncIterator[Kept]:
    del folder
    events: dict[str, list[Event]] = {}

    async def answer(request: web.Request) -> web.Response:
        written = texts.calendar(*(event.as_text() for them in events.values() for event in them))
        version = f'"{sha256(written).hexdigest()}"'
        if request.headers.get("If-None-Match") == version:
            return web.Response(status=304)
        return web.Response(body=written, headers={"ETag": version})

    async with behind(answer) as door, SafeFetcher(frozenset({door.host})) as fetcher:
        yield InFeed(
            source=IcsFeed(fetcher, reader),
            calendar=Calendar(
                member_id=1, address=f"{door.origin}/private-7f3a/basic.ics", own_email=MAYA
            ),
            secrets=("private-7f3a",),
            door=door,
            events=events,
        )


@asynccontextmanager
async def _on(start: Start, folder: Path, reader: CalendarReader) -> AsyncIterator[Kept]:
    async with start(folder) as server, aiohttp.ClientSession() as session:

        async def pass_on(request: web.Request) -> web.Response:
            url = URL(f"{server.origin}{request.raw_path}", encoded=True)
            headers = _named(request.headers, "Authorization", "Depth", "Content-Type")
            body = await request.read()
            async with session.request(request.method, url, headers=headers, data=body) as told:
                headers = _named(told.headers, "Content-Type", "WWW-Authenticate", "DAV")
                return web.Response(status=told.status, body=await told.read(), headers=headers)

        async with behind(pass_on) as door, SafeFetcher(frozenset({door.host})) as fetcher:
            account = replace(server.account(), address=door.origin)
            path = URL(server.calendar().address).path
            yield OnDavServer(
                source=CalDavAccounts(fetcher, reader),
                calendar=replace(
                    server.calendar(),
                    account=account,
                    address=f"{door.origin}{path}",
                    own_email=MAYA,
                ),
                secrets=(USER, PASSWORD, path),
                door=door,
                events={},
                server=server,
            )


@asynccontextmanager
async def _at(
    sign_in: Callable[[], AbstractAsyncContextManager[Hers[FakeGoogle] | Hers[FakeMicrosoft]]],
    cancelled: Mapping[str, Any],
    folder: Path,
    reader: CalendarReader,
) -> AsyncIterator[Kept]:
    del folder, reader
    async with sign_in() as maya:
        grant = maya.account.secret
        assert isinstance(grant, Grant)
        yield AtProvider(
            maya=maya,
            source=maya.source,
            calendar=maya.calendar,
            secrets=(grant.access_token, grant.refresh_token),
            cancelled=cancelled,
        )


#: Every source, by the name that a test of it bears.
SOURCES: Mapping[str, Callable[[Path, CalendarReader], AbstractAsyncContextManager[Kept]]] = {
    "feed": _feed,
    "Radicale": partial(_on, radicale),
    "Xandikos": partial(_on, xandikos),
    "Google": partial(_at, lambda: hers(FakeGoogle()), {"status": "cancelled"}),
    "Microsoft": partial(_at, lambda: hers(FakeMicrosoft()), {"isCancelled": True}),
}
#: All that not every source has: a feed is no account, and providers know no time without a zone.
WITH_ACCOUNTS = tuple(name for name in SOURCES if name != "feed")
WITH_FLOATING_TIMES = ("feed", "Radicale", "Xandikos")


def _named(headers: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: headers[name] for name in names if name in headers}
