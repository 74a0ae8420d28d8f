"""The process that reads what strangers send: without secrets, and killed at any time."""

import contextlib
import json
import os
import resource
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from bot.calendars.tasks import TASKS
from bot.calendars.wire import HEAD, MOST_ANSWER, framed, written
from bot.core.errors import CalendarTrouble

MEMORY_BYTES = 1 << 30


def main() -> None:
    """Answers questions from stdin on stdout until stdin closes; argument: CPU seconds for each."""
    cpu_seconds = int(sys.argv[1])
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not pass for an answer
    with contextlib.suppress(ValueError, OSError):  # macOS has the limit but refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    while (question := _frame(questions)) is not None:
        body = _frame(questions) or b""
        _limit_cpu(cpu_seconds)
        answers.write(framed(_bounded(_answer(json.loads(question), body))))
        answers.flush()


def _answer(question: dict[str, Any], body: bytes) -> bytes:
    """What was asked, or what is amiss; a fault of ours by its kind and place, without words."""
    try:
        return written({"told": TASKS[question["task"]](body, question)})
    except CalendarTrouble as trouble:
        return written({"trouble": str(trouble), "permanent": trouble.permanent})
    except MemoryError:
        raise  # whatever is left of this process is not to be trusted
    except Exception as fault:  # noqa: BLE001 - an outermost loop: the next body is another's
        return written({"fault": type(fault).__name__, "place": _place(fault)})


def _bounded(answer: bytes) -> bytes:
    if len(answer) <= MOST_ANSWER:
        return answer
    return written({"trouble": "There is more in that calendar than is read.", "permanent": False})


def _place(fault: BaseException) -> str:
    *_, last = traceback.extract_tb(fault.__traceback__)
    return f"{Path(last.filename).name}:{last.lineno}"


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
