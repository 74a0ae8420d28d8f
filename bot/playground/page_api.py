"""The page's own interface: what a member sees, and what they do."""

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import web

from bot.playground.delivery import Delivery
from bot.playground.events import Events
from bot.playground.forms import Forms
from bot.playground.interactions import Interactions, Refused
from bot.playground.own_messages import OwnMessages
from bot.playground.page_answers import Act, answering, refusal
from bot.playground.page_state import page_state
from bot.playground.state import APP_USER, Workspace
from bot.playground.travel import CannotTravel, Travel
from bot.playground.views import OpenView
from bot.playground.wire import JsonObject, SlackError

PAGE = Path(__file__).parent / "page"
KEEP_ALIVE_SECONDS = 15


class PageApi:
    """Everything the page asks for; a refusal is `{"ok": false, "error": sentence}`."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        interactions: Interactions,
        forms: Forms,
        events: Events,
        travel: Travel,
        delivery: Delivery,
    ) -> None:
        self._workspace = workspace
        self._interactions = interactions
        self._forms = forms
        self._events = events
        self._own = OwnMessages(workspace, events)
        self._travel = travel
        self._delivery = delivery

    def routes(self) -> list[web.RouteDef | web.StaticDef]:
        """Every route of the page."""
        acts: dict[str, Act] = {
            "command": self._command,
            "message": self._message,
            "edit": self._edit,
            "delete": self._delete,
            "forget": self._forget,
            "action": self._action,
            "submit": self._submit,
            "close": self._close,
            "home": self._open_tab,
            "zone": self._zone,
            "clock": self._move_clock,
        }
        return [
            web.get("/", self._page),
            web.get("/page/state", self._state),
            web.get("/page/events", self._stream),
            *(web.post(f"/page/{name}", answering(act)) for name, act in acts.items()),
            web.static("/page", PAGE),
        ]

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _state(self, request: web.Request) -> web.Response:
        try:
            state = page_state(
                self._workspace,
                request.query.get("user") or self._workspace.story.members[0].id,
                clock_is_moving=self._travel.is_moving,
                bot_is_connected=self._delivery.connected,
            )
        except SlackError as error:
            return web.json_response(refusal(error), status=404)
        return web.json_response(state)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events: one line whenever this member's view of things changed."""
        user, changes = request.query.get("user", ""), self._workspace.changes
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await stream.prepare(request)
        revision = changes.revision(user)
        while not changes.closed:
            try:
                await stream.write(f"data: {json.dumps({'revision': revision})}\n\n".encode())
                async with asyncio.timeout(KEEP_ALIVE_SECONDS):
                    revision = await changes.after(user, revision)
            except TimeoutError:
                continue  # saying the same again keeps the line open
            except ConnectionResetError:
                break  # the page went away
        return stream

    async def _command(self, given: JsonObject) -> None:
        user, channel = self._place(given)
        await self._interactions.command(user, channel, given["text"])

    async def _message(self, given: JsonObject) -> None:
        user, channel = self._place(given)
        self._own.write(user, channel, given["text"], thread_ts=given.get("thread_ts"))

    async def _edit(self, given: JsonObject) -> None:
        user, channel = self._place(given)
        self._own.edit(user, channel, given["ts"], given["text"])

    async def _delete(self, given: JsonObject) -> None:
        user, channel = self._place(given)
        self._own.delete(user, channel, given["ts"])

    async def _forget(self, given: JsonObject) -> None:
        """A page was loaded, or goes: what its member alone could see goes with it."""
        self._workspace.forget_ephemeral(given["user"])

    async def _action(self, given: JsonObject) -> None:
        container = given["container"]
        ids = (given["block_id"], given["action_id"])
        element, state = given["element"], given.get("state") or {}
        if "view_id" in container:
            view = self._view(given["user"], container["view_id"])
            await self._interactions.view_action(view, ids=ids, given=element, state=state)
        else:
            user, channel = self._place({"user": given["user"], "channel": container["channel"]})
            message = self._workspace.messages.find(channel, container["message_ts"])
            if not message.visible_to(user):
                raise SlackError("message_not_found")
            await self._interactions.message_action(
                user, message, ids=ids, given=element, state=state
            )

    async def _submit(self, given: JsonObject) -> None:
        view = self._view(given["user"], given["view_id"])
        await self._forms.submit(view, given.get("state") or {})

    async def _close(self, given: JsonObject) -> None:
        await self._forms.close(self._view(given["user"], given["view_id"]))

    async def _open_tab(self, given: JsonObject) -> None:
        user, tab = self._actor(given["user"]), given["tab"]
        with_app = self._workspace.conversations_of(user)[0]
        if tab == "messages":
            self._workspace.mark_read(user, with_app.id)
            self._workspace.changes.happened(user)
        self._events.home_opened(user=user, conversation=with_app, tab=tab)

    async def _zone(self, given: JsonObject) -> None:
        try:
            ZoneInfo(given["tz"])
        except (ZoneInfoNotFoundError, ValueError):
            raise Refused(f"There is no time zone {given['tz']!r}.") from None
        user = self._actor(given["user"])
        self._events.user_changed(self._workspace.change_member(user, tz=given["tz"]))

    async def _move_clock(self, given: JsonObject) -> JsonObject:
        before = self._workspace.messages.new_ts()
        match given["to"]:
            case "next":
                await self._travel.to_next(lambda: bool(self._workspace.written_to_since(before)))
            case "hour":
                await self._travel.by(timedelta(hours=1))
            case "day":
                await self._travel.by(timedelta(days=1))
            case moment:
                await self._travel.to(_aware(moment))
        return {
            "now": self._workspace.clock.now().isoformat(timespec="seconds"),
            "moved_to_because": self._written_since(before),
        }

    def _written_since(self, ts: str) -> str | None:
        """What came of a journey, for the page to say."""
        app, names = self._workspace.app.bot_name, self._workspace.written_to_since(ts)
        if names:
            return f"{app} wrote to {' and '.join(names)}."
        return None

    def _view(self, user: str, view_id: str) -> OpenView:
        """A view on this member's own screen."""
        view = self._workspace.views.find(view_id)
        if view.owner != self._actor(user):
            raise SlackError("not_found")
        return view

    def _actor(self, user: str) -> str:
        """The member, who must not have left."""
        if self._workspace.member(user).deleted:
            raise Refused("This account was deactivated.")
        return user

    def _place(self, given: JsonObject) -> tuple[str, str]:
        """Who acts where; nobody acts in a conversation they are not in."""
        user, channel = self._actor(given["user"]), given["channel"]
        if user == APP_USER or user not in self._workspace.conversation(channel).members:
            raise SlackError("not_in_channel")
        self._workspace.mark_read(user, channel)
        return user, channel


def _aware(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CannotTravel(f"{text!r} is no moment.") from None
    if moment.tzinfo is None:
        raise CannotTravel("The moment needs its offset, such as 2026-10-16T11:00:00+01:00.")
    return moment
