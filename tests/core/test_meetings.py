"""Interviews are labelled in order, and a calendar's occurrences know how long they are."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.meetings import Occurrence, next_label

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("taken", "label"),
    [
        ((), "i1"),
        (("i1", "i2"), "i3"),
        (("i2", "i10"), "i11"),
        (("coffee", "i", "i1x", "i²", "x7"), "i1"),  # ids of an imported file may be any text
    ],
)
def test_the_next_label_follows_the_highest_number(taken: tuple[str, ...], label: str) -> None:
    assert next_label(taken) == label


def test_an_occurrence_of_a_series_remembers_its_place_in_it() -> None:
    once = Occurrence(uid="a", title="Coffee", starts_at=NOW, ends_at=NOW + timedelta(minutes=40))
    weekly = Occurrence(uid="a", title="", starts_at=NOW, ends_at=NOW, recurrence_id=NOW)
    assert once.length == timedelta(minutes=40)
    assert not once.recurring
    assert weekly.recurring
