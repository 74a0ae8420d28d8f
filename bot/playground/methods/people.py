"""users.info and users.list."""

from bot.playground.arguments import flag, required
from bot.playground.members import Member
from bot.playground.methods.call import Call
from bot.playground.wire import JsonObject


def users_info(call: Call) -> JsonObject:
    """One member; the locale only where asked for."""
    return {"user": _shown(call, call.workspace.member(required(call.arguments, "user")))}


def users_list(call: Call) -> JsonObject:
    """All members on one page: a playground has few."""
    members = [_shown(call, member) for member in call.workspace.members.values()]
    return {
        "members": members,
        "cache_ts": int(call.workspace.clock.now().timestamp()),
        "response_metadata": {"next_cursor": ""},
    }


def _shown(call: Call, member: Member) -> JsonObject:
    return member.as_slack(
        team=call.workspace.id,
        now=call.workspace.clock.now(),
        with_locale=flag(call.arguments, "include_locale"),
    )
