"""The guarded GET: never inside, never flooded, never held up, and silent about addresses."""

import asyncio
import gzip
import socket
import time
import zlib
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from bot.calendars.inflating import PIECE
from bot.calendars.safe_http import ForbiddenAddress, GuardedResolver, SafeFetcher
from bot.core.errors import CalendarTrouble
from tests.calendars.conftest import Serve


def answering(
    body: bytes = b"", status: int = 200, **headers: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=body, status=status, headers=named)

    return handler


async def trouble(url: str, *private: str, **limits: float) -> CalendarTrouble:
    """The fault met when fetching `url`, hosts in `private` allowed."""
    with pytest.raises(CalendarTrouble) as met:
        async with SafeFetcher(frozenset(private), **limits) as fetcher:  # type: ignore[arg-type]
            await fetcher.fetch(url)
    assert "secret" not in str(met.value)
    assert met.value.__cause__ is None
    return met.value


async def test_a_listed_host_may_be_private_and_unencrypted(serve: Serve) -> None:
    host = await serve(answering(b"hello", ETag='"1"'))
    async with SafeFetcher(frozenset({host})) as fetcher:
        fetched = await fetcher.fetch(f"http://{host}/secret")
    assert (fetched.status, fetched.body, fetched.headers["etag"]) == (200, b"hello", '"1"')


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/secret",
        "https://[::1]/secret",
        "https://[::ffff:127.0.0.1]/secret",
        "https://169.254.169.254/secret",
        # spellings that only the system, or only the client, takes for 127.0.0.1
        *("https://2130706433/secret", "https://0177.0.0.1/secret", "https://127.1/secret"),
        *(
            "https://0x7f.0.0.1/secret",
            "https://127.0.0.1./secret",
            "https://１２７。0。0。1/secret",
        ),
        "https://localhost/secret",
        "webcal://localhost/secret",
    ],
)
async def test_a_private_address_is_refused_however_it_is_written(url: str) -> None:
    refused = await trouble(url)
    assert "private network" in str(refused)
    assert refused.permanent


async def test_only_the_listed_port_is_allowed(serve: Serve) -> None:
    host = await serve(answering())
    refused = await trouble(f"https://{host}/secret", "127.0.0.1:1")
    assert "private network" in str(refused)


async def test_plain_http_is_for_listed_hosts_only() -> None:
    assert "https://" in str(await trouble("http://example.org/secret"))


async def test_a_redirect_inside_is_refused(serve: Serve) -> None:
    host = await serve(answering(status=302, Location="https://169.254.169.254/secret"))
    assert "private network" in str(await trouble(f"http://{host}/", host))


async def test_a_redirect_to_plain_http_is_refused(serve: Serve) -> None:
    host = await serve(answering(status=301, Location="http://example.org/secret"))
    assert "not encrypted" in str(await trouble(f"http://{host}/", host))


async def test_redirects_are_followed_but_not_in_circles(serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        left = int(request.path[1:])
        return web.Response(
            body=b"there", status=302 if left else 200, headers={"Location": f"/{left - 1}"}
        )

    host = await serve(handler)
    async with SafeFetcher(frozenset({host})) as fetcher:
        fetched = await fetcher.fetch(f"http://{host}/5")
    assert (fetched.body, fetched.final_url) == (b"there", f"http://{host}/0")
    assert "in circles" in str(await trouble(f"http://{host}/6", host))


async def test_a_login_is_not_taken_along_to_another_host(serve: Serve) -> None:
    async def echo(request: web.Request) -> web.Response:
        return web.Response(text=request.headers.get("Authorization", "none"))

    other = await serve(echo)
    host = await serve(answering(status=302, Location=f"http://{other}/"))
    async with SafeFetcher(frozenset({host, other})) as fetcher:
        fetched = await fetcher.fetch(f"http://{host}/", headers={"Authorization": "Basic x"})
    assert fetched.body == b"none"


class TestTheResolver:
    """Names are resolved once; every address must be public, and that answer is the one used."""

    @staticmethod
    def answering(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
        asked: list[str] = []

        def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
            asked.append(host)
            ips = answers[min(len(asked), len(answers)) - 1]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    async def test_one_private_address_among_public_ones_is_enough(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.answering(monkeypatch, ["93.184.216.34", "10.0.0.1"])
        with pytest.raises(ForbiddenAddress):
            await GuardedResolver(frozenset()).resolve("example.org", 443)

    async def test_an_answer_that_changes_is_checked_again_whenever_it_is_used(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = self.answering(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
        resolver = GuardedResolver(frozenset())
        [first] = await resolver.resolve("example.org", 443)
        assert first["host"] == "93.184.216.34"
        assert len(asked) == 1
        with pytest.raises(ForbiddenAddress):
            await resolver.resolve("example.org", 443)

    async def test_a_fetch_asks_once_and_connects_to_what_was_checked(
        self, monkeypatch: pytest.MonkeyPatch, serve: Serve
    ) -> None:
        host = await serve(answering(b"checked"))
        port = host.rpartition(":")[2]
        asked = self.answering(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
        async with SafeFetcher(frozenset({f"inside.example:{port}"})) as fetcher:
            fetched = await fetcher.fetch(f"http://inside.example:{port}/")
        assert (fetched.body, asked) == (b"checked", ["inside.example"])


class TestSize:
    @pytest.mark.parametrize(
        ("encoding", "pack"),
        [("", bytes), ("gzip", gzip.compress), ("deflate", zlib.compress), ("GZIP", gzip.compress)],
    )
    async def test_what_fits_comes_whole(
        self, serve: Serve, encoding: str, pack: Callable[[bytes], bytes]
    ) -> None:
        body = bytes(range(256)) * 4096
        host = await serve(answering(pack(body), Content_Encoding=encoding))
        async with SafeFetcher(frozenset({host}), max_body=len(body)) as fetcher:
            assert (await fetcher.fetch(f"http://{host}/")).body == body

    @pytest.mark.parametrize("encoding", ["", "gzip"])
    async def test_what_is_too_large_is_refused_while_reading(
        self, serve: Serve, encoding: str
    ) -> None:
        body = b"x" * 1001
        packed = gzip.compress(body) if encoding else body
        host = await serve(answering(packed, Content_Encoding=encoding))
        assert "larger than" in str(await trouble(f"http://{host}/secret", host, max_body=1000))

    async def test_a_gzip_bomb_is_stopped_at_once(self, serve: Serve) -> None:
        host = await serve(answering(_bomb(256), Content_Encoding="gzip"))
        began = time.process_time()
        assert "larger than 10 MB" in str(await trouble(f"http://{host}/secret", host))
        assert time.process_time() - began < 1

    async def test_a_packet_that_unpacks_to_megabytes_is_taken_in_turns(self, serve: Serve) -> None:
        """The loop goes on with everything else after each piece."""
        host = await serve(answering(gzip.compress(bytes(9 << 20)), Content_Encoding="gzip"))
        turns = 0

        async def everything_else() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        async with SafeFetcher(frozenset({host})) as fetcher:
            task = asyncio.create_task(everything_else())
            fetched = await fetcher.fetch(f"http://{host}/")
            task.cancel()
        assert len(fetched.body) == 9 << 20
        assert turns >= len(fetched.body) // PIECE

    @pytest.mark.parametrize("encoding", ["br", "zstd"])
    async def test_packing_that_was_not_offered_is_refused(
        self, serve: Serve, encoding: str
    ) -> None:
        host = await serve(answering(b"?", Content_Encoding=encoding))
        assert encoding in str(await trouble(f"http://{host}/secret", host))

    async def test_damaged_packing_is_told(self, serve: Serve) -> None:
        host = await serve(answering(b"no gzip", Content_Encoding="gzip"))
        assert "damaged" in str(await trouble(f"http://{host}/secret", host))


class TestTime:
    async def test_a_slow_drip_ends_at_the_deadline(self, serve: Serve) -> None:
        async def drip(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse()
            await response.prepare(request)
            while True:
                await response.write(b"x")
                await asyncio.sleep(0.02)

        host = await serve(drip)
        began = time.monotonic()
        met = await trouble(f"http://{host}/secret", host, deadline_seconds=0.2)
        assert time.monotonic() - began < 2
        assert "longer than 0.2 seconds" in str(met)
        assert not met.permanent

    async def test_a_host_that_refuses_is_tried_again_later(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{taken.getsockname()[1]}"
            assert not (await trouble(f"http://{host}/secret", host)).permanent


async def test_proxies_of_the_environment_are_not_used(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    host = await serve(answering(b"direct"))
    async with SafeFetcher(frozenset({host})) as fetcher:
        assert (await fetcher.fetch(f"http://{host}/")).body == b"direct"


def _bomb(mebibytes: int) -> bytes:
    packer = zlib.compressobj(wbits=31)
    zeros = bytes(1 << 20)
    return b"".join(packer.compress(zeros) for _ in range(mebibytes)) + packer.flush()
