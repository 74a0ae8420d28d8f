"""An answer of Graph's `calendarView` read: what a child makes of a page of events."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import provider_events
from bot.calendars.provider_events import (
    Document,
    addresses,
    document_of,
    in_utc,
    listed,
    page_of,
    titled,
)
from bot.core.meetings import EventStatus, Occurrence
from bot.core.weeks import moment

#: An Outlook UID begins with this and the day of one occurrence, eight digits that are zero for
#: the whole series (MS-OXOCAL, PidLidGlobalObjectId and PidLidCleanGlobalObjectId).
_OUTLOOK_UID = re.compile(
    r"\A(040000008200E00074C5B7101A82E008)[0-9A-F]{8}([0-9A-F]+)", re.IGNORECASE
)


def page(body: bytes, question: Mapping[str, Any]) -> dict[str, Any]:
    """One page, days beginning where `zone` is; `shown` names the calendar."""
    document, zone = document_of(body, question["shown"]), ZoneInfo(question["zone"])
    return page_of(
        listed((document,), "value", question["shown"]),
        lambda event: occurrence_of(event, zone),
        title="subject",
        name=None,
        following=document.get("@odata.nextLink"),
    )


def occurrence_of(event: Document, zone: ZoneInfo) -> Occurrence:
    """One entry of `calendarView`; one of another shape raises what its shape makes it raise."""
    all_day = bool(event.get("isAllDay"))
    start, end = _moment(event["start"], all_day, zone), _moment(event["end"], all_day, zone)
    return Occurrence(
        uid=uid_of(event),
        title=titled(event.get("subject")),
        starts_at=start,
        ends_at=end,
        recurrence_id=_planned(event, start) if _is_of_series(event) else None,
        all_day=all_day,
        status=_status(event),
        guests=_guests(event),
    )


def uid_of(event: Document) -> str:
    """The UID, shared by all occurrences of a series: by its documentation Graph gives each its
    own, and was also seen to give them one. An entry may have none, and then stands for itself."""
    uid = provider_events.uid_of(event.get("iCalUId") or event.get("seriesMasterId") or event["id"])
    return _OUTLOOK_UID.sub(r"\g<1>00000000\g<2>", uid) if _is_of_series(event) else uid


def _is_of_series(event: Document) -> bool:
    return event.get("type") in {"occurrence", "exception"}


def _moment(when: Document, all_day: bool, zone: ZoneInfo) -> datetime:
    """Days come as midnights in UTC, wherever they were entered."""
    if when["timeZone"] != "UTC":
        raise ValueError(when["timeZone"])
    if all_day:
        return moment(date.fromisoformat(when["dateTime"][:10]), time(), zone)
    return in_utc(f"{when['dateTime']}+00:00")


def _planned(event: Document, start: datetime) -> datetime:
    """When the series had planned it; Graph leaves that out of some, which then count as kept."""
    planned = event.get("originalStart")
    return in_utc(planned) if planned else start


def _status(event: Document) -> EventStatus:
    """Cancelled for all, declined by her, or what is left of certainty."""
    answer = (event.get("responseStatus") or {}).get("response")
    if event.get("isCancelled"):
        return EventStatus.CANCELLED
    if answer == "declined":
        return EventStatus.DECLINED
    if answer == "tentativelyAccepted" or event.get("showAs") == "tentative":
        return EventStatus.TENTATIVE
    return EventStatus.CONFIRMED


def _guests(event: Document) -> tuple[str, ...]:
    """Organiser first; rooms are no guests."""
    asked = [one for one in event.get("attendees") or () if one.get("type") != "resource"]
    everyone = (event.get("organizer") or {}, *asked)
    return addresses((one.get("emailAddress") or {}).get("address") for one in everyone)
