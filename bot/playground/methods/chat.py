"""chat.postMessage, chat.postEphemeral, chat.update and chat.delete."""

from bot.playground.answers import checked_content
from bot.playground.arguments import required
from bot.playground.messages import Message
from bot.playground.methods.call import Call
from bot.playground.methods.conversations import im_with
from bot.playground.payloads import message_object
from bot.playground.state import APP_USER
from bot.playground.wire import JsonObject, SlackError


def post_message(call: Call) -> JsonObject:
    """Posts in a conversation, or by a member's id in the direct message with them."""
    channel = _channel(call)
    thread = _thread(call, channel)
    text, blocks = checked_content(call.arguments)
    message = call.workspace.messages.add(
        channel=channel,
        user=APP_USER,
        text=text,
        blocks=blocks,
        from_app=True,
        metadata=call.arguments.get("metadata"),
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
    text, blocks = checked_content(call.arguments)
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
    text, blocks = checked_content(call.arguments)
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


def _own_message(call: Call, *, forbidden: str) -> Message:
    channel = call.workspace.conversation(required(call.arguments, "channel")).id
    message = call.workspace.messages.find(channel, required(call.arguments, "ts"))
    if message.only_for is not None:
        raise SlackError("message_not_found")
    if message.user != APP_USER:
        raise SlackError(forbidden)
    return message
