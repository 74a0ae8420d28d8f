"""What a supervisor asks and hears."""

from datetime import timedelta

from tests.web.conftest import WELL, Bot, Visit, World


async def test_a_process_that_answers_is_alive_even_when_it_can_not_work(visit: Visit) -> None:
    browser = await visit(World(bot=Bot(faults_found={"database": "It can't be reached."})))

    async with browser.get("/health") as answer:
        assert (answer.status, await answer.text()) == (200, "ok\n")
    async with browser.head("/health") as answer:
        assert answer.status == 200


async def test_it_is_ready_when_every_check_is_well(visit: Visit) -> None:
    browser = await visit(World())

    async with browser.get("/ready") as answer:
        told = await answer.json()

    assert answer.status == 200
    assert told == {"ready": True, "checks": dict.fromkeys(WELL, "ok")}


async def test_one_fault_makes_it_unready_and_is_told(visit: Visit) -> None:
    found = {**WELL, "Slack": "No connection to Slack since 10:40 UTC."}
    browser = await visit(World(bot=Bot(faults_found=found)))

    async with browser.get("/ready") as answer:
        told = await answer.json()

    assert answer.status == 503
    assert told["ready"] is False
    assert told["checks"]["Slack"] == "No connection to Slack since 10:40 UTC."
    assert told["checks"]["database"] == "ok"


async def test_a_warning_is_told_and_makes_nobody_unready(visit: Visit) -> None:
    browser = await visit(World(bot=Bot(warned={"Slack": "Another process is connected."})))

    async with browser.get("/ready") as answer:
        told = await answer.json()

    assert (answer.status, told["ready"]) == (200, True)
    assert told["warnings"] == {"Slack": "Another process is connected."}


async def test_checks_that_never_end_are_a_fault_too(visit: Visit) -> None:
    stuck = Bot(pause=timedelta(minutes=1))
    browser = await visit(World(bot=stuck, patience=timedelta(milliseconds=20)))

    async with browser.get("/ready") as answer:
        told = await answer.json()

    assert answer.status == 503
    assert told["checks"] == {"time": "The checks took longer than 0.02 seconds."}
