"""A command that failed, told in one plain line a fault, with the exit code of its kind.

What is seen from the command line and the settings alone is bad use; what shows only in the
attempt (a file, the database, Slack, a calendar) could not be done.
"""

import traceback
from pathlib import Path

import click

from bot.config import ConfigurationError
from bot.core.errors import Ambiguous, ResonanceError

NOT_DONE, BAD_USE = 1, 2
_BOT = Path(__file__).parent.parent
_OURS = {_BOT, _BOT.with_name("storage")}


class NotDone(Exception):
    """The command itself saw that it failed; one fault a line."""


def explained(fault: Exception) -> tuple[int, tuple[str, ...]]:
    """The exit code, and the lines for stderr."""
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        return BAD_USE, (fault.format_message(),)
    code, lines = _kind(fault)
    return code, tuple(f"resonance: {line}" for line in lines)


def _kind(fault: Exception) -> tuple[int, tuple[str, ...]]:
    match fault:
        case click.ClickException():
            return BAD_USE, (" ".join(fault.format_message().split()),)
        case ConfigurationError():
            return BAD_USE, fault.faults
        case Ambiguous():  # the whole name would do
            return BAD_USE, (str(fault),)
        case NotDone() | ResonanceError():
            return NOT_DONE, tuple(str(fault).splitlines())
        case click.Abort():
            return NOT_DONE, ("stopped",)
        case OSError():
            reason = fault.strerror or type(fault).__name__
            return NOT_DONE, (f"{fault.filename}: {reason}" if fault.filename else reason,)
        case _:
            return NOT_DONE, (_unforeseen(fault),)


def _unforeseen(fault: Exception) -> str:
    """Kind and place, without the message: it may hold what a member wrote."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if _OURS.intersection(Path(frame.filename).parents)]
    last = (ours or frames)[-1]
    place = f"{Path(last.filename).name}, line {last.lineno}"
    return f"a fault in Resonance itself, please report it: {type(fault).__name__} in {place}"
