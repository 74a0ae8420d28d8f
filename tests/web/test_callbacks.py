"""Coming back from Google or Microsoft: each way a sign-in can end has its plain page."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from bot.core.errors import CalendarTrouble
from bot.web.callbacks import BROWSER
from tests.web.conftest import (
    CODE,
    STATE,
    Connected,
    MayasSignIn,
    Visit,
    World,
    agreed,
    hidden_fields,
)

GOOGLE, MICROSOFT = "/calendar/google/callback", "/calendar/microsoft/callback"
GOOD = f"{GOOGLE}?state={STATE}&code={quote(CODE)}&scope=calendar&iss=https://accounts.google.com"


async def test_whoever_comes_back_is_asked_first_for_whom_it_would_be(visit: Visit) -> None:
    world = World()
    browser = await visit(world)

    for _ in range(3):
        async with browser.get(GOOD) as answer:
            page = await answer.text()
        assert answer.status == 200
        assert "<h1>Connect it for Maya Okafor in Brightside?</h1>" in page
        assert "Nothing is connected yet." in page
        assert "<button>Yes, connect it</button>" in page

    assert world.sign_in.under_way
    assert not world.sign_in.asked.is_set()
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


async def test_the_page_says_whose_slack_account_the_calendar_is_now_read_for(visit: Visit) -> None:
    status, page = await agreed(await visit(World()), GOOD)

    assert status == 200
    assert "<title>“Work” is connected · Resonance</title>" in page
    assert "Your Google calendar “Work” is now read for Maya Okafor in Brightside on Slack." in page
    assert "2 interviews were found in the days ahead." in page
    assert "If you aren’t Maya Okafor" in page
    assert "in your Google account" in page
    assert "<code>/interviews calendars</code>" in page


@pytest.mark.parametrize(
    ("interviews", "said"),
    [(0, "No interviews were found"), (1, "One interview was found"), (12, "12 interviews were")],
)
async def test_it_says_how_many_interviews_were_found(
    visit: Visit, interviews: int, said: str
) -> None:
    world = World(sign_in=MayasSignIn(finished=Connected(interviews=interviews)))
    _, page = await agreed(await visit(world), GOOD)

    assert said in page


async def test_a_sign_in_ends_only_once(visit: Visit) -> None:
    browser = await visit(World())
    async with browser.get(GOOD) as asked:
        fields = hidden_fields(await asked.text())

    async with browser.post(GOOGLE, data=fields):
        pass
    async with browser.post(GOOGLE, data=fields) as again:
        page = await again.text()

    assert again.status == 400
    assert "<h1>This sign-in is over</h1>" in page
    assert "<code>/interviews connect</code>" in page
    async with browser.get(GOOD) as answer:
        assert answer.status == 400


async def test_a_sign_in_at_google_does_not_end_at_microsoft(visit: Visit) -> None:
    world = World()
    browser = await visit(world)

    async with browser.get(GOOD.replace(GOOGLE, MICROSOFT)) as answer:
        assert answer.status == 400

    assert world.sign_in.under_way


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE"])
async def test_asking_in_any_other_way_does_not_use_up_the_code(visit: Visit, method: str) -> None:
    world = World()
    browser = await visit(world)

    async with browser.request(method, GOOD) as answer:
        assert answer.status == 405

    assert world.sign_in.under_way


@pytest.mark.parametrize("cookie", [{}, {BROWSER: "x" * 43}, {BROWSER: ""}, {BROWSER: "a b"}])
async def test_a_yes_from_a_browser_that_was_not_asked_counts_for_nothing(
    visit: Visit, cookie: dict[str, str]
) -> None:
    world = World()
    browser = await visit(world)
    async with browser.get(GOOD) as asked:
        fields = hidden_fields(await asked.text())

    browser.cookie_jar.clear()
    async with browser.post(GOOGLE, data=fields, cookies=cookie) as answer:
        assert "must come from the browser that was asked" in await answer.text()
    async with browser.post(GOOGLE, data={**fields, "browser": ""}, cookies=cookie) as answer:
        assert answer.status == 400

    assert world.sign_in.under_way


async def test_two_pages_of_one_browser_can_each_be_answered(visit: Visit) -> None:
    browser = await visit(World())
    async with browser.get(GOOD) as first:
        fields = hidden_fields(await first.text())
    async with browser.get(GOOD) as second:
        assert hidden_fields(await second.text()) == fields

    async with browser.post(GOOGLE, data=fields) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("secure", [True, False])
async def test_the_cookie_is_kept_from_scripts_and_other_sites(visit: Visit, secure: bool) -> None:
    browser = await visit(World(secure=secure))
    async with browser.get(GOOD) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"state=%ff&code=1", "application/x-www-form-urlencoded"),
        (b"\xff=\xfe", "application/x-www-form-urlencoded"),
        (b"state=a&code=b", "application/x-www-form-urlencoded; charset=no-such"),
        (b'{"state": "a"}', "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
    ],
)
async def test_what_no_form_of_ours_sends_is_refused(visit: Visit, body: bytes, kind: str) -> None:
    browser = await visit(World())
    async with browser.post(GOOGLE, data=body, headers={"Content-Type": kind}) as answer:
        assert answer.status == 400


async def test_who_declines_reads_that_nothing_was_connected(visit: Visit) -> None:
    world = World()
    browser = await visit(world)

    async with browser.get(
        GOOGLE, params={"state": STATE, "error": "access_denied", "error_description": "You fool"}
    ) as answer:
        page = await answer.text()

    assert answer.status == 200
    assert "<h1>Nothing was connected</h1>" in page
    assert "That is fine" in page
    assert "<code>/interviews connect</code>" in page
    assert "fool" not in page
    assert world.sign_in.under_way, "she may change her mind"


async def test_a_providers_own_error_is_told_without_its_words(visit: Visit) -> None:
    browser = await visit(World())
    its = {"state": STATE, "error": "consent_required", "error_description": "AADSTS65001"}

    async with browser.get(MICROSOFT, params=its) as answer:
        page = await answer.text()

    assert answer.status == 503
    assert "<h1>Microsoft didn’t finish the sign-in</h1>" in page
    assert "AADSTS65001" not in page
    assert "consent_required" not in page


async def test_a_fault_is_told_in_its_own_sentence(visit: Visit) -> None:
    sentence = "Google can't be reached; try again in a few minutes."
    browser = await visit(World(sign_in=MayasSignIn(fault=CalendarTrouble(sentence))))

    status, page = await agreed(browser, GOOD)

    assert status == 503
    assert "Google can&#x27;t be reached; try again in a few minutes." in page


async def test_nobody_waits_for_a_provider_for_ever(visit: Visit) -> None:
    slow = MayasSignIn(pause=timedelta(minutes=1))
    browser = await visit(World(sign_in=slow, patience=timedelta(milliseconds=20)))

    async with browser.get(GOOD) as answer:
        page = await answer.text()

    assert answer.status == 503
    assert "<h1>That took too long</h1>" in page


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="nothing at all"),
        pytest.param(f"state={STATE}", id="neither code nor error"),
        pytest.param(f"code={CODE}", id="no state"),
        pytest.param(f"state=&code={CODE}", id="an empty state"),
        pytest.param(f"state={STATE}&code=", id="an empty code"),
        pytest.param(f"state={STATE}&code={CODE}&error=access_denied", id="code and error"),
        pytest.param(f"state={STATE}&state=other&code={CODE}", id="two states"),
        pytest.param(f"state={STATE}&code={CODE}&code={CODE}", id="two codes"),
        pytest.param(f"state={STATE}&code={'c' * 2049}", id="a code of more than 2 KB"),
        pytest.param(f"state={STATE}&code={'c' * 20_000}", id="a code of 20 KB"),
        pytest.param(f"state={'s' * 2049}&code={CODE}", id="a state of more than 2 KB"),
        pytest.param(f"state={STATE}&code=%00", id="a zero byte"),
        pytest.param(f"state={STATE}&code=%0a{CODE}", id="a line break"),
        pytest.param(f"state={STATE}&code=%ff", id="no UTF-8"),
        pytest.param(f"state={STATE}&code=%c3%a9", id="not ASCII"),
    ],
)
async def test_an_address_no_provider_makes_connects_nothing(visit: Visit, query: str) -> None:
    world = World()
    browser = await visit(world)

    async with browser.get(f"{GOOGLE}?{query}") as answer:
        page = await answer.text()

    assert answer.status == 400
    assert "nothing was connected" in page or "That sign-in is over" in page
    assert world.sign_in.under_way


async def test_names_are_shown_and_never_carried_out(visit: Visit) -> None:
    wicked = Connected(
        calendar="<script>alert(1)</script>",
        member='"><img src=x onerror=alert(2)>',
        workspace="$style & Sons",
    )
    browser = await visit(World(sign_in=MayasSignIn(finished=wicked)))

    async with browser.get(GOOD) as answer:
        asked = await answer.text()
    _, page = await agreed(browser, GOOD)

    assert "<script" not in asked + page
    assert "<img" not in asked + page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "in $style &amp; Sons on Slack" in asked
    assert "in $style &amp; Sons on Slack" in page
