"""What strangers write, made fit to be stored and shown: every source of calendars uses it."""

import hashlib
import re

#: More of each is nobody's, and none of it is ever shown whole.
MOST_TITLE = 1_000
MOST_DESCRIPTION = 4_000
MOST_UID = 1_000
MOST_GUESTS = 200
#: RFC 3696, with its erratum 1690, and room for a name.
MOST_ADDRESS = 320

#: Neither UTF-8 nor a database takes half a character.
_HALVES = re.compile("[\\ud800-\\udfff]")
#: NUL, which Postgres refuses, and what steers a terminal or turns a line around: ASCII's and
#: Latin-1's controls but for tabs and line ends, and Unicode's marks of direction that reach on.
_CONTROLS = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]"
)


def storable(text: str) -> str:
    """The text without what no title or name has in it; half a character becomes �."""
    return _CONTROLS.sub("", _HALVES.sub("\ufffd", text))


def one_line(text: str, most: int = MOST_TITLE) -> str:
    """The same on one line, cut to so many characters."""
    return " ".join(storable(text).split())[:most]


def short_uid(uid: str) -> str:
    """The UID, or where it is beyond measure a name made of it that stays the same."""
    uid = storable(uid)
    if len(uid) <= MOST_UID:
        return uid
    return f"long-uid-{hashlib.sha256(uid.encode()).hexdigest()[:16]}"


def short_addresses(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The first of them that can be addresses."""
    return tuple(one for one in addresses if len(one) <= MOST_ADDRESS)[:MOST_GUESTS]
