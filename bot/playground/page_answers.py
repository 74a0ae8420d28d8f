"""How the page is answered: `ok`, or a sentence it can show."""

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.calendar_text import UnreadableEvent
from bot.playground.interactions import Refused
from bot.playground.travel import CannotTravel
from bot.playground.wire import JsonObject, SlackError

Act = Callable[[JsonObject], Awaitable[JsonObject | None]]


def answering(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Gives an act the request's JSON and answers with what it returns besides `ok`."""

    async def handle(request: web.Request) -> web.Response:
        try:
            answer = await act(await _object(request))
        except (Refused, CannotTravel, UnreadableEvent) as error:
            return web.json_response({"ok": False, "error": str(error)})
        except SlackError as error:
            return web.json_response(refusal(error))
        except KeyError as missing:
            return web.json_response({"ok": False, "error": f"{missing} is missing."}, status=400)
        return web.json_response({"ok": True, **(answer or {})})

    return handle


async def _object(request: web.Request) -> JsonObject:
    """The request's JSON object; its content type may be any, so that curl needs no header."""
    try:
        given = json.loads(await request.text())
    except ValueError:
        raise Refused("That is no JSON.") from None
    if not isinstance(given, dict):
        raise Refused("That is no JSON object.")
    return given


def refusal(error: SlackError) -> JsonObject:
    """Slack's code as a sentence."""
    return {"ok": False, "error": f"Slack refuses: {error.code}."}
