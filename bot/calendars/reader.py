"""Reads what strangers send in child processes, killed when they hang: no text can hurt the bot."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import wire
from bot.calendars.reading import Reading
from bot.core.errors import CalendarTrouble, Stumbled

LIMIT_SECONDS = 10.0
#: Enough that one member's hostile calendar doesn't keep everybody's waiting.
MOST_CHILDREN = 2
#: No reading waits longer for a child: polls are leased for two minutes.
PATIENCE = timedelta(seconds=60)
#: A child without work is let go: it holds about 40 MiB.
IDLE = timedelta(minutes=11)
#: So much is read where it came, in a millisecond or two: most polls are answered with less.
FEW_BYTES = 16 * 1024
_PIECE = 256 * 1024


class CalendarReader:
    """A child is started when all others are busy, and kept; each reads one calendar at a time."""

    def __init__(self, *, limit_seconds: float = LIMIT_SECONDS, idle: timedelta = IDLE) -> None:
        self._free = [_Child(limit_seconds, idle) for _ in range(MOST_CHILDREN)]
        self._slots = asyncio.Semaphore(MOST_CHILDREN)

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
        window = wire.asking(
            window_start=window_start, window_end=window_end, zone=zone, own_email=own_email
        )
        return wire.reading((await self.ask("calendar", text, known=None, **window))["reading"])

    async def ask(self, task: str, body: bytes, **question: Any) -> Any:
        """What `tasks.TASKS` tells of a body; `CalendarTrouble` also as in `read`, `Stumbled` for
        a fault of ours."""
        asked = wire.written({"task": task, **question})
        async with self._child() as child:
            answer = json.loads(await child.answer(asked, body))
        if "trouble" in answer:
            raise CalendarTrouble(answer["trouble"], permanent=answer["permanent"])
        if "fault" in answer:
            raise Stumbled(answer["fault"], answer["place"])
        return answer["told"]

    async def close(self) -> None:
        """Ends the children, once whatever they read is read."""
        async with AsyncExitStack() as stack:
            for _ in range(MOST_CHILDREN):
                child = await stack.enter_async_context(self._child())
                stack.push_async_callback(child.stop)

    @asynccontextmanager
    async def _child(self) -> AsyncIterator["_Child"]:
        """The free child that worked last, so that one suffices as long as one is enough."""
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                await self._slots.acquire()
        except TimeoutError:
            raise CalendarTrouble("Too many calendars are being read just now.") from None
        child = self._free.pop()
        try:
            yield child
        finally:
            self._free.append(child)
            self._slots.release()


class _Child:
    """One process, started when it is asked and let go when nobody asked for a while."""

    def __init__(self, limit_seconds: float, idle: timedelta) -> None:
        self._limit_seconds = limit_seconds
        self._idle = idle
        self._process: Process | None = None
        self._gone: Process | None = None
        self._leave: asyncio.TimerHandle | None = None

    async def answer(self, question: bytes, text: bytes) -> bytes:
        if self._leave:
            self._leave.cancel()
        answered = False
        try:
            payload = await self._within_limit(question, text)
            answered = True
        finally:
            if not answered:  # also when cancelled: its answer must not be taken for the next
                await self.stop()
        loop = asyncio.get_running_loop()
        self._leave = loop.call_later(self._idle.total_seconds(), self._let_go)
        return payload

    async def stop(self) -> None:
        self._let_go()
        if process := self._gone:
            await process.wait()

    def _let_go(self) -> None:
        """Ends the process without waiting for its end; the next question starts another."""
        if self._leave:
            self._leave.cancel()
        if process := self._process:
            self._process, self._gone = None, process
            if process.returncode is None:
                process.kill()

    async def _within_limit(self, question: bytes, text: bytes) -> bytes:
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
        child.stdin.write(wire.framed(question) + wire.HEAD.pack(len(text)))
        for begin in range(0, len(text), _PIECE):  # in one piece it would be copied twice
            child.stdin.write(text[begin : begin + _PIECE])
            await child.stdin.drain()
        (length,) = wire.HEAD.unpack(await child.stdout.readexactly(wire.HEAD.size))
        if length > wire.MOST_ANSWER:
            raise CalendarTrouble("There is more in that calendar than is read.")
        return await child.stdout.readexactly(length)

    async def _started(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.calendars.child",
                str(int(self._limit_seconds)),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            )
        return self._process
