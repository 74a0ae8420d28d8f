"""oauth.v2.access: an installed app fetches its token."""

from bot.playground.arguments import required
from bot.playground.methods.call import Call
from bot.playground.state import APP_ID, APP_USER
from bot.playground.wire import JsonObject


def access(call: Call) -> JsonObject:
    """The bot token of this workspace, the same at every installation."""
    given, workspace = call.arguments, call.workspace
    grant = call.grants.exchange(
        required(given, "code"),
        client_id=given.get("client_id", ""),
        client_secret=given.get("client_secret", ""),
        redirect_uri=given.get("redirect_uri"),
    )
    return {
        "access_token": call.bot_token,
        "token_type": "bot",
        "scope": ",".join(grant.scopes),
        "bot_user_id": APP_USER,
        "app_id": APP_ID,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": grant.user},
    }
