"""Guarded requests to addresses that people type, which can't lead inside, flood or hold up."""

import asyncio
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.calendars.addresses import (
    host_and_port,
    is_listed,
    is_literal,
    is_public,
    normalised,
    places,
)
from bot.calendars.inflating import Inflater
from bot.core.errors import CalendarTrouble
from bot.core.feeds import shortened

MAX_BODY = 10 * 1024 * 1024
DEADLINE_SECONDS = 15.0
MAX_REDIRECTS = 5
MOST_LOOKUPS = 16
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """An answer, its body inflated. Header names are matched without regard to case."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    final_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question:
    method: str
    headers: dict[str, str]
    body: bytes | None


class ForbiddenAddress(Exception):
    """A host that leads to an address outside the open internet."""


class GuardedResolver(AbstractResolver):
    """Resolves once and refuses a host if any of its addresses is private.

    aiohttp connects to the addresses returned here and never asks again, so an answer that
    changes meanwhile has no effect.
    """

    def __init__(self, private_hosts: frozenset[str]) -> None:
        self._private = places(private_hosts)
        # Threads of its own: hosts whose names are never answered for would keep Slack's waiting.
        self._threads = ThreadPoolExecutor(MOST_LOOKUPS, thread_name_prefix="calendar-host")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        look_up = partial(socket.getaddrinfo, host, port, family=family, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        ips = [str(address[0]) for *_, address in found]
        if not is_listed(host, port, self._private) and not all(map(is_public, ips)):
            raise ForbiddenAddress
        return [
            ResolveResult(
                hostname=host, host=ip, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST
            )
            for ip, (kind, *_) in zip(ips, found, strict=True)
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class SafeFetcher:
    """Fetches what a typed address holds; every fault is a `CalendarTrouble` without the address.

    `private_hosts` ("host" or "host:port") may be private, and they alone may use plain http.
    """

    def __init__(
        self,
        private_hosts: frozenset[str] = frozenset(),
        *,
        max_body: int = MAX_BODY,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self._private_hosts = private_hosts
        self._private = places(private_hosts)
        self._max_body = max_body
        self._deadline_seconds = deadline_seconds
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "SafeFetcher":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        if self._session:
            await self._session.close()
            self._session = None

    async def fetch(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Fetched:
        """The answer at `url`, whatever its status; within one deadline.

        Redirects are followed with the same method, but a POST's is an answer: what it carries is
        for one address alone. So is an Authorization header, which another host never gets.
        """
        shown = shortened(url)
        question = _Question(method=method, headers=dict(headers or {}), body=body)
        try:
            async with asyncio.timeout(self._deadline_seconds):
                return await self._follow(normalised(url), question, shown)
        except TimeoutError:
            raise CalendarTrouble(
                f"{shown} took longer than {self._deadline_seconds:g} seconds to answer."
            ) from None
        except ForbiddenAddress:
            raise _forbidden(shown) from None
        except aiohttp.ClientConnectorDNSError:
            raise CalendarTrouble(
                f"There is no host like that of {shown}; is it spelt right?"
            ) from None
        except aiohttp.InvalidURL:
            raise CalendarTrouble(f"{shown} is damaged; copy it again.", permanent=True) from None
        except aiohttp.ClientSSLError:
            raise CalendarTrouble(f"{shown} has no certificate that can be trusted.") from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise CalendarTrouble(f"{shown} can't be reached.") from None

    async def _follow(self, url: str, question: _Question, shown: str) -> Fetched:
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url, shown)
            async with self._open().request(
                question.method,
                url,
                headers=question.headers,
                data=question.body,
                allow_redirects=False,
            ) as response:
                target = response.headers.get("Location")
                if response.status not in _REDIRECTS or not target or question.method == "POST":
                    return await self._read(response, url, shown)
            following = normalised(urljoin(url, target))
            if host_and_port(following) != host_and_port(url):
                question.headers.pop("Authorization", None)
            url = following
        raise CalendarTrouble(f"{shown} leads in circles.", permanent=True)

    def _check(self, url: str, shown: str) -> None:
        """What the resolver can't see: plain http, and hosts that are addresses already."""
        host, port = host_and_port(url)
        if is_listed(host, port, self._private):
            return
        if url.startswith("http://"):
            raise CalendarTrouble(
                f"{shown} is not encrypted; use its https:// address.", permanent=True
            )
        if is_literal(host) and not is_public(host):
            raise _forbidden(shown)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=GuardedResolver(self._private_hosts), use_dns_cache=False
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None),  # `fetch` holds the one deadline
                headers={"User-Agent": "Resonance", "Accept-Encoding": "gzip"},
                trust_env=False,
            )
        return self._session

    async def _read(self, response: aiohttp.ClientResponse, url: str, shown: str) -> Fetched:
        inflater = Inflater(response.headers.get("Content-Encoding", ""), self._max_body, shown)
        body = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            for piece in inflater.pieces(chunk):
                body += piece
                await asyncio.sleep(0)  # a packet can unpack to all that fits
        return Fetched(
            status=response.status, body=bytes(body), headers=response.headers, final_url=url
        )


def _forbidden(shown: str) -> CalendarTrouble:
    return CalendarTrouble(
        f"{shown} leads to a private network, from which calendars are not read.", permanent=True
    )
