"""The numbers: what they say, and who may read them."""

from datetime import timedelta

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.errors import ResonanceError
from bot.core.feeds import CalendarKind
from bot.core.nudges import Kind
from bot.services.metrics import Polled
from bot.web.metrics import is_loopback
from tests.web.conftest import Bot, Visit, World

TOKEN = "a-token-for-the-metrics"
Samples = dict[tuple[str, tuple[str, ...]], float]


async def samples(browser: aiohttp.ClientSession) -> Samples:
    """Every sample by its name and the values of its labels."""
    async with browser.get("/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        text = await answer.text()
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_what_is_stored_is_counted_by_kind_with_zeros_for_none(visit: Visit) -> None:
    told = await samples(await visit(World()))

    assert told["resonance_census_taken", ()] == 1
    assert told["resonance_members", ()] == 3
    assert told["resonance_explorations_undecided", ()] == 2
    assert told["resonance_calendars", ("ics",)] == 2
    assert told["resonance_calendars", ("caldav",)] == 0
    assert told["resonance_calendars_in_trouble", ("google",)] == 1
    assert told["resonance_calendar_trouble_oldest_seconds", ()] == 5 * 3600
    assert told["resonance_nudges_pending", ("check_in",)] == 1
    assert told["resonance_nudges_pending", ("week_start",)] == 0
    assert told["resonance_nudges_failed", ("week_end",)] == 1
    assert told["resonance_nudge_overdue_oldest_seconds", ()] == 1.5


async def test_what_happened_in_this_process_is_counted_as_it_happens(visit: Visit) -> None:
    world = World()
    browser = await visit(world)
    world.tally.delivered(Kind.CHECK_IN, timedelta(seconds=0.3))
    world.tally.delivered(Kind.CHECK_IN, timedelta(minutes=10))
    world.tally.delivered(Kind.CHECK_IN, timedelta(seconds=-1))
    world.tally.polled(CalendarKind.ICS, Polled.UNCHANGED)
    world.tally.throttled()

    told = await samples(browser)

    lateness = "resonance_nudge_lateness_seconds"
    assert told[f"{lateness}_count", ("check_in",)] == 3
    assert told[f"{lateness}_bucket", ("check_in", "0.1")] == 1
    assert told[f"{lateness}_bucket", ("check_in", "0.5")] == 2
    assert told[f"{lateness}_bucket", ("check_in", "300.0")] == 2
    assert told["resonance_calendar_reads_total", ("ics", "unchanged")] == 1
    assert told["resonance_calendar_reads_total", ("caldav", "failed")] == 0
    assert told["resonance_slack_throttled_total", ()] == 1
    assert told["process_resident_memory_bytes", ()] > 0
    assert not [name for name, _ in told if name.endswith("_created")]


async def test_two_bots_in_one_process_count_apart(visit: Visit) -> None:
    busy, idle = World(), World()
    busy.tally.throttled()

    assert (await samples(await visit(busy)))["resonance_slack_throttled_total", ()] == 1
    assert (await samples(await visit(idle)))["resonance_slack_throttled_total", ()] == 0


async def test_without_its_database_it_still_tells_what_it_knows(visit: Visit) -> None:
    away = Bot(away=ResonanceError("The database can't be reached."))

    told = await samples(await visit(World(bot=away)))

    assert told["resonance_census_taken", ()] == 0
    assert told["resonance_slack_throttled_total", ()] == 0
    assert ("resonance_members", ()) not in told


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        pytest.param(None, {}, 200, id="on this machine"),
        pytest.param(TOKEN, {}, 200, id="on this machine, though there is a token"),
        pytest.param(None, {"X-Forwarded-For": "203.0.113.7"}, 403, id="a proxy for a stranger"),
        pytest.param(None, {"Forwarded": "for=127.0.0.1"}, 403, id="a proxy for who knows whom"),
        pytest.param(None, {"X-Real-IP": "127.0.0.1"}, 403, id="a proxy that lies"),
        pytest.param(
            None,
            {"Via": "1.1 proxy", "Authorization": "Bearer "},
            403,
            id="no token is set, and none given",
        ),
        pytest.param(TOKEN, {"Via": "1.1 proxy"}, 401, id="a proxy and no token"),
        pytest.param(
            TOKEN,
            {"Via": "1.1 proxy", "Authorization": f"Bearer {TOKEN}"},
            200,
            id="a proxy and the token",
        ),
        pytest.param(
            TOKEN,
            {"Via": "1.1 proxy", "Authorization": f"bearer {TOKEN}"},
            200,
            id="the scheme's case is free",
        ),
        pytest.param(
            TOKEN,
            {"Via": "1.1 proxy", "Authorization": f"Bearer {TOKEN}x"},
            401,
            id="almost the token",
        ),
        pytest.param(
            TOKEN,
            {"Via": "1.1 proxy", "Authorization": f"Basic {TOKEN}"},
            401,
            id="another scheme",
        ),
        pytest.param(TOKEN, {"Via": "1.1 proxy", "Authorization": "Bearer é"}, 401, id="not ASCII"),
    ],
)
async def test_the_numbers_are_for_this_machine_and_for_the_token(
    visit: Visit, token: str | None, headers: dict[str, str], status: int
) -> None:
    browser = await visit(World(token=token))

    async with browser.get("/metrics", headers=headers) as answer:
        page = await answer.text()

    assert answer.status == status
    assert ("resonance_members" in page) == (status == 200)
    assert (answer.headers.get("WWW-Authenticate") == "Bearer") == (status == 401)


@pytest.mark.parametrize(
    ("address", "is_this_machine"),
    [
        ("127.0.0.1", True),
        ("127.9.8.7", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.2", False),
        ("::ffff:10.0.0.2", False),
        ("203.0.113.7", False),
        ("fe80::1%eth0", False),
        (None, False),
    ],
)
def test_loopback_is_this_machine_alone(address: str | None, is_this_machine: bool) -> None:
    assert is_loopback(address) is is_this_machine
