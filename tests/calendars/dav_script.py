"""A CalDAV server that answers what a test tells it to, and remembers what it was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.calendars.texts import calendar, event

COFFEE = calendar(event("DTSTART:20260915T100000Z", "DTEND:20260915T104000Z", uid="coffee"))
#: What makes a collection one for events.
IS_CALENDAR = "<resourcetype><collection/><C:calendar/></resourcetype>"


def multistatus(*responses: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><multistatus xmlns="DAV:" '
        'xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/">'
        f"{''.join(responses)}</multistatus>"
    )


def response(href: str, *properties: str, missing: str = "") -> str:
    """A resource that has these properties and lacks the one that is `missing`."""
    lacks = f"<propstat><prop>{missing}</prop><status>HTTP/1.1 404 Not Found</status></propstat>"
    return (
        f"<response><href>{href}</href><propstat><prop>{''.join(properties)}</prop>"
        f"<status>HTTP/1.1 200 OK</status></propstat>{lacks if missing else ''}</response>"
    )


def refused(href: str, status: str) -> str:
    """A resource of which nothing is told but a status, such as "404 Not Found"."""
    return f"<response><href>{href}</href><status>HTTP/1.1 {status}</status></response>"


def data(text: bytes = COFFEE) -> str:
    return f"<C:calendar-data><![CDATA[{text.decode()}]]></C:calendar-data>"


@dataclass(kw_only=True, slots=True)
class Script:
    """Answers "METHOD /path" as in `answers`, 404 where nothing is; `asked` has every request and
    `bodies` what it said."""

    host: str = ""
    answers: dict[str, web.Response | str] = field(default_factory=dict)
    asked: list[web.BaseRequest] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    @property
    def questions(self) -> list[str]:
        """What was asked, "METHOD /path" each."""
        return [f"{one.method} {one.path}" for one in self.asked]

    @property
    def logins(self) -> set[str | None]:
        """Every Authorization header that came; None where a request had none."""
        return {one.headers.get("Authorization") for one in self.asked}

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(request)
        self.bodies.append(await request.text())
        told = self.answers.get(f"{request.method} {request.path}", web.Response(status=404))
        if isinstance(told, str):
            return web.Response(status=207, text=told, content_type="application/xml")
        return web.Response(status=told.status, body=told.body, headers=told.headers)


@asynccontextmanager
async def scripted() -> AsyncIterator[Script]:
    """A script on a port of its own."""
    script = Script()
    server = web.ServerRunner(web.Server(script.answer))
    await server.setup()
    await web.TCPSite(server, "127.0.0.1", 0).start()
    host, port = server.addresses[0][:2]
    script.host = f"{host}:{port}"
    yield script
    await server.cleanup()
