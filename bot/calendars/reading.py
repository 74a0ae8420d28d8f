"""What reading a calendar gives: the occurrences found, and what could not be read."""

from dataclasses import dataclass, replace

from bot.core.meetings import Occurrence

#: Two weeks of anybody's have some hundreds; making sense of these takes the bot a second.
MOST_OCCURRENCES = 5_000
#: Characters in titles, descriptions and guests of the events told, each event's counted once.
MOST_TEXT = 1_000_000
MOST_UNREAD = 500
WHOLE = "the calendar"


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

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(f"{one.what}: {one.why}" for one in self.unread)


def bounded(reading: Reading) -> Reading:
    """As much of a reading as is ever handed on; what is left out is itself told as unread."""
    found, unread, left_out = reading.occurrences, reading.unread[:MOST_UNREAD], list[Unread]()
    kept = found[: min(MOST_OCCURRENCES, _within_text(found))]
    if len(kept) < len(found):
        why = f"only its first {len(kept):,} occurrences are read"
        left_out.append(Unread(what=WHOLE, why=why))
    if more := len(reading.unread) - len(unread):
        left_out.append(Unread(what=WHOLE, why=f"{more:,} more of its events can't be read"))
    return replace(reading, occurrences=kept, unread=(*left_out, *unread))


def _within_text(found: tuple[Occurrence, ...]) -> int:
    """How many of them have no more text than is handed on."""
    room, counted = MOST_TEXT, set[tuple[str, str, str]]()
    for number, one in enumerate(found):
        event = (one.uid, one.title, one.description)
        if event not in counted:
            counted.add(event)
            room -= sum(map(len, (*event, *one.guests)))
        if room < 0:
            return number
    return len(found)
