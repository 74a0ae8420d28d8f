"""What the page shows to one member, as one JSON object."""

from datetime import UTC
from zoneinfo import ZoneInfo

from bot.playground.conversations import Conversation
from bot.playground.members import OTHER_BOT, OTHER_BOT_NAME, Member
from bot.playground.messages import Message
from bot.playground.state import APP_USER, Workspace
from bot.playground.wire import JsonObject

STANDUP = Member(id=OTHER_BOT, real_name=OTHER_BOT_NAME, tz=None, is_bot=True)


def page_state(
    workspace: Workspace, user: str, *, clock_is_moving: bool, bot_is_connected: bool
) -> JsonObject:
    """Everything this member sees; `user_not_found` for a stranger."""
    member = workspace.member(user)
    conversations = workspace.conversations_of(user)
    zone = ZoneInfo(member.tz) if member.tz else UTC
    home = workspace.views.home(user)
    stack = workspace.views.stack(user)
    return {
        "workspace": {"id": workspace.id, "name": workspace.name},
        "app": {"name": workspace.app.name, "bot_user": APP_USER},
        "story": {"title": workspace.story.title, "text": workspace.story.text},
        "users": [_user(workspace, each) for each in [*workspace.members.values(), STANDUP]],
        "user": user,
        "commands": [
            {
                "command": each.command,
                "description": each.description,
                "usage_hint": each.usage_hint,
            }
            for each in workspace.app.commands
        ],
        "conversations": [_conversation(workspace, user, each) for each in conversations],
        "messages": {
            each.id: [_message(message) for message in workspace.seen_by(user, each.id)]
            for each in conversations
        },
        "home": home.content if home else None,
        "modals": [view.content for view in stack],
        "view_errors": {
            view.id: view.errors for view in [*stack, *([home] if home else [])] if view.errors
        },
        "clock": {
            "now": workspace.clock.now().astimezone(zone).isoformat(timespec="seconds"),
            "moving": clock_is_moving,
        },
        "connected": bot_is_connected,
    }


def _user(workspace: Workspace, member: Member) -> JsonObject:
    return {
        "id": member.id,
        "real_name": member.real_name,
        "tz": member.tz,
        "tz_label": member.tz_label(workspace.clock.now()),
        "title": member.title,
        "is_bot": member.is_bot,
        "deleted": member.deleted,
    }


def _conversation(workspace: Workspace, user: str, conversation: Conversation) -> JsonObject:
    return {
        "id": conversation.id,
        "kind": "im" if conversation.is_im else "channel",
        "name": conversation.name,
        "unread": workspace.unread(user, conversation.id),
    }


def _message(message: Message) -> JsonObject:
    """`notification`: Slack would show the text on a locked screen when it came."""
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": message.only_for is not None,
        "edited": message.edited_ts is not None,
        "thread_ts": message.thread_ts,
        "notification": message.from_app and message.only_for is None,
    }
