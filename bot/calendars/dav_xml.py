"""WebDAV's XML: what is asked, and what a multistatus tells, whoever wrote it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser

from bot.calendars.addresses import normalised
from bot.core.errors import CalendarTrouble

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
CALENDAR_SERVER = "{http://calendarserver.org/ns/}"
TYPE = f"{DAV}resourcetype"
NAME = f"{DAV}displayname"
KINDS = f"{CALDAV}supported-calendar-component-set"

#: Ten times what a calendar of 3,000 events takes, and a quarter of a second to read.
MAX_ELEMENTS = 200_000
MAX_DEPTH = 50
#: A tag or a comment is not waited for beyond this: 10 MB of attributes took 300 MB and a second.
MAX_TAG_BYTES = 256 * 1024
_PIECE = 64 * 1024
_STATUS = re.compile(r"\s([0-9]{3})\b")


class UnreadableAnswer(Exception):
    """What a server sent is no multistatus: broken, hostile, or for people to read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """What a server tells of one address: the properties it has, or the `status` it refused with.

    `url` is absolute; it may lead anywhere.
    """

    url: str
    status: int = 200
    properties: Mapping[str, Element] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A property's text as sent, "" where there is none."""
        found = self.properties.get(name)
        return (found.text or "") if found is not None else ""

    @property
    def name(self) -> str:
        """What its owner calls it, on one line; "" where it has no name."""
        return " ".join(self.text(NAME).split())

    def urls(self, name: str) -> tuple[str, ...]:
        """The addresses in a property, made absolute; those that are no web addresses left out."""
        hrefs = (href.text or "" for href in self._inside(name) if href.tag == f"{DAV}href")
        return tuple(url for href in hrefs if (url := absolute(self.url, href)))

    def emails(self, name: str) -> tuple[str, ...]:
        """The mailto: addresses in a property, in lower case."""
        texts = ((href.text or "").strip().lower() for href in self._inside(name))
        return tuple(text.removeprefix("mailto:") for text in texts if text.startswith("mailto:"))

    def is_a(self, kind: str) -> bool:
        return any(one.tag == kind for one in self._inside(TYPE))

    def holds_events(self) -> bool:
        """Whether events may be in it; a server that doesn't say takes all kinds (RFC 4791)."""
        named = [kind.get("name", "").upper() for kind in self._inside(KINDS)]
        return KINDS not in self.properties or "VEVENT" in named

    def _inside(self, name: str) -> Iterator[Element]:
        yield from self.properties.get(name, ())


def propfind(*names: str) -> bytes:
    """The question for these properties."""
    parts = (name.removeprefix("{").split("}") for name in names)
    asked = "".join(f'<{local} xmlns="{space}"/>' for space, local in parts)
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<propfind xmlns="DAV:"><prop>{asked}</prop></propfind>'.encode()


def multistatus(body: bytes, base: str) -> tuple[Resource, ...]:
    """The resources in an answer given at `base`, in its order; else `UnreadableAnswer`."""
    root = _parsed(body)
    if root.tag != f"{DAV}multistatus":
        raise UnreadableAnswer
    return tuple(_resources(root, base))


def absolute(base: str, href: str) -> str | None:
    """Where an href leads, None if it is no web address. It may be any host's."""
    try:
        return normalised(urljoin(base, href.strip()))
    except (ValueError, CalendarTrouble):
        return None


def _resources(root: Element, base: str) -> Iterator[Resource]:
    for response in root.iterfind(f"{DAV}response"):
        for href in response.iterfind(f"{DAV}href"):
            if url := absolute(base, href.text or ""):
                yield Resource(url=url, status=_status(response), properties=_had(response))


def _had(response: Element) -> dict[str, Element]:
    """The properties the server has; of the others it says so in a propstat of their own."""
    propstats = [one for one in response.iterfind(f"{DAV}propstat") if _status(one) < 300]
    return {each.tag: each for one in propstats for each in one.iterfind(f"{DAV}prop/*")}


def _status(element: Element) -> int:
    """Of a response or a propstat; success where it gives none."""
    found = _STATUS.search(element.findtext(f"{DAV}status", ""))
    return int(found[1]) if found else 200


class _Bounded(TreeBuilder):
    """Builds no tree that is too large or too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise UnreadableAnswer
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _parsed(body: bytes) -> Element:
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        for begin in range(0, len(body), _PIECE):
            parser.feed(body[begin : begin + _PIECE])
            if begin - parser.parser.CurrentByteIndex > MAX_TAG_BYTES:
                raise UnreadableAnswer
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError):  # broken; a DTD in it; an encoding nobody knows
        raise UnreadableAnswer from None
    return root
