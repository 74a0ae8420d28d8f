"""Small calendars made after public reports, and ways to spell a zone, with the right answers."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.meetings import EventStatus
from tests.calendars.texts import DATA, at, calendar, event, read

CASES = DATA.parent / "cases"
CALENDARS = sorted((CASES / "calendars").glob("*.ics"), key=lambda path: path.name)
ZONES = [
    line.split("\t")
    for line in (CASES / "zone_names.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def wanted(path: Path) -> tuple[dict[str, str], list[str]]:
    """The facts of a `.want`, and the start and end of each occurrence."""
    lines = path.with_suffix(".want").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split(" ", 1) for line in lines if line[0].islower())
    return facts, [line for line in lines if line[0].isdigit()]


def z(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
def test_a_calendar_is_read_as_its_writer_means_it(path: Path) -> None:
    facts, occurrences = wanted(path)
    zone = ZoneInfo(facts["zone"])
    first, last = (datetime.fromisoformat(facts[each]) for each in ("from", "to"))
    window = (
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )
    found = read(path.read_bytes(), window=window, zone=zone).occurrences
    confirmed = [one for one in found if one.status is not EventStatus.CANCELLED]
    assert [f"{z(one.starts_at)} {z(one.ends_at)}" for one in confirmed] == occurrences


@pytest.mark.parametrize(("name", "hours"), ZONES)
def test_a_zone_is_known_however_it_is_spelt(name: str, hours: str) -> None:
    quoted = name if name.startswith('"') else f'"{name}"'
    (one,) = read(
        calendar(event(f"DTSTART;TZID={quoted}:20260915T120000", "DURATION:PT30M")),
        zone=ZoneInfo("Pacific/Honolulu"),
    ).occurrences
    away = -10.0 if hours == "None" else float(hours)
    assert one.starts_at == at(15, 12) - timedelta(hours=away)
    assert one.assumed_zone == (name if hours == "None" else None)
