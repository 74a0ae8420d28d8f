"""What the fakes of Google and Microsoft share: a server on loopback, events, and faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from aiohttp import web

from tests.calendars.fake_sign_in import FakeSignIn, Fault, answered

#: Where the calendars' owner is.
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An event in a fake calendar: when it is, and how the API shows it."""

    start: datetime
    end: datetime
    shown: Mapping[str, Any]

    @classmethod
    def of(cls, start: date, end: date, shown: Mapping[str, Any]) -> Self:
        return cls(start=_begin(start), end=_begin(end), shown=shown)


class FakeProvider:
    """Serves `sign_in` and an API. `faults` are answered first, one a request, where None is no
    fault; `asked` are the requests that the API got. `events` are those of each calendar, by UID
    and the start that a series had planned."""

    authorize_path: str
    token_path: str
    main: str

    def __init__(self, sign_in: FakeSignIn, *calendars: str) -> None:
        self.sign_in = sign_in
        self.events: dict[str, dict[tuple[str, datetime | None], Entry]] = {
            calendar: {} for calendar in calendars
        }
        self.faults: list[Fault | None] = []
        self.asked: list[web.BaseRequest] = []
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get(self.authorize_path, self.sign_in.authorize)
        app.router.add_post(self.token_path, self.sign_in.token)
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.host = "{}:{}".format(*self._runner.addresses[0][:2])
        self.url = f"http://{self.host}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    @property
    def authorize_url(self) -> str:
        return f"{self.url}{self.authorize_path}"

    @property
    def token_url(self) -> str:
        return f"{self.url}{self.token_path}"

    def expire(self) -> None:
        self.sign_in.expire()

    def revoke(self) -> None:
        self.sign_in.revoke()

    def delete(self, uid: str, *, calendar: str | None = None) -> None:
        """The event, or the whole series, is gone."""
        events = self.events[calendar or self.main]
        for key in [key for key in events if key[0] == uid]:
            del events[key]

    def within(self, calendar: str, start: datetime, end: datetime) -> list[Mapping[str, Any]]:
        """What the API shows of the events that overlap the window, ordered by start."""
        ordered = sorted(self.events[calendar].values(), key=lambda entry: entry.start)
        return [entry.shown for entry in ordered if entry.start < end and entry.end > start]

    async def answer(self, request: web.Request) -> web.Response:
        raise NotImplementedError

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        if fault := self.faults.pop(0) if self.faults else None:
            return await answered(request, fault)
        return await self.answer(request)


def _begin(day: date) -> datetime:
    """Where a day, or a time, begins for the owner of the calendar."""
    return (
        day if isinstance(day, datetime) else datetime(day.year, day.month, day.day, tzinfo=LONDON)
    )
