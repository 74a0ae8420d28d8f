"""The payloads Slack sends an app, as docs.slack.dev shows them."""

import secrets

from bot.playground.members import OTHER_BOT, OTHER_BOT_NAME, Member
from bot.playground.messages import Message
from bot.playground.state import APP_ID, APP_USER, BOT_ID, Workspace
from bot.playground.views import OpenView
from bot.playground.wire import JsonObject

# Deprecated by Slack, and still part of every payload.
VERIFICATION_TOKEN = "playground"  # noqa: S105 - no secret: nothing checks it


def event_callback(workspace: Workspace, event: JsonObject) -> JsonObject:
    """The wrapper around every event; its event_id stays the same when it is sent again."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.id,
        "api_app_id": APP_ID,
        "type": "event_callback",
        "event": event,
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(workspace.clock.now().timestamp()),
        "is_ext_shared_channel": False,
        "authorizations": [
            {
                "enterprise_id": _enterprise_id(workspace),
                "team_id": workspace.id,
                "user_id": APP_USER,
                "is_bot": True,
                "is_enterprise_install": workspace.enterprise is not None,
            }
        ],
        **({"enterprise_id": _enterprise_id(workspace)} if workspace.enterprise else {}),
    }


def _enterprise_id(workspace: Workspace) -> str | None:
    return workspace.enterprise["id"] if workspace.enterprise else None


def message_event(workspace: Workspace, message: Message) -> JsonObject:
    """message.im or message.channels, of a member's message or of the app's own."""
    return {
        **message_object(workspace, message),
        **_place(workspace, message),
        "event_ts": message.ts,
    }


def message_changed_event(workspace: Workspace, message: Message, *, before: Message) -> JsonObject:
    """An edit; who wrote the message stands in `message` alone."""
    return _hidden(workspace, message, "message_changed") | {
        "message": message_object(workspace, message),
        "previous_message": message_object(workspace, before),
    }


def message_unfurled_event(workspace: Workspace, message: Message) -> JsonObject:
    """A preview of a link comes as an edit, of a message that is not `edited`."""
    was = message_object(workspace, message)
    preview = {"from_url": "https://example.com", "fallback": "A preview", "id": 1}
    return _hidden(workspace, message, "message_changed") | {
        "message": was | {"attachments": [preview]},
        "previous_message": was,
    }


def message_deleted_event(workspace: Workspace, message: Message) -> JsonObject:
    """A message is gone; who wrote it stands in `previous_message` alone."""
    return _hidden(workspace, message, "message_deleted") | {
        "previous_message": message_object(workspace, message),
        "deleted_ts": message.ts,
    }


def _hidden(workspace: Workspace, message: Message, subtype: str) -> JsonObject:
    """What Slack tells of a message without showing one; it has no user."""
    ts = workspace.messages.new_ts()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        **_place(workspace, message),
        "ts": ts,
        "event_ts": ts,
    }


def _place(workspace: Workspace, message: Message) -> JsonObject:
    is_im = workspace.conversation(message.channel).is_im
    return {"channel": message.channel, "channel_type": "im" if is_im else "channel"}


def message_object(workspace: Workspace, message: Message) -> JsonObject:
    """A message as history and payloads show it."""
    shown: JsonObject = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": workspace.id,
    }
    if message.subtype:
        shown["subtype"] = message.subtype
    if message.user == OTHER_BOT:
        del shown["user"]
        shown |= {"bot_id": OTHER_BOT, "username": OTHER_BOT_NAME}
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.from_app:
        shown |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if message.edited_ts:
        shown["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.metadata:
        shown["metadata"] = message.metadata
    return shown | _thread(workspace, message)


def _thread(workspace: Workspace, message: Message) -> JsonObject:
    """How a message stands in a thread: as an answer, or as what was answered."""
    if message.thread_ts:
        return {"thread_ts": message.thread_ts}
    replies = workspace.messages.replies_to(message)
    if not replies:
        return {}
    latest = replies[-1].ts
    return {"thread_ts": message.ts, "reply_count": len(replies), "latest_reply": latest}


def home_opened_event(workspace: Workspace, *, user: str, channel: str, tab: str) -> JsonObject:
    """app_home_opened; it carries the view once one was published."""
    event: JsonObject = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel,
        "tab": tab,
        "event_ts": workspace.messages.new_ts(),
    }
    home = workspace.views.home(user)
    return event | {"view": home.content} if home and tab == "home" else event


def user_change_event(workspace: Workspace, member: Member) -> JsonObject:
    """user_change, with the whole user object."""
    now = workspace.clock.now()
    return {
        "type": "user_change",
        "user": member.as_slack(team=workspace.id, now=now, with_locale=True),
        "cache_ts": int(now.timestamp()),
        "event_ts": workspace.messages.new_ts(),
    }


def slash_command(
    workspace: Workspace, *, member: Member, channel: str, command: str, text: str, answer_to: str
) -> JsonObject:
    """A slash command; `answer_to` is its response URL."""
    conversation, enterprise = workspace.conversation(channel), workspace.enterprise
    of_enterprise = (
        {"enterprise_id": enterprise["id"], "enterprise_name": enterprise["name"]}
        if enterprise
        else {}
    )
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.id,
        "team_domain": "playground",
        "channel_id": channel,
        "channel_name": "directmessage" if conversation.is_im else conversation.name,
        "user_id": member.id,
        "user_name": member.name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "true" if enterprise else "false",
        **of_enterprise,
        "response_url": answer_to,
        "trigger_id": workspace.triggers.issue(user=member.id),
    }


def message_action(
    workspace: Workspace,
    *,
    member: Member,
    message: Message,
    action: JsonObject,
    values: JsonObject,
    answer_to: str,
) -> JsonObject:
    """block_actions in a message; of an ephemeral one Slack sends no content."""
    conversation = workspace.conversation(message.channel)
    is_ephemeral = message.only_for is not None
    payload = _interaction(workspace, "block_actions", member) | {
        "trigger_id": workspace.triggers.issue(user=member.id),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": is_ephemeral,
        },
        "channel": {
            "id": message.channel,
            "name": "directmessage" if conversation.is_im else conversation.name,
        },
        "state": {"values": values},
        "response_url": answer_to,
        "actions": [action],
    }
    return payload if is_ephemeral else payload | {"message": message_object(workspace, message)}


def view_action(
    workspace: Workspace, *, member: Member, view: OpenView, action: JsonObject
) -> JsonObject:
    """block_actions in a modal or on the Home tab."""
    return _interaction(workspace, "block_actions", member) | {
        "trigger_id": workspace.triggers.issue(user=member.id, view_id=view.id),
        "container": {"type": "view", "view_id": view.id},
        "view": view.content,
        "actions": [action],
    }


def view_submission(workspace: Workspace, *, member: Member, view: OpenView) -> JsonObject:
    """view_submission, with all values."""
    return _interaction(workspace, "view_submission", member) | {
        "trigger_id": workspace.triggers.issue(user=member.id, view_id=view.id),
        "view": view.content,
        "response_urls": [],
    }


def view_closed(
    workspace: Workspace, *, member: Member, view: OpenView, is_cleared: bool
) -> JsonObject:
    """view_closed; Slack does not promise the values entered, so they are left out."""
    return _interaction(workspace, "view_closed", member) | {
        "view": view.content | {"state": {"values": {}}},
        "is_cleared": is_cleared,
    }


def _interaction(workspace: Workspace, kind: str, member: Member) -> JsonObject:
    """What all have in common; where an enterprise installed the app, Slack names no team."""
    team = {"id": workspace.id, "domain": "playground"}
    return {
        "type": kind,
        "team": None if workspace.enterprise else team,
        "user": {
            "id": member.id,
            "username": member.name,
            "name": member.name,
            "team_id": workspace.id,
        },
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "enterprise": workspace.enterprise,
        "is_enterprise_install": workspace.enterprise is not None,
    }
