"""What a WebDAV multistatus tells, whoever wrote it, as plain values that a child can answer."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser

from bot.core.foreign import storable

DAV = "{DAV:}"

#: Ten times what a calendar of 3,000 events takes, and a quarter of a second to read.
MAX_ELEMENTS = 200_000
MAX_DEPTH = 50
#: A tag or a comment is not waited for beyond this: 10 MB of attributes took 300 MB and a second.
MAX_TAG_BYTES = 256 * 1024
#: What is handed on of each answer, property and text; asked for are seven, none of them long.
MOST_RESOURCES, MOST_PROPERTIES, MOST_INSIDE, MOST_TEXT = 200, 20, 20, 2_000
_PIECE = 64 * 1024
_STATUS = re.compile(r"\s([0-9]{3})\b")

#: An address as written, a status, and each property's text and what is inside it: tag, text, name.
Told = tuple[str, int, Mapping[str, tuple[str, list[tuple[str, str, str]]]]]


class UnreadableAnswer(Exception):
    """What a server sent is no multistatus: broken, hostile, or for people to read."""


def responses(body: bytes) -> Iterator[Told]:
    """Each address in the answer, in its order; else `UnreadableAnswer`.

    Properties belong to the first of a response's addresses: by RFC 4918, 14.24, where there are
    more, all they have in common is a status.
    """
    root = _parsed(body)
    if root.tag != f"{DAV}multistatus":
        raise UnreadableAnswer
    for response in root.iterfind(f"{DAV}response"):
        status, properties = _status(response), _had(response)
        for href in response.iterfind(f"{DAV}href"):
            yield _text(href), status, properties
            properties = {}


def short_responses(body: bytes) -> list[Told]:
    """The same cut to what a question for a few properties can be answered with."""
    return [_short(told) for told, _ in zip(responses(body), range(MOST_RESOURCES), strict=False)]


def _short(told: Told) -> Told:
    href, status, properties = told
    few = list(properties.items())[:MOST_PROPERTIES]
    return (
        _cut(href),
        status,
        {
            _cut(name): (
                _cut(text),
                [(_cut(tag), _cut(words), _cut(called)) for tag, words, called in inside],
            )
            for name, (text, inside) in few
        },
    )


def _cut(text: str) -> str:
    """What differs stays different: a state is compared."""
    if len(text) <= MOST_TEXT:
        return text
    return f"{text[:MOST_TEXT]}…{hashlib.sha256(text.encode()).hexdigest()}"


def _had(response: Element) -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """The properties the server has; of the others it says so in a propstat of their own."""
    propstats = [one for one in response.iterfind(f"{DAV}propstat") if _status(one) < 300]
    return {
        each.tag: (_text(each), [_inside(one) for one in each[:MOST_INSIDE]])
        for propstat in propstats
        for each in propstat.iterfind(f"{DAV}prop/*")
    }


def _inside(one: Element) -> tuple[str, str, str]:
    return one.tag, _text(one), storable(one.get("name", ""))


def _text(element: Element) -> str:
    return storable(element.text or "")


def _status(element: Element) -> int:
    """Of a response or a propstat; success where it gives none."""
    found = _STATUS.search(element.findtext(f"{DAV}status", "")[:MOST_TEXT])
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
