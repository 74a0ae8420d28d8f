"""Real CalDAV servers on loopback, Radicale and Xandikos, each with an account of Maya's."""

import asyncio
import socketserver
import threading
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server

import aiohttp
from aiohttp import web
from radicale import config
from radicale.app import Application
from radicale.server import RequestHandler
from xandikos.web import SingleUserFilesystemBackend, XandikosApp

from bot.core.feeds import Account, Calendar, CalendarKind, Password
from tests.calendars.conftest import Handler

USER, PASSWORD = "maya", "app-password-7f3a"
LOGIN = f"Basic {b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
PRINCIPAL = "/maya/"

_MAKE_CALENDAR = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<D:displayname>{name}</D:displayname>
<C:supported-calendar-component-set><C:comp name="{kind}"/></C:supported-calendar-component-set>
</D:prop></D:set></C:mkcalendar>"""

_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<prop><C:calendar-data/></prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""


class DavServer:
    """One server. Its host is at `origin`; new calendars are made below the path `home`; events are
    put into the one called Interviews."""

    def __init__(
        self,
        origin: str,
        home: str,
        session: aiohttp.ClientSession,
        stop: Callable[[], Awaitable[None]],
    ) -> None:
        self.origin = origin
        self.home = home
        self._session = session
        self._stop = stop
        self._running = True

    async def stop(self) -> None:
        """Nobody answers any more."""
        if self._running:
            self._running = False
            await self._stop()

    @property
    def host(self) -> str:
        return self.origin.removeprefix("http://")

    def account(self, typed: str = "/", *, password: str = PASSWORD) -> Account:
        """Maya's account, found at a path of this server."""
        return Account(
            member_id=1,
            kind=CalendarKind.CALDAV,
            secret=Password(user=USER, password=password),
            created_at=datetime(2026, 9, 1, tzinfo=UTC),
            address=f"{self.origin}{typed}",
        )

    def calendar(self, name: str = "interviews") -> Calendar:
        return Calendar(
            member_id=1,
            kind=CalendarKind.CALDAV,
            address=self._url(name),
            account=self.account(),
        )

    async def make_calendar(self, path: str, name: str, *, kind: str = "VEVENT") -> None:
        body = _MAKE_CALENDAR.format(name=name, kind=kind)
        await self._send("MKCALENDAR", self._url(path), body.encode())

    async def put(self, uid: str, text: bytes) -> None:
        await self._send("PUT", f"{self._url('interviews')}{uid}.ics", text)

    async def delete(self, uid: str) -> None:
        await self._send("DELETE", f"{self._url('interviews')}{uid}.ics")

    async def remove_calendar(self) -> None:
        await self._send("DELETE", self._url("interviews"))

    async def answer_to_query(self, start: datetime, end: datetime) -> str:
        """What the server itself takes to be in a window."""
        body = _QUERY.format(start=start, end=end).encode()
        return await self._send("REPORT", self._url("interviews"), body)

    def _url(self, name: str) -> str:
        return f"{self.origin}{self.home}{name}/"

    async def _send(self, method: str, url: str, body: bytes = b"") -> str:
        kind = "text/calendar" if method == "PUT" else "application/xml"
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Depth": "1"}
        async with self._session.request(method, url, data=body, headers=headers) as response:
            text = await response.text()
            assert response.status < 300, (method, response.status, text)
            return text


@asynccontextmanager
async def radicale(folder: Path) -> AsyncIterator[DavServer]:
    """Radicale, with a login; in threads of its own, as it is when it runs by itself."""
    users = folder / "users"
    users.write_text(f"{USER}:{PASSWORD}\n")
    settings = config.load()
    settings.update(
        {
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(users),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": str(folder / "radicale")},
            "logging": {"level": "critical"},
        },
        "test",
    )
    server = make_server("127.0.0.1", 0, Application(settings), _Threads, RequestHandler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()

    async def stop() -> None:
        await asyncio.to_thread(server.shutdown)
        serving.join()
        server.server_close()

    async with _ready(server.server_port, PRINCIPAL, stop) as ready:
        yield ready


@asynccontextmanager
async def xandikos(folder: Path) -> AsyncIterator[DavServer]:
    """Xandikos, with a login; it is an aiohttp application."""
    (folder / "xandikos").mkdir()
    backend = SingleUserFilesystemBackend(str(folder / "xandikos"))
    backend.create_principal(PRINCIPAL)  # type: ignore[no-untyped-call]  # it declares none
    dav = XandikosApp(backend, current_user_principal=PRINCIPAL)

    async def answer(request: web.Request) -> web.StreamResponse:
        response = await dav.aiohttp_handler(request, "/")  # type: ignore[no-untyped-call]
        assert isinstance(response, web.StreamResponse)
        return response

    async def well_known(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/")

    app = web.Application(middlewares=[_only_maya])
    app.router.add_route("*", "/.well-known/caldav", well_known)
    app.router.add_route("*", "/{path_info:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    async with _ready(port, f"{PRINCIPAL}calendars/", runner.cleanup) as ready:
        yield ready


Start = Callable[[Path], AbstractAsyncContextManager[DavServer]]
#: Every real server that the CalDAV tests run over.
SERVERS: tuple[Start, ...] = (radicale, xandikos)


class _Threads(socketserver.ThreadingMixIn, WSGIServer):
    """A thread a request, as Radicale's own server has."""

    daemon_threads = True


@web.middleware
async def _only_maya(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.headers.get("Authorization") == LOGIN:
        return await handler(request)
    return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="Xandikos"'})


@asynccontextmanager
async def _ready(
    port: int, home: str, stop: Callable[[], Awaitable[None]]
) -> AsyncIterator[DavServer]:
    """The server with a calendar in it, and stopped in the end."""
    async with aiohttp.ClientSession(headers={"Authorization": LOGIN}) as session:
        server = DavServer(f"http://127.0.0.1:{port}", home, session, stop)
        try:
            await server.make_calendar("interviews", "Interviews")
            yield server
        finally:
            await server.stop()
