"""Each known fault of a calendar program: as met, as read, and that its mending counts."""

import pytest

from bot.calendars import quirks
from bot.calendars.quirks import QUIRKS, STAMPS, Quirk
from bot.calendars.reading import Reading
from bot.calendars.tolerant import decoded, split
from bot.core.meetings import Occurrence
from tests.calendars.texts import DATA, calendar, event, read

MET = DATA / "quirks"
EACH = pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.__name__)


def told(reading: Reading) -> list[str]:
    """What was read, a line each, as the `.txt` beside each calendar has it; times in UTC."""
    assert reading.unread == ()
    return [_told(occurrence) for occurrence in reading.occurrences]


def _told(one: Occurrence) -> str:
    facts = [
        f"{one.starts_at:%Y-%m-%d %H:%M} to {one.ends_at:%Y-%m-%d %H:%M}",
        one.title or "(no title)",
        one.status.value,
        *(["all day"] if one.all_day else []),
        *(["zone assumed"] if one.assumed_zone else []),
        *one.guests,
    ]
    return " | ".join(facts)


@EACH
def test_what_is_met_is_read_as_it_is_meant(quirk: Quirk) -> None:
    text, meant = ((MET / f"{quirk.__name__}.{kind}").read_bytes() for kind in ("ics", "txt"))
    assert told(read(text)) == meant.decode().splitlines()


@EACH
def test_without_its_mending_it_is_misread(quirk: Quirk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (MET / f"{quirk.__name__}.ics").read_bytes()
    mended = read(text)
    monkeypatch.setattr(quirks, "QUIRKS", tuple(one for one in QUIRKS if one is not quirk))
    assert read(text) != mended


def test_every_calendar_there_shows_a_known_fault() -> None:
    assert {path.stem for path in MET.glob("*.ics")} == {quirk.__name__ for quirk in QUIRKS}


def test_a_sound_series_is_left_as_it_is() -> None:
    london = "TZID=Europe/London:20260915T"
    sound = calendar(
        event(
            f"DTSTART;{london}100000",
            f"DTEND;{london}104000",
            "RRULE:FREQ=DAILY;COUNT=3;UNTIL=20260917T090000Z",
            f"EXDATE;{london}100000",
            "ORGANIZER;CN=Priya:mailto:priya@brightside.example",
            "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
        ),
        event(f"RECURRENCE-ID;{london}100000", f"DTSTART;{london}110000", "STATUS:TENTATIVE"),
    )
    before, after = (split(decoded(sound))[0].events for _ in range(2))
    quirks.mend(quirks.RawSeries(events=after, method="PUBLISH"))
    assert before == after


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DTSTAMP:20260915T100000Z", "DTSTAMP:20260915T100500Z"),
        ("LAST-MODIFIED:20260915T100000Z", "LAST-MODIFIED:20260915T100500Z"),
        ("X-WR-CALDESC:read at\r\n  10:00", "X-WR-CALDESC:read at\r\n  10:05"),
    ],
)
def test_stamps_written_anew_on_every_request_are_no_change(one: str, other: str) -> None:
    texts = [calendar(event("DTSTART:20260915T100000Z", line)) for line in (one, other)]
    assert texts[0] != texts[1]
    assert STAMPS.sub(b"", texts[0]) == STAMPS.sub(b"", texts[1])
