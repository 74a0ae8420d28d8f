"""Her own rhythm, set on the page: days and times, pauses, and one celebration a week."""

from tests.journeys.conftest import Screen, elements, shown


async def test_days_times_and_zone_are_set_in_one_form(maya: Screen) -> None:
    await maya.page.command("/resonance settings")
    form = await maya.form()
    known = {b["block_id"]: b["element"] for b in form["blocks"] if b["type"] == "input"}
    assert known["start_at"]["initial_time"] == "09:00"
    assert known["middle_day"]["initial_option"]["text"]["text"] == "Wednesday"

    await maya.fills({"start_day": "6", "start_at": "18:30", "middle_day": "never"})
    await maya.sees("it comes when you said")

    why = await maya.types("/resonance why")
    assert "Sun 18 Oct, 18:30: your week begins" in why
    assert "Turned off: the message at the middle of the week." in why


async def test_a_zone_nobody_knows_keeps_the_form_open(maya: Screen) -> None:
    await maya.page.command("/resonance settings")
    view = await maya.form()

    state = await maya.fills({"time_zone": "Mars/Olympus"})

    assert "is no time zone" in state["view_errors"][view["id"]]["time_zone"]


async def test_a_zone_is_found_by_its_place(maya: Screen) -> None:
    await maya.page.command("/resonance settings")
    await maya.form()
    await maya.fills({"time_zone": "new york"})
    await maya.sees("it comes when you said")

    assert "your time zone (America/New_York)" in await maya.types("/resonance why")


async def test_a_pause_says_until_when_and_can_be_ended(maya: Screen) -> None:
    assert "until Friday 30 October 2026" in await maya.types("/outreach pause")
    assert "until Monday 2 November 2026" in await maya.types("/outreach pause until 2026-11-02")
    assert "paused until Mon 2 Nov" in await maya.types("/resonance why")

    assert "Good to have you back" in await maya.types("/outreach resume")
    assert "There is no pause" in await maya.types("/outreach resume")


async def test_the_day_a_pause_ends_is_written_as_people_write_it(maya: Screen) -> None:
    assert "until Friday 23 October 2026" in await maya.types("/outreach pause Until next Friday")
    assert "until Tuesday 24 November 2026" in await maya.types("/outreach pause until 24.11.")
    assert "until Sunday 3 January 2027" in await maya.types("/outreach pause until 03/01")
    assert "There is no day “2026-13-01”" in await maya.types("/outreach pause until 2026-13-01")


async def test_a_pause_that_was_ended_by_its_button_leaves_no_button(maya: Screen) -> None:
    await maya.types("/outreach pause")
    await maya.taps("week.resume")
    ended = await maya.sees("Good to have you back")
    assert elements(ended["blocks"]) == []
    assert not any("No weekly messages" in shown(m) for m in await maya.messages())


async def test_the_asking_that_meets_the_goal_is_celebrated(maya: Screen) -> None:
    first = await maya.types("/outreach asked Beatrix")  # one was asked on Wednesday
    assert "that is your goal for this week" in first

    assert "your goal for this week" not in await maya.types("/outreach asked Beatrix")


async def test_the_week_s_end_looks_back_without_names(maya: Screen) -> None:
    await maya.moves_clock("2026-10-16T15:00:00+01:00")

    friday = await maya.sees("The week, looking back")

    assert not any(name in friday["text"] for name in ("Ana", "Priya", "Samir"))
