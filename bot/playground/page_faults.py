"""The page's interface to faults: plan one, list those to come, let all go well again."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.playground.faults import RESPONSE_URL, Fault, Faults
from bot.playground.happenings import Happening, Happenings
from bot.playground.interactions import Refused
from bot.playground.page_answers import answering
from bot.playground.socket_mode import SocketFault, SocketMode
from bot.playground.web_api import METHODS
from bot.playground.wire import JsonObject

PATH = "/page/faults"
LONGEST_SECONDS = 60


class PageFaults:
    """`PUT /page/faults` plans one, `GET` lists them, `DELETE` takes them all back."""

    def __init__(self, faults: Faults, sockets: SocketMode, happenings: Happenings) -> None:
        self._faults = faults
        self._sockets = sockets
        self._happenings = happenings

    def routes(self) -> list[web.RouteDef]:
        """All three."""
        return [
            web.put(PATH, answering(self._put)),
            web.get(PATH, self._list),
            web.delete(PATH, self._clear),
        ]

    async def _put(self, given: JsonObject) -> JsonObject:
        if "socket" in given:
            await self._trouble(given["socket"])
        elif "happens" in given:
            self._happen(given)
        else:
            self._plan(given)
        return self._shown()

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, **self._shown()})

    async def _clear(self, request: web.Request) -> web.Response:
        self._faults.clear()
        self._sockets.take_back()
        self._happenings.take_back()
        return await self._list(request)

    async def _trouble(self, kind: str) -> None:
        if kind not in list(SocketFault):
            raise Refused(f"A socket's fault is one of: {', '.join(SocketFault)}.")
        await self._sockets.suffer(SocketFault(kind))

    def _happen(self, given: JsonObject) -> None:
        if given["happens"] not in list(Happening):
            raise Refused(f"What happens is one of: {', '.join(Happening)}.")
        about = {key: str(given[key]) for key in ("user", "text") if key in given}
        self._happenings.happen(Happening(given["happens"]), **about)

    def _plan(self, given: JsonObject) -> None:
        method = given["method"]
        if method not in METHODS and method != RESPONSE_URL:
            raise Refused(f"There is no method {method!r} here.")
        if given["fault"] not in list(Fault):
            raise Refused(f"A fault is one of: {', '.join(Fault)}.")
        self._faults.add(
            method,
            Fault(given["fault"]),
            times=_times(given),
            share=_number(given, "share", most=1),
            seconds=_number(given, "seconds", most=LONGEST_SECONDS),
        )

    def _shown(self) -> JsonObject:
        planned = [
            {
                "method": each.method,
                "fault": each.fault,
                "times": each.times,
                "share": each.share,
                "seconds": each.seconds,
            }
            for each in self._faults.planned
        ]
        lasting = [*self._sockets.lasting, *self._happenings.lasting]
        return {"faults": planned, "lasting": lasting}


def _times(given: Mapping[str, Any]) -> int | None:
    """Once; with a share and no number, on and on."""
    times = given.get("times", None if "share" in given else 1)
    if times is not None and (type(times) is not int or times < 1):
        raise Refused("times is a whole number from 1, or null for on and on.")
    return times


def _number(given: Mapping[str, Any], name: str, *, most: int) -> float:
    """A number above 0 and up to `most`; 1 where it is not given."""
    value = given.get(name, 1)
    if type(value) not in (int, float) or not 0 < value <= most:
        raise Refused(f"{name} is a number above 0, at most {most}.")
    return float(value)
