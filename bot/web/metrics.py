"""`/metrics` in Prometheus' text format, for this machine and for whoever has the token."""

import asyncio
import hmac
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web
from prometheus_client import Metric, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.core.errors import ResonanceError
from bot.services.metrics import Census, Counts
from bot.web.census import census_metrics
from bot.web.prometheus import PrometheusMetrics

PATIENCE = timedelta(seconds=5)
#: Who sends one of these speaks for somebody else, wherever the connection comes from.
FORWARDING = (
    *("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"),
    *("X-Real-IP", "CF-Connecting-IP", "Via"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scrape:
    """All numbers of one moment, as `generate_latest` collects them."""

    tally: PrometheusMetrics
    counts: Counts | None

    def collect(self) -> Iterator[Metric]:
        yield from census_metrics(self.counts)
        yield from self.tally.collect()


class Metrics:
    """The page of numbers; without a `token` it is for loopback alone."""

    def __init__(self, *, tally: PrometheusMetrics, census: Census, token: str | None) -> None:
        self._tally = tally
        self._census = census
        self._token = token

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/metrics", self._scrape)]

    async def _scrape(self, request: web.Request) -> web.Response:
        if not is_direct_from_loopback(request):
            self._refuse_strangers(request)
        scrape = Scrape(tally=self._tally, counts=await self._counts())
        return web.Response(
            body=generate_latest(scrape), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        )

    async def _counts(self) -> Counts | None:
        """None where the database is away: just then the other numbers are wanted."""
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                return await self._census.take()
        except (ResonanceError, TimeoutError):
            return None

    def _refuse_strangers(self, request: web.Request) -> None:
        if self._token is None:
            raise web.HTTPForbidden
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        same = hmac.compare_digest(_bytes(given.strip()), _bytes(self._token))
        if scheme.lower() != "bearer" or not same:
            raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"})


def is_direct_from_loopback(request: web.BaseRequest) -> bool:
    """Whether it was asked on this machine itself, and not through a proxy on it."""
    if any(header in request.headers for header in FORWARDING):
        return False
    return is_loopback(request.remote)


def is_loopback(address: str | None) -> bool:
    """Also where a socket for both families shows an IPv4 address as an IPv6 one."""
    if not address:
        return False
    ip = ipaddress.ip_address(address)
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
