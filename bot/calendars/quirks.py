"""Known faults of the programs that write calendars, mended in the text of a series, one by one.

Each function knows one fault and leaves everything else alone; the file of its name in
tests/data/calendars/quirks shows the fault as it is met, and what is read of it.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.calendars.tolerant import RawEvent, unescaped, value_of
from bot.core.names import folded

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
#: "Canceled" as the big calendar programs write it before the title, accents aside.
_CALLED_OFF = "|".join(
    (
        *("cancell?ed", "abgesagt", "storniert", "annulee?", "cancelad[oa]", "annullat[oa]"),
        *("geannuleerd", "odwo[lł]an[eoya]", "anulowan[eoy]", "installt", "avbokad", "aflyst"),
        *("avlyst", "peruutettu", "peruttu", "zruseno", "zrusene", "lemondva", "anulat"),
        *("iptal edildi", "отменен[оа]?", "скасовано", "ακυρωθηκε", "キャンセル(?:済み)?"),
        *("取り消し済み", "已取消", "취소됨", "취소", "בוטל", "ملغى"),
    )
)
#: Before the title of an invitation that she, or whoever it was to be with, answered with a no.
_REFUSED = (
    "declined|abgelehnt|refusee?|rechazad[oa]|rifiutat[oa]|geweigerd|recusad[oa]|odrzucon[oey]"
)
_CANCELLED_TITLE = re.compile(
    rf"[\W_]*(?:{_CALLED_OFF})[)\]]? ?(?:[:)\]–-]|$)|(?:{_REFUSED}) ?:"
    rf"|.*[(\[:–-] ?(?:{_CALLED_OFF})[)\] ]*$",
    re.DOTALL,
)
#: In capitals it needs no mark after it: "CANCELED Coffee", but not "Cancelled flights, a talk".
_SHOUTED = re.compile(r"CANCELL?ED |ABGESAGT |ANNULÉE? |CANCELAD[OA] |ANNULLAT[OA] |GEANNULEERD ")
_QUOTED_TWICE = 2
_KEPT_OF_GUEST = re.compile(r';((?:PARTSTAT|CUTYPE|EMAIL)="?[^";:,]*)', re.IGNORECASE)
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
    and publishes it as `STATUS:CONFIRMED` (GAS-ICS-Sync, thread 218); others put brackets round it,
    or a dash after it (hackgvl, thread 498).
    """
    for event in series.events:
        title = unescaped(event.value("SUMMARY"))
        if _CANCELLED_TITLE.match(folded(title)) or _SHOUTED.match(title):
            _put(event, "STATUS", ["STATUS:CANCELLED"])


def cancelled_without_a_start(series: RawSeries) -> None:
    """What cancels one occurrence need not say when that starts (RFC 5546, 3.2.5): it does when it
    was planned to.
    """
    for change in series.changes:
        if change.value("STATUS").upper() == "CANCELLED" and not change.value("DTSTART"):
            planned = _RANGE.sub("", change.properties["RECURRENCE-ID"][0])
            _put(change, "DTSTART", [f"DTSTART{planned[len('RECURRENCE-ID') :]}"])


def names_with_quotes(series: RawSeries) -> None:
    """`CN="Priya "the owner" Shah"` breaks the rest of the line, and a guest who declined seems to
    have said nothing; her name is never read (RFC 5545, 3.2 has no quotation marks in a value).
    """
    for event in series.events:
        for name in ("ORGANIZER", "ATTENDEE"):
            _rewrite(event, name, _without_name)


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
    empty_values,
    dates_with_zones,
    all_day_by_flag,
    until_a_day,
    negative_counts,
    changes_named_by_day,
    cancelled_by_method,
    cancelled_by_title,
    cancelled_without_a_start,
    names_with_quotes,
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


def _without_name(line: str) -> str:
    """The line of a guest with what is read of it, if its quotation marks don't fit together."""
    before, mailto, address = line.rpartition("mailto:")
    if (line.count('"') <= _QUOTED_TWICE and line.count('"') % 2 == 0) or not mailto:
        return line
    kept = "".join(f";{one}".replace('"', "") for one in _KEPT_OF_GUEST.findall(before))
    name = line[: len("ATTENDEE")] if line.upper().startswith("ATTENDEE") else "ORGANIZER"
    return f"{name}{kept}:mailto:{address}"


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
