"""The one page that people see in a browser: plain words in our own template, with no scripts."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template

from aiohttp import web

_ROOM = Path(__file__).parent
_TEMPLATE = Template((_ROOM / "page.html").read_text(encoding="utf-8"))
_STYLE = (_ROOM / "page.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
#: Nothing may be loaded, run, framed or sent; our own style is known by its hash.
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_OWN_STYLE = f"{NOTHING}; style-src 'sha256-{_STYLE_HASH}'"


#: As above, and the page's own form may be sent back to us.
_ASKING = _OWN_STYLE.replace("form-action 'none'", "form-action 'self'")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a page asks: a button that says yes and is sent to `answer`, a path beside the page's
    own, with `fields` that nobody sees."""

    yes: str
    answer: str
    fields: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What a page says, as plain text in which `backticks` mark what is typed in Slack.

    `title` says what happened, `notes` are headings with their text, `back` is the way on.
    """

    title: str
    said: tuple[str, ...]
    back: str
    notes: tuple[tuple[str, str], ...] = ()
    status: HTTPStatus = HTTPStatus.OK
    question: Question | None = None


def shown(page: Page) -> web.Response:
    """The page as an answer. Every word in it is escaped here and nowhere else."""
    body = [f"<p>{_html(words)}</p>" for words in page.said]
    body += _form(page.question) if page.question else []
    body += [f"<h2>{_html(heading)}</h2>\n<p>{_html(text)}</p>" for heading, text in page.notes]
    body += [f"<footer><p>{_html(page.back)}</p></footer>"]
    return web.Response(
        status=page.status,
        text=_TEMPLATE.substitute(title=escape(page.title), style=_STYLE, body="\n".join(body)),
        content_type="text/html",
        headers={"Content-Security-Policy": _ASKING if page.question else _OWN_STYLE},
    )


def _form(question: Question) -> list[str]:
    hidden = (
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in question.fields.items()
    )
    return [
        f'<form method="post" action="{escape(question.answer)}">',
        *hidden,
        f"<button>{escape(question.yes)}</button></form>",
    ]


def _html(words: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(words))
