"""An answer of Google's `events.list` read: what a child makes of a page of events."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars.provider_events import (
    Document,
    addresses,
    described,
    document_of,
    in_utc,
    listed,
    page_of,
    titled,
    uid_of,
)
from bot.core.meetings import EventStatus, Occurrence
from bot.core.weeks import moment

#: Entries of a calendar that are no events (the `eventType` of the API).
_NO_MEETINGS = frozenset({"workingLocation", "outOfOffice", "focusTime", "birthday"})
_STATUSES = {"cancelled": EventStatus.CANCELLED, "tentative": EventStatus.TENTATIVE}
_ANSWERS = {"declined": EventStatus.DECLINED, "tentative": EventStatus.TENTATIVE}


def page(body: bytes, question: Mapping[str, Any]) -> dict[str, Any]:
    """One page, days beginning where `zone` is; `shown` names the calendar."""
    document, zone = document_of(body, question["shown"]), ZoneInfo(question["zone"])
    # an answer in parts may leave out a list that is empty; its kind tells it from any other
    whole = {"items": [], **document} if "kind" in document else document
    events = listed((whole,), "items", question["shown"])
    return page_of(
        [event for event in events if event.get("eventType") not in _NO_MEETINGS],
        lambda event: occurrence_of(event, zone),
        title="summary",
        name=document.get("summary"),
        following=document.get("nextPageToken"),
    )


def occurrence_of(event: Document, zone: ZoneInfo) -> Occurrence:
    """One entry of `events.list`; one of another shape raises what its shape makes it raise."""
    planned = event["originalStartTime"] if event.get("recurringEventId") else None
    return Occurrence(
        uid=uid_of(event["iCalUID"]),
        title=titled(event.get("summary")),
        starts_at=_moment(event["start"], zone),
        ends_at=_moment(event["end"], zone),
        recurrence_id=_moment(planned, zone) if planned else None,
        all_day="date" in event["start"],
        status=_status(event),
        guests=_guests(event),
        description=described(event.get("description")),
    )


def _moment(when: Document, zone: ZoneInfo) -> datetime:
    if "date" in when:
        return moment(date.fromisoformat(when["date"]), time(), zone)
    return in_utc(when["dateTime"])


def _status(event: Document) -> EventStatus:
    """Cancelled for all, declined by her, or what is left of certainty."""
    said = _STATUSES.get(event.get("status", ""), EventStatus.CONFIRMED)
    if said is EventStatus.CANCELLED:
        return said
    own = (one.get("responseStatus", "") for one in event.get("attendees", ()) if one.get("self"))
    return next((_ANSWERS[answer] for answer in own if answer in _ANSWERS), said)


def _guests(event: Document) -> tuple[str, ...]:
    """Organiser first; rooms are no guests."""
    people = [one for one in event.get("attendees", ()) if not one.get("resource")]
    return addresses(one.get("email") for one in (event.get("organizer", {}), *people))
