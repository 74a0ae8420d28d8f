"""What the reading child is asked to do with a body, by name; each answer is plain and bounded."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from bot.calendars import google_events, microsoft_events
from bot.calendars.dav_xml import DATA
from bot.calendars.ics import MAX_BYTES, read_ics
from bot.calendars.multistatus import Told, UnreadableAnswer, responses, short_responses
from bot.calendars.quirks import digest_of
from bot.calendars.wire import asked, told
from bot.core.errors import CalendarTrouble

Question = Mapping[str, Any]
Answer = dict[str, Any]

_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_NO_EVENTS = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"


def calendar(body: bytes, question: Question) -> Answer:
    """A calendar's text read, unless its digest is the one that is `known`."""
    digest = digest_of(body)
    if digest == question["known"]:
        return {"digest": digest, "reading": None}
    return {"digest": digest, "reading": told(read_ics(body, **asked(question)))}


def events(body: bytes, question: Question) -> Answer:
    """The same for the calendars in the answer to a query; `shown` names the account's calendar.
    `unsent` are events that the server lists and does not send, of the `listed`."""
    listed = [one for one in _responses(body, question) if one[1] not in _GONE]
    texts = sorted(filter(None, map(_text, listed)))
    if listed and not texts:
        raise CalendarTrouble(f"{question['shown']} lists events but does not send them.")
    joined = "\n".join([_NO_EVENTS, *texts]).encode()
    if len(joined) > MAX_BYTES:
        raise CalendarTrouble(
            f"{question['shown']} is larger than {MAX_BYTES >> 20} MB, more than is read.",
            permanent=True,
        )
    unsent = len(listed) - len(texts)
    return {**calendar(joined, question), "unsent": unsent, "listed": len(listed)}


def properties(body: bytes, question: Question) -> Answer:
    """What a multistatus tells in answer to a question for properties."""
    try:
        return {"responses": short_responses(body)}
    except UnreadableAnswer:
        raise _unreadable(question) from None


TASKS: Mapping[str, Callable[[bytes, Question], Answer]] = {
    "calendar": calendar,
    "events": events,
    "properties": properties,
    "google": google_events.page,
    "microsoft": microsoft_events.page,
}


def _responses(body: bytes, question: Question) -> list[Told]:
    try:
        return list(responses(body))
    except UnreadableAnswer:
        raise _unreadable(question) from None


def _unreadable(question: Question) -> CalendarTrouble:
    return CalendarTrouble(f"{question['shown']} gave an answer that is no calendar server's.")


def _text(response: Told) -> str:
    """Its calendar, "" where it has none that could be read."""
    text = response[2][DATA][0] if DATA in response[2] else ""
    return text if "BEGIN:VCALENDAR" in text else ""
