"""A zone is found by its name or its place, and two are one where their clocks agree."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from bot.core.errors import InvalidInput
from bot.core.zones import same_clock, zone_named

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Asia/Kathmandu", "Asia/Kathmandu"),
        ("europe/london", "Europe/London"),
        ("London", "Europe/London"),
        (" new  york ", "America/New_York"),
        ("ho_chi_minh", "Asia/Ho_Chi_Minh"),
        ("Buenos Aires", "America/Buenos_Aires"),  # and its link America/Argentina/Buenos_Aires
        ("japan", "Japan"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_however_it_is_written(typed: str, zone: str) -> None:
    assert zone_named(typed).key == zone


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("EST", "America/New_York"),
        ("est5edt", "America/New_York"),
        ("MST", "America/Denver"),
        ("HST", "Pacific/Honolulu"),
        ("CET", "Europe/Berlin"),
        ("GMT", "Europe/London"),
        ("PST", "America/Los_Angeles"),  # unknown to tzdata, and meant all the same
    ],
)
def test_an_abbreviation_is_refused_for_the_place_that_is_meant(typed: str, meant: str) -> None:
    with pytest.raises(InvalidInput, match=f"“{typed}” is a clock .* did you mean {meant}") as told:
        zone_named(typed)
    assert told.value.field == "time_zone"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Lodnon", "Europe/London"), ("europe/brlin", "Europe/Berlin"), ("New Yrok", "New_York")],
)
def test_a_slip_of_the_pen_is_told_with_what_was_meant(typed: str, meant: str) -> None:
    with pytest.raises(InvalidInput, match=f"is no time zone; did you mean .*{meant}"):
        zone_named(typed)


@pytest.mark.parametrize("typed", ["", "Atlantis", "../etc/passwd", "+01:00", "x" * 3000])
def test_a_zone_nobody_knows_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="is no time zone; write it like Europe/London") as told:
        zone_named(typed)
    assert told.value.field == "time_zone"
    assert len(str(told.value)) < 200


def test_a_place_of_several_names_keeps_one_clock() -> None:
    for name in available_timezones():
        place = name.rpartition("/")[2]
        if name.startswith("America/"):
            assert same_clock(zone_named(place).key, name, NOW), name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Eastern", "America/New_York"),
        ("Europe/Berlin", "Europe/Paris"),
    ],
)
def test_two_names_of_one_clock_are_the_same(one: str, other: str) -> None:
    assert same_clock(one, other, NOW)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Europe/London", "Atlantic/Reykjavik"),  # the same all winter
        ("America/Denver", "America/Phoenix"),
        ("Europe/London", "Asia/Kathmandu"),
        ("Australia/Sydney", "Australia/Brisbane"),
    ],
)
def test_clocks_that_part_within_the_year_are_two(one: str, other: str) -> None:
    assert not same_clock(one, other, NOW)
    assert not same_clock(other, one, NOW)
