"""chat.postMessage, chat.postEphemeral, chat.update and chat.delete."""

from collections.abc import Iterator
from typing import Any

from bot.playground.answers import MESSAGE_TEXT, checked_content
from bot.playground.arguments import required
from bot.playground.messages import Message
from bot.playground.methods.call import Call
from bot.playground.methods.conversations import im_with
from bot.playground.payloads import message_object
from bot.playground.state import APP_USER
from bot.playground.wire import JsonObject, SlackError

# An edit may say less than a post: docs.slack.dev/reference/methods/chat.update
UPDATED_TEXT = 4_000
# Undocumented: Slack's people name 12,000 and "a buffer" (slackapi/bolt-js, issue 2509), and those
# who counted were refused between 11,300 and 13,300. It binds these methods, and no answer by link.
BLOCKS_TEXT = 12_000


def post_message(call: Call) -> JsonObject:
    """Posts in a conversation, or by a member's id in the direct message with them."""
    channel = _channel(call)
    thread = _thread(call, channel)
    text, blocks = _content(call)
    message = call.workspace.messages.add(
        channel=channel,
        user=APP_USER,
        text=text,
        blocks=blocks,
        from_app=True,
        metadata=_metadata(call),
        thread_ts=thread,
    )
    call.workspace.changed(message)
    call.events.message_posted(message)
    shown = message_object(call.workspace, message)
    return {"channel": channel, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> JsonObject:
    """Posts for one member's eyes."""
    channel, user = _channel(call), required(call.arguments, "user")
    if call.workspace.member(user).id not in call.workspace.conversation(channel).members:
        raise SlackError("user_not_in_channel")
    text, blocks = _content(call)
    message = call.workspace.messages.add(
        channel=channel,
        user=APP_USER,
        text=text,
        blocks=blocks,
        from_app=True,
        only_for=user,
        thread_ts=_thread(call, channel),
    )
    call.workspace.changed(message)
    return {"message_ts": message.ts}


def update(call: Call) -> JsonObject:
    """Replaces one of the app's own messages; what is not given goes."""
    message = _own_message(call, forbidden="cant_update_message")
    text, blocks = _content(call, most=UPDATED_TEXT)
    call.answers.replace(message, text=text, blocks=blocks)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": text,
        "message": message_object(call.workspace, message),
    }


def delete(call: Call) -> JsonObject:
    """Takes one of the app's own messages away."""
    message = _own_message(call, forbidden="cant_delete_message")
    call.answers.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def _channel(call: Call) -> str:
    given = str(required(call.arguments, "channel"))
    if given in call.workspace.members:
        return im_with(call, given)
    if APP_USER not in call.workspace.conversation(given).members:
        raise SlackError("not_in_channel")
    return given


def _thread(call: Call, channel: str) -> str | None:
    """The thread to post in, None for the conversation itself."""
    given = call.arguments.get("thread_ts")
    return call.workspace.messages.thread_of(channel, str(given)) if given else None


def _content(call: Call, *, most: int = MESSAGE_TEXT) -> tuple[str, list[JsonObject]]:
    """Text and blocks; `msg_blocks_too_long` for more than all blocks may say together."""
    text, blocks = checked_content(call.arguments, most=most)
    if sum(_said(blocks)) > BLOCKS_TEXT:
        raise SlackError("msg_blocks_too_long")
    return text, blocks


def _said(part: Any) -> Iterator[int]:
    """How many characters each text in these blocks has."""
    if isinstance(part, list):
        for each in part:
            yield from _said(each)
    elif isinstance(part, dict):
        yield from (len(said) for said in (part.get("text"),) if isinstance(said, str))
        yield from _said(list(part.values()))


def _metadata(call: Call) -> JsonObject | None:
    """What the app notes beside a message, in its form."""
    given = call.arguments.get("metadata")
    if given is None:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(given.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    return given


def _own_message(call: Call, *, forbidden: str) -> Message:
    channel = call.workspace.conversation(required(call.arguments, "channel")).id
    message = call.workspace.messages.find(channel, required(call.arguments, "ts"))
    if message.only_for is not None:
        raise SlackError("message_not_found")
    if message.user != APP_USER:
        raise SlackError(forbidden)
    return message
