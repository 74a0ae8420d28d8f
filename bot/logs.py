"""Logs for operators: ids and kinds of faults, never what a member wrote or whom she met."""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

#: What every LogRecord has; the rest is what a call gave as `extra`.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
#: Who writes its messages knowing that they must hold no words, names or addresses.
_OURS = ("bot", "storage")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PrivateFormatter(logging.Formatter):
    """Faults show their kind and where they arose, never their message: it may hold words.

    Of a library's record, for the same reason, only who spoke and from which line.
    """

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        if record.exc_info:
            fields["fault"] = self.formatException(record.exc_info)
        if self._as_json:
            return json.dumps(fields, default=str)
        head = f"{fields.pop('at')} {fields.pop('level'):7} {fields.pop('what')}"
        fault = fields.pop("fault", "")
        rest = " ".join(f"{name}={value}" for name, value in fields.items())
        return " ".join(part for part in (head, rest) if part) + (f"\n{fault}" if fault else "")

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's own name
        return "\n".join(line for fault in _causes(ei[1]) for line in _places(fault))


def set_up_logs(level: str, form: str) -> None:
    """To stderr, in lines of text or of JSON; libraries speak from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PrivateFormatter(as_json=form == "json"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    fields = {"at": at, "level": record.levelname}
    if record.name.split(".")[0] not in _OURS:
        place = f"{Path(record.pathname).name}:{record.lineno}"
        return fields | {"what": "a library speaks", "library": record.name, "place": place}
    told = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    return fields | {"what": record.getMessage(), **told}


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    """The fault, then what led to it, as a traceback would tell."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def _places(fault: BaseException) -> Iterator[str]:
    yield type(fault).__name__
    for frame in traceback.extract_tb(fault.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
