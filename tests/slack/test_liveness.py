"""Alive is what was heard: when a fresh socket is called for, and who else is on the app."""

import pytest

from bot.slack.liveness import Doubt, Liveness

ALONE = Liveness(greeted_at=0, heard_at=0)
BESIDE_ANOTHER = ALONE.greeted(others=1, now=0)
MINUTE = 60.0


@pytest.mark.parametrize(
    ("line", "now", "doubt"),
    [
        # An idle bot hears nothing, and that is no reason to worry for a quarter of an hour.
        (ALONE, 14 * MINUTE, None),
        (ALONE, 15 * MINUTE, Doubt.QUIET),
        # Each envelope begins the quarter anew.
        (ALONE.heard(10 * MINUTE), 24 * MINUTE, None),
        (ALONE.heard(10 * MINUTE), 25 * MINUTE, Doubt.QUIET),
        # What we post comes back within half a minute.
        (ALONE.posted(100), 129, None),
        (ALONE.posted(100), 130, Doubt.NO_ECHO),
        # Anything heard after a post proves that the socket delivers.
        (ALONE.posted(100).heard(101), 200, None),
        (ALONE.heard(99).posted(100), 130, Doubt.NO_ECHO),
        # Of several posts the first is waited for.
        (ALONE.posted(100).posted(125), 130, Doubt.NO_ECHO),
        # Beside another connection the echo may have gone there.
        (BESIDE_ANOTHER.posted(10), 60, None),
        # Whether that one is still there only a new hello tells.
        (BESIDE_ANOTHER, 119, None),
        (BESIDE_ANOTHER, 120, Doubt.NOT_ALONE),
        # Once that is known, it is looked at again more rarely, however much is heard.
        (BESIDE_ANOTHER.greeted(1, 120).heard(800), 900, None),
        (BESIDE_ANOTHER.greeted(1, 120).heard(1000), 1020, Doubt.NOT_ALONE),
        # A fresh socket owes nothing for what was posted before.
        (ALONE.posted(100).greeted(0, 130), 200, None),
    ],
)
def test_a_fresh_socket_is_called_for(line: Liveness, now: float, doubt: Doubt | None) -> None:
    assert line.doubt(now) == doubt


@pytest.mark.parametrize(
    ("line", "shared"),
    [
        (ALONE, False),
        # A bot that was started anew meets the one before it, which is going.
        (BESIDE_ANOTHER, None),
        (BESIDE_ANOTHER.greeted(1, 119), None),
        (BESIDE_ANOTHER.greeted(0, 119), False),
        # Two hellos, two minutes apart, with another each time: it is here to stay.
        (BESIDE_ANOTHER.greeted(2, 120), True),
        (BESIDE_ANOTHER.greeted(1, 120).heard(300), True),
        # It went and one came: that is a restart again.
        (BESIDE_ANOTHER.greeted(1, 120).greeted(0, 900).greeted(1, 1800), None),
    ],
)
def test_another_process_on_the_app_is_told_from_one_that_goes(
    line: Liveness, shared: bool | None
) -> None:
    assert line.shared is shared
