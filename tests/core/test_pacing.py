"""When a calendar is read next: often where it matters, rarely where nothing happens."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds import Calendar
from bot.core.pacing import BEFORE_END, next_read_at, next_try_at

NOW = datetime(2026, 9, 14, 8, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVERY = 5 * MINUTE


def calendar(number: int = 1, *, unchanged: int = 0, failures: int = 0) -> Calendar:
    return Calendar(
        member_id=1,
        address="https://calendar.example/private.ics",
        id=number,
        unchanged=unchanged,
        failures=failures,
    )


def interview(begins_in: timedelta, *, lasts: timedelta = 3 * HOUR) -> tuple[datetime, datetime]:
    return NOW + begins_in, NOW + begins_in + lasts


class TestAfterAGoodRead:
    #: What the calendar's own pace comes to while it changes.
    usual = next_read_at(calendar(), [], EVERY, NOW) - NOW
    #: About five minutes, as much its own as its pace.
    before_end = usual * (BEFORE_END / EVERY)

    @pytest.mark.parametrize(
        ("unchanged", "slower"), [(0, 1), (11, 1), (12, 2), (35, 2), (36, 3), (10_000, 3)]
    )
    def test_the_longer_nothing_changes_the_slower_it_is_read(
        self, unchanged: int, slower: int
    ) -> None:
        wait = next_read_at(calendar(unchanged=unchanged), [], EVERY, NOW) - NOW
        assert wait / self.usual == pytest.approx(slower)

    @pytest.mark.parametrize(
        ("begins_in", "slower"),
        [(61 * MINUTE, 3), (60 * MINUTE, 1), (10 * MINUTE, 1), (-2 * HOUR, 1)],
    )
    def test_not_slower_while_an_interview_is_under_way_or_within_the_hour(
        self, begins_in: timedelta, slower: int
    ) -> None:
        coming = [interview(timedelta(days=2)), interview(begins_in)]
        wait = next_read_at(calendar(unchanged=36), coming, EVERY, NOW) - NOW
        assert wait / self.usual == pytest.approx(slower)

    @pytest.mark.parametrize(
        ("ends_in", "read_in"),
        [
            (before_end + 2 * MINUTE, 2 * MINUTE),
            (before_end + timedelta(seconds=1), timedelta(seconds=1)),
            # that read has just been made, or it is too late for it: the end has one of its own
            (before_end, usual),
            (3 * MINUTE, usual),
            # the usual read comes sooner anyway
            (30 * MINUTE, usual),
        ],
    )
    def test_it_is_read_about_five_minutes_before_an_end(
        self, ends_in: timedelta, read_in: timedelta
    ) -> None:
        ending = interview(ends_in - HOUR, lasts=HOUR)
        assert next_read_at(calendar(), [ending], EVERY, NOW) == NOW + read_in

    def test_of_several_ends_the_first_one_counts(self) -> None:
        waits = (9 * MINUTE, 3 * MINUTE, self.before_end + 2 * MINUTE, 8 * MINUTE)
        ends = [interview(wait - HOUR, lasts=HOUR) for wait in waits]
        assert next_read_at(calendar(), ends, EVERY, NOW) == NOW + 2 * MINUTE

    def test_a_slow_calendar_is_still_read_five_minutes_before_an_end(self) -> None:
        ending = interview(25 * HOUR, lasts=HOUR)
        quiet = calendar(unchanged=36)
        assert next_read_at(quiet, [ending], 12 * HOUR, NOW) == NOW + 26 * HOUR - self.before_end


class TestSpread:
    def test_each_keeps_within_ten_percent_of_the_pace(self) -> None:
        waits = [next_read_at(calendar(n), [], EVERY, NOW) - NOW for n in range(1_000)]
        assert 0.9 * EVERY <= min(waits) < 0.91 * EVERY
        assert 1.09 * EVERY < max(waits) <= 1.1 * EVERY

    def test_a_thousand_connected_at_one_moment_have_drifted_apart_after_an_hour(self) -> None:
        reads = Counter[int]()
        for number in range(1, 1_001):
            at = NOW
            while at < NOW + HOUR:
                at = next_read_at(calendar(number), [], EVERY, at)
            reads[int(at.timestamp())] += 1
        # a thousand reads in five minutes are between three and four a second
        assert max(reads.values()) <= 8


class TestAfterATrouble:
    usual = next_try_at(calendar(failures=1), None, EVERY, NOW) - NOW

    def test_the_first_try_comes_at_the_usual_pace(self) -> None:
        assert 0.9 * EVERY <= self.usual <= 1.1 * EVERY

    @pytest.mark.parametrize(("failures", "times"), [(2, 2), (3, 4), (4, 8), (7, 64)])
    def test_each_further_one_waits_twice_as_long(self, failures: int, times: int) -> None:
        wait = next_try_at(calendar(failures=failures), None, EVERY, NOW) - NOW
        assert wait / self.usual == pytest.approx(times)

    @pytest.mark.parametrize("failures", [8, 11, 100_000])
    def test_but_never_longer_than_six_hours(self, failures: int) -> None:
        assert next_try_at(calendar(failures=failures), None, EVERY, NOW) == NOW + 6 * HOUR

    @pytest.mark.parametrize(
        ("asked", "failures", "wait"),
        [
            (HOUR, 1, HOUR),
            (24 * HOUR, 100, 24 * HOUR),
            # what is asked is a least: after many failures we wait longer by ourselves
            (MINUTE, 1, usual),
            (HOUR, 100, 6 * HOUR),
        ],
    )
    def test_a_server_that_asks_for_a_rest_has_it(
        self, asked: timedelta, failures: int, wait: timedelta
    ) -> None:
        assert next_try_at(calendar(failures=failures), asked, EVERY, NOW) == NOW + wait
