"""Known faults of the programs that write calendars, mended in the text of a series, one by one.

Each function knows one fault and leaves everything else alone; the file of its name in
tests/data/calendars/quirks shows the fault as it is met, and what is read of it.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.calendars.tolerant import RawEvent, value_of

#: A zone with a colon or comma in its name, in a line of dates or times, whose values have none.
_ZONE = re.compile(
    r';TZID="?([^";:,]{0,99}[:,][^";]{0,199}?)"?(?=(?:;[^:]{0,99})?:[^:]*$)', re.IGNORECASE
)
_ZONED = re.compile(r";TZID=", re.IGNORECASE)
_DATE = re.compile(r"\d{8}")
_MIDNIGHT = re.compile(r"(\d{8})T000000Z?")
_UNTIL_DAY = re.compile(r"(\bUNTIL=\d{8})(?=;|\s*$)", re.IGNORECASE)
_NEGATIVE_COUNT = re.compile(r";\s*COUNT=-\d+|(?<=:)COUNT=-\d+;", re.IGNORECASE)
_RANGE = re.compile(r";RANGE=[^;:]*", re.IGNORECASE)
_EMAIL = re.compile(r';EMAIL="?([^";:,\s@]+@[^";:,\s]+)', re.IGNORECASE)
_CANCELLED_TITLE = re.compile(
    r"(?:cancell?ed|abgesagt|annulé|cancelado|annullato|geannuleerd)\s*:", re.IGNORECASE
)
_UTC_BY_ANOTHER_NAME = re.compile(
    r';TZID="?(?:tzone://Microsoft/Utc|\(UTC\) Coordinated Universal Time)"?(?=[;:])', re.IGNORECASE
)
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
#: Lines that Google and Outlook write anew on every request, though nothing has changed.
STAMPS = re.compile(
    rb"\n(?:DTSTAMP|LAST-MODIFIED|CREATED|X-WR-CALDESC)[:;][^\n]*(?:\n[ \t][^\n]*)*"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawSeries:
    """The events of one UID in one calendar, and the METHOD (RFC 5546) the calendar came by."""

    events: list[RawEvent]
    method: str = ""

    @property
    def first(self) -> RawEvent | None:
        """The event that the others change."""
        whole = (one for one in self.events if "RECURRENCE-ID" not in one.properties)
        return next((one for one in whole if one.value("DTSTART")), None)

    @property
    def changes(self) -> list[RawEvent]:
        return [one for one in self.events if one.value("RECURRENCE-ID")]


Quirk = Callable[[RawSeries], None]


def digest_of(body: bytes) -> str:
    """A fingerprint of a calendar's text without what changes on every request."""
    return hashlib.sha256(STAMPS.sub(b"", body)).hexdigest()


def mend(series: RawSeries) -> None:
    """Mends every known fault of a series in its place."""
    for quirk in QUIRKS:
        quirk(series)


def zones_with_colons(series: RawSeries) -> None:
    """Exchange writes `TZID=tzone://Microsoft/Custom`, Outlook `TZID=(UTC+01:00) Amsterdam, Bern`,
    without the quotation marks that a colon or comma asks for (RFC 5545, 3.2).
    """
    for event in series.events:
        for name in _TIMES:
            _rewrite(event, name, lambda line: _ZONE.sub(r';TZID="\1"', line))


def zones_called_utc(series: RawSeries) -> None:
    """Exchange calls UTC `tzone://Microsoft/Utc` and defines it nowhere (exchangelib, thread 255);
    Outlook uses the name it shows people.
    """
    for event in series.events:
        for name in _TIMES:
            _rewrite(event, name, lambda line: _UTC_BY_ANOTHER_NAME.sub(";TZID=UTC", line))


def empty_values(series: RawSeries) -> None:
    """Nextcloud leaves `EXDATE;TZID=Europe/Berlin:` behind once the last exception is taken back
    (owncloud/calendar, thread 729); a property without a value says nothing.
    """
    for event in series.events:
        for name in (*_TIMES[1:], "RRULE", "DURATION"):
            lines = event.properties.get(name, [])
            _put(event, name, [line for line in lines if value_of(line).strip()])


def dates_with_zones(series: RawSeries) -> None:
    """Feeds made with Ruby's icalendar give a date a zone, `DTSTART;TZID=UTC;VALUE=DATE:20230820`
    (icalendar/icalendar, thread 284): read to the letter, it lasts no time at midnight.
    """
    for event in series.events:
        for name in ("DTSTART", "DTEND"):
            if _DATE.fullmatch(event.value(name).strip()):
                _put_date(event, name)


def all_day_by_flag(series: RawSeries) -> None:
    """Outlook may write an all-day event as from midnight to midnight, with a flag of its own."""
    for event in series.events:
        flagged = event.value("X-MICROSOFT-CDO-ALLDAYEVENT").strip().upper() == "TRUE"
        ends = [event.value(name).strip() for name in ("DTSTART", "DTEND")]
        if flagged and all(_MIDNIGHT.fullmatch(end) for end in ends):
            _put_date(event, "DTSTART")
            _put_date(event, "DTEND")


def until_a_day(series: RawSeries) -> None:
    """Google ended series of times on a date, `UNTIL=20260917`, which is meant to be in them, while
    its first moment leaves the last occurrence out (RFC 5545, 3.3.10 asks for a time in UTC).
    """
    for event in series.events:
        if "T" in event.value("DTSTART").upper():
            _rewrite(event, "RRULE", lambda line: _UNTIL_DAY.sub(r"\1T235959", line))


def negative_counts(series: RawSeries) -> None:
    """Confluence writes `COUNT=-1` for a series without end (recurring-ical-events, thread 128)."""
    for event in series.events:
        _rewrite(event, "RRULE", lambda line: _NEGATIVE_COUNT.sub("", line))


def changes_named_by_day(series: RawSeries) -> None:
    """Some name the occurrence they change by its date, or by its time without a zone, where the
    series has times in a zone: it matched nothing, and the occurrence appeared twice, as it was and
    as it had become (recurring-ical-events, thread 36).
    """
    if (first := series.first) is None:
        return
    for change in series.changes:
        line = change.properties["RECURRENCE-ID"][0]
        if named := _named_as_in(first, line):
            followed = "".join(_RANGE.findall(line))
            _put(change, "RECURRENCE-ID", [f"RECURRENCE-ID{followed}{named}"])


def cancelled_by_method(series: RawSeries) -> None:
    """Group-Office says it is cancelled by METHOD:CANCEL alone, the event being `CONFIRMED`
    (Intermesh/groupoffice, thread 1096).
    """
    if series.method == "CANCEL":
        for event in series.events:
            _put(event, "STATUS", ["STATUS:CANCELLED"])


def cancelled_by_title(series: RawSeries) -> None:
    """Outlook keeps a meeting that was called off as `Canceled: ...`, in the mailbox's language,
    and publishes it as `STATUS:CONFIRMED` (GAS-ICS-Sync, thread 218).
    """
    for event in series.events:
        if _CANCELLED_TITLE.match(event.value("SUMMARY").strip()):
            _put(event, "STATUS", ["STATUS:CANCELLED"])


def cancelled_without_a_start(series: RawSeries) -> None:
    """What cancels one occurrence need not say when that starts (RFC 5546, 3.2.5): it does when it
    was planned to.
    """
    for change in series.changes:
        if change.value("STATUS").upper() == "CANCELLED" and not change.value("DTSTART"):
            planned = _RANGE.sub("", change.properties["RECURRENCE-ID"][0])
            _put(change, "DTSTART", [f"DTSTART{planned[len('RECURRENCE-ID') :]}"])


def addresses_beside_the_value(series: RawSeries) -> None:
    """iCloud names a guest by a path of its own or by an address at imip.me.com, and writes her
    real one in EMAIL (biweekly, thread 113; ical-generator, thread 119).
    """
    for event in series.events:
        for name in ("ORGANIZER", "ATTENDEE"):
            _rewrite(event, name, _addressed)


#: Every known fault, in the order in which they are mended: a later one may build on an earlier.
QUIRKS: tuple[Quirk, ...] = (
    zones_with_colons,
    zones_called_utc,
    empty_values,
    dates_with_zones,
    all_day_by_flag,
    until_a_day,
    negative_counts,
    changes_named_by_day,
    cancelled_by_method,
    cancelled_by_title,
    cancelled_without_a_start,
    addresses_beside_the_value,
)


def _named_as_in(first: RawEvent, changed: str) -> str | None:
    """Parameters and value that name an occurrence as its series does, None where they do."""
    start, planned = first.properties["DTSTART"][0], value_of(changed).strip()
    value = value_of(start)
    parameters = start[len("DTSTART") : -len(value)]
    if "T" not in value:
        return f";VALUE=DATE:{planned[:8]}" if "T" in planned else None
    if "T" not in planned:
        return f"{parameters}{planned[:8]}{value[8:]}"
    if planned.endswith("Z") or _ZONED.search(changed):
        return None
    return f"{parameters}{planned}{'Z' if value.endswith('Z') else ''}"


def _addressed(line: str) -> str:
    """The line of a guest with the address of its EMAIL, if it has one, as its value."""
    found = _EMAIL.search(line)
    return f"{line[: -len(value_of(line))]}mailto:{found[1]}" if found else line


def _put(event: RawEvent, name: str, lines: list[str]) -> None:
    if lines:
        event.properties[name] = lines
    else:
        event.properties.pop(name, None)


def _put_date(event: RawEvent, name: str) -> None:
    _put(event, name, [f"{name};VALUE=DATE:{event.value(name).strip()[:8]}"])


def _rewrite(event: RawEvent, name: str, rewritten: Callable[[str], str]) -> None:
    _put(event, name, [rewritten(line) for line in event.properties.get(name, ())])
