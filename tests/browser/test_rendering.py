"""How Slack's text and blocks become the page's own nodes."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.playground.page_api import PAGE

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WORLD = '{zone: "Europe/London", nameOf: (id) => (id === "U0MAYA" ? "Maya Okafor" : id)}'


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A page with nothing on it that can import the page's own files."""
    blank = await chromium.new_page()
    await blank.route("http://page.test/", lambda route: route.fulfill(body="<!doctype html>"))
    await blank.route(
        "http://page.test/page/*",
        lambda route: route.fulfill(path=PAGE / route.request.url.rpartition("/")[2]),
    )
    await blank.goto("http://page.test/")
    yield blank
    await blank.close()


async def html_of(page: Page, module: str, function: str, given: Any) -> str:
    """What one of the page's functions makes of `given`, as markup."""
    rendered = await page.evaluate(
        f"""async () => {{
          const {{ {function} }} = await import("/page/{module}.js");
          const holder = document.createElement("div");
          holder.append(...{function}({json.dumps(given)}, {WORLD}));
          return holder.innerHTML;
        }}"""
    )
    return str(rendered)


MRKDWN = [
    ("plain words", "plain words"),
    ("*bold* and _italic_ and ~gone~", "<strong>bold</strong> and <em>italic</em> and <s>gone</s>"),
    ("*bold _both_*", "<strong>bold <em>both</em></strong>"),
    ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
    ("* not bold *", "* not bold *"),
    ("`*code*`", "<code>*code*</code>"),
    ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    ("<b>bold?</b>", "&lt;b&gt;bold?&lt;/b&gt;"),
    ("<javascript:alert(1)|tap me>", "&lt;javascript:alert(1)|tap me&gt;"),
    ("<@U0MAYA>", '<span class="mention">@Maya Okafor</span>'),
    ("&gt; quoted", "<blockquote>quoted</blockquote>"),
    ("> quoted\nafter", "<blockquote>quoted</blockquote>after"),
    ("```\n*raw*\n```\nafter", "<pre>*raw*</pre>after"),
    (":seedling: :nobody_knows_it:", "🌱 :nobody_knows_it:"),
    ("<!date^1794819600^{date_short} at {time}|then>", "16 Nov 2026 at 09:00"),
]


@pytest.mark.parametrize(("text", "html"), MRKDWN, ids=[text for text, _ in MRKDWN])
async def test_mrkdwn_reads_as_slack_shows_it(page: Page, text: str, html: str) -> None:
    assert await html_of(page, "mrkdwn", "mrkdwn", text) == html


async def test_a_link_opens_beside_the_page_and_tells_nobody_where_from(page: Page) -> None:
    link = await html_of(page, "mrkdwn", "mrkdwn", "<https://example.org/a?b=1&amp;c=2|here>")
    assert link == (
        '<a href="https://example.org/a?b=1&amp;c=2" target="_blank" '
        'rel="noreferrer noopener">here</a>'
    )


async def test_rich_text_keeps_its_lists_and_styles(page: Page) -> None:
    item = {"type": "rich_text_section", "elements": [_run("bold", bold=True), _run(" plain")]}
    block = {"elements": [{"type": "rich_text_list", "style": "ordered", "elements": [item]}]}
    html = await html_of(page, "rich_text", "richText", block)
    assert html == "<ol><li><strong>bold</strong> plain</li></ol>"


def _run(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text, "style": style}


@pytest.mark.parametrize(
    ("wall", "zone", "seconds"),
    [
        ("2026-11-16T10:00", "Europe/London", 1_794_823_200),
        ("2027-07-01T10:00", "Europe/London", 1_814_432_400),
        # the hour that happens twice: its first time
        ("2026-10-25T01:30", "Europe/London", 1_792_888_200),
        ("2026-11-16T10:00", "Asia/Kolkata", 1_794_803_400),
    ],
)
async def test_a_wall_time_is_the_moment_it_names_in_her_zone(
    page: Page, wall: str, zone: str, seconds: int
) -> None:
    counted = await page.evaluate(
        """async ([wall, zone]) => (await import("/page/when.js")).epochOf(wall, zone)""",
        [wall, zone],
    )
    assert counted == seconds
