"""Words on screens: what others wrote made safe, numbers with their nouns, times where she is."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.dates import in_full


def escape(text: str) -> str:
    """Text a person or calendar wrote, made plain in mrkdwn: no mention, link or entity survives.

    Slack documents these three characters, and only these, as the ones to escape.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


#: As long as a name may be; roles, organisations and titles are cut to it on a line.
LINE_LIMIT = 80
#: For what fills a line by itself: a reason, a trouble, an event's whole title.
SENTENCE_LIMIT = 400


#: Marks that turn the direction of all that follows, also of our own words (Unicode, UAX 9).
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


#: What would begin or end our own bold, italic, struck and code type, and signs that look the same:
#: Slack has no way to write a mark that marks nothing. Within a word "_" is harmless.
_LOOKALIKE = {"*": "∗", "~": "∼", "`": "ˋ", "_": "ˍ"}
_MARKS = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])")


def inline(text: str, limit: int = LINE_LIMIT) -> str:
    """Words somebody wrote, as part of a line: on one line, at most `limit` characters, escaped,
    and no mark among them."""
    return literal(clipped(" ".join(text.translate(_TURNING).split()), limit))


def literal(text: str) -> str:
    """Text that is shown sign by sign: escaped, and with no mark that Slack would act on."""
    return escape(_MARKS.sub(lambda found: _LOOKALIKE[found[0]], text))


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, an ellipsis where something is left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def clipped_escaped(text: str, limit: int) -> str:
    """As `clipped`, for escaped text: what is left of an entity cut in two goes too."""
    return re.sub(r"&\w{0,3}…$", "…", clipped(text, limit))


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 person", "2 people": a number with the noun it needs."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def day(on: date) -> str:
    """ "Mon 19 Oct" """
    return f"{on:%a} {on.day} {on:%b}"


def clock(at: datetime, zone: ZoneInfo) -> str:
    """ "09:00", where she is."""
    return f"{at.astimezone(zone):%H:%M}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """ "Mon 19 Oct, 09:00", where she is."""
    local = at.astimezone(zone)
    return f"{day(local.date())}, {local:%H:%M}"


def moment_in_full(at: datetime, zone: ZoneInfo) -> str:
    """ "Monday 19 October 2026, 09:00", where she is."""
    local = at.astimezone(zone)
    return f"{in_full(local.date())}, {local:%H:%M}"
