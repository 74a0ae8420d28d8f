"""What holds for every answer: strict headers, a page for each fault, one line in the log."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from bot.web.page import NOTHING, Page, shown

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

STRICT = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": NOTHING,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
#: Asked every few seconds: told of only where it goes wrong, or to whoever logs everything.
_ASKED_OFTEN = frozenset({"/health", "/ready", "/metrics"})
_BACK = "Resonance lives in Slack: `/resonance help` there shows what it can do."
_REFUSALS = {
    HTTPStatus.UNAUTHORIZED: ("This page is locked", "Only those who run Resonance can open it."),
    HTTPStatus.FORBIDDEN: ("This page is locked", "Only those who run Resonance can open it."),
    HTTPStatus.NOT_FOUND: ("There is nothing here", "Perhaps a piece of the address got lost."),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "This page can only be looked at",
        "It takes nothing that is sent to it.",
    ),
}
_ANY_REFUSAL = ("That can’t be answered", "The question is not one that this server understands.")


async def be_strict(_request: web.Request, response: web.StreamResponse) -> None:
    """To be called before each answer leaves; what a route has set itself stays."""
    response.headers["Server"] = "Resonance"  # and not which versions it is made of
    for name, value in STRICT.items():
        response.headers.setdefault(name, value)


@web.middleware
async def answering(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answers, whatever happens. The log gets the route, never the address: that holds codes."""
    response = await _answer(request, handler)
    often = _route(request) in _ASKED_OFTEN and response.status == HTTPStatus.OK
    logger.log(
        logging.DEBUG if often else logging.INFO,
        "request answered",
        extra={"route": _route(request), "status": response.status},
    )
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except web.HTTPException as refusal:
        return _refused(refusal)
    except Exception:  # an outermost loop: whoever asked is told
        reference = secrets.token_hex(4)
        extra = {"route": _route(request), "reference": reference}
        logger.exception("request failed", extra=extra)
        return shown(_broken(reference))


def _route(request: web.Request) -> str:
    """The template of the route, never what was asked for."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"


def _refused(refusal: web.HTTPException) -> web.Response:
    status = HTTPStatus(refusal.status)
    title, said = _REFUSALS.get(status, _ANY_REFUSAL)
    response = shown(Page(title=title, said=(said,), back=_BACK, status=status))
    for name in ("Allow", "WWW-Authenticate"):
        if name in refusal.headers:
            response.headers[name] = refusal.headers[name]
    return response


def _broken(reference: str) -> Page:
    return Page(
        title="Something broke here",
        said=(
            "It is our fault, not yours. Try again in Slack; if it happens again, tell whoever "
            f"runs Resonance, with the reference {reference}.",
        ),
        back="Back in Slack, `/interviews calendars` shows what is connected.",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
    )
