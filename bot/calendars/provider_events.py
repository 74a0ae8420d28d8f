"""What a provider's events come to: occurrences, and a sentence for each that can't be read."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.calendars import wire
from bot.calendars.reading import Reading, Unread, bounded
from bot.core.errors import CalendarTrouble, quoted
from bot.core.feeds import Calendar, FeedRead
from bot.core.foreign import MOST_DESCRIPTION, one_line, short_addresses, short_uid, storable
from bot.core.meetings import Occurrence

#: A JSON object as it came: anything may be in it.
Document = Mapping[str, Any]

#: What an event of another shape than the documented one makes of reading it.
_MISSHAPEN = (AttributeError, KeyError, TypeError, ValueError, OverflowError)
_AGAIN = "it can't be understood; open it in your calendar and save it again"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of events as a child tells it. `following` is what the provider gives for the next;
    `digest` is of what was made of its events, so that a new version or stamp changes nothing."""

    reading: Reading
    following: str | None
    digest: str


def page_of(
    events: Iterable[Document],
    understood: Callable[[Document], Occurrence],
    *,
    title: str,
    name: object,
    following: object,
) -> dict[str, Any]:
    """The events as `understood`, in plain values for `page_in`. `title` is the field with an
    event's title."""
    occurrences, unread = list[Occurrence](), list[Unread]()
    for event in events:
        try:
            occurrences.append(understood(event))
        except _MISSHAPEN:
            unread.append(Unread(what=_called(event.get(title)), why=_AGAIN))
    reading = bounded(
        Reading(occurrences=_ordered(occurrences), unread=tuple(unread), name=titled(name) or None)
    )
    digest = hashlib.sha256(repr(reading).encode()).hexdigest()
    following = following if isinstance(following, str) else None
    return {"reading": wire.told(reading), "following": following, "digest": digest}


def page_in(told: Mapping[str, Any]) -> Page:
    reading = wire.reading(told["reading"])
    return Page(reading=reading, following=told["following"], digest=told["digest"])


def read_of(calendar: Calendar, pages: Sequence[Page]) -> FeedRead | None:
    """The events of all pages, ordered by start, then uid; None where they are what they were."""
    digests = "".join(page.digest for page in pages)
    digest = hashlib.sha256(digests.encode()).hexdigest()
    if digest == calendar.marks.get("digest"):
        return None
    reading = bounded(
        Reading(
            occurrences=_ordered(one for page in pages for one in page.reading.occurrences),
            unread=tuple(one for page in pages for one in page.reading.unread),
        )
    )
    return FeedRead(
        occurrences=reading.occurrences,
        unread=reading.sentences,
        unread_uids=reading.unread_uids,
        name=pages[0].reading.name,
        marks={"digest": digest},
    )


def document_of(body: bytes, shown: str) -> dict[str, Any]:
    """What the answer's body says; `CalendarTrouble` where it is cut off, or no JSON object."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        document = None
    if isinstance(document, dict):
        return document
    raise unreadable(shown)


def unreadable(shown: str) -> CalendarTrouble:
    return CalendarTrouble(f"{shown} gave an answer that can't be read.")


def listed(pages: Iterable[Document], name: str, shown: str) -> list[Document]:
    """The objects listed under `name` on the pages; `CalendarTrouble` where a page has no list."""
    lists = [page.get(name) for page in pages]
    if not all(isinstance(found, list) for found in lists):
        raise unreadable(shown)
    return [one for found in lists if found for one in found if isinstance(one, dict)]


def titled(said: object) -> str:
    """A title or name as it is kept; "" for none, `TypeError` for what is no text."""
    return one_line(_text(said))


def described(said: object) -> str:
    return storable(_text(said)[:MOST_DESCRIPTION])


def uid_of(said: object) -> str:
    if not (uid := short_uid(_text(said))):
        raise ValueError("an event without a UID")
    return uid


def in_utc(text: str) -> datetime:
    """A time that says its offset; `ValueError` for one that doesn't, which could be anywhere."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def addresses(emails: Iterable[str | None]) -> tuple[str, ...]:
    """In lower case, each once, in the order given."""
    found = (storable(email).strip().lower() for email in emails if email)
    return short_addresses(tuple(dict.fromkeys(found)))


def _text(said: object) -> str:
    if said is None:
        return ""
    if not isinstance(said, str):
        raise TypeError(type(said))
    return said


def _called(title: object) -> str:
    return (
        quoted(storable(title))
        if isinstance(title, str) and title
        else "“An event without a title”"
    )


def _ordered(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted(occurrences, key=lambda one: (one.starts_at, one.uid)))
