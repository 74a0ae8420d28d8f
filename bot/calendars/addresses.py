"""Addresses that people type: their one form, where they may lead, how they are shown."""

import ipaddress
from collections.abc import Iterable

from yarl import URL

from bot.core.errors import CalendarTrouble

_SCHEMES = {"webcal": "https", "webcals": "https", "https": "https", "http": "http"}

#: Ranges that `ipaddress.is_global` lets pass and that lead inside or nowhere: NAT64, 6to4,
#: Teredo, IPv4 in IPv6 in both forms, site-local, and multicast.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::/96",
        "::ffff:0:0/96",
        "fec0::/10",
        "ff00::/8",
        "224.0.0.0/4",
        "192.88.99.0/24",
    )
)


def normalised(address: str) -> str:
    """The address with its scheme made https (webcal means https), else `CalendarTrouble`."""
    address = address.strip()
    scheme, separator, rest = address.partition("://")
    known = _SCHEMES.get(scheme.lower())
    if not separator or not known:
        raise CalendarTrouble(
            "That is no calendar address; one begins with https:// or webcal://.", permanent=True
        )
    return _checked(f"{known}://{rest}")


def host_and_port(address: str) -> tuple[str, int]:
    """Where aiohttp connects to for a normalised address, the host as aiohttp sees it.

    It folds letters first: "１２７。0。0。1" is 127.0.0.1 to it.
    """
    url = URL(address)
    return (url.raw_host or "").lower(), url.port or 0


#: A host as aiohttp sees it, and its port; None for all of them.
Place = tuple[str, int | None]


def places(hosts: Iterable[str]) -> frozenset[Place]:
    """What the operator lists, as "host" or "host:port", in the form that it has in an address:
    IPv6 in brackets or without, and a name in any letters."""
    return frozenset(filter(None, map(_place, hosts)))


def is_listed(host: str, port: int, private: frozenset[Place]) -> bool:
    """Whether the operator allowed this host to be private."""
    return not private.isdisjoint({(host.lower(), None), (host.lower(), port)})


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the open internet.

    Spellings that only some programs understand, such as 0177.0.0.1 and 2130706433, are not.
    """
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    return address.is_global and not any(address in network for network in _NOT_PUBLIC)


def is_literal(host: str) -> bool:
    """Whether aiohttp takes the host for an IP address, which then never meets a resolver."""
    return ":" in host or host.replace(".", "").isdigit()


def _place(listed: str) -> Place | None:
    bare = listed.count(":") > 1 and "[" not in listed
    try:
        url = URL(f"//[{listed}]" if bare else f"//{listed}")
        return (url.raw_host or "").lower(), url.explicit_port
    except ValueError:
        return None


def _checked(address: str) -> str:
    try:
        url = URL(address)
    except ValueError:
        raise CalendarTrouble("That address is damaged; copy it again.", permanent=True) from None
    if not url.raw_host:
        raise CalendarTrouble("That address names no host; copy it again.", permanent=True)
    return address
