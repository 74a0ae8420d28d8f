"""The process that reads calendars: it holds no secrets, and may be killed at any time."""

import contextlib
import os
import resource
import sys
from typing import BinaryIO

from bot.calendars.ics import read_ics
from bot.calendars.wire import HEAD, answer, asked, framed

MEMORY_BYTES = 1 << 30


def main() -> None:
    """Answers questions from stdin on stdout until stdin closes; argument: CPU seconds for each."""
    cpu_seconds = int(sys.argv[1])
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not pass for an answer
    with contextlib.suppress(ValueError, OSError):  # macOS has the limit but refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    while (question := _frame(questions)) is not None:
        text = _frame(questions) or b""
        _limit_cpu(cpu_seconds)
        answers.write(framed(answer(read_ics(text, **asked(question)))))
        answers.flush()


def _frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(HEAD.size)
    return stream.read(HEAD.unpack(head)[0]) if len(head) == HEAD.size else None


def _limit_cpu(seconds: int) -> None:
    """Lets the system end this process once it has used that much more than so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
