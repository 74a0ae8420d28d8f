"""Modals submitted and closed, and what the app's answer makes of them."""

from bot.playground.block_limits import view_faults
from bot.playground.delivery import Undelivered
from bot.playground.elements import ill_sized, unanswered
from bot.playground.interactions import TROUBLE, Interactions, Refused
from bot.playground.payloads import view_closed, view_submission
from bot.playground.state import Workspace
from bot.playground.views import OpenView, is_too_large
from bot.playground.wire import JsonObject, SlackError

REQUIRED = "Please complete this required field."


class Forms:
    """What a member does with a whole modal."""

    def __init__(self, workspace: Workspace, interactions: Interactions) -> None:
        self._workspace = workspace
        self._interactions = interactions

    async def submit(self, view: OpenView, state: JsonObject) -> None:
        """Sends a form, unless a required field is empty, and does what the app answers."""
        view.fill(state)
        blocks, values = view.content["blocks"], view.content["state"]["values"]
        missing = dict.fromkeys(unanswered(blocks, values), REQUIRED)
        if missing or ill_sized(blocks, values):
            self._show_errors(view, ill_sized(blocks, values) | missing)
            return
        member = self._interactions.actor(view.owner)
        payload = view_submission(self._workspace, member=member, view=view)
        try:
            self._apply(view, await self._interactions.deliver("interactive", payload))
        except (Undelivered, SlackError):
            raise Refused(TROUBLE) from None

    async def close(self, view: OpenView) -> None:
        """Closes a modal, or all with clear_on_close; tells an app that asked to be told."""
        views, is_cleared = self._workspace.views, bool(view.content["clear_on_close"])
        closed = views.clear(view.owner) if is_cleared else views.close(view)
        self._workspace.changes.happened(view.owner)
        for each in closed:
            if each.content["notify_on_close"]:
                await self._tell_closed(each, is_cleared=is_cleared)

    async def _tell_closed(self, view: OpenView, *, is_cleared: bool) -> None:
        member = self._interactions.actor(view.owner)
        payload = view_closed(self._workspace, member=member, view=view, is_cleared=is_cleared)
        try:
            await self._interactions.deliver("interactive", payload)
        except Undelivered:
            return  # the modal is gone, and Slack says nothing more about it

    def _apply(self, view: OpenView, answer: JsonObject) -> None:
        views, user = self._workspace.views, view.owner
        match answer.get("response_action"):
            case None if not answer:
                views.close(view)
            case "clear":
                views.clear(user)
            case "errors":
                self._show_errors(view, _checked_errors(view, answer))
            case "update":
                views.update(view, _checked_view(answer), known_hash=None)
            case "push":
                views.push(user, _checked_view(answer))
            case _:
                raise SlackError("invalid_arguments")
        self._workspace.changes.happened(user)

    def _show_errors(self, view: OpenView, errors: dict[str, str]) -> None:
        view.errors = errors
        self._workspace.changes.happened(view.owner)


def _checked_errors(view: OpenView, answer: JsonObject) -> dict[str, str]:
    """Errors may stand only at input blocks of this view; others Slack cannot show."""
    inputs = {each["block_id"] for each in view.content["blocks"] if each["type"] == "input"}
    errors: dict[str, str] = answer.get("errors") or {}
    if not errors or not errors.keys() <= inputs:
        raise SlackError("invalid_arguments")
    return errors


def _checked_view(answer: JsonObject) -> JsonObject:
    view: JsonObject = answer.get("view") or {}
    if view.get("type") != "modal" or view_faults(view) or is_too_large(view):
        raise SlackError("invalid_arguments")
    return view
