"""Between a calendar's text and the events a form can show, whose all-day ends are inclusive."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from bot.playground.wire import JsonObject

ZONE_DEFINITIONS_SPAN = timedelta(days=366)
DAY = timedelta(days=1)


class UnreadableEvent(ValueError):
    """An event from the form cannot be written."""


def events_in(text: str, *, zone: ZoneInfo) -> list[JsonObject]:
    """The events of a well-formed calendar, times local to `zone`; none of a broken one.

    Changed occurrences of a repeating event (RECURRENCE-ID) are left out: the form has no place
    for them.
    """
    try:
        calendar = icalendar.Calendar.from_ical(text)
        return [
            _shown(event, zone) for event in calendar.walk("VEVENT") if "RECURRENCE-ID" not in event
        ]
    except (ValueError, KeyError, AttributeError, TypeError):
        return []


def text_of(events: list[JsonObject], *, zone: ZoneInfo, now: datetime) -> str:
    """A calendar of these events and nothing else; `UnreadableEvent` says which is wrong."""
    calendar = icalendar.Calendar()
    calendar.add("PRODID", "-//Playground//Calendar//EN")
    calendar.add("VERSION", "2.0")
    for event in events:
        try:
            calendar.add_component(_written(event, zone, now))
        except (ValueError, KeyError, TypeError) as fault:
            title = event.get("title") or "the event without a title"
            raise UnreadableEvent(f"{title}: {fault}") from None
    calendar.add_missing_timezones(
        first_date=(now - ZONE_DEFINITIONS_SPAN).date(),
        last_date=(now + 3 * ZONE_DEFINITIONS_SPAN).date(),
    )
    return str(calendar.to_ical().decode())


def _shown(event: Any, zone: ZoneInfo) -> JsonObject:
    starts, ends = event.start, event.end
    all_day = not isinstance(starts, datetime)
    attendees = event.get("ATTENDEE", [])
    rule = event.get("RRULE")
    return {
        "uid": str(event.get("UID", "")),
        "title": str(event.get("SUMMARY", "")),
        "starts_at": _local(starts, zone),
        "ends_at": _local(ends - DAY if all_day else ends, zone),
        "all_day": all_day,
        "cancelled": str(event.get("STATUS", "")).upper() == "CANCELLED",
        "location": str(event.get("LOCATION", "")),
        "description": str(event.get("DESCRIPTION", "")),
        "attendees": [
            str(each).removeprefix("mailto:")
            for each in (attendees if isinstance(attendees, list) else [attendees])
        ],
        "rrule": rule.to_ical().decode() if rule is not None else "",
    }


def _local(moment: date, zone: ZoneInfo) -> str:
    """ISO without an offset; a date where the event is all day."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    in_zone = moment.astimezone(zone) if moment.tzinfo else moment
    return in_zone.replace(tzinfo=None).isoformat(timespec="minutes")


def _written(event: JsonObject, zone: ZoneInfo, now: datetime) -> Any:
    written = icalendar.Event()
    written.add("UID", event.get("uid") or str(uuid.uuid4()))
    written.add("DTSTAMP", now)
    written.add("SUMMARY", event["title"])
    starts, ends = _span(event, zone)
    written.add("DTSTART", starts)
    written.add("DTEND", ends)
    if event.get("cancelled"):
        written.add("STATUS", "CANCELLED")
    for key in ("location", "description"):
        if event.get(key):
            written.add(key, event[key])
    for address in event.get("attendees") or []:
        written.add("ATTENDEE", f"mailto:{address}")
    if event.get("rrule"):
        written.add("RRULE", _rule(event["rrule"]))
    return written


def _rule(text: str) -> Any:
    rule = icalendar.vRecur.from_ical(text)
    if "FREQ" not in rule:
        raise ValueError("its rule of repetition needs a FREQ")
    return rule


def _span(event: JsonObject, zone: ZoneInfo) -> tuple[date, date]:
    starts, ends = (_moment(event[key], event, zone) for key in ("starts_at", "ends_at"))
    if ends < starts:
        raise ValueError("it ends before it starts")
    return starts, ends + DAY if event.get("all_day") else ends


def _moment(text: str, event: JsonObject, zone: ZoneInfo) -> date:
    if event.get("all_day"):
        return date.fromisoformat(text[:10])
    return datetime.fromisoformat(text).replace(tzinfo=zone)
