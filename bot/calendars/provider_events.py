"""What a provider's events come to: occurrences, and a sentence for each that can't be read."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from bot.calendars.provider_http import Document
from bot.core.errors import quoted
from bot.core.feeds import Calendar, FeedRead
from bot.core.meetings import Occurrence

MOST_DESCRIPTION = 4_000

#: What an event of another shape than the documented one makes of reading it.
_MISSHAPEN = (AttributeError, KeyError, TypeError, ValueError, OverflowError)


def read_of(
    calendar: Calendar,
    events: Iterable[Document],
    understood: Callable[[Document], Occurrence],
    *,
    name: str | None,
    titled: str,
) -> FeedRead | None:
    """The events as `understood`, ordered by start, then uid; None where they are what they were.

    Compared is what was made of them, so that a new version or stamp alone changes nothing.
    `titled` is the field with an event's title.
    """
    occurrences, unread = list[Occurrence](), list[str]()
    for event in events:
        try:
            occurrences.append(understood(event))
        except _MISSHAPEN:
            title = quoted(str(event.get(titled) or "An event without a title"))
            unread.append(
                f"{title} can't be understood; open it in your calendar and save it again"
            )
    ordered = tuple(sorted(occurrences, key=lambda one: (one.starts_at, one.uid)))
    digest = hashlib.sha256(repr((ordered, unread, name)).encode()).hexdigest()
    if digest == calendar.marks.get("digest"):
        return None
    return FeedRead(
        occurrences=ordered,
        unread=tuple(unread),
        unread_uids=None if unread else frozenset(),
        name=name,
        marks={"digest": digest},
    )


def in_utc(text: str) -> datetime:
    """A time that says its offset; `ValueError` for one that doesn't, which could be anywhere."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def addresses(emails: Iterable[str | None]) -> tuple[str, ...]:
    """In lower case, each once, in the order given."""
    return tuple(dict.fromkeys(email.strip().lower() for email in emails if email))
