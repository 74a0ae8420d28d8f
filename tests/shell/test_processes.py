"""What only a process of its own can prove: pipes, signals, encodings, and running for long."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot import __version__
from bot.playground.faults import Fault
from bot.playground.server import Playground
from tests.playground.conftest import Page
from tests.shell.conftest import EXAMPLE, MAYA, Shell

ROOT = str(EXAMPLE.parents[3])
PATIENCE_SECONDS = 30
RESONANCE = (sys.executable, "-m", "bot")


def environment(**settings: str) -> dict[str, str]:
    return {"PYTHONPATH": ROOT, "PYTHONWARNINGS": "default", **settings}


def process(
    folder: Path, *words: str | Path, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own program
        [*RESONANCE, *words],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def in_a_shell(folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """A line of sh in which $R is the program."""
    return subprocess.run(  # noqa: S602 - the lines stand below
        line,
        shell=True,
        cwd=folder,
        env=environment(R=" ".join(RESONANCE)),
        capture_output=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


@asynccontextmanager
async def started(
    folder: Path, *words: str, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that goes on by itself, and is gone afterwards whatever the test found."""
    running = await asyncio.create_subprocess_exec(
        *RESONANCE,
        *words,
        cwd=folder,
        env=environment(**settings),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


async def heard(stream: asyncio.StreamReader | None, words: bytes) -> bytes:
    """Reads until these words are said."""
    assert stream is not None
    said = b""
    while words not in said:
        more = await stream.read(4096)
        assert more, said.decode()
        said += more
    return said


def at(playground: Playground) -> dict[str, str]:
    """The settings of a bot at this Slack."""
    return {
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "SLACK_API_URL": playground.api_url,
    }


async def until(holds: Callable[[], bool]) -> None:
    """Returns once it holds; the process it waits for is watched by a time limit of its own."""
    while not holds():
        await asyncio.sleep(0.01)


def test_python_m_bot_is_the_same_program(hers: Shell) -> None:
    told = process(hers.folder, "export")
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout == hers("export").out.encode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_is_printed_is_utf_8_whatever_the_terminal_speaks(hers: Shell, encoding: str) -> None:
    told = process(hers.folder, "synthesis", PYTHONIOENCODING=encoding)
    assert (told.returncode, told.stderr) == (0, b"")
    assert "“" in told.stdout.decode()


@pytest.mark.parametrize(
    ("line", "out", "err"),
    [
        ("$R export | head -c 1", b"{", b""),
        ("$R export >&-", b"", b""),
        ("$R export > /dev/full", b"", b"resonance: No space left on device\n"),
        ("$R export --user U0NOBODY 2>&-", b"", b""),
    ],
)
def test_an_outlet_that_is_closed_or_full_is_borne(
    hers: Shell, line: str, out: bytes, err: bytes
) -> None:
    told = in_a_shell(hers.folder, line)
    assert (told.stdout, told.stderr) == (out, err)


def test_a_file_name_in_no_encoding_is_told(shell: Shell) -> None:
    told = in_a_shell(shell.folder, "$R import $(printf 'maya\\377.json') --team T --user U")
    assert told.returncode == 1
    assert told.stderr.count(b"\n") == 1
    assert b"No such file" in told.stderr


@pytest.mark.parametrize("wanted", [signal.SIGTERM, signal.SIGINT])
async def test_the_bot_runs_until_it_is_told_to_stop(
    shell: Shell, playground: Playground, wanted: signal.Signals
) -> None:
    async with started(
        shell.folder,
        "run",
        **at(playground),
    ) as running:
        said = await heard(running.stderr, b"connected to Slack\n")
        running.send_signal(wanted)
        out, err = await running.communicate()
    assert (running.returncode, out) == (0, b"")
    assert f"starting version={__version__} database=SQLite pages=none overdue=0" in said.decode()
    assert err.endswith(b"stopped as asked\n")
    assert err.count(b"\n") == 1


async def test_told_twice_to_stop_it_waits_for_nothing_and_calls_that_no_error(
    shell: Shell, playground: Playground
) -> None:
    async with (
        started(shell.folder, "run", **at(playground)) as running,
        aiohttp.ClientSession() as session,
    ):
        await heard(running.stderr, b"connected to Slack\n")
        playground.faults.add("chat.postMessage", Fault.SLOW, seconds=PATIENCE_SECONDS * 2)
        await Page(session, playground.url, "U0MAYA").do("message", channel="D0MAYA", text="hello?")
        await until(lambda: playground.state.seen_by("U0MAYA", "D0MAYA")[-1].from_app)
        running.send_signal(signal.SIGTERM)
        with pytest.raises(TimeoutError):  # it waits for the answer to be sent
            await asyncio.wait_for(running.wait(), timeout=0.3)
        running.send_signal(signal.SIGTERM)
        _, err = await running.communicate()
    assert running.returncode == 0
    assert [line.partition("INFO")[2].strip() for line in err.decode().splitlines()] == [
        "stopped as asked"
    ]


async def test_the_bot_does_not_run_with_tokens_that_slack_refuses(
    shell: Shell, playground: Playground
) -> None:
    async with started(
        shell.folder,
        "run",
        SLACK_BOT_TOKEN="xoxb-wrong",
        SLACK_APP_TOKEN="xapp-wrong",
        SLACK_API_URL=playground.api_url,
    ) as running:
        _, err = await running.communicate()
    assert running.returncode == 1
    assert [line.split()[:4] for line in err.decode().splitlines()] == [
        ["resonance:", "Slack", "refuses", "SLACK_BOT_TOKEN"],
        ["resonance:", "Slack", "refuses", "SLACK_APP_TOKEN"],
    ]


async def test_trying_it_goes_on_until_ctrl_c(shell: Shell) -> None:
    async with started(shell.folder, "try", "--no-browser", "--port", "0") as trying:
        said = await heard(trying.stdout, b"Ctrl-C ends it.\n")
        trying.send_signal(signal.SIGINT)
        _, err = await trying.communicate()
    assert b"http://127.0.0.1:" in said
    assert (trying.returncode, err) == (0, b"")
    assert list(shell.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (("--help",), ("bot.services", "storage", "sqlalchemy", "aiohttp", "slack_sdk")),
        (("keys", "new"), ("sqlalchemy", "aiohttp", "slack_sdk")),
        (("manifest",), ("storage", "sqlalchemy", "icalendar", "apscheduler")),
        (("export", *MAYA), ("aiohttp", "slack_sdk", "icalendar", "apscheduler")),
        (("calendar", "nosuch.ics"), ("sqlalchemy", "slack_sdk", "apscheduler")),
    ],
)
def test_a_command_loads_only_what_it_needs(
    shell: Shell, words: tuple[str, ...], heavy: tuple[str, ...]
) -> None:
    told = process(shell.folder, *words, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition(b"|")[2].strip().decode() for line in told.stderr.splitlines()}
    assert "bot.commands.cli" in loaded
    assert loaded.isdisjoint(heavy)
