"""The numbers that this process counts as things happen, in a registry of their own."""

import itertools
from collections.abc import Iterator
from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram, Metric, ProcessCollector

from bot.core.feeds import CalendarKind
from bot.core.nudges import Kind
from bot.services.metrics import Polled

#: Seconds. A check-in is meant to leave within one; a nudge that waits for a morning is above all.
LATENESS_BUCKETS = (0.1, 0.25, 0.5, 1, 2, 5, 30, 300)


class PrometheusMetrics:
    """The port `Metrics`, kept for Prometheus; it begins at zero with the process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._lateness = Histogram(
            "resonance_nudge_lateness_seconds",
            "How long after it was due a nudge reached Slack; the count is of nudges delivered.",
            ["kind"],
            buckets=LATENESS_BUCKETS,
            registry=self._registry,
        )
        self._reads = Counter(
            "resonance_calendar_reads_total",
            "Calendars read in their turn, by kind and by what came of it.",
            ["kind", "outcome"],
            registry=self._registry,
        )
        self._throttles = Counter(
            "resonance_slack_throttled_total",
            "How often Slack asked to wait.",
            registry=self._registry,
        )
        self._begin_at_zero()

    def delivered(self, kind: Kind, late: timedelta) -> None:
        self._lateness.labels(kind).observe(max(late.total_seconds(), 0))

    def polled(self, kind: CalendarKind, outcome: Polled) -> None:
        self._reads.labels(kind, outcome).inc()

    def throttled(self) -> None:
        self._throttles.inc()

    def _begin_at_zero(self) -> None:
        """So that no series appears only with its first event, which a rate would miss."""
        for kind in Kind:
            if kind is not Kind.POLL:
                self._lateness.labels(kind)
        for source, outcome in itertools.product(CalendarKind, Polled):
            self._reads.labels(source, outcome)

    def collect(self) -> Iterator[Metric]:
        """Without the moments at which each series began: `process_start_time_seconds` tells."""
        for metric in self._registry.collect():
            metric.samples = [one for one in metric.samples if not one.name.endswith("_created")]
            yield metric
