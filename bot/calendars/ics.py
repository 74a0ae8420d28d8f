"""Calendar text in, occurrences out: tolerant, bounded, and always the same for the same text."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from bot.calendars.expansion import Window, occurrences
from bot.calendars.prefilter import relevant_uids
from bot.calendars.quirks import RawSeries, mend
from bot.calendars.reading import MOST_OCCURRENCES, WHOLE, Reading, Unread, bounded
from bot.calendars.rule_guard import refusal
from bot.calendars.tolerant import (
    MAX_LINES_OF_EVENT,
    RawCalendar,
    RawEvent,
    decoded,
    split,
)
from bot.calendars.vevent import Source, UnreadableEvent, source_of, uid_of
from bot.calendars.zones import UNREADABLE, Home, home_of, learn_zones, resolve_zones
from bot.core.foreign import one_line
from bot.core.meetings import Occurrence

MAX_BYTES = 10 * 1024 * 1024
MAX_EVENTS = 20_000
#: Within these, days can be added and taken away without leaving what a date can hold.
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9900, 1, 1, tzinfo=UTC)
NOT_A_CALENDAR = Unread(
    what="the whole text", why="it is no calendar: no event or calendar begins in it"
)


def read_ics(
    text: bytes,
    *,
    window_start: datetime,
    window_end: datetime,
    zone: ZoneInfo,
    own_email: str | None = None,
) -> Reading:
    """The occurrences that overlap the window, ordered by start, then uid; and what can't be read.

    `zone` is the member's: dates and times without a usable zone are taken as hers. `own_email`
    tells which guest she is, so that what she declined is known. Not to be called from two threads
    at once: icalendar's time zones are process-wide.
    """
    if len(text) > MAX_BYTES:
        return Reading(unread=(Unread(what=WHOLE, why=f"it is larger than {MAX_BYTES >> 20} MB"),))
    calendars = split(decoded(text))
    if not calendars:
        return Reading(unread=(NOT_A_CALENDAR,), is_calendar=False)
    window = Window(start=max(window_start, EARLIEST), end=min(window_end, LATEST), zone=zone)
    reader = _Reader(window, own_email)
    found = reader.read(calendars)
    names = (calendar.properties.get("X-WR-CALNAME") for calendar in calendars)
    return bounded(
        Reading(
            occurrences=tuple(found),
            unread=tuple(reader.unread),
            name=next((one_line(name) for name in names if name), None),
        )
    )


class _Reader:
    """One reading; gathers on the way what could not be read."""

    def __init__(self, window: Window, own_email: str | None) -> None:
        self.window = window
        self.own_email = own_email
        self.unread: list[Unread] = []

    def read(self, calendars: list[RawCalendar]) -> list[Occurrence]:
        series: dict[str, list[Source]] = defaultdict(list)
        for calendar, chosen in self._chosen(calendars):
            learnt = learn_zones(calendar)
            home = home_of(calendar, self.window.zone)
            for uid, events in chosen.items():
                mend(RawSeries(events=events, method=calendar.method))
                resolve_zones(events, learnt)
                series[uid] += self._sources(uid, events, home)
        found: list[Occurrence] = []
        for sources in series.values():
            if len(found) > 2 * MOST_OCCURRENCES:
                self._miss(WHOLE, "its events repeat too often; only some of them are read")
                break
            found += self._expanded(sources)
        return sorted(found, key=lambda one: (one.starts_at, one.uid))

    def _chosen(
        self, calendars: list[RawCalendar]
    ) -> Iterator[tuple[RawCalendar, dict[str, list[RawEvent]]]]:
        """Calendars with those of their series, by UID, that may matter to the window."""
        named = [
            (calendar, uid_of(event), event)
            for calendar in calendars
            for event in self._whole(calendar)
        ]
        if len(named) > MAX_EVENTS:
            self._miss(WHOLE, f"only its first {MAX_EVENTS:,} events are read")
            del named[MAX_EVENTS:]
        utc_moves = any(home_of(one, self.window.zone).is_its_own for one in calendars)
        uids = relevant_uids(
            ((uid, event) for _, uid, event in named), *self.window.days, utc_moves=utc_moves
        )
        for calendar, of_calendar in groupby(named, key=itemgetter(0)):
            chosen: dict[str, list[RawEvent]] = defaultdict(list)
            for _, uid, event in of_calendar:
                if uid in uids:
                    chosen[uid].append(event)
            if chosen:
                yield calendar, chosen

    def _whole(self, calendar: RawCalendar) -> Iterator[RawEvent]:
        if not calendar.complete:
            self._miss("the end of the calendar", "it breaks off; what followed is missing")
        for event in calendar.events:
            if event.complete:
                yield event
            else:
                self._miss(event.called, "it breaks off before its end", uid_of(event))

    def _sources(self, uid: str, events: list[RawEvent], home: Home) -> Iterator[Source]:
        for event in events:
            try:
                yield self._source(uid, event, home)
            except UnreadableEvent as fault:
                self._miss(event.called, str(fault), uid)
            except UNREADABLE:
                self._miss(event.called, "its dates don't fit together", uid)

    def _source(self, uid: str, event: RawEvent, home: Home) -> Source:
        """The event parsed and guarded, else `UnreadableEvent`."""
        if sum(map(len, event.properties.values())) > MAX_LINES_OF_EVENT:
            raise UnreadableEvent(f"it is longer than {MAX_LINES_OF_EVENT:,} lines")
        if event.properties.get("EXRULE"):
            raise UnreadableEvent(
                "it has a rule of exceptions (EXRULE), which calendars gave up in 2009"
            )
        source = source_of(uid, event, home, self.own_email)
        first, last = self.window.days
        if why := refusal(source.rules, source.start, first - source.wall_length, last):
            raise UnreadableEvent(why)
        return source

    def _expanded(self, series: list[Source]) -> list[Occurrence]:
        if not series:  # none of its events could be read
            return []
        try:
            return list(occurrences(series, self.window))
        except UNREADABLE:
            self._miss(series[0].called, "its dates don't fit together", series[0].uid)
            return []

    def _miss(self, what: str, why: str, uid: str | None = None) -> None:
        self.unread.append(Unread(what=what, why=why, uid=uid))
