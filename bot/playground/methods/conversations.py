"""conversations.open, conversations.info, conversations.history and conversations.replies."""

import base64
import binascii

from bot.playground.arguments import flag, required, whole_number
from bot.playground.messages import Message
from bot.playground.methods.call import Call
from bot.playground.payloads import message_object
from bot.playground.state import APP_USER
from bot.playground.wire import JsonObject, SlackError

DEFAULT_PAGE = 100
LARGEST_PAGE = 999


def conversations_open(call: Call) -> JsonObject:
    """The direct message with one member."""
    users = str(required(call.arguments, "users")).split(",")
    if len(users) > 1:
        call.need_scope("mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    if call.workspace.member(users[0]).deleted:
        raise SlackError("user_disabled")
    channel = im_with(call, users[0])
    if not flag(call.arguments, "return_im"):
        return {"channel": {"id": channel}}
    conversation = call.workspace.conversation(channel)
    return {
        "no_op": True,
        "already_open": True,
        "channel": conversation.as_slack(app_user=APP_USER),
    }


def im_with(call: Call, user: str) -> str:
    """The id of the app's direct message with a member."""
    if call.workspace.member(user).is_bot:
        raise SlackError("cannot_dm_bot")
    return call.workspace.direct_message_of(user).id


def conversations_info(call: Call) -> JsonObject:
    """One conversation the app can see."""
    conversation = call.workspace.conversation(required(call.arguments, "channel"))
    call.need_scope("im:read" if conversation.is_im else "channels:read")
    return {"channel": conversation.as_slack(app_user=APP_USER)}


def conversations_history(call: Call) -> JsonObject:
    """A page of messages, the newest first; ephemeral ones are never among them."""
    conversation = call.workspace.conversation(required(call.arguments, "channel"))
    call.need_scope("im:history" if conversation.is_im else "channels:history")
    if APP_USER not in conversation.members:
        raise SlackError("not_in_channel")
    limit = whole_number(call.arguments, "limit", default=DEFAULT_PAGE, most=LARGEST_PAGE)
    wanted = [
        message
        for message in reversed(call.workspace.messages.of(conversation.id))
        if _is_in_sight(message) and _is_within(message, call.arguments)
    ]
    page, has_more = wanted[:limit], len(wanted) > limit
    return {
        "messages": [message_object(call.workspace, message) for message in page],
        "has_more": has_more,
        "pin_count": 0,
        **({"response_metadata": {"next_cursor": _cursor(page[-1])}} if has_more else {}),
    }


def _is_in_sight(message: Message) -> bool:
    """Answers in threads are not part of the history, and what one member sees is of no API."""
    return message.only_for is None and message.thread_ts is None


def conversations_replies(call: Call) -> JsonObject:
    """A thread whole, what was answered first; playgrounds have no long ones."""
    conversation = call.workspace.conversation(required(call.arguments, "channel"))
    call.need_scope("im:history" if conversation.is_im else "channels:history")
    messages = call.workspace.messages
    ts = messages.thread_of(conversation.id, str(required(call.arguments, "ts")))
    begun = messages.find(conversation.id, ts)
    thread = [begun, *messages.replies_to(begun)]
    return {
        "messages": [message_object(call.workspace, message) for message in thread],
        "has_more": False,
    }


def _is_within(message: Message, arguments: JsonObject) -> bool:
    """Slack's bounds are exclusive unless `inclusive` is given; a cursor's always is."""
    ts, inclusive = _number(message.ts), flag(arguments, "inclusive")
    oldest, latest = arguments.get("oldest"), arguments.get("latest")
    if oldest and not (ts > _number(oldest) or (inclusive and ts == _number(oldest))):
        return False
    if latest and not (ts < _number(latest) or (inclusive and ts == _number(latest))):
        return False
    cursor = arguments.get("cursor")
    return not cursor or ts < _number(_ts_of(cursor))


def _number(ts: object) -> tuple[int, int]:
    """A `ts` as a pair of whole numbers, which a float would blur."""
    seconds, _, rest = str(ts).partition(".")
    try:
        return int(seconds), int((rest or "0").ljust(6, "0"))
    except ValueError:
        raise SlackError("invalid_ts_latest") from None


def _cursor(last: Message) -> str:
    return base64.b64encode(f"next_ts:{last.ts}".encode()).decode()


def _ts_of(cursor: str) -> str:
    try:
        return base64.b64decode(cursor, validate=True).decode().removeprefix("next_ts:")
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
