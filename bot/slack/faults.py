"""What a failed call to Slack says: wait, give up, try again, or look first whether it arrived."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.services.nudges.letters import Throttled, Undelivered

#: Everything a call can fail with; OSError holds time-outs and what the network says.
FAULTS = (SlackApiError, aiohttp.ClientError, OSError)

#: Slack's errors that nothing can mend. A token that is refused is not among them: the operator
#: mends it, and what was due meanwhile still leaves.
#: https://docs.slack.dev/reference/methods/chat.postMessage
PERMANENT = frozenset(
    {
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_blocks",
        "is_archived",
        "msg_too_long",
        "no_text",
        "user_disabled",
        "user_not_found",
    }
)
#: Of these Slack says that some of the operation may have succeeded all the same.
UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
#: What to wait where Slack asks for it and does not say how long.
DEFAULT_WAIT_SECONDS = 30
#: Whatever it says: less would be no wait at all, and more would lose what can't wait for ever.
SHORTEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 1, 600


def understood(fault: Exception) -> Throttled | Undelivered:
    """One of FAULTS as the services know it."""
    if not isinstance(fault, SlackApiError):
        reached = not isinstance(fault, aiohttp.ClientConnectorError)
        return Undelivered(type(fault).__name__, unsure=reached)
    code, status = error_code(fault), _status(fault)
    if status == HTTPStatus.TOO_MANY_REQUESTS or code == "ratelimited":
        return Throttled(_wait(fault))
    failed_there = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Undelivered(
        code or f"http_{status}",
        permanent=code in PERMANENT,
        unsure=code in UNSURE or (code is None and failed_there),
    )


def error_code(fault: Exception) -> str | None:
    """Slack's own word for what was wrong; None where what answered was not Slack."""
    data = getattr(fault.response, "data", None) if isinstance(fault, SlackApiError) else None
    return str(data["error"]) if isinstance(data, Mapping) and "error" in data else None


def _status(fault: SlackApiError) -> int:
    """An answer that is no JSON comes without Slack's response around it."""
    response: Any = fault.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)


def _wait(fault: SlackApiError) -> timedelta:
    headers = getattr(fault.response, "headers", None) or {}
    stated = str(headers.get("Retry-After", ""))
    seconds = float(stated) if stated.isascii() and stated.isdecimal() else DEFAULT_WAIT_SECONDS
    return timedelta(seconds=min(max(seconds, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS))
