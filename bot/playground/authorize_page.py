"""The page on which a member lets an app into the workspace: /oauth/v2/authorize."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from aiohttp import web
from yarl import URL

from bot.playground.grants import Grants
from bot.playground.manifest import AppManifest
from bot.playground.state import Workspace
from bot.playground.wire import SlackError

PATH = "/oauth/v2/authorize"
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{app} asks to enter {workspace}</title>
<h1>{app} asks to enter {workspace}</h1>
<p>It will be able to use:</p>
<ul>{scopes}</ul>
<form method="post">
<button name="answer" value="allow">Allow</button>
<button name="answer" value="cancel">Cancel</button>
</form>
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What an app asks for; `back` is where the member returns to."""

    scopes: tuple[str, ...]
    redirect_uri: str | None
    back: str
    state: str


class AuthorizePage:
    """Asks whoever installs, which is always the story's first member."""

    def __init__(self, workspace: Workspace, grants: Grants) -> None:
        self._workspace = workspace
        self._grants = grants

    def routes(self) -> list[web.RouteDef]:
        """The question, and its answer."""
        return [web.get(PATH, self._ask), web.post(PATH, self._answer)]

    async def _ask(self, request: web.Request) -> web.Response:
        asked = self._read(request.query)
        page = PAGE.format(
            app=escape(self._workspace.app.name),
            workspace=escape(self._workspace.name),
            scopes="".join(f"<li>{escape(scope)}</li>" for scope in asked.scopes),
        )
        return web.Response(text=page, content_type="text/html")

    async def _answer(self, request: web.Request) -> web.Response:
        asked = self._read(request.query)
        if (await request.post()).get("answer") == "allow":
            user = self._workspace.story.members[0].id
            code = self._grants.issue(
                user=user, scopes=asked.scopes, redirect_uri=asked.redirect_uri
            )
            outcome = {"code": code, "state": asked.state}
        else:
            outcome = {"error": "access_denied", "state": asked.state}
        raise web.HTTPFound(URL(asked.back).update_query(outcome))

    def _read(self, query: Mapping[str, str]) -> Request:
        """What is asked, or a page that says what is wrong with it, and no way back."""
        try:
            return _checked(query, self._workspace.app, client_id=self._grants.client_id)
        except SlackError as refusal:
            raise web.HTTPBadRequest(text=f"Something went wrong: {refusal.code}.") from None


def _checked(query: Mapping[str, str], app: AppManifest, *, client_id: str) -> Request:
    if query.get("client_id") != client_id:
        raise SlackError("invalid_client_id")
    scopes = tuple(query.get("scope", "").split(","))
    if not set(scopes) <= set(app.scopes):
        raise SlackError("invalid_scope")
    redirect_uri = query.get("redirect_uri")
    back = redirect_uri or next(iter(app.redirect_urls), "")
    if not any(_is_beneath(back, each) for each in app.redirect_urls):
        raise SlackError("bad_redirect_uri")
    state = query.get("state", "")
    return Request(scopes=scopes, redirect_uri=redirect_uri, back=back, state=state)


def _is_beneath(address: str, allowed: str) -> bool:
    return address == allowed or address.startswith(f"{allowed.rstrip('/')}/")
