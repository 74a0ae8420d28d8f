"""What reading a calendar gives: the occurrences found, and what could not be read."""

from dataclasses import dataclass

from bot.core.meetings import Occurrence


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """Something left out: `what` names it by title and date where it can, `why` says what to do."""

    what: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Occurrences ordered by start, then uid; `is_calendar` is False for any other kind of text."""

    occurrences: tuple[Occurrence, ...] = ()
    unread: tuple[Unread, ...] = ()
    is_calendar: bool = True
    name: str | None = None
