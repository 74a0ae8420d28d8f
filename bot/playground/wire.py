"""What travels between Slack and an app: JSON objects, and the refusals Slack answers with."""

from typing import Any

JsonObject = dict[str, Any]


class SlackError(Exception):
    """A refusal as Slack words it: a code such as `channel_not_found`, and what comes with it."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def as_json(self) -> JsonObject:
        """The body Slack answers with; its HTTP status is 200 all the same."""
        return {"ok": False, "error": self.code, **self.details}
