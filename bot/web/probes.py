"""What a supervisor asks: whether the process lives, and whether it can do its work."""

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.web.ports import Readiness

PATIENCE = timedelta(seconds=5)


class Probes:
    """`/health` and `/ready`."""

    def __init__(self, readiness: Readiness, *, patience: timedelta = PATIENCE) -> None:
        self._readiness = readiness
        self._patience = patience.total_seconds()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/health", self._alive), web.get("/ready", self._ready)]

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        """200 or 503, as `{"ready": false, "checks": {"database": "ok", "Slack": "..."}}`, with
        `warnings` where there are any, which make nobody unready."""
        try:
            async with asyncio.timeout(self._patience):
                faults = await self._readiness.faults()
        except TimeoutError:
            faults = {"time": f"The checks took longer than {self._patience:g} seconds."}
        ready = not any(faults.values())
        told: dict[str, Any] = {
            "ready": ready,
            "checks": {name: fault or "ok" for name, fault in faults.items()},
        }
        if warnings := self._readiness.warnings():
            told["warnings"] = dict(warnings)
        return web.json_response(
            told,
            status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
        )
