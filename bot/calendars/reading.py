"""What reading a calendar gives: the occurrences found, and what could not be read."""

from dataclasses import dataclass

from bot.core.meetings import Occurrence


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """Something left out: `what` names it by title and date where it can, `why` says what to do.

    `uid` is the event's; None where nobody can tell which events are missing.
    """

    what: str
    why: str
    uid: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Occurrences ordered by start, then uid; `is_calendar` is False for any other kind of text."""

    occurrences: tuple[Occurrence, ...] = ()
    unread: tuple[Unread, ...] = ()
    is_calendar: bool = True
    name: str | None = None

    @property
    def unread_uids(self) -> frozenset[str] | None:
        """Events that are there but can't be read; None where nobody can tell which are missing."""
        uids = [one.uid for one in self.unread]
        return None if None in uids else frozenset(uid for uid in uids if uid)
