"""What travels between Slack and an app: JSON objects, and the refusals Slack answers with."""

import math
from typing import Any

from aiohttp import web

JsonObject = dict[str, Any]


class SlackError(Exception):
    """A refusal as Slack words it: a code such as `channel_not_found`, and what comes with it."""

    status = 200

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def as_json(self) -> JsonObject:
        """The body Slack answers with."""
        return {"ok": False, "error": self.code, **self.details}

    def as_response(self) -> web.Response:
        """The Web API's answer: 200 all the same, but for rate limits."""
        return web.json_response(self.as_json(), status=self.status)


class RateLimited(SlackError):
    """Too many calls; the next may come after `seconds`, which Slack tells in whole ones."""

    status = 429

    def __init__(self, seconds: float) -> None:
        super().__init__("ratelimited")
        self.retry_after = max(1, math.ceil(seconds))

    def as_response(self) -> web.Response:
        """429, with `Retry-After`."""
        answer = super().as_response()
        answer.headers["Retry-After"] = str(self.retry_after)
        return answer
