"""A series unfolded into its occurrences in a window, through recurring-ical-events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from bot.calendars.head_start import give_head_start
from bot.calendars.vevent import Source
from bot.calendars.zones import instant
from bot.core.meetings import Occurrence

#: Covers every UTC offset there is, and ends that a clock change moves.
MARGIN = timedelta(hours=15)
#: Under this name an event carries its Source through the library, which copies properties.
SOURCE = "X-RESONANCE-SOURCE"


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The time asked about. An occurrence belongs to it if it overlaps it; one without length, if
    it starts in it. `zone` is where dates and floating times are."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that any wall shows while the window lasts."""
        return (self.start - MARGIN).date(), (self.end + MARGIN).date()

    def holds(self, start: datetime, end: datetime) -> bool:
        if start == end:
            return self.start <= start < self.end
        return start < self.end and end > self.start


def occurrences(series: list[Source], window: Window) -> Iterator[Occurrence]:
    """What the events of one UID make of each other in the window, in no order."""
    for source in series:
        source.event[SOURCE] = source
    recurring = any(source.repeats or source.is_change for source in series)
    alone = len(series) == 1 and not recurring and "EXDATE" not in series[0].event
    for happening in [series[0].event] if alone else _unfolded(series, window):
        occurrence = _occurrence(happening, window.zone, recurring=recurring)
        if window.holds(occurrence.starts_at, occurrence.ends_at):
            yield occurrence


def _unfolded(series: list[Source], window: Window) -> list[Any]:
    """The happenings of a series near the window, each an icalendar.Event with its own times."""
    if not any(source.changes_what_follows for source in series):
        for source in series:
            give_head_start(source, window.days[0])
    calendar = icalendar.Calendar()
    calendar.subcomponents = [source.event for source in series]
    query = recurring_ical_events.of(calendar)
    found: list[Any] = query.between(window.start - MARGIN, window.end + MARGIN)
    return found


def _occurrence(happening: Any, zone: ZoneInfo, *, recurring: bool) -> Occurrence:
    source: Source = happening[SOURCE]
    start, end = happening["DTSTART"].dt, happening["DTEND"].dt
    return Occurrence(
        uid=source.uid,
        title=source.title,
        starts_at=instant(start, zone),
        ends_at=_ends_at(source, start, end, zone),
        recurrence_id=instant(_planned(happening, source), zone) if recurring else None,
        all_day=not isinstance(start, datetime),
        status=source.status,
        guests=source.guests,
        description=source.description,
        assumed_zone=source.assumed_zone,
    )


def _ends_at(source: Source, start: date, end: date, zone: ZoneInfo) -> datetime:
    """The end reckoned in UTC: on the wall, as the library does, it is wrong across clock changes.

    A length other than the event's own is that of an RDATE with a period.
    """
    if source.length is None or end - start != source.wall_length:
        return instant(end, zone)
    return instant(start, zone) + source.length


def _planned(happening: Any, source: Source) -> date:
    """When the series had planned this occurrence to start."""
    start: date = happening["DTSTART"].dt
    if not source.is_change:
        return start
    planned: date = source.event["RECURRENCE-ID"].dt
    return start - _shift(source, planned) if source.changes_what_follows else planned


def _shift(source: Source, planned: date) -> timedelta:
    moved: date = source.event["DTSTART"].dt
    return moved - planned if type(moved) is type(planned) else timedelta(0)
