"""What members do in conversations and on surfaces - commands and taps - sent to the app."""

from typing import Any

from bot.playground.answers import Answers
from bot.playground.delivery import Delivery, NotAcknowledged, Undelivered
from bot.playground.element_limits import offered_options
from bot.playground.elements import VALUES, element_named, state_of
from bot.playground.members import Member
from bot.playground.messages import Message
from bot.playground.outstanding import Outstanding
from bot.playground.payloads import message_action, slash_command, view_action
from bot.playground.state import Workspace
from bot.playground.views import OpenView
from bot.playground.wire import JsonObject, SlackError

NO_ANSWER = "failed because the app did not respond"
NO_APP = 'failed with the error "dispatch_failed"'
BAD_ANSWER = 'failed with the error "invalid_command_response"'
TROUBLE = "We had some trouble connecting. Try again?"


class Refused(Exception):
    """Slack's client would not let the member do this; the sentence says why."""


class Interactions:
    """Commands and taps; each method returns once the app has answered, or failed to."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        delivery: Delivery,
        answers: Answers,
        outstanding: Outstanding,
        response_url: str,
    ) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._answers = answers
        self._outstanding = outstanding
        self._response_url = response_url

    async def command(self, user: str, channel: str, typed: str) -> None:
        """Runs a slash command; `typed` is the whole line."""
        command, _, text = typed.strip().partition(" ")
        self._check_known(command)
        payload = slash_command(
            self._workspace,
            member=self._workspace.member(user),
            channel=channel,
            command=command,
            text=text.strip(),
            answer_to=self._answer_to(user, channel),
        )
        try:
            answer = await self.deliver("slash_commands", payload)
            if answer:
                self._answers.post(user, channel, answer)
        except NotAcknowledged:
            self._answers.slackbot(user, channel, f"{command} {NO_ANSWER}")
        except Undelivered:
            self._answers.slackbot(user, channel, f"{command} {NO_APP}")
        except SlackError:
            self._answers.slackbot(user, channel, f"{command} {BAD_ANSWER}")

    async def message_action(
        self,
        user: str,
        message: Message,
        *,
        ids: tuple[str, str],
        given: JsonObject,
        state: JsonObject,
    ) -> None:
        """A tap in a message; `ids` are the block's and the action's."""
        action = self._action(message.blocks, ids, given)
        if not _is_told(message.blocks, ids[0]):
            return
        payload = message_action(
            self._workspace,
            member=self.actor(user),
            message=message,
            action=action,
            values=state_of(message.blocks, state),
            answer_to=self._answer_to(user, message.channel, message.ts),
        )
        try:
            await self.deliver("interactive", payload)
        except Undelivered:
            self._answers.slackbot(user, message.channel, f"This action {NO_ANSWER}")

    async def view_action(
        self, view: OpenView, *, ids: tuple[str, str], given: JsonObject, state: JsonObject
    ) -> None:
        """A tap in a modal or on the Home tab."""
        blocks = view.content["blocks"]
        action = self._action(blocks, ids, given)
        view.fill(state)
        if not _is_told(blocks, ids[0]):
            return
        payload = view_action(
            self._workspace, member=self.actor(view.owner), view=view, action=action
        )
        try:
            await self.deliver("interactive", payload)
        except Undelivered:
            raise Refused(TROUBLE) from None

    def actor(self, user: str) -> Member:
        """The member who acts, if the app takes interactions at all."""
        if not self._workspace.app.interactive:
            raise Refused("This app is not configured to handle interactive responses.")
        return self._workspace.member(user)

    async def deliver(self, kind: str, payload: JsonObject) -> JsonObject:
        """Sends it and returns what the app answers; the clock waits meanwhile."""
        with self._outstanding.one():
            return await self._delivery.deliver(kind, payload)

    def _check_known(self, command: str) -> None:
        if command not in {each.command for each in self._workspace.app.commands}:
            raise Refused(
                f"{command} is not a valid command. In Slack, all messages that start with the "
                '"/" character are interpreted as commands.'
            )

    def _action(
        self, blocks: list[JsonObject], ids: tuple[str, str], given: JsonObject
    ) -> JsonObject:
        """The action as Slack sends it; only what is really there can be tapped."""
        element = element_named(blocks, *ids)
        if element is None or element["type"] != given.get("type"):
            raise Refused("That is no longer here.")
        action = {"type": element["type"], "block_id": ids[0], "action_id": ids[1]}
        action["action_ts"] = self._workspace.messages.new_ts()
        if element["type"] == "button":
            shown = ("text", "value", "style")
            return action | {key: element[key] for key in shown if key in element}
        key = VALUES[element["type"]][0] if element["type"] in VALUES else "selected_option"
        _check_choice(element, given.get(key))
        return action | {key: given.get(key)}

    def _answer_to(self, user: str, channel: str, message_ts: str | None = None) -> str:
        links = self._workspace.response_links
        return self._response_url + links.issue(user=user, channel=channel, message_ts=message_ts)


def _is_told(blocks: list[JsonObject], block_id: str) -> bool:
    """Inputs without dispatch_action tell nobody."""
    block = next(block for block in blocks if block["block_id"] == block_id)
    return block["type"] != "input" or bool(block.get("dispatch_action"))


def _check_choice(element: JsonObject, chosen: Any) -> None:
    offered = offered_options(element)
    if offered is None:
        return
    wanted = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    values = {option["value"] for option in offered}
    if not all(option.get("value") in values for option in wanted):
        raise Refused("That is not one of the options.")
