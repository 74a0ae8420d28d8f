"""A short run of `python -m tests.fuzz`, and that it finds what there is to find."""

import pytest

from bot.calendars import ics
from tests.calendars.texts import DATA
from tests.fuzz.hunt import hunt, seeds


def test_five_seconds_of_broken_calendars_are_read() -> None:
    hunted = hunt(seeds([DATA]), seconds=5)
    assert (hunted.found, hunted.why) == (None, "")
    assert hunted.read > 50


def test_what_is_not_read_is_found_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    read_ics = ics.read_ics

    def fails_on_alarms(text: bytes, **how: object) -> object:
        if b"VALARM" in text:
            raise ZeroDivisionError
        return read_ics(text, **how)  # type: ignore[arg-type]  # passed on as given

    monkeypatch.setattr(ics, "read_ics", fails_on_alarms)
    hunted = hunt(seeds([DATA]), seconds=60)
    assert hunted.found is not None
    assert b"VALARM" in hunted.found
    assert hunted.why.startswith("ZeroDivisionError")
