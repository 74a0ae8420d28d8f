"""Modals in their stacks and Home tabs: what members have open, as Slack keeps it."""

import json
import secrets
from dataclasses import dataclass, field

from bot.playground.elements import state_of, with_ids
from bot.playground.wire import JsonObject, SlackError

STACK_LIMIT = 3
LARGEST_VIEW_BYTES = 250_000

GIVEN_KEYS = (
    "callback_id",
    "private_metadata",
    "external_id",
    "title",
    "close",
    "submit",
    "clear_on_close",
    "notify_on_close",
)


@dataclass(kw_only=True, slots=True)
class OpenView:
    """A view on a member's screen: Slack's view object, and the errors shown at its blocks."""

    owner: str
    content: JsonObject
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Slack's id of the view, kept through every update."""
        return str(self.content["id"])

    def fill(self, values: JsonObject) -> None:
        """Keeps what the member has entered."""
        self.content["state"] = {"values": state_of(self.content["blocks"], values)}


def is_too_large(view: JsonObject) -> bool:
    """Whether Slack would refuse the view for its size alone."""
    return len(json.dumps(view).encode()) > LARGEST_VIEW_BYTES


class ViewShelf:
    """All open views; `identity` is what Slack adds of app and workspace to each."""

    def __init__(self, identity: JsonObject) -> None:
        self._identity = identity
        self._stacks: dict[str, list[OpenView]] = {}
        self._homes: dict[str, OpenView] = {}

    def stack(self, user: str) -> list[OpenView]:
        """The member's modals, the top one last."""
        return self._stacks.get(user, [])

    def home(self, user: str) -> OpenView | None:
        """What the app has published on the member's Home tab."""
        return self._homes.get(user)

    def find(self, view_id: str) -> OpenView:
        """An open view by its id, or `not_found`."""
        return self._found("id", view_id)

    def find_external(self, external_id: str) -> OpenView:
        """An open view by the app's own id for it, or `not_found`."""
        return self._found("external_id", external_id)

    def open(self, user: str, view: JsonObject) -> OpenView:
        """Starts a new stack with this modal."""
        opened = self._new(user, view)
        self._stacks[user] = [opened]
        return opened

    def push(self, user: str, view: JsonObject) -> OpenView:
        """Lays a modal over the open ones; at most three."""
        stack = self.stack(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        pushed = self._new(user, view)
        pushed.content["previous_view_id"] = stack[-1].id
        pushed.content["root_view_id"] = stack[0].id
        stack.append(pushed)
        return pushed

    def update(self, shown: OpenView, view: JsonObject, *, known_hash: str | None) -> OpenView:
        """Replaces what an open view shows; values stay where block, action and type do."""
        self._check_hash(shown, known_hash)
        self._check_external_id(view, besides=shown)
        filled = shown.content["state"]["values"]
        shown.content |= self._given(view)
        shown.errors = {}
        shown.fill(filled)
        return shown

    def publish(self, user: str, view: JsonObject, *, known_hash: str | None) -> OpenView:
        """Sets the member's Home tab."""
        shown = self.home(user)
        if shown is not None:
            return self.update(shown, view, known_hash=known_hash)
        if known_hash is not None:
            raise SlackError("hash_conflict")
        return self._homes.setdefault(user, self._new(user, view))

    def close(self, view: OpenView) -> list[OpenView]:
        """Takes a modal off its stack, with any above it, and says which those were.

        One that an answer already closed stays closed.
        """
        stack = self.stack(view.owner)
        if view not in stack:
            return []
        closed = stack[stack.index(view) :]
        del stack[stack.index(view) :]
        return closed

    def clear(self, user: str) -> list[OpenView]:
        """Closes the whole stack and says what was open, the root first."""
        return self._stacks.pop(user, [])

    def _found(self, key: str, value: str) -> OpenView:
        for view in self._all():
            if view.content[key] == value:
                return view
        raise SlackError("not_found")

    def _all(self) -> list[OpenView]:
        return [*self._homes.values(), *(view for stack in self._stacks.values() for view in stack)]

    def _new(self, user: str, view: JsonObject) -> OpenView:
        self._check_external_id(view, besides=None)
        view_id = f"V{secrets.token_hex(5).upper()}"
        content = {"id": view_id, "previous_view_id": None, "root_view_id": view_id}
        opened = OpenView(owner=user, content=content | self._identity | self._given(view))
        opened.fill({})
        return opened

    def _given(self, view: JsonObject) -> JsonObject:
        blank: JsonObject = {"clear_on_close": False, "notify_on_close": False}
        blank |= {"callback_id": "", "private_metadata": "", "external_id": ""}
        blank |= {"title": None, "close": None, "submit": None}
        return blank | {
            "type": view["type"],
            "blocks": with_ids(view["blocks"]),
            "hash": f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}",
            **{key: view[key] for key in GIVEN_KEYS if view.get(key) is not None},
        }

    def _check_external_id(self, view: JsonObject, *, besides: OpenView | None) -> None:
        wanted = view.get("external_id")
        taken = {each.content["external_id"] for each in self._all() if each is not besides}
        if wanted and wanted in taken:
            raise SlackError("duplicate_external_id")

    def _check_hash(self, shown: OpenView, known_hash: str | None) -> None:
        if known_hash is not None and known_hash != shown.content["hash"]:
            raise SlackError("hash_conflict")
