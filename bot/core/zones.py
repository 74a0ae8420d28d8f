"""Time zones as people type them, and when two of them keep the same time."""

import difflib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.core.errors import InvalidInput, quoted

#: Whoever types one of these means a place, whose clocks may change where these don't.
_ABBREVIATED: Mapping[str, str] = {
    **dict.fromkeys(("est", "edt", "et", "est5edt"), "America/New_York"),
    **dict.fromkeys(("cst", "cdt", "ct", "cst6cdt"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt", "mst7mdt"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt", "pt", "pst8pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("gmt", "gmt0", "gmt+0", "gmt-0", "bst"), "Europe/London"),
    **dict.fromkeys(("cet", "cest", "met", "mez", "mesz"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Athens"),
    **dict.fromkeys(("wet", "west"), "Europe/Lisbon"),
    "hst": "Pacific/Honolulu",
    "akst": "America/Anchorage",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "aest": "Australia/Sydney",
    "nzst": "Pacific/Auckland",
}
#: The parts of the world by which tzdata names places.
_WORLD = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia"}
    | {"Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
_TYPED_LIMIT = 60
_YEAR_OF_DAYS = range(367)


def zone_named(typed: str) -> ZoneInfo:
    """The zone of that name or place, however it is written; else `InvalidInput` with the one that
    may be meant, or with an example."""
    folded = _folded(typed[:_TYPED_LIMIT])
    if folded in _ABBREVIATED:
        raise InvalidInput(
            f"{quoted(typed)} is a clock and no place, and may miss a change to summer time; "
            f"did you mean {_ABBREVIATED[folded]}?",
            field="time_zone",
        )
    if folded in _known():
        return ZoneInfo(_known()[folded])
    near = difflib.get_close_matches(folded, _known(), n=1, cutoff=0.75)
    hint = f"did you mean {_known()[near[0]]}?" if near else "write it like Europe/London."
    raise InvalidInput(f"{quoted(typed)} is no time zone; {hint}", field="time_zone")


def is_zone(name: str) -> bool:
    """Whether tzdata has a zone of exactly that name."""
    return name in _names()


def same_clock(one: str, other: str, at: datetime) -> bool:
    """Whether two zones show the same time all through the year from `at`, whatever they are
    called: Asia/Calcutta and Asia/Kolkata, but also Europe/Berlin and Europe/Paris."""
    zones = ZoneInfo(one), ZoneInfo(other)
    days = (at + timedelta(days=n) for n in _YEAR_OF_DAYS)
    return all(
        day.astimezone(zones[0]).utcoffset() == day.astimezone(zones[1]).utcoffset() for day in days
    )


@cache
def _names() -> frozenset[str]:
    """Python reads a whole folder for them, each time it is asked."""
    return frozenset(available_timezones())


@cache
def _known() -> Mapping[str, str]:
    """Every zone by its folded name, and by its place alone; of several of one place (they are
    links to each other) by the shortest."""
    names = sorted(_names(), key=lambda name: (-len(name), name))
    places = {_folded(n.rpartition("/")[2]): n for n in names if n.partition("/")[0] in _WORLD}
    return {**places, **{_folded(name): name for name in names}}


def _folded(name: str) -> str:
    return "_".join(name.casefold().replace("_", " ").split())
