"""Reads calendars in a child process, killed when it hangs: no text can hurt the bot."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendars import wire
from bot.calendars.reading import Reading
from bot.core.errors import CalendarTrouble

LIMIT_SECONDS = 10.0


class CalendarReader:
    """One child, started at the first reading and kept; one calendar is read at a time."""

    def __init__(self, *, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._limit_seconds = limit_seconds
        self._child: Process | None = None
        self._turn = asyncio.Lock()

    async def read(
        self,
        text: bytes,
        *,
        window_start: datetime,
        window_end: datetime,
        zone: ZoneInfo,
        own_email: str | None = None,
    ) -> Reading:
        """As `read_ics`; `CalendarTrouble` if it takes too long or needs too much memory."""
        question = wire.question(
            window_start=window_start, window_end=window_end, zone=zone, own_email=own_email
        )
        async with self._turn:
            answered = False
            try:
                payload = await self._ask(question, text)
                answered = True
            finally:
                if not answered:  # also when cancelled: its answer must not be taken for the next
                    await self._stop()
        return wire.reading(payload)

    async def close(self) -> None:
        """Ends the child, once whatever it reads is read."""
        async with self._turn:
            await self._stop()

    async def _ask(self, question: bytes, text: bytes) -> bytes:
        try:
            async with asyncio.timeout(self._limit_seconds):
                return await self._exchange(await self._started(), question, text)
        except TimeoutError:
            raise CalendarTrouble(
                f"That calendar could not be read within {self._limit_seconds:g} seconds; "
                "an event in it repeats without end, or it is far too long."
            ) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise CalendarTrouble(
                "That calendar could not be read: it asks for more memory or time than is given."
            ) from None

    async def _exchange(self, child: Process, question: bytes, text: bytes) -> bytes:
        assert child.stdin is not None  # noqa: S101 (both were asked for as pipes)
        assert child.stdout is not None  # noqa: S101
        child.stdin.write(wire.framed(question) + wire.framed(text))
        await child.stdin.drain()
        (length,) = wire.HEAD.unpack(await child.stdout.readexactly(wire.HEAD.size))
        return await child.stdout.readexactly(length)

    async def _started(self) -> Process:
        if self._child is None or self._child.returncode is not None:
            self._child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.calendars.child",
                str(int(self._limit_seconds)),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            )
        return self._child

    async def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        await child.wait()
