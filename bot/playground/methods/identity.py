"""Who the app is and where: auth.test, api.test, apps.connections.open, team.info, bots.info."""

from bot.playground.arguments import required
from bot.playground.methods.call import Call
from bot.playground.state import APP_ID, APP_USER, BOT_ID
from bot.playground.wire import JsonObject, SlackError


def api_test(call: Call) -> JsonObject:
    """Echoes; with `error` it fails so."""
    if "error" in call.arguments:
        raise SlackError(call.arguments["error"], args=call.arguments)
    return {"args": call.arguments}


def auth_test(call: Call) -> JsonObject:
    """The identity behind the bot token."""
    return {
        "url": f"{call.base_url}/",
        "team": call.workspace.name,
        "user": call.workspace.member(APP_USER).name,
        "team_id": call.workspace.id,
        "user_id": APP_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> JsonObject:
    """A Socket Mode address that works once."""
    origin = call.base_url.replace("http", "ws", 1)
    return {"url": f"{origin}/link?ticket={call.sockets.issue_ticket()}&app_id={APP_ID}"}


def team_info(call: Call) -> JsonObject:
    """The workspace."""
    workspace = call.workspace
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": "playground"}}


def bots_info(call: Call) -> JsonObject:
    """The app's own bot; there is no other."""
    if required(call.arguments, "bot") != BOT_ID:
        raise SlackError("bot_not_found")
    name = call.workspace.app.bot_name
    return {
        "bot": {"id": BOT_ID, "deleted": False, "name": name, "app_id": APP_ID, "user_id": APP_USER}
    }
