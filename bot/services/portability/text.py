"""The text of an exploration file as JSON, with what no JSON of ours may hold."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.services.portability.faults import ImportFaults, within

MAX_MEGABYTES = 20
_DEEPEST = 50
_TOO_DEEP = f"is nested more than {_DEEPEST} deep"


def parsed(content: bytes) -> tuple[Any, list[str]]:
    """The document, and the faults that are the same wherever they stand: a key given twice,
    numbers and characters that JSON can't carry, absurd depth. `ImportFaults` if unreadable."""
    if len(content) > MAX_MEGABYTES * 1_000_000:
        raise ImportFaults((f"the file is larger than {MAX_MEGABYTES} MB",))
    try:
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        raise ImportFaults((f"the file is not UTF-8 (byte {error.start + 1})",)) from None
    except json.JSONDecodeError as error:
        raise ImportFaults(
            (f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})",)
        ) from None
    except RecursionError:
        raise ImportFaults((f"the file {_TOO_DEEP}",)) from None
    except ValueError:  # a number of thousands of digits, which Python refuses to read
        raise ImportFaults(("the file holds a number that is too long",)) from None
    return document, list(_unsound(document, "", 0))


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys were given twice."""

    repeated: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    read = _Object(pairs)
    if len(read) < len(pairs):
        times = Counter(key for key, _ in pairs)
        read.repeated = tuple(key for key in read if times[key] > 1)
    return read


def _unsound(value: Any, path: str, depth: int) -> Iterator[str]:
    place = path or "the file"
    if depth > _DEEPEST:
        yield f"{place}: {_TOO_DEEP}"
        return
    match value:
        case _Object():
            yield from (f"{within(path, key)}: is given twice" for key in value.repeated)
            for key, inner in value.items():
                yield from _unsound(inner, within(path, key), depth + 1)
        case list():
            for n, inner in enumerate(value):
                yield from _unsound(inner, f"{path}[{n}]", depth + 1)
        case str() if not _encodable(value):
            yield f"{place}: holds half of a surrogate pair"
        case float() if not math.isfinite(value):
            yield f"{place}: is not a number that JSON can hold"


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
