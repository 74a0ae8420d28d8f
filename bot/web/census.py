"""The numbers that are stored, as metrics: counts by kind, and never whose they are."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from bot.core.feeds import CalendarKind
from bot.core.nudges import Kind
from bot.services.metrics import Counts

_K = TypeVar("_K", CalendarKind, Kind)
#: Polls, which come round for ever, are counted as calendars alone.
MESSAGES = tuple(kind for kind in Kind if kind is not Kind.POLL)


def census_metrics(counts: Counts | None) -> Iterator[Metric]:
    """Gauges of what was counted; where it could not be, the one gauge that says so."""
    yield GaugeMetricFamily(
        "resonance_census_taken",
        "1 if what is stored could be counted, 0 if the database could not be asked.",
        value=counts is not None,
    )
    if counts is not None:
        yield from _of_members(counts)
        yield from _of_calendars(counts)
        yield from _of_nudges(counts)


def _of_members(counts: Counts) -> Iterator[Metric]:
    yield GaugeMetricFamily("resonance_members", "Members stored.", value=counts.members)
    yield GaugeMetricFamily(
        "resonance_explorations_undecided",
        "Explorations without a choice.",
        value=counts.explorations_undecided,
    )


def _of_calendars(counts: Counts) -> Iterator[Metric]:
    yield _by_kind("resonance_calendars", "Calendars connected.", CalendarKind, counts.calendars)
    yield _by_kind(
        "resonance_calendars_in_trouble",
        "Calendars whose last read failed.",
        CalendarKind,
        counts.calendars_in_trouble,
    )
    yield GaugeMetricFamily(
        "resonance_calendar_trouble_oldest_seconds",
        "How long the calendar in trouble longest has been so; 0 if none is.",
        value=counts.longest_in_trouble.total_seconds(),
    )


def _of_nudges(counts: Counts) -> Iterator[Metric]:
    yield _by_kind(
        "resonance_nudges_pending",
        "Nudges planned or under way.",
        MESSAGES,
        counts.nudges_pending,
    )
    yield _by_kind(
        "resonance_nudges_failed", "Nudges given up, still stored.", MESSAGES, counts.nudges_failed
    )
    yield GaugeMetricFamily(
        "resonance_nudge_overdue_oldest_seconds",
        "How long ago the earliest nudge fell due that still waits; 0 if none does.",
        value=counts.longest_overdue.total_seconds(),
    )


def _by_kind(name: str, says: str, kinds: Iterable[_K], counted: Mapping[_K, int]) -> Metric:
    """With a zero for every kind that has none, so that no series comes and goes."""
    family = GaugeMetricFamily(name, says, labels=["kind"])
    for kind in kinds:
        family.add_metric([kind], counted.get(kind, 0))
    return family
