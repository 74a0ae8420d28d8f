"""Slack's documented rates (docs.slack.dev/apis/web-api/rate-limits), counted in real time."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """So many calls a minute in the long run, and so many at once.

    Slack documents the first; of bursts it says that they are tolerated.
    """

    per_minute: int
    burst: int


# Whoever keeps to the documented number in every minute is never refused.
TIER_1 = Rate(per_minute=1, burst=10)  # an app may open its ten sockets at once
TIER_2 = Rate(per_minute=20, burst=20)
TIER_3 = Rate(per_minute=50, burst=50)
TIER_4 = Rate(per_minute=100, burst=100)
# "Hundreds of requests per minute", for auth.test; "several hundred messages", for posting.
HUNDREDS = Rate(per_minute=300, burst=300)
# One message a second; people have counted bursts of about 25.
POSTS_IN_A_CHANNEL = Rate(per_minute=60, burst=25)

ROUNDING_SECONDS = 1e-6


class Throttle:
    """What has been called, as the moment from which each key would be at rest again."""

    def __init__(self) -> None:
        self._at_rest: dict[str, float] = {}

    def seconds_to_wait(self, rates: Mapping[str, Rate], *, now: float) -> float:
        """0 where every rate allows the call, which then counts; one refused counts nowhere.

        `rates` has a key for whatever is counted apart; `now` is in seconds of any clock.
        """
        wait = max(self._wait(key, rate, now) for key, rate in rates.items())
        if wait > ROUNDING_SECONDS:
            return wait
        for key, rate in rates.items():
            self._at_rest[key] = max(self._at_rest.get(key, now), now) + 60 / rate.per_minute
        return 0.0

    def _wait(self, key: str, rate: Rate, now: float) -> float:
        """One call ahead of time is a debt of its own spacing; a burst is the debt allowed."""
        debt = self._at_rest.get(key, now) - now
        return debt - (rate.burst - 1) * 60 / rate.per_minute
