"""WebDAV's XML: what is asked, and the resources in an answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin

from bot.calendars.addresses import normalised
from bot.calendars.multistatus import DAV, Told
from bot.core.errors import CalendarTrouble
from bot.core.foreign import one_line

CALDAV = "{urn:ietf:params:xml:ns:caldav}"
CALENDAR_SERVER = "{http://calendarserver.org/ns/}"
TYPE = f"{DAV}resourcetype"
NAME = f"{DAV}displayname"
KINDS = f"{CALDAV}supported-calendar-component-set"
DATA = f"{CALDAV}calendar-data"
#: Members have one home, seldom a second; a server that names more is not followed for ever.
MOST_URLS = 5


class Inside(NamedTuple):
    """An element inside a property; `name` is its attribute of that name."""

    tag: str
    text: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """What a server tells of one address: the properties it has, or the `status` it refused with.

    `url` is absolute; it may lead anywhere.
    """

    url: str
    status: int = 200
    properties: Mapping[str, tuple[str, Sequence[Sequence[str]]]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A property's text as sent, "" where there is none."""
        return self.properties[name][0] if name in self.properties else ""

    @property
    def name(self) -> str:
        """What its owner calls it, on one line; "" where it has no name."""
        return one_line(self.text(NAME))

    def urls(self, name: str) -> tuple[str, ...]:
        """The first addresses in a property, made absolute; those of other kinds left out."""
        hrefs = [href.text for href in self._inside(name) if href.tag == f"{DAV}href"]
        return tuple(url for href in hrefs[:MOST_URLS] if (url := absolute(self.url, href)))

    def emails(self, name: str) -> tuple[str, ...]:
        """The mailto: addresses in a property, in lower case."""
        texts = (href.text.strip().lower() for href in self._inside(name))
        return tuple(text.removeprefix("mailto:") for text in texts if text.startswith("mailto:"))

    def is_a(self, kind: str) -> bool:
        return any(one.tag == kind for one in self._inside(TYPE))

    def holds_events(self) -> bool:
        """Whether events may be in it; a server that doesn't say takes all kinds (RFC 4791)."""
        named = [kind.name.upper() for kind in self._inside(KINDS)]
        return KINDS not in self.properties or "VEVENT" in named

    def _inside(self, name: str) -> Iterator[Inside]:
        if name in self.properties:
            yield from (Inside(*one) for one in self.properties[name][1])


def propfind(*names: str) -> bytes:
    """The question for these properties."""
    parts = (name.removeprefix("{").split("}") for name in names)
    asked = "".join(f'<{local} xmlns="{space}"/>' for space, local in parts)
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<propfind xmlns="DAV:"><prop>{asked}</prop></propfind>'.encode()


def resources(told: Iterable[Told], base: str) -> tuple[Resource, ...]:
    """The resources in an answer given at `base`; what is at no web address is left out."""
    return tuple(
        Resource(url=url, status=status, properties=properties)
        for href, status, properties in told
        if (url := absolute(base, href))
    )


def absolute(base: str, href: str) -> str | None:
    """Where an href leads, None if it is no web address. It may be any host's."""
    try:
        return normalised(urljoin(base, href.strip()))
    except (ValueError, CalendarTrouble):
        return None
